"""A book's folders to files, and files to what their readers make of them.

A file that cannot be read is set aside with a reason; only a missing folder stops the build.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from pathspec.gitignore import GitIgnoreSpec

from builder import readers, repair
from builder.digest import digest, sha256
from builder.errors import FileError, SourceError
from builder.format import KEEP_ONE, from_json, path_from, to_json
from builder.readers import CONFINED, EMPTY, MACROS, READERS
from builder.readers.front_matter import DRAFT
from builder.records import Book, DocumentFolder, FileText, Finding, Project, Recipe, Severity
from builder.repair.decoding import decode
from builder.repair.prose import share_of_words
from builder.sources.included import SCISSORS, Gap, take_in
from builder.sources.scheduled import WAITS, waits
from builder.sources.unmerged import find_unmerged
from builder.store import Store
from builder.text import composed

_READ_WITH = (
    "anchors.py",
    "digest.py",
    "errors.py",
    "format/plain.py",
    "language.py",
    "measures.py",
    "outdated.py",
    "rank/words.py",
    "records.py",
    "text.py",
)
_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "selectolax", "mammoth", "pypdfium2", "pyyaml")
_SERVED_AS_IT_IS = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .ico .avif .bmp .mp3 .mp4 .webm .css .js .mjs .map .woff .woff2 .ttf .otf".split()
)
_WITH_FRONT_MATTER = frozenset({"text/markdown", "text/mdx"})
_LEAST_WORDS = 0.7  # of a text's words that can be read aloud; sound documents have .98
NO_TEXT = "it holds no text"
NO_PAGE = "MkDocs leaves it out of the site: see `exclude_docs` and `draft_docs` in mkdocs.yml"
LARGEST = 300_000_000  # bytes of any file
_ENOUGH_TO_JUDGE = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a book: where it lies, what it is called in messages, and its name within its folder."""

    path: Path
    shown: str
    name: str

    @property
    def suffix(self) -> str:
        """What tells the kind of file it is."""
        return self.path.suffix.lower()

    @property
    def last(self) -> str:
        """Its name without its folders."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file and what its reader made of it."""

    file: File
    media_type: str
    sha256: str
    text: FileText


def find_files(project: Project, book: Book) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """The files a book's folders hold, in the order of their names, and which are not read, and why."""
    found: dict[Path, File] = {}
    unread: dict[Path, Finding] = {}
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
            name = composed(place.relative_to(path).as_posix() if path.is_dir() else place.name)
            file = File(path=place, shown=_shown(project, place), name=name)
            if why := _why_unfollowed(place, allowed):
                unread[place] = note(file, "set-aside", why, "warning")
            elif is_left_out(project, place) and not is_left_out(project, path):
                unread[place] = note(file, "left-out", NO_PAGE)
            else:
                found.setdefault(place, file)
    said = tuple(finding for place, finding in unread.items() if place not in found)
    return tuple(sorted(found.values(), key=lambda file: file.shown)), said


def read_files(
    files: Sequence[File], project: Project, store: Store | None
) -> tuple[tuple[ReadFile, ...], tuple[Finding, ...]]:
    """What could be read, in the files' order, and what there is to say about each file."""
    read_one = partial(_read_file, project=project, store=store)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
        ahead = {file: threads.submit(read_one, file) for file in files if file.suffix in CONFINED}
        results = [ahead[file].result() if file in ahead else read_one(file) for file in files]
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


def _read_file(file: File, project: Project, store: Store | None) -> tuple[ReadFile | None, list[Finding]]:
    if file.suffix not in READERS:
        return None, [note(file, "set-aside", f"files of the kind `{file.suffix or file.path.name}` are not documents")]
    try:
        return _read(file, project, store)
    except SourceError as error:
        if error.message in (DRAFT, WAITS):  # the site names what is set aside, and of a draft not even the name
            return None, [note(file, "left-out", error.message)]
        aside = note(file, "set-aside", error.message, "note" if _loses_nothing(file, error) else "warning")
        return None, [replace(aside, line=error.line, hint=error.hint)]


def _loses_nothing(file: File, error: SourceError) -> bool:
    """Whether a file that is set aside is a placeholder: one that nobody has written anything into."""
    return error.message == EMPTY or (error.message == NO_TEXT and READERS[file.suffix][0] in _WITH_FRONT_MATTER)


def _read(file: File, project: Project, store: Store | None) -> tuple[ReadFile, list[Finding]]:
    media_type, _ = READERS[file.suffix]
    content = _content(file)
    gaps: tuple[Gap, ...] = ()
    page = page_path(project, file.path) if media_type == "text/markdown" else ""
    is_page = bool(page)
    if is_page and waits(project, page, content):
        raise SourceError(WAITS)
    if is_page and project.taken_from and SCISSORS.encode() in content:
        whole, gaps = take_in(decode(content)[0], project.taken_from, project.root)
        content = whole.encode()
    text = _once(content, file.suffix, store, macros=is_page and project.macros)
    _check_readable(text)
    read = ReadFile(file=file, media_type=media_type, sha256=sha256(content), text=text)
    said = [note(file, "repaired", one) for one in text.notes]
    said += [note(file, "lost", one) for one in text.losses]
    said += [replace(note(file, "lost", why), line=line) for line, why in gaps]
    if media_type.startswith("text/") and (line := find_unmerged(decode(content)[0])):
        why = "an unresolved merge conflict, of which both sides are read"
        said.append(replace(note(file, "merge-conflict", why, "warning"), line=line, hint=KEEP_ONE))
    return read, said + [note(file, "front-matter", one, "warning") for one in text.mistakes]


def page_path(project: Project, path: Path) -> str:
    """A file's path as MkDocs knows it, from its folder of pages; "" outside."""
    try:
        return path.resolve().relative_to(project.docs_dir.resolve()).as_posix()
    except ValueError:
        return ""


def is_left_out(project: Project, path: Path) -> bool:
    """Whether MkDocs leaves a file or folder of its pages out of the site."""
    name = page_path(project, path) + ("/" if path.is_dir() else "")
    return name not in {"", "/", "./"} and any(_spec(patterns).match_file(name) for patterns in project.left_out)


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


def _content(file: File) -> bytes:
    try:
        size = file.path.stat().st_size
        if size > LARGEST:
            raise SourceError(f"{size:,} bytes are more than the {LARGEST:,} a file may have")
        return file.path.read_bytes()
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}") from error


def _check_readable(text: FileText) -> None:
    words = " ".join(block.text for block in text.blocks if block.kind not in {"code", "table"})
    if not any(block.text.strip() for block in text.blocks):
        raise SourceError(NO_TEXT)
    share = share_of_words(words)
    if len(words) > _ENOUGH_TO_JUDGE and share < _LEAST_WORDS:
        raise SourceError(f"its text cannot be read: only {share:.0%} of its words are words")


def _once(content: bytes, suffix: str, store: Store | None, macros: bool) -> FileText:
    read = (MACROS if macros else READERS[suffix])[1]
    if store is None:
        return read(content)
    parameters = (("kind", suffix), *((("macros", "on"),) if macros else ()))
    recipe = Recipe(stage="read", version=1, engine=_fingerprint(), parameters=parameters, inputs=(sha256(content),))
    return from_json(FileText, store.once(recipe, lambda: to_json(read(content))))


@cache
def _fingerprint() -> str:
    """What reads: our own code and the libraries it rests on, so that a better reader reads everything anew."""
    code = [path for room in (readers, repair) for path in sorted(Path(room.__path__[0]).rglob("*.*"))]
    code += [Path(readers.__path__[0]).parent / name for name in _READ_WITH]
    named = ((f"{path.parent.name}/{path.name}", path) for path in code if path.suffix in {".py", ".txt"})
    own = {name: sha256(path.read_bytes()) for name, path in named}
    return digest([own, [version(library) for library in _LIBRARIES]])
