"""What a model wrote, read strictly: a text comes in, sentences with numbered quotes go out; the rest is counted.

- A sentence.
> [2] the quoted words
END                      (or, alone: NOT STATED)
"""

import re
from collections import Counter
from dataclasses import dataclass

from builder.text import is_ended, one_line, split_sentences

REFUSAL = "NOT STATED"
END = "END"

_SENTENCE = re.compile(r"- (?P<text>\S.*)")
_QUOTE = re.compile(r"> ?\[(?P<number>\d{1,3})\] ?(?P<text>\S.*)")
_REFERENCE = re.compile(r"\s*\[\d{1,3}\](?=[\s.。]*$)")
_QUOTED = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("«", "»"))


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a model, with the quotes it gives: passage numbers and words."""

    text: str
    quotes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's answer as far as it could be read."""

    said: tuple[Said, ...]
    refused: bool
    dropped: Counter[str]


def read_reply(text: str) -> Reply:
    """Read a model's answer line by line; a line in no known form spoils the sentence it follows."""
    said: list[Said] = []
    dropped: Counter[str] = Counter()
    refused = False
    for line in text.splitlines():
        stripped = line.strip()
        if stripped == END:
            break
        if stripped == REFUSAL:
            refused = True
        elif found := _SENTENCE.fullmatch(stripped):
            said.append(Said(_tidy(found["text"]), ()))
        elif (found := _QUOTE.fullmatch(stripped)) and said:
            quote = (int(found["number"]), _unquoted(one_line(found["text"])))
            said[-1] = Said(said[-1].text, (*said[-1].quotes, quote))
        elif stripped:
            dropped["unreadable line"] += 1
            said = [*said[:-1], Said("", ())] if said else said
    return Reply(_sound(said, dropped), refused, dropped)


def _sound(said: list[Said], dropped: Counter[str]) -> tuple[Said, ...]:
    kept: list[Said] = []
    for one in said:
        if not one.text:
            dropped["sentence beside an unreadable line"] += 1
        elif not one.quotes:
            dropped["sentence without a quote"] += 1
        elif len(split_sentences(one.text)) != 1:
            dropped["more than one sentence at once"] += 1
        elif any(one.text == other.text for other in kept):
            dropped["said twice"] += 1
        else:
            kept.append(one)
    return tuple(kept)


def _tidy(text: str) -> str:
    """A sentence without the references some models put at its end, closed with a full stop."""
    bare = one_line(_REFERENCE.sub("", text))
    return bare if is_ended(bare) else f"{bare}."


def _unquoted(text: str) -> str:
    for opening, closing in _QUOTED:
        if len(text) > 2 and text.startswith(opening) and text.endswith(closing):
            return text[1:-1].strip()
    return text
