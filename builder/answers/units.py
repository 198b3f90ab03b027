"""A sentence to what has to be said with it: what it points back to, the list or command it announces. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from builder.answers.fitness import Sentence

MOST_ENTRIES = 20  # of a list: a longer one, or one of which an entry cannot be said, completes nothing
MOST_ROWS = 8  # of a table that complete a sentence
LONGEST_ENTRY = 240  # characters beyond which a line under a lead is the next paragraph
FURTHEST_BACK = 1  # sentences fetched to name what a sentence points back to: further back, samples lost the thread
FEWEST_WORDS = 6  # of a sentence that is said without what its colon announces

_EMPTY_LEAD = re.compile(
    r"\b(?:follow(?:s|ing)?|like this|like so|these|example|instance|includes?|including|steps|are|is|with|as|like"
    r"|below|such as|by|to|use|using|run|running|type|do|this|command|code|syntax"
    r"|except|unless|if|that|when|where|while|because|from|for|of|in|on|at|and|or|not|than|into|only|either|both|between)"
    r"\s*:$|\b(?:following|these|those)\b.*:$",
    re.IGNORECASE,
)

Unit = tuple[Sentence, ...]  # sentences of one passage, or of one and what it announces, that are said together
ByPlace = Mapping[int, tuple[Sentence, ...]]  # the sentences of the passages at hand, by the passage's place among all


def same_section(first: Sentence, second: Sentence) -> bool:
    """Whether two sentences stand under the same headings of one source."""
    return first.passage.source == second.passage.source and first.passage.headings == second.passage.headings


def find_unit(sentence: Sentence, place: int, by_place: ByPlace) -> Unit:
    """A sentence with those that name what it speaks of and what it announces; empty if it cannot stand."""
    if sentence.passage.kind == "code":
        return (*_announcing(sentence, by_place.get(place - 1, ())), sentence)
    named = _with_what_it_names(sentence, by_place[place])
    if not named or not sentence.leads:
        return named
    announced = _announced(sentence, place, by_place)
    if announced:
        return (*named, *announced)
    return (*named[:-1], _without_colon(sentence)) if _says_enough(sentence) else ()


def _with_what_it_names(sentence: Sentence, siblings: tuple[Sentence, ...]) -> Unit:
    unit = [sentence]
    while unit[0].points_back:
        number = unit[0].number
        if number == 0 or len(unit) > FURTHEST_BACK or not siblings[number - 1].whole:
            return ()
        unit.insert(0, siblings[number - 1])
    return tuple(unit)


def _announcing(code: Sentence, before: tuple[Sentence, ...]) -> Unit:
    if not before or not before[-1].leads or not before[-1].whole or before[-1].points_back:
        return ()
    return (before[-1],) if same_section(code, before[-1]) else ()


def _announced(lead: Sentence, place: int, by_place: ByPlace) -> Unit:
    """The lines after a sentence that ends in a colon, in its passage or in the one right after it."""
    rest = by_place[place][lead.number + 1 :]
    if not rest:
        rest = tuple(one for one in by_place.get(place + 1, ()) if same_section(one, lead))
    entries: list[Sentence] = []
    for one in rest:
        if not _starts_line(one):
            if entries and one.whole:  # what an entry goes on to say, such as a condition
                entries.append(one)
            continue
        table = one.passage.kind == "table"
        fit = one.listed if one.entry else one.whole and not one.points_back
        if not table and (not fit or one.leads or _line_length(one) > LONGEST_ENTRY):
            if one.entry:  # half a list would say what the whole does not
                return ()
            break
        if fit:
            entries.append(one)
    if entries and entries[0].passage.kind == "table":
        return tuple(entries[:MOST_ROWS])
    return tuple(entries) if sum(map(_starts_line, entries)) <= MOST_ENTRIES else ()


def _starts_line(sentence: Sentence) -> bool:
    start = sentence.span[0]
    return start == 0 or sentence.passage.text[start - 1] == "\n"


def _line_length(sentence: Sentence) -> int:
    text, start = sentence.passage.text, sentence.span[0]
    if sentence.passage.kind == "code":
        return 0
    end = text.find("\n", start)
    return (end if end >= 0 else len(text)) - start


def _says_enough(lead: Sentence) -> bool:
    return len(lead.quote.split()) >= FEWEST_WORDS and not _EMPTY_LEAD.search(lead.quote.rstrip())


def _without_colon(lead: Sentence) -> Sentence:
    bare = lead.quote.rstrip().rstrip(":").rstrip()
    return replace(lead, span=(lead.span[0], lead.span[0] + len(bare)), leads=False)
