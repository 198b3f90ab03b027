"""Opening a language model's folder: a path comes in, a session and what must be known of it go out.

External data outside the folder is refused before the runtime sees it; whether the GPU answers is asked of the session.
"""

import contextlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnxruntime
from tokenizers import Tokenizer

from builder.engines.devices import computes_bf16, count_gpus
from builder.engines.generator.external import check_external_data
from builder.engines.generator.fingerprint import read_notes
from builder.engines.generator.placing import SIZES, Form, Place, choose_place, read_kind
from builder.engines.session import SILENT, count_cores, make_options
from builder.errors import EngineError
from builder.packaged import install_extra

_CUDA = "CUDAExecutionProvider"
# Memory as it is asked for, not in powers of two; fp32 stays fp32, as on the CPU.
_CUDA_SETTINGS = {"arena_extend_strategy": "kSameAsRequested", "use_tf32": "0"}
# "[ONNXRuntimeError] : 1 : FAIL : " and "/a/file.cc:51 type name(types) ": of use to the runtime's makers only
_SOURCES = re.compile(r"\[ONNXRuntimeError\] : \d+ : \w+ : |\S+\.(?:cc|h):\d+ [^\[]*?\) (?=\[)|\S+\.(?:cc|h):\d+ ")
_WAY_OUT = f"a GPU is there, but {{}}; try {install_extra('gpu')}"


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
    place: Place
    layers: int
    key_heads: int
    head_size: int
    floats: int  # the type of keys and values, by the number onnx gives it
    ends: frozenset[int]

    @property
    def bytes_a_token(self) -> int:
        """What one token's keys and values weigh."""
        return 2 * self.layers * self.key_heads * self.head_size * SIZES[self.floats]


def open_model(folder: Path, *, threads: int = 0, profile: Path | None = None) -> OpenModel:
    """Open a folder with model.onnx and tokenizer.json, on the GPU where one truly answers.

    With `profile` the runtime notes which kernel ran where, in a file whose name begins so.
    """
    ends = read_language(folder).ends
    path = folder / "model.onnx"
    kind = read_kind(path)
    place = choose_place(kind, count_gpus(), bf16=computes_bf16())
    options = _options(threads, profile)
    if place.device == "cuda":
        session, place = _open_on_gpu(path, options)
    else:
        session = _open_on_cpu(path, options)
    caches = [one for one in session.get_inputs() if one.name.startswith("past") and one.name.endswith(".key")]
    return OpenModel(
        session=session,
        form=kind.form,
        place=place,
        layers=len(caches),
        key_heads=int(caches[0].shape[1]),
        head_size=int(caches[0].shape[3]),
        floats=kind.floats,
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
        longest=int(read_notes(folder).get("longest") or settings.get("max_position_embeddings") or 2048),
    )


def _check_files(folder: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        if not (folder / name).is_file():
            raise EngineError(f"no {name} here", path=str(folder), hint="`answerbook models add` makes such a folder")
    for path in sorted(folder.rglob("*")):
        if not path.resolve().is_relative_to(folder.resolve()):
            raise EngineError("a file of this model points outside its folder", path=str(path))
    check_external_data(folder / "model.onnx")


def _options(threads: int, profile: Path | None) -> onnxruntime.SessionOptions:
    options = make_options(threads or count_cores())
    if profile is not None:
        options.enable_profiling = True
        options.profile_file_prefix = str(profile)
    return options


def _open_on_gpu(path: Path, options: onnxruntime.SessionOptions) -> tuple[onnxruntime.InferenceSession, Place]:
    """Open a graph on the GPU, or on the CPU with what kept it from the GPU."""
    onnxruntime.set_default_logger_severity(SILENT)  # what it says in red is said in one line, by us
    missing = missing_for_cuda()
    if _CUDA not in onnxruntime.get_available_providers():
        return _open_on_cpu(path, options), Place("cpu", _WAY_OUT.format(missing))
    wanted = [(_CUDA, _CUDA_SETTINGS), "CPUExecutionProvider"]
    try:
        # Its own way to fall back prints to stdout, where results belong.
        session = onnxruntime.InferenceSession(str(path), options, providers=wanted, enable_fallback=0)
    except Exception as error:  # the runtime raises bare exceptions of its own kinds
        place = Place("cpu", _WAY_OUT.format(missing) if missing else f"the GPU does not take it ({first_line(error)})")
        return _open_on_cpu(path, options, place), place
    if _CUDA in session.get_providers():
        return session, Place("cuda")
    return session, Place("cpu", _WAY_OUT.format(missing or "CUDA cannot be started"))


def place_of(folder: Path) -> Place:
    """Where a model's folder would run on this machine, without opening its graph."""
    place = choose_place(read_kind(folder / "model.onnx"), count_gpus(), bf16=computes_bf16())
    missing = missing_for_cuda() if place.device == "cuda" else ""
    return Place("cpu", _WAY_OUT.format(missing)) if missing else place


def list_providers() -> tuple[str, ...]:
    """What this runtime is built for, whether the machine has it or not."""
    return tuple(name.removesuffix("ExecutionProvider") for name in onnxruntime.get_available_providers())


def missing_for_cuda() -> str:
    """What keeps this installation from using a GPU, if there is one."""
    if _CUDA not in onnxruntime.get_available_providers():
        return "this onnxruntime is built without CUDA"
    return _load_libraries()


def _load_libraries() -> str:
    """Load CUDA's libraries from where `pip` put them, and return the first that is missing."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        onnxruntime.preload_dlls()
    failed = [line for line in said.getvalue().splitlines() if line.startswith("Failed to load ")]
    return f"{failed[0].removeprefix('Failed to load ').partition(':')[0]} cannot be loaded" if failed else ""


def _open_on_cpu(
    path: Path, options: onnxruntime.SessionOptions, place: Place | None = None
) -> onnxruntime.InferenceSession:
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], enable_fallback=0)
    except Exception as error:  # the runtime raises bare exceptions of its own kinds
        whole = "`answerbook models check` says whether its files are those that were added"
        hint = f"it runs on the CPU, because {place.reason}" if place else whole
        raise EngineError(
            f"the runtime cannot open this graph: {first_line(error)}", path=str(path), hint=hint
        ) from error


def first_line(error: Exception) -> str:
    """What an error says first; the runtime's own go on with where in its sources they arose."""
    said = _SOURCES.sub("", next(iter(str(error).splitlines()), "")).strip()
    return said or type(error).__name__


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
