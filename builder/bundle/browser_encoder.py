"""The real encoder for readers' browsers, where a site chooses it: a folder of onnxruntime-web comes in, files go out.

Nobody fetches them unasked: the manifest names them and their size, and the Ask page offers them.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from builder.bundle.prior import Prior
from builder.bundle.scripts import read_module
from builder.digest import sha256
from builder.errors import EngineError
from builder.packaged import HERE

RUNTIME, WASM = "ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm"
_MODEL = HERE / "models" / "encoder" / "model.onnx"
_TOKENIZER = HERE / "models" / "tokenizer.json"


def runtime_files(folder: Path) -> tuple[Path, Path]:
    """Return the two files of onnxruntime-web that are needed; a folder without them is an error."""
    found = (folder / RUNTIME, folder / WASM)
    for path in found:
        if not path.is_file():
            raise EngineError(
                "the browser's encoder needs this file of onnxruntime-web",
                path=str(path),
                hint="run `npm install onnxruntime-web` and name its folder `dist` as `encoder_in_browser`",
            )
    return found


def encoder_files(
    folder: Path, prior: Prior, settings: Mapping[str, float]
) -> tuple[dict[str, bytes], dict[str, object]]:
    """Return the files by their names, and what the manifest says of them."""
    if not prior.rows:
        raise EngineError(
            "only the shipped encoder runs in a browser, and this build uses another",
            hint="build with the engine `default`, or remove `encoder_in_browser` from mkdocs.yml",
        )
    runtime, wasm = runtime_files(folder)
    contents = {
        "runtime": (runtime.read_bytes(), "mjs"),
        "wasm": (wasm.read_bytes(), "wasm"),
        "model": (_MODEL.read_bytes(), "onnx"),
        "words": (_words(prior), "bin"),
        "script": (read_module("encoder"), "js"),
    }
    names = {part: f"encoder-{part}-{sha256(content)[:8]}.{ending}" for part, (content, ending) in contents.items()}
    files = {names[part]: content for part, (content, _) in contents.items()}
    return files, {**names, "bytes": sum(map(len, files.values())), "settings": dict(settings)}


def _words(prior: Prior) -> bytes:
    """The tokens, a line each, a null byte, and the box's directions one after the other."""
    return "\n".join(read_tokens()).encode() + b"\0" + prior.basis.T.astype("<f4").tobytes()


def read_tokens() -> list[str]:
    """The tokens that the shipped encoder knows, in the order of their numbers."""
    vocabulary: dict[str, int] = json.loads(_TOKENIZER.read_text("utf-8"))["model"]["vocab"]
    return sorted(vocabulary, key=vocabulary.__getitem__)
