"""Which questions ask the same: their words and vectors come in, groups of their places go out. Pure.

A swapped name is another question however near its vector lies: `declare cookies` is not `declare headers`.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy
from numpy.typing import NDArray

from builder.rank.words import fold, stem

Vectors = NDArray[numpy.float32]

SAME = 0.9  # nearness from which questions with the same things in them are one
LIKE_LETTERS = 0.8  # share of letters that two spellings of one word have in common
REWORDED = 0.8  # the same where every word of one has its like in the other
FEWEST_ROWS = 64  # that known questions get room for at once
RELATED = 0.55  # nearness from which questions are about one subject

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    stem(word)
    for word in (
        "a an and any are as at be been but by can could do does for from get getting have how i if in into is it its"
        " like me my need of on one or please should so some that the then there this to up use used using want was way"
        " we what when where which while who why will with would you your mean s"
    ).split()
)
_DEFINES = re.compile(r"^\s*(?:what(?:['’]?s| is| are)|define|explain)\b|\bmean\??\s*$", re.IGNORECASE)
_ASKS = frozenset("who whom whose what which when where why how".split())
_OPEN = frozenset({"what", "which"})  # they may ask for anything: what time, which way
_TOWARDS = {**{word: word for word in ("to", "from", "with", "than", "before", "after")}, "into": "to"}
_WAYS = frozenset({"up", "down"})
_TO_DO = re.compile(r"\bhow to\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|without|cannot|disable|remove|exclude)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is compared with others."""

    things: frozenset[str]
    defines: bool
    denies: bool
    parts: frozenset[tuple[str, str]]  # who or when is asked for, what is turned into what, up or down


def read_wording(text: str, everywhere: Container[str] = ()) -> Wording:
    """What a question is about beside what the whole site is about, what it asks of it, and whether it denies."""
    spoken = _WORD.findall(fold(text).lower())
    found = (stem(word) for word in spoken)
    things = frozenset(word for word in found if word not in _EMPTY and word not in everywhere)
    parts = frozenset((*_asked(spoken), *_placed(_WORD.findall(_TO_DO.sub("how", fold(text)).lower()), things)))
    return Wording(things, bool(_DEFINES.search(text)), bool(_NOT.search(text)), parts)


def _asked(spoken: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The word that asks, where it says for what, and the way that things go."""
    first = next((word for word in spoken if word in _ASKS), "")
    if first and first not in _OPEN:
        yield "asks", first
    yield from (("way", word) for word in spoken if word in _WAYS)


def _placed(spoken: Sequence[str], things: Container[str]) -> Iterator[tuple[str, str]]:
    """Each thing right behind a word that gives it its part: to HTML, from PDF."""
    part = ""
    for word in spoken:
        if word in _TOWARDS:
            part = _TOWARDS[word]
        elif part and stem(word) in things:
            yield part, stem(word)
            part = ""


def are_opposed(one: Wording, other: Wording) -> bool:
    """Whether two questions give things other parts: who and when, from PDF and to PDF, up and down."""
    here, there = one.parts - other.parts, other.parts - one.parts
    turned = {("to" if part == "from" else "from", thing) for part, thing in here if part in ("from", "to")}
    return not {part for part, _ in here}.isdisjoint({part for part, _ in there}) or not turned.isdisjoint(there)


def ask_the_same(one: Wording, other: Wording, nearness: float) -> bool:
    """Whether one answer would serve two questions."""
    if one.denies != other.denies or not (one.things and other.things) or are_opposed(one, other):
        return False
    here, there = one.things - other.things, other.things - one.things
    if not here and not there:
        return one.defines == other.defines or nearness >= SAME
    if one.defines != other.defines:
        return False
    if _alike(here, there):
        return nearness >= REWORDED
    return nearness >= SAME and not (here and there) and len(here | there) == 1


def _alike(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether the words that differ are the same but for a slip of the finger or an ending."""
    return len(here) == len(there) and all(any(_misspells(word, other) for other in there) for word in here)


def _misspells(word: str, other: str) -> bool:
    """Whether two words may be one: `install` and `instal`, never `install` and `uninstall` or `v1` and `v2`."""
    plain = word.isalpha() and other.isalpha() and word[0] == other[0]
    return plain and SequenceMatcher(None, word, other).ratio() >= LIKE_LETTERS


class Known:
    """Questions that are known already, to hold others against."""

    def __init__(self, size: int) -> None:
        """Know nothing yet; vectors have `size` numbers."""
        self._vectors = numpy.zeros((0, size), dtype=numpy.float32)
        self._wordings: list[Wording] = []
        self._by_name: dict[str, list[Wording]] = {}
        self._by_things: dict[frozenset[str], list[int]] = {}
        self.names: list[str] = []

    def add(self, name: str, wording: Wording, vector: Vectors) -> None:
        """Remember one more wording of the question of that name."""
        if len(self.names) == len(self._vectors):
            room = numpy.zeros((max(FEWEST_ROWS, len(self._vectors)), vector.shape[0]), dtype=numpy.float32)
            self._vectors = numpy.vstack([self._vectors, room])
        self._vectors[len(self.names)] = vector
        self._by_things.setdefault(wording.things, []).append(len(self.names))
        self._wordings.append(wording)
        self._by_name.setdefault(name, []).append(wording)
        self.names.append(name)

    def find(self, wording: Wording, vector: Vectors) -> str | None:
        """The name of the nearest question that asks the same, if one does."""
        nearness: Vectors = self._vectors[: len(self.names)] @ vector
        # Further away only those can be the same that name the very same things.
        likely: set[int] = {*numpy.flatnonzero(nearness >= REWORDED).tolist(), *self._by_things.get(wording.things, ())}
        for place in sorted(likely, key=lambda one: (-nearness[one], one)):
            name = self.names[place]
            if ask_the_same(wording, self._wordings[place], float(nearness[place])) and not any(
                # `pool open` may ask when and where: it does not make these two one.
                are_opposed(wording, other)
                for other in self._by_name[name]
            ):
                return name
        return None


def group_same(texts: Sequence[str], vectors: Vectors, everywhere: Container[str] = ()) -> tuple[tuple[int, ...], ...]:
    """The places of texts that ask the same, each group led by its first."""
    wordings = [read_wording(text, everywhere) for text in texts]
    known = Known(vectors.shape[1] if len(texts) else 1)
    groups: dict[str, list[int]] = {}
    for place, wording in enumerate(wordings):
        leader = known.find(wording, vectors[place])
        name = leader if leader is not None else str(place)
        known.add(name, wording, vectors[place])
        groups.setdefault(name, []).append(place)
    return tuple(tuple(places) for places in groups.values())


def group_related(nearness: NDArray[numpy.float64], nearest: float = RELATED) -> tuple[tuple[int, ...], ...]:
    """The places of texts about one subject: the nearest groups are joined while their means stay near."""
    groups = {place: [place] for place in range(len(nearness))}
    if not groups:
        return ()
    nearness = nearness.copy()
    numpy.fill_diagonal(nearness, -1.0)
    best = nearness.argmax(axis=1)  # the group that is nearest to each: looked for anew only where it moved
    rows = numpy.arange(len(nearness))
    while len(groups) > 1:
        at = int(nearness[rows, best].argmax())
        one, other = sorted((at, int(best[at])))
        if nearness[one, other] < nearest:
            break
        here, there = len(groups[one]), len(groups[other])
        joined = (nearness[one] * here + nearness[other] * there) / (here + there)
        nearness[one], nearness[:, one] = joined, joined
        nearness[other], nearness[:, other], nearness[one, one] = -1.0, -1.0, -1.0
        groups[one] += groups.pop(other)
        moved = (best == one) | (best == other) | (rows == one)
        best[moved] = nearness[moved].argmax(axis=1)
        most = nearness[rows, best]
        best[(nearness[:, one] > most) | ((nearness[:, one] == most) & (one < best))] = one
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))
