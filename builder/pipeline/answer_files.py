"""The answers files of all books as bytes: read before a build, written after it, never over a person's edit."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.errors import AnswerbookError
from builder.format import read_answer_files
from builder.publish import told, write_file
from builder.records import Book


def write_answer_files(books: Iterable[Book], read: Mapping[Path, bytes], made: Mapping[Path, bytes]) -> int:
    """Put what was made in the place of what was read; say how many files changed."""
    _refuse_overtaken(read, read_answer_files(book.root for book in books))
    gone = sorted(read.keys() - made.keys())
    changed = sorted(path for path, content in made.items() if read.get(path) != content)
    for path in gone:  # first: where letters' case does not count, a new name may be the same file
        with told(path):
            path.unlink()
    for path in changed:
        write_file(path, made[path])
    return len(gone) + len(changed)


def _refuse_overtaken(read: Mapping[Path, bytes], now: Mapping[Path, bytes]) -> None:
    """Never write over what a person wrote meanwhile: nobody has read it yet."""
    edited = sorted(path for path in read.keys() | now.keys() if read.get(path) != now.get(path))
    if edited:
        raise AnswerbookError(
            "somebody changed the answers while this ran",
            path=str(edited[0]),
            hint="run this again: what was worked out is kept, and the answers are taken as they are now",
        )
