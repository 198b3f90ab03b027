"""What a question asks for, as far as its words tell: one thing or several, the most of something, code. Pure."""

import re

# What asks for several things: which versions, what plans, what are; but not: what happens, which class.
_VERBS = "does|has|happens|causes|makes|means|needs|runs|comes|goes|gives|keeps"
SEVERAL = re.compile(rf"\b(?:which|what)\s+(?:are\b|were\b|(?!(?:{_VERBS})\b)\w+[^\Waious]s\b)", re.IGNORECASE)
# How a question begins that wants a yes or no.
ASKS_WHETHER = "is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had"
# What asks for one thing, if not for several: what is it, who, when, how long, is it; but not: what is needed.
_ONE = re.compile(
    r"\W*(?:(?:what|which)(?:['’]s| is| was)\b(?!\s+\w+ed\b)|which|who|whose|whom|when|where|why"
    rf"|how (?:long|often|old|far|large|big|fast|soon|well|deep|high|heavy|much|many)|{ASKS_WHETHER})\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(rf"\W*(?:{ASKS_WHETHER})\b", re.IGNORECASE)
_WHAT_IS_THE = re.compile(r"what(?:['’]s| is| are) the ([\w-]+(?: [\w-]+){0,2}) ?\??", re.IGNORECASE)
_WHAT_DOES = re.compile(r"what (?:does|do) (?:the )?([\w.+/#-]+)(?: \w+)? (?:do|mean) ?\??", re.IGNORECASE)
# To whom code says nothing: who made it, when, what it is or does; but not: what is the command.
_NO_CODE = re.compile(
    r"\W*(?:who|whose|whom|when|why|how (?:many|much|long|often|old|far|large|big)|what(?:['’]s| is| are)(?! the\b)"
    r"|what (?:does|do) [^?]*(?<! to) (?:do|mean)(?=\W*$)|what happens)\b",
    re.IGNORECASE,
)
# What only all rows together can tell; at most and at least are bounds.
EXTREME = re.compile(
    r"(?<!\bat )\b(?:most|least|fewest|largest|biggest|greatest|smallest|highest|lowest|tallest|longest|shortest"
    r"|oldest|youngest|newest|latest|earliest|best|worst|fastest|slowest|quickest|cheapest|dearest|heaviest|lightest"
    r"|strongest|weakest|hottest|coldest|warmest|deepest|shallowest|widest|narrowest|nearest|closest|farthest|furthest"
    r"|richest|poorest|safest|brightest|darkest|loudest|quietest)\b",
    re.IGNORECASE,
)


def thing_that_is_there(question: str) -> str:
    """What a question takes for known and asks what it is: `log folder` of `What is the log folder?`; or nothing."""
    found = _WHAT_IS_THE.fullmatch(question.strip())
    return found[1] if found else ""


def thing_that_acts(question: str) -> str:
    """What a question asks what it does or means: `--all` of `What does --all do?`; or nothing."""
    found = _WHAT_DOES.fullmatch(question.strip())
    return found[1] if found else ""


def asks_whether(question: str) -> bool:
    """Whether a question wants a yes or no."""
    return bool(_WHETHER.match(question))


def asks_for_several(question: str) -> bool:
    """Whether a question asks for several things, or how to do one: then a long list may be its answer."""
    return bool(SEVERAL.search(question)) or not _ONE.match(question)


def asks_for_code(question: str) -> bool:
    """Whether code may be what a question asks for."""
    return not _NO_CODE.match(question)
