"""The binary files behind the query box: records ⇄ bytes, as site_src/reference/format.md says. Twin: `web/files.js`.

head    length of the JSON · JSON · sections, in the order the JSON names them
words   count, then a term after the other: shared letters · new letters · texts · row · postings
near    what each unit's vector is besides the centre of its run, roughly packed, run after run
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy
from numpy.typing import NDArray

from builder.rank.sections import read_edges, read_steps, write_edges, write_steps

Floats = NDArray[numpy.float32]
VERSION = 4
LEVELS = 16
ROUGH_LEVELS = 4  # of a run's centre, and of what a unit's vector is besides it
MOST_SHARE = 2.2  # what a term's share of a text's score cannot exceed: BM25's k1 + 1
SCALE_STEPS, SCALE_ZERO = 12, 128  # a row's length in twelfths of a doubling
FEW = 24  # numbers that are written one by one sooner than all at once
LONGEST_TERM = 60  # bytes; longer names are found by their parts
ENDINGS = {"words": "bin", "near": "bin", "texts": "json", "known": "json", "cards": "json"}
GROUPS = tuple(ENDINGS)


@dataclass(frozen=True, slots=True)
class Term:
    """A term: how many units it stands in, its row, its weightiest units and its share of each one's score."""

    units_with: int
    row: Floats | None
    units: NDArray[numpy.int32]
    shares: NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class Head:
    """What the browser must know before the first query."""

    settings: Mapping[str, Any]
    row_steps: Floats
    near_steps: Floats  # of passages
    asked_steps: Floats  # of wordings
    centre_steps: Floats
    centres: Floats  # one a run
    runs: tuple[tuple[int, ...], ...]  # for each near file how many units each of its runs holds
    edges: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    common: Mapping[str, Term]
    pages: tuple[int, ...]
    variants: tuple[int, ...]
    books: tuple[tuple[int, int], ...] = ()  # which book the pages belong to: its number, how many pages


def unit(vectors: Floats) -> Floats:
    """The vectors at length one; a null vector stays null."""
    lengths = numpy.linalg.norm(vectors, axis=-1, keepdims=True)
    return numpy.asarray(vectors / numpy.maximum(lengths, 1e-9), dtype=numpy.float32)


def pack(vectors: Floats, steps: Floats, levels: int = LEVELS) -> bytes:
    """Every number as one of sixteen or four levels, two or four a byte, the first in the lowest bits."""
    found = numpy.clip(numpy.floor(vectors / steps) + levels // 2, 0, levels - 1).astype(numpy.uint8)
    bits = levels.bit_length() - 1
    packed = numpy.zeros((*found.shape[:-1], found.shape[-1] * bits // 8), numpy.uint8)
    for place in range(8 // bits):
        packed |= found[..., place :: 8 // bits] << bits * place
    return packed.tobytes()


def unpack(data: bytes, steps: Floats, levels: int = LEVELS) -> Floats:
    """What packed vectors stand for, each at length one."""
    return unit(_numbers_of(data, steps, levels))


def unpack_around(data: bytes, centres: Floats, steps: Floats) -> Floats:
    """What vectors stand for that were packed as what they are besides their centres, each at length one."""
    return unit(centres + _numbers_of(data, steps, ROUGH_LEVELS))


def _numbers_of(data: bytes, steps: Floats, levels: int) -> Floats:
    bits = levels.bit_length() - 1
    packed = numpy.frombuffer(data, numpy.uint8).reshape(-1, len(steps) * bits // 8)
    found = numpy.empty((len(packed), len(steps)), numpy.float32)
    for place in range(8 // bits):
        found[:, place :: 8 // bits] = packed >> bits * place & levels - 1
    return (found - numpy.float32(levels / 2 - 0.5)) * steps


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the top bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def write_increasing(numbers: NDArray[numpy.integer[Any]]) -> bytes:
    """Increasing numbers as the varints of their differences, all of them at once where there are many."""
    if len(numbers) < FEW:
        known = numbers.tolist()
        return b"".join(varint(number - before) for number, before in zip(known, [0, *known], strict=False))
    steps = numbers.astype(numpy.int64)
    steps[1:] -= numbers[:-1]
    if steps.max(initial=0) < 128:
        return steps.astype(numpy.uint8).tobytes()
    sizes = 1 + sum((steps >= 128**size).astype(numpy.int64) for size in range(1, 5))
    starts = numpy.cumsum(sizes) - sizes
    out = numpy.zeros(int(sizes.sum()), numpy.uint8)
    for place in range(int(sizes.max())):
        long = sizes > place
        out[starts[long] + place] = (steps[long] >> 7 * place) & 127 | numpy.where(sizes[long] > place + 1, 128, 0)
    return out.tobytes()


class Reader:
    """A place in some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def varint(self) -> int:
        number, shift = 0, 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def increasing(self, count: int) -> NDArray[numpy.int32]:
        """Numbers written as differences."""
        return numpy.array(list(accumulate(self.varint() for _ in range(count))), dtype=numpy.int32)


def order(term: str) -> bytes:
    """The order of terms in the files: by UTF-16 units, as JavaScript compares."""
    return term.encode("utf-16-be")


def write_words(terms: Mapping[str, Term], row_steps: Floats) -> bytes:
    """A file of terms, in their order."""
    out = [varint(len(terms))]
    before = b""
    names = sorted(terms, key=order)
    for text, row in zip(names, _row_bytes([terms[name].row for name in names], row_steps), strict=True):
        letters = text.encode()
        shared = next((at for at, (a, b) in enumerate(zip(before, letters, strict=False)) if a != b), -1)
        shared = min(len(before), len(letters)) if shared < 0 else shared
        out += [bytes([shared, len(letters) - shared]), letters[shared:], _term_bytes(terms[text], row)]
        before = letters
    return b"".join(out)


def _row_bytes(rows: Sequence[Floats | None], row_steps: Floats) -> list[bytes]:
    """Each row's length and packed direction, all of them at once; a single 0 for none."""
    matrix = numpy.zeros((len(rows), len(row_steps)), numpy.float32)
    for place, row in enumerate(rows):
        if row is not None:
            matrix[place] = row
    lengths = numpy.linalg.norm(matrix, axis=1)
    packed = pack(matrix / numpy.maximum(lengths, 1e-6)[:, None], row_steps)
    size = len(row_steps) // 2
    return [
        b"\0"
        if length < 1e-6
        else bytes([min(max(round(math.log2(length) * SCALE_STEPS) + SCALE_ZERO, 1), 255)])
        + packed[place * size : place * size + size]
        for place, length in enumerate(lengths.tolist())
    ]


def _term_bytes(term: Term, row: bytes) -> bytes:
    shares = term.shares if len(term.shares) % 2 == 0 else numpy.append(term.shares, numpy.uint8(0))
    halves = (shares[0::2] | (shares[1::2] << 4)).astype(numpy.uint8).tobytes()
    return b"".join([varint(term.units_with), row, varint(len(term.units)), write_increasing(term.units), halves])


def read_words(data: bytes, row_steps: Floats) -> dict[str, Term]:
    """The terms of a file."""
    reader, terms, before = Reader(data), {}, b""
    for _ in range(reader.varint()):
        shared, length = reader.take(2)
        before = before[:shared] + reader.take(length)
        terms[before.decode()] = _read_term(reader, row_steps)
    return terms


def _read_term(reader: Reader, row_steps: Floats) -> Term:
    units_with = reader.varint()
    scale = reader.take(1)[0]
    row = None
    if scale:
        row = unpack(reader.take(len(row_steps) // 2), row_steps)[0] * numpy.float32(
            2 ** ((scale - SCALE_ZERO) / SCALE_STEPS)
        )
    kept = reader.varint()
    units = reader.increasing(kept)
    halves = numpy.frombuffer(reader.take((kept + 1) // 2), numpy.uint8)
    shares = numpy.stack([halves & 15, halves >> 4], axis=1).reshape(-1)[:kept]
    return Term(units_with, row, units, shares)


def write_head(head: Head) -> bytes:
    """The head: settings as JSON, then everything else in as few bytes as it takes."""
    sections = {
        "row_steps": write_steps(head.row_steps),
        "near_steps": write_steps(head.near_steps),
        "asked_steps": write_steps(head.asked_steps),
        "centre_steps": write_steps(head.centre_steps),
        "centres": pack(head.centres, head.centre_steps, ROUGH_LEVELS),
        "runs": b"".join(varint(count) for runs in head.runs for count in (len(runs), *runs)),
        "edges": write_edges(head.edges),
        "names": b"".join(bytes.fromhex(name) for group in GROUPS for name in head.names[group]),
        "common": write_words(head.common, head.row_steps),
        "pages": b"".join(varint(count) for count in head.pages),
        "variants": b"".join(varint(count) for count in head.variants),
    }
    about = {
        "version": VERSION,
        "settings": dict(head.settings),
        "files": {group: len(head.names[group]) for group in GROUPS},
        "books": [list(book) for book in head.books],
        "sections": [[name, len(content)] for name, content in sections.items()],
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *sections.values()])


def read_head(data: bytes) -> Head:
    """What a head holds."""
    reader = Reader(data)
    about = json.loads(reader.take(int.from_bytes(reader.take(4), "little")))
    if about["version"] != VERSION:
        raise ValueError(f"the bundle has version {about['version']}, this reads version {VERSION}")
    sections = {name: reader.take(length) for name, length in about["sections"]}
    row_steps = read_steps(sections["row_steps"])
    centre_steps = read_steps(sections["centre_steps"])
    names, at = {}, 0
    for group in GROUPS:
        count = about["files"][group]
        names[group] = tuple(sections["names"][4 * (at + row) : 4 * (at + row + 1)].hex() for row in range(count))
        at += count
    return Head(
        settings=about["settings"],
        row_steps=row_steps,
        near_steps=read_steps(sections["near_steps"]),
        asked_steps=read_steps(sections["asked_steps"]),
        centre_steps=centre_steps,
        centres=unpack(sections["centres"], centre_steps, ROUGH_LEVELS),
        runs=_runs(sections["runs"]),
        edges=read_edges(sections["edges"]),
        names=names,
        common=read_words(sections["common"], row_steps),
        pages=_numbers(sections["pages"]),
        variants=_numbers(sections["variants"]),
        books=tuple((book, count) for book, count in about["books"]),
    )


def _runs(data: bytes) -> tuple[tuple[int, ...], ...]:
    reader, runs = Reader(data), []
    while reader.at < len(data):
        runs.append(tuple(reader.varint() for _ in range(reader.varint())))
    return tuple(runs)


def _numbers(data: bytes) -> tuple[int, ...]:
    reader, numbers = Reader(data), []
    while reader.at < len(data):
        numbers.append(reader.varint())
    return tuple(numbers)
