"""A Hugging Face configuration as the few numbers a decoder is made of; families we do not write give None."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from builder.errors import EngineError

HEAD_STEP = 16  # the fused attention takes heads of such sizes only
FAMILIES = frozenset(
    ["LlamaForCausalLM", "MistralForCausalLM", "Qwen2ForCausalLM", "Qwen3ForCausalLM", "Phi3ForCausalLM"]
)

NEEDED = ("num_attention_heads", "num_hidden_layers", "intermediate_size", "vocab_size")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderShape:
    """What tells one decoder of the Llama kind from another."""

    family: str
    layers: int
    inner: int
    heads: int
    key_heads: int
    head_size: int
    vocabulary: int
    epsilon: float
    theta: float
    tied: bool
    head_norms: bool
    rope_scaling: tuple[tuple[str, float], ...] = ()


def read_config(folder: Path) -> dict[str, Any]:
    """Read config.json; a model that brings its own code is refused."""
    path = folder / "config.json"
    if not path.is_file():
        raise EngineError("no config.json here", path=str(folder), hint="give the folder that `config.json` lies in")
    try:
        config = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise EngineError(f"not JSON: {error}", path=str(path)) from error
    if not isinstance(config, dict):
        raise EngineError("not a JSON object", path=str(path))
    if "auto_map" in config:
        raise EngineError(
            "this model brings its own Python code, which is never run",
            path=str(path),
            hint="choose a model of a family that transformers knows (Qwen, Llama, SmolLM, Phi, Gemma)",
        )
    return config


def shape_of(config: dict[str, Any]) -> DecoderShape | None:
    """The shape of a decoder we can write ourselves, or None."""
    family = (config.get("architectures") or [""])[0]
    scaling = config.get("rope_scaling") or {}
    kind = scaling.get("rope_type", scaling.get("type", "default"))
    plain = (
        config.get("hidden_act", "silu") == "silu" and not config.get("attention_bias") and not config.get("mlp_bias")
    )
    sliding = config.get("sliding_window") and config.get("use_sliding_window", family != "Qwen2ForCausalLM")
    whole = config.get("partial_rotary_factor", 1.0) == 1.0
    head_size = int(config.get("head_dim") or config.get("hidden_size", 0) // config.get("num_attention_heads", 1))
    if (
        family not in FAMILIES
        or kind not in ("default", "llama3", "linear")
        or not plain
        or sliding
        or not whole
        or head_size % HEAD_STEP
    ):
        return None
    if missing := [name for name in NEEDED if name not in config]:
        raise EngineError(
            f"config.json lacks `{missing[0]}`, which every model of this family has",
            hint="it may be cut short, or another model's: take the folder from its hub again",
        )
    heads = int(config["num_attention_heads"])
    return DecoderShape(
        family=family,
        layers=int(config["num_hidden_layers"]),
        inner=int(config["intermediate_size"]),
        heads=heads,
        key_heads=int(config.get("num_key_value_heads") or heads),
        head_size=head_size,
        vocabulary=int(config["vocab_size"]),
        epsilon=float(config.get("rms_norm_eps", 1e-6)),
        theta=float(config.get("rope_theta", 10_000.0)),
        tied=bool(config.get("tie_word_embeddings", False)),
        head_norms=family == "Qwen3ForCausalLM",
        rope_scaling=tuple(
            sorted((key, float(value)) for key, value in scaling.items() if isinstance(value, int | float))
        )
        if kind != "default"
        else (),
    )


def rotations(shape: DecoderShape, longest: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The cosines and sines of every position up to `longest`."""
    steps = np.arange(0, shape.head_size, 2, dtype=np.float32) / np.float32(shape.head_size)
    frequencies = (1.0 / np.power(np.float32(shape.theta), steps)).astype(np.float32)
    scaling = dict(shape.rope_scaling)
    if "low_freq_factor" in scaling:
        frequencies = _llama3(frequencies, scaling)
    elif "factor" in scaling:
        frequencies = frequencies / np.float32(scaling["factor"])
    angles = np.arange(longest, dtype=np.float32)[:, None] * frequencies[None, :].astype(np.float32)
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


def _llama3(frequencies: NDArray[np.float32], scaling: dict[str, float]) -> NDArray[np.float32]:
    """Llama 3.1's way to stretch long waves and leave short ones."""
    reach, factor = scaling["original_max_position_embeddings"], scaling["factor"]
    low, high = scaling["low_freq_factor"], scaling["high_freq_factor"]
    waves = 2 * np.pi / frequencies
    share = np.clip((reach / waves - low) / (high - low), 0.0, 1.0)
    stretched = (1 - share) * frequencies / factor + share * frequencies
    return np.asarray(stretched, dtype=np.float32)
