"""What answers were written down for: the head of each answers file comes in, the questions' words go out."""

from collections.abc import Iterable, Mapping

from builder.format.answer_files import answer_paths
from builder.format.marked import load_yaml, read_text
from builder.records import Book


def read_asked(books: Iterable[Book]) -> dict[str, str]:
    """Return the words of each question that has committed answers, as they were when those were written."""
    found: dict[str, str] = {}
    for book in books:
        for path in answer_paths(book.root):
            head = load_yaml(f"\n{read_text(path)}".partition("\nanswers:")[0])  # the answers may be thousands of lines
            found[f"{book.id}/{path.stem}"] = str(head.get("ask") or "") if isinstance(head, Mapping) else ""
    return found
