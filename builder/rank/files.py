"""The binary files behind the query box: records ⇄ bytes, as site_src/reference/format.md says. Twin: `web/files.js`.

head    length of the JSON · JSON · sections, in the order the JSON names them
words   count, then term after term: shared letters · new letters · texts · its row's length · postings; then rows
near    what each unit's vector is besides the centre of its run, run after run

Each is deflated. A number of a vector is a byte, in steps: most are small, and deflating makes them two to four bits.
"""

import json
import math
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, TypeVar

import numpy
from numpy.typing import NDArray

from builder.rank.sections import read_edges, write_edges

Floats = NDArray[numpy.float32]
Read = TypeVar("Read")
VERSION = 5
ROW_STEP, CENTRE_STEP, NEAR_STEP = 0.07, 0.1, 0.12  # of a row, of a run's centre, of a unit's vector around that
MOST_STEPS = 127  # of a number
MOST_SHARE = 2.2  # what a term's share of a text's score cannot exceed: BM25's k1 + 1
SCALE_STEPS, SCALE_ZERO = 12, 128  # a row's length in twelfths of a doubling
SHORTEST_ROW = 1e-6  # shorter ones are none
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


NO_UNITS, NO_SHARES = numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.uint8)


@dataclass(frozen=True, slots=True)
class Head:
    """What the browser must know before the first query."""

    settings: Mapping[str, Any]
    dimension: int  # how many numbers a vector has
    centres: Floats  # one a run
    runs: tuple[tuple[int, ...], ...]  # for each near file how many units each of its runs holds
    edges: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    common: Mapping[str, Term]
    pages: tuple[int, ...]
    variants: tuple[int, ...]
    cited: tuple[tuple[int, ...], ...]  # the pages that each known question's answers rest on, if they are few
    opposed: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)  # a question's words with opposites
    books: tuple[tuple[int, int], ...] = ()  # which book the pages belong to: its number, how many pages


def unit(vectors: Floats) -> Floats:
    """The vectors at length one; a null vector stays null."""
    lengths = numpy.linalg.norm(vectors, axis=-1, keepdims=True)
    return numpy.asarray(vectors / numpy.maximum(lengths, 1e-9), dtype=numpy.float32)


def pack(vectors: Floats, step: float) -> bytes:
    """Every number as a byte: how many steps it is."""
    steps = numpy.clip(numpy.rint(vectors / step), -MOST_STEPS, MOST_STEPS)
    return bytes(steps.astype(numpy.int8).tobytes())


def unpack(data: bytes, step: float, dimension: int) -> Floats:
    """The packed vectors, not yet at length one."""
    return numpy.frombuffer(data, numpy.int8).reshape(-1, dimension) * numpy.float32(step)


def write_near(rest: Floats) -> bytes:
    """A file of what vectors are besides their centres."""
    return squeeze(pack(rest, NEAR_STEP))


def read_near(data: bytes, centres: Floats) -> Floats:
    """The vectors of a file around their centres, each at length one."""
    return unit(centres + unpack(zlib.decompress(data), NEAR_STEP, centres.shape[1]))


def squeeze(*parts: bytes) -> bytes:
    """The parts deflated, each by a code of its own: letters and numbers have little in common."""
    packer = zlib.compressobj(9, strategy=zlib.Z_FILTERED)
    return b"".join([*(packer.compress(part) + packer.flush(zlib.Z_BLOCK) for part in parts), packer.flush()])


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


def write_words(terms: Mapping[str, Term]) -> bytes:
    """A file of terms, in their order."""
    return squeeze(*_words_parts(terms))


def _words_parts(terms: Mapping[str, Term]) -> tuple[bytes, bytes]:
    """The terms in their order, and the rows of those that have one."""
    out, rows = [varint(len(terms))], list[Floats]()
    before = b""
    for text in sorted(terms, key=order):
        letters = text.encode()
        shared = next((at for at, (a, b) in enumerate(zip(before, letters, strict=False)) if a != b), -1)
        shared = min(len(before), len(letters)) if shared < 0 else shared
        row = terms[text].row
        length = 0 if row is None else _length_of(row)
        out += [bytes([shared, len(letters) - shared]), letters[shared:], _term_bytes(terms[text], length)]
        if row is not None and length:
            rows.append(row)
        before = letters
    return b"".join(out), pack(unit(numpy.stack(rows)), ROW_STEP) if rows else b""


def _length_of(row: Floats) -> int:
    """A row's length as a byte; 0 where it is none."""
    length = float(numpy.sqrt(row.dot(row)))  # what numpy.linalg.norm does, without asking first what it is given
    return min(max(round(math.log2(length) * SCALE_STEPS) + SCALE_ZERO, 1), 255) if length >= SHORTEST_ROW else 0


def _term_bytes(term: Term, length: int) -> bytes:
    if not len(term.units):  # as most words of general English on a small site
        return b"".join([varint(term.units_with), bytes([length, 0])])
    shares = term.shares if len(term.shares) % 2 == 0 else numpy.append(term.shares, numpy.uint8(0))
    halves = (shares[0::2] | (shares[1::2] << 4)).astype(numpy.uint8).tobytes()
    return b"".join(
        [varint(term.units_with), bytes([length]), varint(len(term.units)), write_increasing(term.units), halves]
    )


def read_words(data: bytes, dimension: int) -> dict[str, Term]:
    """The terms of a file."""
    return _read_words(Reader(zlib.decompress(data)), dimension)


def _read_words(reader: Reader, dimension: int) -> dict[str, Term]:
    terms, lengths, before = dict[str, Term](), list[int](), b""
    for _ in range(reader.varint()):
        shared, new = reader.take(2)
        before = before[:shared] + reader.take(new)
        terms[before.decode()], length = _read_term(reader)
        lengths.append(length)
    named = [(name, length) for name, length in zip(terms, lengths, strict=True) if length]
    scales = numpy.array([2 ** ((length - SCALE_ZERO) / SCALE_STEPS) for _, length in named], numpy.float32)
    rows = unit(unpack(reader.take(dimension * len(named)), ROW_STEP, dimension)) * scales[:, None]
    for (name, _), row in zip(named, rows, strict=True):
        terms[name] = replace(terms[name], row=row)
    return terms


def _read_term(reader: Reader) -> tuple[Term, int]:
    """A term without its row, and how long that is."""
    units_with = reader.varint()
    length = reader.take(1)[0]
    kept = reader.varint()
    if not kept:
        return Term(units_with, None, NO_UNITS, NO_SHARES), length
    units = reader.increasing(kept)
    halves = numpy.frombuffer(reader.take((kept + 1) // 2), numpy.uint8)
    shares = numpy.stack([halves & 15, halves >> 4], axis=1).reshape(-1)[:kept]
    return Term(units_with, None, units, shares), length


def write_head(head: Head) -> bytes:
    """The head: settings as JSON, then everything else in as few bytes as it takes."""
    terms, rows = _words_parts(head.common)
    sections = {
        "runs": _write_lists(head.runs),
        "cited": _write_lists(head.cited),
        "pages": b"".join(map(varint, head.pages)),
        "variants": b"".join(map(varint, head.variants)),
        "edges": write_edges(head.edges),
        "common": terms + rows,
        "centres": pack(head.centres, CENTRE_STEP),
        "names": b"".join(bytes.fromhex(name) for group in GROUPS for name in head.names[group]),
    }
    about = {
        "version": VERSION,
        "dimension": head.dimension,
        "settings": dict(head.settings),
        "files": {group: len(head.names[group]) for group in GROUPS},
        "books": [list(book) for book in head.books],
        "opposed": head.opposed,
        "sections": [[name, len(content)] for name, content in sections.items()],
    }
    text = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    *lists, _, centres, names = sections.values()
    return squeeze(b"".join([len(text).to_bytes(4, "little"), text, *lists, terms]), rows, centres, names)


def read_head(data: bytes) -> Head:
    """What a head holds."""
    reader = Reader(zlib.decompress(data))
    about = json.loads(reader.take(int.from_bytes(reader.take(4), "little")))
    if about["version"] != VERSION:
        raise ValueError(f"the bundle has version {about['version']}, this reads version {VERSION}")
    sections = {name: reader.take(length) for name, length in about["sections"]}
    dimension = about["dimension"]
    names, at = {}, 0
    for group in GROUPS:
        count = about["files"][group]
        names[group] = tuple(sections["names"][4 * (at + row) : 4 * (at + row + 1)].hex() for row in range(count))
        at += count
    return Head(
        settings=about["settings"],
        dimension=dimension,
        centres=unit(unpack(sections["centres"], CENTRE_STEP, dimension)),
        runs=_read_all(sections["runs"], _read_list),
        edges=read_edges(sections["edges"]),
        names=names,
        common=_read_words(Reader(sections["common"]), dimension),
        pages=_read_all(sections["pages"], Reader.varint),
        variants=_read_all(sections["variants"], Reader.varint),
        cited=_read_all(sections["cited"], _read_list),
        opposed={int(question): pairs for question, pairs in about["opposed"].items()},
        books=tuple((book, count) for book, count in about["books"]),
    )


def _write_lists(lists: Iterable[Sequence[int]]) -> bytes:
    """Each list's length, then its numbers."""
    return b"".join(varint(number) for numbers in lists for number in (len(numbers), *numbers))


def _read_list(reader: Reader) -> tuple[int, ...]:
    return tuple(reader.varint() for _ in range(reader.varint()))


def _read_all(data: bytes, read: Callable[[Reader], Read]) -> tuple[Read, ...]:
    """What stands there one after another, to the end."""
    reader, found = Reader(data), []
    while reader.at < len(data):
        found.append(read(reader))
    return tuple(found)
