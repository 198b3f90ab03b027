"""Which passages an answer may rest on."""

import numpy
import pytest

from builder.engines.toy import ToyEncoder
from builder.evidence import ANNOUNCED, MOST, _Marks, find_evidence
from builder.index import make_index
from builder.records import BlockKind, Evidence, Passage, Question, Source

SOURCES = tuple(
    Source(id=f"{book}/{name}", book=book, title=name, paths=(f"{name}.md",), media_type="text/markdown", sha256="0")
    for book, name in (("b", "one"), ("b", "two"), ("c", "one"))
)
EACH = Question(id="b/oaks", book="b", text="How were oaks measured?", scope="each")
WHOLE = Question(id="b/all", book="b", text="How were oaks measured?")


def passage(
    source: str, name: str, text: str, *headings: str, kind: BlockKind = "paragraph", citable: bool = True
) -> Passage:
    return Passage(id=f"{source}.{name}", source=source, kind=kind, headings=headings, text=text, citable=citable)


def find(question: Question, *passages: Passage) -> tuple[Evidence, ...]:
    encoder = ToyEncoder()
    return find_evidence([question], SOURCES, make_index(passages, encoder), encoder)


OAKS = passage("b/one", "1", "The oaks were measured with a tape.")
BIRDS = passage("b/one", "2", "Birds sing in the morning.")
ELMS = passage("b/two", "1", "The elms were measured by eye.")
OTHER = passage("c/one", "1", "Oaks were measured in another book.")


def test_each_document_is_asked_by_itself() -> None:
    first, second = find(EACH, OAKS, BIRDS, ELMS, OTHER)
    assert (first.document, second.document) == ("b/one", "b/two")
    assert [scored.passage for scored in first.passages] == ["b/one.1", "b/one.2"]
    assert [scored.passage for scored in second.passages] == ["b/two.1"]


def test_a_book_is_asked_as_a_whole_and_no_other_book() -> None:
    (only,) = find(WHOLE, OAKS, BIRDS, ELMS, OTHER)
    assert only.document is None
    assert [scored.passage for scored in only.passages] == ["b/one.1", "b/two.1", "b/one.2"]
    assert only.passages[0].lexical > only.passages[1].lexical > 0


def test_what_may_not_be_cited_is_never_evidence() -> None:
    listed = passage("b/one", "3", "Smith: how oaks were measured.", kind="reference", citable=False)
    assert [one.passage for one in find(EACH, OAKS, listed)[0].passages] == ["b/one.1"]


def test_another_wording_finds_what_the_first_does_not() -> None:
    many = [passage("b/one", f"m{number}", f"Oaks measured {number} ways.") for number in range(MOST)]
    trunks = passage("b/one", "t", "Trunk girth was taken by tape at breast height.")
    worded = Question(id="b/g", book="b", text=EACH.text, also=("Was trunk girth taken by tape?",), scope="each")
    assert "b/one.t" not in [one.passage for one in find(EACH, *many, trunks)[0].passages]
    assert "b/one.t" in [one.passage for one in find(worded, *many, trunks)[0].passages]


def test_evidence_is_bounded() -> None:
    many = [passage("b/one", f"m{number}", f"Oaks measured {number} ways.") for number in range(3 * MOST)]
    assert len(find(EACH, *many)[0].passages) == MOST == 8


def test_what_says_what_a_thing_is_comes_with_the_best_where_that_is_asked() -> None:
    many = [passage("b/one", f"m{number}", f"Zlib zlib what is zlib {number}.") for number in range(MOST)]
    first = passage("b/two", "1", "All ships carry it. Zlib is the oldest way to pack ropes and sails of every kind.")
    clear = passage(
        "b/two", "2", "Among other things that lie in the hold of every ship, zlib - a word of old - is a rope."
    )
    clearer = passage("b/two", "3", "Of ropes and sails of every kind in the hold. Zlib - a word of old - is a rope.")
    asked = Question(id="b/q", book="b", text="What is zlib?")
    found = [one.passage for one in find(asked, *many, first, clear, clearer)[0].passages]
    assert found[MOST:] == ["b/two.3", "b/two.1"], "the clearest first"
    other = Question(id="b/q", book="b", text="Which zlib is zlib?")
    assert len(find(other, *many, first, clear, clearer)[0].passages) == MOST


def test_what_was_weighed_before_stays_where_nothing_is_clearly_better() -> None:
    """Processors round a model's numbers differently: that alone must not change an answer's evidence."""
    many = [passage("b/one", f"m{number}", f"Oaks measured {number} ways.") for number in range(MOST - 1)]
    alike = passage("b/one", "alike", "Oaks measured nine ways.")
    index = make_index((*many, alike, OAKS, BIRDS), ToyEncoder())

    def weigh(*before: str) -> set[str]:
        (found,) = find_evidence([WHOLE], SOURCES, index, ToyEncoder(), {(WHOLE.id, None): before})
        return {scored.passage for scored in found.passages}

    first = weigh()
    (left,) = {one.id for one in (*many, alike, OAKS)} - first
    (other, *_) = sorted(first - {OAKS.id})
    held = (first - {other}) | {left}
    assert weigh(*held) == held
    assert weigh(*first) == first
    assert OAKS.id in weigh(BIRDS.id, *(one.id for one in many)), "what is clearly better takes its place"
    assert BIRDS.id not in weigh(BIRDS.id)


def test_the_best_of_the_wordings_counts() -> None:
    encoder = ToyEncoder()
    index = make_index((OAKS, BIRDS), encoder)
    wordings = (EACH.text, "Do birds sing in the morning?")
    vectors = dict(zip(wordings, encoder.encode(wordings), strict=True))
    both, *alone = (
        _Marks(Question(id="b/g", book="b", text=first, also=tuple(others)), index, vectors)
        for first, *others in (wordings, wordings[:1], wordings[1:])
    )
    for kind in ("_meaning", "_sentence"):
        each = [getattr(one, kind) for one in alone]
        assert numpy.array_equal(getattr(both, kind), numpy.maximum(*each)) and not numpy.array_equal(*each)


@pytest.mark.parametrize("announced", ["measured like this:", "are measured in the following steps.", "测量方法："])
def test_a_passage_that_announces_brings_what_it_announces(announced: str) -> None:
    lead = passage("b/one", "lead", f"How were oaks measured? Oaks {announced}", "Oaks")
    steps = passage("b/one", "steps", "tape first", "Oaks", kind="list")
    many = [passage("b/one", f"m{number}", f"Oaks measured {number} ways.") for number in range(MOST)]
    chosen = [one.passage for one in find(EACH, lead, steps, *many)[0].passages]
    assert "b/one.steps" in chosen
    assert len(chosen) <= MOST + ANNOUNCED
    elsewhere = passage("b/one", "steps", "tape first", "Elms", kind="list")
    assert "b/one.steps" not in [one.passage for one in find(EACH, lead, elsewhere, *many)[0].passages]


@pytest.mark.parametrize(
    "announced",
    ["Oaks were measured in code...", "Measure them by the following code.", "For oaks add the following CSS."],
)
def test_code_that_is_no_command_comes_only_with_what_announces_it(announced: str) -> None:
    lead = passage("b/one", "lead", f"How were oaks measured? {announced}", "Oaks")
    listing = passage("b/one", "listing", "measure(oaks)", "Oaks", kind="code")
    many = [passage("b/one", f"m{number}", f"Oaks measured {number} ways.") for number in range(MOST)]
    assert "b/one.listing" in [one.passage for one in find(EACH, lead, listing, *many)[0].passages]
    assert [one.passage for one in find(EACH, listing, OAKS)[0].passages] == ["b/one.1"]
    command = passage("b/one", "command", "$ measure oaks", "Oaks", kind="code")
    assert "b/one.command" in [one.passage for one in find(EACH, command, OAKS)[0].passages]


def test_a_document_without_passages_has_no_evidence() -> None:
    assert [len(one.passages) for one in find(EACH, OAKS)] == [1, 0]
