"""A new project builds at once; an existing one keeps every line."""

from pathlib import Path

import pytest
import yaml
from conftest import World

from builder.cli import run
from builder.format import read_book, read_books, read_project
from builder.sources.files import find_files


def start(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder.mkdir(exist_ok=True)
    assert run(["-C", str(folder), "init"]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def builds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["-C", str(folder), "build", "--engine", "toy"])
    said = capsys.readouterr()
    assert code == 0, said.err
    assert (folder / "site" / "index.html").exists()


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-docs"
    assert start(folder, capsys) == (
        "wrote mkdocs.yml\nwrote docs/about.md\nwrote seeds/my-docs/book.yml\nwrote seeds/my-docs/questions.yml\n"
        "wrote seeds/my-docs/documents/.gitkeep\nwrote .gitignore\n"
        "Next: put documents into seeds/my-docs/documents/ and questions into seeds/my-docs/questions.yml,"
        " then run `answerbook build`.\n"
    )
    (folder / "seeds/my-docs/book.yml").write_text("title: Mine\n", "utf-8")
    builds(folder, capsys)
    assert not list((folder / "site").rglob("*README*"))
    assert start(folder, capsys) == "Nothing to do: this project has a book already.\n"


def test_a_folder_of_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text("A paper. It says that ships are wet.\n", "utf-8")
    (folder / "node_modules" / "left-pad").mkdir(parents=True)
    (folder / "node_modules" / "left-pad" / "README.md").write_text("# Nobody's question\n", "utf-8")
    said = start(folder, capsys)
    assert said.endswith("\nNext: put questions into seeds/papers/questions.yml, then run `answerbook build`.\n")
    book = yaml.safe_load((folder / "seeds/papers/book.yml").read_text("utf-8"))
    assert book["documents"][0]["path"] == "../.."
    assert book["documents"][0]["include"] == ["**/*.txt"]
    builds(folder, capsys)


def test_a_navigation_is_told_which_pages_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n\nThis is the home of the project.\n", "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: P\nnav:\n  - Home: index.md\n", "utf-8")
    assert start(folder, capsys).endswith(
        "Readers find the new pages in the navigation once you add to `nav` in mkdocs.yml:\n"
        "  - Ask: ask.md\n  - Answers: answers/index.md\n"
    )
    arguments = ["-C", str(folder), "check", "--engine", "toy"]
    run(arguments)
    told = "note: mkdocs.yml: `nav` does not name ask.md and answers/index.md\n"
    assert told + "hint: add to it: `- Ask: ask.md` and `- Answers: answers/index.md`\n" in capsys.readouterr().out
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    more = "  - Home: index.md\n  - More:\n      - Ask: ask.md\n      - answers/index.md\n"
    (folder / "mkdocs.yml").write_text(settings.replace("  - Home: index.md\n", more), "utf-8")
    run(arguments)
    assert "`nav`" not in capsys.readouterr().out


def test_an_existing_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "project"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "index.md").write_text("# Home\n\nThis is the home of the project.\n", "utf-8")
    config = (
        '# ours\nsite_name: "My: site"\ndocs_dir: pages\ntheme:\n    name: material # nice\n'
        "plugins:\n    # first\n    - search\n"
    )
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    (folder / ".gitignore").write_text("site/", "utf-8")
    start(folder, capsys)
    changed = (folder / "mkdocs.yml").read_text("utf-8")
    assert changed == config.replace("    - search\n", "    - answerbook\n    - search\n")
    assert (folder / ".gitignore").read_text("utf-8") == "site/\n.answerbook/\nbuild/\n"
    book = yaml.safe_load((folder / "seeds/my-site/book.yml").read_text("utf-8"))
    assert book == {"title": "My: site", "documents": [{"path": "../../pages", "include": ["**/*.md"]}]}
    builds(folder, capsys)


def test_a_site_without_plugins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: X", "utf-8")
    start(folder, capsys)
    assert (folder / "mkdocs.yml").read_text("utf-8") == "site_name: X\nplugins:\n  - search\n  - answerbook\n"


def test_a_page_with_the_plugins_name_is_not_the_plugin(world: World) -> None:
    world.write("mkdocs.yml", "site_name: X\nnav:\n  - answerbook.md\nplugins:\n  - search\n")
    world.run("init")
    text = (world.root / "mkdocs.yml").read_text("utf-8")
    assert text == "site_name: X\nnav:\n  - answerbook.md\nplugins:\n  - answerbook\n  - search\n"


def test_line_ends_and_odd_bytes_stay_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_bytes(b"site_name: X\r\nplugins:\r\n  - search\r\n")
    (folder / ".gitignore").write_bytes(b"caf\xe9/\r\n")
    start(folder, capsys)
    assert (folder / "mkdocs.yml").read_bytes() == (b"site_name: X\r\nplugins:\r\n  - answerbook\r\n  - search\r\n")
    assert (folder / ".gitignore").read_bytes() == b"caf\xe9/\r\n.answerbook/\r\nbuild/\r\nsite/\r\n"


@pytest.mark.parametrize("book", ["../elsewhere", "My book", "a/b"])
def test_a_book_gets_an_id_that_it_can_have(tmp_path: Path, capsys: pytest.CaptureFixture[str], book: str) -> None:
    assert run(["-C", str(tmp_path), "init", "--book", book]) == 2
    assert f"`{book}` cannot be the id of a book: use lower-case letters" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_by_a_page_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "init", "--book", "build"]) == 2
    said = "error: a book cannot be called `build`, which is the address of the page about the build\n"
    assert capsys.readouterr().err.startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_second_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Mein Buch & Co"
    start(folder, capsys)
    assert yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))["site_name"] == "Mein Buch & Co"
    assert run(["-C", str(folder), "init", "--book", "more-papers"]) == 0
    assert capsys.readouterr().out == (
        "wrote seeds/more-papers/book.yml\nwrote seeds/more-papers/questions.yml\n"
        "wrote seeds/more-papers/documents/.gitkeep\n"
        "Next: put documents into seeds/more-papers/documents/ and questions into seeds/more-papers/questions.yml,"
        " then run `answerbook build`.\n"
    )
    assert yaml.safe_load((folder / "seeds/more-papers/book.yml").read_text("utf-8"))["title"] == "More papers"
    assert run(["-C", str(folder), "init", "--book", "more-papers"]) == 0
    assert capsys.readouterr().out == "Nothing to do: this project has the book `more-papers` already.\n"
    builds(folder, capsys)


def test_only_kinds_that_can_be_read_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("a.rst", "b.md", "c.mdx"):
        (folder / name).write_text("Notes.\n", "utf-8")
    start(folder, capsys)
    book = yaml.safe_load((folder / "seeds/notes/book.yml").read_text("utf-8"))
    assert book["documents"][0]["include"] == ["**/*.md", "**/*.mdx"]


@pytest.mark.parametrize("kind", [".mdx", ".markdown", ".mkd"])
def test_pages_of_other_kinds_beside_those_of_a_site_are_asked_for(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / f"docs/index{kind}").write_text("Notes.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Notes\n", "utf-8")
    start(tmp_path, capsys)
    book = yaml.safe_load((tmp_path / "seeds/notes/book.yml").read_text("utf-8"))
    assert book["documents"][0]["include"] == ["**/*.md", f"**/*{kind}"]


def documents_of(folder: Path) -> list[dict[str, object]]:
    (path,) = folder.glob("seeds/*/book.yml")
    found: list[dict[str, object]] = yaml.safe_load(path.read_text("utf-8"))["documents"]
    return found


def test_documents_in_docs_are_read_where_they_lie(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "tool"
    (folder / "docs" / "guide").mkdir(parents=True)
    (folder / "docs" / "guide" / "install.md").write_text("# Install\n\nRun the tool to install it.\n", "utf-8")
    (folder / "README.txt").write_text("A tool. It says that ships are wet.\n", "utf-8")
    assert "docs/about.md" not in start(folder, capsys)
    assert [(one["path"], one["include"]) for one in documents_of(folder)] == [
        ("../../docs", ["**/*.md"]),
        ("../..", ["**/*.txt"]),
    ]
    builds(folder, capsys)


def test_a_virtual_environment_is_no_folder_of_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "papers"
    for name in ("venv/lib/six/readme.md", "old/env/notes.txt", "old/node_modules/pad/readme.md", "old/one.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Ships are wet.\n", "utf-8")
    for name in ("venv", "old/env"):
        (folder / name / "pyvenv.cfg").write_text("home = /usr/bin\n", "utf-8")
    start(folder, capsys)
    (entry,) = documents_of(folder)
    assert entry["include"] == ["**/*.txt"]
    (folder / "old/two.md").write_text("Ships are wet.\n", "utf-8")
    (book,) = folder.glob("seeds/*/book.yml")
    book.write_text(book.read_text("utf-8").replace("**/*.txt", "**/*"), "utf-8")
    project = read_project(folder)
    found, _ = find_files(project, *read_books(project))
    assert [file.name for file in found if file.name.endswith((".txt", ".md"))] == ["old/one.txt", "old/two.md"]


def test_git_leaves_a_virtual_environment_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "ships"
    for name in (".venv", "its-own", "plain"):
        (folder / name).mkdir(parents=True)
    for name in (".venv/pyvenv.cfg", "its-own/pyvenv.cfg", "its-own/.gitignore"):
        (folder / name).write_text("*\n", "utf-8")
    start(folder, capsys)
    assert (folder / ".gitignore").read_text("utf-8") == ".answerbook/\nbuild/\nsite/\n.venv/\n"


@pytest.mark.parametrize("name", ["docs/guide", "docs", "seeds/ships", "seeds"])
def test_no_site_is_started_within_the_pages_or_books_of_another(world: World, name: str) -> None:
    (world.root / name).mkdir(parents=True, exist_ok=True)
    before = world.files(".")
    assert run(["-C", str(world.root / name), "init"]) == 1
    world.run("--version")
    assert world.files(".") == before


def test_the_project_that_a_folder_belongs_to_is_named(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(world.root / "docs"), "init"]) == 1
    assert capsys.readouterr().err == (
        f"error: docs: this folder belongs to the project in {world.root}: it lies in its folder `docs`\n"
        f"hint: run it there: `answerbook -C {world.root} init`\n"
    )


def test_a_site_may_start_beside_the_pages_of_another(world: World) -> None:
    (world.root / "packages" / "one").mkdir(parents=True)
    assert run(["-C", str(world.root / "packages" / "one"), "init"]) == 0


@pytest.mark.parametrize("name", ["docs", "seeds"])
def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text("notes\n", "utf-8")
    assert run(["-C", str(tmp_path), "init"]) == 1
    assert capsys.readouterr().err == (
        f"error: {tmp_path / name}: a file lies here, where a project has a folder\n"
        "hint: give the file another name, or start the site in a folder of its own\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("folder", ["my: docs", "docs #1", "'docs'"])
def test_a_folder_of_pages_may_have_any_name(tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "index.md").write_text("# X\n\nThe mast is 48 m tall.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f'site_name: X\ndocs_dir: "{folder}"\n', "utf-8")
    start(tmp_path, capsys)
    (documents,) = read_book(tmp_path / "seeds" / "x").documents
    assert documents.path == tmp_path / folder
