"""Characters on a page of a PDF to runs: what stands on one line without a wide gap. Never orders them."""

import re
from collections.abc import Iterator, Sequence
from ctypes import c_double, c_int, create_string_buffer
from math import hypot
from statistics import median

import pypdfium2
from pypdfium2 import raw

from builder.readers.raised import Character, settle_raised
from builder.readers.segments import Segment
from builder.text import whole_characters

_MONO = re.compile(r"mono|courier|cmtt|typewriter|consol|menlo", re.IGNORECASE)
_TOUCHES = 0.2  # of the size of letters, at most, from one letter of a word to the next
_LINE_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


def read_segments(document: pypdfium2.PdfDocument, number: int) -> tuple[float, list[Segment]]:
    """A page's height and its runs of characters, in the order of the file."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return 0.0, []
    height = page.get_height()
    runs = settle_raised(_runs(text))
    found = [_segment(text, run, solid) for run in runs if (solid := [one for one in run if one.text.strip()])]
    text.close()
    page.close()
    return height, found


def _runs(text: pypdfium2.PdfTextPage) -> Iterator[list[Character]]:
    left, right, bottom, top, origin, base = (c_double() for _ in range(6))
    scale = raw.FS_MATRIX()
    run: list[Character] = []
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        if code in {10, 13}:
            yield run
            run = []
            continue
        raw.FPDFText_GetCharBox(text, place, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, place, origin, base)
        raw.FPDFText_GetMatrix(text, place, scale)
        size = raw.FPDFText_GetFontSize(text, place) * hypot(scale.c, scale.d)
        character = _LINE_HYPHENS.get(code) or (chr(code) if 31 < code < 0x110000 else "")
        bold = raw.FPDFText_GetFontWeight(text, place) > 550
        one = Character(place, character, left.value, right.value, bottom.value, top.value, base.value, size, bold)
        if splits_ligature(run, one):
            run.pop()
        if run and character.strip() and _is_apart(run, one):
            yield run
            run = []
        run.append(one)
    yield run


def splits_ligature(run: Sequence[Character], one: Character) -> bool:
    """Whether the blank before a letter begins within a ligature, which is one box; a made-up one has no size."""
    if len(run) < 3 or run[-1].text.strip() or not one.text.strip():
        return False
    first, last, blank = run[-3:]
    together = (first.left, first.right) == (last.left, last.right) and first.text.isalpha() and last.text.isalpha()
    within = blank.left < last.right - 0.1 * last.size and blank.size > 0.5 * last.size
    return together and within and one.left - last.right < _TOUCHES * last.size


def _is_apart(run: Sequence[Character], one: Character) -> bool:
    last = next((character for character in reversed(run) if character.text.strip()), None)
    if last is None:
        return False
    # A hyphen is nearly flat, and a quotation mark stands high above the dot before it: their boxes say little.
    height = max(last.top - last.bottom, one.top - one.bottom, 0.5 * one.size, 1.0)
    gap = one.left - last.right
    if gap > 1.6 * height or gap < -4 * height:
        return True
    same_line = abs(one.base - last.base) < 0.1 * one.size
    return not same_line and (one.bottom > last.top + 0.3 * height or one.top < last.bottom - 0.3 * height)


def _segment(text: pypdfium2.PdfTextPage, run: Sequence[Character], solid: Sequence[Character]) -> Segment:
    height = median(one.top - one.bottom for one in solid)
    size = median(one.size for one in solid)
    return Segment(
        text=whole_characters("".join(one.text for one in run)).strip(),
        left=min(one.left for one in solid),
        right=max(one.right for one in solid),
        bottom=min(one.bottom for one in solid),
        top=max(one.top for one in solid),
        base=median(one.base for one in solid),
        size=round(size if size > 1.5 else height * 1.4, 1),
        bold=sum(one.bold for one in solid) >= 0.9 * len(solid),
        mono=all(_is_mono(text, one.place) for one in (solid[0], solid[len(solid) // 2], solid[-1])),
    )


def _is_mono(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether the character's font gives every letter the same width; of a blank, a file may not know the font."""
    flags = c_int()
    name = create_string_buffer(256)
    raw.FPDFText_GetFontInfo(text, place, name, 256, flags)
    return bool(flags.value & 1) or bool(_MONO.search(name.value.decode("utf-8", "replace")))
