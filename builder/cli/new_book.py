"""The files of a new book: what lies in a folder comes in, book.yml and questions.yml go out. Writes nothing."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.format import quoted, scalar
from builder.readers import MARKDOWN, READERS
from builder.records import Project
from builder.text import slug

KINDS = tuple(READERS)
OURS = ("docs", "seeds", "site", "build", "templates", ".answerbook")  # no loose documents lie there
PROGRAMS = ("node_modules", "__pycache__")  # nor in these, wherever they lie
ENVIRONMENT = "pyvenv.cfg"  # nor in a folder that holds this file, as each of Python's virtual environments does

BOOK = """\
title: {title}
documents:
{documents}
"""
QUESTIONS = """\
# The questions that readers ask. Headings that end in a question mark are found without being listed here.
questions:
  - id: {id}
    ask: {ask}
    also: []
"""


def in_words(name: str) -> str:
    """Return a folder's name as a title."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def first_book(project: Project, place: Path, documents: list[str] | None) -> dict[Path, str]:
    """Return the files of a first book about what was here before: a site's pages, or documents."""
    name = project.site_name
    if documents is None:
        others = (kind for kind in (*MARKDOWN, ".mdx") if kind != ".md" and any(project.docs_dir.rglob(f"*{kind}")))
        kinds = [".md", *others]
        pages = _entry(Path(os.path.relpath(project.docs_dir, place)).as_posix(), [f"**/*{kind}" for kind in kinds])
        return _book(place, name, pages, f"What is {name}?")
    return _book(place, name, "\n".join(documents)) if documents else own_book(place, name)


def documents_here(root: Path) -> list[str]:
    """Return the entries of a book about the documents that lie here already, in docs/ or loose."""
    return [*_documents_in(root / "docs", "../../docs", ()), *_documents_in(root, "../..", OURS)]


def environments_in(root: Path) -> list[str]:
    """Return the virtual environments that lie in a folder and would be put under git with it, as git ignores them."""
    found = sorted(path.parent for path in root.glob(f"*/{ENVIRONMENT}"))
    return [f"{folder.name}/" for folder in found if not (folder / ".gitignore").exists()]


def _documents_in(folder: Path, shown: str, aside: Sequence[str]) -> list[str]:
    files = [path for path in _files_below(folder) if path.relative_to(folder).parts[0] not in aside]
    found = {path.suffix.lower() for path in files}
    include = [f"**/*{kind}" for kind in KINDS if kind in found]
    environments = (path.parent.relative_to(folder) for path in files if path.name == ENVIRONMENT)
    exclude = [*aside, *(f"**/{name}" for name in PROGRAMS), *(glob.escape(one.as_posix()) for one in environments)]
    return [_entry(shown, include, [f"{one}/**" for one in exclude])] if include else []


def _files_below(root: Path) -> Iterator[Path]:
    """Yield the files that people put here, none that is hidden; of a virtual environment the one that shows it."""
    for where, folders, names in os.walk(root):
        if ENVIRONMENT in names and Path(where) != root:
            folders[:], names = [], [ENVIRONMENT]
        folders[:] = [name for name in folders if name not in PROGRAMS and not name.startswith(".")]
        yield from (Path(where, name) for name in names if not name.startswith("."))


def own_book(place: Path, name: str) -> dict[Path, str]:
    """Return the files of a book that has a folder of documents of its own."""
    text = f"Put the documents of this book here: {', '.join(KINDS)}.\n"
    # Hidden, so that whatever book.yml names, it is never read as a document.
    return {**_book(place, name, _entry("documents", ["**/*"])), place / "documents" / ".gitkeep": text}


def _book(place: Path, name: str, documents: str, ask: str = "What are these documents about?") -> dict[Path, str]:
    return {
        place / "book.yml": BOOK.format(title=quoted(name), documents=documents),
        place / "questions.yml": QUESTIONS.format(id=slug(ask), ask=quoted(ask)),
    }


def _entry(path: str, include: list[str], exclude: list[str] | None = None) -> str:
    lines = [f"  - path: {scalar(path)}", f"    include: [{', '.join(map(quoted, include))}]"]
    if exclude:
        lines.append(f"    exclude: [{', '.join(map(quoted, exclude))}]")
    return "\n".join(lines)
