"""What a finished build was made of and what it made: equal stamps mean nothing to do. Content, never clocks."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from builder import packaged
from builder.digest import digest, sha256
from builder.errors import FileError
from builder.format import from_json, path_from, read_configs, to_json
from builder.pipeline.watched import deciding_files, files_below
from builder.publish import write_file
from builder.records import Book, Finding, Project

FILE = "last-build.json"
_NAMES = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One digest for each thing that went in or came out."""

    inputs: str
    answers: str
    build: str
    site: str
    states: tuple[tuple[str, int], ...] = ()  # so that a build with nothing to do can still say what stands
    counts: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()


def read_stamp(project: Project) -> Stamp | None:
    """Return what the last finished build left; none if there was none or its file is damaged."""
    try:
        return from_json(Stamp, (project.cache_dir / FILE).read_bytes())
    except (OSError, FileError):
        return None


def write_stamp(project: Project, stamp: Stamp) -> None:
    """Leave a note of a finished build."""
    write_file(project.cache_dir / FILE, to_json(stamp))


def inputs_digest(project: Project, books: Sequence[Book], settings: object) -> str:
    """Return one sha256 over every byte that decides what a build makes, but the answers."""
    files = sorted(deciding_files(project, books))
    listed = [[path_from(project.root, path), _file_digest(path)] for path in files]
    return digest([settings, listed, environment(project), _program()])


def _file_digest(path: Path) -> str:
    """Return the sha256 of a file; "" of a link to nowhere, a socket, or what may not be read: its reader says so."""
    try:
        return sha256(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def environment(project: Project) -> list[list[str]]:
    """Return the variables that mkdocs.yml and what it inherits from read, with their values."""
    text = "\n".join(config.path.read_text("utf-8", "replace") for config in read_configs(project.root))
    listed = " ".join(several or one for several, one in _NAMES.findall(text))
    return [[name, os.environ.get(name, "")] for name in sorted(set(re.findall(r"\w+", listed)))]


def _program() -> list[object]:
    """Return what decides the bytes on our side: this package's files and the versions of all others."""
    roots = {packaged.HERE, packaged.templates_dir()}
    ours = [[path.relative_to(root).as_posix(), _file_digest(path)] for root in roots for path in files_below(root)]
    return [versions(), sorted(ours)]


@cache
def versions() -> list[str]:
    """Return what is installed beside us: MkDocs, its theme and plugins among it."""
    return sorted({f"{one.name} {one.version}" for one in distributions()})
