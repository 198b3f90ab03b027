"""What meaning and words say of passages and pages comes in, their order goes out. Pure; the twin of `web/pages.js`.

A page stands where its two nearest passages by meaning put it, and the one that holds most of the query's words.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy
from numpy.typing import NDArray

from builder.rank.files import Head, Term
from builder.rank.kinds import Kind
from builder.rank.sureness import Found, rarity

MOST_LEXICAL = 64  # passages that words alone may bring forward


def rank_passages(
    near: Mapping[int, float], lexical: Mapping[int, float], kind: Kind, head: Head
) -> dict[int, list[Found]]:
    """The passages of each page, by their own meaning and words, best first."""
    starts = list(accumulate(head.pages, initial=0))
    ours = {number: score for number, score in lexical.items() if number < starts[-1]}
    leading = sorted(ours, key=lambda number: (-ours[number], number))[:MOST_LEXICAL]
    meanings = {number: nearness for number, nearness in near.items() if number < starts[-1]}
    best = ours[leading[0]] if leading else 1.0
    elsewhere = sum(meanings.values()) / len(meanings) - head.settings["apart"] if meanings else 0.0
    weight = head.settings["words" if kind == "plain" else "names"]
    found: dict[int, list[Found]] = {}
    for number in {*meanings, *leading}:
        meaning, by_words = meanings.get(number, elsewhere), ours.get(number, 0.0)
        one = Found(number, meaning + weight * by_words / best, meaning, by_words)
        found.setdefault(bisect_right(starts, number) - 1, []).append(one)
    return {page: sorted(some, key=best_first) for page, some in found.items()}


def rank_pages(
    found: Mapping[int, Sequence[Found]], terms: Mapping[str, Term | None], kind: Kind, head: Head
) -> list[Found]:
    """These pages, best first: a question's words count as far as one passage holds them, a name's by the best one."""
    held = held_together(terms, head)
    best = max((one.words for some in found.values() for one in some), default=0.0) or 1.0
    settings = head.settings
    weight = settings["pages" if kind == "plain" else "names"]
    pages = []
    for page, some in found.items():
        first, *others = sorted((one.meaning for one in some), reverse=True)
        lost = settings["support"] * (first - others[0]) if others else 0.0
        meaning = first - lost - settings["long"] * math.log(head.pages[page])
        part = float(held[page]) if kind == "plain" else max(one.words for one in some) / best
        pages.append(Found(page, meaning + weight * part, meaning, part))
    return sorted(pages, key=best_first)


def held_together(terms: Mapping[str, Term | None], head: Head) -> NDArray[numpy.float64]:
    """For each page what the passage that holds most of the words has of them, rare ones counting for more."""
    passages, units = sum(head.pages), sum(head.pages) + sum(head.variants)
    held, most = numpy.zeros(passages), 1e-9
    for term in terms.values():
        weight = rarity(term, units)
        most += weight
        if term is not None:
            held[term.units[term.units < passages]] += weight
    parts = numpy.zeros(len(head.pages))
    filled = numpy.flatnonzero(head.pages)  # a page may have no passage
    parts[filled] = numpy.maximum.reduceat(held, numpy.cumsum([0, *head.pages])[filled]) / most
    return parts


def all_passages(found: Mapping[int, Sequence[Found]], pages: Sequence[Found]) -> list[Found]:
    """The passages of all pages: a page's best one counts as the page does, the next ones as far behind as they are."""
    ranked = []
    for page in pages:
        gain = page.score - found[page.number][0].score
        ranked += [Found(one.number, one.score + gain, one.meaning, one.words) for one in found[page.number]]
    return sorted(ranked, key=best_first)


def best_first(one: Found) -> tuple[float, int]:
    """Sorts by scores, ties by numbers."""
    return -one.score, one.number
