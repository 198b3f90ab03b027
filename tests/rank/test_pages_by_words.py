"""A page is found by the one passage that holds most of a question's words."""

import dataclasses
from pathlib import Path

from builder.rank.pages import held_together
from builder.rank.query import Box, find_terms

GOLDEN = Path(__file__).parent.parent / "golden" / "box"


def test_a_page_holds_what_its_best_passage_holds() -> None:
    box = Box(lambda name: (GOLDEN / name).read_bytes())
    terms, _ = find_terms("How do I publish the site?", box)
    held = held_together(terms, box.head)
    assert len(held) == len(box.head.pages)
    assert 0 < held.max() <= 1
    assert held_together({**terms, "unheard": None}, box.head).max() < held.max()
    assert not held_together({}, box.head).any()
    around = dataclasses.replace(box.head, pages=(0, *box.head.pages, 0))
    assert held_together(terms, around).tolist() == [0.0, *held.tolist(), 0.0]
