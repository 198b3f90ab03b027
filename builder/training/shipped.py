"""A shipped reader as the start of a training: its rounded graph comes in, the weights go out by their names in torch.

Rounding by blocks loses next to nothing, so a shipped model stands in for checkpoints that are gone, and for those of
anybody who wants to teach it with texts of their own.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from builder.export.nbits import restore

Weights = dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> Weights:
    """Return every weight of a reader's graph."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    named = {name: value for name, value in held.items() if name.endswith((".weight", ".bias"))}
    for rows in [name for name in held if name.endswith(".rows")]:
        table = rows.removesuffix(".rows")
        named[f"{table}.weight"] = held[rows] * held[f"{table}.scales"]
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            named[name_of(node.name)] = restore(held[node.input[1]], held[node.input[2]], 8)
        elif node.op_type == "MatMul" and node.input[1] in held:
            named[name_of(node.name)] = held[node.input[1]].T
    return {name: np.array(value, dtype=np.float32) for name, value in named.items()}


def name_of(node: str) -> str:
    """Return the weight that a multiplication holds: `trunk.….query.weight` for `/trunk/…/query/MatMul`."""
    return node.removesuffix("_Q8").removesuffix("/MatMul").strip("/").replace("/", ".") + ".weight"
