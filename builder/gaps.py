"""Answers to gaps: what the documents do not say comes out in groups, each with where its answer would belong.

Questions about one subject stand together, so that one new paragraph is asked for once. Never asks a reader.
"""

from collections.abc import Mapping, Sequence

import numpy
from numpy.typing import NDArray

from builder.engines import Encoder
from builder.likeness import Vectors, group_related
from builder.records import Answer, Gap, Passage, Question, by_id
from builder.standing import says_nothing

NEAREST = 3  # passages shown of a group
SHARED = 1.3  # times as near are two questions whose nearest passages are the same
# Of a passage to a question, below which its document is not where the answer would belong: on two sites, nine of ten
# questions of ordinary life lay below it, and every question that their documents answer above.
NEAR = 0.35

Said = Mapping[str, Answer]


def find_gaps(
    questions: Sequence[Question], answers: Sequence[Answer], passages: Sequence[Passage], encoder: Encoder
) -> tuple[Gap, ...]:
    """The questions that a whole book does not answer, grouped by what they are about; the most asked first."""
    said = {answer.question: answer for answer in answers if answer.document is None and says_nothing(answer)}
    known = by_id(passages)
    gaps: list[Gap] = []
    for book in dict.fromkeys(question.book for question in questions):
        silent = [question for question in questions if question.book == book and question.id in said]
        vectors = encoder.encode([question.text for question in silent])
        for group in group_related(_nearness(silent, vectors, said)):
            members = [silent[place] for place in group]
            gaps.append(_gap(members, vectors[list(group)], said, known, encoder))
    return tuple(sorted(gaps, key=lambda gap: (-gap.asked, -len(gap.questions))))


def _nearness(questions: Sequence[Question], vectors: Vectors, said: Said) -> NDArray[numpy.float64]:
    """How near questions are to each other: by their meaning, and by what came nearest to them."""
    nearness = numpy.asarray(vectors @ vectors.T, dtype=numpy.float64)
    near_to: dict[str, list[int]] = {}
    for row, question in enumerate(questions):
        for passage in frozenset(said[question.id].nearest):
            near_to.setdefault(passage, []).append(row)
    shared = numpy.zeros_like(nearness)
    for rows in near_to.values():
        shared[numpy.ix_(rows, rows)] += 1
    own = shared.diagonal().copy()
    numpy.fill_diagonal(shared, 0)
    either = own[:, None] + own - shared
    return nearness * (1 + (SHARED - 1) * shared / numpy.maximum(either, 1))


def _gap(
    questions: Sequence[Question], vectors: Vectors, said: Said, known: Mapping[str, Passage], encoder: Encoder
) -> Gap:
    """A group of questions led by the most asked, then by the one that lies in their midst."""
    midst = vectors @ vectors.mean(axis=0)
    order = sorted(range(len(questions)), key=lambda at: (-questions[at].asked, -round(float(midst[at]), 4), at))
    votes: dict[str, float] = {}
    for at in order:
        for rank, passage in enumerate(said[questions[at].id].nearest):
            if passage in known:
                votes[passage] = votes.get(passage, 0.0) + 1 / (1 + rank)
    nearest = sorted(votes, key=lambda passage: -votes[passage])
    found = encoder.encode([known[passage].text for passage in nearest])
    near = [passage for passage, vector in zip(nearest, found, strict=True) if float((vectors @ vector).max()) >= NEAR]
    return Gap(
        book=questions[0].book,
        questions=tuple(questions[at].id for at in order),
        belongs=_belongs(near, votes, known),
        nearest=tuple(nearest[:NEAREST]),
        asked=sum(question.asked for question in questions),
    )


def _belongs(nearest: Sequence[str], votes: Mapping[str, float], known: Mapping[str, Passage]) -> str:
    """The document that comes nearest as a whole: most of the passages that come near stand in it."""
    documents = list(dict.fromkeys(known[passage].source for passage in nearest))
    if not documents:
        return ""
    weights = [sum(votes[one] for one in nearest if known[one].source == document) for document in documents]
    return documents[int(numpy.argmax(weights))]
