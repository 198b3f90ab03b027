"""The words in a sentence that must not change: numbers, units, names, negations. Pure.

Checks hold a sentence to its quote by `facts_of`. Nothing here knows a model.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder import language
from builder.measures import LOWER_UNITS, UNITS
from builder.rank.words import UNSPACED_LETTER
from builder.text import one_line

_FIGURE = r"\d+(?:[.,:/]\d+)*"
_NUMBER = re.compile(
    r"(?P<bound>\b(?i:at least|at most|up to|over|under|above|below|(?:more|less|[a-z]{2,12}er) than)\s+)?"
    r"(?P<sign>(?<![\w.])(?:[-−+]\s?|–|(?m:^)[–—]\s)|[±~<>≤≥≈]=?\s?)?(?P<money>[$€£¥]\s?)?"
    rf"(?<![\w.])(?P<digits>v?{_FIGURE}(?:[eE][-−+]?\d+|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[¼-¾⅐-⅞]?|[¼-¾⅐-⅞])"
    rf"(?P<range>(?:\s?[-–]\s?|\sto\s){_FIGURE})*(?P<unit>\s?[%‰°][CF]?|[a-zA-Zµμ]+[²³]?(?:/[a-zA-Zµμ]+[²³]?)?)?"
)
_MINUS = re.compile("[−–—]")
_NEXT_WORD = re.compile(r"[\s-]*([a-zA-Zµμ°%]+)([²³]?(?:/[a-zA-Zµμ]+[²³]?)?)")
_COUNTER = re.compile(rf"[^\S\n]*({UNSPACED_LETTER})")
_ROMAN = re.compile(r"\b[A-Z][a-z]+\s(I{1,3}|IV|VI{0,3}|IX|X)\b")
_CASED = 3  # letters of a unit up to which its capitals tell: mW and MW, Mb and MB
_HALVES_OF_DAY = frozenset({"am", "pm"})
_SAME_BOUND = {"over": "more than", "above": "more than", "under": "less than", "below": "less than"}
_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " half third quarter first second fourth fifth sixth seventh eighth ninth tenth once twice double triple"
    " dozen dozens".split()
)
_MEASURES = frozenset(LOWER_UNITS) | frozenset(
    "am pm night nights quarter quarters decade decades century centuries bit bits pb bps kbps mbps gbps thz rpm"
    " yard yards mph kph kmh knots dpi oz ounce ounces gallon gallons pint pints cup cups spoon spoons teaspoon"
    " teaspoons tablespoon tablespoons acre acres hectare hectares a ma wh kwh j kj mj kcal n pa kpa mpa bar psi k c f"
    " percentage points dollar dollars euro euros cent cents pence yen franc francs usd eur gbp chf jpy fps db ppm"
    " mol".split()
)
_COUNTED = frozenset(
    "hundred thousand million billion trillion epoch epochs iteration iterations step steps layer layers fold folds"
    " times x core cores token tokens image images sample samples class classes parameter parameters".split()
)
_UNITS = _MEASURES | _COUNTED
_SPELT = {"feet": "foot", "inche": "inch", "centurie": "century"}
_SPELT |= {f"{name[:-2]}er": name for name in UNITS if name.endswith("tre")}  # meter, liter
_TIMES = {
    form: forms.split()[0]
    for forms in (
        "second seconds, minute minutes, hour hours hourly, day days daily, week weeks weekly,"
        " month months monthly, quarter quarters quarterly, year years yearly annual annually, decade decades,"
        " century centuries"
    ).split(",")
    for form in forms.split()
}
DAYS_AND_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
DATES = DAYS_AND_MONTHS | frozenset("jan feb apr jun jul aug sept sep oct nov dec".split())
_DATES = DATES - {"may"}  # which is more often a verb
_BEFORE_NUMBER = re.compile(
    rf"\b(before|after)\s+(?:the\s+)?(?=v?\d|(?:{'|'.join(sorted(_NUMBER_WORDS | _DATES))})\b)", re.IGNORECASE
)
_BEHIND_NUMBER = re.compile(
    rf"(?:\d[\w.%°]{{0,5}}|\b(?:{'|'.join(sorted(_NUMBER_WORDS))}))(?:\s\w+)?,?\s(?:and|or)\s"
    r"(?:(?P<more>later|newer|up|upwards?|above|higher|more|greater|longer|larger|over)|earlier|older|below|lower|less|fewer"
    r"|shorter|smaller|under)\b(?!\s(?:to|than)\b|\s\S?\d)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?i:\b(?:no|not|never|none|nor|neither|without|cannot|nothing|nobody|nowhere|hardly|barely|scarcely|rarely|seldom|unless|except"
    r"|unlike|only|instead|few|little|lacks?|lacking|fails?|failed)\b|n[’']t\b"
    r"|(?<=\b(?:is|do))nt\b|(?<=\b(?:are|was|did|has|had))nt\b|(?<=\b(?:were|does|have))nt\b"
    rf"|\b(?:{'|'.join(language.DENIALS)})\b|{language.UNSPACED_DENIALS})"
)
_PREFIXES = ("un", "non", "in", "im", "ir", "dis", "il", "de")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NAME = re.compile(r"`[^`]+`|[^\s()\[\]{},;\"“”‘]+")
_LETTER = re.compile(r"(?<=[^\W\d_])(?=\s+([A-HJ-Z])(?![\w+#&’'-]))")  # but not I
_IDENTIFIER = re.compile(r"[a-z][.:/][a-z]|[a-z]\d|^--?[a-z]")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+|\b[\w.-]+@[\w-]+\.\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a sentence may not say unless its quote says it too."""

    numbers: Counter[tuple[str, str]]  # a number and the unit behind it
    words: Counter[str]  # numbers as words, with the unit behind them, months and days
    binding: frozenset[str]  # words of time; those that bind a number from outside: before it, or later
    names: frozenset[str]  # with their capitals
    letters: frozenset[str]  # capitals that stand alone behind a word, as names do: plan A, written in C
    negations: Counter[str]
    links: frozenset[str]


@lru_cache(1 << 12)  # each gate asks for those of the same sentence and quote
def facts_of(text: str) -> Facts:
    """The numbers, dates, names, negations and links of a text."""
    links = frozenset(link.rstrip(".,;:") for link in _LINK.findall(text))
    bare = language.spaced(_LINK.sub(" ", text))
    return Facts(
        numbers=Counter(_numbers(bare)),
        words=Counter(_number_words(bare)),
        binding=frozenset(_binding(bare)),
        names=frozenset(_names(bare)),
        letters=frozenset(_LETTER.findall(bare)),
        negations=Counter(_negation(match.group()) for match in _NEGATION.finditer(bare)),
        links=links,
    )


def _negation(found: str) -> str:
    """A negation in one spelling."""
    word: str = found.lower().replace("’", "'")
    return "not" if word in {"n't", "nt", "cannot"} else word


def _numbers(text: str) -> list[tuple[str, str]]:
    """Every number with what binds it: its sign or bound, its money, the rest of its range; and the unit behind it."""
    found = [(match[1], "") for match in _ROMAN.finditer(text)]
    for match in _NUMBER.finditer(text):
        sign = _MINUS.sub("-", (match["sign"] or "").strip())
        before = text[match.start() - 1 : match.start()]
        if sign == "-" and (match.start() and not before.isspace() and before not in "(["):
            sign = ""  # a hyphen, not a minus
        bound = one_line(match["bound"] or "").lower()
        bound = _SAME_BOUND.get(bound, bound)
        whole = text[match.start("digits") : max(match.end("digits"), match.end("range"))]
        digits = _MINUS.sub("-", re.sub(r"(?<=\d),(?=\d{3}\b)", "", whole)).lower().removeprefix("v")
        digits = re.sub(r"\s?(?:-|to)\s?", "-", digits)
        found.append((f"{bound} {sign}{(match['money'] or '').strip()}{digits}".strip(), _unit(match, text)))
    return found


def _unit(match: re.Match[str], text: str) -> str:
    """The unit behind a number, attached or as the next word; short ones keep their capitals."""
    unit = (match["unit"] or "").strip()
    if not unit:
        behind = _NEXT_WORD.match(text, match.end())
        unit = behind[1] + behind[2] if behind and behind[1].lower() in _UNITS else _counter(text, match.end())
    cased = len(unit) <= _CASED and unit.lower() not in _HALVES_OF_DAY
    return (unit if cased else unit.lower()).replace("μ", "µ")


def _counter(text: str, place: int) -> str:
    """The letter behind a number that says what it counts, in scripts that put no blanks between words."""
    behind = _COUNTER.match(text, place)
    return behind[1] if behind else ""


def _number_words(text: str) -> Iterator[str]:
    """Numbers as words, each with the unit of measure behind it; months and days."""
    for match in _LETTERS.finditer(text):
        word = match.group().lower()
        if word in _DATES:
            yield word
        elif word in _NUMBER_WORDS:
            behind = _NEXT_WORD.match(text, match.end())
            unit = behind[1].lower() if behind else ""
            yield f"{word} {singular(unit)}" if unit in _MEASURES and len(unit) > 1 else word
        elif word in language.NUMBERS or word in language.TIMES:
            yield word


def _binding(text: str) -> Iterator[str]:
    """Words of time in one form each, and what binds a number from outside."""
    yield from (_TIMES[word] for word in map(str.lower, _LETTERS.findall(text)) if word in _TIMES)
    yield from (match[1].lower() for match in _BEFORE_NUMBER.finditer(text))
    yield from ("or more" if match["more"] else "or less" for match in _BEHIND_NUMBER.finditer(text))


def singular(unit: str) -> str:
    """A unit that is written out, without the ending of several, in one spelling."""
    bare = unit.removesuffix("s") if len(unit) > _CASED else unit
    return _SPELT.get(bare, bare)


def _names(text: str) -> list[str]:
    """Words with a capital, a digit, an underscore or a dot inside: what a person would notice to be a name."""
    found = []
    for match in _NAME.finditer(text):
        word = match.group().strip("`.:!?’'*…–—/").rstrip("-")
        inner = word[1:]
        if len(word) < 2 or not any(character.isalpha() for character in word):
            continue
        marked = word[0].isupper() or any(character.isupper() or character in "_@#\\" for character in inner)
        if marked or _IDENTIFIER.search(word):
            found.append(word)
    return found


def opposed(text: str, quote: str) -> str:
    """A word of a text that says the opposite of a word of the quote by its prefix, or nothing."""
    said = {word.lower() for word in _WORD.findall(text)}
    quoted = {word.lower() for word in _WORD.findall(quote)}
    for word in sorted(said - quoted):
        for prefix in _PREFIXES:
            bare: str = word.removeprefix(prefix).removeprefix("-")
            turned = not quoted.isdisjoint({prefix + word, f"{prefix}-{word}"})
            if turned or (word.startswith(prefix) and bare in quoted and len(bare) > 3):
                return str(word)
    return ""
