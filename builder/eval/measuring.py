"""What became of each gold question, and the figures of all of them together. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.eval.facts import is_said
from builder.rank import words
from builder.records import GoldQuestion

Outcome = Literal["false", "wrong", "partly", "missed", "right", "silent"]
# What is worst comes first: a false answer costs a reader more than a missed one.
OUTCOMES: dict[Outcome, str] = {
    "false": "answered, although the documents do not say",
    "wrong": "answered without any of the facts",
    "partly": "answered with some of the facts",
    "missed": "not answered, although the documents say it",
    "right": "answered with every fact",
    "silent": "rightly not answered",
}
SAME = 0.8  # share of the shorter one's words from which two sentences are one
FEWEST = 3  # words of a sentence that is told by its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the site says to a gold question: sentences with the quotes they rest on, or nothing."""

    sentences: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    known: bool = False  # a question of the book, so that its published answer is measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One gold question and what became of it."""

    gold: GoldQuestion
    book: str
    said: Said
    outcome: Outcome
    facts: tuple[bool, ...] = ()  # for each fact whether it is said
    cited: bool | None = None  # whether the right sentence is cited; nothing where none is named


def judge_answer(gold: GoldQuestion, book: str, said: Said) -> Case:
    """Hold what is said against what was to be said."""
    text = "\n".join(said.sentences)
    found = tuple(is_said(wordings, text) for wordings in gold.facts)
    cited = any(is_same_sentence(gold.sentence, quote) for quote in said.quotes) if gold.sentence else None
    return Case(gold=gold, book=book, said=said, outcome=_outcome(gold, said, found, cited), facts=found, cited=cited)


def _outcome(gold: GoldQuestion, said: Said, found: Sequence[bool], cited: bool | None) -> Outcome:
    if not gold.stated:
        return "false" if said.sentences else "silent"
    if not said.sentences:
        return "missed"
    right = found or (bool(cited),)  # without facts, the sentence alone tells
    return "right" if all(right) else "partly" if any(right) else "wrong"


def is_same_sentence(wanted: str, quote: str) -> bool:
    """Whether a quote is the sentence that was to be cited: nearly all words of the shorter stand in the other."""
    one, two = frozenset(words(wanted)), frozenset(words(quote))
    shorter = min(len(one), len(two))
    return one == two if shorter < FEWEST else len(one & two) >= SAME * shorter


def figures_of(cases: Sequence[Case]) -> dict[str, float | None]:
    """The figures of some cases, shares in percent; None where nothing is there to be measured."""
    stated = [case for case in cases if case.gold.stated]
    unstated = [case for case in cases if not case.gold.stated]
    silent = [case for case in cases if not case.said.sentences]
    rightly = [case for case in unstated if case.outcome == "silent"]
    facts = [found for case in stated for found in case.facts]
    named = [case for case in stated if case.cited is not None]
    precision, recall = _share(len(rightly), len(silent)), _share(len(rightly), len(unstated))

    def share(of: Sequence[Case], holds: Callable[[Case], bool]) -> float | None:
        return _share(sum(map(holds, of)), len(of))

    return {
        "correct": share(cases, lambda case: case.outcome in ("right", "silent")),
        "answered": share(stated, lambda case: bool(case.said.sentences)),
        "right": share(stated, lambda case: case.outcome == "right"),
        "facts": _share(sum(facts), len(facts)),
        "cited": share(named, lambda case: bool(case.cited)),
        "abstention_precision": precision,
        "abstention_recall": recall,
        "abstention_f1": _harmonic(precision, recall) if unstated else None,
    }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _harmonic(one: float | None, two: float | None) -> float:
    return round(2 * one * two / (one + two), 1) if one and two else 0.0


FIGURES: dict[str, str] = {
    "correct": "of all questions, answered with every fact or rightly not answered",
    "answered": "of what is stated, answered at all",
    "right": "of what is stated, answered with every fact",
    "facts": "of all facts, said",
    "cited": "of the sentences named, cited",
    "abstention_precision": "of the questions not answered, not stated",
    "abstention_recall": "of what is not stated, not answered",
    "abstention_f1": "both together",
}
