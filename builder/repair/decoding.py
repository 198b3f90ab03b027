"""Bytes to text, and text that was read with the wrong alphabet back to what was written.

Whole files only, never single lines.
"""

import codecs

from builder.errors import SourceError
from builder.text import counted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WRONG_ALPHABETS = (("mac_roman", "Mac Roman"), ("cp1252", "Windows-1252"), ("latin-1", "Latin-1"))
MOST_ACCENTED = 0.25  # of the letters of a Western text; what has more was written in another alphabet altogether


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file's bytes, and what had to be done for it ("" where it is sound UTF-8)."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content, codec)
    if b"\0" in content:
        place = content.index(b"\0")
        raise SourceError(f"this is not text: byte {place + 1} is zero")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_broken(content, error)
    mended, alphabet = mend_alphabet(text)
    return mended, f"was UTF-8 read as {alphabet}" if alphabet else ""


def mend_alphabet(text: str) -> tuple[str, str]:
    """A text whose UTF-8 was read in another alphabet, put right as a whole; and that alphabet's name."""
    if text.isascii():
        return text, ""
    for codec, name in _WRONG_ALPHABETS:
        try:
            return text.encode(codec).decode("utf-8"), name
        except UnicodeError:
            continue
    return text, ""


def _decode_marked(content: bytes, codec: str) -> tuple[str, str]:
    try:
        return content.decode(codec), "" if codec == "utf-8-sig" else f"was {codec.upper()}"
    except UnicodeDecodeError as error:
        raise SourceError(f"it claims to be {codec.upper()} but byte {error.start + 1} is not") from error


def _decode_broken(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    text = content.decode("utf-8", "replace")
    broken = text.count("�")
    line = content.count(b"\n", 0, error.start) + 1
    strange = sum(byte > 0x7F for byte in content)
    if broken > sum(character > "\x7f" for character in text) - broken and strange <= MOST_ACCENTED * len(content):
        try:
            return content.decode("cp1252"), "was Windows-1252"
        except UnicodeDecodeError:
            pass
    if broken * 20 > len(text):
        raise SourceError(f"this is not UTF-8 text: {counted(broken, 'byte')} cannot be read, the first in line {line}")
    return text, f"not UTF-8 and not readable: {counted(broken, 'byte')}, the first in line {line}"
