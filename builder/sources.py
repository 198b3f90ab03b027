"""A book's files to documents: found, read, repaired, pooled.

A file that cannot be read is set aside with a reason; only a person's mistake stops the build. Never asks a model.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from builder.digest import digest, sha256
from builder.errors import FileError, SourceError
from builder.format.plain import from_json, to_json
from builder.readers import READERS
from builder.records import (
    Block,
    Book,
    DocumentFolder,
    EarlierAnswer,
    FileText,
    Finding,
    Project,
    Question,
    Recipe,
    Severity,
    Source,
    SourceText,
)
from builder.repair.words import count_words, decide_hyphens, mend_stray_hyphens
from builder.store import Store
from builder.text import slug

_VERSION = 1  # of the readers together: raised when any of them reads differently
_PRINTED = frozenset({"text/plain", "application/pdf"})
_SERVED_AS_IT_IS = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .ico .avif .bmp .mp3 .mp4 .webm .css .js .mjs .map .woff .woff2 .ttf .otf".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file of a book: where it lies, what it is called in messages, and its name within its folder."""

    path: Path
    shown: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file and what its reader made of it."""

    file: _File
    media_type: str
    sha256: str
    text: FileText


def read_sources(
    project: Project, book: Book, store: Store | None
) -> tuple[tuple[SourceText, ...], tuple[Finding, ...]]:
    """Every document of a book, read, repaired and pooled, and what there is to say about files."""
    findings: list[Finding] = []
    reads = [read for file in find_files(project, book) for read in _read_file(file, store, findings)]
    texts = [_source_text(project, book, name, group) for name, group in _pooled(book, reads, findings)]
    known = count_words(block.text for text in texts for block in text.blocks)
    whole = tuple(_decided(text, known) for text in texts)
    return whole, tuple(findings)


def find_files(project: Project, book: Book) -> tuple[_File, ...]:
    """The files a book's folders hold, in the order of their names."""
    found: dict[Path, _File] = {}
    for folder in book.documents or (DocumentFolder(path=book.root / "documents"),):
        path = folder.path if folder.path.is_absolute() else book.root / folder.path
        if not path.exists():
            raise FileError(
                f"the documents folder `{_shown(project, path)}` does not exist",
                path=_shown(project, book.root / "book.yml"),
                hint="create it, or name the right one under `documents` (relative to book.yml)",
            )
        for file in _files_in(path, folder):
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            found.setdefault(file, _File(path=file, shown=_shown(project, file), name=name))
    return tuple(sorted(found.values(), key=lambda file: file.shown))


def _files_in(path: Path, folder: DocumentFolder) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    excluded = {file for pattern in folder.exclude for file in path.glob(pattern)}
    for file in sorted({file for pattern in folder.include for file in path.glob(pattern)} - excluded):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden:
            yield file


def _shown(project: Project, path: Path) -> str:
    return Path(os.path.relpath(path, project.root)).as_posix()


def _read_file(file: _File, store: Store | None, findings: list[Finding]) -> Iterator[_Read]:
    suffix = file.path.suffix.lower()
    if suffix in _SERVED_AS_IT_IS:
        return
    if suffix not in READERS:
        findings.append(_set_aside(file, f"files of the kind `{suffix or file.path.name}` cannot be read"))
        return
    try:
        content = file.path.read_bytes()
        text = _once(content, suffix, store)
    except SourceError as error:
        findings.append(_set_aside(file, error.message, line=error.line, hint=error.hint))
        return
    except OSError as error:
        findings.append(_set_aside(file, f"it cannot be opened: {error.strerror}"))
        return
    if not any(block.text for block in text.blocks):
        findings.append(_set_aside(file, "it holds no text"))
        return
    findings += [_note(file, "repaired", note) for note in text.notes]
    findings += [_note(file, "lost", loss, "warning") for loss in text.losses]
    yield _Read(file=file, media_type=READERS[suffix][0], sha256=sha256(content), text=text)


def _once(content: bytes, suffix: str, store: Store | None) -> FileText:
    read = READERS[suffix][1]
    if store is None:
        return read(content)
    recipe = Recipe(stage="read", version=_VERSION, parameters=(("kind", suffix),), inputs=(sha256(content),))
    return from_json(FileText, store.once(recipe, lambda: to_json(read(content))))


def _set_aside(file: _File, why: str, line: int = 0, hint: str = "") -> Finding:
    return Finding(rule="set-aside", subject=file.shown, message=why, line=line, hint=hint)


def _note(file: _File, rule: str, message: str, severity: Severity = "note") -> Finding:
    return Finding(rule=rule, subject=file.shown, message=message, severity=severity)


def _pooled(book: Book, reads: Iterable[_Read], findings: list[Finding]) -> list[tuple[str, list[_Read]]]:
    mapping = dict(book.pool)
    pattern = re.compile(book.pool_pattern) if book.pool_pattern else None
    groups: dict[str, list[_Read]] = {}
    for read in reads:
        match = pattern.search(read.file.path.name) if pattern else None
        named = (
            mapping.get(read.file.name)
            or mapping.get(read.file.path.name)
            or (match.group("document") if match else "")
        )
        name = slug(named, words=99) if named else document_name(read.file.name)
        if name in groups and not named:
            first = groups[name][0].file
            other = f"{name}-{read.file.path.suffix.lower().lstrip('.')}"
            findings.append(
                _note(
                    read.file,
                    "equal-ids",
                    f"it has the same id as {first.shown}; it is called `{other}` here",
                    "warning",
                )
            )
            name = other
        groups.setdefault(name, []).append(read)
    return list(groups.items())


def document_name(name: str) -> str:
    """A document's id within its book, from its file name within the folder."""
    path = PurePosixPath(name)
    stem = path.with_suffix("") if path.stem.lower() not in {"index", "readme"} or len(path.parts) == 1 else path.parent
    return slug(stem.as_posix(), words=99) or digest(name)[:10]


def _source_text(project: Project, book: Book, name: str, reads: Sequence[_Read]) -> SourceText:
    source_id = f"{book.id}/{name}"
    titles = dict(book.titles)
    files = [read.file for read in reads]
    title = next((titles[key] for file in files for key in (file.name, file.path.name) if key in titles), "")
    source = Source(
        id=source_id,
        book=book.id,
        title=title or reads[0].text.title or files[0].path.stem.replace("_", " ").replace("-", " "),
        paths=tuple(file.shown for file in files),
        media_type=reads[0].media_type,
        sha256=reads[0].sha256 if len(reads) == 1 else digest([read.sha256 for read in reads]),
        licence=book.licence,
        url=book.url,
        page_url=_page_url(project, files[0]) if reads[0].media_type == "text/markdown" else "",
    )
    asked = dict.fromkeys(question for read in reads for question in read.text.asked)
    return SourceText(
        source=source,
        blocks=_pool_blocks([read.text.blocks for read in reads]),
        asked=tuple(
            Question(id=f"{book.id}/{slug(words)}", book=book.id, text=words, origin=origin) for origin, words in asked
        ),
        earlier=tuple(
            EarlierAnswer(source=source_id, question=question, text=answer)
            for read in reads
            for question, answer in read.text.earlier
        ),
    )


def _page_url(project: Project, file: _File) -> str:
    try:
        path = PurePosixPath(file.path.resolve().relative_to(project.docs_dir.resolve()).as_posix())
    except ValueError:
        return ""
    home = path.stem == "index" or (path.stem == "README" and not (file.path.parent / "index.md").exists())
    if not project.use_directory_urls:
        return quote((path.parent / "index.html" if home else path.with_suffix(".html")).as_posix())
    folder = (path.parent if home else path.with_suffix("")).as_posix()
    return quote(f"{folder}/")


def _pool_blocks(several: Sequence[tuple[Block, ...]]) -> tuple[Block, ...]:
    """The blocks of all files, each piece that recurs once, with a break between pieces."""
    if len(several) == 1:
        return several[0]
    pieces: dict[tuple[str, ...], tuple[Block, ...]] = {}
    for blocks in several:
        piece: list[Block] = []
        for block in (*blocks, Block(kind="break", text="")):
            if block.kind != "break":
                piece.append(block)
            elif piece:
                pieces.setdefault(tuple(one.text for one in piece), (*piece, block))
                piece = []
    return tuple(block for piece in pieces.values() for block in piece)


def _decided(text: SourceText, known: Mapping[str, int]) -> SourceText:
    """Printed text with its split words whole; other text as it was written."""
    if text.source.media_type not in _PRINTED:
        return text
    return replace(
        text,
        blocks=tuple(
            replace(block, text=mend_stray_hyphens(decide_hyphens(block.text, known), known)) for block in text.blocks
        ),
    )
