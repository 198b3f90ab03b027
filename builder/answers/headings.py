"""Whether what stands below a heading may be said: it may be denied there, gone, or still to come. Pure.

An answer shows no headings: what they turn round is not said, unless the question turns it round too.
"""

import re
from collections.abc import Iterable, Sequence

from builder.answers.fitness import Sentence
from builder.answers.lines import is_full
from builder.answers.options import says_nothing_without_option
from builder.answers.pointing import lacks_subject
from builder.rank import words
from builder.records import Passage
from builder.wording import tidy

# Below these a list names what is not so; or, below an open end, only a part of what is said.
_DENIES = re.compile(
    r"\b(?:not|never|cannot|no(?![-.])|none|neither|nor|except\w*|exempt\w*|exclud\w*|exclusions?|unsupported|prohibited"
    r"|forbidden|banned|disallowed|rejected|refused|false|wrong|myths?|mistakes?|ineligible|unsafe|insecure)\b"
    r"|n[’']t\b|\b(?:if|when|unless|until|while)\W*$",
    re.IGNORECASE,
)
_ASKS_DENIED = re.compile(
    rf"{_DENIES.pattern}|\b(?:if|when|unless|until|lack\w*|fail\w*|without|avoid\w*|un\w+ed)\b", re.IGNORECASE
)

_THINGS = (
    r"(?:\s+(?:ideas?|alternatives?|proposals?|designs?|options?|features?|commands?|settings?|functions?|changes?"
    r"|work))"
)
# Below these even full sentences tell what to leave undone, what nobody chose, what is gone or is to come.
_DONT = re.compile(
    r"\W*(?:(?:do not|don['’]?ts?)(?:\s+do(?:\s+(?:this|that|so|it))?)?"
    r"|what (?:you (?:must |should )?)?(?:not|never) to do"
    r"|(?:things?|what) (?:to avoid|(?:you|we) (?:must|should) (?:not|never) do)|never do(?: this| that)?"
    r"|avoid(?: this)?|not recommended"
    r"|(?:anti-?\s?patterns?|bad|wrong|incorrect)(?:\s+(?:practices?|ways?|examples?|ideas?|style))?"
    rf"|rejected{_THINGS}?)\W*",
    re.IGNORECASE,
)
_ASKS_DONT = re.compile(
    r"\b(?:not|never|avoid\w*|anti-?\s?patterns?|bad|worst|wrong|incorrect|mistakes?|reject\w*|consider\w*"
    r"|alternatives?|why)\b|n['’]t\b",
    re.IGNORECASE,
)
_GONE = re.compile(rf"\W*removed(?:{_THINGS}|\s+in\s+\S+)*\W*", re.IGNORECASE)
_ASKS_GONE = re.compile(
    r"\b(?:remov\w*|gone|drop\w*|chang\w*|differ\w*|was|were|did|used to|upgrad\w+|migrat\w+|no longer)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    rf"\W*(?:(?:product|public|our|the|\d+)\s+)*(?:planned{_THINGS}?|coming soon|road-?\s?map(?:\s+\d+)?)\W*",
    re.IGNORECASE,
)
_ASKS_TO_COME = re.compile(
    r"\b(?:will|plan\w*|road-?\s?map|soon|com(?:e|es|ing)|future|upcoming|next|going to|when|later)\b", re.IGNORECASE
)
_SAID_WHEN_ASKED = ((_DONT, _ASKS_DONT), (_GONE, _ASKS_GONE), (_TO_COME, _ASKS_TO_COME))
_LABEL = re.compile(r"\W*(?:myths?|wrong|incorrect|bad|don['’]t)\s*[:：]", re.IGNORECASE)


def may_be_said_there(unit: Sequence[Sentence], question: str) -> bool:
    """Whether sentences that are said together hold without their headings and labels, or the question asks so."""
    passage = unit[0].passage
    turned = any(
        heads.fullmatch(heading) and not asks.search(question)
        for heading in passage.headings
        for heads, asks in _SAID_WHEN_ASKED
    )
    labelled = _LABEL.match(unit[0].quote) and not _ASKS_DONT.search(question)
    denied = _are_fragments(unit) and _is_denied(passage, question)
    return not (turned or labelled or denied or says_nothing_without_option(unit, question))


def _are_fragments(unit: Sequence[Sentence]) -> bool:
    """Whether all that is said are entries of a list, none of them a full sentence."""
    return all(one.entry and not one.leads and not is_full(one.quote) for one in unit)


def _is_denied(passage: Passage, question: str) -> bool:
    """Whether a heading, but for a document's title, denies its entries, and the question does not."""
    below_title = passage.headings[1:] or passage.headings
    return any(map(_DENIES.search, below_title)) and not _ASKS_DENIED.search(question)


def is_told_apart(sentence: Sentence, likely: Iterable[Sentence], question: str) -> bool:
    """Whether a question points out a sentence without a subject: `Defaults to 25.` may stand below many a heading."""
    if not lacks_subject(tidy(sentence.quote)):
        return True
    own = sentence.passage.headings[-1:]
    others = {one.passage.headings[-1:] for one in likely if lacks_subject(tidy(one.quote))} - {own}
    wanted = frozenset(words(question))
    named, *named_there = (len(wanted.intersection(words(" ".join(heading)))) for heading in (own, *others))
    return all(named > there for there in named_there)
