"""Families we do not write ourselves: optimum exports them, then the graph is trimmed to give one token a row.

Runs transformers, which is why it lies behind the `[export]` extra; code that a model brings along is never run.
"""

import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from builder.errors import EngineError
from builder.export.nbits import BITS, BLOCK, block_attributes, quantise
from builder.export.sink import MICROSOFT, Precision
from builder.packaged import install_extra

_OPSET_MICROSOFT = 1


def export_through_optimum(source: Path, folder: Path, *, precision: Precision) -> None:
    """Export a folder of safetensors to `model.onnx` with keys and values kept between steps."""
    # Both are extras: only whoever exports needs them.
    try:
        from optimum.exporters.onnx import main_export  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            "this family of models is exported by optimum, which is not installed",
            hint=install_extra("export"),
        ) from error
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # tracing talks of its own sources; whether the graph is right is tried
            main_export(
                str(source),
                str(folder),
                task="text-generation-with-past",
                trust_remote_code=False,
                local_files_only=True,
                do_validation=False,
                no_post_process=True,
            )
    except (ValueError, KeyError, RuntimeError, OSError, NotImplementedError) as error:
        raise EngineError(f"optimum cannot export this model: {error}", path=str(source)) from error
    trim(folder, precision=precision)


def trim(folder: Path, *, precision: Precision) -> None:
    """Let a graph turn only its last position into logits and one token, in the precision asked for."""
    path = folder / "model.onnx"
    model = onnx.load(str(path))
    _keep_last(model)
    if precision in BITS:
        _quantise(model, BITS[precision])
    elif precision == "fp16":
        model = _halve(model)
    for old in folder.glob("model.onnx*"):
        old.unlink()
    onnx.save_model(model, str(path), save_as_external_data=True, location="model.onnx.data", size_threshold=1024)


def _keep_last(model: onnx.ModelProto) -> None:
    """Put a choice of the last position before the product that makes logits, and the choice of a token behind it."""
    graph = model.graph
    names = [output.name for output in graph.output]
    if "next_token" in names or "logits" not in names:
        return
    last = next((node for node in graph.node if "logits" in node.output), None)
    before = last
    while before is not None and before.op_type in ("Cast", "Mul", "Div", "Tanh", "Identity"):
        before = next((node for node in graph.node if before.input[0] in node.output), None)
    if before is None or before.op_type != "MatMul":
        raise EngineError("the graph's logits come from no product we know: it is left as it is")
    at = list(graph.node).index(before)
    graph.initializer.append(numpy_helper.from_array(np.array([-1], dtype=np.int64), "answerbook.last"))
    chosen = helper.make_node("Gather", [before.input[0], "answerbook.last"], ["answerbook.hidden"], axis=1)
    before.input[0] = "answerbook.hidden"
    graph.node.insert(at, chosen)
    graph.node.append(helper.make_node("ArgMax", ["logits"], ["answerbook.chosen"], axis=-1, keepdims=0))
    graph.node.append(helper.make_node("Identity", ["answerbook.chosen"], ["next_token"]))
    graph.output.append(helper.make_tensor_value_info("next_token", TensorProto.INT64, ["batch_size", 1]))
    shape = next(output for output in graph.output if output.name == "logits").type.tensor_type.shape
    shape.dim[1].Clear()
    shape.dim[1].dim_value = 1


def _quantise(model: onnx.ModelProto, bits: int) -> None:
    """Replace every product with a constant matrix by one with weights in 8 or 4 bits."""
    graph = model.graph
    constants = {one.name: one for one in graph.initializer}
    for node in graph.node:
        held = constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if held is None or len(held.dims) != 2 or held.dims[0] % BLOCK or held.data_type != TensorProto.FLOAT:
            continue
        packed, scales = quantise(numpy_helper.to_array(held).T, bits)
        for name, array in ((f"{held.name}.packed", packed), (f"{held.name}.scales", scales)):
            if name not in constants:
                graph.initializer.append(numpy_helper.from_array(array, name))
                constants[name] = graph.initializer[-1]
        node.CopyFrom(
            helper.make_node(
                "MatMulNBits",
                [node.input[0], f"{held.name}.packed", f"{held.name}.scales"],
                list(node.output),
                domain=MICROSOFT,
                **block_attributes(int(held.dims[1]), int(held.dims[0]), bits),
            )
        )
    used = {name for node in graph.node for name in node.input}
    kept = [one for one in graph.initializer if one.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    if not any(opset.domain == MICROSOFT for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(MICROSOFT, _OPSET_MICROSOFT))


def _halve(model: onnx.ModelProto) -> onnx.ModelProto:
    # Part of the runtime's own tools; it needs `onnx`, so it is imported only here.
    from onnxruntime.transformers.float16 import convert_float_to_float16  # noqa: PLC0415

    halved: onnx.ModelProto = convert_float_to_float16(model, disable_shape_infer=True)
    return halved


def copy_words(source: Path, folder: Path) -> None:
    """Copy what the tokenizer and the chat template are made of."""
    names = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "config.json", "generation_config.json")
    for name in names:
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)
