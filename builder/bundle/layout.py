"""Terms and vectors laid into small files: which term stands in which file, which unit beside which. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from builder.bundle.vectors import ROUGH_REACH, make_clusters, make_steps
from builder.rank.files import (
    LONGEST_TERM,
    MOST_SHARE,
    ROUGH_LEVELS,
    Floats,
    Term,
    order,
    pack,
    unit,
    unpack,
    write_near,
)
from builder.rank.words import Posting, Words

FILE = 2200  # bytes of a words file, at least: a query reads one for each rare word
RARE = 8  # of them in a query
MOST_PARTS = 1_500  # words files, where larger ones make fewer do
MOST_UNITS = 1024  # kept of a term's postings, the weightiest
MOST_UNITS_OF_COMMON = 128  # of a term that every eighth unit has: it tells little
NEAR = 16_000  # bytes that the passages' vectors of one query may take, where that is enough of them
PROBES = (16, 24)
SHORTEST_RUN = 16  # passages in a file, in the mean; half the root of their number where that is more
CLUSTER, ASKED_PROBES = 32, 4  # wordings in a file, in the mean, and how many such files a query reads
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


@dataclass(frozen=True, slots=True)
class Near:
    """The files of units' vectors: first those of passages, in the passages' order, then those of wordings."""

    files: tuple[bytes, ...]
    centres: Floats
    centre_steps: Floats
    steps: Floats
    runs: tuple[int, ...]
    probes: int  # files of passages that a query should read

    @property
    def read_by_query(self) -> float:
        """How many bytes of passages' vectors a query reads, in the mean."""
        return min(self.probes, len(self.runs)) * _mean_size(self.files[: len(self.runs)])


def near_files(vectors: Floats, steps: Floats, pages: Sequence[int]) -> Near:
    """Lay the vectors into files: neighbouring passages together, wordings by what they mean."""
    passages = sum(pages)
    runs = make_runs(pages)
    clusters = make_clusters(vectors[passages:], math.ceil((len(vectors) - passages) / CLUSTER))[1]
    _, clusters = numpy.unique(clusters, return_inverse=True)
    owners = numpy.concatenate([numpy.repeat(numpy.arange(len(runs)), runs), len(runs) + clusters]).astype(numpy.int64)
    sums = numpy.zeros((int(owners.max(initial=-1)) + 1, vectors.shape[1]), numpy.float32)
    numpy.add.at(sums, owners, vectors)
    centre_steps = make_steps(unit(sums), ROUGH_REACH, ROUGH_LEVELS)
    centres = unpack(
        pack(unit(sums), centre_steps, ROUGH_LEVELS), centre_steps, ROUGH_LEVELS
    )  # as a browser reads them
    rest = vectors[:passages] - centres[owners[:passages]]
    rough = make_steps(rest, ROUGH_REACH, ROUGH_LEVELS)
    files = []
    for number in range(len(centres)):
        units = numpy.flatnonzero(owners == number)
        if number < len(runs):
            files.append(pack(rest[units], rough, ROUGH_LEVELS))
        else:
            files.append(write_near(units, pack(vectors[units], steps)))
    mean = _mean_size(files[: len(runs)])
    probes = min(max(round(NEAR / max(mean, 1.0)), PROBES[0]), PROBES[1])
    return Near(tuple(files), centres, centre_steps, rough, tuple(runs), probes)


def _mean_size(files: Sequence[bytes]) -> float:
    return sum(map(len, files)) / max(len(files), 1)


def make_runs(pages: Sequence[int]) -> list[int]:
    """How many passages each file holds: some small pages or a part of a large one.

    Cuts are at fixed places, so that one passage more moves few of them.
    """
    long = max(SHORTEST_RUN, 2 ** (round(2 * math.log2(max(sum(pages), 1) ** 0.5 / 2)) / 2))
    runs: list[int] = []
    at, last = 0, -1
    for size in pages:
        parts = max(1, round(size / long))
        place = int((at + size / 2) // long)
        at += size
        if parts == 1 and place == last and runs:
            runs[-1] += size
            continue
        runs += [size * (part + 1) // parts - size * part // parts for part in range(parts)]
        last = place if parts == 1 else -1
    return [size for size in runs if size]
