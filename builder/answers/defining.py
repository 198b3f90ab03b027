"""Whether a text says what a thing is, where a question asks just that: words come in, yes or no goes out. Pure."""

import re
from collections.abc import Sequence

from builder.rank import words

_SENTENCE = r"(?:^|[.!?:;,]\s+|[\[|]|\bthat\s+)"  # or the label of a link: `[[modes|Safe mode]] disables …`
_BEFORE = r"(?:(?:the|an?|each|every|all|any|your|our|most)\s+)?"
# What is only so of a thing, may be done with it or has to be, tells not what it is.
_NOT_WHAT = (
    r"(?:(?:can|could|may|might|must|shall|should|will|would|needs?|ha[sd]|have|do|does|did|was|were|been|cannot)\b"
    r"|to\b|\w+n['’]t\b|(?:is|are)\s+(?:(?:now|also|only|still|currently|always|usually)\s+)*"
    r"(?:available|supported|enabled|disabled|required|optional|installed|included|shown|displayed|stored|saved|located"
    r"|deprecated|removed|added|created|deleted|recommended|configured|listed|needed|allowed|not|in|on|at|under|free)\b"
    r"|(?:is|are)\s+(?!(?:based|called|composed|considered|defined|described|designed|intended|named|referred|regarded|used)\b)\w+ed\b"
    r"|(?:supports?|requires?|depends?|expires?|costs?|includes?|with|without)\b)"
)
# What is needed, what is new.
_IS_NO_THING = re.compile(r"(?:not |also )?(?:\w+ed|new|wrong|next|left|missing|possible)", re.IGNORECASE)
_GLOSS = r"(?!(?:under|in|on|at|see|if|for|from|by|with|and|only|optional|e\.g)\b)[a-z]"
_NO_SUBJECT = re.compile(r"(?:Includes|Contains|Allows|Enables|Applies|Returns|Defaults to)\b")
_DOING = (
    r"(?!(?:in|on|at|by|for|with|from|as|of|to|under|over|inside|within|behind|through|into|near|between|without|until"
    r"|unlike|like|besides|is|are|was|when|if|where|while|once|after|before|because|since|that|which|both|all|only)\b)"
    r"[a-z]+ (?:the|an?|your) (?:[\w-]+ )?"
)
_CALLS = r"(?:call(?:s|ed)?|known as|referred to as|named|term(?:s|ed)?|think of)\s+(?:the\s+|an?\s+)?[\"“'‘`]?"


def defines_nothing(text: str, thing: str, headings: Sequence[str] = ()) -> bool:
    """Whether a text tells what a thing does not do, what happens beside it or what to do with it, not what it is.

    What begins without a subject tells it of what its heading names.
    """
    if _IS_NO_THING.fullmatch(thing):
        return False
    beside = (
        rf"{_BEFORE}{re.escape(thing)} (?:(?:does|do|ca|wo|will)n['’]t|(?:does|do|will) not|cannot|must|should"
        r"|needs? to|ha(?:s|ve) to)\b|(?:if|before|when|once)\b|to (?!the\b|an?\b)"
    )
    if re.match(beside, text, re.IGNORECASE) or _tells_another_is_one(text, thing):
        return True
    if re.search(rf"(?<!\w){_named(thing)}", text, re.IGNORECASE):
        return not _is_told_of(text, thing)
    below = any(words(heading) == words(thing) for heading in headings[-1:])
    return not below and bool(_NO_SUBJECT.match(text))


def _tells_another_is_one(text: str, thing: str) -> bool:
    """Whether a text says what else is such a thing: `The sail locker is a locker for sails.`"""
    name = re.escape(thing)
    one_of_them = rf"[^.:;,]*? (?:is|are) (?:an?|one of the) (?:[\w-]+ ){{0,2}}{name}\b"
    return bool(re.match(rf"(?!(?:the |an? )?{name} (?:is|are)\b){one_of_them}", text, re.IGNORECASE))


def does_something_with(text: str, thing: str) -> bool:
    """Whether a text tells one to do something with a thing: `Change the log folder.` does not tell what that is."""
    return bool(re.match(rf"{_DOING}{re.escape(thing)}\b(?!\W*\d)[^\d]*$", text, re.IGNORECASE))


def _is_told_of(text: str, thing: str) -> bool:
    """Whether a thing is what a sentence is about, and more is said of it than that it is there."""
    name = rf"[\"“'‘`]?{_named(thing)}[\"”'’`\]]*(?:\s+\([^()]*\))?"
    told = rf"{_SENTENCE}{_BEFORE}(?:(?!(?:and|n?or)\b)[\w-]+\s+)?{name}(?:\s*[:—–]|\s+-\s|\s+(?!{_NOT_WHAT})\w)"
    short = "" if " " in thing else rf"|\({_named(thing)}\)"  # `the sea chest number (SCN) tells …`
    glossed = rf"(?<!\w){_named(thing)}[\"”'’`]?(?:\s+\({_GLOSS}|,\s+(?:which|an?|or)\b){short}"
    return bool(re.search(rf"{told}|{glossed}|\b{_CALLS}{name}", text, re.IGNORECASE))


def _named(thing: str) -> str:
    """A pattern of a thing's name, be it one or several: `hooks` for `hook`."""
    bare = thing[:-1] if re.search(r"[^sui]s$", thing) else thing
    return rf"(?:{re.escape(thing)}|{re.escape(bare)})(?:s|es)?(?!\w)"
