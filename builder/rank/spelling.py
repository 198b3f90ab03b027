"""A misspelt term to the nearest one that a site knows: one slip in a short word, two in a long one. Pure.

What holds a number is no slip, nor meant by one: 1043 is another error than 1042.
"""

import unicodedata
from collections.abc import Mapping

from builder.rank.files import Term

SHORTEST = 4  # letters, of both: shorter words have too many neighbours
LONG = 8


def distance(one: str, other: str, most: int) -> int:
    """How many letters to change, add, drop or swap with the next; `most` + 1 when it is more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _holds_number(word: str) -> bool:
    return any(unicodedata.category(letter).startswith("N") for letter in word)  # \p{N} in JavaScript


def slips_in(word: str) -> int:
    """How many slips a word may hold and still be mended."""
    if len(word) < SHORTEST or _holds_number(word):
        return 0
    return 2 if len(word) >= LONG else 1


def sounding(word: str) -> str:
    """The word with one letter for c and s, which change places easily: license, lisence."""
    return word.replace("c", "s")


def nearest_term(wanted: str, terms: Mapping[str, Term]) -> str | None:
    """The known term that was probably meant: the nearest, of equally near ones the most frequent."""
    most = slips_in(wanted)
    if not most:
        return None
    near = [
        (distance(sounding(wanted), sounding(term), most), -terms[term].units_with, term)
        for term in terms
        if term[:1] == wanted[:1] and terms[term].units_with and len(term) >= SHORTEST
        if " " not in term and not _holds_number(term)
    ]
    best = min(near, default=(most + 1, 0, ""))
    return best[2] if best[0] <= most else None
