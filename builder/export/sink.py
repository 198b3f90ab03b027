"""Where a graph's nodes and weights are gathered: arrays come in one at a time and go straight to the data file.

So a model of any size is written in the memory of its largest tensor.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from builder.export.nbits import BITS, BLOCK, block_attributes, quantise

Precision = Literal["fp32", "fp16", "bf16", "int8", "int4"]
MICROSOFT = "com.microsoft"
_PAGE = 4096
_FLOATS = {"fp16": TensorProto.FLOAT16, "bf16": TensorProto.BFLOAT16}


def to_bf16(array: NDArray[Any]) -> NDArray[np.uint16]:
    """The upper halves of float32 numbers, rounded to the nearest, and to even where two are as near."""
    bits = np.ascontiguousarray(array, dtype=np.float32).view(np.uint32)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    return np.asarray(rounded, dtype=np.uint16)


class Sink:
    """The nodes and the weights of one graph."""

    def __init__(self, data: Path, precision: Precision) -> None:
        """Gather for one graph whose weights go to the file `data`."""
        self.bits = BITS.get(precision, 0)  # of a weight that is written by blocks
        self.floats = _FLOATS.get(precision, TensorProto.FLOAT)  # what the graph computes in, in onnx's numbers
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self._data = data

    def __enter__(self) -> "Sink":
        self._file: BinaryIO = self._data.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep(self, name: str, array: NDArray[Any]) -> str:
        """Write one array, floats in the graph's own type."""
        if array.dtype.kind != "f":
            return self.keep_as_is(name, array)
        if self.floats == TensorProto.BFLOAT16:
            return self.keep_as_is(name, to_bf16(array), TensorProto.BFLOAT16)
        return self.keep_as_is(name, array.astype(helper.tensor_dtype_to_np_dtype(self.floats)))

    def keep_as_is(self, name: str, array: NDArray[Any], kind: int = 0) -> str:
        """Write one array in the type it has, or in one that numpy does not know."""
        start = -(-self._file.tell() // _PAGE) * _PAGE
        self._file.seek(start)
        self._file.write(np.ascontiguousarray(array).data)
        kind = kind or helper.np_dtype_to_tensor_dtype(array.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=array.shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", self._data.name), ("offset", start), ("length", array.nbytes)):
            tensor.external_data.add(key=key, value=str(value))
        self.weights.append(tensor)
        return name

    def keep_inside(self, name: str, array: NDArray[Any]) -> str:
        """Keep one small array in the graph itself, where the runtime needs it to infer shapes."""
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any) -> str:
        """Add one node and return its first output."""
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def linear(
        self, name: str, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None = None
    ) -> str:
        """Add a linear layer whose weight is [outputs, inputs], quantised where the precision asks for it."""
        rows, columns = weight.shape
        if self.bits and columns % BLOCK == 0:
            packed, scales = quantise(weight, self.bits)
            inputs = [source, self.keep_as_is(f"{name}.packed", packed), self.keep_as_is(f"{name}.scales", scales)]
            shape = block_attributes(rows, columns, self.bits)
            made = self.node("MatMulNBits", inputs, [f"{name}.product"], domain=MICROSOFT, **shape)
        else:
            made = self.node("MatMul", [source, self.keep(f"{name}.weight", weight.T)], [f"{name}.product"])
        if bias is None:
            return made
        return self.node("Add", [made, self.keep(f"{name}.bias", bias)], [f"{name}.sum"])
