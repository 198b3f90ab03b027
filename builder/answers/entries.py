"""Entries of a list that a heading names and no sentence announces: all of them are said, or none. Pure."""

from collections.abc import Iterable

from builder.answers.asking import SEVERAL
from builder.answers.fitness import Sentence, find_sentences
from builder.answers.units import MOST_ENTRIES
from builder.rank import words
from builder.records import Passage

_SHORTEST = 4  # letters of a heading's word that a question can name its list by


def settle_entries(said: list[Sentence], question: str, known: Iterable[Passage]) -> list[Sentence]:
    """What is said, with the whole list where a question asks for what its heading names: some would pass for all."""
    lists = [one for one in known if one.kind == "list"]
    for passage in dict.fromkeys(one.passage for one in said if one.passage in lists):
        alone = not any(other.headings == passage.headings and other.id != passage.id for other in lists)
        if not (alone and _is_named(passage, question)) or any(one.leads for one in said):
            continue
        entries = find_sentences(passage)
        whole = entries if len(entries) <= MOST_ENTRIES and all(one.listed for one in entries) else ()
        at = next(place for place, one in enumerate(said) if one.passage == passage)
        said = [*said[:at], *whole, *(one for one in said[at:] if one.passage != passage)]
    return said


def _is_named(passage: Passage, question: str) -> bool:
    """Whether a question asks for several things by a word of the heading right above the list."""
    heading = {word for word in words(passage.headings[-1]) if len(word) >= _SHORTEST} if passage.headings else set()
    return bool(SEVERAL.search(question)) and not heading.isdisjoint(words(question))
