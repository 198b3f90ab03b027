"""Evidence to answers: extractive, each sentence with its quote, or an abstention with the nearest passages.

What a person edited, approved or rejected is never overwritten, and what did not change asks no model.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from types import MappingProxyType

from builder.answers.agreement import agree
from builder.answers.authored import say_author_answer
from builder.answers.composition import POINTS, compose, read_passage
from builder.answers.fitness import find_spans
from builder.answers.units import same_section
from builder.digest import digest, short
from builder.engines import Reader, Reading, ReadPair
from builder.outdated import find_outdated, find_over
from builder.records import Answer, AnswerId, Evidence, Passage, Question, Recipe, by_id, by_place
from builder.standing import AUTHOR, NEAREST, is_personal
from builder.wording import first_wordings

VERSION = 16  # raised whenever the same evidence and engines would be said in another way
AT_ONCE = 128  # answers whose passages are read together, so that memory holds these and not the collection
GOES_ON = frozenset({"list", "caption"})  # kinds of passages beyond which a lead or the rest of a list may stand

Listen = Callable[[int, int], None]  # how many answers are composed, and of how many


@dataclass(frozen=True, slots=True)
class _Stale:
    """An answer to be composed."""

    question: Question
    document: str | None
    passages: tuple[Passage, ...]
    places: tuple[int, ...]  # of the passages among all
    beside: Mapping[int, Passage]  # what stands before and after them, by its place
    outdated: frozenset[str]  # ids of those that say of themselves that they no longer hold
    engine: str
    key: str

    @property
    def wordings(self) -> tuple[str, ...]:
        return first_wordings(self.question)


def compose_answers(
    questions: Sequence[Question],
    evidence: Sequence[Evidence],
    passages: Sequence[Passage],
    reader: Reader,
    previous: Mapping[AnswerId, Answer],
    titles: Mapping[str, str] = MappingProxyType({}),
    listen: Listen = lambda done, total: None,
) -> tuple[Answer, ...]:
    """One answer for each piece of evidence, in its order; titles tell what each source and its book are called.

    `listen` hears how many of those that are composed anew are done.
    """
    asked = by_id(questions)
    known = by_id(passages)
    order = {passage: place for place, passage in enumerate(known)}
    engine = f"{short(reader.fingerprint)} {short(POINTS)}"
    outdated, ended = find_outdated(passages), find_over(passages)
    answers: dict[AnswerId, Answer] = {}
    stale: list[_Stale] = []
    for one in evidence:
        question = asked[one.question]
        held = previous.get(one.place)
        decided = held is not None and is_personal(held)
        if held is not None and decided and held.under is not None:
            answers[one.place] = held
            continue
        said = say_author_answer(question, known, ended) if one.document is None and not decided else None
        if said is not None:
            answers[one.place] = said
            continue
        places = sorted(order[scored.passage] for scored in one.passages)
        new = _to_compose(question, one.document, places, passages, outdated, titles, engine)
        if held is not None and decided:
            answers[one.place] = _pinned(held, new.passages) if held.key == new.key else held
        elif held is not None and held.key == new.key and held.engine != AUTHOR:
            answers[one.place] = held
        else:
            stale.append(new)
    answers |= by_place(_compose(stale, reader, titles, listen))
    return tuple(answers[one.place] for one in evidence)


def _to_compose(
    question: Question,
    document: str | None,
    places: Sequence[int],
    passages: Sequence[Passage],
    outdated: frozenset[str],
    titles: Mapping[str, str],
    engine: str,
) -> _Stale:
    """All that an answer is composed from, and the key that tells whether it was already."""
    weighed = tuple(passages[row] for row in places)
    beside = find_beside(places, passages)
    over = outdated.intersection(passage.id for passage in weighed)
    surroundings = (
        *_surroundings(places, beside, passages),
        *(f"outdated {name}" for name in sorted(over)),
        *(f"called {title}" for title in sorted({titles.get(one.source, "") for one in weighed} - {""})),
    )
    key = answer_key(question, weighed, engine, surroundings)
    return _Stale(question, document, weighed, tuple(places), beside, over, engine, key)


def _pinned(answer: Answer, weighed: Sequence[Passage]) -> Answer:
    """Return what a person decided by hand since it was composed of these passages, one of which it may have lost.

    A file names a cited passage only where it is cited: who deletes a sentence deletes that.
    """
    return replace(answer, candidates=tuple(sorted(passage.id for passage in weighed)))


def find_beside(places: Sequence[int], passages: Sequence[Passage]) -> dict[int, Passage]:
    """What stands before and after passages in their sections: it may announce them, or be announced by them."""
    found: dict[int, Passage] = {}
    for place in places:
        for step in (-1, 1):
            beside = place + step
            while 0 <= beside < len(passages) and same_section(passages[beside], passages[place]):
                found[beside] = passages[beside]
                if passages[beside].kind not in GOES_ON:
                    break
                beside += step
    return {place: passage for place, passage in sorted(found.items()) if place not in places}


def _surroundings(places: Sequence[int], beside: Mapping[int, Passage], passages: Sequence[Passage]) -> tuple[str, ...]:
    """What a composition sees beside the passages themselves: what stands around each, and which follow directly."""
    known = sorted({*places, *beside})
    return tuple(
        f"{'weighed' if place in places else 'beside'} {passages[place].id}{' goes on' if before == place - 1 else ''}"
        for before, place in zip([-2, *known], known, strict=False)
    )


def answer_key(question: Question, weighed: Sequence[Passage], engine: str, surroundings: Sequence[str] = ()) -> str:
    """The digest of all that decides an answer: the question's words, what was weighed and where, the engine.

    A person's answer is pinned to what was weighed alone: nothing composes it again.
    """
    return digest(
        Recipe(
            stage="answers",
            version=VERSION,
            engine=engine,
            parameters=(
                ("wordings", first_wordings(question)),
                ("scope", question.scope),
                ("surroundings", tuple(surroundings)),
            ),
            inputs=tuple(
                f"{passage.id} {short((passage.headings, passage.kind, passage.citable))}" for passage in weighed
            ),
        )
    )


def _compose(stale: Sequence[_Stale], reader: Reader, titles: Mapping[str, str], listen: Listen) -> Iterator[Answer]:
    """An answer to each, some at once; every passage is read once for each wording of its question."""
    ordered = sorted(stale, key=lambda one: one.document or "")  # what is asked of one document has sentences in common
    for start in range(0, len(ordered), AT_ONCE):
        listen(start, len(ordered))
        some = ordered[start : start + AT_ONCE]
        pairs = [_pair(wording, passage) for one in some for passage in one.passages for wording in one.wordings]
        readings = iter(reader.read(pairs) if pairs else [])
        for one in some:
            yield _answer(one, [agree([next(readings) for _ in one.wordings]) for _ in one.passages], titles)


def _pair(wording: str, passage: Passage) -> ReadPair:
    return ReadPair(
        question=wording,
        text=passage.text,
        sentences=find_spans(passage),
        heading=" › ".join(passage.headings),
    )


def _answer(one: _Stale, readings: Sequence[Reading], titles: Mapping[str, str]) -> Answer:
    reads = [
        read_passage(passage, place, reading, outdated=passage.id in one.outdated)
        for passage, place, reading in zip(one.passages, one.places, readings, strict=True)
    ]
    whole = one.document is None
    claims = compose(reads, one.question.text, whole_book=whole, beside=one.beside, titles=titles)
    nearest = sorted(reads, key=lambda read: -read.reading.answered)[:NEAREST]
    answered_after_all = 1 - prod(1 - read.reading.answered for read in reads)
    return Answer(
        question=one.question.id,
        document=one.document,
        state="answered" if claims else "abstained",
        claims=claims,
        nearest=() if claims else tuple(read.passage.id for read in nearest),
        unsure=not claims and answered_after_all >= POINTS.silent,
        candidates=tuple(passage.id for passage in one.passages),
        engine=one.engine,
        key=one.key,
    )
