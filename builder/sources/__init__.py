"""A book's files to documents: found, read, repaired, pooled.

A file that cannot be read is set aside with a reason; only a person's mistake stops the build. Never asks a model.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from builder.digest import digest
from builder.format import path_from
from builder.format.versions import version_of
from builder.links import page_url
from builder.readers import MARKDOWN
from builder.readers.html import read_fragment
from builder.records import Book, EarlierAnswer, Finding, Project, Question, Scope, Source, SourceText
from builder.repair.words import count_words, decide_hyphens, mend_stray_hyphens
from builder.sources.files import File, ReadFile, find_files, is_left_out, page_path, read_files
from builder.sources.pooling import pool_blocks, pool_files
from builder.store import Store
from builder.text import one_line
from builder.wording import question_slug

_PRINTED = frozenset({"text/plain", "application/pdf"})
_HOMES = ("index", "README")  # the page of their folder


def read_sources(
    project: Project, book: Book, store: Store | None
) -> tuple[tuple[SourceText, ...], tuple[Finding, ...]]:
    """Every document of a book, read, repaired and pooled, and what there is to say about files."""
    files, unread = find_files(project, book)
    reads, said = read_files(files, project, store)
    groups, pooled = pool_files(book, reads)
    texts = sorted(
        (_source_text(project, book, name, group) for name, group in groups.items()),
        key=lambda text: _age(book, text.source),
    )
    printed = any(text.source.media_type in _PRINTED for text in texts)
    known = count_words(block.text for text in texts for block in text.blocks if printed)
    findings = (*unread, *said, *pooled, *_unmet(project, book, files))
    if not texts:
        findings += (_without_documents(project, book, empty=not files and not unread),)
    return tuple(_with_whole_words(text, known) for text in texts), findings


def _without_documents(project: Project, book: Book, empty: bool) -> Finding:
    """Say that a book has no documents, and where they would lie."""
    places = [folder.path for folder in book.documents] or [Path("documents")]
    named = " or ".join(f"{path_from(project.root, book.root / place)}/" for place in places)
    return Finding(
        rule="no-documents",
        subject=book.id,
        message=f"no document lies in {named}" if empty else "none of its files could be read",
        hint="put documents there, or name the folder that holds them under `documents` in book.yml" if empty else "",
    )


def _unmet(project: Project, book: Book, files: Sequence[File]) -> Iterator[Finding]:
    """Say which file names in book.yml are those of no document, as a slip in one makes them."""
    there = {name for file in files for name in (file.name, file.last)}
    for key, named in (("titles", book.titles), ("pool", book.pool)):
        for name in (name for name, _ in named if name not in there):
            near = difflib.get_close_matches(name, sorted(there), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "name a file of the folder of documents"
            yield Finding(
                rule="no-such-document",
                subject=path_from(project.root, book.root / "book.yml"),
                message=f"`{key}` names `{name}`, and no document of this book is called so",
                hint=hint,
            )


def _age(book: Book, source: Source) -> int:
    """How many versions are newer: the newest documents come first, with those that belong to every version."""
    names = [name for name, _ in book.versions]
    return len(names) - 1 - names.index(source.version) if source.version else 0


def _source_text(project: Project, book: Book, name: str, reads: Sequence[ReadFile]) -> SourceText:
    source_id = f"{book.id}/{name}"
    version = version_of(book, reads[0].file.name)
    older = bool(version) and version != book.versions[-1][0]
    source = Source(
        id=source_id,
        book=book.id,
        title=_title(project, book, reads) + (f" ({version})" if older else ""),
        paths=tuple(read.file.shown for read in reads),
        media_type=reads[0].media_type,
        sha256=reads[0].sha256 if len(reads) == 1 else digest([read.sha256 for read in reads]),
        licence=book.licence,
        url=book.url,
        page_url=_page_url(project, reads),
        version=version,
        older=older,
    )
    asked = dict.fromkeys(question for read in reads for question in read.text.asked)
    return SourceText(
        source=source,
        blocks=pool_blocks([read.text.blocks for read in reads]),
        asked=tuple(_question(book, origin, words) for origin, words in asked),
        earlier=tuple(
            EarlierAnswer(source=source_id, question=question, text=answer)
            for read in reads
            for question, answer in read.text.earlier
        ),
    )


def _title(project: Project, book: Book, reads: Sequence[ReadFile]) -> str:
    titles = dict(book.titles)
    keys = (key for read in reads for key in (read.file.name, read.file.last))
    written = next((titles[key] for key in keys if key in titles), "")
    return written or reads[0].text.title or _title_by_name(project, reads[0])


def _title_by_name(project: Project, read: ReadFile) -> str:
    """What one sees that the navigation calls a page, else its file's name as MkDocs makes a title of it."""
    path = PurePosixPath(page_path(project, read.file.path) if read.media_type == "text/markdown" else "")
    if named := dict(project.nav).get(path.as_posix()):
        return one_line(" ".join(block.text for block in read_fragment(named))) or named
    if path.name and path.stem in _HOMES:
        return "Home" if len(path.parts) == 1 else "Index"
    name = PurePosixPath(read.file.last).stem.replace("_", " ").replace("-", " ")
    return name.capitalize() if name == name.lower() else name


def _question(book: Book, origin: str, words: str) -> Question:
    """A question found in a document; its passages are those with its words among their headings."""
    scope: Scope = "each" if origin == "transcript" else "book"
    return Question(id=f"{book.id}/{question_slug(words)}", book=book.id, text=words, origin=origin, scope=scope)


def _page_url(project: Project, reads: Sequence[ReadFile]) -> str:
    """The URL that MkDocs gives the page it makes of a document, if it makes one."""
    path = PurePosixPath(page_path(project, reads[0].file.path))
    is_page = len(reads) == 1 and reads[0].media_type == "text/markdown" and path.name and _has_page(project, path)
    if not is_page:
        return ""
    page = path.with_name("index.md") if path.stem in _HOMES else path.with_suffix(".md")
    return page_url(page.as_posix(), project.use_directory_urls) or "./"


def _has_page(project: Project, path: PurePosixPath) -> bool:
    """Whether MkDocs makes a page of a file of its folder: what is left out has none, nor a README beside an index.

    Suffixes count as they are written: `A.MD` is a file to MkDocs.
    """
    if path.suffix not in MARKDOWN or any(path.is_relative_to(folder) for folder in project.posts):
        return False
    if is_left_out(project, project.docs_dir / path):
        return False
    index = path.with_name("index.md")
    return path.stem != "README" or not (project.docs_dir / index).exists() or not _has_page(project, index)


def _with_whole_words(text: SourceText, known: Mapping[str, int]) -> SourceText:
    """Printed text with its split words whole; other text as it was written."""
    if text.source.media_type not in _PRINTED:
        return text
    blocks = (
        replace(block, text=mend_stray_hyphens(decide_hyphens(block.text, known), known)) for block in text.blocks
    )
    return replace(text, blocks=tuple(blocks))
