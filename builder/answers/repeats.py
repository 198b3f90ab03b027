"""Whether sentences say anything that was not said before. Pure."""

from collections.abc import Container, Iterable, Sequence

from builder.answers.units import Unit
from builder.rank import words
from builder.unaltered import facts_of

REPEATED = 0.7  # share of a sentence's words said before from which it says nothing new


def is_said(unit: Unit, units: Iterable[Unit]) -> bool:
    """Whether all that is new in a unit was said before: nearly the same words, and no other name or number."""
    said = [sentence for other in units for sentence in other]
    new = [sentence for sentence in unit if sentence not in said]
    before = [frozenset(words(sentence.quote)) for sentence in said]
    told = " ".join(sentence.quote for sentence in said).lower()
    numbers = {number for sentence in said for number, _ in facts_of(sentence.quote).numbers}
    return all(
        _repeats(frozenset(words(sentence.quote)), before) and not _names_more(sentence.quote, told, numbers)
        for sentence in new
    )


def _names_more(quote: str, told: str, numbers: Container[str]) -> bool:
    """Whether a sentence holds a name or number that was not said: then even the same words say another thing."""
    facts = facts_of(quote)
    return any(name.lower() not in told for name in facts.names) or any(one not in numbers for one, _ in facts.numbers)


def _repeats(own: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    return any(len(own & other) >= REPEATED * len(own) for other in before) if own else True
