"""From scored sentences to an answer as a person would say it: the core first, then what completes it, in its order.

Readings come in, claims go out. It never changes a quote's words and asks no model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from builder.answers.announced import cut_lines
from builder.answers.asking import asks_for_code, asks_for_several, asks_whether
from builder.answers.claims import make_claim
from builder.answers.entries import settle_entries
from builder.answers.fitness import Sentence, find_sentences, is_general
from builder.answers.headings import is_told_apart, may_be_said_there
from builder.answers.joining import join_unit
from builder.answers.kinds import holds_what_is_asked
from builder.answers.named import holds_names, names_in, tells_of_names
from builder.answers.options import speaks_of_heading
from builder.answers.phrases import is_label, is_no_answer
from builder.answers.repeats import is_said
from builder.answers.rows import is_asked_for, may_be_said, settle_rows
from builder.answers.stating import states_nothing
from builder.answers.units import ByPlace, Unit, denies, find_unit, limits, same_section, with_its_limits
from builder.engines import Reading
from builder.outdated import asks_for_the_past, tells_what_was
from builder.rank import words
from builder.records import Claim, Passage
from builder.text import hangs
from builder.wording import MOST_WORDS, how_it_defines, thing_to_define, tidy

MOST_CLAIMS = 5  # sentences of an answer, the entries of one list not counted
MOST_UNASKED = 8  # entries of a list that answers a question for one thing: a longer one would swamp it
NEXT_TO_CORE = 0.75  # of the core's score, what completes it needs: below it, samples of answers wandered off
NEXT_TO_BEST = 0.6  # of the best sentence's score, what may open an answer needs where the best cannot
CONTINUES = 0.3  # the same for the sentence after the core that goes on about the same thing
POINTING = 0.8  # what a sentence counts that is only understood with the one before it: one that stands alone is better
GENERAL = 0.5  # what a remark counts that holds anywhere, where one document is asked what was done in it
OUTDATED = 0.5  # what a sentence counts that says of itself that it no longer holds: one that does hold wins
STEM = 7  # letters by which two words are one thing: standardised and standardisation
LONG_WORD = 6  # letters of a word that can name a thing


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The working points of a reader: from which score a passage answers and a sentence belongs to the answer."""

    answered: float = 0.5
    sentence: float = 0.5
    # The chance that one of a document's passages answers after all, below which it does not say; above it, we only did
    # not find it. Five short reports told otherwise in 8 of 16 answers when each passage had .1 for itself.
    silent: float = 0.05


POINTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Read:
    """A passage, its place among all passages, its sentences, and what the reader says of them."""

    passage: Passage
    place: int
    sentences: tuple[Sentence, ...]
    reading: Reading
    outdated: bool = False  # it says of itself that it no longer holds

    def score(self, sentence: Sentence) -> float:
        """How surely a sentence belongs to the answer."""
        return self.reading.sentences[sentence.number]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A sentence that may be said, and how good it is."""

    score: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, the names in it, what each source is called, and whether a whole book or one document answers."""

    question: str
    names: frozenset[str]
    titles: Mapping[str, str]
    whole_book: bool


def read_passage(passage: Passage, place: int, reading: Reading, *, outdated: bool = False) -> Read:
    """Join a passage's sentences with their scores."""
    return Read(passage, place, find_sentences(passage), reading, outdated)


def compose(
    reads: Sequence[Read],
    question: str,
    *,
    whole_book: bool,
    beside: Mapping[int, Passage] = MappingProxyType({}),
    titles: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Claim, ...]:
    """The claims of an answer, or none where no passage answers; `reads` stand in document order.

    What stands beside them, by its place, is never said: it tells what a sentence cannot be said without. Titles, by
    source, hold names that need not stand in a passage.
    """
    by_id = {one.passage.id: one for one in reads}
    by_place = {place: find_sentences(passage) for place, passage in beside.items()}
    by_place |= {one.place: one.sentences for one in reads}
    asked = _Asked(question, names_in(question), titles, whole_book)
    chosen = _choose(_mark(reads, asked), by_id, by_place, asked)
    if not chosen:
        return ()
    rest = sorted(chosen[1:], key=lambda unit: (by_id[unit[0].passage.id].place, unit[0].number))
    ordered = (_extend(chosen[0], by_id, question), *rest)
    said = settle_rows(list(dict.fromkeys(sentence for unit in ordered for sentence in unit)), question)
    said = settle_entries(said, question, [one[0].passage for one in by_place.values() if one])
    told = (one for one in said if one.passage.kind != "paragraph" or not is_label(one.quote))
    return tuple(make_claim(sentence, by_id[sentence.passage.id].score(sentence)) for sentence in told)


def _mark(reads: Sequence[Read], asked: _Asked) -> list[_Mark]:
    """The sentences above the working points that can be said, best first."""
    marks: list[_Mark] = []
    now = not asks_for_the_past(asked.question)
    for one in reads:
        if one.reading.answered < POINTS.answered:
            continue
        for sentence in one.sentences:
            general = not asked.whole_book and is_general(sentence.quote)
            score = _score(one, sentence, asked.question) * (GENERAL if general else 1.0)
            if score >= POINTS.sentence and _is_sayable(sentence, asked.question):
                held = OUTDATED if now and (one.outdated or tells_what_was(tidy(sentence.quote))) else 1.0
                weight = POINTING if sentence.points_back else 1.0
                marks.append(_Mark(one.reading.answered * score * weight * held, sentence))
    return _with_definition_first(sorted(marks, key=lambda mark: -mark.score), thing_to_define(asked.question))


def _with_definition_first(ordered: list[_Mark], thing: str) -> list[_Mark]:
    """The marks with the best sentence before them that says what a thing is, where that is asked."""
    ways = [how_it_defines(tidy(mark.sentence.quote), thing) for mark in ordered if thing]
    if not any(ways):
        return ordered
    found = ordered[ways.index(max(ways))]
    return [replace(found, score=ordered[0].score), *(mark for mark in ordered if mark is not found)]


def _score(read: Read, sentence: Sentence, question: str) -> float:
    """How surely a sentence belongs to the answer; the row that is asked for, as surely as anything in its table."""
    if sentence.passage.kind == "table" and sentence.whole and is_asked_for(sentence, question):
        return max(read.reading.sentences)
    return read.score(sentence)


def _is_sayable(sentence: Sentence, question: str) -> bool:
    """Whether a sentence may be said, if only with others: a lead of three words, or code, with what it belongs to."""
    match sentence.passage.kind:
        case "table":
            return sentence.whole and may_be_said(sentence, question)
        case "code":
            return sentence.listed and asks_for_code(question)
        case _:
            fit = sentence.whole or (sentence.leads and sentence.listed)
            return fit and not states_nothing(tidy(sentence.quote), question)


def _may_open(unit: Unit, asked: _Asked) -> bool:
    """Whether what is said together can begin an answer: it holds what is asked for, is about it, and is a sentence."""
    headers = (one.passage.text.split("\n", 1)[0] for one in unit if one.passage.kind == "table")
    told = " ".join(dict.fromkeys((*headers, *(tidy(one.quote) for one in unit))))
    phrase = not unit[0].leads and is_no_answer(tidy(unit[0].quote), unit[0].passage.headings[-1:], asked.question)
    by_code = any(hangs(one.quote) and below.passage.kind == "code" for one, below in pairwise(unit))
    broken = by_code and not asks_for_code(asked.question)
    holds = holds_what_is_asked(told, asked.question, unit[0].passage.headings)
    return holds and _is_about(unit, told, asked) and not phrase and not broken


def _is_about(unit: Unit, told: str, asked: _Asked) -> bool:
    """Whether what is said together is about what the question names, and not about what only a heading names."""
    if not holds_names(asked.names, [one.passage for one in unit], asked.titles):
        return False
    passage = unit[0].passage
    if asked.whole_book and speaks_of_heading(told, passage, asked.titles.get(passage.source, ""), asked.question):
        return False
    whether = asks_whether(asked.question) and passage.kind != "table"
    return not whether or tells_of_names(asked.names, told, passage, asked.titles)


def _choose(marks: Sequence[_Mark], by_id: Mapping[str, Read], by_place: ByPlace, asked: _Asked) -> list[Unit]:
    """The core's unit and those that complete it: of a whole book, only what stands in the core's own section.

    Where the best cannot be said, or cannot open an answer, only what comes near it may: less would answer something
    else.
    """
    units: list[Unit] = []
    core: _Mark | None = None
    best: _Mark | None = None  # the core, or what could not be it
    likely = [mark.sentence for mark in marks]
    for mark in marks:
        if best is not None and mark.score < (NEXT_TO_BEST if core is None else NEXT_TO_CORE) * best.score:
            break
        best = best or mark
        if core is not None and asked.whole_book and not same_section(mark.sentence.passage, core.sentence.passage):
            continue
        unit = _to_say(mark.sentence, units, by_id, by_place, asked)
        if not unit or (core is None and not _may_open(unit, asked)):
            continue
        if core is None and not is_told_apart(unit[0], likely, asked.question):
            continue
        grown = join_unit(units, unit)
        if core is None:
            core = best = mark
        elif _size(grown) > MOST_CLAIMS or _length(grown) > MOST_WORDS:
            continue
        units = grown
    return units


def _to_say(
    sentence: Sentence, units: Sequence[Unit], by_id: Mapping[str, Read], by_place: ByPlace, asked: _Asked
) -> Unit:
    """What is said with a sentence; nothing where that cannot be said to the question, or was said in other units."""
    place = by_id[sentence.passage.id].place
    several = asks_for_several(asked.question)
    unit = _at_hand(find_unit(sentence, place, by_place), by_id)
    elsewhere = not asked.whole_book and any(is_general(one.quote) for one in unit)
    if not unit or elsewhere or is_said(unit, units):
        return ()
    unit = unit if several else _with_one_entry(unit, sentence, by_id)
    if not several and len(_entries(unit)) > MOST_UNASKED:
        return ()
    unit = _at_hand(with_its_limits(unit, place, by_place), by_id)
    return unit if unit and may_be_said_there(unit, asked.question) else ()


def _at_hand(unit: Unit, by_id: Mapping[str, Read]) -> Unit:
    """The unit where all of it was weighed; of the rest only a command, which stands alone if nothing denies it."""
    weighed = tuple(sentence for sentence in unit if sentence.passage.id in by_id)
    commands = all(sentence.passage.kind == "code" and sentence.whole for sentence in weighed)
    return weighed if weighed == unit or (commands and not any(map(denies, unit))) else ()


def _with_one_entry(unit: Unit, wanted: Sentence, by_id: Mapping[str, Read]) -> Unit:
    """Of an announced list only the entry that answers, where one thing is asked and no other entry comes near it."""
    entries = _entries(unit)
    head, lines = unit[: len(unit) - len(entries)], cut_lines(entries)
    own = next((line for line in lines if wanted in line), ())
    prose = all(one.passage.kind in {"paragraph", "list"} for one in unit)
    if not own or not prose or any(one.leads for one in entries) or limits(head[-1]):
        return unit
    near = NEXT_TO_CORE * by_id[wanted.passage.id].score(wanted)
    others = (one for line in lines if line != own for one in line)
    return unit if any(by_id[one.passage.id].score(one) >= near for one in others) else (*head, *own)


def _entries(unit: Unit) -> Unit:
    """What the first lead of a unit announces there."""
    lead = next((place for place, one in enumerate(unit) if one.leads), len(unit))
    return unit[lead + 1 :]


def _extend(unit: Unit, by_id: Mapping[str, Read], question: str) -> Unit:
    """The core's unit with the sentence after it, where that goes on about the same thing."""
    last = unit[-1]
    one = by_id[last.passage.id]
    if last.leads or last.number + 1 >= len(one.sentences) or len(unit) >= MOST_CLAIMS:
        return unit
    following = one.sentences[last.number + 1]
    fit = following.whole and not following.leads and not states_nothing(tidy(following.quote), question)
    same_line = "\n" not in one.passage.text[last.span[1] : following.span[0]]
    goes_on = (_things(last.quote) & _things(following.quote)) - _things(question)
    enough = one.score(following) >= CONTINUES * one.score(last)
    return (*unit, following) if fit and same_line and goes_on and enough else unit


def _things(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words(text) if len(word) >= LONG_WORD)


def _size(units: Sequence[Unit]) -> int:
    """How many sentences there are, an announced list's entries not counted."""
    return sum(len(unit) - len(_entries(unit)) for unit in units)


def _length(units: Sequence[Unit]) -> int:
    return sum(len(sentence.quote.split()) for unit in units for sentence in unit)
