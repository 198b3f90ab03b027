"""Where a language model runs: its graph's inputs and the machine's GPUs come in, a device and why it is that go out.

keys and values in    fp16        bf16                        fp32 (int8 and int4 compute so, too)
our own graph         GPU or CPU  a GPU of 2020 or later      CPU: the fused attention has no GPU kernel for it
another's graph       GPU or CPU  refused                     GPU or CPU
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.engines.generator.fields import read_fields
from builder.errors import EngineError

Form = Literal["slots", "batches"]
Device = Literal["cuda", "cpu"]
FP32, FP16, BF16 = 1, 10, 16  # the numbers that onnx.TensorProto gives them
SIZES = {FP32: 4, FP16: 2, BF16: 2}
_CACHE_INPUT = re.compile(r"(past\.|past_key_values\.)\d+\.key")
NO_GPU = "no GPU answers here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a graph's file says of it before anything opens it."""

    form: Form
    floats: int


@dataclass(frozen=True, slots=True)
class Place:
    """A device, and why it is not a GPU where it is none."""

    device: Device
    reason: str = ""


def read_kind(path: Path) -> Kind:
    """Read what kind of graph a file holds."""
    try:
        inputs = _inputs(path)
    except (IndexError, ValueError) as error:
        raise EngineError("not an ONNX file", path=str(path)) from error
    for name, floats in inputs:
        if found := _CACHE_INPUT.fullmatch(name):
            if floats not in SIZES:
                raise EngineError("this graph keeps keys in a type that is not supported", path=str(path))
            return Kind(form="slots" if found[1] == "past." else "batches", floats=floats)
    raise EngineError(
        "this graph keeps no keys and values between steps",
        path=str(path),
        hint="export it with a KV cache (optimum: the task text-generation-with-past)",
    )


def choose_place(kind: Kind, gpus: int, *, bf16: bool) -> Place:
    """Choose where a graph runs on a machine with so many GPUs, the first of which computes `bf16` or not."""
    if kind.floats == BF16 and kind.form == "batches":
        raise EngineError("this graph is in bf16 and not one of ours", hint="export it in fp16")
    if kind.floats == BF16 and not bf16:
        raise EngineError(
            "this model is in bf16, which only a GPU of 2020 or later computes, and none answers here",
            hint="add it again with --precision int8",
        )
    if gpus == 0:
        return Place("cpu", NO_GPU)
    if kind.floats == FP32 and kind.form == "slots":
        return Place("cpu", "it was added for a processor; `models add --precision fp16` makes one for a GPU")
    return Place("cuda")


def _inputs(path: Path) -> list[tuple[str, int]]:
    """The names of a graph's inputs, and the types of their elements."""
    graphs = [value for field, value in read_fields(memoryview(path.read_bytes())) if field == 7]
    found = []
    for graph in graphs:
        for field, value in read_fields(_bytes(graph)):
            if field == 11:
                parts = dict(read_fields(_bytes(value)))
                tensor = dict(read_fields(_bytes(parts.get(2, memoryview(b""))))).get(1, memoryview(b""))
                floats = dict(read_fields(_bytes(tensor))).get(1, 0)
                name = bytes(_bytes(parts.get(1, memoryview(b"")))).decode("utf-8")
                found.append((name, floats if isinstance(floats, int) else 0))
    return found


def _bytes(value: memoryview | int) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a number where a message belongs")
    return value
