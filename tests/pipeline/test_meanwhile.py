"""What people do while a build runs: nothing of theirs is written over, and the next build takes it up."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import World

from builder.format import answers_digest, book_paths, read_answer_files, read_project

building = importlib.import_module("builder.pipeline.build")  # the package gives its name to the function
ANSWER = "seeds/ships/answers/mast.yml"


def after(monkeypatch: pytest.MonkeyPatch, stage: str, act: Callable[[], object]) -> None:
    """Let something happen once, right after a stage of the next build."""
    run = getattr(building, stage)

    def staged(*arguments: Any, **named: Any) -> Any:
        done = run(*arguments, **named)
        monkeypatch.setattr(building, stage, run)
        act()
        return done

    monkeypatch.setattr(building, stage, staged)


def approve(world: World) -> None:
    world.edit(ANSWER, "state: answered", "state: approved")


@pytest.mark.parametrize("what", ["edited", "added", "removed"])
def test_answers_changed_while_they_were_worked_out_stay(
    world: World, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    world.run("build")
    site = world.files("site", "build")
    name = "seeds/ships/answers/added.yml" if what == "added" else ANSWER
    changes: dict[str, Callable[[], object]] = {
        "edited": lambda: approve(world),
        "added": lambda: world.write(name, "somebody's own"),
        "removed": (world.root / ANSWER).unlink,
    }
    after(monkeypatch, "gather_site", changes[what])
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "50 m")
    world.run("build")
    assert (world.code, world.talk) == (
        1,
        f"error: {name}: somebody changed the answers while this ran\n"
        "hint: run this again: what was worked out is kept, and the answers are taken as they are now\n",
    )
    assert world.files("site", "build") == site
    assert (world.root / name).exists() is (what != "removed")
    if what == "edited":
        assert "state: approved" in (world.root / ANSWER).read_text("utf-8")
        world.run("build")
        assert (world.code, "state: approved" in (world.root / ANSWER).read_text("utf-8")) == (0, True)


def test_an_answer_edited_while_mkdocs_renders_reaches_the_site_with_the_next_build(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run("build")
    world.write("docs/about.md", "# About us\n")
    after(monkeypatch, "render_folder", lambda: approve(world))
    world.run("build")
    assert (world.code, world.answers()["mast", None]["state"]) == (0, "approved")
    page = world.root / "site/answers/ships/mast/index.html"
    before = page.read_text("utf-8")
    assert not world.run("build").startswith("Nothing to do")
    assert page.read_text("utf-8") != before
    assert world.run("build").startswith("Nothing to do")


def test_a_page_damaged_while_mkdocs_renders_is_made_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = world.root / "build/pages/answers/ships/mast.md"
    after(monkeypatch, "render_folder", lambda: page.write_text("damaged", "utf-8"))
    world.run("build")
    world.run("build")
    assert "damaged" not in page.read_text("utf-8")


def test_a_file_that_is_no_answers_file_does_not_count(world: World) -> None:
    world.run("build")
    world.write("seeds/ships/answers/README.md", "Read me.")
    assert world.run("build").startswith("Nothing to do")
    assert (world.root / "seeds/ships/answers/README.md").exists()


@pytest.mark.parametrize("render", [True, False])
def test_a_build_tells_what_answers_it_left(world: World, render: bool) -> None:
    project = read_project(world.root)
    for _ in range(2):
        told = building.build(project, engine="toy", render=render).answers
        assert told == answers_digest(read_answer_files(book_paths(project.seeds_dir)))


def test_a_build_removes_its_own_leftovers_beside_the_site_and_nobody_else_s(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_staging_place", lambda project: project.site_dir.parent)
    rendered: list[Path] = []
    render = building.render_folder
    monkeypatch.setattr(building, "render_folder", lambda *given: (rendered.append(given[1]), render(*given))[1])
    world.edit("mkdocs.yml", "site_name: Test\n", "site_name: Test\nsite_dir: ../public/one\n")
    config = (world.root / "mkdocs.yml").read_text("utf-8")
    other = World(tmp_path / "other", world._capsys)
    for name, content in world.files(".").items():
        other.write(name, content.decode())
    other.write("mkdocs.yml", config.replace("public/one", "public/two"))
    other.run("build")
    world.run("build")
    (theirs, ours), neighbour = rendered, tmp_path / "public/staging-blog"
    for folder in (theirs, ours, neighbour):  # as a killed build, a live one, and somebody's own
        folder.mkdir()
        (folder / "index.html").write_text("x", "utf-8")
    assert json.loads(world.run("build", "--json"))["nothing_to_do"] is True
    assert (theirs.exists(), ours.exists(), neighbour.exists()) == (True, False, True)
    assert ours.name.startswith(".answerbook-")


def test_mkdocs_alone_warns_where_answers_changed_since_the_last_build(world: World) -> None:
    world.run("build")
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--site-dir", "elsewhere"]
    assert subprocess.run(command, cwd=world.root, check=False, capture_output=True).returncode == 0
    world.run("reject", "ships/mast")
    done = subprocess.run(command, cwd=world.root, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "the answers in seeds/ changed since `answerbook build` made these pages" in done.stderr
    world.run("build")
    assert subprocess.run(command, cwd=world.root, check=False, capture_output=True).returncode == 0
