"""What templates are given: a passage's words around its quotes, cut between words where there are any."""

from pathlib import Path

import pytest
from sample_site import passage, sample_site

from builder.pages.lookup import Lookup
from builder.pages.views import AROUND, QuoteView, near_view, source_view

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
