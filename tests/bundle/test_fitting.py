"""The rows: ridge regression as it is written, whatever the shortcut; and what lies in one file."""

import numpy
import pytest

from builder.bundle import table
from builder.bundle.layout import (
    MOST_PARTS,
    NEAR,
    NEAR_FILE,
    RUNS_READ,
    SHORTEST_RUN,
    make_runs,
    near_files,
    split_terms,
)
from builder.bundle.table import Bags, cut_few, features, fit_few, fit_rows, pick_texts, rarity
from builder.bundle.vectors import make_basis
from builder.rank.files import NO_SHARES, NO_UNITS, Term, read_near, read_words, unit, write_words

TEXTS = ["red house", "red car fast car", "green house", "a fast green boat", ""]
COLUMNS = {"red": 0, "hous": 1, "car": 2, "green": 3, "boat": 4, "fast": 5, "green >hous": 6}
WEIGHTS = numpy.array([1, 0.5, 1, 0.8, 1, 0.9, 1], numpy.float32)


def dense(bags: Bags) -> numpy.ndarray:
    return bags.times(numpy.eye(len(COLUMNS), dtype=numpy.float32))


def test_bags_are_matrices() -> None:
    bags = Bags(TEXTS, COLUMNS, WEIGHTS)
    vectors = numpy.random.default_rng(0).normal(size=(len(TEXTS), 3)).astype(numpy.float32)
    assert bags.transposed_times(vectors) == pytest.approx(dense(bags).T @ vectors, abs=1e-5)
    assert numpy.linalg.norm(dense(bags)[:4], axis=1) == pytest.approx(numpy.ones(4), abs=1e-5)
    assert dense(bags)[2, 6] > 0


def test_pairs_stand_with_the_rarer_word() -> None:
    assert features("how long is it", {"how", "is", "it"})[4:] == ["long <how", "long >is", "is >it"]


def test_rows_are_the_ridge_solution(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROUNDS", 60)
    chance = numpy.random.default_rng(3)
    bags = Bags(TEXTS, COLUMNS, WEIGHTS)
    targets = chance.normal(size=(len(TEXTS), 4)).astype(numpy.float32)
    prior = chance.normal(size=(len(COLUMNS), 4)).astype(numpy.float32)
    matrix = dense(bags).astype(numpy.float64)
    kernel = matrix @ matrix.T + 0.3 * numpy.eye(len(TEXTS))
    expected = prior + matrix.T @ numpy.linalg.solve(kernel, targets - matrix @ prior)
    assert fit_rows(bags, targets, prior, 0.3) == pytest.approx(expected, abs=2e-2)


def test_rare_words_weigh_more() -> None:
    weights = rarity(numpy.array([0.0, 10.0, 1000.0]), 1000)
    assert weights[0] == 1
    assert weights[0] > weights[1] > weights[2] > 0


def test_near_files_hold_every_unit_in_its_order() -> None:
    vectors = unit(numpy.random.default_rng(4).normal(size=(190, 8)).astype(numpy.float32))
    near = near_files(vectors, (3, 0, 5, 60, 2, 20), (3,) * 33 + (1,))
    sizes = [size for runs in near.runs for size in runs]
    ends = numpy.cumsum(sizes).tolist()
    assert 90 in ends  # where the wordings begin
    assert ends[-1] == 190
    assert len(near.centres) == len(sizes)
    around = numpy.split(near.centres, numpy.cumsum([len(runs) for runs in near.runs])[:-1])
    found = [
        read_near(file, numpy.repeat(centres, runs, axis=0))
        for file, centres, runs in zip(near.files, around, near.runs, strict=True)
    ]
    assert (numpy.concatenate(found) * vectors).sum(axis=1).mean() > 0.85


@pytest.mark.parametrize("passages", [300, 3_000, 30_000])
def test_a_near_file_is_worth_its_request(passages: int) -> None:
    vectors = unit(numpy.random.default_rng(6).normal(size=(passages, 128)).astype(numpy.float32))
    near = near_files(vectors, (20,) * (passages // 20), ())
    sizes = [len(file) for file in near.files]
    assert min(map(sum, near.runs)) > 0.4 * NEAR_FILE
    assert near.probes <= RUNS_READ
    assert min(near.probes * sum(sizes) / len(sizes), sum(sizes)) >= 0.9 * min(NEAR, sum(sizes))


def test_no_units_no_files() -> None:
    near = near_files(numpy.zeros((0, 8), numpy.float32), (0,), ())
    assert near.files == near.runs == ()
    assert len(near.centres) == 0


def test_one_passage_more_moves_few_cuts() -> None:
    pages = [number * 7 % 40 for number in range(200)]
    ends = numpy.cumsum(make_runs(pages, SHORTEST_RUN)).tolist()
    more = numpy.cumsum(make_runs([*pages[:20], pages[20] + 1, *pages[21:]], SHORTEST_RUN)).tolist()
    place = sum(pages[:21])
    moved = {end + (end >= place) for end in ends} ^ set(more)
    assert len(ends) > 60
    assert len(moved) < len(ends) / 4


def test_a_basis_is_upright() -> None:
    basis = make_basis(numpy.random.default_rng(5).normal(size=(40, 6)).astype(numpy.float32), 4)
    assert basis.T @ basis == pytest.approx(numpy.eye(4), abs=1e-5)


def test_pairs_stay_in_the_file_of_their_word() -> None:
    row = numpy.ones(128, numpy.float32)
    names = [name for word in range(200) for name in (f"w{word:03}", f"w{word:03} <a", f"w{word:03} >b")]
    terms = {name: Term(1, row, NO_UNITS, NO_SHARES) for name in names}
    files, edges = split_terms(terms, 16_000)
    assert len(files) > 3
    assert len(edges) == len(files)
    for file in files:
        found = read_words(write_words(file), 128)
        assert all(f"{name} <a" in found and f"{name} >b" in found for name in found if " " not in name)


def test_a_few_texts_by_themselves_are_ridge_regression() -> None:
    chance = numpy.random.default_rng(3)
    bags = Bags(TEXTS, COLUMNS, WEIGHTS)
    targets = chance.normal(size=(len(TEXTS), 4)).astype(numpy.float32)
    prior = chance.normal(size=(len(COLUMNS), 4)).astype(numpy.float32)
    matrix = dense(bags).astype(numpy.float64)
    kernel = matrix @ matrix.T + table.CAUTION_OF_FEW * numpy.eye(len(TEXTS))
    expected = matrix.T @ numpy.linalg.solve(kernel, targets - matrix @ prior)
    assert fit_few(bags, targets, prior, [(0, len(TEXTS))]) == pytest.approx(expected, abs=1e-4)


def test_a_text_moves_the_rows_of_the_few_beside_it_only() -> None:
    texts = [
        f"{word} stands beside {word}er on line {number}" for number in range(300) for word in ("mast", "hull", "oar")
    ]
    edited = [*texts[:100], "a quay", *texts[101:]]
    columns = {
        name: column for column, name in enumerate(sorted({name for text in texts for name in features(text, ())}))
    }
    weights = numpy.ones(len(columns), numpy.float32)
    prior = numpy.zeros((len(columns), 4), numpy.float32)
    moves = []
    for some in (texts, edited):
        targets = numpy.stack([numpy.full(4, len(text) % 7, numpy.float32) for text in some])
        moves.append(fit_few(Bags(some, columns, weights), targets, prior, cut_few(some)))
    far = [column for name, column in columns.items() if name.isdigit() and not 0 <= int(name) - 33 + 22 <= 44]
    assert len(far) > 200
    assert (moves[0][far] == moves[1][far]).all()


def test_cuts_move_with_the_texts() -> None:
    texts = [f"line {number}" for number in range(2000)]
    cuts = cut_few(texts)
    assert [start for start, _ in cuts[1:]] == [end for _, end in cuts[:-1]]
    assert cuts[0][0] == 0
    assert cuts[-1][1] == 2000
    ends = {texts[end - 1] for _, end in cuts}
    later = {(["new", *texts])[end - 1] for _, end in cut_few(["new", *texts])}
    assert len(ends ^ later) <= 2
    assert cut_few([]) == []


def test_picked_texts_stay_picked() -> None:
    texts = [f"line {number}" for number in range(2000)]
    picked = pick_texts(texts, 500)
    assert 400 < len(picked) < 600
    assert len({*picked} ^ {*pick_texts([*texts, "one more"], 500)}) <= 3
    assert pick_texts(texts[:9], 500) == texts[:9]


def test_a_small_site_has_fewer_and_a_large_one_not_too_many_files() -> None:
    row = numpy.ones(128, numpy.float32)
    terms = {f"w{word:05}": Term(1, row, NO_UNITS, NO_SHARES) for word in range(3000)}
    usual, _ = split_terms(terms, NEAR)
    small, _ = split_terms(terms, 0)
    assert len(small) < 0.6 * len(usual)
    many = numpy.arange(1024, dtype=numpy.int32)
    heavy = {name: Term(1024, row, many, many.astype(numpy.uint8)) for name in terms}
    assert len(split_terms(heavy, NEAR)[0]) <= MOST_PARTS
