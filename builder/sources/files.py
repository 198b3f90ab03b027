"""A book's folders to files, and files to what their readers make of them.

A file that cannot be read is set aside with a reason; only a missing folder stops the build.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from builder import readers, repair
from builder.digest import digest, sha256
from builder.errors import FileError, SourceError
from builder.format import from_json, path_from, to_json
from builder.readers import CONFINED, READERS
from builder.records import Book, DocumentFolder, FileText, Finding, Project, Recipe, Severity
from builder.repair.prose import share_of_words
from builder.store import Store

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "selectolax", "mammoth", "pypdfium2", "pyyaml")
_SERVED_AS_IT_IS = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .ico .avif .bmp .mp3 .mp4 .webm .css .js .mjs .map .woff .woff2 .ttf .otf".split()
)
_LEAST_WORDS = 0.7  # of a text's words that can be read aloud; sound documents have .98
LARGEST = 300_000_000  # bytes of any file
_ENOUGH_TO_JUDGE = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a book: where it lies, what it is called in messages, and its name within its folder."""

    path: Path
    shown: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file and what its reader made of it."""

    file: File
    media_type: str
    sha256: str
    text: FileText


def find_files(project: Project, book: Book) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """The files a book's folders hold, in the order of their names, and which links among them are not followed."""
    found: dict[Path, File] = {}
    unfollowed: dict[Path, Finding] = {}
    for folder in book.documents or (DocumentFolder(path=book.root / "documents"),):
        path = folder.path if folder.path.is_absolute() else book.root / folder.path
        if not path.exists():
            raise FileError(
                f"the documents folder `{_shown(project, path)}` does not exist",
                path=_shown(project, book.root / "book.yml"),
                hint="create it, or name the right one under `documents` (relative to book.yml)",
            )
        allowed = (project.root.resolve(), path.resolve())
        for place in _files_in(path, folder):
            name = place.relative_to(path).as_posix() if path.is_dir() else place.name
            file = File(path=place, shown=_shown(project, place), name=name)
            if why := _why_unfollowed(place, allowed):
                unfollowed[place] = note(file, "set-aside", why, "warning")
            else:
                found.setdefault(place, file)
    return tuple(sorted(found.values(), key=lambda file: file.shown)), tuple(unfollowed.values())


def read_files(files: Sequence[File], store: Store | None) -> tuple[tuple[ReadFile, ...], tuple[Finding, ...]]:
    """What could be read, in the files' order, and what there is to say about each file."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
        ahead = {
            file: threads.submit(_read_file, file, store) for file in files if file.path.suffix.lower() in CONFINED
        }
        results = [ahead[file].result() if file in ahead else _read_file(file, store) for file in files]
    reads = tuple(read for read, _ in results if read is not None)
    return reads, tuple(finding for _, findings in results for finding in findings)


def note(file: File, rule: str, message: str, severity: Severity = "note") -> Finding:
    """What there is to say about a file."""
    return Finding(rule=rule, subject=file.shown, message=message, severity=severity)


def _files_in(path: Path, folder: DocumentFolder) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    excluded = _matching(path, folder.exclude)
    for file in sorted(_matching(path, folder.include)):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        left_out = hidden or file in excluded or not excluded.isdisjoint(file.parents)
        there = file.is_file() or file.is_symlink()  # a link to a folder or to nothing is told
        if not left_out and there and file.suffix.lower() not in _SERVED_AS_IT_IS:
            yield file


def _why_unfollowed(file: Path, allowed: Sequence[Path]) -> str:
    """Why a link is not followed: whoever adds a document must not publish what lies elsewhere on this machine."""
    if file.is_dir():
        return "a link to a folder is not followed: name the folder under `documents` in book.yml"
    if not file.is_file():
        return "it is a link to a file that is not there"
    target = file.resolve()
    inside = [target.relative_to(folder).parts for folder in allowed if target.is_relative_to(folder)]
    if not inside:
        return "it is a link that leads out of the project, and is not followed"
    hidden = all(any(part.startswith(".") for part in parts) for parts in inside)
    return "it is a link to a hidden file, and is not followed" if hidden else ""


def _matching(path: Path, patterns: Sequence[str]) -> set[Path]:
    """The files and folders that patterns match; one that ends in `**` or `/` means all that is below."""
    found: set[Path] = set()
    for pattern in patterns:
        below = pattern.removesuffix("/").removesuffix("/**") if pattern.endswith(("/", "/**")) else ""
        try:
            found.update(path.glob(f"{below}/**/*" if below else pattern))
        except (ValueError, NotImplementedError) as error:
            raise FileError(
                f"`{pattern}` is no pattern of files",
                path=path.as_posix(),
                hint="write it relative to the folder, such as `guide/**/*.md`",
            ) from error
    return found


def _shown(project: Project, path: Path) -> str:
    return path_from(project.root, path)


def _read_file(file: File, store: Store | None) -> tuple[ReadFile | None, list[Finding]]:
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        return None, [note(file, "set-aside", f"files of the kind `{suffix or file.path.name}` are not documents")]
    try:
        return _read(file, store)
    except SourceError as error:
        aside = Finding(rule="set-aside", subject=file.shown, message=error.message, line=error.line, hint=error.hint)
        return None, [aside]


def _read(file: File, store: Store | None) -> tuple[ReadFile, list[Finding]]:
    suffix = file.path.suffix.lower()
    try:
        size = file.path.stat().st_size
        if size > LARGEST:
            raise SourceError(f"{size:,} bytes are more than the {LARGEST:,} a file may have")
        content = file.path.read_bytes()
    except OSError as error:
        raise SourceError(f"it cannot be opened: {error.strerror}") from error
    text = _once(content, suffix, store)
    _check_readable(text)
    read = ReadFile(file=file, media_type=READERS[suffix][0], sha256=sha256(content), text=text)
    said = [note(file, "repaired", one) for one in text.notes]
    said += [note(file, "lost", one) for one in text.losses]
    return read, said + [note(file, "front-matter", one, "warning") for one in text.mistakes]


def _check_readable(text: FileText) -> None:
    words = " ".join(block.text for block in text.blocks if block.kind not in {"code", "table"})
    if not any(block.text.strip() for block in text.blocks):
        raise SourceError("it holds no text")
    share = share_of_words(words)
    if len(words) > _ENOUGH_TO_JUDGE and share < _LEAST_WORDS:
        raise SourceError(f"its text cannot be read: only {share:.0%} of its words are words")


def _once(content: bytes, suffix: str, store: Store | None) -> FileText:
    read = READERS[suffix][1]
    if store is None:
        return read(content)
    recipe = Recipe(
        stage="read", version=1, engine=_fingerprint(), parameters=(("kind", suffix),), inputs=(sha256(content),)
    )
    return from_json(FileText, store.once(recipe, lambda: to_json(read(content))))


@cache
def _fingerprint() -> str:
    """What reads: our own code and the libraries it rests on, so that a better reader reads everything anew."""
    code = [path for room in (readers, repair) for path in sorted(Path(room.__path__[0]).rglob("*.*"))]
    named = ((f"{path.parent.name}/{path.name}", path) for path in code if path.suffix in {".py", ".txt"})
    own = {name: sha256(path.read_bytes()) for name, path in named}
    return digest([own, [version(library) for library in _LIBRARIES]])
