"""Versions of documents in book.yml: names and patterns come in, oldest first; which file belongs to which goes out."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from builder.format.marked import Entry
from builder.records import Book, DocumentFolder

Versions = tuple[tuple[str, tuple[str, ...]], ...]


def read_versions(entry: Entry | None, folders: Sequence[DocumentFolder]) -> Versions:
    """Read the versions; one that matches no file, or a file that two match, is a person's slip."""
    if entry is None:
        return ()
    found: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    names = list(dict.fromkeys(_names(folders)))  # folders may hold files of one name
    for version, written in entry.keys(of="`versions`").items():
        patterns = written.texts(f"the version `{version}`")
        matched = [name for name in names if _matches(name, patterns)]
        if not matched:
            told = ", ".join(f"`{one}`" for one in patterns) or "nothing"
            raise written.wrong(f"the version `{version}` matches no document: {told}", _nearest(patterns, names))
        for name in matched:
            if name in taken:
                raise written.wrong(
                    f"`{name}` belongs to two versions, `{taken[name]}` and `{version}`",
                    "let each document match one version",
                )
            taken[name] = version
        found[version] = patterns
    return tuple(found.items())


def version_of(book: Book, name: str) -> str:
    """The version that a file belongs to by its name within its folder; nothing where it belongs to all."""
    return next((version for version, patterns in book.versions if _matches(name, patterns)), "")


def _names(folders: Sequence[DocumentFolder]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(folder.path.rglob("*")) if folder.path.is_dir() else [folder.path]:
            if path.is_file():
                yield path.relative_to(folder.path).as_posix() if folder.path.is_dir() else path.name


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(_pattern(pattern).fullmatch(name) for pattern in patterns)


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    """A folder means all below it; `**` crosses folders, `*` and `?` do not."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", text.removesuffix("/"))
    means = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(means.get(part, re.escape(part)) for part in parts) + "(?:/.*)?")


def _nearest(patterns: Sequence[str], names: Sequence[str]) -> str:
    """The folder that was probably meant."""
    folders = sorted({parent for name in names for parent in _parents(name)})
    wanted = patterns[0].split("/*")[0].rstrip("/") if patterns else ""
    near = difflib.get_close_matches(wanted, folders, n=1, cutoff=0.5)
    if near:
        return f"did you mean `{near[0]}`?"
    return "name a folder or a pattern of files, relative to the folder of documents, such as `v1/**`"


def _parents(name: str) -> Iterator[str]:
    parts = name.split("/")[:-1]
    yield from ("/".join(parts[: end + 1]) for end in range(len(parts)))
