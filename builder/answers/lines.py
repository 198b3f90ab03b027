"""Whether a sentence is one by where it stands: begun in its line, closing its passage, opened by a name. Pure."""

import re

from builder.records import Passage
from builder.text import Span

FEWEST_WORDS = 4  # of a sentence in prose; a list's entry may be shorter

_OPENING = "\"'“‘([`"
ENDS_WHOLE = re.compile(r"(?:[.!:;]|(?<=\S)…)[\"'”’)\]`*]*$")
# What has a verb, and is no title that asks: `NO_PROXY disables the proxy for some hosts`.
_SAYS = re.compile(
    r"(?!(?:how|what|why|when|where|which|who|whether|if)\b).*?\b"
    r"(?:(?:is|are|was|were|has|have|can|may|must|will|cannot) "
    r"|[a-z]{2,}[^\Wsui]s (?:the|an?|all|any|no|your|its|that)\b)",
    re.IGNORECASE,
)
# `zlib doesn't support encryption.`, but not: where it is kept, and so is that.
_SMALL_NAME = re.compile(
    r"(?!(?:and|or|but|so|as|than|then|also|if|it|its|this|that|these|those|there|here|where|when|while|which|who|whose"
    r"|what|how|to|in|on|at|by|of|for|from|with|only|not|nor|both|each|some|all|any|one|they|he|she|we|you)\b)[a-z][\w.-]*"
    r"(?: (?!that\b|which\b|who\b)[a-z][\w-]*)?"
    r" (?:is|are|was|were|has|have|does|do|can|may|must|will|cannot|\w+n['’]t|[a-z]{2,}[^\Wsui]s) "
)
_FULL = re.compile(r"^\W*[^\W\d_a-zß-öø-ÿ]\w*(?:\s+\S+){4,}[.;!]\W*$")


def starts_line(text: str, place: int) -> bool:
    """Whether nothing stands before a place in its line."""
    return place == 0 or text[place - 1] == "\n"


def is_full(text: str) -> bool:
    """Whether an entry of a list is a sentence of its own: five words, with a large first letter and an end."""
    return bool(_FULL.search(text))


def is_finished(passage: Passage, span: Span) -> bool:
    """Whether a sentence is one where it stands, though its first letter is small or it ends in no full stop."""
    return _follows_in_line(passage.text, span) or _closes(passage, span) or _opens_with_name(passage, span)


def _opens_with_name(passage: Passage, span: Span) -> bool:
    """Whether a sentence opens a line with a name in small letters; on printed pages a line may begin anywhere."""
    raw, before = passage.text[span[0] : span[1]], passage.text[: span[0]]
    opens = not before or (before[-1] == "\n" and before.rstrip().endswith((".", "!", "?", ":")))
    names = bool(_SMALL_NAME.match(raw)) and len(raw.split()) >= FEWEST_WORDS
    return passage.kind == "paragraph" and not passage.page and opens and names and bool(ENDS_WHOLE.search(raw))


def _closes(passage: Passage, span: Span) -> bool:
    """Whether a passage's last line says something without a full stop; on printed pages lines end anywhere."""
    line = passage.text[span[0] : span[1]]
    last = span[1] == len(passage.text.rstrip()) and starts_line(passage.text, span[0])
    fits = len(line.split()) >= FEWEST_WORDS and starts_whole(line) and line[-1].isalnum()
    return passage.kind == "paragraph" and not passage.page and last and fits and bool(_SAYS.match(line))


def _follows_in_line(text: str, span: Span) -> bool:
    """Whether a sentence ended before this one in the same line: then even a small first letter begins one."""
    return not starts_line(text, span[0]) and bool(ENDS_WHOLE.search(text[span[0] : span[1]]))


def starts_whole(text: str) -> bool:
    """Whether the first letter is no small one, in whatever script."""
    first = text.lstrip(_OPENING)[:1]
    return first.isalnum() and not first.islower()
