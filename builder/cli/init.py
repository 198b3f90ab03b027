"""answerbook init: a folder comes in, a project that builds goes out. Overwrites nothing, asks nothing it can see."""

import contextlib
import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from builder.cli import say
from builder.errors import FileError
from builder.format import (
    BUILD_PAGE,
    SPELT,
    book_paths,
    config_path,
    path_from,
    quoted,
    read_configs,
    read_project,
    scalar,
)
from builder.pipeline import unlisted_pages
from builder.pipeline.plugin import foreign_note, missing_plugin
from builder.publish import write_file
from builder.readers import READERS
from builder.records import Project
from builder.text import is_id, slug

KINDS = tuple(READERS)
OURS = ("docs", "seeds", "site", "build", "templates", ".answerbook")  # no loose documents lie there
PROGRAMS = ("node_modules", "__pycache__")  # nor in these, wherever they lie
ENVIRONMENT = "pyvenv.cfg"  # nor in a folder that holds this file, as each of Python's virtual environments does
IGNORED = (".answerbook/", "build/", "site/")

CONFIG = """\
site_name: {name}
theme:
  name: material
  font: false
plugins:
  - search
  - answerbook
"""
ABOUT = """\
# About this site

The answers on this site are made of words from its documents. Every sentence links to the place it comes from.
"""
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


@click.command("init", epilog="Example: cd my-docs && answerbook init && answerbook build")
@click.option("--book", default="", metavar="ID", help="The id of the book. Default: after the site's name.")
@click.pass_obj
def command(folder: Path, book: str) -> int:
    """Start a site in this folder, or add answers to an existing MkDocs project.

    Writes what is missing and changes nothing else: mkdocs.yml, a first book in seeds/, lines in .gitignore. In a
    project that has a book, --book starts another one.
    """
    if book == BUILD_PAGE:
        raise click.UsageError(f"a book cannot be called `{book}`, which is the address of the page about the build")
    if book and not is_id(book):
        raise click.UsageError(f"`{book}` cannot be the id of a book: {SPELT}")
    root = folder.resolve()
    there = config_path(root).is_file()
    _check_place(root, there)
    before = None if there else _documents_here(root)
    written = [] if there else _start_site(root)
    project = read_project(root)
    written += _add_plugin(project) if there else []
    books = book_paths(project.seeds_dir)
    named = book or slug(project.site_name)
    place = project.seeds_dir / (named if named not in {"", BUILD_PAGE} else "book")
    if not books:
        book_files = _first_book(project, place, before)
    elif book and place not in books:
        book_files = _own_book(place, _in_words(book))
    else:
        book_files, place = {}, place if place in books else books[0]
    for path, text in book_files.items():
        written += _write_new(path, text)
    written += _ignore(root)
    for path in written:
        say.result(f"wrote {path.relative_to(root).as_posix()}")
    if not written:
        say.result(f"Nothing to do: this project has {f'the book `{book}`' if book else 'a book'} already.")
        return 0
    say.result(f"Next: put {_wanted(project, place)}, then run `answerbook build`.")
    lines = unlisted_pages(project)
    if lines:
        say.result("Readers find the new pages in the navigation once you add to `nav` in mkdocs.yml:")
    for line in lines:
        say.result(f"  {line}")
    say.findings(foreign_note(project))
    return 0


def _check_place(root: Path, there: bool) -> None:
    """Refuse a folder that belongs to another project, and one where a file lies in the place of a folder."""
    for name in ("seeds",) if there else ("docs", "seeds"):
        if (root / name).exists() and not (root / name).is_dir():
            raise FileError(
                "a file lies here, where a project has a folder",
                path=str(root / name),
                hint="give the file another name, or start the site in a folder of its own",
            )
    for above in () if there else root.parents:
        if config_path(above).is_file() and (own := _part_of(above, root)):
            raise FileError(
                f"this folder belongs to the project in {above}: it lies in its folder `{own}`",
                path=str(root),
                hint=f"run it there: `answerbook -C {above} init`",
            )


def _part_of(above: Path, root: Path) -> str:
    """Return which folder of a project's pages or books holds a place; "" where none does."""
    with contextlib.suppress(FileError):  # what is wrong with its settings need not concern us
        project = read_project(above)
        kept = (project.docs_dir, project.seeds_dir)
        return next((path_from(above, folder) for folder in kept if root.is_relative_to(folder)), "")
    return ""


def _wanted(project: Project, book: Path) -> str:
    """Return what a new book lacks: questions, and documents where none lie there."""
    name = book.relative_to(project.root).as_posix()
    documents = f"documents into {name}/documents/ and " if (book / "documents").is_dir() else ""
    return f"{documents}questions into {name}/questions.yml"


def _start_site(root: Path) -> list[Path]:
    name = _in_words(root.name) or "Answers"
    about = [] if any((root / "docs").glob("*")) else _write_new(root / "docs" / "about.md", ABOUT)
    return [*_write_new(root / "mkdocs.yml", CONFIG.format(name=quoted(name))), *about]


def _in_words(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _first_book(project: Project, place: Path, documents: list[str] | None) -> dict[Path, str]:
    """Return the files of a first book about what was here before: a site's pages, or documents."""
    name = project.site_name
    if documents is None:
        kinds = [".md", *([".mdx"] if any(project.docs_dir.rglob("*.mdx")) else [])]
        pages = _entry(Path(os.path.relpath(project.docs_dir, place)).as_posix(), [f"**/*{kind}" for kind in kinds])
        return _book(place, name, pages, f"What is {name}?")
    return _book(place, name, "\n".join(documents)) if documents else _own_book(place, name)


def _documents_here(root: Path) -> list[str]:
    """Return the entries of a book about the documents that lie here already, in docs/ or loose."""
    return [*_documents_in(root / "docs", "../../docs", ()), *_documents_in(root, "../..", OURS)]


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


def _own_book(place: Path, name: str) -> dict[Path, str]:
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


def _add_plugin(project: Project) -> list[Path]:
    """Name the plugin in an existing mkdocs.yml, touching no other line."""
    if missing_plugin(project) is None:
        return []
    path = config_path(project.root)
    text, end = _read(path)
    named = (config.keys().get("plugins") for config in read_configs(project.root))
    nearest = next((entry for entry in named if entry is not None), None)
    listed = re.search(r"^plugins:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:#.*)?\r?\n)*)([ \t]*)- ", text, re.M)
    if nearest is None:
        changed = end.join((text.rstrip(), "plugins:", "  - search", "  - answerbook", ""))
    elif nearest.path == path and listed:
        at = listed.end(1)
        changed = f"{text[:at]}{listed[2]}- answerbook{end}{text[at:]}"
    elif nearest.path != path and nearest.is_mapping():  # MkDocs adds a mapping to it
        changed = end.join((text.rstrip(), "plugins:", "  answerbook: {}", ""))
    else:
        inherited = "are inherited, and a list in mkdocs.yml would take their place"
        what = "are not a list of `- name` lines below `plugins:`" if nearest.path == path else inherited
        hint = "add `answerbook` to them by hand, then run `answerbook init` again"
        raise nearest.wrong(f"the plugins here {what}", hint)
    _write(path, changed)
    return [path]


def _ignore(root: Path) -> list[Path]:
    path = root / ".gitignore"
    text, end = _read(path) if path.is_file() else ("", "\n")
    missing = [line for line in IGNORED if line not in text.split() and line.rstrip("/") not in text.split()]
    if not missing:
        return []
    before = "" if not text or text.endswith("\n") else end
    _write(path, text + before + end.join((*missing, "")))
    return [path]


def _read(path: Path) -> tuple[str, str]:
    """Return a file's text, letter by letter as it is, and how its lines end."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    return text, "\r\n" if "\r\n" in text else "\n"


def _write(path: Path, text: str) -> None:
    write_file(path, text.encode("utf-8", "surrogateescape"))


def _write_new(path: Path, text: str) -> list[Path]:
    if path.exists():
        return []
    write_file(path, text.encode())
    return [path]
