"""Bad files: each is set aside with a reason or read for what it is worth, and the others are read."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from builder.records import Book, DocumentFolder, Project, SourceText
from builder.sources import read_sources

GOOD = "# Mast\n\nThe mast of the frigate is 48 m tall.\n"


def zip_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p>" + b" " * 300_000_000)
    return content.getvalue()


def read(folder: Path) -> tuple[dict[str, SourceText], dict[str, str]]:
    project = Project(root=folder, docs_dir=folder / "site_src", site_dir=folder / "site", site_name="x")
    book = Book(id="b", title="b", root=folder, documents=(DocumentFolder(path=folder / "documents"),))
    texts, findings = read_sources(project, book, None)
    aside = {finding.subject: finding.message for finding in findings if finding.rule == "set-aside"}
    return {text.source.paths[0]: text for text in texts}, aside


def beside_a_good_one(folder: Path, name: str, content: bytes) -> tuple[SourceText | None, str]:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "good.md").write_text(GOOD)
    (documents / name).write_bytes(content)
    texts, aside = read(folder)
    assert [block.text for block in texts.pop("documents/good.md").blocks] == [
        "Mast",
        "The mast of the frigate is 48 m tall.",
    ]
    assert set(aside) <= {f"documents/{name}"}
    return texts.get(f"documents/{name}"), aside.get(f"documents/{name}", "")


NOISE = random.Random(1).randbytes(5000)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("paper.pdf", b"<html>404 not found</html>", "this is not a PDF: it does not begin with `%PDF-`"),
        ("noise.pdf", b"%PDF-1.7\n" + NOISE, "the PDF is damaged and cannot be opened"),
        ("empty.pdf", b"", "this is not a PDF"),
        ("empty.md", b"", "the file is empty"),
        ("empty.txt", b" \n\t\n", "the file is empty"),
        ("empty.docx", b"", "this is not a Word document: it is no zip archive"),
        ("bomb.docx", zip_bomb(), "the archive would unpack to 300,000,"),
        ("large.txt", b"The mast is tall. \n" * 5_600_000, "106,400,000 bytes of text are more than the 20,000,000"),
        ("binary.txt", b"The mast\0is tall.", "this is not text: byte 9 is zero"),
        ("noise.txt", NOISE.replace(b"\0", b"\1"), "this is not UTF-8 text"),
        ("marks.md", b"---\ntitle: x\n---\n", "it holds no text"),
        ("soup.txt", b"xkcdqz wvbnmg lkjhgf qwrtps zxcvbd " * 30, "its text cannot be read: only 0% of its words are"),
        ("glued.txt", b"inthefigureitispossibletoseethatthenetworklearns." * 20, "its text cannot be read"),
        ("signs.txt", b"%$# @!! *&^ ((( ))) " * 30, "its text cannot be read"),
        ("broken.ipynb", b'{"cells": [', "the notebook is not JSON"),
        ("other.ipynb", b'{"a": 1}', "this JSON is not a notebook"),
        ("deep.html", b"<div>" * 50_000, "its tags are nested deeper than 1,000 levels"),
        ("script.html", b"<script>while(true){}</script>", "it holds no text"),
        ("tool.exe", b"MZ\0", "files of the kind `.exe` are not documents"),
        ("LICENSE", b"text", "files of the kind `LICENSE` are not documents"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_it_is_set_aside_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    text, said = beside_a_good_one(tmp_path, name, content)
    assert text is None
    assert said.startswith(reason)


PATHOLOGICAL = {
    "brackets": "[" * 20_000,
    "links": "[a](" * 10_000,
    "emphasis": "*a_ " * 10_000,
    "strong": "**" * 20_000 + "a",
    "quotes": ">" * 2_000 + " deep",
    "lists": "".join(" " * depth + "- x\n" for depth in range(0, 400, 2)),
    "backticks": "".join("a" + "`" * length for length in range(500)),
    "html": "<" * 20_000,
    "comments": "<!--" * 10_000,
    "cdata": "<![CDATA[" * 10_000,
    "entities": "&" * 20_000 + "#" * 20_000,
    "table": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|a" * 5_000,
    "reference": "[a]: " * 10_000,
    "footnotes": "[^1]" * 5_000 + "\n\n[^1]: x",
    "admonitions": "".join("    " * depth + "!!! note\n" for depth in range(300)),
    "slashes": "/// note\n" * 5_000,
    "braces": "{" * 20_000 + "}" * 20_000,
    "macros": "{{" * 10_000,
    "heading": "# " + "a { " * 10_000,
    "blanks": "a" + " " * 100_000 + "b",
    "one line": "word " * 100_000,
    "tags": "<A title='x'>\n" * 5_000,
    "attributes": '<a b="' * 10_000,
    "programs": "export const a = {\n\n" * 5_000,
    "colons": ":::a " + " " * 100_000 + "[",
}


@pytest.mark.parametrize("kind", ["md", "mdx"])
@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_markdown_is_read_in_seconds(tmp_path: Path, name: str, kind: str) -> None:
    started = time.process_time()
    beside_a_good_one(tmp_path, f"bad.{kind}", PATHOLOGICAL[name].encode())
    assert time.process_time() - started < 20


@pytest.mark.parametrize("name", ["paper.txt", "page.html"])
@pytest.mark.parametrize("kind", ["blanks", "one line", "brackets", "html", "strong"])
def test_pathological_text_is_read_in_seconds(tmp_path: Path, name: str, kind: str) -> None:
    started = time.process_time()
    beside_a_good_one(tmp_path, name, PATHOLOGICAL[kind].encode())
    assert time.process_time() - started < 20


def test_text_that_would_act_is_only_text(tmp_path: Path) -> None:
    source = (
        '<p onclick="x()">Click <a href="javascript:alert(1)">here</a></p><script>alert(1)</script>\n\n'
        '[link](javascript:alert(1)) and {{ 7 * 7 }}\n\n--8<-- "/etc/passwd"\n\nPlain end.\n'
    )
    text, said = beside_a_good_one(tmp_path, "bad.md", source.encode())
    assert said == ""
    assert text is not None
    words = "\n".join(block.text for block in text.blocks)
    assert words == "Click here\n[link](javascript:alert(1)) and {{ 7 * 7 }}\nPlain end."


def test_broken_utf8_is_read_where_it_can_be(tmp_path: Path) -> None:
    text, said = beside_a_good_one(
        tmp_path, "mixed.txt", "Größe über alles, sagt man. ".encode() * 9 + b"broken \xff end."
    )
    assert said == ""
    assert text is not None


def test_a_folder_named_like_a_file_and_a_link_to_nowhere(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    (documents / "folder.md").mkdir(parents=True)
    (documents / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (documents / "good.md").write_text(GOOD)
    texts, aside = read(tmp_path)
    assert list(texts) == ["documents/good.md"]
    assert aside == {"documents/gone.md": "it is a link to a file that is not there"}


def test_links_are_followed_within_the_project_alone(tmp_path: Path) -> None:
    project, documents = tmp_path / "project", tmp_path / "project" / "documents"
    documents.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(GOOD)
    (project / "README.md").write_text(GOOD)
    (documents / "readme.md").symlink_to(project / "README.md")
    (documents / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (documents / "folder").symlink_to(tmp_path)
    texts, aside = read(project)
    assert list(texts) == ["documents/readme.md"]
    assert aside == {
        "documents/folder": "a link to a folder is not followed: name the folder under `documents` in book.yml",
        "documents/secret.txt": "it is a link that leads out of the project, and is not followed",
    }


def test_links_to_hidden_files_are_not_followed(tmp_path: Path) -> None:
    project, documents = tmp_path / ".project", tmp_path / ".project" / "documents"
    documents.mkdir(parents=True)
    for name in (".git/config", ".env", "documents/plain.md"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(GOOD)
    (documents / "config.txt").symlink_to("../.git/config")
    (documents / "env.txt").symlink_to("../.env")
    texts, aside = read(project)
    assert list(texts) == ["documents/plain.md"]
    assert aside == dict.fromkeys(
        ("documents/config.txt", "documents/env.txt"), "it is a link to a hidden file, and is not followed"
    )


def test_a_file_larger_than_memory_is_never_opened(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    with (documents / "huge.pdf").open("wb") as huge:
        huge.truncate(40_000_000_000)
    (documents / "good.md").write_text(GOOD)
    texts, aside = read(tmp_path)
    assert list(texts) == ["documents/good.md"]
    assert aside == {"documents/huge.pdf": "40,000,000,000 bytes are more than the 300,000,000 a file may have"}


def test_names_that_need_care(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in ("a b'c\"d.md", "ünïcode.md", "<script>.md", "-rf.md", "%2e%2e.md"):
        (documents / name).write_text(GOOD)
    texts, aside = read(tmp_path)
    assert aside == {}
    assert len({text.source.id for text in texts.values()}) == 5
    assert all(text.source.id.removeprefix("b/").replace("-", "").isalnum() for text in texts.values())
