"""Characters that a PDF's fonts damaged, put right one defect at a time.

Each function mends one defect and leaves sound text as it is.
"""

import re
import unicodedata

LOST = "\ufffd"  # stands for a character nobody can know

_ACCENTS = frozenset("´`¨ˆ˜ˇ˘˙¯˚¸")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_COMBINING = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c"}
_COMBINING |= {"˘": "\u0306", "˙": "\u0307", "¯": "\u0304", "˚": "\u030a"}
_ACCENT_BEFORE = re.compile(r"(?<![\d)\]])[ ]?([´¨ˆ˜ˇ˘˙¯˚])(?:[ ]?\n[ ]?(?=[A-Z]))?([A-Za-zı])(?!\u0307)")
_ACCENT_AFTER = re.compile(r"([A-Za-zı])([´¨ˆ˜ˇ˘˙])(?=[\s,;.)]|$)")
_GRAVE = re.compile(r"(?<=[A-Za-z])`([aeiouAEIOU])")
_GRAVE_AS_CODE = re.compile(r"(?:^|[^A-Za-z])`|`(?:[^A-Za-z]|$)")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])´(?=(?:s|t|d|m|re|ll|ve)\b)")
_CEDILLA = re.compile(r"([cCsStTgGkKlLnNrR])¸")
_CODES = re.compile(r"\(cid:\d+\)(?:[ ]?\(cid:\d+\))*")
_CODE = re.compile(r"\(cid:(\d+)\)")
_CODES_OF_LATIN = {176: "°", 177: "±", 181: "µ", 183: "·", 215: "×"}
_UNARY_MINUS = re.compile(r"(?:(?<=^)|(?<=[\s(\[=×~,;]))− (?=\d)|(?<=[\de])− (?=\d)", re.MULTILINE)
_BULLETS = "\uf0b7\uf06c\uf0a7\uf0d8\uf076\uf0fc\uf06e\uf06f\uf071\uf0a8\uf09f\uf0ac"
_BULLET_AT_START = re.compile(rf"^([ \t]*)[{_BULLETS}][ \t]*", re.MULTILINE)
_SYMBOL_LETTERS = dict(
    zip("abgdezhqiklmnxoprstufcyw" + "GDQLXPSUFYW", "αβγδεζηθικλμνξοπρστυφχψω" + "ΓΔΘΛΞΠΣΥΦΨΩ", strict=True)
)
_SYMBOL_SIGNS = {0xB1: "±", 0xB4: "×", 0xB0: "°", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xB7: "·", 0xD7: "·"}
_SYMBOL_SIGNS |= {0xCE: "∈", 0xE5: "∑", 0xF2: "∫", 0xA5: "∞", 0xB6: "∂", 0xD1: "∇", 0xAE: "→", 0xD6: "√", 0x2D: "−"}
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_MATHEMATICAL = re.compile(r"[\U0001d400-\U0001d7ff\u210e]+")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_WIDE_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SPACED_CAPITALS = re.compile(r"\b(?:[A-Z] ){3,}[A-Z]\b(?: {2,}(?:[A-Z] )+[A-Z]\b)*")


def mend_ligatures(text: str) -> str:
    """ﬁ becomes fi."""
    return text.translate(_LIGATURES)


def mend_accents(text: str) -> str:
    """An accent that stands beside its letter moves onto it: `Schr¨oder`, `Dr˘agut¸`, `´` and `Swie` on two lines."""
    if _ACCENTS.isdisjoint(text):
        return text
    text = _CEDILLA.sub(lambda match: _composed(match.group(1), "\u0327") or match.group(), text)
    text = _APOSTROPHE.sub("’", text)
    text = _ACCENT_BEFORE.sub(_with_accent, text)
    text = _ACCENT_AFTER.sub(
        lambda match: _composed(match.group(1).replace("ı", "i"), _COMBINING[match.group(2)]) or match.group(), text
    )
    if "`" in text and not _GRAVE_AS_CODE.search(text):
        text = _GRAVE.sub(lambda match: _composed(match.group(1), "\u0300"), text)
    return text


def _with_accent(match: re.Match[str]) -> str:
    accent, letter = match.groups()
    composed = _composed("i" if letter == "ı" else letter, _COMBINING[accent])
    if not composed:
        return match.group()
    apart = match.group().startswith(" ") and match.string[match.start() - 1 : match.start()].islower()
    return f" {composed}" if match.group().startswith(" ") and not apart else composed


def _composed(letter: str, accent: str) -> str:
    one = unicodedata.normalize("NFC", letter + accent)
    return one if len(one) == 1 else ""


def mend_codes(text: str) -> str:
    """`(cid:72)` becomes the letter it stands for where that is known: a minus, a shifted alphabet, a sign."""
    if "(cid:" not in text:
        return text
    return _UNARY_MINUS.sub("−", _CODES.sub(lambda match: _decoded(match.group()), text))


def _decoded(codes: str) -> str:
    shifted = _CODE.sub(lambda match: _shifted(int(match.group(1))), codes)
    letters = sum(character.isalpha() for character in shifted)
    if letters >= 3 and letters * 2 > len(shifted) and LOST not in shifted and re.search("[aeiouyAEIOUY]", shifted):
        return shifted
    return _CODE.sub(lambda match: _single(int(match.group(1))), codes)


def _shifted(code: int) -> str:
    return chr(code + 29) if 3 <= code <= 97 else LOST


def _single(code: int) -> str:
    return "−" if code == 0 else _CODES_OF_LATIN.get(code, LOST)


def mend_bullets(text: str) -> str:
    """A private-use bullet that opens a line becomes a bullet."""
    return _BULLET_AT_START.sub(r"\1• ", text)


def mend_symbols(text: str) -> str:
    """Private-use characters become the signs that the Symbol font shows for them, or a mark of loss."""
    return _PRIVATE.sub(lambda match: _symbol(ord(match.group())), text)


def _symbol(point: int) -> str:
    if not 0xF020 <= point <= 0xF0FF:
        return LOST
    sign = _SYMBOL_SIGNS.get(point - 0xF000)
    plain = chr(point - 0xF000)
    if sign:
        return sign
    if plain.isalpha() and plain.isascii():
        return _SYMBOL_LETTERS.get(plain, plain)
    return plain if plain.isascii() and plain.isprintable() else LOST


def mend_mathematical(text: str) -> str:
    """Letters of the mathematical alphabets become plain letters, set off from a word they stick to."""

    def plain(match: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFKC", match.group())
        before = text[match.start() - 1 : match.start()]
        return f" {letters}" if before.isascii() and before.isalpha() else letters

    return _MATHEMATICAL.sub(plain, text)


def mend_blanks(text: str) -> str:
    """Zero-width blanks and control characters go; blanks of other widths become plain ones."""
    return _WIDE_BLANK.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def mend_spaced_capitals(text: str) -> str:
    """`A B S T R A C T` becomes `ABSTRACT`."""
    return _SPACED_CAPITALS.sub(
        lambda match: " ".join(word.replace(" ", "") for word in re.split(" {2,}", match.group())), text
    )


def mend_characters(text: str, spaced: bool = True) -> str:
    """All repairs of single characters, in the order in which they build on each other; `spaced` also capitals."""
    mends = (mend_ligatures, mend_codes, mend_bullets, mend_symbols, mend_accents, mend_mathematical, mend_blanks)
    for mend in mends:
        text = mend(text)
    return unicodedata.normalize("NFC", mend_spaced_capitals(text) if spaced else text)
