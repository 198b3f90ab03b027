"""The binary files: what was written is read again, as far as four bits can tell."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bundle.vectors import ROUGH_REACH, make_steps
from builder.rank.files import (
    ROUGH_LEVELS,
    Head,
    Reader,
    Term,
    pack,
    read_head,
    read_words,
    unit,
    unpack,
    unpack_around,
    varint,
    write_head,
    write_increasing,
    write_words,
)

STEPS = numpy.full(8, 2**-2.5, numpy.float32)


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
    found = read_words(write_words(terms, STEPS), STEPS)
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
    found = read_words(write_words(terms, STEPS), STEPS)["a"].row
    assert found is not None
    assert float(unit(found) @ unit(row)) > 0.98
    assert numpy.linalg.norm(found) == pytest.approx(float(numpy.linalg.norm(row)), rel=0.04)


def test_vectors_in_four_bits() -> None:
    vectors = unit(numpy.random.default_rng(1).normal(size=(50, 8)).astype(numpy.float32))
    found = unpack(pack(vectors, STEPS), STEPS)
    assert (found * vectors).sum(axis=1).min() > 0.95
    assert numpy.linalg.norm(found, axis=1) == pytest.approx(numpy.ones(50), abs=1e-5)


def test_vectors_in_two_bits_around_a_centre() -> None:
    chance = numpy.random.default_rng(5)
    centre = unit(chance.normal(size=8).astype(numpy.float32))
    vectors = unit(centre + 0.2 * chance.normal(size=(50, 8)).astype(numpy.float32))
    steps = make_steps(vectors - centre, ROUGH_REACH, ROUGH_LEVELS)
    packed = pack(vectors - centre, steps, ROUGH_LEVELS)
    assert len(packed) == 50 * 8 // 4
    assert (unpack_around(packed, centre, steps) * vectors).sum(axis=1).min() > 0.95


def head(**changes: object) -> Head:
    names = {"words": ("0a1b2c3d",), "near": (), "texts": ("ffffffff", "00000000"), "known": (), "cards": ()}
    values: dict[str, object] = {
        "settings": {"probes": 4},
        "row_steps": STEPS,
        "near_steps": STEPS * 2,
        "asked_steps": STEPS * 4,
        "centre_steps": STEPS,
        "centres": numpy.zeros((0, 8), numpy.float32),
        "runs": ((1, 2), (200,)),
        "edges": ("a", "日本"),
        "names": names,
        "common": {},
        "pages": (3, 0, 200),
        "variants": (1, 2),
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
    assert found.near_steps.tolist() == (STEPS * 2).tolist()
    assert found.asked_steps.tolist() == (STEPS * 4).tolist()


def test_another_version_is_refused_in_words() -> None:
    data = write_head(head()).replace(b'"version":4', b'"version":7')
    with pytest.raises(ValueError, match="the bundle has version 7, this reads version 4"):
        read_head(data)
