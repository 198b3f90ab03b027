"""book.yml: a book's folder comes in, the book goes out. Says with file and line what a person got wrong."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from builder.errors import FileError
from builder.format.marked import SPELT, Entry, read_marked
from builder.format.project import path_from
from builder.format.questions import FILE as QUESTIONS
from builder.format.versions import read_versions
from builder.records import Book, DocumentFolder, Finding, Project
from builder.text import composed, is_id

FILE = "book.yml"
BUILD_PAGE = "build"  # answers/build.md; a book of this name has answers/build/index.md, which is the same address
LIKE = 0.8  # share of letters by which a file's name is a slip for one that is read
KEYS = ("title", "description", "licence", "url", "language", "documents", "titles", "pool", "approval", "versions")


def read_books(project: Project) -> tuple[Book, ...]:
    """Read every book of a project, in the order of their ids; where there is none but a misspelt one, say so."""
    books = tuple(map(read_book, book_paths(project.seeds_dir)))
    if not books and (misnamed := _find_misnamed(project)):
        first = misnamed[0]
        raise FileError(first.message, path=str(project.root / first.subject), hint=first.hint)
    return books


def book_paths(seeds_dir: Path) -> tuple[Path, ...]:
    """Return the folders of the books in a project's `seeds/`; of one that is linked there the folder itself."""
    return tuple(path.parent.resolve() for path in sorted(seeds_dir.glob(f"*/{FILE}")))


def find_unread(project: Project) -> tuple[Finding, ...]:
    """Name what lies in `seeds/` and is probably meant for a book, but is not read."""
    return (*_find_misnamed(project), *_find_bookless(project))


def _find_misnamed(project: Project) -> tuple[Finding, ...]:
    """Name the files beside the books' own that are not read, but whose names are a slip away from theirs."""
    return tuple(
        Finding(
            rule="misnamed",
            subject=path_from(project.root, path),
            message=f"this file is not read: its name is not `{meant}`",
            hint="rename it, or give it quite another name",
        )
        for path in sorted(project.seeds_dir.glob("*/*"))
        if (meant := _meant(path.name)) and path.is_file()
    )


def _find_bookless(project: Project) -> tuple[Finding, ...]:
    """Name the folders beside the books that hold what a book holds, but no book.yml, and so are not read."""
    return tuple(
        Finding(
            rule="no-book",
            subject=path_from(project.root, folder),
            message=f"this folder is not read: it has no `{FILE}`",
            hint=f"put a `{FILE}` into it, which may be empty, or take the folder out of seeds/",
        )
        for folder in sorted(project.seeds_dir.glob("[!.]*/"))
        if not (folder / FILE).exists()
        and ((folder / QUESTIONS).is_file() or (folder / "documents").is_dir())
        and not any(_meant(path.name) == FILE for path in folder.iterdir())
    )


def _meant(name: str) -> str:
    """Return which name that is read was meant by one that is not, if any: `question.yml`, `book.yml.txt`."""
    stem, _, suffix = name.lower().removesuffix(".txt").partition(".")
    near = difflib.get_close_matches(stem, [one.removesuffix(".yml") for one in (FILE, QUESTIONS)], n=1, cutoff=LIKE)
    return f"{near[0]}.yml" if near and suffix in ("yml", "yaml") and name not in (FILE, QUESTIONS) else ""


def read_book(folder: Path) -> Book:
    """Read one book from its folder."""
    folder = folder.resolve()
    path = folder / FILE
    if not is_id(folder.name):
        raise FileError(
            f"a book's folder is its id, and `{folder.name}` cannot be one",
            path=str(path),
            hint=SPELT,
        )
    if folder.name == BUILD_PAGE:
        raise FileError(
            f"a book cannot be called `{BUILD_PAGE}`, which is the address of the page about the build",
            path=str(path),
            hint="give the book's folder another name",
        )
    keys = read_marked(path).keys(KEYS, of=FILE)
    pool_pattern, pool = _pool(keys.get("pool"))
    documents = _documents(folder, keys.get("documents"), path)
    return Book(
        id=folder.name,
        title=_text(keys, "title") or folder.name.replace("-", " ").capitalize(),
        root=folder,
        description=_text(keys, "description"),
        licence=_text(keys, "licence"),
        url=_text(keys, "url"),
        language=_text(keys, "language") or "en",
        documents=documents,
        titles=_pairs(keys.get("titles"), "`titles`"),
        pool_pattern=pool_pattern,
        pool=pool,
        approval=keys["approval"].flag("`approval`") if "approval" in keys else None,
        versions=read_versions(keys.get("versions"), documents),
    )


def _text(keys: Mapping[str, Entry], name: str) -> str:
    return keys[name].text(f"`{name}`").strip() if name in keys else ""


def _pairs(entry: Entry | None, of: str) -> tuple[tuple[str, str], ...]:
    if entry is None:
        return ()
    return tuple(sorted((composed(name), value.text(of)) for name, value in entry.keys(of=of).items()))


def _documents(folder: Path, entry: Entry | None, path: Path) -> tuple[DocumentFolder, ...]:
    if entry is None or entry.empty:
        return (_folder(folder, "documents", Entry(path, None)),)
    places = entry.entries("`documents`") if entry.is_list() else [entry]
    return tuple(_document_folder(folder, place) for place in places)


def _document_folder(folder: Path, entry: Entry) -> DocumentFolder:
    if not entry.is_mapping():
        return _folder(folder, entry.text("an entry of `documents`"), entry)
    keys = entry.keys(("path", "include", "exclude"), of="an entry of `documents`")
    found = _folder(folder, _text(keys, "path") or "documents", keys.get("path", entry))
    return DocumentFolder(
        path=found.path,
        include=keys["include"].texts("`include`") if "include" in keys else found.include,
        exclude=keys["exclude"].texts("`exclude`") if "exclude" in keys else (),
    )


def _folder(folder: Path, name: str, entry: Entry) -> DocumentFolder:
    path = (folder / name).resolve()
    if not path.exists():
        raise entry.wrong(
            f"the documents folder `{name}` does not exist",
            "create it, or name the right one under `documents` (relative to book.yml)",
        )
    return DocumentFolder(path=path)


def _pool(entry: Entry | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    if entry is None:
        return "", ()
    keys = entry.keys(("pattern", "files"), of="`pool`")
    pattern = keys["pattern"].text("`pattern`") if "pattern" in keys else ""
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise keys["pattern"].wrong(f"not a regular expression: {error}") from None
    if pattern and "document" not in groups:
        raise keys["pattern"].wrong(
            "the pattern does not say which part names the document", "mark it with (?P<document>…)"
        )
    return pattern, _pairs(keys.get("files"), "`files`")
