"""What a language model is: one sha256 over our version and every file that decides its words."""

import hashlib
import json
from pathlib import Path
from typing import Any

from builder.errors import EngineError

VERSION = "generator 2"
MANIFEST = "model.json"
FORMAT = 1  # of the manifest


def sha256_of(path: Path) -> str:
    """The sha256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint_of(folder: Path) -> str:
    """The fingerprint of a model folder: from its manifest where file sizes bear it out, else from the files."""
    known = read_notes(folder).get("files", {})
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == MANIFEST or path.suffix == ".md":
            continue
        name = path.relative_to(folder).as_posix()
        entry = known.get(name, {})
        same = entry.get("bytes") == path.stat().st_size
        digest.update(f"\n{name} {entry['sha256'] if same else sha256_of(path)}".encode())
    return digest.hexdigest()


def read_notes(folder: Path) -> dict[str, Any]:
    """What the manifest of a model says; nothing where the folder has none."""
    return read_manifest(folder) if (folder / MANIFEST).is_file() else {}


def read_manifest(folder: Path) -> dict[str, Any]:
    """What was noted of a model when it was added; a damaged manifest vouches for nothing."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if found["format"] != FORMAT:
            raise KeyError("format")
        int(found.get("longest") or 0)
        for entry in found["files"].values():
            int(entry["bytes"]), str(entry["sha256"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        path = str(folder / MANIFEST)
        raise EngineError("the model's manifest cannot be read", path=path, hint="add the model again") from error
    return found
