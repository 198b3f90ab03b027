"""Small changes that turn a true sentence or an answerable question into another: words come in, a text goes out.

A word gives way to its opposite, to another name or number, or to a near neighbour in the base model's own word table.
"""

import re
from collections.abc import Mapping, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from builder.training.texts import STOP_WORDS

OPPOSITES = (
    "first last;before after;most least;more less;more fewer;largest smallest;large small;high low;"
    "higher lower;highest lowest;increase decrease;increased decreased;north south;east west;"
    "northern southern;eastern western;early late;earlier later;earliest latest;best worst;better worse;"
    "oldest youngest;older younger;old new;male female;men women;man woman;father mother;son daughter;"
    "brother sister;king queen;husband wife;begin end;began ended;start end;started ended;win lose;"
    "won lost;maximum minimum;above below;inside outside;public private;positive negative;"
    "success failure;allowed forbidden;include exclude;included excluded;with without;always never;"
    "all none;buy sell;bought sold;import export;accept reject;accepted rejected;gain loss;rise fall;"
    "rose fell;long short;longest shortest;hot cold;warm cool;fast slow;strong weak;left right;up down;"
    "internal external;local global;majority minority;common rare;enable disable;enabled disabled;"
    "same different;training testing;train test;input output;supervised unsupervised;opened closed;"
    "open closed;born died;birth death;ancient modern;rich poor;heavy light;deep shallow;wide narrow;"
    "near far;top bottom;front back;true false;attack defend"
)
OPPOSITE_OF: dict[str, list[str]] = {}
for _pair in OPPOSITES.split(";"):
    _one, _two = _pair.split()
    OPPOSITE_OF.setdefault(_one, []).append(_two)
    OPPOSITE_OF.setdefault(_two, []).append(_one)

TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.'’-]*[A-Za-z0-9]|[A-Za-z0-9]")
AUXILIARY = re.compile(
    r"\b(is|are|was|were|did|does|do|can|could|has|have|had|will|would|should|may|must)\b(?! not)", re.IGNORECASE
)
NEGATION = re.compile(r"\b(not|never|no longer)\s", re.IGNORECASE)
QUESTION_WORDS = frozenset("what which who whom whose when where why how many much name kind type year".split())


class Swapper:
    """Finds replacements for words; holds the base model's word table."""

    def __init__(
        self, words: Sequence[str], table: NDArray[np.float32], changes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Keep words and their unit vectors, and which words people were seen to put in the place of which."""
        self._changes = changes or {}
        self._table = table
        self._words = words
        self._row = {word: row for row, word in enumerate(words)}
        self._near: dict[str, list[str]] = {}

    def neighbours(self, word: str) -> list[str]:
        """Return words used like this one that do not look like forms of it."""
        if word not in self._row:
            return []
        if word not in self._near:
            nearness = self._table @ self._table[self._row[word]]
            best = np.argsort(-nearness)[1:40]
            self._near[word] = [
                self._words[row]
                for row in best
                if not alike(self._words[row], word) and self._words[row] not in STOP_WORDS
            ][:16]
        return self._near[word]

    def replacement(self, word: str, pool: Sequence[str], random: Random) -> str | None:
        """Return another word of the same kind; `pool` holds names from texts nearby."""
        lower = word.lower()
        if lower in self._changes and random.random() < 0.6:
            return random.choice(self._changes[lower])
        if any(letter.isdigit() for letter in word):
            return other_number(word, random)
        if lower in OPPOSITE_OF and random.random() < 0.8:
            return random.choice(OPPOSITE_OF[lower])
        if word[0].isupper() and pool and random.random() < 0.7:
            others = [name for name in pool if name.lower() != lower]
            return random.choice(others) if others else None
        near = self.neighbours(lower)
        return random.choice(near) if near else None

    def swap(
        self, question: str, text: str, pool: Sequence[str], random: Random, *, spare: str = ""
    ) -> tuple[str, str] | None:
        """Choose a word of the question (sooner one the text has too) and its replacement; words of `spare` stay."""
        in_text = {found.group().lower() for found in TOKEN.finditer(text)}
        spared = {found.group().lower() for found in TOKEN.finditer(spare)}
        weighed = []
        for found in TOKEN.finditer(question):
            word, lower = found.group(), found.group().lower()
            if lower in spared or lower in QUESTION_WORDS or (lower in STOP_WORDS and lower not in OPPOSITE_OF):
                continue
            weight = 4.0 if lower in in_text else 1.0
            weight *= (
                2.0
                if lower in OPPOSITE_OF or lower in self._changes or any(letter.isdigit() for letter in word)
                else 1.0
            )
            weighed.append((word, weight))
        for _ in range(3):
            if not weighed:
                return None
            word = random.choices([one for one, _ in weighed], [weight for _, weight in weighed])[0]
            other = self.replacement(word, pool, random)
            if other and other.lower() != word.lower():
                return word, other
        return None


def alike(one: str, two: str) -> bool:
    """Say whether two words look like forms of one word."""
    shared = min(len(one), len(two), 5)
    return one[:shared] == two[:shared] or one in two or two in one


def other_number(word: str, random: Random) -> str | None:
    """Return the word with its first number changed, of the same shape."""
    found = re.search(r"\d+", word)
    if not found:
        return None
    value = int(found.group())
    step = (
        random.choice([1, 2, 3, 5, 7, 10, 12, 20])
        if value < 1000 or 1500 < value < 2100
        else max(1, value // random.randint(3, 9))
    )
    changed = value + step if value - step < 0 or random.random() < 0.5 else value - step
    return word[: found.start()] + str(changed).zfill(len(found.group())) + word[found.end() :]


def put(text: str, word: str, other: str) -> str:
    """Write `other` wherever `word` stands as a whole word, in any case."""
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", lambda _: other, text, flags=re.IGNORECASE)


def negate(text: str, random: Random) -> str | None:
    """Turn a negated text into a plain one or a plain one into a negated one, where that is simple."""
    found = NEGATION.search(text)
    if found:
        return text[: found.start()] + text[found.end() :]
    places = list(AUXILIARY.finditer(text))
    if not places:
        return None
    place = random.choice(places)
    return text[: place.end()] + random.choice([" not", " never", " not"]) + text[place.end() :]


def names_in(text: str) -> list[str]:
    """Return the capitalised words that do not open a sentence."""
    return [found.group() for found in re.finditer(r"(?<=[a-z,;] )[A-Z][a-zA-Z-]{2,}", text)]
