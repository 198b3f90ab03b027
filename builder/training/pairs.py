"""What the encoder learns from: a folder of sets comes in, texts with what people ask for them go out, lot by lot.

    more/searching/written.jsonl.gz   site, headings, text, asked: what readers would type who need this very text
    more/searching/sections.jsonl.gz  site, headings, text: sections, to be found by their headings
    reading/<set>.jsonl.gz            questions that a text answers
Most of a lot is of one site, so that a text must be told from its neighbours and not only from other subjects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from builder.index import NEAREST_HEADINGS
from builder.training.texts import is_held_out, read_rows

READING = ("squad2_slice", "policyqa_a", "policyqa_b", "covidqa")
LONGEST = 1800  # letters of a text that a question of a reading set may be about: whole papers are too long
SHARES = {"reading": 0.15, "sections": 0.15}  # of the lots; all others are of what was written
OF_ONE_SITE = 2 / 3  # of a lot
OF_ANOTHER = 4  # texts of each other site that fill it up
HEADING_WORDS = range(2, 11)  # words of a heading that people might search for
ALIKE = 0.6  # of the shorter one's words in the longer one, from which two queries are one


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and what is asked for it."""

    site: str
    text: str
    asked: tuple[str, ...]


Sites = dict[str, list[Pair]]


class Pairs:
    """The pairs of all sets, and lots of them."""

    def __init__(self, data: Path, seed: int, size: int) -> None:
        """Read what the folder holds of the sets."""
        self._seed, self._size = seed, size
        self.written = by_site(read_written(data / "more" / "searching" / "written.jsonl.gz"))
        self._sections = by_site(read_sections(data / "more" / "searching" / "sections.jsonl.gz"))
        self._reading = [pair for name in READING for pair in read_questions(data / "reading" / f"{name}.jsonl.gz")]

    def lot(self, step: int) -> tuple[list[str], list[str], list[str]]:
        """Return a step's texts and two queries for each; a run that was stopped goes on with the same lots."""
        chance = Random(f"{self._seed} {step}")
        kind = chance.random()
        if kind < SHARES["reading"] and len(self._reading) >= self._size:
            pairs = chance.sample(self._reading, self._size)
        else:
            by_heading = kind < sum(SHARES.values()) and self._sections
            pairs = self._draw(self._sections if by_heading else self.written, chance)
        twos = [chance.sample(pair.asked, 2) if len(pair.asked) > 1 else pair.asked * 2 for pair in pairs]
        return [pair.text for pair in pairs], [one for one, _ in twos], [two for _, two in twos]

    def _draw(self, sites: Sites, chance: Random) -> list[Pair]:
        names, weights = list(sites), [len(pairs) for pairs in sites.values()]
        size = min(self._size, sum(weights))
        first = sites[chance.choices(names, weights)[0]]
        drawn = dict.fromkeys(chance.sample(first, min(round(size * OF_ONE_SITE), len(first))))
        while len(drawn) < size:
            other = sites[chance.choices(names, weights)[0]]
            drawn |= dict.fromkeys(chance.sample(other, min(OF_ANOTHER, len(other))))
        return list(drawn)[:size]


def by_site(pairs: Iterator[Pair]) -> Sites:
    """Return the pairs of each site that is not held out."""
    sites: Sites = {}
    for pair in pairs:
        if not is_held_out(pair.site):
            sites.setdefault(pair.site, []).append(pair)
    return sites


def read_written(path: Path) -> Iterator[Pair]:
    """Yield the texts for which queries were written, where the set is there."""
    for row in read_rows(path, optional=True):
        yield Pair(row["site"], with_headings(row), tell_apart(row["asked"]))


def read_sections(path: Path) -> Iterator[Pair]:
    """Yield sections, asked for by their last heading, alone and after the one above it."""
    for row in read_rows(path, optional=True):
        if row["headings"] and len(row["headings"][-1].split()) in HEADING_WORDS:
            asked = (row["headings"][-1], " ".join(row["headings"][-NEAREST_HEADINGS:]))
            yield Pair(row["site"], row["text"], asked)


def read_questions(path: Path) -> list[Pair]:
    """Return the texts of a reading set with the questions that they answer."""
    asked: dict[tuple[str, str], list[str]] = {}
    for row in read_rows(path, optional=True):
        if row.get("answers", True) and len(row["context"]) < LONGEST and not is_held_out(row["group"]):
            asked.setdefault((path.name, row["context"]), []).append(row["question"])
    return [Pair(name, text, tuple(questions)) for (name, text), questions in asked.items()]


def with_headings(row: dict[str, Any]) -> str:
    """Return a text as passages are encoded: with its nearest headings."""
    return "\n".join((*row["headings"][-NEAREST_HEADINGS:], row["text"]))


def tell_apart(asked: Sequence[str]) -> tuple[str, ...]:
    """Return the queries without the second one where it is the first one cut short."""
    first, second, *others = asked
    one, two = (set(query.lower().split()) for query in (first, second))
    return tuple(asked) if len(one & two) <= ALIKE * min(len(one), len(two)) else (first, *others)
