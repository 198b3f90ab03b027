"""A sentence or an entry of a list comes in, the questions that it answers by itself go out. Pure."""

import re
from collections.abc import Iterator, Sequence

from builder.expect.facts import ask_facts
from builder.expect.phrases import Casing, clean_phrase, is_name, without_opening
from builder.expect.tasks import ask_tasks

FEWEST_WORDS = 5
MOST_WORDS = 45
LONG_OPTION = 13  # letters from which an option's name says enough without its owner's: `max_age` does not

_ENTRY = re.compile(r"^(?P<name>[\w.@*/<>{}()=\[\]\"'$-]+(?: [\w.@-]+)?)(?:\s[-–—]\s|: )(?P<says>.+)$", re.DOTALL)
_OWNER = re.compile(r"(?=.*_|.*[A-Z].*[A-Z])(?=.*[a-z]{2})\w+")
_OPTION = re.compile(r"--?[a-z][\w-]+|[A-Za-z_][\w.-]{3,}")
_VALUE = re.compile(r"\bdefaults? to\b|\bthe default (?:value )?is\b|\bby default,? (?:it is|it's|is)\b", re.IGNORECASE)


def ask_sentence(sentence: str, casing: Casing) -> Iterator[str]:
    """The questions that a sentence answers, the surest first."""
    text = without_opening(sentence.strip()).rstrip(":")
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or text.endswith("?"):
        return
    yield from ask_facts(text, casing)
    yield from ask_tasks(text, casing)


def ask_entry(entry: str, headings: Sequence[str], casing: Casing) -> Iterator[str]:
    """The questions that an entry of a list of parameters, options or settings answers."""
    found = _ENTRY.match(entry.strip())
    if not found or not (_OPTION.fullmatch(found["name"]) and is_name(found["name"])) or len(found["says"].split()) < 3:
        return
    name = found["name"].strip("`\"'")
    if casing.is_everywhere(name):
        return
    owners = [word for word in clean_phrase(headings[-1]).split() if is_name(word)] if headings else []
    owned = len(owners) == 1 and owners[0] != name and _OWNER.fullmatch(owners[0])
    if not owned and len(name) < LONG_OPTION:
        return
    of = f" in {owners[0]}" if owned and len(name) < LONG_OPTION else ""
    yield f"What does {name} do{of}?"
    if _VALUE.search(found["says"]):
        yield f"What is the default of {name}{of}?"
