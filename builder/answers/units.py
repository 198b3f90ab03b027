"""A sentence to what has to be said with it: what it points back to, what it announces, what announces it. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.answers.announced import Line, cut_lines, find_announced, go_on
from builder.answers.fitness import Sentence, ends_in_stop, find_sentences, stands_in_header
from builder.answers.lines import is_full
from builder.answers.taken_back import find_taken_back
from builder.records import Passage
from builder.text import hangs, is_lead
from builder.unaltered import facts_of
from builder.wording import trails_off

MOST_ENTRIES = 20  # of a list: a longer one, or one of which an entry cannot be said, completes nothing
MOST_ROWS = 8  # the same for a table
FURTHEST_BACK = 3  # sentences fetched to name what a sentence points back to: further back, samples lost the thread
FEWEST_WORDS = 6  # of a sentence that is said without what its colon announces

_EMPTY_LEAD = re.compile(
    r"\b(?:follow(?:s|ing)?|like this|like so|these|example|instance|includ(?:es?|ing)|steps|are|is|with|as|like"
    r"|below|such as|by|to|use|using|run|running|type|do|this|command|code|syntax"
    r"|except|exclud(?:es?|ing)|excepting|besides|save|without|unless|until|whenever|provided|exempt|apart"
    r"|if|that|when|where|while|because|from|for|of|in|on|at|and|or|not|than|into|only|either|both|between"
    r"|you|we|they|he|she|it|who|which|must|can|cannot|may|might|shall|should|will|would|never|always|be|has|have|does)"
    r"\s*:$|\b(?:following|these|those|this|here|below|above|snippets?|examples?|like|look\w*)\b.*:$",
    re.IGNORECASE,
)

_NEUTRAL = re.compile(
    r"\b(?:as follows|following(?: \w+){0,2}|listed below|contain(?:s|ed)?|consist(?:s|ed)? of|were|are|in mind)\s*:$"
)
# Below these every entry holds by itself.
_OF_FACTS = re.compile(r"\b(?:exceptions|limitations|restrictions|caveats|drawbacks)\s*:$", re.IGNORECASE)
# Words by which a lead may make its entries mean something else than each says by itself.
_LIMITS = re.compile(
    r"\b(?:if|when|unless|until|before|after|only|either|instead|should|would|could|might|may|must|plan\w*|future|later|will"
    r"|avoid\w*|false|wrong|mistakes?|myths?|errors?|problems?|claim\w*|said|examples?|deprecated|obsolete|removed|unsupported"
    r"|old\w*|former\w*|earlier|previous\w*|prohibit\w*|forbid\w*|disallow\w*|reject\w*|refus\w*|block(?:s|ed)?"
    r"|drop(?:s|ped)?|prevent\w*|exclud\w*|ignor\w*|lack\w*|miss\w*|gone|ended|unsafe|insecure|attack\w*)\b",
    re.IGNORECASE,
)

_TOGETHER = re.compile(r"\b(?:all|both|each|every|any|either|one|two|three|together)\b", re.IGNORECASE)

Unit = tuple[Sentence, ...]  # sentences of one passage, or of one and what it announces, that are said together
# The sentences of the passages at hand and of those beside them, by the passage's place among all.
ByPlace = Mapping[int, tuple[Sentence, ...]]
_Lead = tuple[Sentence, int]  # a sentence that ends in a colon, and its passage's place among all


def same_section(first: Passage, second: Passage) -> bool:
    """Whether two passages stand under the same headings of one source."""
    return (first.source, first.headings) == (second.source, second.headings)


def denies(sentence: Sentence) -> bool:
    """Whether a sentence holds a word that turns round or limits what it announces."""
    return bool(facts_of(sentence.quote).negations)


def whole_rows(table: Passage) -> tuple[Sentence, ...]:
    """All rows of a table that may be said together; none where it is long or one of them cannot be said."""
    rows = tuple(one for one in find_sentences(table) if not stands_in_header(table, one.span))
    return rows if len(rows) <= MOST_ROWS and all(one.whole for one in rows) else ()


def find_unit(sentence: Sentence, place: int, by_place: ByPlace) -> Unit:
    """A sentence with those that name what it speaks of, that it announces or that announce it; empty if it cannot."""
    if sentence.passage.kind == "code":
        return _with_its_lead(sentence, place, by_place)
    lead = _find_lead(sentence, place, by_place)
    if lead is not None:
        if _stands_alone(sentence, lead[0]):
            return (sentence,)
        return _say_announced(lead, by_place, only=sentence if sentence.passage.kind == "table" else None)
    named = _with_what_it_names(sentence, by_place[place])
    lead = _find_lead(named[0], place, by_place) if named else None
    if lead is not None:
        head = _say_announced(lead, by_place)
        return (*head, *(one for one in named if one not in head)) if head else ()
    leads = next((one for one in named if one.leads), None)
    return _say_announced((leads, place), by_place) if leads else named


def with_its_limits(unit: Unit, place: int, by_place: ByPlace) -> Unit:
    """A unit with what limits it or takes it back right behind it; empty where that cannot be said."""
    siblings = by_place[place]
    while unit and unit[-1].passage == siblings[0].passage and (following := find_taken_back(unit[-1], siblings)):
        if following.leads:
            announced = _say_announced((following, place), by_place)
            return tuple(dict.fromkeys((*unit, *announced))) if announced else ()
        unit = (*unit, following) if following.listed else ()
    return unit


def _stands_alone(sentence: Sentence, lead: Sentence) -> bool:
    """Whether a sentence below a lead says by itself what it says there: a full one, below words that limit nothing."""
    above = lead.quote.rstrip()
    neutral = _NEUTRAL.search(above) and not denies(lead) and not _LIMITS.search(above)
    full = sentence.whole and not sentence.points_back and is_full(sentence.quote)
    return bool(full and (neutral or _OF_FACTS.search(above)))


def _with_what_it_names(sentence: Sentence, siblings: tuple[Sentence, ...]) -> Unit:
    unit = [sentence]
    while unit[0].points_back:
        number = unit[0].number
        if number == 0 or len(unit) > FURTHEST_BACK or not siblings[number - 1].whole:
            return ()
        unit.insert(0, siblings[number - 1])
    return tuple(unit)


def _with_its_lead(code: Sentence, place: int, by_place: ByPlace) -> Unit:
    """Code with the sentence that announces it; a command alone where that cannot be said and denies nothing."""
    alone = (code,) if code.whole else ()
    lead = next((one for one in by_place.get(place - 1, ()) if one.leads and _in_last_line(one)), None)
    if lead is None or not same_section(code.passage, lead.passage):
        return alone
    above = _find_lead(lead, place - 1, by_place)
    if above is not None and denies(above[0]):
        return ()
    named = _with_what_it_names(lead, by_place[place - 1]) if _may_lead(lead) else ()
    if named:
        return *named, *_rest_of_line(lead, by_place[place - 1]), code
    return () if denies(lead) else alone


def _in_last_line(sentence: Sentence) -> bool:
    return "\n" not in sentence.passage.text[sentence.span[1] :].rstrip()


def _rest_of_line(lead: Sentence, siblings: tuple[Sentence, ...]) -> Unit:
    """What stands behind a lead in its line, as behind `Run the following command.`"""
    return siblings[lead.number + 1 :] if ends_in_stop(lead) else ()


def _say_announced(lead: _Lead, by_place: ByPlace, only: Sentence | None = None) -> Unit:
    """A lead with all that it announces, or with one row of its table; empty where that is not whole."""
    sentence, place = lead
    named = _with_what_it_names(sentence, by_place[place]) if _may_lead(sentence) else ()
    lines = _without_bare_leads(_lines_under(sentence, place, by_place))
    if not named:
        return ()
    if only is not None:
        return (*named, only)
    if not lines and not _announces(sentence, place, by_place):
        return named if sentence.whole and not ends_in_stop(sentence) else ()
    if not lines:
        return (*named[:-1], _without_colon(sentence)) if _says_enough(sentence) else ()
    rest = _rest_of_line(sentence, by_place[place])
    fit = _may_be_announced(lines) and all(one.listed for one in rest)
    return (*named, *rest, *(one for line in lines for one in line)) if fit else ()


def _without_bare_leads(lines: list[Line]) -> list[Line]:
    """The lines without leads at their end that say nothing alone, and of which nothing is said: `For example:`."""
    while lines and is_lead(lines[-1][-1].quote) and not _says_enough(lines[-1][-1]):
        lines = [*lines[:-1], *filter(None, [lines[-1][:-1]])]
    return lines


def _find_lead(sentence: Sentence, place: int, by_place: ByPlace) -> _Lead | None:
    """The sentence that announces this one, from however far above; of several, the one that announces the others."""
    for lead, at in _leads_above(sentence, place, by_place):
        if any(sentence in line for line in _lines_under(lead, at, by_place)):
            return lead, at
    return None


def _leads_above(sentence: Sentence, place: int, by_place: ByPlace) -> Iterator[_Lead]:
    """The leads before a sentence in its passage, in the one before, and further up as long as a list goes on."""
    places = [place]
    before = _beside(place, -1, by_place)
    while by_place.get(before) and same_section(by_place[before][0].passage, sentence.passage):
        places.insert(0, before)
        if by_place[before][0].passage.kind != "list":
            break
        before = _beside(before, -1, by_place)
    for at in places:
        for one in by_place[at]:
            if one.leads and (at != place or one.number < sentence.number):
                yield one, at


def _beside(place: int, step: int, by_place: ByPlace) -> int:
    """The place of the passage before or after; a caption between a lead and its table is passed over."""
    place += step
    while by_place.get(place) and by_place[place][0].passage.kind == "caption":
        place += step
    return place


def _lines_under(lead: Sentence, place: int, by_place: ByPlace) -> list[Line]:
    """What a sentence that ends in a colon announces: the lines below it, and those that go on with them further on.

    Readers merge a lead, its list and the paragraph after it without marks. So every line below a lead counts as
    announced: that says too much rather than half a list.
    """
    if not _announces(lead, place, by_place):
        return []
    rest = [] if ends_in_stop(lead) else cut_lines(by_place[place][lead.number + 1 :])
    taken = find_announced(lead, rest)
    while len(taken) == len(rest):
        place = _beside(place, 1, by_place)
        following = by_place.get(place, ())
        if not following or not same_section(following[0].passage, lead.passage):
            break
        rest = cut_lines(following)
        more = go_on(rest) if taken else find_announced(lead, rest)
        if not more:
            break
        rest, taken = [*taken, *rest], [*taken, *more]
    return taken


def _announces(lead: Sentence, place: int, by_place: ByPlace) -> bool:
    """Whether something follows that a sentence announces: behind a colon anything does, behind dots only code.

    Behind a full stop, code, a list or a table may be meant: `Run the following command.` So it is where it ends in
    the midst: `It is started like`.
    """
    following = by_place.get(_beside(place, 1, by_place), ())
    kind = following[0].passage.kind if following and same_section(following[0].passage, lead.passage) else "break"
    if ends_in_stop(lead) or hangs(lead.quote):
        return kind in {"code", "list", "table"}
    return kind == "code" or not trails_off(lead.quote)


def limits(sentence: Sentence) -> bool:
    """Whether a lead denies, limits or binds together what it announces, so that no part of it may stand alone."""
    return denies(sentence) or bool(_LIMITS.search(sentence.quote) or _TOGETHER.search(sentence.quote))


def _may_lead(lead: Sentence) -> bool:
    """Whether a sentence may be said with what it announces: whole, or short, but begun where it begins."""
    return lead.whole or (lead.listed and not lead.quote[:1].islower())


def _may_be_announced(lines: Sequence[Line]) -> bool:
    """Whether lines may be said below their lead: each of them and not too many, or part would say what all do not."""
    rows = lines[0][0].passage.kind == "table"
    fit = all(one.whole if rows else one.listed for line in lines for one in line)
    return fit and len(lines) <= (MOST_ROWS if rows else MOST_ENTRIES)


def _says_enough(lead: Sentence) -> bool:
    return lead.whole and len(lead.quote.split()) >= FEWEST_WORDS and not _EMPTY_LEAD.search(f"{_bare(lead)}:")


def _without_colon(lead: Sentence) -> Sentence:
    return replace(lead, span=(lead.span[0], lead.span[0] + len(_bare(lead))), leads=False)


def _bare(lead: Sentence) -> str:
    return lead.quote.rstrip(":：.… ")
