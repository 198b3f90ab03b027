"""The shipped encoder: unit vectors that mean something and owe nothing to their neighbours."""

from pathlib import Path

import numpy
import pytest

from builder.engines import Encoder
from builder.engines.encoder import load_encoder
from builder.errors import EngineError

TEXTS = (
    "How do I install the package?",
    "Run pip install to get the package.",
    "Herons nest in tall trees near water.",
    "a " * 600,
    "",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_vectors_are_of_unit_length_and_keep_the_order(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == numpy.float32
    assert numpy.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_near_meanings_are_nearer(encoder: Encoder) -> None:
    asked, answer, other = encoder.encode(TEXTS[:3])
    assert asked @ answer > asked @ other + 0.3


def test_a_vector_is_the_same_bytes_whatever_stands_beside_it(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = numpy.concatenate([encoder.encode([text]) for text in TEXTS])
    assert together.tobytes() == backwards.tobytes() == alone.tobytes()


def test_calls_count_what_was_computed_once_each(encoder: Encoder) -> None:
    before = encoder.calls
    encoder.encode(["one text", "one text", "another"])
    assert encoder.calls == before + 2
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_folder_without_a_model_is_a_known_error() -> None:
    with pytest.raises(EngineError, match=r"no model\.onnx"):
        load_encoder("nowhere")


def test_a_model_without_a_tokenizer_is_named(tmp_path: Path) -> None:
    (tmp_path / "model" / "model.onnx").parent.mkdir()
    (tmp_path / "model" / "model.onnx").write_bytes(b"")
    with pytest.raises(EngineError, match=r"no tokenizer\.json"):
        load_encoder(tmp_path / "model")
