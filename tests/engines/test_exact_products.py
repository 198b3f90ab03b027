"""Products of 8 bits are exact on every processor: some kernels overflow unseen unless precise ones are asked for."""

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save_model

from builder.engines.session import open_session

ROWS, INNER, COLUMNS = 5, 96, 32


def test_products_of_eight_bits_do_not_overflow(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    weights = random.choice(np.array([-127, 127], dtype=np.int8), (INNER, COLUMNS))
    texts = random.integers(200, 256, (ROWS, INNER), dtype=np.uint8)
    product = helper.make_node("MatMulInteger", ["texts", "weights"], ["sums"])
    graph = helper.make_graph(
        [product],
        "product",
        [helper.make_tensor_value_info("texts", TensorProto.UINT8, [None, INNER])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, [None, COLUMNS])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    save_model(model, str(tmp_path / "model.onnx"))

    (sums,) = open_session(tmp_path / "model.onnx").run(None, {"texts": texts})

    assert (sums == texts.astype(np.int32) @ weights.astype(np.int32)).all()
