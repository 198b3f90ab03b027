"""Where the answers files of books lie, and what stands in them all: folders come in; paths, bytes, a digest go out."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.digest import digest, sha256
from builder.publish import told

FOLDER = "answers"
SEEN = "answers.sha256"  # in build/, of the answers that it was made of: MkDocs tells those that no build has seen


def answer_paths(root: Path) -> list[Path]:
    """Return the answers files in a book's folder, in their order."""
    return sorted((root / FOLDER).glob("*.yml"))


def read_answer_files(roots: Iterable[Path]) -> dict[Path, bytes]:
    """Return what stands in the answers files of books, by path; each book is named by its folder."""
    found = {}
    for root in roots:
        for path in filter(Path.is_file, answer_paths(root)):
            with told(path):
                found[path] = path.read_bytes()
    return found


def answers_digest(files: Mapping[Path, bytes]) -> str:
    """Return one sha256 over the answers files of all books, wherever the project lies."""
    return digest(sorted([path.parent.parent.name, path.name, sha256(content)] for path, content in files.items()))
