"""What templates are given: words around quotes, cut between words where there are any; days, numbers, addresses."""

from pathlib import Path

import pytest
from sample_site import passage, sample_site

from builder.pages.lookup import Lookup
from builder.pages.rendering import day, figure, web
from builder.pages.views import AROUND, QuoteView, natural, near_view, source_view
from builder.text import counted, shorten

JAPANESE = "装置の学習率は最初の千歩で線形に上がり、その後は余弦で下がる。" * 15
ENGLISH = "The learning rate rises at first, then it falls as a cosine does. " * 8


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH], ids=["without blanks", "with blanks"])
def test_the_words_around_a_quote_are_shown(text: str, tmp_path: Path) -> None:
    lookup = Lookup(sample_site(tmp_path))
    quotes = {QuoteView(number=number, id=f"{number}", url=""): f"{number} epochs" for number in (50, 90)}
    long = passage("methods/cells", "z1", f"{text}50 epochs; {text}90 epochs")
    before, _, between, _ = (piece.text for piece in source_view(lookup, long, quotes).pieces)
    head, tail = between.split(" … ")
    assert before == f"… {tail}"
    assert AROUND - 40 < len(head) <= AROUND
    assert AROUND - 40 < len(tail) <= AROUND
    assert f"; {text}".startswith(head)
    assert text.endswith(tail)


def test_a_passage_without_blanks_near_a_question_is_shown(tmp_path: Path) -> None:
    lookup = Lookup(sample_site(tmp_path))
    shown = near_view(lookup, passage("methods/cells", "z1", JAPANESE)).text
    assert JAPANESE.startswith(shown.removesuffix(" …"))
    assert len(shown) > 300


def test_small_words() -> None:
    assert day("2026-11-20") == "20 November 2026"
    assert day("yesterday") == "yesterday"
    assert counted(1, "question") == "1 question"
    assert counted(1204, "question") == "1,204 questions"
    assert (figure(12.0), figure(0.12345)) == ("12", "0.123")
    assert shorten("one two  three", 8) == "one two …"
    assert sorted(["b", "a 10", "A 9", "a", ""], key=natural) == ["", "a", "A 9", "a 10", "b"]
    assert web("https://example.org/x") == "https://example.org/x"
    assert web("javascript:alert(1)") == web("data:text/html,x") == web("//example.org") == ""
    assert web("https://[your-domain]/page") == ""
