"""What is known of English before a site is read: which of its words a box gets, and how strong their rows are."""

import numpy
import pytest

from builder.bundle.choosing import DEFAULTS
from builder.bundle.ground import COMMON, OF_COMMON, OF_PAIRS, OFTEN, Searchable, lay_ground, make_table
from builder.bundle.learning import open_files
from builder.bundle.making import make_files
from builder.bundle.prior import Prior
from builder.engines.toy import ToyEncoder
from builder.rank.files import unit
from builder.rank.query import find_terms

ENCODER = ToyEncoder()
COUNTS = {f"common{number}": 1000 for number in range(COMMON - 1)}
COUNTS |= {"the": 900, "passport": 1, "giraff": 1, "garden": OFTEN, "password >reset": 90}
TEXTS = ("Reset the password here.", "The password is long.", "Nobody knows the password.")


@pytest.fixture(scope="module")
def prior() -> Prior:
    chance = numpy.random.default_rng(1)
    basis = numpy.linalg.qr(chance.normal(size=(ENCODER.dimension, 8)))[0].astype(numpy.float32)
    rows = {
        name: row.astype(numpy.float32) for name, row in zip(COUNTS, chance.normal(size=(len(COUNTS), 8)), strict=True)
    }
    return Prior(basis, rows, COUNTS, 1000)


@pytest.fixture(scope="module")
def searchable() -> Searchable:
    return Searchable(TEXTS, ("",) * 3, unit(ENCODER.encode(TEXTS)), (3,), (), ())


def test_an_english_word_is_no_slip_of_the_sites_own(prior: Prior, searchable: Searchable) -> None:
    ground = lay_ground(searchable, ENCODER, prior)
    assert ground.mistaken == ("passport",)
    box = open_files(make_files(searchable, ground, ENCODER, DEFAULTS))
    assert "passport" not in box.head.common
    assert find_terms("How do I renew a passport?", box)[1] == {}
    assert find_terms("How do I renew a passwort?", box)[1] == {"passwort": "password"}


def test_words_have_a_row_that_people_use_often_or_the_site_does(prior: Prior, searchable: Searchable) -> None:
    columns = lay_ground(searchable, ENCODER, prior).columns
    assert "garden" in columns and "password" in columns
    assert "giraff" not in columns and "passport" not in columns


def test_common_words_are_stronger_and_pairs_weaker(prior: Prior, searchable: Searchable) -> None:
    ground = lay_ground(searchable, ENCODER, prior)
    table = make_table(ground, (), ENCODER)
    for name, strength in {"the": OF_COMMON, "password": 1.0, "password >reset": OF_PAIRS}.items():
        column = ground.columns[name]
        assert table[name] == pytest.approx(ground.rows[column] * ground.weights[column] * strength, abs=1e-5)
