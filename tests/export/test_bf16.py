"""A graph in bf16 is right but for its rounding: with the same weights held wide, a CPU computes it."""

from pathlib import Path

import ml_dtypes
import numpy
import onnx
import pytest
from onnx import TensorProto, numpy_helper
from test_adding import GOLDEN, add

from builder.engines import unheard
from builder.engines.generator.opening import open_model
from builder.engines.generator.slots import SlotBackend
from builder.errors import EngineError
from builder.export.decoder import write_decoder
from builder.export.shape import read_config, shape_of
from builder.export.sink import Precision, to_bf16
from builder.export.weights import Weights


def write(name: str, folder: Path, precision: Precision, *, rounded: bool = False) -> Path:
    source = GOLDEN / name
    shape = shape_of(read_config(source))
    assert shape is not None
    folder.mkdir()
    weights = Weights(source)

    def read(tensor: str) -> numpy.ndarray:  # type: ignore[type-arg]
        wide = weights.read(tensor)
        return wide.astype(ml_dtypes.bfloat16).astype(numpy.float32) if rounded else wide

    write_decoder(shape, read, folder, precision=precision, longest=256)
    for file in ("config.json", "generation_config.json", "tokenizer.json"):
        (folder / file).write_bytes((source / file).read_bytes())
    return folder


def widen(folder: Path) -> None:
    """Let a bf16 graph compute in fp32, its weights as they are."""
    path = folder / "model.onnx"
    model = onnx.load(str(path))
    for held in model.graph.initializer:
        if held.data_type == TensorProto.BFLOAT16:
            wide = numpy_helper.to_array(held).astype(numpy.float32)
            held.CopyFrom(numpy_helper.from_array(wide, held.name))
    for one in (*model.graph.input, *model.graph.output):
        if one.type.tensor_type.elem_type == TensorProto.BFLOAT16:
            one.type.tensor_type.elem_type = TensorProto.FLOAT
    (folder / "model.onnx.data").unlink()
    onnx.save_model(model, str(path))


def say(folder: Path) -> list[list[int]]:
    backend = SlotBackend(open_model(folder, threads=1))
    return backend.extend([[5, 6, 7], [9, 8, 7, 6, 5]], most=4, stops=lambda made: False, told=unheard)


@pytest.mark.parametrize("name", ["llama", "qwen2", "qwen3", "phi3"])
def test_a_bf16_graph_says_what_its_rounded_weights_say(name: str, tmp_path: Path) -> None:
    narrow = write(name, tmp_path / "narrow", "bf16")
    widen(narrow)
    wide = write(name, tmp_path / "wide", "fp32", rounded=True)
    # The tables of angles are rounded as well; with these weights that moves no choice in the first tokens.
    assert say(narrow) == say(wide)


def test_numbers_are_rounded_as_others_round_them() -> None:
    values = numpy.random.default_rng(3).normal(size=10_000).astype(numpy.float32)
    values[:4] = [0.0, -0.0, 1.00390625, 3.0e38]
    assert to_bf16(values).tolist() == values.astype(ml_dtypes.bfloat16).view(numpy.uint16).tolist()


def test_a_bf16_model_is_as_large_as_one_in_fp16(tmp_path: Path) -> None:
    sizes = {
        precision: (write("llama", tmp_path / precision, precision) / "model.onnx.data").stat().st_size
        for precision in ("fp16", "bf16")
    }
    assert sizes["bf16"] == sizes["fp16"]


def test_without_a_gpu_bf16_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as told:
        add(GOLDEN / "llama", tmp_path / "store", "bf16")
    assert told.value.message == "bf16 is computed by a GPU of 2020 or later, and none answers here"
    assert told.value.hint == "choose --precision int8, or add the model where the GPU is"
    assert not (tmp_path / "store").exists()
