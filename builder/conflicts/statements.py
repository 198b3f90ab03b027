"""Sentences as statements that can be held against each other: what is said, how much of it, and whether it is denied.

A sentence comes in, its content words without numbers and negations go out beside these. Pure; it judges no truth.
"""

import re
from dataclasses import dataclass

from builder.conflicts.quantities import Quantity, agree, find_quantities
from builder.rank import words
from builder.records import Difference
from builder.text import one_line

SHORTEST = 4  # words of a sentence without a full stop: fewer are an entry of a list
FEWEST_SHARED = 2  # content words that two sentences share before they can be about one thing
_STOP = frozenset(
    words(
        "a an the of in on at to for by with from as is are was were be been being am has have had do does did will"
        " would can could should may might must shall it its this that these those their his her our your we you they i"
        " and or also so than then which who whom whose there here into onto per each"
    )
)
_NEUTRAL = frozenset(
    words(
        "default currently now always exactly total value set use used using only just please note itself itself own"
        " need needs require requires required newer later more above higher least most"
    )
)
_ALL = frozenset(words("all every"))
_SAME = {"need": "requir", "want": "requir", "max": "maximum", "min": "minimum", "lasts": "last"}
_POINTS_BACK = frozenset("it they this that these those he she such both its their here there".split())
_FIRST_PERSON = frozenset("we our us i my".split())
_NO = re.compile(r"\b(?:no|not|never|none|nor|neither|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_NOT_A_NO = re.compile(r"\bnot only\b|\bno\.\s*(?=\d)|\bnot just\b", re.IGNORECASE)
_CITED = re.compile(r"\[\d+(?:\s*[,–-]\s*\d+)*\]|\((?:[^()]*\b(?:19|20)\d\d[a-z]?)\)")
# What says no to the other word of its pair, where something is said to be so.
_OPPOSITE = {
    "disabled": "enabled",
    "off": "on",
    "optional": "required",
    "unsupported": "supported",
    "forbidden": "allowed",
    "prohibited": "allowed",
    "impossible": "possible",
    "unavailable": "available",
    "unnecessary": "necessary",
    "incompatible": "compatible",
}
_OPPOSED = re.compile(
    rf"(?P<be>\b(?:is|are|was|were|be|been|remains?)(?:\s\w+)?\s)(?P<word>{'|'.join(_OPPOSITE)})\b", re.I
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|whether|unless|until|except|that|where|while|otherwise)\b", re.IGNORECASE
)
_FIRST = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a sentence says, apart from how much and whether."""

    frame: frozenset[str]
    words: str  # all of them in their order, without the quantities
    quantities: tuple[Quantity, ...]
    denied: bool
    conditional: bool  # it holds in a case only, or is told of something said
    personal: bool  # it says we: another document's we is somebody else


def read_statement(sentence: str) -> Statement | None:
    """A sentence as a statement; none where it asks, points back at another, or is no sentence."""
    text = sentence.rstrip()
    if text.endswith(("?", ":")) or "|" in text or (not text.endswith(".") and len(text.split()) < SHORTEST):
        return None
    first = _FIRST.search(sentence)
    if first is None or first.group().lower() in _POINTS_BACK:
        return None
    quantities, rest = find_quantities(_CITED.sub(" ", sentence))
    rest = _NOT_A_NO.sub(" ", rest)
    bare, noes = _NO.subn(" ", rest)
    positive, turned = _OPPOSED.subn(lambda match: match["be"] + _OPPOSITE[match["word"].lower()], bare)
    spoken = {word.lower() for word in _FIRST.findall(sentence)}
    return Statement(
        frame=frozenset(content(positive)),
        words=one_line(rest.lower()),
        quantities=quantities,
        denied=(noes + turned) % 2 == 1,
        conditional=bool(_CONDITION.search(sentence)),
        personal=bool(spoken & _FIRST_PERSON),
    )


def content(text: str) -> set[str]:
    """The stems of a text's content words."""
    return {_SAME.get(term, term) for term in words(text) if term not in _STOP}


def are_twins(one: Statement, other: Statement) -> bool:
    """Whether two statements differ in nothing but how much."""
    return one.words == other.words


def contradicts(one: Statement, other: Statement, asked: frozenset[str], *, one_place: bool) -> Difference | None:
    """What two statements about one thing differ in, if anything.

    In `one_place`, a document, what is denied here and said there is mostly two cases; we are the same people.
    """
    shared, apart = one.frame & other.frame, one.frame ^ other.frame
    if one.denied != other.denied:  # said of all, it is said of some; not said of all, it may still be said of some
        apart -= _ALL & (other if one.denied else one).frame
    if (
        len(shared) < (1 if are_twins(one, other) and not one_place else FEWEST_SHARED)
        or not shared & asked
        or not apart <= _NEUTRAL | asked
    ):
        return None
    if (one.personal or other.personal) and not one_place:
        return None
    kinds = [[(each.kind, each.unit) for each in side.quantities] for side in (one, other)]
    if kinds[0] != kinds[1]:
        return None
    for here, there in zip(one.quantities, other.quantities, strict=True):
        if not agree(here, there):
            return here.kind if one.denied == other.denied else None
    plain = not (one.conditional or other.conditional or one_place)
    return "negation" if plain and one.denied != other.denied and apart <= _NEUTRAL else None
