"""What says of itself that it no longer holds, or tells what was: passages come in, ids go out. Pure; knows no date."""

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.records import Passage

_NEWS = re.compile(
    r"\b(?:change[ -]?log|release[ -](?:notes?|history)|version[ -]history|what[’']?s[ -]new)\b", re.IGNORECASE
)
# What is not yet out: below such a heading stands how to get it, and not what holds for all.
_EARLY = re.compile(
    r"\b(?:RC|[Rr]elease [Cc]andidates?|[Pp]re-?releases?"
    r"|(?:[Bb]eta|[Aa]lpha|[Nn]ightly|[Cc]anary|[Uu]nstable) (?:[Bb]uild|[Rr]elease|[Vv]ersion|[Cc]hannel)s?)\b"
)
_CHANGES = re.compile(r"\bchanges\b", re.IGNORECASE)
_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_OVER = re.compile(
    r"\bno longer (?:valid|in force|in use|applicable|current|appl(?:y|ies))\b|\bnot valid any ?more\b"
    r"|\b(?:obsolete|deprecated|superseded|outdated|out[ -]of[ -]date|withdrawn)\b"
    r"|\((?:removed|discontinued)(?:[ -]in\b[^()]{0,20})?\)$"
    r"|^(?:the |our )?(?:old|former|previous) (?:\w+ )?(?:rules?|polic(?:y|ies)|versions?|regulations?|prices?|hours"
    r"|terms|procedures?|instructions?|guides?|manuals?|docs|documentation)\b",
    re.IGNORECASE,
)
# What was, in a sentence: up to a year or a version, or told as past; but not: `Until 2030 the price is fixed`.
_WAS = re.compile(
    r"(?:(?:before|until|till|prior to|up to) (?:the end of )?(?:\w+ )?(?:v(?:ersions?)?\.? ?\d|release \d"
    r"|(?:19|20)\d\d\b|\d+\.\d)(?!.*\b(?:is|are|has|have|will|must|can|should)\b)"
    r"|(?:formerly|previously|originally|in the past)(?:,| (?:the|it|they|we|you|there|this|these)\b)"
    r"|.*\b(?:(?:it|they|we|you|there|this|that|which|who) used to|used to (?:be|cost))\b)",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(
    r"\b(?:change(?:s|d|log)?|releases?d?|new|history|versions?|since|former(?:ly)?|old|previous(?:ly)?|was|were|did"
    r"|used to|deprecated|discontinued|obsolete|outdated|out[ -]of[ -]date|superseded|withdrawn|no longer|any ?more"
    r"|upgrad\w+|migrat\w+|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?:;,]$")


def asks_for_the_past(question: str) -> bool:
    """Whether a question asks what was or what changed, so that old texts answer it as well as any."""
    return bool(_ASKED.search(question))


def tells_news(name: str) -> bool:
    """Whether a heading or a file's name is that of a changelog or of release notes."""
    return bool(_NEWS.search(name))


def tells_what_was(sentence: str) -> bool:
    """Whether a sentence tells what was so once, and is so no more."""
    return bool(_WAS.match(sentence))


def find_outdated(passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of passages that no longer hold, or that tell what was, or what is not out yet, under such a heading."""
    told = frozenset(passage.id for passage in passages if any(map(_tells_of_other_times, passage.headings)))
    return find_over(passages) | told


def find_over(passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of passages whose headings, or whose document's first line, say that they no longer hold."""
    over: set[str] = set()  # sources that say so in their first line, as a text without headings does
    seen: set[str] = set()
    for passage in passages:
        if passage.source not in seen and _is_over(_title(passage)):
            over.add(passage.source)
        seen.add(passage.source)
    return frozenset(
        passage.id for passage in passages if passage.source in over or any(map(_is_over, passage.headings))
    )


def say_over(text: str) -> str:
    """The words in which a heading or a mark says that something no longer holds; none where it does not."""
    found = _OVER.search(text)
    return found[0] if found else ""


@lru_cache(maxsize=1 << 14)
def _is_over(heading: str) -> bool:
    return bool(say_over(heading))


@lru_cache(maxsize=1 << 14)
def _tells_of_other_times(heading: str) -> bool:
    """Whether what stands below a heading held when it was written, in that year, or is about what is still tried."""
    other = _CHANGES.search(heading) or _EARLY.search(heading) or _YEAR.fullmatch(heading)
    return tells_news(heading) or bool(other)


def _title(passage: Passage) -> str:
    """The first line of a document's first passage where it is a title: no sentence, and not all there is."""
    first, _, rest = passage.text.partition("\n")
    return first if rest and not _FINISHED.search(first) else ""
