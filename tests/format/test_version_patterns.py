"""Versions of documents in book.yml: patterns match what people mean by them, and slips are told."""

from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import read_book, version_of

FILES = ("v1/a.md", "v1/deep/b.md", "v2/a.md", "v2.1/a.md", "latest.md")


def book(root: Path, versions: str) -> Path:
    for name in FILES:
        path = root / "ships" / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", "utf-8")
    (root / "ships" / "book.yml").write_text(f"versions:\n{versions}", "utf-8")
    return root / "ships"


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("v1", ["v1/a.md", "v1/deep/b.md"]),
        ("v1/", ["v1/a.md", "v1/deep/b.md"]),
        ("v1/**", ["v1/a.md", "v1/deep/b.md"]),
        ("v1/*.md", ["v1/a.md"]),
        ("**/b.md", ["v1/deep/b.md"]),
        ("v2", ["v2/a.md"]),
        ("v2*", ["v2/a.md", "v2.1/a.md"]),
        ("v?", ["v1/a.md", "v1/deep/b.md", "v2/a.md"]),
        ("[v2, latest.md]", ["v2/a.md", "latest.md"]),
        ("'**'", list(FILES)),
    ],
)
def test_a_pattern_matches(tmp_path: Path, pattern: str, matched: list[str]) -> None:
    found = read_book(book(tmp_path, f"  one: {pattern if pattern[0] in '[' else repr(pattern.strip(chr(39)))}\n"))
    assert [name for name in FILES if version_of(found, name) == "one"] == matched


def test_folders_may_hold_files_of_one_name(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        for name in FILES:
            path = tmp_path / "ships" / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("text", "utf-8")
    (tmp_path / "ships" / "book.yml").write_text("documents: [one, two]\nversions: {v1: v1/**, v2: v2/**}\n", "utf-8")
    found = read_book(tmp_path / "ships")
    assert [version_of(found, name) for name in ("v1/a.md", "v2/a.md")] == ["v1", "v2"]


def test_the_order_is_that_of_the_file(tmp_path: Path) -> None:
    found = read_book(book(tmp_path, "  '2.10': v1\n  '2.9': v2\n  nightly: latest.md\n"))
    assert [name for name, _ in found.versions] == ["2.10", "2.9", "nightly"]


@pytest.mark.parametrize(
    ("versions", "message", "hint"),
    [
        ("  one: v3\n", "the version `one` matches no document: `v3`", "did you mean `v2`?"),
        ("  one: v1/depe/**\n", "the version `one` matches no document: `v1/depe/**`", "did you mean `v1/deep`?"),
        (
            "  one: release\n",
            "the version `one` matches no document: `release`",
            "name a folder or a pattern of files, relative to the folder of documents, such as `v1/**`",
        ),
        ("  one:\n", "the version `one` matches no document: nothing", None),
        ("  one: v*\n  two: v2\n", "`v2/a.md` belongs to two versions, `one` and `two`", None),
        ("  - v1\n", "`versions` must be lines of the form `key: value`, not a list", None),
    ],
)
def test_a_slip_is_told(tmp_path: Path, versions: str, message: str, hint: str | None) -> None:
    with pytest.raises(FileError) as told:
        read_book(book(tmp_path, versions))
    assert told.value.message == message
    assert told.value.line == versions.count("\n") + 1
    assert hint is None or told.value.hint == hint
