"""Passages whose sentences are scored by hand, and what is said of them."""

from collections.abc import Sequence

from builder.answers.composition import Read, compose, read_passage
from builder.answers.fitness import find_spans
from builder.engines import Reading
from builder.records import BlockKind, Passage

QUESTION = "How was the network trained?"


def read(
    name: str,
    text: str,
    scores: Sequence[float],
    kind: BlockKind = "paragraph",
    *,
    headings: tuple[str, ...] = ("Training",),
    answered: float | None = None,
    outdated: bool = False,
    citable: bool = True,
) -> Read:
    passage = Passage(id=f"b/d.{name}", source="b/d", kind=kind, headings=headings, text=text, citable=citable)
    assert len(scores) == len(find_spans(passage))
    best = max(scores) if answered is None else answered
    return read_passage(passage, int(name), Reading(answered=best, sentences=tuple(scores)), outdated=outdated)


def said(*reads: Read, whole_book: bool = False, question: str = QUESTION) -> list[str]:
    return [claim.text for claim in compose(reads, question, whole_book=whole_book)]
