"""What stands below the name of an option, and says nothing without it: `When true, logs are kept.` Pure.

An answer shows no headings. Who asks how to do something has to be told the name; who asks for anything else has to
have named it, where a sentence leaves its subject to the heading.
"""

import re
from collections.abc import Sequence

from builder.answers.fitness import Sentence
from builder.answers.pointing import tells_value
from builder.rank import words
from builder.records import Passage
from builder.wording import tidy

LEAST_NAMED = 0.5  # of a name's parts, those that a question has to hold to be told its value alone
SHORTEST_PART = 3  # letters of a part of a name that its beginning may stand for: `max` in `maximum`

_DEFAULTS = "Defaults to "
_FLAG = r"(?<![\w-])--?[A-Za-z][\w-]*"
_TYPE = r"(?:[A-Z(\[{'\"`]|(?:string|number|bool(?:ean)?|int(?:eger)?|float|object|array|list|dict|str|any)\b)"
_FILE = r"(?:json\w?|ya?ml|toml|md|txt|xml|ini|conf|cfg|lock|env|html?|css|[jt]sx?|py|rb|rs|go|sh|php|sql|csv|log)"
# `keep_logs`, `logs.keep`, `keepLogs`, `keep()`, `keep: boolean`, `[KEEP]`; but not: Node.js, macOS, Step 1: install.
_CODE = re.compile(
    rf"(?!\w+\.{_FILE}$)(?P<dotted>[a-z_]\w*(?:\.(?:[a-z_]\w*|[<\[{{]\w+[>\]}}]|\*))*\.[A-Za-z_]\w*)"
    r"|(?P<joined>\w+_\w+|[a-z]{2,}[A-Z][a-z]\w*)"
    r"|(?P<called>[\w.]+)\(.*\)"
    rf"|(?P<typed>[a-z]\w*)\??: {_TYPE}.*"
    r"|[<\[](?P<given>\w+)(?:@\w+)?[>\]][….]*"
)
# What a page of a reference describes.
_THIS = re.compile(
    r"\bthis (action|argument|attribute|class|command|component|endpoint|event|feature|field|flag|function|helper|hook"
    r"|key|method|middleware|mode|module|object|option|parameter|plugin|property|rule|setting|task|tool|type|variable)\b",
    re.IGNORECASE,
)
_PLAIN_WORDS = re.compile(r"\W*\w+(?: [a-z’']+){0,6} ?")  # that name nothing which `this option` might be
_OF_OPTIONS = re.compile(
    r"\b(?:propert(?:y|ies)|(?:option|setting|flag|parameter|argument|field|key|attribute|method|function|variable)s?"
    r"|config\w*|reference|api)\b",
    re.IGNORECASE,
)
_WORD_ALONE = re.compile(r"[a-z][\w-]+")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HOW_TO = re.compile(
    r"how (?:(?:do|can|could|should|would|must|may) (?:i|we|you|one|people|users)|to)\b", re.IGNORECASE
)
# What is only said of the thing that the heading names.
_NO_SUBJECT = re.compile(
    r"(?:when|if|unless) (?:not )?(?:true|false|enabled|disabled|on|off|set|unset|given|omitted|empty|absent|missing"
    r"|specified|present|provided|used)\b"
    r"|whether\b[^,]*$|(?:may|must|can|cannot|should) "
    r"|(?:path|directory|folder|file|name|number|list) (?:to|of|in|where|with|that) "
    r"|(?:[a-z]+[^\Wsui]s|includes|hides|uses|does)"
    r" (?:(?:the|an?|all|any|each|every|only|your|its|whether|if|to|which|what|how)\b"
    r"|(?!.*\b(?:is|are|was|were|has|have|had|can|could|may|might|must|shall|should|will|would|cannot|do|does|did)\b"
    r"|.*n['’]t\b))"
    r"|(?:adds|allows|contains|disables|enables|excludes|gives|includes|lets|makes|offers|prints|provides|shows"
    r"|supports) ",
    re.IGNORECASE,
)


def says_nothing_without_option(unit: Sequence[Sentence], question: str) -> bool:
    """Whether sentences that are said together leave out the name of the option that they stand below."""
    passage = unit[0].passage
    told = "\n".join(one.quote for one in unit)
    if _HOW_TO.match(question):
        name = _option_above(passage)
        return bool(name) and not _holds(told, name) and not _holds(question, name)
    name = _option_named(passage.headings[-1]) if passage.headings else ""
    opening = tidy(unit[0].quote)
    if name and (tells_value(opening) or opening.startswith(_DEFAULTS)):
        return not _names_parts(question, name, LEAST_NAMED)
    return bool(name and _NO_SUBJECT.match(opening)) and not _names_parts(question, name, 1.0)


def speaks_of_heading(told: str, passage: Passage, called: str, question: str) -> bool:
    """Whether a text speaks of `this rule` where any rule is asked for, or a way, and only a heading names it.

    `called` is the title of its book and its own, as `find_titles` joins them.
    """
    title = called.rpartition(" · ")[2]
    asked = frozenset(words(question))
    for found in _THIS.finditer(told):
        generic = _HOW_TO.match(question) or not asked.isdisjoint(words(found[1]))
        before = told[: found.start()]
        if generic and _PLAIN_WORDS.fullmatch(before) and not re.search(rf"\b{found[1]}", before, re.IGNORECASE):
            return not any(frozenset(words(name)) <= asked for name in (*passage.headings, title) if words(name))
    return False


def _option_above(passage: Passage) -> str:
    """The nearest name of an option in the headings; below one of options, the last may be a word in small letters."""
    *above, last = passage.headings or ("",)
    if _WORD_ALONE.fullmatch(last) and any(one[:1].isupper() and _OF_OPTIONS.search(one) for one in above):
        return last
    return next(filter(None, map(_option_named, reversed(passage.headings))), "")


def _option_named(heading: str) -> str:
    """The name of an option that a heading is: `--keep` of `-k --keep <DAYS>`, `keep` of `logs.keep`."""
    flags: list[str] = re.findall(_FLAG, heading) if heading.startswith("-") else []
    if flags:
        return max(flags, key=len)
    found = _CODE.fullmatch(heading)
    if found is None:
        return ""
    name: str = next(filter(None, found.groups()))
    return name.rpartition(".")[2] if found["dotted"] or found["called"] else name


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a name as it is, or a variable for a flag; one in capitals, such as `[BOAT]`, is no word."""
    variable = rf"|\w+_{re.escape(name.lstrip('-').replace('-', '_'))}\b" if name.startswith("-") else ""
    exact = rf"(?<!\w){re.escape(name)}(?!\w){variable}"
    return bool(re.search(exact, text, 0 if name.isupper() else re.IGNORECASE))


def _names_parts(question: str, name: str, share: float) -> bool:
    """Whether a question holds a share of a name's parts, or what begins with them: `max size` of `maxSize`."""
    parts = [one.lower() for one in _PART.findall(name)]
    asked = re.findall(r"[^\W_]+", question.lower())
    named = sum(any(word == part or word.startswith(_beginning(part)) for word in asked) for part in parts)
    return named >= share * len(parts)


def _beginning(part: str) -> str:
    """How a word begins that may stand for a part of a name, which is all of a short one."""
    return part[: max(SHORTEST_PART, len(part) - 1)]
