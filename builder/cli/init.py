"""answerbook init: a folder comes in, a project that builds goes out. Overwrites nothing, asks nothing it can see."""

import contextlib
import re
from pathlib import Path

import click

from builder.cli import say
from builder.cli.new_book import documents_here, environments_in, first_book, in_words, own_book
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
)
from builder.pipeline import unlisted_pages
from builder.pipeline.plugin import foreign_note, missing_plugin
from builder.publish import write_file
from builder.records import Project
from builder.text import is_id, slug

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
    before = None if there else documents_here(root)
    written = [] if there else _start_site(root)
    project = read_project(root)
    written += _add_plugin(project) if there else []
    place, files = _choose_book(project, book, before)
    for path, text in files.items():
        written += _write_new(path, text)
    written += _ignore(root)
    for path in written:
        say.result(f"wrote {path_from(root, path)}")
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


def _choose_book(project: Project, wanted: str, before: list[str] | None) -> tuple[Path, dict[Path, str]]:
    """Return the folder of the book that a person means, and its files where it is a new one."""
    books = book_paths(project.seeds_dir)
    name = wanted or slug(project.site_name)
    place = (project.seeds_dir / (name if name not in {"", BUILD_PAGE} else "book")).resolve()
    if not books:
        return place, first_book(project, place, before)
    if wanted and place not in books:
        return place, own_book(place, in_words(wanted))
    return place if place in books else books[0], {}


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
    name = path_from(project.root, book)
    documents = f"documents into {name}/documents/ and " if (book / "documents").is_dir() else ""
    return f"{documents}questions into {name}/questions.yml"


def _start_site(root: Path) -> list[Path]:
    name = in_words(root.name) or "Answers"
    about = [] if any((root / "docs").glob("*")) else _write_new(root / "docs" / "about.md", ABOUT)
    return [*_write_new(root / "mkdocs.yml", CONFIG.format(name=quoted(name))), *about]


def _add_plugin(project: Project) -> list[Path]:
    """Name the plugin in an existing mkdocs.yml, touching no other line."""
    if missing_plugin(project) is None:
        return []
    path = config_path(project.root)
    text, end = _read(path)
    named = (config.keys().get("plugins") for config in read_configs(project.root))
    nearest = next((entry for entry in named if entry is not None), None)
    listed = re.search(r"^plugins:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:#.*)?\r?\n)*)([ \t]*)- ", text, re.M)
    inline = re.search(r"^plugins:[ \t]*\[(?:[ \t]*[\w./-]+[ \t]*,)*[ \t]*[\w./-]+(?=[ \t]*\])", text, re.M)
    if nearest is None:
        changed = end.join((text.rstrip(), "plugins:", "  - search", "  - answerbook", ""))
    elif nearest.path == path and listed:
        at = listed.end(1)
        changed = f"{text[:at]}{listed[2]}- answerbook{end}{text[at:]}"
    elif nearest.path == path and inline:
        changed = f"{text[: inline.end()]}, answerbook{text[inline.end() :]}"
    elif nearest.path != path and nearest.is_mapping():  # MkDocs adds a mapping to it
        changed = end.join((text.rstrip(), "plugins:", "  answerbook: {}", ""))
    else:
        inherited = "are inherited, and a list in mkdocs.yml would take their place"
        unlike = "are neither `- name` lines below `plugins:` nor names in brackets"
        what = unlike if nearest.path == path else inherited
        hint = "add `answerbook` to them by hand, then run `answerbook init` again"
        raise nearest.wrong(f"the plugins here {what}", hint)
    _write(path, changed)
    return [path]


def _ignore(root: Path) -> list[Path]:
    path = root / ".gitignore"
    text, end = _read(path) if path.is_file() else ("", "\n")
    wanted = (*IGNORED, *environments_in(root))
    missing = [line for line in wanted if line not in text.split() and line.rstrip("/") not in text.split()]
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
