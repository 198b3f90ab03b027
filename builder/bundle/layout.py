"""Terms and vectors laid into small files: which term stands in which file, which unit beside which. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy
from numpy.typing import NDArray

from builder.bundle.vectors import ROUGH_REACH, make_steps
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
)
from builder.rank.words import Posting, Words

FILE = 2200  # bytes of a words file, at least: a query reads one for each rare word
RARE = 8  # of them in a query
MOST_PARTS = 1_500  # words files, where larger ones make fewer do
MOST_UNITS = 1024  # kept of a term's postings, the weightiest
MOST_UNITS_OF_COMMON = 128  # of a term that every eighth unit has: it tells little
NEAR = 16_000  # bytes that the passages' vectors of one query take, where that is enough of them
RUNS_READ = 28  # about as many runs of passages does a query read at least, with what shares their files
SHORTEST_RUN = 16  # units in a run, in the mean; half the root of their number where that is more
NEAR_FILE = 2_000  # bytes of a near file that are worth a request; a longer run has a file of its own
ASKED_PROBES = 4  # files of wordings that a query reads
_NOWHERE = Posting(numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.float32))


def make_terms(words: Words, rows: Mapping[str, Floats], mistaken: Iterable[str], size: int) -> dict[str, Term]:
    """Every term of the site or of general English: its row, and the units it matters to.

    So are words that would else be taken for slips: what is known, though it stands nowhere, is not mended.
    """
    known = {*words.postings, *rows, *mistaken}
    names = sorted((name for name in known if len(name.encode()) <= LONGEST_TERM), key=order)
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

    A small site's vectors leave bytes to a query, which fewer, larger files may take.
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
    """The files of units' vectors, first those of passages, then those of wordings, and what the head says of them."""

    files: tuple[bytes, ...]
    centres: Floats  # one a run
    centre_steps: Floats
    steps: Floats  # of passages
    asked_steps: Floats  # of wordings
    runs: tuple[tuple[int, ...], ...]  # for each file how many units each of its runs holds
    probes: int  # files of passages that a query should read
    read_by_query: float  # how many bytes of these that is, in the mean


def near_files(vectors: Floats, pages: Sequence[int], variants: Sequence[int]) -> Near:
    """Lay the vectors into files: neighbours together, passages of pages and wordings of questions."""
    passages = sum(pages)
    runs, asked_runs = make_runs(pages), make_runs(variants)
    sizes = [*runs, *asked_runs]
    sums = numpy.zeros((len(sizes), vectors.shape[1]), numpy.float32)
    owners = numpy.repeat(numpy.arange(len(sizes)), sizes)
    numpy.add.at(sums, owners, vectors)
    centre_steps = make_steps(unit(sums), ROUGH_REACH, ROUGH_LEVELS)
    rounded = pack(unit(sums), centre_steps, ROUGH_LEVELS)
    centres = unpack(rounded, centre_steps, ROUGH_LEVELS)  # as a browser reads them
    rest = vectors - centres[owners]
    parts = rest[:passages], rest[passages:]
    steps = [make_steps(part, ROUGH_REACH, ROUGH_LEVELS) for part in parts]
    packed = [pack(part, step, ROUGH_LEVELS) for part, step in zip(parts, steps, strict=True)]
    size = vectors.shape[1] * (ROUGH_LEVELS.bit_length() - 1) // 8
    filed = [_share_files(some, size) for some in (runs, asked_runs)]
    files = [_cut(content, some, size) for content, some in zip(packed, filed, strict=True)]
    mean = len(packed[0]) / max(len(files[0]), 1)
    probes = max(round(NEAR / max(mean, 1.0)), round(RUNS_READ * len(filed[0]) / max(len(runs), 1)))
    return Near(
        files=(*files[0], *files[1]),
        centres=centres,
        centre_steps=centre_steps,
        steps=steps[0],
        asked_steps=steps[1],
        runs=(*filed[0], *filed[1]),
        probes=probes,
        read_by_query=min(probes, len(files[0])) * mean,
    )


def _share_files(runs: Sequence[int], size: int) -> list[tuple[int, ...]]:
    """The runs of each file, as many in each as make it worth a request; `size` is what a vector takes."""
    count = min(max(round(sum(runs) * size / NEAR_FILE), 1), len(runs))
    ends = [len(runs) * file // count for file in range(count + 1)] if count else []
    return [tuple(runs[start:end]) for start, end in pairwise(ends)]


def _cut(content: bytes, filed: Sequence[Sequence[int]], size: int) -> list[bytes]:
    """The files' bytes, one after the other."""
    ends = accumulate((sum(runs) * size for runs in filed), initial=0)
    return [content[start:end] for start, end in pairwise(ends)]


def make_runs(pages: Sequence[int]) -> list[int]:
    """How many units each run holds: some small pages or a part of a large one, some questions' wordings.

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
