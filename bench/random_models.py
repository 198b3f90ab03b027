"""Language models of true sizes with random weights, and prompts for them: the same in every process and runtime."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer, models

from builder.export.decoder import write_decoder
from builder.export.shape import shape_of
from builder.export.sink import Precision

# hidden, inner, layers, heads, heads of keys: of SmolLM2-135M and of Qwen2.5 in three sizes
SHAPES = {
    "tiny": (256, 512, 4, 4, 2),
    "0.1b": (576, 1536, 30, 9, 3),
    "0.5b": (896, 4864, 24, 14, 2),
    "1.5b": (1536, 8960, 28, 12, 2),
    "7b": (3584, 18944, 28, 28, 4),
}
BYTES = {"fp32": 4.0, "fp16": 2.0, "bf16": 2.0, "int8": 1.125, "int4": 0.625}  # a weight, with its block's scale
LONGEST = 8_192


def config_of(shape: str) -> dict[str, Any]:
    """The configuration of a Qwen2 model: of a shape, or of so many of its layers ("0.5b/4")."""
    shape, _, some = shape.partition("/")
    hidden, inner, layers, heads, key_heads = SHAPES[shape]
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_act": "silu",
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_hidden_layers": int(some or layers),
        "num_attention_heads": heads,
        "num_key_value_heads": key_heads,
        "vocab_size": 151_936 if shape != "tiny" else 2_048,
        "max_position_embeddings": 32_768,
        "rms_norm_eps": 1e-6,
        "rope_theta": 1_000_000.0,
        "tie_word_embeddings": shape != "7b",
        "eos_token_id": None,
    }


def sizes_of(config: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Every tensor's name and size."""
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    keys = hidden // config["num_attention_heads"] * config["num_key_value_heads"]
    parts: dict[str, tuple[int, ...]] = {
        "self_attn.q_proj": (hidden, hidden),
        "self_attn.k_proj": (keys, hidden),
        "self_attn.v_proj": (keys, hidden),
        "self_attn.o_proj": (hidden, hidden),
        "mlp.gate_proj": (inner, hidden),
        "mlp.up_proj": (inner, hidden),
        "mlp.down_proj": (hidden, inner),
    }
    sizes: dict[str, tuple[int, ...]] = {"model.embed_tokens.weight": (config["vocab_size"], hidden)}
    for layer in range(config["num_hidden_layers"]):
        for part, size in parts.items():
            sizes[f"model.layers.{layer}.{part}.weight"] = size
            if part[-6:] in ("q_proj", "k_proj", "v_proj"):
                sizes[f"model.layers.{layer}.{part}.bias"] = size[:1]
        for norm in ("input_layernorm", "post_attention_layernorm"):
            sizes[f"model.layers.{layer}.{norm}.weight"] = (hidden,)
    sizes["model.norm.weight"] = (hidden,)
    return sizes if config["tie_word_embeddings"] else {**sizes, "lm_head.weight": (config["vocab_size"], hidden)}


def random_weight(name: str, config: dict[str, Any]) -> NDArray[numpy.float32]:
    """One tensor of a model, the same in every process."""
    size = sizes_of(config)[name]
    if "norm" in name:
        return numpy.ones(size, dtype=numpy.float32)
    generator = numpy.random.default_rng(list(name.encode()))
    return generator.standard_normal(size, dtype=numpy.float32) * numpy.float32(0.02)


def write_model(shape: str, precision: Precision, folder: Path) -> None:
    """Write a model's graph as `answerbook models add` would."""
    config = config_of(shape)
    decoder = shape_of(config)
    assert decoder is not None
    write_decoder(decoder, lambda name: random_weight(name, config), folder, precision=precision, longest=LONGEST)
    _write_words(config, folder)


def write_safetensors(shape: str, folder: Path) -> None:
    """Write the same weights as a folder that other runtimes read."""
    config = config_of(shape)
    header, end = {}, 0
    for name, size in sizes_of(config).items():
        start, end = end, end + 4 * int(numpy.prod(size))
        header[name] = {"dtype": "F32", "shape": size, "data_offsets": [start, end]}
    written = json.dumps(header).encode()
    with (folder / "model.safetensors").open("wb") as file:
        file.write(struct.pack("<Q", len(written)) + written)
        for name in header:
            file.write(random_weight(name, config).tobytes())
    _write_words(config, folder)


def _write_words(config: dict[str, Any], folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    Tokenizer(models.WordLevel({"a": 0}, unk_token="a")).save(str(folder / "tokenizer.json"))
    words = {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "a", "pad_token": "a"}
    (folder / "tokenizer_config.json").write_text(json.dumps(words), "utf-8")


def make_prompts(shape: str, count: int, prefix: int, own: int) -> list[list[int]]:
    """Prompts with a beginning in common, each with a tail of its own, of lengths that differ by a quarter."""
    generator = numpy.random.default_rng(7)
    words = config_of(shape)["vocab_size"]
    start = generator.integers(0, words, prefix).tolist()
    lengths = [max(1, own - (row * own // 4) // max(1, count)) for row in range(count)]
    return [[*start, *generator.integers(0, words, length).tolist()] for length in lengths]


def bytes_a_token(shape: str, precision: str) -> float:
    """What has to be read from memory for one token of one prompt: every matrix once."""
    config = config_of(shape)
    # Where the table of words is not the last matrix as well, a token reads but one row of it.
    unread = () if config["tie_word_embeddings"] else ("model.embed_tokens.weight",)
    sizes = [size for name, size in sizes_of(config).items() if len(size) == 2 and name not in unread]
    return sum(int(numpy.prod(size)) for size in sizes) * BYTES[precision]
