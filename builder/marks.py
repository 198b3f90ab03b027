"""Marking quotes: texts or finished HTML and the quotes in them come in, marked ones go out. Never marks other words.

Quotes may overlap, so a text is cut into segments, each naming every quote it belongs to:

    quotes     q1 ├──────────────┤
               q2        ├────────────┤
    segments   │  q1     │ q1 q2 │ q2  │
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from builder.wording import COLUMN

Range = tuple[int, int]
DENSE = 16  # letters of a quote that may be found without regard to blanks

_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<(script|style|svg|template|textarea|math|del|s|strike)\b.*?</\1\s*>"
    r"|<a\b[^>]*\bclass=[\"'][^\"']*\b(?:headerlink|footnote-ref|footnote-backref)\b.*?</a>"
    r"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*+>"
    r"|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);"
    r"|[^<&]+|[<&]",
    re.DOTALL,
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")
_HEADING = re.compile(r"<h[1-6]\b")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup"
    " time tt u var wbr".split()
)
_ALIKE = str.maketrans("‘’“”\u00a0", "''\"\" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words to mark, and the anchor of the heading under which they stand."""

    id: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text, the quotes it belongs to, and those of them that begin with it."""

    text: str
    quotes: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] + text[start : start + 1]
    after = text[end - 1 : end] + text[end : end + 1]
    return not (len(before) == 2 and before.isalnum()) and not (len(after) == 2 and after.isalnum())


def find_quote(text: str, quote: str, start: int = 0, end: int | None = None) -> Range | None:
    """Where the quote first stands as whole words, or else where it first stands at all."""
    first = at = text.find(quote, start, end) if quote else -1
    while at >= 0:
        if _stands_alone(text, at, at + len(quote)):
            return at, at + len(quote)
        at = text.find(quote, at + 1, end)
    return (first, first + len(quote)) if first >= 0 else None


def cut_segments(text: str, quotes: Iterable[Quote]) -> tuple[Segment, ...]:
    """The text in segments; a quote that does not stand in it is left out."""
    ranges = {quote.id: found for quote in quotes if (found := find_quote(text, quote.text))}
    cuts = sorted({0, len(text), *(edge for found in ranges.values() for edge in found)})
    return tuple(
        Segment(
            text=text[start:end],
            quotes=tuple(name for name, found in ranges.items() if found[0] <= start and end <= found[1]),
            begins=tuple(name for name, found in ranges.items() if found[0] == start),
        )
        for start, end in pairwise(cuts)
    )


def mark_tags(segment: Segment) -> tuple[str, str]:
    """The tags around a segment; each quote's id stands on exactly one element."""
    if not segment.quotes:
        return "", ""
    own = [f' id="{segment.begins[0]}"'] if segment.begins else [""]
    inner = [f'<span id="{name}">' for name in segment.begins[1:]]
    mark = f'<mark class="ab-quote"{own[0]} data-quotes="{" ".join(segment.quotes)}">'
    return mark + "".join(inner), "</span>" * len(inner) + "</mark>"


@dataclass(slots=True)
class _Letters:
    """The visible text of a page, each letter with its place in the HTML; a block's edge is a blank of no length."""

    text: list[str]
    places: list[Range]
    runs: list[Range]  # of letters that stand in one text node
    edges: list[bool]  # whether the tag before and after a run ends a block
    sections: dict[str, Range]


def _add(letters: _Letters, text: str, place: Range) -> None:
    letters.text.append(text)
    letters.places.append(place)


def _read_letters(page: str) -> _Letters:
    letters = _Letters([], [], [], [], {})
    section, opened, run, after_edge, cell_before = "", 0, 0, True, False
    for token in _TOKEN.finditer(page):
        piece, start = token.group(), token.start()
        tag = _TAG.match(piece)
        if tag is None and not piece.startswith("<!--"):
            if piece[0] == "&" and len(piece) > 1:
                _add(letters, html.unescape(piece)[:1], token.span())
            else:
                for offset, letter in enumerate(piece):
                    _add(letters, letter, (start + offset, start + offset + 1))
            continue
        edge = tag is not None and tag.group(1).lower() not in _INLINE
        if run < len(letters.text):
            letters.runs.append((run, len(letters.text)))
            letters.edges.append(after_edge or edge)
        if edge:
            between_cells = piece.startswith(("<td", "<th")) and cell_before
            for letter in " | " if between_cells else " ":
                _add(letters, letter, (start, start))
            cell_before = piece.startswith(("<td", "<th", "</td", "</th>"))
        if _HEADING.match(piece) and (found := _ID.search(piece)):
            letters.sections[section] = (opened, len(letters.text))
            section, opened = html.unescape(found.group(1)), len(letters.text)
        run, after_edge = len(letters.text), edge
    if run < len(letters.text):
        letters.runs.append((run, len(letters.text)))
        letters.edges.append(True)
    letters.sections[section] = (opened, len(letters.text))
    return letters


@dataclass(slots=True)
class _Reduced:
    """A text with single blanks or with none, and where each of its letters came from."""

    text: str
    origins: list[int]

    def find(self, words: str, within: Range | None) -> Range | None:
        """Where the words stand in a section; in the whole text only if they stand there once."""
        found = None
        if within:
            found = find_quote(self.text, words, *(bisect_left(self.origins, edge) for edge in within))
        if found is None and self.text.count(words) == 1:
            found = find_quote(self.text, words)
        return (self.origins[found[0]], self.origins[found[1] - 1] + 1) if found else None


def _squeeze(text: str) -> _Reduced:
    kept: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text.translate(_ALIKE)):
        if not letter.isspace():
            kept.append(letter)
            origins.append(place)
        elif kept and kept[-1] != " ":
            kept.append(" ")
            origins.append(place)
    return _Reduced("".join(kept), origins)


def _pack(squeezed: _Reduced) -> _Reduced:
    """Without any blanks and cell edges: readers of files do not all see the same ones."""
    kept = [
        (letter, origin) for letter, origin in zip(squeezed.text, squeezed.origins, strict=True) if letter not in " |"
    ]
    return _Reduced("".join(letter for letter, _ in kept), [origin for _, origin in kept])


def _find_quotes(quotes: Sequence[Quote], letters: _Letters) -> dict[str, Range]:
    squeezed = _squeeze("".join(letters.text))
    packed = _pack(squeezed)
    ranges: dict[str, Range] = {}
    for quote in quotes:
        within = letters.sections.get(quote.place)
        for wording in _wordings(quote.text):
            words = _squeeze(wording)
            found = squeezed.find(words.text.strip(), within)
            if found is None and len(dense := _pack(words).text) >= DENSE:
                found = packed.find(dense, within)
            if found:
                ranges[quote.id] = found
                break
    return ranges


def _wordings(quote: str) -> Iterator[str]:
    """The quote, then what a page shows of a table's row whose cells span columns or reach down from rows above."""
    yield quote
    cells = [cell for cell, _ in groupby(quote.split(COLUMN))]
    for start in range(len(cells) - 1):
        yield COLUMN.join(cells[start:])
    for left_out in range(1, len(cells)):
        yield COLUMN.join(cells[:left_out] + cells[left_out + 1 :])


def _holds_whole_elements(fragment: str) -> bool:
    """Whether a piece of HTML can stand in one inline element."""
    opened: list[str] = []
    for token in _TOKEN.finditer(fragment):
        if not (tag := _TAG.match(token.group())) or token.group(1):
            continue
        name = tag.group(1).lower()
        if name not in _INLINE:
            return False
        if not token.group().startswith("</"):
            if name != "wbr":
                opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _alone(name: str, ranges: dict[str, Range]) -> bool:
    start, end = ranges[name]
    return all(other == name or found[1] <= start or end <= found[0] for other, found in ranges.items())


Insertion = tuple[int, int, str]  # where, closing tags before opening ones, what


def _whole_marks(page: str, letters: _Letters, ranges: dict[str, Range]) -> dict[str, list[Insertion]]:
    """One mark for each quote that overlaps no other and cuts through no element."""
    marks: dict[str, list[Insertion]] = {}
    for name, (first, last) in ranges.items():
        start, end = letters.places[first][0], letters.places[last - 1][1]
        if _alone(name, ranges) and _holds_whole_elements(page[start:end]):
            before, after = mark_tags(Segment(text="", quotes=(name,), begins=(name,)))
            marks[name] = [(start, 1, before), (end, 0, after)]
    return marks


def _piece_marks(letters: _Letters, ranges: dict[str, Range]) -> list[Insertion]:
    """A mark for every segment of every text node that quotes reach."""
    inserted: list[Insertion] = []
    begun: set[str] = set()
    edges = {edge for found in ranges.values() for edge in found}
    for (first, last), at_edge in zip(letters.runs, letters.edges, strict=True):
        cuts = sorted({first, last, *(edge for edge in edges if first < edge < last)})
        for start, end in pairwise(cuts):
            names = tuple(name for name, found in ranges.items() if found[0] <= start and end <= found[1])
            text = "".join(letters.text[start:end])
            if not names or (at_edge and not text.strip()):
                continue
            begins = tuple(name for name in names if name not in begun)
            begun.update(begins)
            before, after = mark_tags(Segment(text=text, quotes=names, begins=begins))
            inserted += [(letters.places[start][0], 1, before), (letters.places[end - 1][1], 0, after)]
    return inserted


def mark_quotes(page: str, quotes: Sequence[Quote]) -> tuple[str, tuple[str, ...]]:
    """The page's HTML with every quote in marks, and the ids of those that do not stand in it."""
    letters = _read_letters(page)
    ranges = _find_quotes(quotes, letters)
    parts: list[str] = []
    done = 0
    whole = _whole_marks(page, letters, ranges)
    pieces = _piece_marks(letters, {name: found for name, found in ranges.items() if name not in whole})
    inserted = [*(entry for entries in whole.values() for entry in entries), *pieces]
    for place, _, tags in sorted(inserted, key=lambda entry: entry[:2]):
        parts += [page[done:place], tags]
        done = place
    marked = "".join([*parts, page[done:]])
    return marked, tuple(quote.id for quote in quotes if quote.id not in ranges)
