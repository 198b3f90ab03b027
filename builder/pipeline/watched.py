"""Which files decide what a build makes: a project and its books come in, paths go out. Never judges what they say."""

import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from builder.bundle.browser_encoder import runtime_files
from builder.errors import AnswerbookError
from builder.format import read_books, read_configs
from builder.format.answer_files import FOLDER
from builder.publish import TEMPORARY
from builder.readers import MARKDOWN
from builder.records import Book, Project

_NEVER = (".git", "__pycache__")
_BASES = "base_path"  # where Markdown's snippets lie; the project's root if nothing is said
# Keys of mkdocs.yml, at any depth, that name what shapes pages. All else below the root may be anybody's: our own
# talk in a file, what a plugin keeps, gigabytes of data. Whoever needs more of it names it under MkDocs' `watch`.
_PATHS = (_BASES, "auto_append", "custom_dir", "hooks", "paths", "watch")
_CUT = "8<-"
_FILE_NAME = re.compile(r"""^[ \t]*(?:-+8<-+[ \t]+)?["']?([^"'\n:]+)""", re.M)  # `--8<-- "name:3:5"`, or a line `name`


def watched_files(project: Project) -> Iterator[Path]:
    """Yield every file that people change: pages, books, documents, templates, answers."""
    try:
        books = read_books(project)
        yield from deciding_files(project, books)
        for book in books:
            yield from files_below(book.root / FOLDER)
    except AnswerbookError:  # half written; whoever builds from it says what is wrong, and here it is looked at on
        for root in _own_roots(project):
            yield from files_below(root)


def deciding_files(project: Project, books: Sequence[Book]) -> set[Path]:
    """Return the files that decide what a build makes, but the answers and what it makes itself."""
    named = list(_named(project))
    roots = {*_own_roots(project), *(folder.path for book in books for folder in book.documents)}
    roots |= {book.root for book in books if not book.root.is_relative_to(project.seeds_dir.resolve())}  # linked
    # A folder that holds the project holds what we make in it, and far too much besides.
    roots |= {path for _, path in named if not project.root.is_relative_to(path)}
    ours = {project.cache_dir, project.build_dir, project.site_dir, *(book.root / FOLDER for book in books)}
    files = {path for root in roots - ours for path in files_below(root, ours)}
    files |= set(runtime_files(project.browser_runtime)) if project.browser_runtime else set()
    bases = [path for key, path in named if key == _BASES] or [project.root]
    files |= {config.path for config in read_configs(project.root)}
    return files | _included(files_below(project.docs_dir, ours), bases)


def files_below(root: Path, skipped: Container[Path] = ()) -> Iterator[Path]:
    """Yield a file itself, or all files in a folder but those that a kill left half written."""
    if root.is_file():
        yield root
    for where, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _NEVER and Path(where, name) not in skipped]
        for name in names:
            if not name.startswith(TEMPORARY):
                yield Path(where, name)


def _own_roots(project: Project) -> list[Path]:
    beside = [path for path in project.root.glob("*") if path.suffix in (".yml", ".yaml", ".py")]
    seeds = project.seeds_dir.resolve()  # as books name it, so that their answers are known there for ours
    return [project.docs_dir, seeds, project.root / "templates", project.root / "overrides", *beside]


def _named(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield what the settings name, each with its key; MkDocs takes all of it from the project's root."""
    for config in read_configs(project.root):
        for key, text in _texts(config.node):
            if key in _PATHS and "\0" not in text:
                yield key, (project.root / text.replace("$config_dir", ".")).resolve()


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a node of YAML, with the key that it is said of."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        yield from _texts(value[1], str(value[0].value))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
    elif value is not None:
        yield from _texts(value.value, key)


def _included(pages: Iterable[Path], bases: Sequence[Path]) -> set[Path]:
    """Return the files that pages take in as snippets, and those that these take in.

    Too many do no harm: on a page with scissors, each line that is a file's name counts.
    """
    found: set[Path] = set()
    waiting = [page for page in pages if page.suffix in MARKDOWN and page.is_file()]
    while waiting:
        page = waiting.pop()
        try:
            text = page.read_text("utf-8", "replace")
        except OSError:  # whoever reads it as a document says so
            continue
        names = {name.strip() for name in _FILE_NAME.findall(text)} if _CUT in text else set()
        paths = {base / name for base in bases for name in names} - found
        fresh = [path for path in paths if os.path.isfile(path)]  # noqa: PTH113 - a line may be too long for a name
        found.update(fresh)
        waiting += fresh
    return found
