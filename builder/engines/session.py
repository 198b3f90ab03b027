"""Model folders and onnxruntime sessions: a name or a path comes in, an opened model with a fingerprint goes out.

Every text is computed alone, on one thread, and texts share the cores: the quantisation of activations looks at the
whole tensor, so a batch would let neighbours change a result. It never downloads anything.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from builder.errors import EngineError

MODELS = Path(__file__).resolve().parent.parent / "models"
SILENT = 4  # what the runtime has to say is said by us

Work = TypeVar("Work")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One opened model folder."""

    folder: Path
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    fingerprint: str

    def run(self, **inputs: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        """Compute one text and return every output of the graph."""
        outputs: list[NDArray[np.float32]] = self.session.run(None, dict(inputs))
        return outputs


def find_folder(name_or_path: str | Path | None, default: str) -> Path:
    """Return the folder of a shipped model's name, of a path, or of the default."""
    shipped = MODELS / str(name_or_path or default)
    folder = shipped if shipped.is_dir() else Path(str(name_or_path))
    if not (folder / "model.onnx").is_file():
        raise EngineError("no model.onnx there", path=str(folder), hint="name a shipped model or a model folder")
    return folder


def load_model(folder: Path, version: str) -> Model:
    """Open a model folder; `version` is the engine's own, so that new code gives a new fingerprint."""
    path = find_tokenizer(folder)
    if not path.is_file():
        raise EngineError("no tokenizer.json there", path=str(folder), hint="put the model's own beside model.onnx")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    session = open_session(folder / "model.onnx")
    return Model(folder=folder, session=session, tokenizer=tokenizer, fingerprint=fingerprint_of(folder, version))


def find_tokenizer(folder: Path) -> Path:
    """Return a model's own tokenizer, or the one beside the folders that shipped models share."""
    own = folder / "tokenizer.json"
    return own if own.is_file() else folder.parent / "tokenizer.json"


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """Open a graph on the CPU, with one thread a call.

    Never on a GPU: CUDA has no kernels for products of 8 bits, and answers must not depend on who built them.
    """
    return onnxruntime.InferenceSession(str(path), make_options(1), providers=["CPUExecutionProvider"])


def make_options(threads: int) -> onnxruntime.SessionOptions:
    """Return what every session is opened with.

    A processor without VNNI adds products of 8 bits in 16, which overflow unseen, unless precise kernels are asked for.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = SILENT
    options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def fingerprint_of(folder: Path, version: str) -> str:
    """Return one sha256 over the engine's version and every file that decides its results."""
    digest = hashlib.sha256(version.encode())
    for path in (folder / "model.onnx", find_tokenizer(folder), folder / "calibration.json"):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def count_cores() -> int:
    """Return how many cores this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_each(work: Callable[[Work], Made], inputs: Sequence[Work]) -> list[Made]:
    """Do the same work for each input on all cores and return the results in the inputs' order."""
    if len(inputs) < 2 or count_cores() == 1:
        return [work(one) for one in inputs]
    with ThreadPoolExecutor(max_workers=count_cores()) as pool:
        return list(pool.map(work, inputs))
