"""Opening a language model's folder: a path comes in, a session and what must be known of it go out.

External data outside the folder is refused before the runtime sees it; whether the GPU answers is asked of the session.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from builder.engines.generator.external import check_external_data
from builder.engines.generator.fingerprint import MANIFEST
from builder.engines.session import count_cores
from builder.errors import EngineError

Form = Literal["slots", "batches"]
_CACHE_INPUT = re.compile(r"^(past\.|past_key_values\.)(\d+)\.(key|value)$")
_FLOATS: dict[str, type[np.float32] | type[np.float16]] = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a model's folder says of its words: known without opening the graph."""

    tokenizer: Tokenizer
    template: str
    specials: Mapping[str, str]
    ends: frozenset[int]
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenModel:
    """One language model ready to run."""

    session: onnxruntime.InferenceSession
    form: Form
    on_gpu: bool
    layers: int
    key_heads: int
    head_size: int
    floats: type[np.float32] | type[np.float16]
    ends: frozenset[int]

    @property
    def device(self) -> str:
        """The device's name in the runtime's words."""
        return "cuda" if self.on_gpu else "cpu"

    @property
    def bytes_a_token(self) -> int:
        """What one token's keys and values weigh."""
        return 2 * self.layers * self.key_heads * self.head_size * int(np.dtype(self.floats).itemsize)


def open_model(folder: Path, *, threads: int = 0, profile: Path | None = None) -> OpenModel:
    """Open a folder with model.onnx and tokenizer.json, on the GPU where one truly answers.

    With `profile` the runtime notes which kernel ran where, in a file whose name begins so.
    """
    ends = read_language(folder).ends
    session = _open_session(folder / "model.onnx", threads, profile)
    caches = [one for one in session.get_inputs() if _CACHE_INPUT.match(one.name)]
    if not caches:
        raise EngineError(
            "this graph keeps no keys and values between steps",
            path=str(folder / "model.onnx"),
            hint="export it with a KV cache (optimum: the task text-generation-with-past)",
        )
    return OpenModel(
        session=session,
        form="slots" if caches[0].name.startswith("past.") else "batches",
        on_gpu="CUDAExecutionProvider" in session.get_providers(),
        layers=len(caches) // 2,
        key_heads=int(caches[0].shape[1]),
        head_size=int(caches[0].shape[3]),
        floats=_FLOATS[caches[0].type],
        ends=ends,
    )


def read_language(folder: Path) -> Language:
    """Read a folder's tokenizer, chat template and settings, after its files were found safe to open."""
    _check_files(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    settings = {**_json(folder / "config.json"), **_json(folder / "generation_config.json")}
    words = _json(folder / "tokenizer_config.json")
    return Language(
        tokenizer=tokenizer,
        template=_template(folder, words),
        specials={key: _text_of(words.get(key)) for key in ("bos_token", "eos_token", "unk_token", "pad_token")},
        ends=_ends(settings, words, tokenizer),
        longest=int(_json(folder / MANIFEST).get("longest") or settings.get("max_position_embeddings") or 2048),
    )


def _check_files(folder: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        if not (folder / name).is_file():
            raise EngineError(f"no {name} here", path=str(folder), hint="`answerbook models add` makes such a folder")
    for path in sorted(folder.rglob("*")):
        if not path.resolve().is_relative_to(folder.resolve()):
            raise EngineError("a file of this model points outside its folder", path=str(path))
    check_external_data(folder / "model.onnx")


def _open_session(path: Path, threads: int, profile: Path | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or count_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    if profile is not None:
        options.enable_profiling = True
        options.profile_file_prefix = str(profile)
    wanted: list[Any] = ["CPUExecutionProvider"]
    # A build with CUDA lists it on machines without a GPU too; only a driver's file says it may be there.
    if (
        "CUDAExecutionProvider" in onnxruntime.get_available_providers()
        and Path("/proc/driver/nvidia/version").exists()
    ):
        wanted.insert(0, ("CUDAExecutionProvider", {"arena_extend_strategy": "kSameAsRequested"}))
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=wanted)
    except Exception as error:  # the runtime raises bare exceptions of its own kinds
        raise EngineError(f"the runtime cannot open this graph: {error}", path=str(path)) from error


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise EngineError(f"not JSON: {error}", path=str(path)) from error
    return found if isinstance(found, dict) else {}


def _ends(settings: Mapping[str, Any], words: Mapping[str, Any], tokenizer: Tokenizer) -> frozenset[int]:
    """The tokens that end an answer: as the configuration says, or as the tokenizer's own end."""
    given = settings.get("eos_token_id")
    ids = given if isinstance(given, list) else [] if given is None else [given]
    own = tokenizer.token_to_id(_text_of(words.get("eos_token")))
    return frozenset(int(one) for one in [*ids, *([] if own is None else [own])])


def _text_of(token: Any) -> str:
    return str(token.get("content", "")) if isinstance(token, dict) else str(token or "")


def _template(folder: Path, words: Mapping[str, Any]) -> str:
    path = folder / "chat_template.jinja"
    if path.is_file():
        return path.read_text("utf-8")
    given = words.get("chat_template")
    if isinstance(given, list):
        given = next((one.get("template") for one in given if one.get("name") == "default"), "")
    return str(given or "")
