"""What a finished build was made of and what it made: equal stamps mean nothing to do. Content, never clocks."""

import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from builder import packaged
from builder.bundle.browser_encoder import runtime_files
from builder.digest import digest, sha256
from builder.errors import FileError
from builder.format import config_path, from_json, path_from, read_books, to_json
from builder.publish import TEMPORARY, told, tree_digest, write_file
from builder.records import Book, Project

FILE = "last-build.json"
_NEVER = (".git", "__pycache__")
_NAMES = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One digest for each thing that went in or came out."""

    inputs: str
    answers: str
    build: str
    site: str
    states: tuple[tuple[str, int], ...] = ()  # so that a build with nothing to do can still say what stands


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
    files = _watched(project, books)
    listed = [[path_from(project.root, path), _file_digest(path)] for path in sorted(files)]
    return digest([settings, listed, _environment(project), _program()])


def watched_files(project: Project) -> Iterator[Path]:
    """Yield every file that people change: pages, books, documents, templates, answers."""
    books = read_books(project)
    yield from _watched(project, books)
    for book in books:
        yield from _files(book.root / "answers")


def answers_digest(books: Iterable[Book]) -> str:
    """Return one sha256 over the committed answers."""
    return digest([[book.id, tree_digest(book.root / "answers")] for book in books])


def _watched(project: Project, books: Sequence[Book]) -> set[Path]:
    """Return the files that decide what a build makes, but the answers and what it makes itself."""
    roots = [project.docs_dir, project.seeds_dir, project.root / "templates", project.root / "overrides"]
    roots += [folder.path for book in books for folder in book.documents]
    ours = {project.cache_dir, project.build_dir, project.site_dir, *(book.root / "answers" for book in books)}
    files = {path for root in roots for path in _files(root, ours)}
    files |= set(runtime_files(project.browser_runtime)) if project.browser_runtime else set()
    return files | {path for path in project.root.glob("*") if path.suffix in (".yml", ".yaml", ".py")}


def _files(root: Path, skipped: Container[Path] = ()) -> Iterator[Path]:
    if root.is_file():
        yield root
    for where, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _NEVER and Path(where, name) not in skipped]
        for name in names:
            if not name.startswith(TEMPORARY):
                yield Path(where, name)


def _file_digest(path: Path) -> str:
    if not path.is_file():  # a link to nowhere, a socket
        return ""
    with told(path):
        return sha256(path.read_bytes())


def _environment(project: Project) -> list[list[str]]:
    """Return the variables that mkdocs.yml reads, with their values."""
    text = config_path(project.root).read_text("utf-8", "replace")
    listed = " ".join(several or one for several, one in _NAMES.findall(text))
    return [[name, os.environ.get(name, "")] for name in sorted(set(re.findall(r"\w+", listed)))]


def _program() -> list[object]:
    """Return what decides the bytes on our side: this package's files and the versions of all others."""
    roots = {packaged.HERE, packaged.templates_dir()}
    ours = [[path.relative_to(root).as_posix(), _file_digest(path)] for root in roots for path in _files(root)]
    return [_versions(), sorted(ours)]


@cache
def _versions() -> list[str]:
    """Return what is installed beside us: MkDocs, its theme and plugins among it."""
    return sorted({f"{one.name} {one.version}" for one in distributions()})
