"""Terms and vectors laid into small files: which term stands in which file, which unit in which cluster. Pure."""

from collections.abc import Iterator, Mapping

import numpy
from numpy.typing import NDArray

from builder.bundle.vectors import make_clusters
from builder.rank.files import LONGEST_TERM, MOST_SHARE, Floats, Term, order, unit, write_near, write_words
from builder.rank.words import Posting, Words

FILE = 2200  # bytes of a words file: a query reads one for each rare word
MOST_UNITS = 1024  # kept of a term's postings, the weightiest
MOST_UNITS_OF_COMMON = 128  # of a term that every eighth unit has: it tells little
NEAR = 16_000  # bytes that the clusters of one query may take, where that is enough of them
PROBES = (4, 16)


def make_terms(words: Words, rows: Mapping[str, Floats], size: int) -> dict[str, Term]:
    """Every term of the site or of general English: its row, and the units it matters to."""
    names = {*words.postings, *rows}
    none = Posting(numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.float32))
    return {
        name: _term(words.postings.get(name, none), rows.get(name), size)
        for name in sorted(names, key=order)
        if len(name.encode()) <= LONGEST_TERM
    }


def _term(posting: Posting, row: Floats | None, size: int) -> Term:
    shares = numpy.clip(numpy.round(posting.share / MOST_SHARE * 15), 1, 15).astype(numpy.uint8)
    most = MOST_UNITS_OF_COMMON if len(posting.rows) > size / 8 else MOST_UNITS
    kept = numpy.sort(numpy.argsort(-posting.share, kind="stable")[:most])
    return Term(len(posting.rows), row, posting.rows[kept], shares[kept])


def words_files(terms: Mapping[str, Term], row_steps: Floats) -> tuple[list[bytes], list[str]]:
    """The files of terms in their order, and each file's first term, cut to what tells it from the term before."""
    files, edges, before = [], [], ""
    for part in _parts(terms, len(row_steps) // 2):
        first = next(iter(part))
        edges.append(_edge(before, first))
        before = next(reversed(part))
        files.append(write_words(part, row_steps))
    return files, edges


def _parts(terms: Mapping[str, Term], row_bytes: int) -> Iterator[dict[str, Term]]:
    part: dict[str, Term] = {}
    size = 0
    for name, term in terms.items():
        if size >= FILE and " " not in name:
            yield part
            part, size = {}, 0
        part[name] = term
        size += 5 + len(name) // 2 + (row_bytes if term.row is not None else 0) + len(term.units) * 7 // 4
    if part:
        yield part


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
