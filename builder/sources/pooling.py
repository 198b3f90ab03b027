"""Which files are one document, and how several files of one are put together.

Transcripts hold pieces of a document each; together they hold more of it, and what recurs is kept once.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from builder.digest import short
from builder.readers import READERS
from builder.records import Block, Book, Finding
from builder.sources.files import ReadFile, note
from builder.text import free_name, slug

_LONG = 40  # characters that no two sentences share by chance
_LONGEST_ID = 120  # characters: file systems take 255 bytes, and an id gets an ending
_TELLING = 200  # characters of a piece that two documents never share by chance


def pool_files(book: Book, reads: Sequence[ReadFile]) -> tuple[dict[str, list[ReadFile]], list[Finding]]:
    """The files of each document by its name: pooled by pattern, by mapping, or because their pieces recur."""
    findings: list[Finding] = []
    names = _names(book, reads)
    known = {name for name, _ in names.values()}
    first: dict[str, ReadFile] = {}
    called: dict[str, str] = {}
    for read in sorted(reads, key=_rarity):
        name, why = names[read.file.shown]
        if name in first and not why:
            other = free_name(f"{name}-{read.file.suffix.lstrip('.')}", known | first.keys())
            message = f"it has the same id as {first[name].file.shown}; it is called `{other}` here"
            findings.append(note(read.file, "equal-ids", message, "warning"))
            name = other
        first.setdefault(name, read)
        called[read.file.shown] = name
    groups: dict[str, list[ReadFile]] = {}
    for read in reads:
        name, why = called[read.file.shown], names[read.file.shown][1]
        if name in groups and why == "recurs":
            findings.append(
                note(read.file, "pooled", f"it repeats pieces of {groups[name][0].file.shown}: one document")
            )
        groups.setdefault(name, []).append(read)
    return groups, findings


def _rarity(read: ReadFile) -> int:
    """Of files with one name, the commoner kind keeps the plain id: another file beside it moves no address."""
    return list(READERS).index(read.file.suffix)


def document_name(name: str) -> str:
    """A document's id within its book, from its file name within the folder."""
    path = PurePosixPath(name)
    at_home = path.stem.lower() in {"index", "readme"} and len(path.parts) > 1
    return _readable_id((path.parent if at_home else path.with_suffix("")).as_posix(), name)


def _readable_id(words: str, name: str) -> str:
    """An id from words; a digest of the whole name stands in for what is not Latin or too long for a file's name."""
    whole = slug(words, words=99)
    readable = whole if len(whole) <= _LONGEST_ID else f"{whole[:_LONGEST_ID].rstrip('-')}-{short(name)}"
    return readable or short(name)


def _names(book: Book, reads: Sequence[ReadFile]) -> dict[str, tuple[str, str]]:
    """Each file's document, and why several may share it: "named", "recurs" or nothing."""
    mapping = dict(book.pool)
    pattern = re.compile(book.pool_pattern) if book.pool_pattern else None
    names: dict[str, tuple[str, str]] = {}
    unnamed: list[ReadFile] = []
    for read in reads:
        file = read.file
        match = pattern.search(file.last) if pattern else None
        named = mapping.get(file.name) or mapping.get(file.last) or (match.group("document") if match else "")
        if named:
            names[file.shown] = _readable_id(named, named), "named"
        else:
            unnamed.append(read)
    for group in _recurring(unnamed):
        name = document_name(group[0].file.name)
        names |= {read.file.shown: (name, "recurs" if place else "") for place, read in enumerate(group)}
    return names


def _recurring(reads: Sequence[ReadFile]) -> list[list[ReadFile]]:
    """Files in groups that share pieces, directly or by way of others."""
    group_of: dict[str, list[ReadFile]] = {}  # by each of its pieces
    groups: dict[int, list[ReadFile]] = {}
    for read in reads:
        pieces = _telling_pieces(read)
        met = {id(group): group for piece in pieces if (group := group_of.get(piece))}
        joined = sorted([read, *(one for group in met.values() for one in group)], key=lambda one: one.file.shown)
        for number in met:
            del groups[number]
        groups[id(joined)] = joined
        group_of |= {piece: joined for one in joined for piece in _telling_pieces(one)}
    return list(groups.values())


def _telling_pieces(read: ReadFile) -> list[str]:
    if not read.text.earlier:
        return []
    return [block.text for block in read.text.blocks if block.kind == "paragraph" and len(block.text) >= _TELLING]


def pool_blocks(several: Sequence[tuple[Block, ...]]) -> tuple[Block, ...]:
    """The blocks of all files, what recurs once, with a break between pieces."""
    if len(several) == 1:
        return several[0]
    pieces = list(dict.fromkeys(piece for blocks in several for piece in _pieces(blocks)))
    whole = "\0".join(dict.fromkeys(_bare(block) for piece in pieces for block in piece))
    seen: set[str] = set()
    pooled: list[Block] = []
    for piece in pieces:
        kept = [block for block in piece if not _recurs(_bare(block), whole, seen)]
        if any(block.kind != "heading" for block in kept):
            pooled += [*kept, Block(kind="break", text="")]
    return tuple(pooled)


def _pieces(blocks: Iterable[Block]) -> list[tuple[Block, ...]]:
    pieces: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "break":
            pieces.append([])
        else:
            pieces[-1].append(block)
    return [tuple(piece) for piece in pieces if piece]


def _bare(block: Block) -> str:
    return block.text if block.kind == "heading" else block.text.removeprefix("… ").removesuffix(" …")


def _recurs(text: str, whole: str, seen: set[str]) -> bool:
    """Whether a text was seen, or stands within a longer one."""
    known = text in seen or (len(text) > _LONG and whole.count(text) > 1)
    seen.add(text)
    return known
