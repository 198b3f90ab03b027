"""Held-out queries and what was found for them come in, the settings that serve them best go out, with figures. Pure.

Settings are chosen on one half of the queries and measured on the other, both ways; those published were chosen on all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy

from builder.rank.query import Ranking
from builder.rank.sureness import asks_the_same, sure_of_subject

DEFAULTS: Mapping[str, float] = {
    "read": 0.3,  # what a file of vectors gains that holds the best passage by words, when choosing which to read
    "words": 0.3,  # what the best passage by words gains over others of its page in a plain question
    "pages": 0.4,  # and what a page gains one of whose passages holds all of the query's words
    "names": 1.0,  # what passage and page gain in a query for a name of code or for a phrase: the best ones by words
    "long": 0.0225,  # what a page loses for each doubling of its passages, times log 2: of many one is near by chance
    "apart": 0.05,  # how much further than the mean of those read a passage is taken to be that was not
    "support": 0.25,  # what a page loses of its second nearest passage's distance from its nearest
    "asked": 0.5,  # what a known question gains that holds all of the query's words
    "held": 0.2,  # what its holding all of them adds to being sure that it asks the same
    "named": 0.85,  # and adds in a query for a name of code or for a phrase, which are near to nothing
    "lead": 1.5,  # and its lead over the next
    "about": 0.15,  # and the nearness of the nearest passages
    "strange": 0.5,  # what is lost for words that nobody here uses and whose meaning is far from everything
    "unheard": 0.05,  # and what is lost of being covered for them
    "foreign": 0.2,  # what a query loses that names something which neither the first page nor question mentions
    "elsewhere": 0.4,  # and a known question, whose answer rests on none of the first pages that the query finds
    "sure": 0.2,  # what a passage with all the query's words adds to being sure that the documents cover it
    "used": 0.1,  # and what it adds that every word of the query stands somewhere
    "same": 0.75,
    "nearly": 0.1,  # how far from being covered a plain question may be that gets a known question's card
    "known": 0.3,  # how much nearer than that a known question must be to tell as much
    "covered": 0.48,  # how sure it has to be that the documents are on a query's subject
    "plainly": 0.52,  # and from where nothing is said of a doubt
}
FEWEST = 12  # queries that are worth learning from
JUST = 0.001  # more than the surest off-topic query that is to be refused
PAGES = (0.2, 0.3, 0.4, 0.5)
CLEARLY = 0.02  # how much better a weight must be than the usual one
MOST_CARDS = 0.01  # share of off-topic queries that may get a card: one is always odd
MOST_OTHERS = 0.1  # and of questions on the site's subject that are not known
MOST_WRONG = 0.04  # and that may pass for covered, with those that get a card
MOST_UNDOUBTED = 0.0125  # and of which no doubt is said

PageOf = Callable[[int], int]  # a passage's page


@dataclass(frozen=True, slots=True)
class Learned:
    """The settings of a site's box and the figures they come from, all of them on wordings held out."""

    settings: Mapping[str, float]
    figures: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A query that was held out, the question it means, and the passages that answer it."""

    query: str
    question: int
    passages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A trial and what was found for it."""

    trial: Trial
    ranking: Ranking


def choose(asked: Sequence[Asked], alone: Sequence[Ranking], off: Sequence[Ranking], page_of: PageOf) -> Learned:
    """The settings for this site, and how well they do on queries they were not chosen on.

    `alone` is what wordings found while their question was not known.
    """
    halves = [(asked[half::2], alone[half::2], off[half::2]) for half in (0, 1)]
    figures: dict[str, list[float]] = {}
    for here, there in ((0, 1), (1, 0)):
        settings = settle(*halves[here], page_of)
        for name, value in measure(settings, *halves[there], page_of).items():
            figures.setdefault(name, []).append(value)
    settings = settle(asked, alone, off, page_of)
    means = [(name, round(sum(values) / len(values), 3)) for name, values in figures.items()]
    chosen = [(f"query box: setting {name}", round(value, 3)) for name, value in settings.items()]
    return Learned(settings, (("query box: wordings held out", float(len(asked))), *means, *chosen))


def settle(
    asked: Sequence[Asked], alone: Sequence[Ranking], off: Sequence[Ranking], page_of: PageOf
) -> dict[str, float]:
    """The settings that serve these queries best."""
    settings = dict(DEFAULTS)
    settings["same"] = _same([one.sameness for one in alone], [one.sameness for one in off])
    answered = [one for one in asked if one.trial.passages]
    if len(answered) >= FEWEST:
        settings["pages"] = _best(PAGES, DEFAULTS["pages"], lambda weight: _nearness(answered, weight, page_of))
    others = [one for one in off if one.sameness < settings["same"]]  # without a card
    if others:
        settings["known"] = _known(others)
        sure = [_sure(one, settings) for one in others]
        cards = len(off) - len(others)
        settings["covered"] = _above(sure, int(MOST_WRONG * len(off)) - cards)
        settings["plainly"] = max(_above(sure, int(MOST_UNDOUBTED * len(off)) - cards), settings["covered"])
    return settings


def _same(alone: Sequence[float], off: Sequence[float]) -> float:
    """Above what a query is to a question that it does not ask, be it on the site's subject or on another."""
    others = _high(alone, MOST_OTHERS) if len(alone) >= FEWEST else 0.0
    return round(max(DEFAULTS["same"], others, _high(off, MOST_CARDS)), 3)


def _best(weights: Sequence[float], usual: float, value: Callable[[float], float]) -> float:
    values = {weight: value(weight) for weight in weights}
    best = max(weights, key=lambda weight: (values[weight], -abs(weight - usual)))
    return best if values[best] >= values[usual] + CLEARLY else usual


def first_question(ranking: Ranking) -> int | None:
    """The known question that comes first."""
    return ranking.questions[0].number if ranking.questions else None


def _reranked(ranking: Ranking, weight: float) -> list[int]:
    """The pages in their order at a weight of words."""
    ranked = sorted(ranking.pages, key=lambda one: (-one.meaning - weight * one.words, one.number))
    return [one.number for one in ranked]


def _nearness(answered: Sequence[Asked], weight: float, page_of: PageOf) -> float:
    """The mean of one over the place of the first right page."""
    total = 0.0
    for one in answered:
        wanted = {page_of(number) for number in one.trial.passages}
        pages = _reranked(one.ranking, weight)
        total += next((1 / place for place, page in enumerate(pages, 1) if page in wanted), 0.0)
    return total / len(answered)


def _high(off: Sequence[float], most: float) -> float:
    """What nearly all off-topic queries stay below."""
    return float(numpy.quantile(off, 1 - most)) if off else 0.0


def _known(others: Sequence[Ranking]) -> float:
    """How much nearer a known question is than passages are, where off-topic queries rarely come."""
    near, sure = [one.asked for one in others], [one.confidence for one in others]
    return round(max(_high(near, MOST_CARDS) - _high(sure, MOST_WRONG), 0.0), 3)


def _above(others: Sequence[float], passed: int) -> float:
    """Just above all but so many."""
    return round(sorted(others, reverse=True)[min(max(passed, 0), len(others) - 1)] + JUST, 3)


def measure(
    settings: Mapping[str, float],
    asked: Sequence[Asked],
    alone: Sequence[Ranking],
    off: Sequence[Ranking],
    page_of: PageOf,
) -> dict[str, float]:
    """What the settings make of queries they were not chosen on."""
    answered = [one for one in asked if one.trial.passages]
    first = [(_is_same(one.ranking, settings), first_question(one.ranking) == one.trial.question) for one in asked]
    shares = {
        "reworded question found first": [right for _, right in first],
        "reworded question answered by its card": [right and same for same, right in first],
        "reworded question answered by another's card": [not right and same for same, right in first],
        "question kept out answered by another's card": [_is_same(ranking, settings) for ranking in alone],
        "right page first for a reworded question": [_is_first(one, settings["pages"], page_of) for one in answered],
        "off-topic question passed for covered": [_reaches("covered", one, settings) for one in off],
        "off-topic question answered without a doubt": [_reaches("plainly", one, settings) for one in off],
        "covered question passed for off-topic": [not _reaches("covered", one.ranking, settings) for one in answered],
        "covered question doubted or passed for off-topic": [
            not _reaches("plainly", one.ranking, settings) for one in answered
        ],
    }
    return {f"query box: {name}": _share(values) for name, values in shares.items() if values}


def _is_same(ranking: Ranking, settings: Mapping[str, float]) -> bool:
    return asks_the_same(ranking.kind, ranking.sameness, ranking.confidence, settings)


def _sure(ranking: Ranking, settings: Mapping[str, float]) -> float:
    return sure_of_subject(ranking.confidence, ranking.asked, settings)


def _reaches(setting: str, ranking: Ranking, settings: Mapping[str, float]) -> bool:
    return _sure(ranking, settings) >= settings[setting] or _is_same(ranking, settings)


def _is_first(one: Asked, weight: float, page_of: PageOf) -> bool:
    pages = _reranked(one.ranking, weight)
    return bool(pages) and pages[0] in {page_of(number) for number in one.trial.passages}


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
