"""Pages of a MkDocs site as documents: their names, what they take in, braces, and files that may not be read."""

from pathlib import Path

import pytest

from builder.format import read_project
from builder.records import Book, DocumentFolder, Finding, SourceText
from builder.sources import read_sources
from builder.sources.included import take_in


def read(root: Path, config: str, **pages: str) -> tuple[dict[str, SourceText], list[Finding]]:
    """What is read of a site with these pages, by the names of their files."""
    (root / "mkdocs.yml").write_text(f"site_name: Ships\n{config}", "utf-8")
    for name, text in pages.items():
        path = root / "docs" / name.replace("__", "/").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    book = Book(id="b", title="B", root=root, documents=(DocumentFolder(path=root / "docs"),))
    texts, findings = read_sources(read_project(root), book, None)
    return {text.source.paths[0].removeprefix("docs/"): text for text in texts}, list(findings)


def words(text: SourceText) -> list[str]:
    return [block.text for block in text.blocks]


def test_a_page_without_a_title_is_called_what_mkdocs_calls_it(tmp_path: Path) -> None:
    config = "nav:\n  - index.md\n  - Advanced:\n      - Clients: advanced/clients.md\n      - Old name: named.md\n"
    config += "  - 'The&nbsp;<b>crew</b> &amp; its ship': crew.md\n"
    texts, _ = read(
        tmp_path,
        config,
        index_md="Words.",
        advanced__clients_md="## Why use a client?\n\nFor speed.",
        named_md="# Its own name\n\nWords.",
        crew_md="Words.",
        fronted_md="---\ntitle: In front\n---\n# Heading\n\nWords.",
        **{"event_hooks-of_all_md": "## First\n\nWords."},
    )
    assert {name: text.source.title for name, text in texts.items()} == {
        "index.md": "Home",
        "advanced/clients.md": "Clients",
        "named.md": "Its own name",
        "crew.md": "The crew & its ship",
        "fronted.md": "In front",
        "event_hooks-of_all.md": "Event hooks of all",
    }


def test_files_that_a_page_takes_in_are_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "support.txt").write_text('Support ends in May.\n--8<-- "deeper.md"\n')
    (tmp_path / "deeper.md").write_text("Deeper words.\n")
    page = (
        '# Page\n\n--8<-- "support.txt"\n\n--8<--\ndeeper.md\n; support.txt\n--8<--\n\n```\n--8<-- "deeper.md"\n```\n'
    )
    texts, findings = read(tmp_path, "markdown_extensions: [pymdownx.snippets]\n", page_md=page)
    expected = ["Page", "Support ends in May. Deeper words.", "Deeper words.", "Deeper words."]
    assert words(texts["page.md"]) == expected
    assert findings == []


def test_what_a_page_takes_in_and_is_not_read_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path.parent / f"{tmp_path.name}-secret.txt").write_text("Secret words.")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "ring.md").write_text('--8<-- "ring.md"\n')
    (tmp_path / "outside.md").write_text("Outside words.")
    secret = f"../../{tmp_path.name}-secret.txt"
    names = [secret, "../outside.md", "https://example.org/a.md", "none.md", "ring.md", "ring.md:2:3", "a" * 300]
    page = "Words.\n\n" + "".join(f'--8<-- "{name}"\n' for name in names)
    config = "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: parts\n"
    texts, findings = read(tmp_path, config, page_md=page)
    assert words(texts["page.md"]) == ["Words."]
    assert [(one.rule, one.subject, one.line) for one in findings] == [
        ("lost", "docs/page.md", line) for line in range(3, 3 + len(names))
    ]
    assert [one.message.rpartition(": ")[2] for one in findings][:6] == [
        "it lies outside the folders that mkdocs.yml names",
        "it lies outside the folders that mkdocs.yml names",
        "nothing is fetched from the network",
        "there is no such file",
        "it takes in itself",
        "only whole files are taken in",
    ]


def test_files_that_grow_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.sources.included.LARGEST_TEXT", 1000)
    (tmp_path / "a.md").write_text("words " * 50)
    config = "markdown_extensions: [pymdownx.snippets]\n"
    _, findings = read(tmp_path, config, page_md='--8<-- "a.md"\n' * 9, other_md="Words.")
    assert [(one.rule, one.subject) for one in findings] == [("set-aside", "docs/page.md")]


def test_nothing_is_taken_in_without_the_extension(tmp_path: Path) -> None:
    (tmp_path / "support.txt").write_text("Support ends in May.")
    texts, _ = read(tmp_path, "", page_md='Words.\n\n--8<-- "support.txt"\n')
    assert words(texts["page.md"]) == ["Words."]
    assert take_in("Words.\n\nMore.", (tmp_path,), tmp_path) == ("Words.\n\nMore.", ())


def test_braces_are_macros_only_where_a_plugin_acts_on_them(tmp_path: Path) -> None:
    page = "The name is {{ machine.name }}."
    texts, findings = read(tmp_path, "plugins: [search]\n", page_md=page)
    assert words(texts["page.md"]) == [page]
    assert findings == []
    for plugins in ("[macros]", "{macros: {module_name: x}}"):
        _, findings = read(tmp_path, f"plugins: {plugins}\n", page_md=f"{page}\n\nWords.")
        assert [one.message for one in findings] == ["left out, because macros write the words: 1 block"]


def test_a_document_that_may_not_be_read_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        if self.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return whole(self)

    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", refuse)  # a test run by root may read all
    texts, findings = read(tmp_path, "", a_md="Secret.", b_md="Words.")
    assert list(texts) == ["b.md"]
    assert [(one.subject, one.message) for one in findings] == [("docs/a.md", "it cannot be read: Permission denied")]
