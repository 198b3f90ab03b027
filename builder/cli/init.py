"""answerbook init: a folder comes in, a project that builds goes out. Overwrites nothing, asks nothing it can see."""

import os
import re
from pathlib import Path

import click

from builder.cli import say
from builder.errors import FileError
from builder.format import BUILD_PAGE, SPELT, config_path, read_project
from builder.pipeline import unlisted_pages
from builder.pipeline.plugin import missing_plugin
from builder.publish import write_file
from builder.readers import READERS
from builder.records import Project
from builder.text import is_id, slug

KINDS = tuple(READERS)
ASIDE = ("docs", "seeds", "site", "build", "templates", "node_modules", ".answerbook")  # no loose documents lie there
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
    written = [] if there else _start_site(root)
    project = read_project(root)
    written += _add_plugin(project) if there else []
    books = sorted(path.parent for path in project.seeds_dir.glob("*/book.yml"))
    named = book or slug(project.site_name)
    place = project.seeds_dir / (named if named not in {"", BUILD_PAGE} else "book")
    if not books:
        book_files = _first_book(root, place, project.docs_dir if there else None, project.site_name)
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
    return 0


def _wanted(project: Project, book: Path) -> str:
    """Return what a new book lacks: questions, and documents where none lie there."""
    name = book.relative_to(project.root).as_posix()
    documents = f"documents into {name}/documents/ and " if (book / "documents").is_dir() else ""
    return f"{documents}questions into {name}/questions.yml"


def _start_site(root: Path) -> list[Path]:
    name = _in_words(root.name) or "Answers"
    return [
        *_write_new(root / "mkdocs.yml", CONFIG.format(name=_scalar(name))),
        *_write_new(root / "docs" / "about.md", ABOUT),
    ]


def _in_words(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _first_book(root: Path, place: Path, docs_dir: Path | None, name: str) -> dict[Path, str]:
    """Return the files of a first book about what lies here already: the site's pages, or loose documents."""
    if docs_dir is not None:
        kinds = [".md", *([".mdx"] if any(docs_dir.rglob("*.mdx")) else [])]
        documents = _entry(Path(os.path.relpath(docs_dir, place)).as_posix(), [f"**/*{kind}" for kind in kinds])
        return _book(place, name, documents, f"What is {name}?")
    if kinds := _loose_kinds(root):
        return _book(place, name, _entry("../..", [f"**/*{kind}" for kind in kinds], [f"{one}/**" for one in ASIDE]))
    return _own_book(place, name)


def _own_book(place: Path, name: str) -> dict[Path, str]:
    """Return the files of a book that has a folder of documents of its own."""
    text = f"Put the documents of this book here: {', '.join(KINDS)}.\n"
    # Hidden, so that whatever book.yml names, it is never read as a document.
    return {**_book(place, name, _entry("documents", ["**/*"])), place / "documents" / ".gitkeep": text}


def _book(place: Path, name: str, documents: str, ask: str = "What are these documents about?") -> dict[Path, str]:
    return {
        place / "book.yml": BOOK.format(title=_scalar(name), documents=documents),
        place / "questions.yml": QUESTIONS.format(id=slug(ask), ask=_scalar(ask)),
    }


def _entry(path: str, include: list[str], exclude: list[str] | None = None) -> str:
    lines = [f"  - path: {path}", f"    include: [{', '.join(map(_scalar, include))}]"]
    if exclude:
        lines.append(f"    exclude: [{', '.join(map(_scalar, exclude))}]")
    return "\n".join(lines)


def _loose_kinds(root: Path) -> list[str]:
    """Return the kinds of documents that lie in the folder, outside of what is ours."""
    found = {
        path.suffix.lower()
        for path in root.rglob("*")
        if path.is_file() and not any(part in ASIDE or part.startswith(".") for part in path.relative_to(root).parts)
    }
    return [kind for kind in KINDS if kind in found]


def _scalar(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _add_plugin(project: Project) -> list[Path]:
    """Name the plugin in an existing mkdocs.yml, touching no other line."""
    if missing_plugin(project) is None:
        return []
    path = config_path(project.root)
    text, end = _read(path)
    listed = re.search(r"^plugins:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:#.*)?\r?\n)*)([ \t]*)- ", text, re.M)
    if listed:
        at = listed.end(1)
        changed = f"{text[:at]}{listed[2]}- answerbook{end}{text[at:]}"
    elif re.search(r"^plugins:", text, re.M):
        raise FileError(
            "the plugins here are not a list of `- name` lines", path=str(path), hint="add `answerbook` to them by hand"
        )
    else:
        changed = end.join((text.rstrip(), "plugins:", "  - search", "  - answerbook", ""))
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
