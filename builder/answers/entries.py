"""Entries of a list that no sentence announces: those that a heading names, and steps, are said all or not. Pure."""

import re
from collections.abc import Iterable

from builder.answers.announced import cut_lines
from builder.answers.asking import SEVERAL
from builder.answers.fitness import Sentence, find_sentences
from builder.answers.units import MOST_ENTRIES
from builder.answers.ways import asks_my_way
from builder.rank import words
from builder.records import Passage

FEWEST_STEPS = 3  # lines of a paragraph that tell what to do next, and so are a list whose marks are lost
_SHORTEST = 4  # letters of a heading's word that a question can name its list by
_STEP = re.compile(
    r"[\"'“‘(]*(?:(?:in|on|at|under|next to|to the|from|if)\b[^,]*, )?(?:then |optionally,? )?(?:go to|log in|sign in"
    r"|open|select|click|tap|press|type|enter|choose|run|find|set|copy|paste|create|add|install|download|turn|switch|enable"
    r"|disable|close|save|start|restart|confirm|use|right-click|scroll|navigate|toggle|check|change|make|put|remove|delete)\b",
    re.IGNORECASE,
)


def settle_entries(said: list[Sentence], question: str, known: Iterable[Passage]) -> list[Sentence]:
    """What is said, with the whole list where a question asks for what its heading names: some would pass for all.

    So would one of several steps, where it is asked how to do something.
    """
    known = list(known)
    lists = [one for one in known if one.kind == "list"]
    for passage in dict.fromkeys(one.passage for one in said if one.passage in known):
        alone = not any(other.headings == passage.headings and other.id != passage.id for other in lists)
        entries = _entries(passage, question)
        if not alone or set(entries).isdisjoint(said) or any(one.leads for one in said):
            continue
        whole = entries if len(entries) <= MOST_ENTRIES and all(one.listed for one in entries) else ()
        at = next(place for place, one in enumerate(said) if one in entries)
        said = [*said[:at], *whole, *(one for one in said[at:] if one not in entries)]
    return said


def _entries(passage: Passage, question: str) -> tuple[Sentence, ...]:
    """What of a passage is said as a whole: a list that a question names, or steps, which may stand in its lines."""
    if passage.kind == "list" and _is_named(passage, question):
        return find_sentences(passage)
    return _steps(passage) if passage.kind in {"list", "paragraph"} and asks_my_way(question) else ()


def _is_named(passage: Passage, question: str) -> bool:
    """Whether a question asks for several things by a word of the heading right above the list."""
    heading = {word for word in words(passage.headings[-1]) if len(word) >= _SHORTEST} if passage.headings else set()
    return bool(SEVERAL.search(question)) and not heading.isdisjoint(words(question))


def _steps(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences from the first line to the last that tells what to do next, if most of them do."""
    lines = cut_lines(find_sentences(passage))
    steps = [place for place, line in enumerate(lines) if _STEP.match(line[0].quote)]
    run = lines[steps[0] : steps[-1] + 1] if len(steps) >= FEWEST_STEPS else []
    if passage.kind == "list":
        run = lines if 2 * len(steps) > len(lines) else []
    return tuple(one for line in run for one in line) if 2 * len(steps) > len(run) else ()
