"""Rows learn to tell texts apart, and a lot's bags are the texts' own. Needs torch."""

import numpy
import pytest

torch = pytest.importorskip("torch")

from builder.rank.files import unit  # noqa: E402
from builder.training import rows  # noqa: E402
from builder.training.rows import Bagged, Site, learn_rows  # noqa: E402

NAMES = [f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("an", "en", "il", "ot", "ub")]
COLUMNS = {name: column for column, name in enumerate(NAMES)}
STRENGTHS = numpy.linspace(0.3, 1.0, len(NAMES)).astype(numpy.float32)


def make_texts() -> list[str]:
    chance = numpy.random.default_rng(2)
    return [" ".join(NAMES[place] for place in chance.integers(0, len(NAMES), size=4)) for _ in range(1500)]


def add_up(table: numpy.ndarray, bagged: Bagged, count: int) -> numpy.ndarray:
    return numpy.array(
        [
            (table[bagged.columns[start:end]] * bagged.strengths[start:end, None]).sum(axis=0)
            for start, end in zip(bagged.ends[:count], bagged.ends[1 : count + 1], strict=True)
        ]
    )


def test_a_lot_holds_its_texts_in_their_order() -> None:
    texts = ["ban ten ban", "nothing known", "kil", *make_texts()[:5]]
    bagged = Bagged(texts, COLUMNS, STRENGTHS, ())
    places = numpy.array([7, 2, 0])
    columns, starts, strengths = bagged.some(places)
    bounds = [*starts.tolist(), len(columns)]
    for place, start, end in zip(places, bounds, bounds[1:], strict=False):
        first, last = bagged.ends[place : place + 2]
        assert columns[start:end].tolist() == bagged.columns[first:last].tolist()
        assert strengths[start:end].tolist() == bagged.strengths[first:last].tolist()
    assert bagged.strengths[0] == pytest.approx(STRENGTHS[COLUMNS["ban"]] * (1 + numpy.log(2)))
    assert bagged.ends[1] == bagged.ends[2]


def test_rows_learn_what_each_text_means_among_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rows, "LOT", 128)
    monkeypatch.setattr(rows, "SHOW_EVERY", 100)
    monkeypatch.setattr(rows, "RATE", 1e-2)
    texts = [*make_texts(), "nothing known"]
    chance = numpy.random.default_rng(3)
    meanings = unit(chance.normal(size=(len(NAMES), 16)).astype(numpy.float32))
    bagged = Bagged(texts, COLUMNS, STRENGTHS, ())
    targets = unit(add_up(meanings, bagged, len(texts)))
    start = unit(meanings + chance.normal(scale=0.5, size=meanings.shape).astype(numpy.float32))
    learned = learn_rows(start, bagged, targets, [], 200, 1)
    assert "step 200/200" in capsys.readouterr().err
    before, after = (unit(add_up(table, bagged, 1000)) @ targets[:1000].T for table in (start, learned))
    own = numpy.arange(1000)
    assert (after.argmax(axis=1) == own).mean() > (before.argmax(axis=1) == own).mean()
    assert after[own, own].mean() > before[own, own].mean() + 0.02


def test_rows_learn_the_order_of_a_sites_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a text means must not come from its words alone: only the site tells that its passages are told apart so."""
    monkeypatch.setattr(rows, "LOT", 8)
    monkeypatch.setattr(rows, "QUERIES", 64)
    monkeypatch.setattr(rows, "RATE", 1e-2)
    texts = make_texts()[:600]
    chance = numpy.random.default_rng(5)
    meanings = unit(chance.normal(size=(len(NAMES), 16)).astype(numpy.float32))
    bagged = Bagged(texts, COLUMNS, STRENGTHS, ())
    queries = unit(add_up(meanings, bagged, len(texts)))
    passages = unit(queries[::3] + chance.normal(scale=0.1, size=queries[::3].shape).astype(numpy.float32))
    start = unit(meanings + chance.normal(scale=0.5, size=meanings.shape).astype(numpy.float32))
    site = Site(bagged, queries, passages)
    best = (queries @ passages.T).argmax(axis=1)
    right = []
    for sites in ([], [site]):
        learned = learn_rows(start, Bagged(texts[:8], COLUMNS, STRENGTHS, ()), queries[:8], sites, 150, 1)
        right.append(float(((unit(add_up(learned, bagged, 600)) @ passages.T).argmax(axis=1) == best).mean()))
    assert right[1] > right[0] + 0.1
