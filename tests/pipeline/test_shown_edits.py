"""An edit is shown from the cache at once: stale answers are marked on their pages, and no engine is asked anything."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import World

from builder.engines import toy
from builder.format import read_project
from builder.pipeline import build, show_edits

WORKING = "this answer is being worked out anew"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the engines are asked, from now on."""
    asked: list[str] = []

    def counted(name: str, compute: Callable[..., Any]) -> Callable[..., Any]:
        def counting(engine: object, inputs: list[object]) -> object:
            asked.extend(name for _ in inputs)
            return compute(engine, inputs)

        return counting

    for kind, name in ((toy.ToyEncoder, "encode"), (toy.ToyReader, "read"), (toy.ToyJudge, "support")):
        monkeypatch.setattr(kind, name, counted(name, getattr(kind, name)))
    return asked


def page(world: World, question: str) -> str:
    return (world.root / f"build/pages/answers/ships/{question}.md").read_text("utf-8")


def test_an_edit_is_shown_and_marked_without_a_model(world: World, calls: list[str]) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    assert calls
    calls.clear()
    box = world.files("build/assets")
    world.edit("seeds/ships/documents/fregatte.md", "It was made in 1791", "It was made in 1792")
    show_edits(project)
    assert calls == []
    shown = page(world, "mast")
    assert "Under review: the documents changed just now" in shown and WORKING in shown
    assert "is 48&#32;m tall" in shown or "is 48 m tall" in shown  # its words still stand
    assert "1792" in (world.root / "build/pages/documents/ships/fregatte.md").read_text("utf-8")
    assert WORKING not in page(world, "cargo") or "fregatte" in page(world, "cargo")
    assert world.files("build/assets") == box
    build(project, engine="toy", render=False)
    assert calls
    assert WORKING not in page(world, "mast")


def test_words_that_went_are_not_shown_meanwhile(world: World, calls: list[str]) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    calls.clear()
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "50 m tall")
    show_edits(project)
    assert calls == []
    assert "48" not in page(world, "mast") and WORKING in page(world, "mast")


def test_a_question_in_other_words_is_not_answered_until_it_is_worked_out(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.edit("seeds/ships/questions.yml", "How tall is the mast?", "Who made the mast?")
    show_edits(project)
    shown = page(world, "mast")
    assert "Who made the mast?" in shown and "48" not in shown
    assert "Under review: the question changed just now, and is being answered anew" in shown


def test_each_document_s_answer_is_marked_by_itself(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12", "A crew of 14")
    show_edits(project)
    shown = page(world, "crew")
    assert "this answer for schooner is being worked out anew" in shown
    assert "for fregatte is being worked out" not in shown


def test_a_person_s_answer_is_marked_as_such(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.run("approve", "mast")
    world.edit("seeds/ships/documents/fregatte.md", "It was made in 1791", "It was made in 1792")
    show_edits(project)
    assert "the documents changed since a person approved this answer" in page(world, "mast")


def test_what_the_next_build_makes_is_the_same_as_without_showing(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "50 m tall")
    world.write("seeds/ships/documents/brig.md", "# The brig\n\nA crew of 90 sails the ship.\n")
    show_edits(project)
    build(project, engine="toy", render=False)
    shown_first = world.files("build", "seeds")
    world.run("clean")
    build(project, engine="toy", render=False)
    assert world.files("build", "seeds") == shown_first


TRANSCRIPT = (
    "Use the following pieces of context to answer the question at the end.\n\nThe hull is 60 m long. It was"
    " painted in Kiel.\n\nQuestion: How long is the hull?\nHelpful Answer: The hull is 60 m long."
)


def test_the_audit_of_earlier_answers_stays_but_for_words_that_went(world: World, calls: list[str]) -> None:
    world.write("seeds/ships/documents/hull.txt", TRANSCRIPT)
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    name = "build/pages/answers/ships/audit.md"
    before = (world.root / name).read_text("utf-8")
    assert "hull" in before
    calls.clear()
    world.edit("seeds/ships/documents/fregatte.md", "It was made in 1791", "It was made in 1792")
    show_edits(project)
    assert (world.root / name).read_text("utf-8") == before
    world.edit("seeds/ships/documents/hull.txt", "The hull is 60 m long. It", "It")
    show_edits(project)
    assert calls == []
    assert "60" not in (world.root / name).read_text("utf-8")


def test_a_damaged_memory_of_audits_is_not_believed(world: World) -> None:
    world.write("seeds/ships/documents/hull.txt", TRANSCRIPT)
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    kept = world.root / ".answerbook/last-judged.json"
    kept.write_text(kept.read_text("utf-8").replace("60 m", "61 m"), "utf-8")
    show_edits(project)
    assert not (world.root / "build/pages/answers/ships/audit.md").exists()
