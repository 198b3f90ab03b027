"""The models on this machine: names come in, folders and what is known of them go out; shared by all projects.

    <models>/<name>/model.onnx · model.onnx.data · tokenizer.json · … · model.json   (a sha256 for every file)
A model enters whole or not at all. It never downloads anything.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.engines.generator.external import check_external_data
from builder.engines.generator.fingerprint import FORMAT, MANIFEST, read_manifest, sha256_of
from builder.errors import EngineError
from builder.records import Finding

_ADD_AGAIN = "add the model again"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """One model on this machine."""

    name: str
    folder: Path
    source: str
    revision: str
    form: str
    precision: str
    bytes: int
    damage: str  # why it cannot be used; nothing where it can


def models_dir() -> Path:
    """Where models lie: `ANSWERBOOK_MODELS`, or the place this system keeps programs' data in."""
    if given := os.environ.get("ANSWERBOOK_MODELS"):
        return Path(given)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "answerbook" / "models"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "answerbook" / "models"


def model_name(text: str) -> str:
    """A model's name on this machine, made of what it is called elsewhere: "Qwen/Qwen2.5-0.5B" gives "qwen2.5-0.5b"."""
    last = text.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1].lower()
    name = re.sub(r"[^a-z0-9._-]+", "-", last).strip("-.")
    if not _NAME.fullmatch(name):
        raise EngineError(f"{text!r} gives no name for a model", hint="choose one with --name")
    return name


def list_models(root: Path) -> tuple[StoredModel, ...]:
    """Every model in the store, by name, damaged ones among them."""
    folders = sorted(path.parent for path in root.glob(f"*/{MANIFEST}")) if root.is_dir() else []
    return tuple(_stored(folder) for folder in folders if not folder.name.startswith("."))


def find_model(name_or_path: str, root: Path) -> Path:
    """The folder of a stored model's name, or of a path."""
    if _is_stored(name_or_path, root):
        return root / name_or_path
    if (Path(name_or_path) / "model.onnx").is_file():
        return Path(name_or_path)
    raise _unknown(name_or_path, root)


def take_model(staged: Path, name: str, root: Path, notes: Mapping[str, Any]) -> StoredModel:
    """Write a finished folder's manifest and give the folder its name; an older one of that name is replaced."""
    files = sorted(path for path in staged.rglob("*") if path.is_file() and path.name != MANIFEST)
    listed = {
        path.relative_to(staged).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256_of(path)} for path in files
    }
    manifest = {"format": FORMAT, **notes, "name": name, "files": listed}
    (staged / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    old = root / f".{name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if (root / name).exists():
        (root / name).rename(old)
    staged.rename(root / name)
    shutil.rmtree(old, ignore_errors=True)
    return _stored(root / name)


def check_model(folder: Path) -> tuple[Finding, ...]:
    """Compare every file of a model with what the manifest says of it."""
    try:
        files: dict[str, dict[str, Any]] = read_manifest(folder)["files"]
    except EngineError as error:
        return (
            Finding(rule="model-file", subject=folder.name, severity="error", message=error.message, hint=_ADD_AGAIN),
        )
    findings = [
        Finding(rule="model-file", subject=folder.name, severity="error", message=message, hint=_ADD_AGAIN)
        for name, entry in sorted(files.items())
        if (message := _difference(folder / name, entry))
    ]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    strange = sorted(present - set(files))
    findings += [
        Finding(rule="model-file", subject=folder.name, message=f"{name} is not in the manifest") for name in strange
    ]
    if not any(finding.severity == "error" for finding in findings):
        check_external_data(folder / "model.onnx")
    return tuple(findings)


def remove_model(name: str, root: Path) -> None:
    """Delete a stored model."""
    if not _is_stored(name, root):
        raise _unknown(name, root)
    shutil.rmtree(root / name)


def _is_stored(name: str, root: Path) -> bool:
    return bool(_NAME.fullmatch(name)) and (root / name / MANIFEST).is_file()


def _unknown(name: str, root: Path) -> EngineError:
    known = ", ".join(model.name for model in list_models(root)) or "none yet"
    hint = f"known here: {known}; `answerbook models add` brings one in"
    return EngineError(f"no model called {name!r} on this machine", hint=hint)


def _difference(path: Path, entry: Mapping[str, Any]) -> str:
    if not path.is_file():
        return f"{path.name} is missing"
    if path.stat().st_size != entry["bytes"]:
        return f"{path.name} has {path.stat().st_size} bytes, not {entry['bytes']}"
    if sha256_of(path) != entry["sha256"]:
        return f"{path.name} is not the file that was added: its sha256 differs"
    return ""


def _stored(folder: Path) -> StoredModel:
    said: dict[str, Any] = {"files": {}}
    damage = "" if (folder / "model.onnx").is_file() else "model.onnx is missing"
    try:
        said = read_manifest(folder)
    except EngineError as error:
        damage = error.message
    return StoredModel(
        name=folder.name,
        folder=folder,
        source=str(said.get("source", "")),
        revision=str(said.get("revision", "")),
        form=str(said.get("form", "")),
        precision=str(said.get("precision", "")),
        bytes=sum(int(entry["bytes"]) for entry in said["files"].values()),
        damage=damage,
    )
