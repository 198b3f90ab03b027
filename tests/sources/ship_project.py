"""A made-up project whose book is read file by file."""

from pathlib import Path

from builder.records import Book, DocumentFolder, Project, SourceText
from builder.sources import read_sources
from builder.store import Store


class Ships:
    """A project with one book, `ships`, whose documents lie in `docs`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project(root=root, docs_dir=root / "docs", site_dir=root / "site", site_name="Ships")
        (root / "docs").mkdir(parents=True)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def book(self, folder: str = "docs", **fields: object) -> Book:
        documents = (DocumentFolder(path=self.root / folder),)
        return Book(**{"id": "ships", "title": "Ships", "root": self.root, "documents": documents, **fields})  # type: ignore[arg-type]

    def read(
        self, store: Store | None = None, **fields: object
    ) -> tuple[dict[str, SourceText], list[tuple[str, str, str]]]:
        texts, findings = read_sources(self.project, self.book(**fields), store)
        return {text.source.id: text for text in texts}, [(one.rule, one.subject, one.message) for one in findings]
