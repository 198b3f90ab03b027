"""How a question may be asked and what a quote lets one say. Pure.

Answers say a quote by `say`; `asks` tells whether two wordings are one question. Nothing here knows a model.
"""

import re
import unicodedata
from collections.abc import Sequence

from builder.digest import short
from builder.records import Question
from builder.text import COLUMN, DAY_OF_MONTH, hangs, one_line, slug

MODEL = "model:"  # opens the engine of an answer that a language model worded
MOST_WORDS = 400  # of an answer
FIRST_WORDINGS = 3  # of a question, by which it is answered and suggested: its own and two others
LONGEST_COMMAND = 3  # lines of a command, which may be said by itself
LONGEST_LISTING = 8  # lines of any other code, which may be said below the sentence that announces it

# A dash or plus before a digit may be its sign, and a day belongs to its month: neither is a list's mark. Before digits
# and nothing else, as in a list of ports, the dash is one.
_NO_MARK = rf"(?![-+–—]\s+\d(?!\d*$)|\(?{DAY_OF_MONTH})"
# Clauses of rules are numbered in letters and digits by turns: `2a1)`, `(1b)`, `A3)`.
_CLAUSE = r"\(?\d{1,2}[a-z](?:\d{1,2}[a-z]?)?\)|[A-Z]\d{1,2}(?:[a-z](?:\d{1,2}[a-z]?)?)?\)"
_MARKS = re.compile(
    rf"^(?:{_NO_MARK}(?:[-*+•·▪◦‣○●■□➢✓–—]|\(?\d{{1,2}}[.)]|\(?[a-z]\)|\(?[ivx]{{1,4}}\)|{_CLAUSE})\s+)+(?=\S)"
)
_TRAILING = re.compile(r"(?:(?:[;,]\s*+(?:and)?|\s*+[•·▪◦‣○●■□])\s*+)++$")
_ALTERNATIVE = re.compile(r"[;,]\s*or$")
_FINISHED = re.compile(r"(?:[.!?:…][\"'”’)\]]*|\bor)$")
_SHELLS = ("$ ", "sudo ", "pip ", "uv ", "npm ", "docker ", "git ", "make ", "python ", "curl ")
_SHOWN_NEXT = re.compile(
    r"\bfollowing (?!(?:the|an?|this|these|that|your|our|its|sections?|chapters?|pages?|releases?|versions?|days?"
    r"|weeks?|months?|years?)\b)[\w-]+.*\.$"
    r"|\b(?:commands?|codes?|examples?|snippets?|steps|lines?|configuration) below\b.*\.$",
    re.IGNORECASE,
)
# What must be true, or what there is to choose from, is told further down.
_LISTED_BELOW = re.compile(
    r"\b(?:the|these) below (?!\d)[a-z]"
    r"|\b(?:descriptions?|requirements?|conditions?|criteria|circumstances|situations|reasons|options|exceptions|categories"
    r"|cases|rules|items|documents|relationships|roles|points|choices|ways|methods)"
    r"(?: (?:listed|described|given|set out|shown|outlined|named))? below\b(?! (?:(?:the|an?|your|this)\b|\d))",
    re.IGNORECASE,
)
_HINTS = re.compile(r"\s*\((?:e\.\s?g\.|for example|such as|i\.\s?e\.),?\s*([^)]*)\)", re.IGNORECASE)
_WHO_ASKS = re.compile(r"^(how|where) (?:(?:can|could|do|does|must|should|would) (?:i|one|we|you)|to) ")
_WHOSE = frozenset("a an my our the your".split())
_WHAT_IS = re.compile(
    r"what(?:['’]s| is| are)(?: an?)? ((?!the\b)[\w.+/#-]+"
    r"(?: (?!(?:for|in|on|of|with|to|at|by|from|about|under)\b)[\w.+/#-]+){0,2}) ?\??",
    re.IGNORECASE,
)
_INSERTED = r"(?: ?[-–—(,] ?[^.;:]{1,60}?[-–—),])?"  # `Zlib - a word of old - is a library`
# The endings are English: French has a word behind its apostrophe.
_NOT_WORDS = re.compile(r"['’](?:s|t|d|m|re|ve|ll)\b|[^\w]+")
_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_IS = re.compile(r"\b(what|that|who|how|where|there|when)['’]s\b")


def is_command(code: str) -> bool:
    """Whether code is a command or a few, and so says by itself what to do."""
    return code.startswith(_SHELLS) and code.count("\n") < LONGEST_COMMAND


def trails_off(text: str) -> bool:
    """Whether a sentence ends in dots, or in the midst, as it does above the code that it announces."""
    return text.rstrip().endswith(("...", "…")) or hangs(text)


def announces_next(text: str) -> bool:
    """Whether a text's last line says that something stands below it, and ends in a full stop."""
    text = text.rstrip()
    last = text[text.rfind("\n") + 1 :]
    return bool(_SHOWN_NEXT.search(text)) or (last.endswith(".") and lists_below(last))


def lists_below(text: str) -> bool:
    """Whether a text speaks of requirements, options and the like that only stand below it."""
    return bool(_LISTED_BELOW.search(text))


def thing_to_define(question: str) -> str:
    """What a question asks to be told what it is: `zlib` of `What is zlib?`; or nothing."""
    found = _WHAT_IS.fullmatch(question.strip())
    return found[1] if found else ""


def how_it_defines(text: str, thing: str) -> int:
    """2 for a sentence that says what a thing is: `Zlib is a library …`; 1 for `Zlib is the first …`; 0 for others."""
    named = rf"(?:the |an? )?[\"“‘`]?{re.escape(thing)}[\"”’`]?{_INSERTED} (?:is|are) (an?|one|the) "
    found = re.match(named, text, re.IGNORECASE)
    return (1 if found[1].lower() == "the" else 2) if found else 0


def first_wordings(question: Question) -> tuple[str, ...]:
    """The wordings that mean exactly what a question asks, its own first; the others only help to find it."""
    return question.wordings[:FIRST_WORDINGS]


def without_hints(question: str) -> str:
    """A question without its examples in brackets: they are hints, not part of what is asked."""
    return _HINTS.sub("", question)


def hints_of(question: str) -> str:
    """The examples that a question names in brackets, or nothing."""
    return ", ".join(_HINTS.findall(question))


def plain(text: str) -> str:
    """A text's words alone: no case, punctuation or apostrophes."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def question_slug(text: str) -> str:
    """A question's id from its words; a digest stands in for those that are not in Latin letters."""
    name = slug(text)
    if name and not _BEYOND_LATIN.search(unicodedata.normalize("NFKC", text)):
        return name
    return f"{name}-{short(asks(text))}".removeprefix("-")


def asks(question: str) -> str:
    """What two wordings of one question have in common: no case, marks, examples, and `What's` as `What is`."""
    return plain(_IS.sub(r"\1 is", without_hints(question).casefold()))


def means(question: str) -> str:
    """What two wordings of one question have in common when they also differ in who asks and whose the thing is.

    `How do I reset the password?` is `How can I reset my password?`. Where no `how` or `where` asks, `can` and `should`
    ask for different things.
    """
    return " ".join(word for word in _WHO_ASKS.sub(r"\1 ", asks(question)).split() if word not in _WHOSE)


def is_by_model(engine: str) -> bool:
    """Whether an answer's engine is a language model, so that its sentences are not the quotes themselves."""
    return engine.startswith(MODEL)


def tidy(quote: str) -> str:
    """A quote as a sentence: without list marks and odd blanks, a full stop where a list's separator stood.

    An `or` stays: without it, entries to choose from would read as a list of all that is needed.
    """
    text = _MARKS.sub("", one_line(quote))
    bare = _ALTERNATIVE.sub(", or", _TRAILING.sub("", text).rstrip())
    return f"{bare}." if bare != text and bare and not _FINISHED.search(bare) else bare


def say(quotes: Sequence[str]) -> str:
    """The one sentence that quotes allow: a single quote tidied, or a table's row said with its header."""
    if len(quotes) == 2 and all(COLUMN in quote for quote in quotes):
        return say_row(quotes[0], quotes[1])
    return " ".join(tidy(quote) for quote in quotes)


def say_row(row: str, header: str) -> str:
    """A row of a table, each cell behind the name of its column; empty cells are left out."""
    # A quote ends where its words end: an empty cell at its edge has lost its blank.
    cells, names = ([cell.strip() for cell in f" {line} ".split(COLUMN)] for line in (row, header))
    if len(cells) != len(names):
        return f"{' · '.join(names)}: {' · '.join(cells)}"
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=True) if cell)
