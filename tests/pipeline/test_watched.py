"""What shapes the site is watched, wherever mkdocs.yml says it lies; what merely lies beside it is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, World

from builder.format import read_books, read_project
from builder.pipeline.stamp import inputs_digest
from builder.pipeline.watched import deciding_files, watched_files

SNIPPETS = "markdown_extensions: [pymdownx.snippets]\n"
THEME = "theme: {name: material, font: false, custom_dir: %s}\n"


def shown(world: World) -> str:
    page: str = (world.root / "site/about/index.html").read_text("utf-8")
    return page


def set_theme(world: World, folder: str) -> None:
    world.write("mkdocs.yml", CONFIG.replace("theme: {name: material, font: false}\n", THEME % folder))


def hook(world: World, word: str) -> None:
    world.write("tools/hook.py", f"def on_page_content(html, **_):\n    return html + '<p>{word}</p>'\n")


def theme(world: World, word: str) -> None:
    world.write("look/main.html", f'{{% extends "base.html" %}}{{% block footer %}}{word}{{% endblock %}}')


def outer_theme(world: World, word: str) -> None:
    world.write("../look/main.html", f'{{% extends "base.html" %}}{{% block footer %}}{word}{{% endblock %}}')


def parent(world: World, word: str) -> None:
    world.write("../shared/base.yml", f"site_description: {word}\n")


def snippet(world: World, word: str) -> None:
    world.write("includes/abbr.md", f"Taken in: {word}.\n")


def inner_snippet(world: World, word: str) -> None:
    world.write("includes/abbr.md", "--8<--\nparts/inner.md\n--8<--\n")
    world.write("parts/inner.md", f"Taken in: {word}.\n")


def prepare(world: World, what: str) -> None:
    """Let mkdocs.yml and a page name what is to be watched."""
    if what == "hook":
        world.write("mkdocs.yml", CONFIG + "hooks: [tools/hook.py]\n")
    elif what == "theme":
        set_theme(world, "look")
    elif what == "outer_theme":
        set_theme(world, "../look")
    elif what == "parent":
        world.write("mkdocs.yml", "INHERIT: ../shared/base.yml\n" + CONFIG)
    elif what == "named_snippet":
        options = "markdown_extensions: [{pymdownx.snippets: {base_path: includes, auto_append: [abbr.md]}}]\n"
        world.write("mkdocs.yml", CONFIG + options)
    else:
        world.write("mkdocs.yml", CONFIG + SNIPPETS)
        world.write("docs/about.md", '# About\n\n--8<-- "includes/abbr.md"\n')


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("hook", hook),
        ("theme", theme),
        ("outer_theme", outer_theme),
        ("parent", parent),
        ("snippet", snippet),
        ("named_snippet", snippet),
        ("inner_snippet", inner_snippet),
    ],
)
def test_what_shapes_the_site_is_built_again(world: World, what: str, change: Callable[[World, str], None]) -> None:
    prepare(world, what)
    change(world, "first")
    world.run("build")
    assert (world.code, "first" in shown(world)) == (0, True), world.talk
    assert world.run("build").startswith("Nothing to do: ")
    change(world, "second")
    world.run("build")
    assert (world.code, "second" in shown(world)) == (0, True), world.talk


def test_a_variable_that_an_inherited_file_reads_counts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("../shared/base.yml", "site_description: !ENV [WORD]\n")
    world.write("mkdocs.yml", "INHERIT: ../shared/base.yml\n" + CONFIG)
    for word in ("first", "second"):
        monkeypatch.setenv("WORD", word)
        world.run("build")
        assert word in shown(world)


def watched(world: World) -> set[str]:
    project = read_project(world.root)
    found = deciding_files(project, read_books(project))
    return {path.relative_to(world.root).as_posix() for path in found}


def test_what_merely_lies_in_the_project_is_not_watched(world: World) -> None:
    before = watched(world)
    for name in ("build.log", "data/big.bin", ".cache/x", "node_modules/x.js", "site/index.html", "notes/x.md"):
        world.write(name, "x")
    world.write("mkdocs.yml", CONFIG + "watch: [., .., build, site]\nextra: {homepage: /, note: data}\n")
    assert watched(world) == before


def test_long_and_strange_lines_of_a_page_with_snippets_are_no_names(world: World) -> None:
    world.write("docs/about.md", '--8<-- "includes/abbr.md:1:2"\n\n' + "ä" * 200 + "\n" + "x" * 5000 + "\nincludes\n")
    world.write("includes/abbr.md", "x")
    world.write("mkdocs.yml", CONFIG + 'watch: ["a\\0b"]\n')
    assert "includes/abbr.md" in watched(world) and "includes" not in watched(world)


@pytest.mark.parametrize("name", ["mkdocs.yml", "seeds/ships/book.yml"])
def test_a_file_half_written_is_watched_on(world: World, name: str) -> None:
    project = read_project(world.root)
    path: Path = world.write(name, "a: [")
    assert path in set(watched_files(project))
    assert world.root / "seeds/ships/documents/fregatte.md" in set(watched_files(project))


def test_a_page_that_may_not_be_read_stops_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Ships\n", "utf-8")
    page = tmp_path / "docs" / "a.md"
    page.write_text("Words.", "utf-8")

    def refused(name: str) -> Callable[..., Any]:
        whole = getattr(Path, name)

        def read(self: Path, *arguments: Any) -> Any:
            if self == page:
                raise PermissionError(13, "Permission denied")
            return whole(self, *arguments)

        return read

    project = read_project(tmp_path)
    before = inputs_digest(project, (), None)
    for name in ("read_bytes", "read_text"):  # a test run by root may read all
        monkeypatch.setattr(Path, name, refused(name))
    assert page in deciding_files(project, ())
    assert inputs_digest(project, (), None) != before


def test_a_book_that_is_linked_under_another_name_is_built_and_followed(world: World) -> None:
    (world.root / "seeds/ships").rename(world.root.parent / "fleet")
    (world.root / "seeds/ships").symlink_to(world.root.parent / "fleet")
    world.run("build")
    assert (world.code, world.talk) == (0, "")
    world.edit("../fleet/questions.yml", "What does the anchor weigh?", "How heavy is the anchor?")
    assert "Nothing to do" not in world.run("build")
    assert "Nothing to do" in world.run("build")


def test_answers_in_a_linked_folder_of_books_are_no_change_of_what_people_write(world: World) -> None:
    (world.root / "seeds").rename(world.root.parent / "books")
    (world.root / "seeds").symlink_to(world.root.parent / "books")
    world.run("build")
    assert world.run("build").startswith("Nothing to do: ")
