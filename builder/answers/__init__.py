"""Evidence to answers: extractive, each sentence with its quote, or an abstention with the nearest passages.

What a person edited, approved or rejected is never overwritten, and what did not change asks no model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.answers.agreement import agree
from builder.answers.authored import say_author_answer
from builder.answers.composition import Thresholds, compose, read_passage
from builder.digest import digest, short
from builder.engines import Judge, Reader, Reading, ReadPair
from builder.records import Answer, AnswerId, Evidence, Passage, Question, Recipe
from builder.standing import AUTHOR, is_personal
from builder.text import split_sentences

VERSION = 4  # raised whenever the same evidence and engines would be said in another way
MOST_WORDINGS = 2  # of a question's other wordings that are asked beside its own
NEAREST = 3  # passages shown where nothing is stated
SUPPORTED = 0.5  # below it the judge takes a claim away that is not one plain quote; it never adds one


@dataclass(frozen=True, slots=True)
class _Stale:
    """An answer to be composed."""

    question: Question
    document: str | None
    passages: tuple[Passage, ...]
    places: tuple[int, ...]  # of the passages among all
    engine: str
    key: str

    @property
    def wordings(self) -> tuple[str, ...]:
        return wordings_of(self.question)


def compose_answers(
    questions: Sequence[Question],
    evidence: Sequence[Evidence],
    passages: Sequence[Passage],
    reader: Reader,
    judge: Judge,
    previous: Mapping[AnswerId, Answer],
    thresholds: Mapping[str, float] | None = None,
) -> tuple[Answer, ...]:
    """One answer for each piece of evidence, in its order."""
    asked = {question.id: question for question in questions}
    order = {passage.id: place for place, passage in enumerate(passages)}
    points = Thresholds(
        **{name: value for name, value in (thresholds or {}).items() if name in {"answered", "sentence", "silent"}}
    )
    engine = f"{short(reader.fingerprint)} {short(points)}"
    answers: dict[AnswerId, Answer] = {}
    stale: list[_Stale] = []
    for one in evidence:
        place = (one.question, one.document)
        question = asked[one.question]
        held = previous.get(place)
        if held is not None and is_personal(held):
            answers[place] = held
            continue
        places = sorted(order[scored.passage] for scored in one.passages)
        weighed = tuple(passages[row] for row in places)
        said = say_author_answer(question, one.document, passages, AUTHOR)
        if said is not None:
            answers[place] = said
            continue
        key = answer_key(question, weighed, engine)
        if held is not None and held.key == key and held.engine != AUTHOR:
            answers[place] = held
        else:
            stale.append(_Stale(question, one.document, weighed, tuple(places), engine, key))
    for answer in _weigh(_compose(stale, reader, points), judge):
        answers[answer.question, answer.document] = answer
    return tuple(answers[one.question, one.document] for one in evidence)


def _weigh(answers: Sequence[Answer], judge: Judge) -> list[Answer]:
    """The answers without claims put together from several quotes that the judge does not find in them."""
    several = [claim for answer in answers for claim in answer.claims if len(claim.citations) > 1]
    pairs = [(claim.text, "\n".join(citation.quote for citation in claim.citations)) for claim in several]
    supports = judge.support(pairs) if pairs else []
    unsupported = {id(claim) for claim, support in zip(several, supports, strict=True) if support < SUPPORTED}
    return [_without(answer, unsupported) if unsupported else answer for answer in answers]


def _without(answer: Answer, unsupported: set[int]) -> Answer:
    claims = tuple(claim for claim in answer.claims if id(claim) not in unsupported)
    if claims or answer.state != "answered":
        return replace(answer, claims=claims)
    return replace(answer, state="abstained", claims=(), nearest=answer.candidates[:NEAREST], unsure=True)


def wordings_of(question: Question) -> tuple[str, ...]:
    """The wordings of a question that are asked, its own first."""
    return (question.text, *question.also[:MOST_WORDINGS])


def answer_key(question: Question, weighed: Sequence[Passage], engine: str) -> str:
    """The digest of all that decides an answer: the question's words, what was weighed, the engine, our version."""
    return digest(
        Recipe(
            stage="answers",
            version=VERSION,
            engine=engine,
            parameters=(("wordings", wordings_of(question)), ("scope", question.scope)),
            inputs=tuple(
                f"{passage.id} {short((passage.headings, passage.kind, passage.citable))}" for passage in weighed
            ),
        )
    )


def _compose(stale: Sequence[_Stale], reader: Reader, points: Thresholds) -> list[Answer]:
    """An answer to each; every passage is read once for each wording of its question."""
    pairs = [_pair(wording, passage) for one in stale for passage in one.passages for wording in one.wordings]
    readings = iter(reader.read(pairs) if pairs else [])
    return [
        _answer(one, [agree([next(readings) for _ in one.wordings]) for _ in one.passages], points) for one in stale
    ]


def _pair(wording: str, passage: Passage) -> ReadPair:
    whole = ((0, len(passage.text)),)
    return ReadPair(
        question=wording,
        text=passage.text,
        sentences=whole if passage.kind == "code" else split_sentences(passage.text),
        heading=" › ".join(passage.headings),
    )


def _answer(one: _Stale, readings: Sequence[Reading], points: Thresholds) -> Answer:
    reads = [
        read_passage(passage, place, reading)
        for passage, place, reading in zip(one.passages, one.places, readings, strict=True)
    ]
    claims = compose(reads, points, one.question.text, whole_book=one.document is None)
    nearest = sorted(reads, key=lambda read: -read.reading.answered)[:NEAREST]
    return Answer(
        question=one.question.id,
        document=one.document,
        state="answered" if claims else "abstained",
        claims=claims,
        nearest=() if claims else tuple(read.passage.id for read in nearest),
        unsure=not claims and any(read.reading.answered >= points.silent for read in nearest),
        candidates=tuple(passage.id for passage in one.passages),
        engine=one.engine,
        key=one.key,
    )
