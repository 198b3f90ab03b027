"""From scored sentences to an answer as a person would say it: the core first, then what completes it, in its order.

Readings come in, claims go out. It never changes a quote's words and asks no model.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.answers.fitness import Sentence, find_sentences
from builder.engines import Reading
from builder.rank import words
from builder.records import Citation, Claim, Passage
from builder.wording import say, tidy

MOST_CLAIMS = 5  # sentences of an answer, the entries of one list not counted
MOST_ENTRIES = 8  # entries of a list or rows of a table that complete a sentence
MOST_WORDS = 400
NEXT_TO_CORE = (
    0.6  # of the core's score, that a sentence needs to complete it: below it, samples of answers wandered off
)
FROM_ELSEWHERE = 0.8  # the same for a sentence of another passage, where the whole book is asked
REPEATED = 0.7  # share of a sentence's words said before from which it says nothing new
FURTHEST_BACK = 2  # sentences fetched to name what a sentence points back to


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The working points of a reader: from which score a passage answers and a sentence belongs to the answer."""

    answered: float = 0.5
    sentence: float = 0.5


@dataclass(frozen=True, slots=True)
class Read:
    """A passage, its sentences and what the reader says of them."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    reading: Reading

    def score(self, sentence: Sentence) -> float:
        """How surely a sentence belongs to the answer."""
        return self.reading.sentences[sentence.number] if self.reading.sentences else self.reading.answered


Unit = tuple[Sentence, ...]  # sentences of one passage, or of one and what it announces, that are said together


def read_passage(passage: Passage, reading: Reading) -> Read:
    """Join a passage's sentences with their scores."""
    return Read(passage, find_sentences(passage), reading)


def compose(reads: Sequence[Read], thresholds: Thresholds, *, whole_book: bool) -> tuple[Claim, ...]:
    """The claims of an answer, or none where no passage answers; `reads` stand in document order."""
    scored = [
        (one.reading.answered * one.score(sentence), one, sentence) for one in reads for sentence in one.sentences
    ]
    likely = [
        (score, one, sentence)
        for score, one, sentence in scored
        if one.reading.answered >= thresholds.answered and one.score(sentence) >= thresholds.sentence and sentence.whole
    ]
    units: list[Unit] = []
    core = 0.0
    home = ""
    for score, one, sentence in sorted(likely, key=lambda mark: -mark[0]):
        share = NEXT_TO_CORE if one.passage.source == home or not whole_book else FROM_ELSEWHERE
        unit = _unit(sentence, reads)
        if not unit or score < share * core or _is_said(unit, units):
            continue
        grown = _join(units, unit)
        if _size(grown) > MOST_CLAIMS or _length(grown) > MOST_WORDS:
            continue
        units = grown
        if not core:
            core, home = score, one.passage.source
    places = {one.passage.id: place for place, one in enumerate(reads)}
    ordered = units[:1] + sorted(units[1:], key=lambda unit: (places[unit[0].passage.id], unit[0].number))
    scores = {(sentence.passage.id, sentence.number): one.score(sentence) for _, one, sentence in scored}
    return tuple(
        _claim(sentence, scores[sentence.passage.id, sentence.number]) for unit in ordered for sentence in unit
    )


def _unit(sentence: Sentence, reads: Sequence[Read]) -> Unit:
    """A sentence with those that name what it speaks of and what it announces; empty if it cannot stand."""
    place = next(place for place, one in enumerate(reads) if one.passage.id == sentence.passage.id)
    siblings = reads[place].sentences
    unit = [sentence]
    while unit[0].points_back:
        number = unit[0].number
        if number == 0 or len(unit) > FURTHEST_BACK or not siblings[number - 1].whole:
            return ()
        unit.insert(0, siblings[number - 1])
    if sentence.passage.kind == "code":
        lead = _last_of(reads, place - 1, sentence.passage)
        return (lead, sentence) if lead and lead.leads and lead.whole and not lead.points_back else (sentence,)
    if sentence.leads:
        announced = _announced(sentence, reads, place)
        return (*unit, *announced) if announced else ()
    return tuple(unit)


def _last_of(reads: Sequence[Read], place: int, passage: Passage) -> Sentence | None:
    if place < 0 or reads[place].passage.source != passage.source or reads[place].passage.headings != passage.headings:
        return None
    return reads[place].sentences[-1] if reads[place].sentences else None


def _announced(lead: Sentence, reads: Sequence[Read], place: int) -> Unit:
    """The lines after a sentence that ends in a colon, in its passage or in the next one."""
    rest = list(reads[place].sentences[lead.number + 1 :])
    if not rest and place + 1 < len(reads):
        following = reads[place + 1]
        if following.passage.source == lead.passage.source and following.passage.headings == lead.passage.headings:
            rest = list(following.sentences)
    if rest and rest[0].passage.kind == "paragraph" and _starts_line(rest[0]):
        rest = [one for one in rest if _starts_line(one)]
    entries: list[Sentence] = []
    for one in rest:
        if one.whole:
            entries.append(one)
        elif one.passage.kind != "table":
            break
    return tuple(entries[:MOST_ENTRIES])


def _starts_line(sentence: Sentence) -> bool:
    start = sentence.span[0]
    return start == 0 or sentence.passage.text[start - 1] == "\n"


def _is_said(unit: Unit, units: Iterable[Unit]) -> bool:
    """Whether all that is new in a unit was said before."""
    said = [sentence for other in units for sentence in other]
    new = [sentence for sentence in unit if sentence not in said]
    before = [frozenset(words(sentence.quote)) for sentence in said]
    return all(_repeats(frozenset(words(sentence.quote)), before) for sentence in new)


def _repeats(own: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    return any(len(own & other) >= REPEATED * len(own) for other in before) if own else True


def _join(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The units with one more; those that share or touch sentences of one passage become one, in its order."""
    joined = list(units)
    for place, other in enumerate(joined):
        if set(other) & set(unit) or _touch(other, unit) or _touch(unit, other):
            merged = (
                dict.fromkeys(sorted({*other, *unit}, key=lambda one: one.number))
                if _one_passage(other, unit)
                else dict.fromkeys((*other, *unit))
            )
            joined[place] = tuple(merged)
            return joined
    return [*joined, unit]


def _one_passage(first: Unit, second: Unit) -> bool:
    return len({sentence.passage.id for sentence in (*first, *second)}) == 1


def _touch(first: Unit, second: Unit) -> bool:
    return _one_passage(first, second) and second[0].number == first[-1].number + 1 and second[0].points_back


def _size(units: Sequence[Unit]) -> int:
    """How many sentences there are, an announced list's entries not counted."""
    return sum(max(1, sum(not _is_entry(sentence, unit) for sentence in unit)) for unit in units)


def _is_entry(sentence: Sentence, unit: Unit) -> bool:
    lead = next((one for one in unit if one.leads), None)
    return lead is not None and sentence is not lead and unit.index(sentence) > unit.index(lead)


def _length(units: Sequence[Unit]) -> int:
    return sum(len(sentence.quote.split()) for unit in units for sentence in unit)


def _claim(sentence: Sentence, score: float) -> Claim:
    quotes = [sentence.quote]
    if sentence.passage.kind == "table":
        quotes.append(sentence.passage.text.split("\n", 1)[0])
    text = sentence.quote if sentence.passage.kind == "code" else say(quotes) if len(quotes) > 1 else tidy(quotes[0])
    return Claim(
        text=text,
        citations=tuple(Citation(passage=sentence.passage.id, quote=quote) for quote in quotes),
        support=round(score, 4),
    )
