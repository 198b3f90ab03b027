"""Which rows of a table a question asks for: those it names, those it points out, or all of a short one. Pure.

A reader sees that a table answers, but of rows that look alike it often marks the first ones or only the header.
"""

from functools import lru_cache

from builder.answers.asking import EXTREME, SEVERAL
from builder.answers.fitness import Sentence, find_sentences
from builder.answers.units import whole_rows
from builder.rank import words
from builder.records import Passage
from builder.text import COLUMN

TABLES = 256  # of which the rows are remembered: each is asked for once for every row
TELLING = 4  # letters of a word by which a row is pointed out, if it holds no digit

_ASKING = frozenset(words("what which when where have been with from that this than then there long many much often"))


def may_be_said(row: Sentence, question: str) -> bool:
    """Whether a row may be said to a question: a named one, or one that can be the answer where none is named."""
    table = row.passage
    named = _named(table, question)
    if named:
        return row in named
    extreme = EXTREME.search(question)
    if _is_short(table):  # what is left out of it is settled at the end
        return True
    return row in _pointed_out(table, question) and (extreme is None or extreme.group().lower() in row.quote.lower())


def is_asked_for(row: Sentence, question: str) -> bool:
    """Whether a table that answers does so by this row: the question names it, or it is the only one pointed out."""
    named = _named(row.passage, question)
    if named:
        return row in named
    return not EXTREME.search(question) and _pointed_out(row.passage, question) == (row,)


def settle_rows(said: list[Sentence], question: str) -> list[Sentence]:
    """What is said, of rows of a table those that the question names, or else all: some would pass for all there are.

    One row stands alone where one is asked for, and not the one of them that is most of something.
    """
    for table in dict.fromkeys(one.passage for one in said if one.passage.kind == "table"):
        chosen = [one for one in said if one.passage == table]
        named = _named(table, question)
        compared = not named and any(_compares(row, question) for row in chosen)
        settled = tuple(row for row in named if row in chosen) or whole_rows(table)
        if settled and (len(chosen) > 1 or compared or SEVERAL.search(question)):
            at = said.index(chosen[0])
            said = [*said[:at], *settled, *(one for one in said[at:] if one.passage != table)]
    return said


def _compares(row: Sentence, question: str) -> bool:
    """Whether a question asks for the most of something, and the row does not say that it is."""
    extreme = EXTREME.search(question)
    return extreme is not None and extreme.group().lower() not in row.quote.lower()


@lru_cache(TABLES)
def _is_short(table: Passage) -> bool:
    return bool(whole_rows(table))


@lru_cache(TABLES)
def _rows(table: Passage) -> tuple[Sentence, ...]:
    return tuple(one for one in find_sentences(table) if one.whole)


@lru_cache(TABLES)
def _named(table: Passage, question: str) -> tuple[Sentence, ...]:
    """The rows of which the question holds all words of the first cell, but for those that another's name contains."""
    asked = frozenset(words(question))
    cells = [(row, frozenset(words(row.quote.partition(COLUMN)[0]))) for row in _rows(table)]
    found = [(row, cell) for row, cell in cells if cell and cell <= asked]
    return tuple(row for row, cell in found if not any(cell < other for _, other in found))


@lru_cache(TABLES)
def _pointed_out(table: Passage, question: str) -> tuple[Sentence, ...]:
    """The rows that hold most of the question's words which tell rows apart: those that at most half of them hold."""
    asked = {word for word in words(question) if _is_telling(word)}
    held = [(row, asked & set(words(row.quote))) for row in _rows(table)]
    common = {word for word in asked if 2 * sum(word in own for _, own in held) > len(held)}
    most = max((len(own - common) for _, own in held), default=0)
    return tuple(row for row, own in held if most and len(own - common) == most)


def _is_telling(word: str) -> bool:
    return word not in _ASKING and (len(word) >= TELLING or any(character.isdigit() for character in word))
