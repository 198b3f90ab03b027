"""Words that turn a question round: its wordings come in, its words with their opposites go out. Pure.

To an encoder, enabling and disabling are nearly the same, but whoever asks for the one is not served by the other.
"""

import re
from collections.abc import Sequence

from builder.rank.words import words

# Who asks how the one is done is told nothing by how the other is.
_DEEDS = (
    "accept reject, accept refuse, add delete, add remove, allow deny, allow forbid, allow prevent, approve reject,"
    " attach detach, compress decompress, connect disconnect, create delete, decrease increase, decrypt encrypt,"
    " disable enable, downgrade upgrade, exclude include, hide show, install uninstall, lock unlock, mount unmount,"
    " register unregister, subscribe unsubscribe"
)
# Of these an answer to the one may well speak of the other: what is opened is closed in the end.
_OTHERS = (
    "download upload, expand collapse, export import, external internal, first last, input output, load unload,"
    " login logout, maximum minimum, newest oldest, offline online, open close, private public, pull push,"
    " receive send, start stop"
)


_OPENS_WITH_DEED = re.compile(r"to ([a-z]+)\b", re.IGNORECASE)
_NON = re.compile(r"\bnon-(\w{4,})")
_CHOICE = re.compile(r"((?:[\w-]+ ){1,4})(?:instead of|rather than) (?:an? |the )?([\w-]+)", re.IGNORECASE)


def _both_ways(pairs: str) -> frozenset[tuple[str, str]]:
    parted = [(own, other) for own, other in map(words, pairs.split(","))]
    return frozenset(both for own, other in parted for both in ((own, other), (other, own)))


_OPPOSED_DEEDS = _both_ways(_DEEDS)
_OPPOSED = sorted(_OPPOSED_DEEDS | _both_ways(_OTHERS))


def find_opposed(wordings: Sequence[str]) -> list[tuple[str, str]]:
    """The words that a question asks with and that have an opposite which no other wording holds, each with it."""
    asked = {word for wording in wordings[:1] for word in words(wording)}
    held = {word for wording in wordings for word in words(wording)}
    return [(own, other) for own, other in _OPPOSED if own in asked and other not in held]


def turns_round(text: str, question: str) -> bool:
    """Whether a text speaks of the opposite of a deed that is asked for, and not of it; or turns a choice round."""
    asked, told = frozenset(words(question)), frozenset(words(text))
    found = _OPENS_WITH_DEED.match(text)
    opening = frozenset(words(found[1])) if found else frozenset()  # `To show what is hidden, …` tells how to show
    return (
        _chooses_otherwise(text, question)
        or _denies_kind(text, question)
        or any(
            own in asked and other in told and other not in asked and (own not in told or other in opening)
            for own, other in _OPPOSED_DEEDS
        )
    )


def _denies_kind(text: str, question: str) -> bool:
    """Whether a text only speaks of what is not of the kind that is asked for: of non-stick pans."""
    denied = frozenset(_NON.findall(text.lower())) - frozenset(_NON.findall(question.lower()))
    return any(
        re.search(rf"\b{word}", question, re.IGNORECASE)
        and not re.search(rf"(?<!non-)(?<!\w){word}", text, re.IGNORECASE)
        for word in denied
    )


def _chooses_otherwise(text: str, question: str) -> bool:
    """Whether a text tells of one thing instead of another where the other is asked for instead of the one."""
    wanted, told = _CHOICE.search(question), _CHOICE.search(text)
    if wanted is None or told is None:
        return False
    (taken, left), (other, rest) = ([frozenset(words(part)) for part in one.groups()] for one in (wanted, told))
    return not (taken.isdisjoint(rest) or left.isdisjoint(other))
