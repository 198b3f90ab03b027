"""A shipped model as the start of a training: its rounded graph comes in, the weights go out by their names in torch.

Rounding by blocks or rows loses next to nothing, so a shipped model stands in for checkpoints that are gone, and for
those of anybody who wants to teach it with texts of their own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

MIDDLE = 128  # the byte that stands for a weight of nothing
ROUNDED = "_quantized"  # after the name of what an encoder's graph holds in bytes, beside its scale and its zero

Held = Mapping[str, NDArray[Any]]


def read_weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return every weight of a reader's or an encoder's graph."""
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    named = {name: value for name, value in held.items() if name.endswith((".weight", ".bias"))}
    for rows in [name for name in held if name.endswith(".rows")]:
        table = rows.removesuffix(".rows")
        named[f"{table}.weight"] = held[rows] * held[f"{table}.scales"]
    for table in [name.removesuffix(ROUNDED) for name in held if name.endswith(f".weight{ROUNDED}")]:
        named[table] = scaled(held, table)
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            named[name_of(node.name)] = unrounded(held[node.input[1]], held[node.input[2]])
        elif node.op_type == "MatMulInteger" and node.input[1] in held:
            named[name_of(node.name)] = scaled(held, node.input[1].removesuffix(ROUNDED)).T
        elif node.op_type == "MatMul" and node.input[1] in held:
            named[name_of(node.name)] = held[node.input[1]].T
    return {name: np.array(value, dtype=np.float32) for name, value in named.items()}


def name_of(node: str) -> str:
    """Return the weight that a multiplication holds: `trunk.….query.weight` for `/trunk/…/query/MatMul`."""
    bare = node.removesuffix("_Q8").removesuffix("_quant").removesuffix("/MatMul")
    return bare.strip("/").replace("/", ".") + ".weight"


def scaled(held: Held, name: str) -> NDArray[np.float32]:
    """Return a matrix from its bytes, its scale or that of each column, and the byte that stands for nothing."""
    weights = (held[name + ROUNDED].astype(np.float32) - held[f"{name}_zero_point"]) * held[f"{name}_scale"]
    return np.asarray(weights, np.float32)


def unrounded(blocks: NDArray[np.uint8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a matrix from its blocks of bytes and the scale of each block."""
    weights = (blocks.astype(np.float32) - MIDDLE) * scales.reshape(*blocks.shape[:2], 1)
    return weights.reshape(len(blocks), -1)
