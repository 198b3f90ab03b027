"""The binary files: what was written is read again, as far as its steps can tell."""

import zlib

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.rank.files import (
    MOST_STEPS,
    Head,
    Reader,
    Term,
    pack,
    read_head,
    read_near,
    read_words,
    squeeze,
    unit,
    unpack,
    varint,
    write_head,
    write_increasing,
    write_near,
    write_words,
)


def some_term(number: int, row: bool) -> Term:
    chance = numpy.random.default_rng(number)
    units = numpy.sort(chance.choice(5000, number % 7, replace=False)).astype(numpy.int32)
    shares = chance.integers(1, 16, len(units)).astype(numpy.uint8)
    vector = chance.normal(size=8).astype(numpy.float32) if row else None
    return Term(number * 3, vector, units, shares)


@given(st.integers(min_value=0, max_value=2**40))
def test_varints(number: int) -> None:
    assert Reader(varint(number)).varint() == number


@given(st.lists(st.integers(0, 2**31 - 1), unique=True, max_size=30))
def test_increasing_numbers_are_their_differences(numbers: list[int]) -> None:
    units = numpy.sort(numpy.array(numbers, numpy.int64))
    steps = numpy.diff(units, prepend=0).tolist()
    assert write_increasing(units) == b"".join(map(varint, steps))
    assert Reader(write_increasing(units)).increasing(len(units)).tolist() == units.tolist()


@given(st.sets(st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable()), max_size=20))
def test_words(names: set[str]) -> None:
    terms = {name: some_term(number, number % 2 == 0) for number, name in enumerate(sorted(names))}
    found = read_words(write_words(terms), 8)
    assert found.keys() == terms.keys()
    for name, term in terms.items():
        assert found[name].units_with == term.units_with
        assert found[name].units.tolist() == term.units.tolist()
        assert found[name].shares.tolist() == term.shares.tolist()
        assert (found[name].row is None) == (term.row is None)


def test_rows_keep_their_direction_and_length() -> None:
    row = numpy.array([0.3, -0.2, 0.5, 0.1, -0.4, 0.2, 0.6, -0.1], numpy.float32) * 3
    none = numpy.zeros(0, numpy.int32)
    terms = {"a": Term(1, row, none, none.astype(numpy.uint8))}
    found = read_words(write_words(terms), 8)["a"].row
    assert found is not None
    assert float(unit(found) @ unit(row)) > 0.98
    assert numpy.linalg.norm(found) == pytest.approx(float(numpy.linalg.norm(row)), rel=0.04)


def test_numbers_are_whole_steps() -> None:
    vectors = numpy.random.default_rng(1).normal(size=(50, 8)).astype(numpy.float32)
    packed = pack(vectors, 0.25)
    assert len(packed) == vectors.size
    assert numpy.abs(unpack(packed, 0.25, 8) - vectors).max() <= 0.125 + 1e-6
    assert unpack(pack(vectors * 1000, 0.25), 0.25, 8).max() == MOST_STEPS * 0.25


def test_vectors_around_a_centre() -> None:
    chance = numpy.random.default_rng(5)
    centre = unit(chance.normal(size=(1, 96)).astype(numpy.float32))
    vectors = unit(centre + 0.1 * chance.normal(size=(50, 96)).astype(numpy.float32))
    content = write_near(vectors - centre)
    assert len(content) < 50 * 96 * 4 / 8
    assert (read_near(content, centre) * vectors).sum(axis=1).min() > 0.92


def test_letters_and_numbers_are_deflated_by_codes_of_their_own() -> None:
    letters = " ".join(f"word{number}" for number in range(500)).encode()
    numbers = pack(numpy.random.default_rng(2).normal(size=(40, 96)).astype(numpy.float32), 0.9)
    assert zlib.decompress(squeeze(letters, numbers)) == letters + numbers
    assert len(squeeze(letters, numbers)) < len(squeeze(letters + numbers))
    assert zlib.decompress(squeeze()) == b""


def head(**changes: object) -> Head:
    names = {"words": ("0a1b2c3d",), "near": (), "texts": ("ffffffff", "00000000"), "known": (), "cards": ()}
    values: dict[str, object] = {
        "settings": {"probes": 4},
        "dimension": 8,
        "centres": numpy.eye(3, 8, dtype=numpy.float32),
        "runs": ((1, 2), (200,)),
        "edges": ("a", "日本"),
        "names": names,
        "common": {},
        "pages": (3, 0, 200),
        "variants": (1, 2),
        "cited": ((0, 2), ()),
        "books": ((0, 3),),
        **changes,
    }
    return Head(**values)  # type: ignore[arg-type]


def test_head() -> None:
    found = read_head(write_head(head()))
    assert found.names == head().names
    assert (found.edges, found.pages, found.variants, found.books) == (("a", "日本"), (3, 0, 200), (1, 2), ((0, 3),))
    assert found.settings == {"probes": 4}
    assert found.runs == ((1, 2), (200,))
    assert found.cited == ((0, 2), ())
    assert numpy.abs(found.centres - head().centres).max() < 1e-6


def test_another_version_is_refused_in_words() -> None:
    data = zlib.decompress(write_head(head())).replace(b'"version":5', b'"version":7')
    with pytest.raises(ValueError, match="the bundle has version 7, this reads version 5"):
        read_head(squeeze(data))
