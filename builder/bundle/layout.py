"""Terms and vectors laid into small files: which term stands in which file, which unit in which cluster. Pure."""

from collections.abc import Mapping, Sequence

import numpy
from numpy.typing import NDArray

from builder.bundle.vectors import make_clusters
from builder.rank.files import LONGEST_TERM, MOST_SHARE, Floats, Term, order, unit, write_near
from builder.rank.words import Posting, Words

FILE = 2200  # bytes of a words file, at least: a query reads one for each rare word
RARE = 8  # of them in a query
MOST_PARTS = 1_500  # words files, where larger ones make fewer do
MOST_UNITS = 1024  # kept of a term's postings, the weightiest
MOST_UNITS_OF_COMMON = 128  # of a term that every eighth unit has: it tells little
NEAR = 16_000  # bytes that the clusters of one query may take, where that is enough of them
PROBES = (4, 16)
_NOWHERE = Posting(numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.float32))


def make_terms(words: Words, rows: Mapping[str, Floats], size: int) -> dict[str, Term]:
    """Every term of the site or of general English: its row, and the units it matters to."""
    names = sorted((name for name in {*words.postings, *rows} if len(name.encode()) <= LONGEST_TERM), key=order)
    postings = [words.postings.get(name, _NOWHERE) for name in names]
    shares = numpy.concatenate([_NOWHERE.share, *(one.share for one in postings)])
    levels = numpy.clip(numpy.round(shares / MOST_SHARE * 15), 1, 15).astype(numpy.uint8)
    ends = numpy.cumsum([len(one.rows) for one in postings]).tolist()
    return {
        name: _term(posting, levels[start:end], rows.get(name), size)
        for name, posting, start, end in zip(names, postings, [0, *ends], ends, strict=False)
    }


def _term(posting: Posting, levels: NDArray[numpy.uint8], row: Floats | None, size: int) -> Term:
    most = MOST_UNITS_OF_COMMON if len(posting.rows) > size / 8 else MOST_UNITS
    if len(posting.rows) <= most:
        return Term(len(posting.rows), row, posting.rows, levels)
    kept = numpy.sort(numpy.argsort(-posting.share, kind="stable")[:most])
    return Term(len(posting.rows), row, posting.rows[kept], levels[kept])


def split_terms(terms: Mapping[str, Term], row_bytes: int, spent: float) -> tuple[list[dict[str, Term]], list[str]]:
    """The terms of each file in their order, and each file's first term, cut to what tells it from the term before.

    A small site's clusters leave bytes to a query, which fewer, larger files may take.
    """
    sizes = {name: _size(name, term, row_bytes) for name, term in terms.items()}
    most = max(FILE, FILE + (NEAR - spent) / RARE, sum(sizes.values()) / MOST_PARTS)
    parts: list[dict[str, Term]] = []
    edges: list[str] = []
    size, before = most, ""
    for name, term in terms.items():
        if size >= most and " " not in name:
            parts.append({})
            edges.append(_edge(before, name))
            size = 0
        parts[-1][name] = term
        size += sizes[name]
        before = name
    return parts, edges


def _size(name: str, term: Term, row_bytes: int) -> int:
    """About how many bytes a term takes."""
    return 5 + len(name) // 2 + (row_bytes if term.row is not None else 0) + len(term.units) * 7 // 4


def _edge(before: str, first: str) -> str:
    """The shortest beginning of `first` that comes after `before`."""
    for length in range(1, len(first)):
        if order(first[:length]) > order(before):
            return first[:length]
    return first


def near_files(vectors: Floats, steps: Floats) -> tuple[list[bytes], Floats, int]:
    """The clusters of units, their centres, and how many of them a query should read."""
    count = max(1, round(len(vectors) ** 0.5)) if len(vectors) else 0
    centres, owners = make_clusters(vectors, count)
    filled = [number for number in range(count) if (owners == number).any()]
    files = [_near(vectors, owners, number, steps) for number in filled]
    mean = sum(map(len, files)) / max(len(files), 1)
    probes = min(max(round(NEAR / max(mean, 1.0)), PROBES[0]), PROBES[1])
    return files, unit(centres[filled]), probes


def _near(vectors: Floats, owners: NDArray[numpy.int64], number: int, steps: Floats) -> bytes:
    units = numpy.flatnonzero(owners == number)
    return write_near(units, vectors[units], steps)


def read_by_query(near: Sequence[bytes], probes: int) -> float:
    """How many bytes of near files a query reads, in the mean."""
    return probes * sum(map(len, near)) / max(len(near), 1)
