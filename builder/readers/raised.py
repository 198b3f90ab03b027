"""Small raised figures on a page: exponents stay exponents, and the numbers of references are taken out. Pure.

Without this `3 × 10⁹` would read `3 × 109`, and a sentence would begin with the number of what the last one cites.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from builder.measures import LOWER_UNITS

_SMALLER = 0.85  # than the letter before it
_HIGHER = 0.2  # of that letter's size, what is raised stands
_HIGHEST = 0.8
_NEAR = 0.4  # of the same, from the letter to what is raised
_FURTHEST = 200  # letters that are looked back for the last one that is not raised
_BLANK = 0.8  # of the same, from what is raised to the next word
_FIGURE = re.compile(r"[-−–+]?\d+")
_REFERENCE = re.compile(r"\d[\d,;–-]*[*†‡§¶]*")
# Behind a word, but no function's, and behind the end of a sentence or of a part of one.
_CITES = re.compile(r"(?<![^\W\d_])(?!(?:acre|mole|(?:a?(?:sin|cos|tan|cot)h?|sech))s?$)[^\W\d_]{4,}$|[.,;:!?\"”’]$")
_OFTEN_RAISED = frozenset("0123456789+-−–,;*∗†‡§¶□⋄♦")
_PRICE = re.compile(r"(?<!\d)\d{1,3}[.,]$")  # behind which its cents may be printed: 19,⁹⁹
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


class Character(NamedTuple):
    """A letter on a page, and where it stands; y grows upwards."""

    place: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float  # where its line stands
    size: float  # of its font, as it is on the page
    bold: bool


Run = list[Character]


def settle_raised(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs of a page; what is raised behind one belongs to it, and says that it is raised, or is gone."""
    before: Run = []
    for run in filter(None, runs):
        letter = _last(before[-_FURTHEST:])
        count = _count_raised(letter, before[-1:], run, 0)
        rest = run[count:]
        before += run[:count]
        if letter and rest and _is_raised(before[-1], letter) and _goes_on(letter, before[-1], rest):
            before += [before[-1]._replace(text=" "), *rest] if rest[0].text.strip() else rest
        elif rest or not count:
            yield _settled(before)
            before = rest
    yield _settled(before)


def _last(run: Run) -> Character | None:
    """The last letter of a run that is not raised."""
    letter = None
    for one in run:
        if one.text.strip() and not (letter and _is_raised(one, letter)):
            letter = one
    return letter


def _count_raised(letter: Character | None, before: Run, run: Run, place: int) -> int:
    """How many letters from a place on are raised behind a letter."""
    count = 0
    while letter and place + count < len(run) and run[place + count].text.strip():
        behind = run[place + count - 1] if count else (before or [letter])[-1]
        one = run[place + count]
        if not (_is_raised(one, letter) and _is_near(one, behind if behind.text.strip() else letter, letter)):
            break
        count += 1
    return count


def _goes_on(letter: Character, raised: Character, rest: Run) -> bool:
    one = next((one for one in rest if one.text.strip()), None)
    level = one is not None and abs(one.base - letter.base) < 0.1 * letter.size
    return one is not None and level and one.left - raised.right < _BLANK * letter.size


def _is_raised(one: Character, letter: Character) -> bool:
    height = one.base - letter.base
    return (
        one.text in _OFTEN_RAISED
        and one.size < _SMALLER * letter.size
        and _HIGHER * letter.size < height < _HIGHEST * letter.size
    )


def _is_near(one: Character, behind: Character, letter: Character) -> bool:
    return -letter.size < one.left - behind.right < _NEAR * letter.size


def _settled(run: Run) -> Run:
    """A run with what is raised in it as it is said."""
    letter: Character | None = None
    behind: Run = []  # the last letter, raised or not
    opening = _opening(run)
    settled: Run = [one._replace(text=one.text.translate(_RAISED)) for one in opening]
    place = len(opening)
    while place < len(run):
        one = run[place]
        count = _count_raised(letter, behind, run, place)
        if count:
            raised = run[place : place + count]
            behind = raised[-1:]
            said = _said(settled, raised, run[place + count : place + count + 1])
            settled = settled + said if said else _widened(settled, raised[-1].right)
            place += count
            continue
        letter, behind = (one, [one]) if one.text.strip() else (letter, behind)
        settled.append(one)
        place += 1
    return settled


def _opening(run: Run) -> Run:
    """The raised figures that a run begins with, as a footnote does with its number."""
    figures = [*takewhile(lambda one: one.text.isdecimal(), run)]
    letter = next((one for one in run[len(figures) :] if one.text.strip()), None)
    raised = letter is not None and letter.text.isalpha() and all(_is_raised(one, letter) for one in figures)
    return figures if raised else []


def _widened(run: Run, right: float) -> Run:
    """A run that reaches as far as what was taken out behind it did, so that no wide blank is left there."""
    last = max(place for place, one in enumerate(run) if one.text.strip())
    return [*run[:last], run[last]._replace(right=max(right, run[last].right)), *run[last + 1 :]]


def _said(before: Sequence[Character], raised: Run, behind: Sequence[Character]) -> Run:
    """Raised letters as they are said behind others; those of a fraction stay as they are."""
    text, words = "".join(one.text for one in raised), "".join(one.text for one in before[-24:]).rstrip()
    next_letter = behind[0].text if behind else ""
    if next_letter in {"/", "⁄"}:
        return raised
    opens_word = next_letter.isalnum() and bool(before) and not before[-1].text.strip()  # ¹³C
    cites = _CITES.search(words)
    measured = cites and (cites[0].lower() in LOWER_UNITS or (len(text) == 2 and _PRICE.search(words)))
    if cites and not measured and not opens_word and _REFERENCE.fullmatch(text):
        return []
    return [one._replace(text=one.text.translate(_RAISED)) for one in raised] if _FIGURE.fullmatch(text) else raised
