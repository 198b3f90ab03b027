"""`serve` tells a person's edit of an answer from what a build wrote itself, and takes it up."""

import subprocess
import sys
from typing import Any

import pytest
from conftest import World

from builder.cli import serve
from builder.format import answers_digest, book_paths, read_answer_files, read_project

ANSWER = "seeds/ships/answers/mast.yml"


class Child:
    """MkDocs, which runs for some looks at the files."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def poll(self) -> int | None:
        self.left -= 1
        return None if self.left >= 0 else 0


def approve(world: World) -> None:
    world.edit(ANSWER, "state: answered", "state: approved")


def follow(world: World, monkeypatch: pytest.MonkeyPatch, meanwhile: list[Any]) -> int:
    """Edit a document, let something happen at the end of each worker, and say how many there were."""
    project = read_project(world.root)
    started = []

    def start(*_: object) -> subprocess.Popen[bytes]:
        left = serve.work_out(project, "toy")
        meanwhile.pop(0)() if meanwhile else None
        started.append(left)
        worker = subprocess.Popen([sys.executable, "-c", f"print('{left}')"], stdout=subprocess.PIPE)
        while worker.poll() is None:
            pass
        return worker

    monkeypatch.setattr(serve, "_PAUSE", 0.0)
    monkeypatch.setattr(serve, "_start", start)
    seen = serve._begin(project, "toy")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "50 m")
    serve._follow(project, "toy", Child(8), *seen)  # type: ignore[arg-type]
    return len(started)


def test_what_a_worker_wrote_is_no_edit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert follow(world, monkeypatch, []) == 1


def test_an_answer_edited_while_a_worker_ends_is_taken_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert follow(world, monkeypatch, [lambda: approve(world)]) == 2
    assert "state: approved" in (world.root / ANSWER).read_text("utf-8")


def test_a_first_build_that_somebody_s_edit_overtook_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run("build")
    world.edit("seeds/ships/documents/fregatte.md", "It was made", "It was cut")
    project = read_project(world.root)
    build = serve.build
    tries = []

    def overtaken(*given: Any, **named: Any) -> Any:
        tries.append(named.pop("progress"))
        act = (
            (lambda text: approve(world) if text == "making pages" else None) if len(tries) == 1 else lambda text: None
        )
        return build(*given, **named, progress=act)

    monkeypatch.setattr(serve, "build", overtaken)
    _, answers = serve._begin(project, "toy")
    assert len(tries) == 2
    assert "state: approved" in (world.root / ANSWER).read_text("utf-8")
    assert answers == serve._glance(project)[1]


def test_a_worker_that_failed_left_nothing_of_its_own(world: World) -> None:
    project = read_project(world.root)
    worker = subprocess.Popen([sys.executable, "-c", "print('x'); raise SystemExit(1)"], stdout=subprocess.PIPE)
    worker.wait()
    assert serve._left_by(worker) == ""
    assert not serve._are_as("", project)
    assert serve._are_as(answers_digest(read_answer_files(book_paths(project.seeds_dir))), project)
    world.write("seeds/ships/book.yml", "a: [")
    assert not serve._are_as("", project)
