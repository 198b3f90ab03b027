"""What kind of query it is: words in a fixed order, a name of code, or a plain question. Pure.

The twin of `web/kinds.js`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from builder.rank.files import Term
from builder.rank.words import SPACED_LETTER, UNSPACED_LETTER, words

Kind = Literal["plain", "identifier", "phrase"]

# 3.5" is a length: a phrase begins after a blank or a bracket and ends before no word, but where no blanks part the
# words. French has blanks inside « and ».
_QUOTED = re.compile(
    rf'(?:^|(?<=[\s(\[{{<（、。，：]|{UNSPACED_LETTER}))(?:«\s+|["“”„«»])(?!\s)([^"“”„«»]{{2,}})(?<!\s)(?:\s+»|["“”„«»])'
    rf"(?!{SPACED_LETTER})"
)
_IDENTIFIER = re.compile(
    r"\w[_]\w|[a-z][A-Z]|[A-Za-z]\.[A-Za-z]|::|^--?\w|\w\(\)|[A-Za-z]\d|\d[A-Za-z]|^[A-Z\d]{3,}$",
    re.ASCII,  # as in JavaScript
)
_NAMES = re.compile(r"(?!\d).*\w\w", re.ASCII)
FEW, SPECIFIC = 3, 0.08  # units, or a share of them, that a name stands in at most which tells what is meant


def kind_of(query: str, terms: Mapping[str, Term | None], units: int) -> Kind:
    """Whether words in a fixed order are asked for, a name of code that stands here, or a plain question."""
    if _QUOTED.search(query):
        return "phrase"
    names = names_in(query)
    mostly = len(query.split()) <= 2 * len(names) + 1
    return "identifier" if mostly and _tell(names, terms, units) else "plain"


def _tell(names: Sequence[str], terms: Mapping[str, Term | None], units: int) -> bool:
    """Whether all the names stand here, and one of them in few units: a name that is all over is a word as others."""
    return 0 < min((units_of(name, terms) for name in names), default=0) <= max(FEW, SPECIFIC * units)


def names_in(query: str) -> list[str]:
    """The names of code in a query."""
    return [name for part in query.split() if _IDENTIFIER.search(name := part.strip(".,;:?!"))]


def units_of(name: str, terms: Mapping[str, Term | None]) -> int:
    """How many units hold a name as a whole."""
    parts = words(name)
    term = terms.get(parts[-1]) if parts else None
    return term.units_with if term else 0


def names_nowhere(query: str, terms: Mapping[str, Term | None]) -> list[str]:
    """The names in a query that stand nowhere here; no amounts, and no letters set apart: `5gb`, `e.g.`."""
    return [name for name in names_in(query) if _NAMES.match(name) and not units_of(name, terms)]
