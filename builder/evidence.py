"""Questions to evidence: the few passages an answer may rest on, by words and by meaning. Decides nothing.

Processors round a model's numbers differently, and passages often come within a hair of each other. So what was weighed
before stays where nothing is clearly better: else an answer would be composed anew on every other machine.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import numpy
from numpy.typing import NDArray

from builder.engines import Encoder, Vectors
from builder.rank import Words
from builder.records import AnswerId, Evidence, Passage, Question, Scored, Source
from builder.text import is_lead, split_sentences
from builder.wording import announces_next, how_it_defines, is_command, thing_to_define, tidy, trails_off

MOST = 8  # passages for one question
DEFINING = 2  # passages more that say what a thing is, where that is asked: a name alone tells few passages apart
HELD = 0.03  # by how much more a passage must be scored to take the place of one that was weighed before
ANNOUNCED = 2  # passages more, for the lists and commands that a passage's last words announce
# How much each score counts. Alike, they find more than fused by their places: on 400 questions over 854 paragraphs
# of SQuAD 2.0 and XQuAD, nDCG@10 90.9 instead of 88.8.
MEANING, SENTENCE, WORDS = 1.0, 1.0, 1.0


class Index(Protocol):
    """What is asked of an index of passages."""

    passages: tuple[Passage, ...]
    words: Words

    def nearness(self, vector: Vectors) -> Vectors: ...

    def sentence_nearness(self, vector: Vectors) -> Vectors: ...


def find_evidence(
    questions: Sequence[Question],
    sources: Sequence[Source],
    index: Index,
    encoder: Encoder,
    weighed: Mapping[AnswerId, Collection[str]] = MappingProxyType({}),
) -> tuple[Evidence, ...]:
    """The evidence of every question; one a document where each document is asked by itself.

    `weighed` holds the passages that an earlier answer was weighed by.
    """
    books = {source.id: source.book for source in sources if not source.older}
    by_source: dict[str, list[int]] = {}
    by_book: dict[str, list[int]] = {}
    for row, passage in enumerate(index.passages):
        if _may_answer(passage):
            by_source.setdefault(passage.source, []).append(row)
            if passage.source in books:  # of several versions of a document, the newest answers
                by_book.setdefault(books[passage.source], []).append(row)
    wordings = [wording for question in questions for wording in question.wordings]
    vectors = dict(zip(wordings, encoder.encode(wordings), strict=True))
    found: list[Evidence] = []
    for question in questions:
        marks = _Marks(question, index, vectors)
        rows_of = (
            {None: by_book.get(question.book, [])}
            if question.scope == "book"
            else {source.id: by_source.get(source.id, []) for source in sources if source.book == question.book}
        )
        for document, rows in rows_of.items():
            before = weighed.get((question.id, document), ())
            found.append(Evidence(question=question.id, document=document, passages=marks.choose(rows, before)))
    return tuple(found)


def _may_answer(passage: Passage) -> bool:
    listing = passage.kind == "code" and not is_command(passage.text)  # which is only said below what announces it
    return _may_be_quoted(passage) and not listing


def _may_be_quoted(passage: Passage) -> bool:
    return passage.citable and passage.kind not in {"heading", "break", "reference"}


class _Marks:
    """Every passage's three scores for one question: the best of its wordings."""

    def __init__(self, question: Question, index: Index, vectors: dict[str, Vectors]) -> None:
        self._index = index
        wordings = [vectors[wording] for wording in question.wordings]
        self._meaning = numpy.max([index.nearness(vector) for vector in wordings], axis=0)
        self._sentence = numpy.max([index.sentence_nearness(vector) for vector in wordings], axis=0)
        self._words = index.words.scores(" ".join(question.wordings))
        self._thing = thing_to_define(question.text)

    def choose(self, rows: Sequence[int], before: Collection[str]) -> tuple[Scored, ...]:
        """The best of some passages, and what they announce; one that was weighed before is not lightly replaced."""
        here = numpy.array(rows, dtype=numpy.int64)
        if not len(here):
            return ()
        scores = fuse(self._meaning[here], self._sentence[here], self._words[here])
        held = HELD * numpy.array([self._index.passages[row].id in before for row in rows])
        best = numpy.argsort(-(scores + held), kind="stable")[:MOST]
        chosen = {int(here[at]): float(scores[at]) for at in sorted(best, key=lambda at: -scores[at])}
        likely = (int(here[at]) for at in numpy.argsort(-scores, kind="stable"))
        for row in self._defining(row for row in likely if row not in chosen)[:DEFINING]:
            chosen[row] = 0.0
        for row in list(self._announced(chosen))[:ANNOUNCED]:
            chosen[row] = 0.0
        return tuple(self._scored(row, score) for row, score in chosen.items())

    def _defining(self, rows: Iterable[int]) -> list[int]:
        """Those passages of which a sentence says what the thing is that a question asks for, the clearest first."""
        if not self._thing:
            return []
        clear = {row: self._clearness(self._index.passages[row].text) for row in rows}
        return sorted((row for row, how in clear.items() if how), key=lambda row: -clear[row])

    def _clearness(self, text: str) -> int:
        if self._thing.lower() not in text.lower():
            return 0
        return max(how_it_defines(tidy(text[start:end]), self._thing) for start, end in split_sentences(text))

    def _announced(self, chosen: dict[int, float]) -> Iterator[int]:
        passages = self._index.passages
        for row in chosen:
            after = row + 1
            if after < len(passages) and after not in chosen and _announces(passages[row], passages[after]):
                yield after

    def _scored(self, row: int, score: float) -> Scored:
        return Scored(
            passage=self._index.passages[row].id,
            score=round(score, 6),
            lexical=round(float(self._words[row]), 4),
            meaning=round(float(max(self._meaning[row], self._sentence[row])), 4),
        )


def _announces(passage: Passage, following: Passage) -> bool:
    return (
        (
            is_lead(passage.text)
            or (following.kind == "code" and trails_off(passage.text))
            or (following.kind in {"code", "list", "table"} and announces_next(passage.text))
        )
        and passage.source == following.source
        and passage.headings == following.headings
        and _may_be_quoted(following)
    )


def fuse(
    meaning: NDArray[numpy.float32], sentence: NDArray[numpy.float32], words: NDArray[numpy.float32]
) -> NDArray[numpy.float64]:
    """One score a passage from its three: how far it is on the way from the worst to the best of each."""
    weighed = ((MEANING, meaning), (SENTENCE, sentence), (WORDS, words))
    return numpy.asarray(sum(weight * _spread(scores) for weight, scores in weighed))


def _spread(scores: NDArray[numpy.float32]) -> NDArray[numpy.float64]:
    """Scores from 0, the worst, to 1, the best; nothing is earned where all are alike."""
    wide = scores.astype(numpy.float64)
    low, high = wide.min(), wide.max()
    return (wide - low) / (high - low) if high > low else numpy.zeros_like(wide)
