"""Entries of a list that no sentence announces: those that a heading names, and steps, are said all or not. Pure."""

import re
from collections.abc import Iterable

from builder.answers.asking import SEVERAL
from builder.answers.fitness import Sentence, find_sentences
from builder.answers.units import MOST_ENTRIES
from builder.answers.ways import asks_my_way
from builder.rank import words
from builder.records import Passage

_SHORTEST = 4  # letters of a heading's word that a question can name its list by
_STEP = re.compile(
    r"\W*(?:(?:in|on|at|under|next to|to the|from|if)\b[^,]*, )?(?:then |optionally,? )?(?:go to|log in|sign in|open"
    r"|select|click|tap|press|type|enter|choose|run|find|set|copy|paste|create|add|install|download|turn|switch|enable|disable"
    r"|close|save|start|restart|confirm|use|right-click|scroll|navigate|toggle|check|change|make|put|remove|delete)\b",
    re.IGNORECASE,
)


def settle_entries(said: list[Sentence], question: str, known: Iterable[Passage]) -> list[Sentence]:
    """What is said, with the whole list where a question asks for what its heading names: some would pass for all.

    So would one of several steps, where it is asked how to do something.
    """
    lists = [one for one in known if one.kind == "list"]
    for passage in dict.fromkeys(one.passage for one in said if one.passage in lists):
        alone = not any(other.headings == passage.headings and other.id != passage.id for other in lists)
        wanted = _is_named(passage, question) or (asks_my_way(question) and _are_steps(passage))
        if not (alone and wanted) or any(one.leads for one in said):
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


def _are_steps(passage: Passage) -> bool:
    """Whether most lines of a list tell what to do next."""
    lines = passage.text.split("\n")
    return 2 * sum(bool(_STEP.match(line)) for line in lines) > len(lines)
