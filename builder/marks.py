"""Marking quotes: texts or finished HTML and the quotes in them come in, marked ones go out. Never marks other words.

Quotes may overlap, so a text is cut into segments, each naming every quote it belongs to:

    quotes     q1 ├──────────────┤
               q2        ├────────────┤
    segments   │  q1     │ q1 q2 │ q2  │
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.anchors import heading_slug, unique_anchor
from builder.letters import INLINE, TAG, TOKEN, Letters, Range, headings, ids, read_letters
from builder.quoted import Quote, find_quote, find_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text, the quotes it belongs to, and those of them that begin with it."""

    text: str
    quotes: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


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
    own = f' id="{segment.begins[0]}"' if segment.begins else ""
    inner = [f'<span id="{name}">' for name in segment.begins[1:]]
    mark = f'<mark class="ab-quote"{own} data-quotes="{" ".join(segment.quotes)}">'
    return mark + "".join(inner), "</span>" * len(inner) + "</mark>"


def _holds_whole_elements(fragment: str) -> bool:
    """Whether a piece of HTML can stand in one inline element."""
    opened: list[str] = []
    for token in TOKEN.finditer(fragment):
        if not (tag := TAG.match(token.group())) or token.group(1):
            continue
        name = tag.group(1).lower()
        if name not in INLINE:
            return False
        if not token.group().startswith("</"):
            if name != "wbr":
                opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _alone(ranges: dict[str, Range]) -> set[str]:
    """The quotes that overlap no other."""
    ordered = sorted(ranges.items(), key=lambda entry: entry[1])
    alone, reached = set(), -1
    for place, (name, (start, end)) in enumerate(ordered):
        if reached <= start and all(end <= found[0] for _, found in ordered[place + 1 : place + 2]):
            alone.add(name)
        reached = max(reached, end)
    return alone


Insertion = tuple[int, int, str]  # where, closing tags before opening ones, what


def _whole_marks(page: str, letters: Letters, ranges: dict[str, Range]) -> dict[str, list[Insertion]]:
    """One mark for each quote that overlaps no other and cuts through no element."""
    marks: dict[str, list[Insertion]] = {}
    for name in _alone(ranges):
        first, last = ranges[name]
        start, end = letters.places[first][0], letters.places[last - 1][1]
        if _holds_whole_elements(page[start:end]):
            before, after = mark_tags(Segment(text="", quotes=(name,), begins=(name,)))
            marks[name] = [(start, 1, before), (end, 0, after)]
    return marks


def _piece_marks(letters: Letters, ranges: dict[str, Range]) -> list[Insertion]:
    """A mark for every segment of every text node that quotes reach."""
    inserted: list[Insertion] = []
    begun: set[str] = set()
    edges = sorted({edge for found in ranges.values() for edge in found})
    starting = sorted(ranges.items(), key=lambda entry: entry[1][0], reverse=True)
    order = {name: number for number, name in enumerate(ranges)}
    near: list[tuple[str, Range]] = []
    for (first, last), at_edge in zip(letters.runs, letters.edges, strict=True):
        while starting and starting[-1][1][0] < last:
            near.append(starting.pop())
        near = [entry for entry in near if entry[1][1] > first]
        cuts = [first, *edges[bisect_right(edges, first) : bisect_left(edges, last)], last]
        for start, end in pairwise(cuts):
            reaching = [name for name, found in near if found[0] <= start and end <= found[1]]
            names = tuple(sorted(reaching, key=order.__getitem__))
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
    letters = read_letters(page)
    ranges = find_quotes(quotes, letters)
    whole = _whole_marks(page, letters, ranges)
    pieces = _piece_marks(letters, {name: found for name, found in ranges.items() if name not in whole})
    marked = _insert(page, [*(entry for entries in whole.values() for entry in entries), *pieces])
    return marked, tuple(quote.id for quote in quotes if quote.id not in ranges)


def place_quotes(page: str, quotes: Sequence[Quote]) -> str:
    """The page's HTML with an id for each quote at the heading under which it stands, else at the page's beginning."""
    letters = read_letters(page)
    starts = [(letters.sections.get(quote.place, (0, 0))[0], quote.id) for quote in quotes]
    places = [start for start, _ in letters.places] or [0]
    return _insert(page, [(places[min(at, len(places) - 1)], 1, f'<span id="{name}"></span>') for at, name in starts])


def name_sections(page: str) -> str:
    """The page's HTML with our name for every heading to which the site gave another."""
    taken, known = dict[str, int](), ids(page)
    named = [(place, unique_anchor(heading_slug(words), taken)) for place, words in headings(page)]
    return _insert(page, [(place, 1, f'<span id="{name}"></span>') for place, name in named if name not in known])


def _insert(page: str, insertions: Iterable[Insertion]) -> str:
    parts: list[str] = []
    done = 0
    for place, _, tags in sorted(insertions, key=lambda entry: entry[:2]):
        parts += [page[done:place], tags]
        done = place
    return "".join([*parts, page[done:]])
