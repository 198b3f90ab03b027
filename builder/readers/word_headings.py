"""Headings of Word documents that bear no style of one: HTML of a document comes in and goes out with them as headings.

Most people make one by bold letters: a bold line with something below it is one. The first of all may be the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from builder.readers.front import is_title
from builder.records import DEEPEST, FileText
from builder.text import one_line

_PIECE = re.compile(r"<p>(?P<line>.*?)</p>|<h[1-6]>.*?</h[1-6]>|<(?P<end>/?)(?:table|ul|ol)>", re.DOTALL)
_BOLD = re.compile(r"(?:<a id=\"[^\"]*\"></a>|\s)*(?:<strong>(?:(?!</?(?:strong|img|a)\b).)*</strong>\s*)+", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MOST_WORDS = 12
_NAMES = re.compile(r"(?=.*[^\W\d_]{2})[\w(“\"].*[\w)”\"?:]")
_TELLS = re.compile(r":\s.*\d|@|\bhttps?:")  # a date, an address: it says something itself
# What a document is, but not of what: the next line may say that.
_KIND = re.compile(
    r"(?:(?:course|class|meeting|internal|final|first|second)\s+)*(?:syllabus|agenda|minutes|memo(?:randum)?|notice|draft"
    r"|confidential|internal|form|policy|contents|report|handout|public)\W*",
    re.IGNORECASE,
)
_FRONT = 6  # blocks at a document's beginning, among which its title may stand


def with_bold_headings(html: str) -> str:
    """The HTML with bold lines as headings below all others, but for a first one, which is the title."""
    marked: list[str] = []
    done = 0
    may_be_title = "<h1>" not in html
    for found, below in _lines(html):
        is_first, may_be_title = may_be_title, may_be_title and bool(_KIND.fullmatch(_text(found)))
        if may_be_title:
            continue
        if not _is_bold_line(found) or (below is not None and below["line"] is not None and _is_bold_line(below)):
            continue
        level = 1 if is_first else DEEPEST
        if below is not None or is_first:
            marked += [html[done : found.start()], f"<h{level}>{found['line']}</h{level}>"]
            done = found.end()
    return "".join([*marked, html[done:]])


def with_first_line_as_title(read: FileText) -> FileText:
    """The document, its first line a heading where that is a title and no heading of the first level follows soon."""
    named = ((at, one) for at, one in enumerate(read.blocks[:-1]) if not _KIND.fullmatch(one.text))
    place, first = next(named, (0, None))
    titled = any(block.kind == "heading" and block.level == 1 for block in read.blocks[:_FRONT])
    if first is None or titled or first.kind != "paragraph" or not is_title(first.text):
        return read
    title = replace(first, kind="heading", level=1)
    return replace(read, blocks=(*read.blocks[:place], title, *read.blocks[place + 1 :]), title=first.text)


def _lines(html: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Each line of the document that stands in no table or list, with what follows it."""
    depth = 0
    outside: list[re.Match[str]] = []
    for found in _PIECE.finditer(html):
        if depth == 0 and not found["end"] and (found["line"] is None or _text(found)):
            outside.append(found)
        if found["end"] is not None:
            depth += -1 if found["end"] else 1
    following: Sequence[re.Match[str] | None] = [*outside[1:], None]
    for found, below in zip(outside, following, strict=True):
        if found["line"] is not None:
            yield found, None if below is not None and below[0].startswith("<h") else below


def _text(line: re.Match[str]) -> str:
    """The words of a line; none where it only holds a picture."""
    return one_line(unescape(_TAG.sub(" ", line["line"])))


def _is_bold_line(found: re.Match[str]) -> bool:
    """Whether a line is bold from end to end, short, and names something instead of telling it."""
    text = _text(found)
    bold = _BOLD.fullmatch(found["line"])
    return bool(bold and _NAMES.fullmatch(text) and not _TELLS.search(text)) and len(text.split()) <= _MOST_WORDS
