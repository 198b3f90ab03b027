"""Facts are found by their words in order, numbers and units by value."""

import pytest

from builder.eval import is_said


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("224x224", "Images have 224 × 224 pixels."),
        ("8 GB", "a GPU with 8GB of memory"),
        ("8 GB", "a GPU with 8,000 MB of memory"),
        ("1,500 samples", "of the 1500 samples"),
        ("0.5", "a dropout of .5 was used"),
        ("1e-4", "a rate of 0.0001"),
        ("2 minutes", "It takes 120 s."),
        ("1 year", "It is kept for 12 months."),
        ("3 megabytes", "It has 3000 kB."),
        ("5%", "It lost 5 percent of it."),
        ("25.6 million", "It has 25.6M parameters."),
        ("three channels", "with 3 channels"),
        ("Leaky ReLU", "A leaky ReLU, after each layer."),
        ("standardization parameter", "The Standardization parameters are kept."),
        ("TensorFlow 1.12.0", "We used TensorFlow 1.12.0."),
        ("32", "There are 32 CPUs."),
        ("-7 °C", "It fell to -7 °C."),
        ("3 µm", "a filter of 3 μm"),
        ("python 3.10", "It needs Python 3.10 or newer."),
        ("0.50", "a dropout of .5 was used"),
        ("C++", "It is written in C++, mostly."),
        ("数据库", "使用数据库。"),
        ("データ", "データベースを使う"),
    ],
)
def test_said(fact: str, text: str) -> None:
    assert is_said((fact,), text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("224x224", "Images have 224 pixels and 224 rows."),
        ("8 GB", "a GPU with 8 MB of memory"),
        ("8 GB", "a GPU with 18 GB of memory"),
        ("0.5", "a dropout of 5 was used"),
        ("1.12.0", "We used TensorFlow 1.12.1."),
        ("5%", "It lost 5 of it."),
        ("7", "It fell to -7 °C."),
        ("ReLU", "A relay was used."),
        ("batch size of 32", "The size of a batch is 32."),
        ("Adam", ""),
        ("Python 3.1", "It needs Python 3.10 or newer."),
        ("python 3.1", "It needs Python 3.10 or newer."),
        ("v2.3", "Since v2.30 it does."),
        ("C", "It is written in C++."),
        ("C", "It is written in C#."),
        ("数据", "数字与据点"),
        ("…", "anything"),
    ],
)
def test_not_said(fact: str, text: str) -> None:
    assert not is_said((fact,), text)


def test_one_wording_is_enough() -> None:
    assert is_said(("stochastic gradient descent", "SGD"), "It was trained with SGD.")
    assert not is_said(("stochastic gradient descent", "SGD"), "It was trained with Adam.")
