"""Whether a text speaks beside a question, of the same words: it comes in, yes or no goes out. Pure."""

import re

from builder.answers.asking import ASKS_WHETHER
from builder.rank import words

_WHICH = re.compile(
    r"(?:which|what) ([\w-]+s) (?:does|do|did|can|could|may|must|should|will|is|are|was|were|has|have)\b", re.IGNORECASE
)
_OF_WHAT = re.compile(rf"(?:{ASKS_WHETHER}) (?:the )?([A-Za-z][\w.-]*) ", re.IGNORECASE)
_DENIED = r"(?:(?:does|do|is|are|can|will|has|have|did)(?:n['’]t| not)|cannot)\b"
_SIDE_WORDS = r"(?:\w+ly|also|itself|still|just|and|or|that|which|who|does|do|is|are|can|will|has|have|did|cannot)\b"
_DIFFERENCE = re.compile(
    r"\bdifferences? between ([\w.-]+) and ([\w.-]+)\W*$|\b(?:do|does) ([\w.-]+) differ from ([\w.-]+)\W*$",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(
    r"\b(?:differ\w*|while|whereas|but|unlike|instead|than|only|not|both|however|although|same|first|second|latter)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"how (?:much|expensive)\b|what\b.*\b(?:cost|price|fee)s?\b", re.IGNORECASE)
# `You pay a few ms each time.`: what is paid in time costs no money.
_PAID_IN_TIME = re.compile(
    r"\b(?:ms|milliseconds?|microseconds?|cycles?|performance|runtime|latency|memory|cpu)"
    r" (?:costs?|penalt(?:y|ies)|price)\b|\bcosts? (?:in|of) (?:performance|runtime|memory)\b",
    re.IGNORECASE,
)


def speaks_beside(text: str, question: str, thing: str) -> bool:
    """Whether a text speaks of something else than a question asks, or of the thing only as what another uses."""
    return (
        _only_defines(text, question)
        or _denies_of_part(text, question)
        or _only_lists(text, question)
        or bool(_COSTS.match(question) and _PAID_IN_TIME.search(text))
        or bool(thing and (_only_uses(text, thing) or _tells_a_way(text, thing)))
    )


def _only_defines(text: str, question: str) -> bool:
    """Whether a question asks which things there are, and a text tells what such things are: `Plans are a way to …`."""
    found = _WHICH.match(question)
    if found is None:
        return False
    defined = rf"(?:the )?{re.escape(found[1])} are (?:an?|the|\w+['’]s?) (?!following\b)[^:]*$"
    return bool(re.match(defined, text, re.IGNORECASE))


def _denies_of_part(text: str, question: str) -> bool:
    """Whether a text denies of a part what is asked of a whole with a name: `Zlib's old reader cannot …`, not Zlib."""
    found = _OF_WHAT.match(question)
    if found is None or not found[1][0].isupper():
        return False
    name = re.escape(found[1])
    part = re.search(rf"\b{name}(?:['’]s)?((?: (?!{_SIDE_WORDS})[\w-]+){{1,3}}) {_DENIED}", text, re.IGNORECASE)
    whole = re.search(rf"\b{name} (?:{_SIDE_WORDS} )?{_DENIED}", text, re.IGNORECASE)
    return part is not None and whole is None and frozenset(words(part[1])).isdisjoint(words(question))


def _only_lists(text: str, question: str) -> bool:
    """Whether a text names two things in a row that a question asks how they differ: `It has A, B and C.`"""
    found = _DIFFERENCE.search(question)
    if found is None or _CONTRASTS.search(text):
        return False
    either = rf"(?:{'|'.join(map(re.escape, filter(None, found.groups())))})"
    row = rf"\b{either}, (?:[\w.-]+, )*{either}\b|\b{either}(?:, [\w.-]+)*,? (?:and|or) {either}\b"
    return bool(re.search(row, text, re.IGNORECASE))


def _tells_a_way(text: str, thing: str) -> bool:
    """Whether a text tells how to do something, and not by the thing of which a question asks what it does."""
    return bool(re.match(r"to [a-z]+ ", text, re.IGNORECASE)) and thing.lower() not in text.lower()


def _only_uses(text: str, thing: str) -> bool:
    """Whether a text only tells that something uses what a question asks what it does, or what to do with it.

    `Uses the KEY variable.`, `Disable KEY for some ships.`; but not: set it to do something.
    """
    name = re.escape(thing)
    used = rf"(?:[\w-]+ ){{0,4}}(?:uses?|reads?|sets?) (?:the )?{name}(?: \w+){{0,2}}\.?$"
    handled = (
        rf"(?:set|enable|disable|add|remove|configure|change|override|replace) (?:the )?{name}\b"
        r"(?!.*\bto (?!an?\b|the\b)[a-z]+)"
    )
    return bool(re.match(rf"{used}|{handled}", text, re.IGNORECASE))
