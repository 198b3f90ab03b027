"""A question and the sentences of its answer come in; whether a person would be served by the two goes out. Pure.

The reader says whether a passage answers. This says whether the answer can be read away from its page, tells how where
a way is asked for, and says more than the question.
"""

import re
from collections.abc import Sequence

from builder.expect.phrases import without_opening
from builder.expect.verbs import is_verb
from builder.likeness import read_wording

NEW_WORDS = 2  # that an answer of yes has to add to its question
COMMON = 0.5  # share of the question's words that its first sentence has to take up

LONGEST_SUBJECT = 10  # words before a definition's verb

_BRACKETS = re.compile(r"\([^)]*\)")
_POINTS = re.compile(
    r"^(?:\W*\w+\W+){0,4}?(?:this|those)\b|\bthese\b"
    r"|\b(?:for|of|like|to|on|using|with|from|do|does|all|than) (?:this|these)\b"
    r"|\b(?:above|below|here|previous|following|earlier|example shows|let['’]?s|we(?:['’]re| are) going|one of them"
    r"|both of|you(?:['’]ll| will) (?:see|learn|read)|I['’]ll show|as (?:you|we) saw"
    r"|(?:read|check|see) the doc(?:s|umentation)|(?:read|learn|see|find) more"
    r"|the same (?-i:(?![A-Z]))(?!.*\b(?:as|way|you would|used by)\b)"
    r"|same (?:technique|as before|thing))\b"
    r"|\b(?:for|do|does|to|on top of) that\b(?! \w)|^(?:\W*\w+\W+){0,3}?use (?:it|them)\b|\bdo it\b"
    r"|\b(?:from|to|with|of|for|by|in|the|and|get|are|is)\W*$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:above|below|previous|of course|as normally|as usual|as always)\b|^(?:\W*\w+\W+){0,3}?it\b(?!['’]?s\b| is\b)",
    re.IGNORECASE,
)
_NARRATES = re.compile(
    r"^(?:(?:now|then|first|next|so|here|and|also|notice|as|in that case)[, ]+)*we (?!need|recommend)|^now,? you can\b",
    re.IGNORECASE,
)
_ABLE = re.compile(r".*\b(?:you|we) (?:can|could)\b", re.IGNORECASE | re.DOTALL)
_TERM = read_wording("word term name concept basically simply").things  # `the term hull means`
_PLACED = re.compile(r"(?:at|for|from|in|on|to|under|with)\b", re.IGNORECASE)  # `on Windows, the best option is`
_SAYS_WHAT = re.compile(r"\b(?:is|are|means?|refers? to|stands? for|describes?|represents?|consists? of)\b", re.I)
_NO_DEFINITION = re.compile(  # what it says is how a thing stands: `is used by default`, `are optional`, `is in beta`
    r"^\s*(?:(?:\w+ly|also|always|never|not|now|only|still) )*"
    r"(?:(?:\w+ed|built|given|held|kept|made|put|read|run|sent|set|shown|taken|written)"
    r"(?:[.,;:]|$| (?:and|as|at|automatically|by|from|if|in|on|or|to be|via|when|with)\b)"
    r"|(?:at|available|by|experimental|in|mandatory|necessary|on|optional|possible|useful)\b)",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\bplease (?:check|consult|read|refer|see|visit)\b|\brefer to (?:our|the|your)\b", re.IGNORECASE)
_BARE_DEFAULT = re.compile(r"^what (?:is|are) the default (\S+)\?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"^(?:for example|for instance|e\.g\.|imagine|notice|note|remember|keep in mind|because|when \w+ing"
    r"|in some cases|in some special)\b",
    re.IGNORECASE,
)
_TELLS_HOW = re.compile(
    r"\b(?:you|we) (?:(?:can|could|should|need(?: to)?|have to|must|may|would|will|just|only|simply|also|then|do)\s)*"
    r"(?:add|annotate|append|assign|call|combine|configure|create|customi[sz]e|declare|define|disable|do|get|import"
    r"|include|inherit|install|make|mount|override|pass|provide|put|raise|read|return|run|send|set|specify|tell|use"
    r"|wrap|write|export|extend|encode|access|apply|mark|deploy|start|build|connect|open|change|reset|save)\b"
    r"|, (?:then )?(?:add|call|create|declare|define|import|install|pass|put|run|set|use)\b"
    r"|\bby \w+ing\b|^to \w+|\bused to\b|\bcan be \w+ed\b|^\$ |^uv |^pip |\blets? you\b|\ballows? you\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^what (?:is|are) (?!the default|the difference|the \w+ way)(?!.*\b(?:on|for|of|with|by|in|from)\?$)",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"(?<=, )(?:then )?(?:add|call|create|declare|define|import|install|pass|put|run|set|use)\b.*$", re.IGNORECASE
)
_USE = re.compile(r"^how do i use\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|without(?: using)?|rather than) ((?:\S+ ?){1,3})", re.IGNORECASE)
_YES_OR_NO = re.compile(r"^(?:can|do|does|is|are|should)\b", re.IGNORECASE)
_HOW = re.compile(r"^(?:how do i|what is the \w+ way)\b", re.IGNORECASE)


def is_served(
    question: str, sentences: Sequence[str], *, of_sentence: bool = False, everywhere: frozenset[str] = frozenset()
) -> bool:
    """Whether an answer's sentences, read without their page, give the person who asked what they wanted.

    `of_sentence` says that the question was made of the very sentence, and not of a heading above it; `everywhere` are
    words that the whole book is about: they tell nothing.
    """
    core = _BRACKETS.sub("", sentences[0])
    if (
        _REFERS.search(core)
        or _ELSEWHERE.search(sentences[0])
        or _POINTS.search(core)
        or _ASIDE.match(core)
        or _NARRATES.match(core)
    ):
        return False
    asked, first = read_wording(question).things, read_wording(core).things
    new = read_wording(" ".join(sentences)).things - asked
    if (not new and not read_wording(core).denies) or len(asked & first) < COMMON * len(asked):
        return False
    if _YES_OR_NO.match(question):
        return len(new) >= NEW_WORDS or read_wording(core).denies
    if _WHAT.match(question):
        return _says_what(core, asked)
    if _USE.match(question) and _avoids(core, asked):
        return False
    return of_sentence or not _HOW.match(question) or _tells_how(core, asked | everywhere)


def names_its_subject(question: str, headings: Sequence[str]) -> bool:
    """Whether a question can be read away from its page: of whose default port does `the default port` speak?

    Where the page as a whole is about ports, nobody's in particular is meant.
    """
    bare = _BARE_DEFAULT.match(question)
    return not bare or bool(read_wording(bare[1]).things & read_wording(" ".join(headings[:1])).things)


def _avoids(sentence: str, asked: frozenset[str]) -> bool:
    """Whether a sentence says what to do instead of using the thing."""
    return any(asked & read_wording(found[1]).things for found in _INSTEAD.finditer(sentence))


def _says_what(sentence: str, asked: frozenset[str]) -> bool:
    """Whether a sentence opens with the thing and says what it is."""
    subject, *rest = _SAYS_WHAT.split(sentence, maxsplit=1)
    named = len(asked & read_wording(subject).things) > COMMON * len(asked)
    opening = next((things for word in subject.split() if (things := read_wording(word).things - _TERM)), frozenset())
    defines = bool(rest) and not _NO_DEFINITION.match(rest[0])
    defines = defines and not _PLACED.match(subject)
    return bool(opening & asked) and defines and named and len(subject.split()) <= LONGEST_SUBJECT


def _tells_how(sentence: str, asked: frozenset[str]) -> bool:
    """Whether a sentence names a way, and not only that there is one: `you can add custom headers`."""
    bare = without_opening(sentence)
    able = _ABLE.match(bare)
    commands = _COMMANDS.search(bare)
    if not read_wording(bare).things - asked:
        return False
    if able and not read_wording(bare[able.end() :]).things - asked:
        return False
    if commands and not read_wording(commands.group()).things - asked:
        return False
    return bool(_TELLS_HOW.search(bare)) or is_verb(bare.split()[0].lower() if bare else "")
