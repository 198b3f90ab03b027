"""Files to documents: which are read, what they say, and what is kept of a reading."""

import ast
import unicodedata
from pathlib import Path

import pytest
from ship_project import Ships

from builder import readers
from builder.errors import FileError
from builder.records import Book, DocumentFolder, Project
from builder.sources import files, read_sources
from builder.store import Store

SEEDS = Path(__file__).parents[2] / "seeds" / "methods"


@pytest.fixture
def ships(tmp_path: Path) -> Ships:
    return Ships(tmp_path)


def test_titles_come_from_the_book_then_the_document_then_the_file(ships: Ships) -> None:
    ships.write("docs/a.md", "# The frigate\n\nIt sails.")
    ships.write("docs/b.md", "It sails too.")
    texts, _ = ships.read()
    assert [text.source.title for text in texts.values()] == ["The frigate", "B"]
    texts, _ = ships.read(titles=(("a.md", "Frigate, 1791"),))
    assert texts["ships/a"].source.title == "Frigate, 1791"


def test_a_file_that_another_system_named_with_its_accents_apart_is_the_same_document(ships: Ships) -> None:
    name, called = "帆船/ガレオン.md", (("ガレオン.md", "The galleon"),)
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    ships.write(f"docs/{name}", "It sails.")
    texts, before = ships.read()
    titled, _ = ships.read(titles=called)
    (ships.root / "docs" / name).unlink()
    ships.write(f"docs/{apart}", "It sails.")
    now, findings = ships.read(titles=called)
    assert (list(now), findings, before) == (list(texts), [], [])
    assert [text.source.title for text in (*titled.values(), *now.values())] == ["The galleon"] * 2
    assert [text.source.title for text in ships.read()[0].values()] == ["ガレオン"]


def test_a_slip_in_a_file_name_of_the_book_is_told(ships: Ships) -> None:
    ships.write("docs/old/a.md", "# The frigate\n\nIt sails.")
    assert ships.read(titles=(("old/a.md", "One"), ("a.md", "Two")), pool=(("a.md", "frigate"),))[1] == []
    _, told = ships.read(titles=(("a.mdd", "One"),), pool=(("schooner.txt", "schooner"),))
    assert told == [
        ("no-such-document", "book.yml", f"`{key}` names `{name}`, and no document of this book is called so")
        for key, name in (("titles", "a.mdd"), ("pool", "schooner.txt"))
    ]


def test_patterns_choose_files(ships: Ships) -> None:
    for name in ("a.md", "b.txt", "old/c.md", ".hidden/d.md", "picture.png"):
        ships.write(f"docs/{name}", "Some words are here.")
    folder = DocumentFolder(path=ships.root / "docs", include=("**/*.md",), exclude=("old/**",))
    texts, findings = ships.read(documents=(folder,))
    assert (list(texts), findings) == (["ships/a"], [])
    folder = DocumentFolder(path=ships.root / "docs", include=("old/",))
    assert list(ships.read(documents=(folder,))[0]) == ["ships/old-c"]


@pytest.mark.parametrize("pattern", ["", "/etc/*"])
def test_a_pattern_that_is_none_is_a_mistake_of_a_person(ships: Ships, pattern: str) -> None:
    folder = DocumentFolder(path=ships.root / "docs", include=(pattern,))
    with pytest.raises(FileError, match="is no pattern of files"):
        ships.read(documents=(folder,))


def test_questions_found_in_documents(ships: Ships) -> None:
    ships.write("docs/faq.md", "---\nquestions:\n  - How old is it?\n---\n# FAQ\n\n## What is a mast?\n\nA pole.\n")
    texts, _ = ships.read()
    asked = texts["ships/faq"].asked
    assert [(one.id, one.text, one.origin, one.scope) for one in asked] == [
        ("ships/how-old-is-it", "How old is it?", "front matter", "book"),
        ("ships/what-is-a-mast", "What is a mast?", "heading", "book"),
    ]


def test_split_words_are_decided_by_all_documents(ships: Ships) -> None:
    ships.write("docs/1.txt", "The zweihan-\ndrill is used with a quill-\npen by the crew.")
    ships.write("docs/2.md", "A zweihandrill and a quill-pen are tools.")
    texts, _ = ships.read()
    assert texts["ships/1"].blocks[0].text == "The zweihandrill is used with a quill-pen by the crew."


def test_plain_text_without_full_stops_is_left_whole(ships: Ships) -> None:
    ships.write("docs/1.txt", "read this text before you sail the ship\n\nThe mast of the frigate is 48 m tall")
    texts, _ = ships.read()
    assert [block.text for block in texts["ships/1"].blocks] == [
        "read this text before you sail the ship",
        "The mast of the frigate is 48 m tall",
    ]


def test_markdown_is_left_as_its_author_wrote_it(ships: Ships) -> None:
    ships.write("docs/1.md", "A soft\u00adhyphen, pre- trained, ﬁne and Schr¨oder.")
    texts, _ = ships.read()
    assert texts["ships/1"].blocks[0].text == "A soft\u00adhyphen, pre- trained, ﬁne and Schr¨oder."


def test_the_seeds_are_five_documents_and_all_are_repaired(tmp_path: Path) -> None:
    project = Project(root=SEEDS.parents[1], docs_dir=tmp_path, site_dir=tmp_path, site_name="x")
    book = Book(
        id="methods",
        title="Methods",
        root=SEEDS,
        documents=(DocumentFolder(path=SEEDS / "documents"),),
        pool_pattern=r"^\d+_(?P<document>[0-9a-f]{16})\.txt$",
    )
    texts, findings = read_sources(project, book, None)
    assert len(texts) == 5
    assert {one.subject for one in findings if one.rule == "repaired"} == {text.source.paths[0] for text in texts}
    words = "\n".join(block.text for text in texts for block in text.blocks)
    for whole in ("224×224", "task-specific patterns", "max-pooling", "hyperparameter is external", "mini-batch size"):
        assert whole in words
    assert "\u00ad" not in words
    assert all(len(text.earlier) == len(text.asked) == 1 for text in texts)


def test_the_same_files_are_read_once(ships: Ships, tmp_path: Path) -> None:
    ships.write("docs/1.md", "The mast is 48 m tall.")
    ships.write("docs/2.txt", "The anchor weighs 2 t.")
    first = Store(tmp_path / "cache")
    before = ships.read(first)
    again = Store(tmp_path / "cache")
    assert ships.read(again) == before
    assert (first.made, again.made, again.kept) == (2, 0, 2)
    ships.write("docs/1.md", "The mast is 50 m tall.")
    third = Store(tmp_path / "cache")
    ships.read(third)
    assert (third.made, third.kept) == (1, 1)


def test_whatever_readers_import_counts_in_the_fingerprint() -> None:
    package = Path(readers.__file__).parent.parent
    counted = {package / name for name in files._READ_WITH}
    counted |= {path for room in ("readers", "repair") for path in (package / room).glob("*.py")}
    for path in sorted(counted):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder."):
                place = package.joinpath(*str(node.module).split(".")[1:])
                assert {place.with_suffix(".py"), place / "__init__.py"} & counted, (path.name, node.module)


@pytest.mark.parametrize("name", ["readers/__init__.py", "text.py"])
def test_each_file_of_code_counts_in_the_fingerprint(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files._fingerprint.__wrapped__()
    changed = Path(readers.__file__).parent.parent / name
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"changed" if path == changed else read_bytes(path))
    assert files._fingerprint.__wrapped__() != before


def test_a_missing_folder_is_a_mistake_of_the_person_who_named_it(ships: Ships) -> None:
    with pytest.raises(FileError) as caught:
        ships.read(folder="nowhere")
    assert str(caught.value) == "book.yml: the documents folder `nowhere` does not exist"
    assert caught.value.hint == "create it, or name the right one under `documents` (relative to book.yml)"


def test_an_empty_folder_says_so(ships: Ships) -> None:
    assert ships.read() == ({}, [("no-documents", "ships", "no document lies in docs/")])
    ships.write("docs/empty.md", "")
    assert ships.read()[1][-1] == ("no-documents", "ships", "none of its files could be read")
