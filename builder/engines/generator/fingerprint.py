"""What a language model is: one sha256 over our version and every file that decides its words."""

import hashlib
import json
from pathlib import Path

VERSION = "generator 2"
MANIFEST = "model.json"


def sha256_of(path: Path) -> str:
    """The sha256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint_of(folder: Path) -> str:
    """The fingerprint of a model folder: from its manifest where file sizes bear it out, else from the files."""
    known = _manifest(folder)
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == MANIFEST or path.suffix == ".md":
            continue
        name = path.relative_to(folder).as_posix()
        entry = known.get(name, {})
        same = entry.get("bytes") == path.stat().st_size
        digest.update(f"\n{name} {entry['sha256'] if same else sha256_of(path)}".encode())
    return digest.hexdigest()


def _manifest(folder: Path) -> dict[str, dict[str, str | int]]:
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    files: dict[str, dict[str, str | int]] = json.loads(path.read_text("utf-8")).get("files", {})
    return files
