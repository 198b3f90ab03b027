"""Answers that the models were not taught to judge, because they read English only: found, never changed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from builder.language import is_english
from builder.records import Answer, AnswerId, Passage, Question, by_id
from builder.standing import OURS


def find_untaught(
    answers: Iterable[Answer], questions: Iterable[Question], passages: Sequence[Passage]
) -> frozenset[AnswerId]:
    """Our answers to a question that is not English, or that rest on passages that are not; silences by the nearest."""
    asked, known, reads = by_id(questions), by_id(passages), Reads(passages)
    return frozenset(
        answer.place
        for answer in answers
        if answer.state in OURS
        and (
            is_english(asked[answer.question].text) is False
            or not all(reads.is_english(known[one]) for one in _rests_on(answer) if one in known)
        )
    )


def _rests_on(answer: Answer) -> Iterator[str]:
    yield from answer.nearest
    yield from (citation.passage for claim in answer.claims for citation in claim.citations)


class Reads:
    """Which passages are English, which the models were taught to read.

    What does not tell by itself is in the language of its document, or of its book.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._texts: dict[str, list[str]] = {}
        for passage in passages:
            if passage.kind != "code":
                for place in (passage.source, _book(passage)):
                    self._texts.setdefault(place, []).append(passage.text)
        self._told_of = cache(lambda place: is_english("\n".join(self._texts.get(place, ()))))

    def is_english(self, passage: Passage) -> bool:
        """Whether the models were taught to read a passage; what tells nowhere is taken for English."""
        own = is_english(passage.text) if passage.kind != "code" else None
        if own is None:
            own = self._told_of(passage.source)
        if own is None:
            own = self._told_of(_book(passage))
        return own is not False


def _book(passage: Passage) -> str:
    return passage.source.partition("/")[0]
