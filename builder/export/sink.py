"""Where a graph's nodes and weights are gathered: arrays come in one at a time and go straight to the data file.

So a model of any size is written in the memory of its largest tensor.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from builder.export.nbits import BLOCK, quantise

Precision = Literal["fp32", "fp16", "int8", "int4"]
PRECISIONS: tuple[Precision, ...] = ("fp32", "fp16", "int8", "int4")
MICROSOFT = "com.microsoft"
_PAGE = 4096
_INT8_COMPUTE = 4  # MatMulNBits: activations as int8 by the block, so that no row depends on its neighbours


class Sink:
    """The nodes and the weights of one graph."""

    def __init__(self, data: Path, precision: Precision) -> None:
        """Gather for one graph whose weights go to the file `data`."""
        self.precision = precision
        self.floats = np.float16 if precision == "fp16" else np.float32
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
        return self.keep_as_is(name, array.astype(self.floats) if array.dtype.kind == "f" else array)

    def keep_as_is(self, name: str, array: NDArray[Any]) -> str:
        """Write one array in the type it has."""
        start = -(-self._file.tell() // _PAGE) * _PAGE
        self._file.seek(start)
        self._file.write(np.ascontiguousarray(array).data)
        tensor = TensorProto(name=name, data_type=helper.np_dtype_to_tensor_dtype(array.dtype), dims=array.shape)
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
        if self.precision in ("int8", "int4") and columns % BLOCK == 0:
            bits = 8 if self.precision == "int8" else 4
            packed, scales = quantise(weight, bits)
            inputs = [source, self.keep_as_is(f"{name}.packed", packed), self.keep_as_is(f"{name}.scales", scales)]
            shape = {"K": columns, "N": rows, "bits": bits, "block_size": BLOCK, "accuracy_level": _INT8_COMPUTE}
            made = self.node("MatMulNBits", inputs, [f"{name}.product"], domain=MICROSOFT, **shape)
        else:
            made = self.node("MatMul", [source, self.keep(f"{name}.weight", weight.T)], [f"{name}.product"])
        if bias is None:
            return made
        return self.node("Add", [made, self.keep(f"{name}.bias", bias)], [f"{name}.sum"])
