"""Engines that remember compute a thing once, give the same results, and load nothing where all is known."""

from pathlib import Path

import numpy
import pytest

from builder.engines import Encoder, Judge, Reader, ReadPair
from builder.engines.remembered import Lazy, RememberedEncoder, RememberedJudge, RememberedReader
from builder.engines.toy import ToyEncoder, ToyJudge, ToyReader
from builder.store import Store
from builder.text import split_sentences

TEXTS = ["The batch size is 32.", "Adam was used.", "The batch size is 32."]


def never() -> ToyEncoder:
    raise AssertionError("a model was loaded although all was known")


def pair(question: str, text: str) -> ReadPair:
    return ReadPair(question=question, text=text, sentences=split_sentences(text))


PAIRS = [pair("Which batch size was used?", "The batch size is 32. Adam was used."), pair("Which optimiser?", "Adam.")]


def test_texts_are_encoded_once_and_alike(tmp_path: Path) -> None:
    encoder: Encoder = RememberedEncoder(Lazy("toy-encoder-1", ToyEncoder), 384, Store(tmp_path))
    vectors = encoder.encode(TEXTS)
    assert numpy.array_equal(vectors, ToyEncoder().encode(TEXTS))
    assert encoder.calls == 2
    again: Encoder = RememberedEncoder(Lazy("toy-encoder-1", never), 384, Store(tmp_path))
    assert numpy.array_equal(again.encode(TEXTS[::-1]), vectors[::-1])
    assert again.calls == 0
    assert again.encode([]).shape == (0, 384)


def test_another_fingerprint_is_another_engine(tmp_path: Path) -> None:
    RememberedEncoder(Lazy("toy-encoder-1", ToyEncoder), 384, Store(tmp_path)).encode(TEXTS)
    with pytest.raises(AssertionError, match="a model was loaded"):
        RememberedEncoder(Lazy("toy-encoder-2", never), 384, Store(tmp_path)).encode(TEXTS)


def test_pairs_are_read_once_and_alike(tmp_path: Path) -> None:
    reader: Reader = RememberedReader(Lazy("toy-reader-1", ToyReader), Store(tmp_path))
    assert reader.read(PAIRS) == ToyReader().read(PAIRS)
    again: Reader = RememberedReader(Lazy("toy-reader-1", ToyReader), Store(tmp_path))
    assert again.read(PAIRS) == ToyReader().read(PAIRS)
    assert (reader.calls, again.calls) == (2, 0)


def test_quotes_are_weighed_once_and_alike(tmp_path: Path) -> None:
    claims = [("Adam was used.", "We used Adam."), ("The batch size is 32.", "Nothing of the sort.")]
    judge: Judge = RememberedJudge(Lazy("toy-judge-1", ToyJudge), 0.5, Store(tmp_path))
    assert judge.support(claims) == ToyJudge().support(claims)
    again: Judge = RememberedJudge(Lazy("toy-judge-1", ToyJudge), 0.5, Store(tmp_path))
    assert again.support(claims) == ToyJudge().support(claims)
    assert (judge.calls, again.calls) == (2, 0)
