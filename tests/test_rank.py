"""Terms and BM25: what is one word, what stays whole, and that the right text comes first."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.rank import make_words, stem, words
from builder.rank.words import TITLE


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("How do I install it?", ["how", "do", "i", "install", "it"]),
        ("response_model_exclude", ["respons", "model", "exclud", "responsemodelexclud"]),
        ("OAuth2PasswordBearer", ["oauth", "2", "password", "bearer", "oauth2passwordbearer"]),
        ("HTTPException", ["http", "exception", "httpexception"]),
        ("HTTP_404_NOT_FOUND", ["http", "404", "not", "found", "http404notfound"]),
        ("fastapi.security", ["fastapi", "security", "fastapisecurity"]),
        ("pre-processing", ["pre", "process", "preprocess"]),
        ("--reload", ["reload"]),
        ("C++ and C#", ["c", "c++", "and", "c", "c#"]),
        ("the site's users don't", ["the", "site", "user", "dont"]),
        ("Größe café ﬁle", ["große", "cafe", "file"]),
        ("東京タワー", ["東京", "京タ", "タワ", "ワー"]),
        ("FastAPIは速い", ["fast", "api", "fastapi", "は速", "速い"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("naïve", ["naiv"]),
        ("葛\U000e0100城", ["葛城"]),
        ("e\ufe0fgg", ["egg"]),
        ("𑄇𑄧𑄝𑄢", ["𑄇𑄧𑄝𑄢"]),
        ("224×224", ["224", "224"]),
        ("", []),
        ("?!…", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert words(text) == terms


@pytest.mark.parametrize(
    "forms",
    [
        ("install", "installs", "installed", "installing"),
        ("cache", "caches", "cached", "caching"),
        ("query", "queries", "querying"),
        ("run", "runs", "running"),
        ("configure", "configures", "configured", "configuring"),
        ("code", "codes", "coded", "coding"),
        ("add", "adds", "added", "adding"),
        ("fix", "fixed", "fixing"),
        ("normalise", "normalize", "normalised", "normalizing"),
        ("normalisation", "normalization"),
        ("behaviour", "behavior", "behaviors"),
        ("optimiser", "optimizer"),
        ("analyse", "analyzing"),
        ("status",),
        ("class",),
        ("analysis",),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_short_words_stay() -> None:
    assert [stem(word) for word in ("use", "string", "bring", "need", "its", "is", "this", "site")] == [
        "use",
        "string",
        "bring",
        "need",
        "its",
        "is",
        "this",
        "site",
    ]


@given(st.text())
def test_every_term_can_be_found_again(text: str) -> None:
    terms = words(text)
    assert all(term and not any(letter.isspace() for letter in term) for term in terms)
    if terms:
        assert make_words([text]).scores(text)[0] > 0


def test_any_word_is_enough_and_more_words_are_better() -> None:
    scores = make_words(["a red house", "a red car", "green grass"]).scores("my red car")
    assert scores[1] > scores[0] > 0
    assert scores[2] == 0


def test_titles_weigh_more_than_text() -> None:
    scores = make_words(["cars need oil", "oil and gas here"], ["gas", "cars"]).scores("gas")
    assert scores[0] > scores[1]


def test_rare_words_weigh_more() -> None:
    found = make_words(["the cat", "the dog", "the cow"])
    assert found.weight("cat") > found.weight("the") > 0
    assert found.weight("horse") == 0


def test_nothing_to_find() -> None:
    assert make_words([]).scores("anything").tolist() == []
    assert make_words(["", ""]).scores("anything").tolist() == [0, 0]


def test_shares_are_as_they_are_written() -> None:
    texts, titles = ["red boat red", "a green boat sails", ""], ["boats", "", "red"]
    counts = [Counter(words(text)) for text in texts]
    for count, title in zip(counts, titles, strict=True):
        for term in words(title):
            count[term] += int(TITLE)
    mean = sum(map(Counter.total, counts)) / 3
    found = make_words(texts, titles)
    assert list(found.postings) == sorted(set().union(*counts))
    for term, posting in found.postings.items():
        assert posting.rows.tolist() == [row for row, count in enumerate(counts) if term in count]
        for row, share in zip(posting.rows.tolist(), posting.share.tolist(), strict=True):
            times, norm = counts[row][term], 1.2 * (0.25 + 0.75 * counts[row].total() / mean)
            assert share == pytest.approx(2.2 * times / (times + norm))
