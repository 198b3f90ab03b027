"""Words that are no sentence: labels, and phrases without verb or subject. Text comes in, yes or no goes out. Pure."""

import re
from collections.abc import Iterable

from builder.answers.asking import asks_whether
from builder.rank import words

# What stands before an answer or above it, and says nothing of it. Others, such as `Windows`, say where it holds.
_NAMES = r"(?i:tl;?\s?dr|resolution|solution|(?:short |long )?answer|reply|response|fix|explanation)"
_LABEL = re.compile(rf"(?:{_NAMES}|A)\s*[:：]\s+(?=[A-Z\"“‘`\d])")
_LABEL_ALONE = re.compile(rf"{_NAMES}\s*[:：]?")

_NOUN = (
    r"(?:support|integration|library|package|plug-?in|extension|wrapper|client|layer|implementation|adapter|utility|tool"
    r"|framework|module|collection|set|list|version|bindings?|interface|transport|backend|middleware|engine|driver"
    r"|helpers?|replacement|alternative)"
)
_SURELY_VERB = (
    r"is|are|was|were|am|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|cannot"
    r"|needs?|wants?|offers?|i|you|we|they|he|she|it|\w+n['’]t|\w+['’](?:s|re|ve|ll)"
)
_VERB = rf"(?:{_SURELY_VERB}|be|been|\w+ed)"
_TELLING = (
    r"(?:add|use|install|enable|get|see|read|choose|pick|provide|include|import|build|create|write|make|need|contact|ask"
    r"|check|drop|remove|disable|configure|try|open|download|request|call|run|update|upgrade|turn|select|do|never|please)"
)
_BEFORE = rf"(?!(?:{_VERB}|that|which|who|the|an?|your|this|its|our|my|all|each|any)\b)(?!\w+[^\Wsui]s\b)[\w./+-]+ "
# `WebSocket support for HTTPX.`: a noun, what belongs to it before and behind, and an end.
_PHRASE = re.compile(
    rf"(?!{_TELLING}\b)(?:(?:the|an?|another|some) )?(?:{_BEFORE}){{0,4}}{_NOUN}"
    rf"(?:\.$| (?:for|of|to|with|in|on|from|between)\b(?:(?! {_VERB}\b)[^.:;]|\.(?=\S))*\.$)",
    re.IGNORECASE,
)
# Nor has it a verb where no word could be one: `The address to use for mail.`
_NO_VERB = re.compile(rf"(?:the|an?) (?!.*\b{_VERB}\b)(?!.*\w[^\Wsui]s\b)[^:]*\.", re.IGNORECASE)
# `Managing the stores.`: what a heading would say.
_DOING = re.compile(
    rf"[A-Z][a-z]+ing (?!.*\b(?:{_SURELY_VERB})\b)(?!.*\b\w+[^\Wsui]s (?:the|an?|all|your)\b)[^:;,(]*\.$"
)
_NO_SUBJECT = re.compile(
    r"(?:Allows|Provides|Supports|Adds|Enables|Offers|Lets|Makes|Gives|Helps|Implements|Brings|Contains|Includes)\b"
)
# `The key to be used.`: a thing that a reference lists, and nothing is said of it.
_THING = re.compile(
    rf"(?:the|an?|optional) (?!.*\b(?:{_SURELY_VERB}|[a-z]+[^\Wsui]s (?:the|an?|all|any|its|your|their|each|every))\b)"
    r"(?:[\w-]+ ){0,4}?"
    r"(?:[\w-]+ (?:used (?:for|by|to|in|when|as)|to be \w+ed|where)"
    r"|(?:demonstration|example|guide|tutorial|list|collection) (?:of|to|for))\b[^:;(]*\.$",
    re.IGNORECASE,
)


def label_of(quote: str) -> str:
    """The label that a sentence stands behind, with its colon: `Resolution: `; or nothing."""
    found = _LABEL.match(quote)
    return found.group() if found else ""


def is_label(line: str) -> bool:
    """Whether a line is such a label by itself."""
    return bool(_LABEL_ALONE.fullmatch(line))


def says_neither_yes_nor_no(text: str, question: str) -> bool:
    """Whether a question wants a yes or no, and a text has no verb or no subject: who knows of what it tells?"""
    told = _PHRASE.match(text) or _NO_SUBJECT.match(text) or _NO_VERB.fullmatch(text)
    return asks_whether(question) and bool(told)


_AMOUNT = re.compile(
    rf"(?:about |around )?(?:\d|[½¼¾⅓⅔]|(?:an?|one|two|three|four|five|half) )(?!.*\b{_VERB}\b)[^.!?]{{0,60}}\.?",
    re.IGNORECASE,
)
_ASKS_FOR_A_WAY = re.compile(r"how (?:do|does|can|should|must|to)\b", re.IGNORECASE)
_ASKS_OF_DOING = re.compile(
    rf"(?:what (?:is|are) (?:the|an?)|who|where|when|why)\b|{_ASKS_FOR_A_WAY.pattern}", re.IGNORECASE
)
_ASKS_FOR_MORE = re.compile(rf"(?:who|when|why)\b|{_ASKS_FOR_A_WAY.pattern}", re.IGNORECASE)
_HOW_MANY = re.compile(r"how many ([\w-]+)(?: ([\w-]+))?", re.IGNORECASE)


def is_no_answer(text: str, headings: Iterable[str], question: str) -> bool:
    """Whether a phrase that is said alone answers another question than is asked."""
    bare = (_THING.match(text) and _ASKS_FOR_MORE.match(question)) or (
        _DOING.match(text) and _ASKS_OF_DOING.match(question)
    )
    return bool(bare) or says_neither_yes_nor_no(text, question) or _is_other_amount(text, headings, question)


def _is_other_amount(text: str, headings: Iterable[str], question: str) -> bool:
    """Whether an entry such as `2 teaspoons of tea` is all that is said to who asks for a way, or for how many cups."""
    if not _AMOUNT.fullmatch(text):
        return False
    counted = _HOW_MANY.match(question)
    named = frozenset(words(" ".join((text, *headings))))
    return bool(_ASKS_FOR_A_WAY.match(question)) or (
        counted is not None and named.isdisjoint(words(" ".join(filter(None, counted.groups()))))
    )
