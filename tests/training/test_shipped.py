"""A shipped model's graph gives back the weights it was made of, by their names in torch."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from builder.export.nbits import quantise
from builder.training.shipped import name_of, read_weights, scaled

MODELS = Path(__file__).parents[2] / "builder" / "models"


def test_rounded_weights_come_back_up_to_what_rounding_lost(tmp_path: Path) -> None:
    weight = np.random.default_rng(7).normal(size=(8, 64)).astype(np.float32)
    packed, scales = quantise(weight, 8)
    table = np.arange(-6, 6, dtype=np.int8).reshape(3, 4)
    held = {
        "rounded": packed,
        "scales": scales,
        "whole": weight.T.copy(),
        "trunk.words.rows": table,
        "trunk.words.scales": np.array([[1.0], [2.0], [0.5]], np.float32),
        "trunk.norm.bias": np.ones(4, np.float32),
    }
    nodes = [
        helper.make_node("MatMulNBits", ["input", "rounded", "scales"], ["one"], "/trunk/layer.0/query/MatMul_Q8"),
        helper.make_node("MatMul", ["one", "whole"], ["two"], "/token_head/MatMul"),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in ("input", "two")]
    constants = [numpy_helper.from_array(value, name) for name, value in held.items()]
    graph = helper.make_graph(nodes, "reader", ends[:1], ends[1:], constants)
    onnx.save(helper.make_model(graph), tmp_path / "model.onnx")
    found = read_weights(tmp_path / "model.onnx")
    assert set(found) == {"trunk.layer.0.query.weight", "token_head.weight", "trunk.words.weight", "trunk.norm.bias"}
    assert np.abs(found["trunk.layer.0.query.weight"] - weight).max() <= np.abs(scales).max() / 2 + 1e-6
    assert np.array_equal(found["token_head.weight"], weight)
    assert found["trunk.words.weight"].tolist() == [[-6, -5, -4, -3], [-4, -2, 0, 2], [1, 1.5, 2, 2.5]]


def test_every_weight_of_the_shipped_reader_has_its_name() -> None:
    found = read_weights(MODELS / "reader" / "model.onnx")
    width, inner = 384, 1536
    assert found["trunk.embeddings.word_embeddings.weight"].shape == (30522, width)
    assert found["token_head.weight"].shape == (3, width)
    for layer in range(6):
        at = f"trunk.encoder.layer.{layer}"
        assert found[f"{at}.intermediate.dense.weight"].shape == (inner, width)
        assert found[f"{at}.output.dense.weight"].shape == (width, inner)
    assert len(found) == 5 + 6 * 16 + 2 + 4


def test_every_weight_of_the_shipped_encoder_has_its_name() -> None:
    found = read_weights(MODELS / "encoder" / "model.onnx")
    width, inner = 384, 1536
    assert found["trunk.embeddings.word_embeddings.weight"].shape == (30522, width)
    for layer in range(6):
        at = f"trunk.encoder.layer.{layer}"
        assert found[f"{at}.intermediate.dense.weight"].shape == (inner, width)
        assert found[f"{at}.output.dense.weight"].shape == (width, inner)
    assert len(found) == 5 + 6 * 16


def test_bytes_become_weights_again_by_each_columns_scale_and_zero() -> None:
    held = {
        "m_quantized": np.array([[-3, 5], [1, 9]], np.int8),
        "m_scale": np.array([0.5, 2.0], np.float32),
        "m_zero_point": np.array([1, 5], np.int8),
    }
    assert scaled(held, "m").tolist() == [[-2.0, 0.0], [0.0, 8.0]]


def test_names() -> None:
    assert name_of("/trunk/encoder/layer.0/attention/self/key/MatMul_quant") == (
        "trunk.encoder.layer.0.attention.self.key.weight"
    )
    assert name_of("/trunk/encoder/layer.0/output/dense/MatMul_Q8") == "trunk.encoder.layer.0.output.dense.weight"
