"""Bytes that were written in one alphabet and read in another."""

import pytest

from builder.errors import SourceError
from builder.repair.decoding import decode, mend_alphabet

SOUND = [
    "Plain ASCII.",
    "Größe, naïve, façade, Łódź — “quoted” … 10 µm × 5 °C",
    "日本語のテキスト",
    "Ελληνικά και русский",
    "224×224 pixels • 0.5 ± 0.1",
    "An emoji 🚀 and a flag 🇩🇪",
]
WRONG = ["mac_roman", "cp1252", "latin-1"]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays(text: str) -> None:
    assert decode(text.encode()) == (text, "")


@pytest.mark.parametrize("codec", WRONG)
@pytest.mark.parametrize("text", ["224×224 format", "Schröder’s “method", "• first\n• second"])
def test_utf8_read_in_another_alphabet_is_put_right(text: str, codec: str) -> None:
    garbled = text.encode().decode(codec)
    assert garbled != text
    assert mend_alphabet(garbled)[0] == text


def test_what_was_done_is_said() -> None:
    garbled = "224×224".encode().decode("mac_roman").encode()
    assert decode(garbled) == ("224×224", "was UTF-8 read as Mac Roman")


def test_a_file_is_mended_as_a_whole_or_not_at_all() -> None:
    half = "224×224 and ".encode().decode("mac_roman") + "日本"
    assert mend_alphabet(half) == (half, "")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks_of_byte_order_are_honoured(codec: str) -> None:
    text, said = decode("Größe".encode(codec))
    assert text == "Größe"
    assert said == ("" if codec == "utf-8-sig" else f"was {codec.upper()}")


def test_windows_text_is_read() -> None:
    assert decode("Die Größe des Gebäudes – sehr groß".encode("cp1252")) == (
        "Die Größe des Gebäudes – sehr groß",
        "was Windows-1252",
    )


def test_a_few_broken_bytes_are_named() -> None:
    content = "Größe über alles, schön.\n".encode() * 4 + b"broken \xff here\n"
    text, said = decode(content)
    assert "broken � here" in text
    assert said == "not UTF-8 and not readable: 1 byte, the first in line 5"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"abc\0def", "this is not text: byte 4 is zero"),
        (b"\xff\xfea", "it claims to be UTF-16 but byte 3 is not"),
        (b"\x81\x8d\xff\xfe\x9d" * 50, "this is not UTF-8 text: "),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        decode(content)


@pytest.mark.parametrize(
    ("text", "codec"), [("水箱装满后，水泵会自动启动。", "gb18030"), ("Насос включается сам.", "cp1251")]
)
def test_another_alphabet_is_not_taken_for_a_western_one(text: str, codec: str) -> None:
    with pytest.raises(SourceError, match="this is not UTF-8 text"):
        decode(text.encode(codec))
