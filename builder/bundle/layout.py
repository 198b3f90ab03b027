"""Terms and vectors laid into small files: which term stands in which file, which unit beside which. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy
from numpy.typing import NDArray

from builder.rank.files import (
    CENTRE_STEP,
    LONGEST_TERM,
    MOST_SHARE,
    Floats,
    Term,
    order,
    pack,
    unit,
    unpack,
    write_near,
)
from builder.rank.words import NOWHERE, Posting, Words

FILE = 1500  # bytes of a words file, at least: a query reads one for each rare word
RARE = 8  # of them in a query
MOST_PARTS = 1_500  # words files, where larger ones make fewer do
MOST_UNITS = 1024  # kept of a term's postings, the weightiest
MOST_UNITS_OF_COMMON = 128  # of a term that every eighth unit has: it tells little
NEAR = 24_000  # bytes that the passages' vectors of one query take, where that is enough of them
RUNS_READ = 28  # about as many runs of passages does a query read at least, with what shares their files
SHORTEST_RUN = 16  # units in a run, in the mean; half the root of their number where that is more
SHORTEST_ASKED_RUN = 8  # and of wordings: a question with many has a run of its own
NEAR_FILE = 84  # vectors that are worth a request; a longer run has a file of its own
ROW_BITS = 3  # that a number of a row takes, about
ASKED_PROBES = 6  # files of wordings that a query reads


def make_terms(words: Words, rows: Mapping[str, Floats], mistaken: Iterable[str], size: int) -> dict[str, Term]:
    """Every term of the site or of general English: its row, and the units it matters to.

    So are words that would else be taken for slips: what is known, though it stands nowhere, is not mended.
    """
    known = {*words.postings, *rows, *mistaken}
    names = sorted((name for name in known if len(name.encode()) <= LONGEST_TERM), key=order)
    postings = [words.postings.get(name, NOWHERE) for name in names]
    shares = numpy.concatenate([NOWHERE.share, *(one.share for one in postings)])
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


def split_terms(terms: Mapping[str, Term], spent: float) -> tuple[list[dict[str, Term]], list[str]]:
    """The terms of each file in their order, and each file's first term, cut to what tells it from the term before.

    A small site's vectors leave bytes to a query, which fewer, larger files may take.
    """
    sizes = {name: _size(name, term) for name, term in terms.items()}
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


def _size(name: str, term: Term) -> int:
    """About how many bytes a term takes."""
    return 3 + len(name) // 2 + (0 if term.row is None else len(term.row) * ROW_BITS // 8) + len(term.units) * 5 // 4


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
    runs: tuple[tuple[int, ...], ...]  # for each file how many units each of its runs holds
    probes: int  # files of passages that a query should read
    read_by_query: float  # how many bytes of these that is, in the mean


def near_files(vectors: Floats, pages: Sequence[int], variants: Sequence[int]) -> Near:
    """Lay the vectors into files: neighbours together, passages of pages and wordings of questions."""
    passages = sum(pages)
    runs, asked_runs = make_runs(pages, SHORTEST_RUN), make_runs(variants, SHORTEST_ASKED_RUN)
    sizes = [*runs, *asked_runs]
    sums = numpy.zeros((len(sizes), vectors.shape[1]), numpy.float32)
    owners = numpy.repeat(numpy.arange(len(sizes)), sizes)
    numpy.add.at(sums, owners, vectors)
    centres = unit(unpack(pack(unit(sums), CENTRE_STEP), CENTRE_STEP, vectors.shape[1]))  # as a browser reads them
    rest = vectors - centres[owners]
    filed = [_share_files(some) for some in (runs, asked_runs)]
    files = [_cut(part, some) for part, some in zip((rest[:passages], rest[passages:]), filed, strict=True)]
    mean = sum(map(len, files[0])) / max(len(files[0]), 1)
    probes = max(round(NEAR / max(mean, 1.0)), round(RUNS_READ * len(filed[0]) / max(len(runs), 1)))
    return Near(
        files=(*files[0], *files[1]),
        centres=centres,
        runs=(*filed[0], *filed[1]),
        probes=probes,
        read_by_query=min(probes, len(files[0])) * mean,
    )


def _share_files(runs: Sequence[int]) -> list[tuple[int, ...]]:
    """The runs of each file, as many in each as make it worth a request."""
    count = min(max(round(sum(runs) / NEAR_FILE), 1), len(runs))
    ends = [len(runs) * file // count for file in range(count + 1)] if count else []
    return [tuple(runs[start:end]) for start, end in pairwise(ends)]


def _cut(rest: Floats, filed: Sequence[Sequence[int]]) -> list[bytes]:
    """The files' bytes, one after the other."""
    ends = accumulate(map(sum, filed), initial=0)
    return [write_near(rest[start:end]) for start, end in pairwise(ends)]


def make_runs(pages: Sequence[int], shortest: int) -> list[int]:
    """How many units each run holds: some small pages or a part of a large one, some questions' wordings.

    Cuts are at fixed places, so that one passage more moves few of them.
    """
    half_root = 2 ** (round(2 * math.log2(max(sum(pages), 1) ** 0.5 / 2)) / 2)
    long = shortest * max(1.0, half_root / SHORTEST_RUN)
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
