"""The visible letters of finished HTML, each with its place: a page comes in, its text and sections go out. Pure."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.text import COLUMN, one_line

Range = tuple[int, int]

TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|svg|template|textarea|math|del|s|strike)\b.*?</\1\s*>"
    r"|<a\b[^>]*\bclass=[\"'][^\"']*\b(?:headerlink|footnote-ref|footnote-backref)\b.*?</a>"
    r"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*+>"
    r"|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
    r"|[^<&]+|[<&]",
    re.DOTALL,
)
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup"
    " time tt u var wbr".split()
)
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")
_HEADING = re.compile(r"<h[1-6]\b")


@dataclass(slots=True)
class Letters:
    """The visible text of a page, each letter with its place in the HTML; a block's edge is a blank of no length."""

    text: list[str]
    places: list[Range]
    runs: list[Range]  # of letters that stand in one text node
    edges: list[bool]  # whether the tag before and after a run ends a block
    sections: dict[str, Range]  # by every id at their heading's start

    def is_whole(self, found: Range) -> bool:
        """Whether a stretch of text begins and ends with a block."""
        return self._ends_block(found[0] - 1, -1) and self._ends_block(found[1], 1)

    def _ends_block(self, at: int, step: int) -> bool:
        while 0 <= at < len(self.text) and self.text[at].isspace():
            if self.places[at][0] == self.places[at][1]:
                return True
            at += step
        return not 0 <= at < len(self.text)

    def add_text(self, piece: str, start: int) -> None:
        """Take in letters as they are written, or an entity."""
        if piece[0] == "&" and len(piece) > 1:
            self.text.append(html.unescape(piece)[:1] or " ")  # of a letter that no page may hold nothing is left
            self.places.append((start, start + len(piece)))
        else:
            self.text += piece
            self.places += ((at, at + 1) for at in range(start, start + len(piece)))

    def add_edge(self, between: str, place: int) -> None:
        """Take in blanks that stand nowhere in the page, where a block begins or ends."""
        self.text += between
        self.places += [(place, place)] * len(between)

    def end_run(self, start: int, at_edge: bool) -> None:
        """End the text node that began here, if it holds anything."""
        if start < len(self.text):
            self.runs.append((start, len(self.text)))
            self.edges.append(at_edge)


def read_letters(page: str) -> Letters:
    """The letters that a reader of a finished page sees."""
    letters = Letters([], [], [], [], {})
    names, opened, run, after_edge, cell_before = [""], 0, 0, True, False
    for token in TOKEN.finditer(page):
        piece, start = token.group(), token.start()
        tag = TAG.match(piece)
        if tag is None and not piece.startswith("<!--"):
            letters.add_text(piece, start)
            continue
        name = tag[1].lower() if tag else ""
        edge = bool(name) and name not in INLINE
        letters.end_run(run, after_edge or edge)
        if edge:
            cell = name in {"td", "th"}
            letters.add_edge(COLUMN if cell and cell_before and piece[1] != "/" else " ", start)
            cell_before = cell
        if tag and (found := _ID.search(piece)):
            if _HEADING.match(piece):
                letters.sections |= dict.fromkeys(names, (opened, len(letters.text)))
                names, opened = [], len(letters.text)
            if opened == len(letters.text):
                names.append(html.unescape(found.group(1)))
        run, after_edge = len(letters.text), edge
    letters.end_run(run, at_edge=True)
    letters.sections |= dict.fromkeys(names, (opened, len(letters.text)))
    return letters


def headings(page: str) -> Iterator[tuple[int, str]]:
    """The headings of a page that have an id: where their words begin, and the words."""
    place, words = -1, ""
    for token in TOKEN.finditer(page):
        piece = token.group()
        if TAG.match(piece) is None:
            words += html.unescape(piece) if place >= 0 and not piece.startswith("<!--") else ""
        elif _HEADING.match(piece) and _ID.search(piece):
            place, words = token.end(), ""
        elif place >= 0 and piece.startswith("</h"):
            yield place, one_line(words)
            place = -1


def ids(page: str) -> set[str]:
    """Every id of a page."""
    tags = (token.group() for token in TOKEN.finditer(page) if TAG.match(token.group()))
    return {html.unescape(found.group(1)) for tag in tags if (found := _ID.search(tag))}
