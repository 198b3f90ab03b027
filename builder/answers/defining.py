"""Whether a text says what a thing is, where a question asks just that: words come in, yes or no goes out. Pure."""

import re

_SENTENCE = r"(?:^|[.!?:;,]\s+|[\[|]|\bthat\s+)"  # or the label of a link: `[[modes|Safe mode]] disables …`
_BEFORE = r"(?:(?:the|an?|each|every|all|any|your|our|most)\s+)?"
# What is only so of a thing, may be done with it or has to be, tells not what it is.
_NOT_WHAT = (
    r"(?:(?:can|could|may|might|must|shall|should|will|would|needs?|ha[sd]|have|do|does|did|was|were|been|cannot)\b"
    r"|to\b|\w+n['’]t\b|(?:is|are)\s+(?:(?:now|also|only|still|currently|always|usually)\s+)*"
    r"(?:available|supported|enabled|disabled|required|optional|installed|included|shown|displayed|stored|saved|located"
    r"|deprecated|removed|added|created|deleted|recommended|configured|listed|needed|allowed|not|in|on|at|under|free)\b)"
)
# What is needed, what is new.
_IS_NO_THING = re.compile(r"(?:not |also )?(?:\w+ed|new|wrong|next|left|missing|possible)", re.IGNORECASE)
_CALLS = r"(?:call(?:s|ed)?|known as|referred to as|named|term(?:s|ed)?)\s+(?:the\s+|an?\s+)?[\"“'‘`]?"


def defines(text: str, thing: str) -> bool:
    """Whether a sentence says what a thing is: `Zlib is a library …`."""
    return bool(re.match(rf"(?:the |an? )?{re.escape(thing)} (?:is|are) (?:an?|the|one) ", text, re.IGNORECASE))


def defines_nothing(text: str, thing: str) -> bool:
    """Whether a text tells what a thing does not do, what happens beside it or what to do with it, not what it is."""
    if _IS_NO_THING.fullmatch(thing):
        return False
    beside = (
        rf"{_BEFORE}{re.escape(thing)} (?:(?:does|do|ca|wo|will)n['’]t|(?:does|do|will) not|cannot|must|should"
        r"|needs? to|ha(?:s|ve) to)\b|(?:if|before|when|once)\b|to (?!the\b|an?\b)"
    )
    if re.match(beside, text, re.IGNORECASE):
        return True
    return bool(re.search(rf"(?<!\w){_named(thing)}", text, re.IGNORECASE)) and not _is_told_of(text, thing)


def _is_told_of(text: str, thing: str) -> bool:
    """Whether a thing is what a sentence is about, and more is said of it than that it is there."""
    name = rf"[\"“'‘`]?{_named(thing)}[\"”'’`\]]*(?:\s+\([^()]*\))?"
    told = rf"{_SENTENCE}{_BEFORE}(?:[\w-]+\s+)?{name}(?:\s*[:—–]|\s+-\s|\s+(?!{_NOT_WHAT})\w)"
    short = "" if " " in thing else rf"|\({_named(thing)}\)"  # `the sea chest number (SCN) tells …`
    glossed = rf"(?<!\w){_named(thing)}[\"”'’`]?(?:\s+\([a-z]|,\s+(?:which|an?|or)\b){short}"
    return bool(re.search(rf"{told}|{glossed}|\b{_CALLS}{name}", text, re.IGNORECASE))


def _named(thing: str) -> str:
    """A pattern of a thing's name, be it one or several: `hooks` for `hook`."""
    bare = thing[:-1] if re.search(r"[^sui]s$", thing) else thing
    return rf"(?:{re.escape(thing)}|{re.escape(bare)})(?:s|es)?(?!\w)"
