"""How sure a ranking is: that the first known question asks what the query asks, that the documents cover it at all.

Pure; the twin of `web/sureness.js`.
"""

import math
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy

from builder.rank.files import Floats, Term
from builder.rank.kinds import Kind
from builder.rank.words import words

NEAREST, LEADING = 5, 10  # passages that tell whether the documents cover a query
MOST_LEAD = 0.15  # of one known question over the next: more tells no more
FIRST_PAGES = 5  # among which a page stands that the answer to the same question rests on
RIVALS = 20  # known questions, among which a lead tells all it can: among few anything leads
FAMILIAR = 0.3  # how near to something here a word is that is not strange, though nobody uses it
_AMOUNT = re.compile(r"[0-9]+[a-z]{0,2}")  # 12, 5gb: no word
_CAPITAL = re.compile(r"[^\w]*[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage or a known question by its number, and how well it fits; `meaning` and `words` are the parts."""

    number: int
    score: float
    meaning: float
    words: float


def rarity(term: Term | None, units: int) -> float:
    """How much a term tells."""
    having = term.units_with if term else 0
    return math.log1p((units - having + 0.5) / (having + 0.5))


def sameness_of(
    questions: list[Found],
    kind: Kind,
    near_by: float,
    used: float,
    strange: float,
    settings: Mapping[str, float],
    known: int,
) -> float:
    """How surely the first question asks what the query asks, of so many that are known.

    How near it is, how near the documents are, how many of the query's words it holds, how far it leads; less for words
    that are strange here. A name of code is not near to anything: its words count there. Common words tell nothing.
    """
    if not questions:
        return 0.0
    first = questions[0]
    ahead = min(first.score - questions[1].score, MOST_LEAD) if len(questions) > 1 else MOST_LEAD
    lead = ahead * min((known - 1) / RIVALS, 1.0)
    held = first.words if used else 0.0
    about = first.meaning + settings["about"] * near_by if kind == "plain" else settings["named"] * held
    return about + settings["held"] * held + settings["lead"] * lead - settings["strange"] * strange


def asks_the_same(kind: Kind, sameness: float, confidence: float, settings: Mapping[str, float]) -> bool:
    """Whether the first question is what the query asks: like it, and not on a subject that is foreign here."""
    on_subject = kind != "plain" or confidence >= settings["covered"] - settings["nearly"]
    return sameness >= settings["same"] and on_subject


def sure_of_subject(confidence: float, asked: float, settings: Mapping[str, float]) -> float:
    """How surely the documents are on a query's subject: by their passages, or by a known question that is near."""
    return max(confidence, asked - settings["known"])


def is_elsewhere(cited: Sequence[int], pages: Sequence[Found]) -> bool:
    """Whether a question's answer rests on pages that are known, and on none of the first that the query finds."""
    return bool(cited) and all(page.number not in cited for page in pages[:FIRST_PAGES])


def asks_the_opposite(terms: Container[str], opposed: Iterable[tuple[str, str]]) -> bool:
    """Whether a query holds the opposite of a question's word, and not the word: enable, disable."""
    return any(opposite in terms and own not in terms for own, opposite in opposed)


def holding_all(terms: Mapping[str, Term | None], common: Container[str], passages: int) -> tuple[frozenset[int], bool]:
    """The passages that hold all words of a query that tell something, and whether it has no other words.

    None, where only one of its words tells something: in a question that may stand here by chance.
    """
    telling = [term for name, term in terms.items() if name not in common]
    bare = len(telling) == len(terms)
    if not telling or (len(telling) == 1 and not bare):
        return frozenset(), bare
    units = [frozenset(term.units.tolist() if term else ()) for term in telling]
    return frozenset(unit for unit in frozenset.intersection(*units) if unit < passages), bare


def strangeness_of(terms: Mapping[str, Term | None], common: Container[str], centres: Floats, units: int) -> float:
    """How much of a query is strange here: words that nobody uses, as far as nothing here is near what they mean."""
    strange = 0.0
    for name, term in terms.items():
        if name in common or (term is not None and term.units_with) or _AMOUNT.fullmatch(name):
            continue
        near = 0.0
        if term is not None and term.row is not None:
            row = term.row.astype(numpy.float64)
            near = float((centres @ row).max(initial=0.0)) / max(float(numpy.linalg.norm(row)), 1e-9)
        strange += rarity(term, units) * max(0.0, FAMILIAR - near)
    return strange


def names_the_absent(query: str, terms: Mapping[str, Term | None], here: Callable[[int], bool]) -> bool:
    """Whether a word with a capital letter, after the first, stands in none of the units that are `here`."""
    names = [words(word) for word in query.split()[1:] if _CAPITAL.match(word)]
    return any(not _stands(terms.get(name[-1]), here) for name in names if name)


def _stands(term: Term | None, here: Callable[[int], bool]) -> bool:
    if term is None or not term.units_with:
        return False
    return len(term.units) < term.units_with or any(here(unit) for unit in term.units.tolist())  # if not all are listed


def used_share(terms: Mapping[str, Term | None], common: Container[str], units: int) -> float:
    """The share of what the query's telling words weigh that stands somewhere on the site."""
    weights = {term: rarity(known, units) for term, known in terms.items() if term not in common}
    used = sum(weight for term, weight in weights.items() if (known := terms[term]) is not None and len(known.units))
    return used / sum(weights.values()) if weights else 0.0


def nearness_of(passages: list[Found]) -> float:
    """How near the nearest passages are, in the mean."""
    nearest = sorted((one.meaning for one in passages), reverse=True)[:NEAREST]
    return sum(nearest) / len(nearest) if nearest else 0.0


def confidence_in(
    passages: list[Found], near_by: float, most: float, used: float, settings: Mapping[str, float]
) -> float:
    """How surely the documents are on the query's subject.

    How near the nearest passages are, how many of the query's words the best one holds, how many are used here at all.
    """
    held = max((one.words for one in passages[:LEADING]), default=0.0) / max(most, 1e-9)
    return float(near_by + settings["sure"] * held + settings["used"] * used)
