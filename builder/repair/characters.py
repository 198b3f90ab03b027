"""Characters that a PDF's fonts damaged, put right one defect at a time. Changes nothing in sound text."""

import re
import unicodedata

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BULLET_AT_START = re.compile(r"^[ \t]*[\ue000-\uf8ff][ \t]*", re.MULTILINE)
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_MATHEMATICAL = re.compile(r"[\U0001d400-\U0001d7ff\u210e]+")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def mend_ligatures(text: str) -> str:
    """ﬁ becomes fi."""
    return text.translate(_LIGATURES)


def mend_bullets(text: str) -> str:
    """A private-use character that opens a line becomes a bullet; elsewhere it goes."""
    return _PRIVATE.sub("", _BULLET_AT_START.sub("• ", text))


def mend_mathematical(text: str) -> str:
    """Letters of the mathematical alphabets become plain letters, set off from a word they stick to."""

    def plain(match: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFKC", match.group())
        before = text[match.start() - 1 : match.start()]
        return f" {letters}" if before.isascii() and before.isalpha() else letters

    return _MATHEMATICAL.sub(plain, text)


def mend_invisible(text: str) -> str:
    """Zero-width blanks and control characters go; blanks of other widths become plain ones."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return "".join(" " if unicodedata.category(character) == "Zs" else character for character in text)


def mend_characters(text: str) -> str:
    """All repairs of single characters, in the order in which they build on each other."""
    for mend in (mend_ligatures, mend_bullets, mend_mathematical, mend_invisible):
        text = mend(text)
    return unicodedata.normalize("NFC", text)
