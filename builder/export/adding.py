"""Bringing a model in: a hub's id or a folder comes in, a model in the store goes out, tried once before it is kept.

safetensors ─┬─ a family we write ourselves ─ decoder.py ────────┐
             └─ another family ────────────── through_optimum.py ┼─ try it ─ manifest ─ store
model.onnx ───────────────────────────────────────────────────────┘
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from builder.engines import unheard
from builder.engines.devices import computes_bf16
from builder.engines.generator.external import check_external_data
from builder.engines.generator.generator import open_backend
from builder.engines.generator.slots import SlotBackend
from builder.errors import EngineError
from builder.export.decoder import write_decoder
from builder.export.hub import cannot_write, fetch
from builder.export.shape import read_config, shape_of
from builder.export.sink import Precision
from builder.export.through_optimum import copy_words, export_through_optimum
from builder.export.weights import Weights
from builder.model_store import StoredModel, model_name, take_model

Through = Literal["auto", "own", "optimum"]
MOST_KEPT = 32_768  # tokens; a model that can hold more is opened for this many
_TRIED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asks for when adding a model."""

    source: str
    precision: Precision
    name: str = ""
    through: Through = "auto"
    longest: int = MOST_KEPT


def add_model(wish: Wish, root: Path, *, told: Callable[[str], None]) -> StoredModel:
    """Fetch or read a model, make its ONNX folder, try it, and keep it under its name."""
    if wish.precision == "bf16" and not computes_bf16():
        raise EngineError(
            "bf16 is computed by a GPU of 2020 or later, and none answers here",
            hint="choose --precision int8, or add the model where the GPU is",
        )
    name = model_name(wish.name or wish.source.partition("@")[0])
    root.mkdir(parents=True, exist_ok=True)
    folder, revision = Path(wish.source), ""
    fetched = not folder.is_dir()
    if fetched:
        told(f"fetching {wish.source}")
        folder, revision = fetch(wish.source, root)
    staged = root / f".{name}.adding"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    try:
        notes = _make(wish, folder, staged, told)
        told("trying it")
        notes |= _try(staged)
        model = take_model(staged, name, root, {**notes, "source": _said(wish.source), "revision": revision})
        if fetched:  # what failed keeps its download, for another try
            shutil.rmtree(folder, ignore_errors=True)
        return model
    except OSError as error:
        if told_of_disk := cannot_write(error, root):
            raise told_of_disk from error
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _said(source: str) -> str:
    """A source as the manifest names it: a hub's id as it is, of a folder its last name only."""
    return Path(source).resolve().name if Path(source).is_dir() else source.partition("@")[0]


def _make(wish: Wish, folder: Path, staged: Path, told: Callable[[str], None]) -> dict[str, str | int]:
    if (graph := _ready(folder)) is not None:
        return _copy_ready(folder, graph, staged)
    config = read_config(folder)
    if not (folder / "tokenizer.json").is_file():
        raise EngineError("no tokenizer.json here", path=str(folder), hint="the model needs a fast tokenizer")
    shape = shape_of(config)
    longest = min(wish.longest, int(config.get("max_position_embeddings", wish.longest)))
    copy_words(folder, staged)
    if shape is not None and wish.through != "optimum":
        told(f"writing {shape.layers} layers in {wish.precision}")
        write_decoder(shape, Weights(folder).read, staged, precision=wish.precision, longest=longest)
        made = "answerbook"
    elif wish.precision == "bf16":
        raise EngineError("only graphs that we write ourselves can be in bf16", hint="choose --precision fp16")
    elif wish.through == "own":
        raise EngineError("this family of models is not one we write ourselves", hint="leave out --through own")
    else:
        Weights(folder)
        told("exporting through optimum")
        export_through_optimum(folder, staged, precision=wish.precision)
        copy_words(folder, staged)  # the exporter writes its own reading of them
        made = "optimum"
    return {"precision": wish.precision, "longest": longest, "made_by": made}


def _ready(folder: Path) -> Path | None:
    """The graph of a folder that holds ONNX already."""
    return next((path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()), None)


def _copy_ready(folder: Path, graph: Path, staged: Path) -> dict[str, str | int]:
    copy_words(folder, staged)
    copy_words(graph.parent, staged)
    for name in check_external_data(graph):
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(graph.parent / name, staged / name)
    shutil.copyfile(graph, staged / "model.onnx")
    return {"precision": "as it came", "made_by": "somebody else"}


def _try(staged: Path) -> dict[str, str | int]:
    """Open the folder and let it go on from a few tokens, so that what is kept is known to run."""
    backend = open_backend(staged)
    try:
        backend.extend([[1, 2, 3, 4]], most=_TRIED, stops=lambda _: False, told=unheard)
    except Exception as error:  # the runtime raises bare exceptions of its own kinds
        raise EngineError(f"the model was made but does not run: {error}") from error
    return {"form": "slots" if isinstance(backend, SlotBackend) else "batches"}
