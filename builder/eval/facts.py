"""A fact in what an answer says: its words in their order, numbers and units by their value. Pure."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from builder.measures import UNITS
from builder.rank import stem
from builder.rank.words import UNSPACED_LETTER

_TOKEN = re.compile(
    r"\d+(?:\.\d+){2,}"  # a version
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.?\d+(?:[eE][-+]?\d+)?"
    rf"|{UNSPACED_LETTER}|(?:(?!{UNSPACED_LETTER})[^\W\d_])+(?:\+\+|#(?!\w))?|[%°‰]"
)
_NAMED = re.compile(r"(?:\b[A-Z][\w+#]*|\b[vV]|\b[vV]ersion) ?$")  # before a number of two parts: it is a version
_NUMBER_WORDS = {
    word: float(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_SCALES = {"thousand": 1e3, "k": 1e3, "K": 1e3, "million": 1e6, "M": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a number as it is written and by its value; without a unit, `measure` is empty."""

    word: str = ""
    written: float = 0.0
    value: float = 0.0
    measure: str = ""
    piece: str = ""  # a number letter by letter
    is_version: bool = False  # so that 3.10 is not 3.1


def is_said(wordings: Sequence[str], text: str) -> bool:
    """Whether a text says a fact in one of its wordings."""
    said = cut_tokens(text)
    return any(_stands_in(cut_tokens(wording), said) for wording in wordings)


def cut_tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text, each number with the unit behind it."""
    plain = unicodedata.normalize("NFKC", text).replace("×", " x ").replace("\u03bc", "\u00b5")
    found = list(_TOKEN.finditer(plain))
    tokens: list[Token] = []
    place = 0
    while place < len(found):
        piece = found[place]
        place += 1
        number = _number(piece.group(), plain[max(0, piece.start() - 2) : piece.start()])
        if number is None:
            tokens.append(Token(word=stem(piece.group().casefold())))
            continue
        scaled = number
        if place < len(found) and _follows(plain, piece.end(), found[place]) and found[place].group() in _SCALES:
            scaled = number * _SCALES[found[place].group()]
            place += 1
        before = found[place - 1].end()
        if place < len(found) and _follows(plain, before, found[place]) and found[place].group() in UNITS:
            measure, size = UNITS[found[place].group()]
            tokens.append(Token(written=scaled, value=scaled * size, measure=measure, piece=piece.group()))
            place += 1
        else:
            named = piece.group().count(".") == 1 and bool(_NAMED.search(plain[: piece.start()]))
            tokens.append(Token(written=scaled, value=scaled, piece=piece.group(), is_version=named))
    return tuple(tokens)


def _number(piece: str, before: str) -> float | None:
    if piece.lower() in _NUMBER_WORDS:
        return _NUMBER_WORDS[piece.lower()]
    if not piece[-1].isdigit() or piece.count(".") > 1:
        return None
    value = float(piece.replace(",", ""))
    minus = before[-1:] in ("-", "−") and not before[:-1].strip("([ ")
    return -value if minus else value


def _follows(text: str, end: int, piece: re.Match[str]) -> bool:
    return text[end : piece.start()] in ("", " ", "-")


def _stands_in(wanted: Sequence[Token], said: Sequence[Token]) -> bool:
    if not wanted:
        return False
    return any(
        all(_same(one, other) for one, other in zip(wanted, said[start:], strict=False))
        for start in range(len(said) - len(wanted) + 1)
    )


def _same(wanted: Token, said: Token) -> bool:
    if wanted.word or said.word:
        return wanted.word == said.word
    if wanted.is_version or said.is_version:
        return wanted.piece == said.piece
    if wanted.measure:
        return wanted.measure == said.measure and math.isclose(wanted.value, said.value, rel_tol=1e-9)
    return math.isclose(wanted.written, said.written, rel_tol=1e-9)
