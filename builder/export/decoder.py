"""A decoder of the Llama kind as an ONNX graph of fused operators: shape and weights come in, model.onnx goes out.

    input_ids ─ embedding ─┬─ norm ─ attention ─┬─ norm ─ feed forward ─┬─ … ─ norm ─ last position ─ logits ─ token
                           └────────── + ───────┴────────── + ──────────┘
Keys and values live in buffers of fixed capacity that the graph writes in place, each row at its own length, so rows of
different lengths share a step without padding; only the last position becomes a token, inside the graph.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, ValueInfoProto, helper

from builder.export.shape import DecoderShape, rotations
from builder.export.sink import MICROSOFT, Precision, Sink

_OPSET = 18
_IR = 9
Read = Callable[[str], NDArray[np.float32]]


def write_decoder(shape: DecoderShape, read: Read, folder: Path, *, precision: Precision, longest: int) -> None:
    """Write `model.onnx` and `model.onnx.data` for a model that keeps at most `longest` tokens."""
    with Sink(folder / "model.onnx.data", precision) as sink:
        normed, stream = _embed(sink, shape, read, longest)
        for layer in range(shape.layers):
            heard = _attend(sink, shape, read, layer, normed)
            normed, stream = _add_and_norm(sink, shape, read, f"layers.{layer}.post_attention_layernorm", heard, stream)
            thought = _feed_forward(sink, shape, read, layer, normed)
            after = f"layers.{layer + 1}.input_layernorm" if layer + 1 < shape.layers else "norm"
            normed, stream = _add_and_norm(sink, shape, read, after, thought, stream)
        _next_token(sink, shape, read, normed)
    onnx.save_model(_model(sink, shape), str(folder / "model.onnx"))


def _embed(sink: Sink, shape: DecoderShape, read: Read, longest: int) -> tuple[str, str]:
    for name, table in zip(("cosines", "sines"), rotations(shape, longest), strict=True):
        sink.keep(name, table)
    table = read("model.embed_tokens.weight")
    if sink.bits:
        half = sink.node(
            "Gather", [sink.keep_as_is("embedding", table.astype(np.float16)), "input_ids"], ["embedded.half"]
        )
        stream = sink.node("Cast", [half], ["embedded"], to=TensorProto.FLOAT)
    else:
        stream = sink.node("Gather", [sink.keep("embedding", table), "input_ids"], ["embedded"])
    scale = sink.keep("first.scale", read("model.layers.0.input_layernorm.weight"))
    return _norm(sink, shape, stream, scale, "first"), stream


def _norm(sink: Sink, shape: DecoderShape, source: str, scale: str, name: str) -> str:
    inputs, outputs = [source, scale], [f"{name}.normed"]
    return sink.node("SimplifiedLayerNormalization", inputs, outputs, axis=-1, epsilon=shape.epsilon, stash_type=1)


def _add_and_norm(sink: Sink, shape: DecoderShape, read: Read, name: str, added: str, stream: str) -> tuple[str, str]:
    scale = sink.keep(f"{name}.scale", read(f"model.{name}.weight"))
    outputs = [f"{name}.normed", "", "", f"{name}.stream"]
    sink.node("SkipSimplifiedLayerNormalization", [added, stream, scale], outputs, MICROSOFT, epsilon=shape.epsilon)
    return outputs[0], outputs[3]


def _attend(sink: Sink, shape: DecoderShape, read: Read, layer: int, normed: str) -> str:
    at = f"layers.{layer}.self_attn"
    queries, keys, values = _heads(sink, shape, read, at, normed)
    caches = [f"past.{layer}.key", f"past.{layer}.value"]
    sink.node(
        "GroupQueryAttention",
        [queries, keys, values, *caches, "lengths", "total", "cosines", "sines"],
        [f"{at}.heard", f"present.{layer}.key", f"present.{layer}.value"],
        MICROSOFT,
        num_heads=shape.heads,
        kv_num_heads=shape.key_heads,
        scale=float(shape.head_size**-0.5),
        do_rotary=1,
        rotary_interleaved=0,
    )
    return sink.linear(f"{at}.o_proj", f"{at}.heard", read(f"model.{at}.o_proj.weight"))


def _heads(sink: Sink, shape: DecoderShape, read: Read, at: str, normed: str) -> tuple[str, str, str]:
    """Queries, keys and values: in one product where nothing has to happen to them alone."""
    if shape.family == "Phi3ForCausalLM":
        return sink.linear(f"{at}.qkv_proj", normed, read(f"model.{at}.qkv_proj.weight")), "", ""
    names = [f"model.{at}.{part}_proj" for part in "qkv"]
    weights = [read(f"{name}.weight") for name in names]
    if shape.head_norms:
        made = [sink.linear(f"{at}.{part}", normed, weight) for part, weight in zip("qkv", weights, strict=True)]
        return (
            _norm_heads(sink, shape, read, at, "q", made[0]),
            _norm_heads(sink, shape, read, at, "k", made[1]),
            made[2],
        )
    biases = [read(f"{name}.bias") for name in names] if shape.family == "Qwen2ForCausalLM" else []
    bias = np.concatenate(biases) if biases else None
    return sink.linear(f"{at}.qkv_proj", normed, np.concatenate(weights), bias), "", ""


def _norm_heads(sink: Sink, shape: DecoderShape, read: Read, at: str, part: str, source: str) -> str:
    name = f"{at}.{part}_norm"
    heads = shape.heads if part == "q" else shape.key_heads
    apart = sink.keep_inside(f"{name}.apart", np.array([0, 0, heads, shape.head_size], dtype=np.int64))
    whole = sink.keep_inside(f"{name}.whole", np.array([0, 0, heads * shape.head_size], dtype=np.int64))
    split = sink.node("Reshape", [source, apart], [f"{name}.split"])
    normed = _norm(sink, shape, split, sink.keep(f"{name}.scale", read(f"model.{name}.weight")), name)
    return sink.node("Reshape", [normed, whole], [f"{name}.joined"])


def _feed_forward(sink: Sink, shape: DecoderShape, read: Read, layer: int, normed: str) -> str:
    at = f"layers.{layer}.mlp"
    if shape.family == "Phi3ForCausalLM":
        both = read(f"model.{at}.gate_up_proj.weight")
        gate_weight, up_weight = both[: shape.inner], both[shape.inner :]
    else:
        gate_weight, up_weight = read(f"model.{at}.gate_proj.weight"), read(f"model.{at}.up_proj.weight")
    gate = sink.linear(f"{at}.gate_proj", normed, gate_weight)
    up = sink.linear(f"{at}.up_proj", normed, up_weight)
    # With alpha 1 this is x * sigmoid(x) in one kernel.
    opened = sink.node("QuickGelu", [gate], [f"{at}.opened"], MICROSOFT, alpha=1.0)
    return sink.linear(
        f"{at}.down_proj", sink.node("Mul", [opened, up], [f"{at}.inner"]), read(f"model.{at}.down_proj.weight")
    )


def _next_token(sink: Sink, shape: DecoderShape, read: Read, normed: str) -> None:
    last = sink.node(
        "Gather", [normed, sink.keep_inside("last", np.array(-1, dtype=np.int64))], ["last.normed"], axis=1
    )
    if shape.tied and not sink.bits:
        logits = sink.node("Gemm", [last, "embedding"], ["logits"], transB=1)
    else:
        head = read("model.embed_tokens.weight" if shape.tied else "lm_head.weight")
        logits = sink.node("Identity", [sink.linear("lm_head", last, head)], ["logits"])
    if sink.floats == TensorProto.BFLOAT16:  # ArgMax has no kernel for it
        logits = sink.node("Cast", [logits], ["logits.wide"], to=TensorProto.FLOAT)
    sink.node("ArgMax", [logits], ["next_token"], axis=-1, keepdims=1)


def _model(sink: Sink, shape: DecoderShape) -> onnx.ModelProto:
    floats = sink.floats
    cache: list[str | int] = ["batch", shape.key_heads, "capacity", shape.head_size]
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        helper.make_tensor_value_info("total", TensorProto.INT32, [1]),
        *_caches("past", shape, floats, cache),
    ]
    outputs = [
        helper.make_tensor_value_info("next_token", TensorProto.INT64, ["batch", 1]),
        helper.make_tensor_value_info("logits", floats, ["batch", shape.vocabulary]),
        *_caches("present", shape, floats, cache),
    ]
    graph = helper.make_graph(sink.nodes, "decoder", inputs, outputs, sink.weights)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)


def _caches(prefix: str, shape: DecoderShape, floats: int, cache: list[str | int]) -> list[ValueInfoProto]:
    names = [f"{prefix}.{layer}.{part}" for layer in range(shape.layers) for part in ("key", "value")]
    return [helper.make_tensor_value_info(name, floats, cache) for name in names]
