"""The numbers and versions of a sentence, with units and bounds: text comes in, what can be compared goes out. Pure.

`30 s` and `half of a minute` are not the same text, `30 s` and `0.5 min` are the same time; `at least 8` holds `10`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from builder.measures import LOWER_UNITS, UNITS

Kind = Literal["number", "version", "date"]
Value = tuple[float, ...]

ABOUT = 0.1  # share by which a number that is only about right may be off
# What the table of units leaves out: two words, and mHz, since `mhz` is mostly meant for MHz.
_OTHERS = {
    "mHz": ("hertz", 1e-3),
    **dict.fromkeys(("°c", "degree celsius", "degrees celsius"), ("degrees Celsius", 1.0)),
    **dict.fromkeys(("°f", "degree fahrenheit", "degrees fahrenheit"), ("degrees Fahrenheit", 1.0)),
    # These may mean one thing or another, and are compared as they are written.
    **dict.fromkeys("Mw Mv Mm Mg ML Kb Mb Gb Tb G H M S T".split(), ("", 1.0)),
}
_THOUSANDTHS = 10.0**-3
_POWERS_OF_1000 = 0.1  # of bytes told in other units: a gigabyte is 1000 megabytes to some, 1024 to others
_COUNTED = {
    word: float(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"twenty": 20.0, "thirty": 30.0, "fifty": 50.0, "hundred": 100.0}
_LABELS = (
    r"fig(?:ure)?s?|tables?|sections?|sect?|chapters?|eq(?:uation)?s?|appendix|part|pages?|pp?|steps?|examples?|issues?|"
    r"nos?|notes?|ref(?:erence)?s?|algorithms?|lines?|rows?|columns?|points?|items?|phase|stage|level|option|positions?|index"
)
_AT_LEAST = (
    r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum|more than|over|above|>=|>|≥|from"
)
_AT_MOST = (
    r"at most|no more than|not more than|no longer than|not exceeding|up to|a maximum of|maximum|less than|fewer than|"
    r"under|below|within|<=|<|≤"
)
_ABOUT = r"about|approximately|approx\.?|around|roughly|nearly|almost|circa|ca\.|some|~|≈|±"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*"
_WORDS = "|".join(_COUNTED)
_MONTHS = {
    name: number
    for number, names in enumerate(
        "January|Januar|Jan February|Februar|Feb March|März|Mar April|Apr May|Mai June|Juni|Jun July|Juli|Jul"
        " August|Aug September|Sept|Sep October|Oktober|Oct|Okt November|Nov December|Dezember|Dec|Dez".split(),
        1,
    )
    for name in names.split("|")
}
_MONTH = rf"(?-i:{'|'.join(_MONTHS)})\b\.?"
_YEAR = r"(?:1[5-9]|20|21)\d\d\b(?!\.\d)"
# `31 March 2026`, `31. März`, `the 31st of March` · `March 31, 2026`, `March 31` before no word · `March 2026`
_DATE = (
    rf"(?<![\w.,/#$-])[0-3]?\d(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|\b{_MONTH}\s+[0-3]?\d(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR}|(?![.:]\d|\s*[%°]|,?\s+\w))"
    rf"|\b{_MONTH}\s+{_YEAR}"
)
_PARTS = re.compile(rf"(?P<year>{_YEAR})|(?P<month>{_MONTH})|(?P<day>\d{{1,2}})", re.IGNORECASE)
QUANTITY = re.compile(
    rf"(?P<date>\b\d{{4}}-\d\d-\d\d\b)"
    rf"|(?P<written>{_DATE})"
    rf"|(?P<label>\b(?:{_LABELS})\.?\s*\(?\d+(?:\.\d+)*\)?)"
    rf"|(?:(?P<between>\bbetween\s+)|(?P<least>(?:\b|(?=[<>≥]))(?:{_AT_LEAST})\s*)"
    rf"|(?P<most>(?:\b|(?=[<≤]))(?:{_AT_MOST})\s*)|(?P<about>(?:\b|(?=[~≈±]))(?:{_ABOUT})\s*))?"
    rf"(?:(?P<version>\bversions?\s+|\breleases?\s+|\bv(?=\d))|(?P<name>(?-i:\b[A-Z][\w+#]*\s+))?)"
    rf"(?<![\w.,/#$-])(?!{_DATE})(?P<first>[-−]?(?:{_DIGITS})|\b(?:{_WORDS})\b)(?!\w*[_/@])"
    rf"(?P<plus>\+)?(?:\s?(?:-|–|—|to|and)\s?(?P<second>{_DIGITS}))?"
    rf"(?:[\s-]?(?P<unit>%|‰|°(?:\s?[CF])?|degrees?\s(?:celsius|fahrenheit)|[a-zA-Zµμ]+)(?![\w]))?"
    rf"(?P<more>\s*,?\s+(?:or|and)\s+(?:newer|later|more|above|higher|greater|up|upwards)\b)?"
    rf"(?P<fewer>\s*,?\s+(?:or|and)\s+(?:older|earlier|less|fewer|below|lower)\b)?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number, version or date, or a stretch of them; an end that is open is none."""

    kind: Kind
    unit: str = ""
    low: Value | None
    high: Value | None
    about: bool = False
    step: float = 0.0  # of the last digit written, scaled: 48 m may be 48.2 m rounded
    spelt: str = ""  # the unit as it is written


def find_quantities(text: str) -> tuple[tuple[Quantity, ...], str]:
    """The quantities of a sentence in their order, and the sentence without them; labels such as `step 3` stay."""
    found: list[Quantity] = []
    rest: list[str] = []
    end = 0
    for match in QUANTITY.finditer(text):
        quantity, kept = _quantity(match)
        if quantity is None:
            continue
        found.append(quantity)
        rest += [text[end : match.start()], " ", kept, " "]
        end = match.end()
    return tuple(found), "".join((*rest, text[end:]))


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of one thing; what cannot be compared is taken to agree."""
    if (one.kind, one.unit) != (other.kind, other.unit):
        return True
    if _is_point(one) and _is_point(other):
        return _equal(one, other, one.low, other.low)
    if _is_point(one) or _is_point(other):
        return _within(one, other) if _is_point(one) else _within(other, one)
    if (one.low is None) == (other.low is None) and (one.high is None) == (other.high is None):
        if one.low is not None and one.high is not None:
            return _within(one, other) or _within(other, one)
        return _equal(one, other, one.low, other.low) and _equal(one, other, one.high, other.high)
    return _reaches(one, other, other.low, one.high) and _reaches(one, other, one.low, other.high)


def _quantity(match: re.Match[str]) -> tuple[Quantity | None, str]:
    """What a match means, and the words of it that are not part of the quantity."""
    if match["label"]:
        return None, ""
    if match["date"]:
        value = tuple(float(part) for part in match["date"].split("-"))
        return Quantity(kind="date", low=value, high=value), ""
    if match["written"]:
        value = _date(match["written"])
        return Quantity(kind="date", low=value, high=value), ""
    written = match["unit"] or ""
    unit = written.lower().replace("μ", "µ").replace("° ", "°")
    if unit and _ORDINAL.fullmatch(unit) and match.end("first") == match.start("unit"):
        return None, ""
    name, scale = _find_unit(written, unit)
    kept = " ".join(filter(None, ((match["name"] or "").strip(), "" if name else written)))
    first, second = match["first"], match["second"]
    is_version = not name and (bool(match["version"]) or first.count(".") > 1 or bool(match["name"]))
    if is_version and first.lower() not in _COUNTED:
        ends = [_version(part) for part in (first, second) if part]
        return _stretch(match, "version", "", ends, 0.0, ""), kept
    ends = [(_number(part) * scale,) for part in (first, second) if part]
    decimals = len(first.partition(".")[2])
    return _stretch(match, "number", name, ends, scale * 10.0**-decimals, unit), kept


def _find_unit(written: str, unit: str) -> tuple[str, float]:
    """What a unit measures and its size, by its capitals where they tell."""
    return _OTHERS.get(written) or _OTHERS.get(unit) or UNITS.get(written) or LOWER_UNITS.get(unit) or ("", 1.0)


def _date(text: str) -> Value:
    """Year, month and day of a date in words; what it leaves open is 0."""
    found = {part.lastgroup: part.group() for part in _PARTS.finditer(text)}
    month = _MONTHS[found["month"].removesuffix(".")]
    return float(found.get("year", 0)), float(month), float(found.get("day", 0))


def _stretch(match: re.Match[str], kind: Kind, unit: str, ends: list[Value], step: float, spelt: str) -> Quantity:
    low: Value | None = min(ends)
    high: Value | None = max(ends)
    if len(ends) == 1:
        if match["least"] or match["plus"] or match["more"]:
            high = None
        elif match["most"] or match["fewer"]:
            low = None
    return Quantity(kind=kind, unit=unit, low=low, high=high, about=bool(match["about"]), step=step, spelt=spelt)


def _number(text: str) -> float:
    lower = text.lower().replace("−", "-")
    return _COUNTED[lower] if lower in _COUNTED else float(lower.replace(",", "")) if lower.count(".") < 2 else 0.0


def _version(text: str) -> Value:
    return tuple(float(part) for part in text.lstrip("-−").replace(",", "").split("."))


def _is_point(one: Quantity) -> bool:
    return one.low is not None and one.low == one.high


def _equal(one: Quantity, other: Quantity, here: Value | None, there: Value | None) -> bool:
    if here is None or there is None:
        return here is there
    if one.kind == "version":
        length = min(len(here), len(there))
        return here[:length] == there[:length]
    if one.kind == "date":
        return all(a == b for a, b in zip(here, there, strict=True) if a and b)
    (a,), (b,) = here, there
    off = abs(a - b)
    if off <= 1e-9 * max(abs(a), abs(b)):
        return True
    if one.about or other.about:
        return off <= ABOUT * max(abs(a), abs(b))
    if one.unit == "bytes" and one.spelt != other.spelt and off <= _POWERS_OF_1000 * max(abs(a), abs(b)):
        return True
    if not one.unit and _THOUSANDTHS in {one.step, other.step} and max(abs(a), abs(b)) == 1000 * min(abs(a), abs(b)):
        return True  # 1.000 is a thousand to many
    coarse, fine = max(one.step, other.step), min(one.step, other.step)
    return coarse > fine and off <= coarse / 2 * (1 + 1e-9)


def _within(inner: Quantity, outer: Quantity) -> bool:
    return _reaches(inner, outer, outer.low, inner.low) and _reaches(inner, outer, inner.high, outer.high)


def _reaches(one: Quantity, other: Quantity, low: Value | None, high: Value | None) -> bool:
    """Whether one end is no higher than another, as far as they are told apart; an open one never is."""
    return low is None or high is None or low <= high or _equal(one, other, low, high)
