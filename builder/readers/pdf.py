"""PDF to blocks with page numbers, in reading order, without running heads.

Run it through `confined` only: files may be hostile.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pypdfium2

from builder.errors import SourceError
from builder.readers.front import first_title, keep_authors
from builder.readers.headings import heading_level
from builder.readers.layout import Paragraph, read_page
from builder.readers.numbered import part_headings
from builder.readers.printed import Part, read_parts
from builder.readers.runs import read_segments
from builder.readers.segments import Segment
from builder.records import BlockKind, FileText
from builder.repair.characters import mend_characters
from builder.repair.damage import describe_damage
from builder.repair.leaves import drop_stamps, is_running_head
from builder.text import COLUMN, one_line

MOST_PAGES = 3000
_MOST_LINES = 3  # of a heading
_LONGEST = 160  # letters of one
_TITLE_SIZE = 1.5  # of the body's: what is larger may be a title, and twice as long
_EDGE = 0.09  # of a page's height, where running heads stand
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"[-–—\[( ]*(?:\d{1,5}|[ivxlc]{1,6})[-–—\]) ]*")
_CONTENTS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$", re.MULTILINE)


def read_pdf(content: bytes) -> FileText:
    """The blocks of a PDF."""
    document = _open(content)
    try:
        pages = [read_segments(document, number) for number in range(min(len(document), MOST_PAGES))]
        metadata = one_line(document.get_metadata_dict().get("Title", ""))
        losses = _losses(pages, len(document))
    finally:
        document.close()
    if not any(segments for _, segments in pages):
        raise SourceError(
            "no page holds text: pictures of text are not read", hint="run it through OCR and build again"
        )
    heads = _running_heads(pages)
    paragraphs = [
        (number, paragraph)
        for number, (height, segments) in enumerate(pages, start=1)
        for paragraph in read_page(_without_heads(segments, height, heads, first=number == 1))
    ]
    misfits = _misfits(paragraphs)
    body = _body_size([paragraph for _, paragraph in paragraphs])
    levels = _levels([paragraph for _, paragraph in paragraphs], body)
    paragraphs = list(_with_whole_headings(paragraphs, levels, body))
    parts = [part for number, paragraph in paragraphs if (part := _part(paragraph, number, levels, body)) is not None]
    blocks = tuple(keep_authors(read_parts(part_headings(parts), over_floats=True)))
    title = first_title(block.text for block in blocks if block.kind == "heading" and block.page == 1)
    raw = "\n".join(line for _, paragraph in paragraphs for line in paragraph.lines)
    return FileText(blocks=blocks, title=_title(metadata, title), notes=describe_damage(raw), losses=losses + misfits)


def _open(content: bytes) -> pypdfium2.PdfDocument:
    if b"%PDF-" not in content[:2048]:
        raise SourceError("this is not a PDF: it does not begin with `%PDF-`")
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("the PDF asks for a password", hint="save it without one and build again") from error
        raise SourceError("the PDF is damaged and cannot be opened") from error


def _title(metadata: str, heading: str) -> str:
    letters, digits = (sum(map(test, metadata)) for test in (str.isalpha, str.isdigit))
    words = len(metadata) > 8 and " " in metadata and letters > digits
    return metadata if words and not re.search(r"\.\w{2,4}$|^Microsoft Word|untitled", metadata) else heading


def _losses(pages: Sequence[tuple[float, Sequence[Segment]]], count: int) -> tuple[str, ...]:
    empty = [str(number) for number, (_, segments) in enumerate(pages, start=1) if not segments]
    losses = []
    if count > MOST_PAGES:
        losses.append(f"only the first {MOST_PAGES:,} of {count:,} pages were read")
    if empty and len(empty) < len(pages):
        shown = ", ".join(empty[:12]) + (" …" if len(empty) > 12 else "")
        losses.append(f"pages without text (pictures of text are not read): {shown}")
    return tuple(losses)


def _misfits(paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[str, ...]:
    misfits = (number for number, one in paragraphs if one.rows and len(one.lines) == 1 and COLUMN not in one.lines[0])
    pages = ", ".join(map(str, dict.fromkeys(misfits)))
    return (f"tables whose names of columns fit no column are read without them, on pages: {pages}",) if pages else ()


def _running_heads(pages: Sequence[tuple[float, Sequence[Segment]]]) -> frozenset[str]:
    """What stands at the edge of several pages, but for its digits."""
    counts: Counter[str] = Counter()
    for height, segments in pages:
        counts.update({_shape(one.text) for one in segments if _at_edge(one, height)})
    return frozenset(shape for shape, count in counts.items() if count > 1)


def _shape(text: str) -> str:
    return _DIGITS.sub("#", one_line(text))


def _at_edge(segment: Segment, height: float) -> bool:
    return height > 0 and (segment.bottom > height * (1 - _EDGE) or segment.top < height * _EDGE)


def _without_heads(segments: Sequence[Segment], height: float, heads: frozenset[str], first: bool) -> list[Segment]:
    """The page without running heads, and without its number where that is its first or last line."""
    kept = [one for one in segments if not (_at_edge(one, height) and _is_head(one.text, heads, names=not first))]
    if not kept:
        return kept
    top, bottom = max(one.top for one in kept), min(one.bottom for one in kept)
    return [one for one in kept if not (_NUMBER.fullmatch(one.text) and (one.top >= top or one.bottom <= bottom))]


def _is_head(text: str, heads: frozenset[str], names: bool) -> bool:
    return bool(_NUMBER.fullmatch(text)) or _shape(text) in heads or is_running_head(text, names)


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += sum(map(len, paragraph.lines))
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


_Style = tuple[float, bool]  # size, and whether it is bold


def _levels(paragraphs: Sequence[Paragraph], body: float) -> dict[_Style, int]:
    """Which size and weight is a heading of which level: larger than the body, or bold where the body is not."""
    bold_body = sum(sum(map(len, one.lines)) * (1 if one.bold else -1) for one in paragraphs) > 0
    styles = {
        (one.size, one.bold)
        for one in paragraphs
        if _is_short(one, body) and (one.size > body * 1.1 or (one.bold and not bold_body and one.size >= body * 0.98))
    }
    ordered = sorted(styles, reverse=True)
    levels = {style: min(place, 5) for place, style in enumerate(ordered, start=1)}
    return levels | _named_levels([one for one in paragraphs if _is_short(one, body)], levels)


def _named_levels(paragraphs: Sequence[Paragraph], levels: Mapping[_Style, int]) -> dict[_Style, int]:
    """The level that most headings of a style have by their numbers or names: the others of it are their equals."""
    counts: dict[_Style, Counter[int]] = {}
    for paragraph in paragraphs:
        style = (paragraph.size, paragraph.bold)
        if style in levels and (level := heading_level(" ".join(paragraph.lines))):
            counts.setdefault(style, Counter())[level] += 1
    return {style: min(count, key=lambda level: (-count[level], level)) for style, count in counts.items()}


def _with_whole_headings(
    paragraphs: Sequence[tuple[int, Paragraph]], levels: Mapping[_Style, int], body: float
) -> Iterator[tuple[int, Paragraph]]:
    """Large lines of one style that follow each other are one heading, but where the next has a name of its own."""
    waiting: tuple[int, Paragraph] | None = None
    for number, paragraph in paragraphs:
        large = (
            paragraph.size > body * 1.1 and (paragraph.size, paragraph.bold) in levels and _is_short(paragraph, body)
        )
        if waiting and large and _is_one_heading(waiting, (number, paragraph)):
            waiting = number, replace(paragraph, lines=(*waiting[1].lines, *paragraph.lines))
            continue
        if waiting:
            yield waiting
        waiting = (number, paragraph) if large else None
        if not large:
            yield number, paragraph
    if waiting:
        yield waiting


def _is_one_heading(before: tuple[int, Paragraph], after: tuple[int, Paragraph]) -> bool:
    (page, first), (same, second) = before, after
    alike = (page, first.size, first.bold) == (same, second.size, second.bold)
    named = any(heading_level(" ".join(one.lines)) for one in (first, second))
    return alike and not named and len(first.lines) + len(second.lines) <= _MOST_LINES


def _is_short(paragraph: Paragraph, body: float) -> bool:
    text = " ".join(paragraph.lines)
    room = 2 if paragraph.size > _TITLE_SIZE * body else 1
    return (
        not paragraph.rows
        and len(paragraph.lines) <= room * _MOST_LINES
        and 2 < len(text) < room * _LONGEST
        and not text.endswith((".", ",", ";"))
    )


def _part(paragraph: Paragraph, page: int, levels: Mapping[_Style, int], body: float) -> Part | None:
    text = drop_stamps(mend_characters("\n".join(paragraph.lines)))
    if _CONTENTS.search(text):
        return None  # a table of contents
    words = any(character.isalpha() for character in text)
    level = levels.get((paragraph.size, paragraph.bold), 0) if _is_short(paragraph, body) and words else 0
    kind: BlockKind | None = "table" if paragraph.rows else "code" if paragraph.mono else None
    return Part(
        text=text,
        page=page,
        level=0 if kind else level,
        kind=kind,
        full=paragraph.full,
        size=paragraph.size,
        whole=True,
    )
