"""What a revision holds is compared as far as it can be read; what is gone since then is told."""

import json
import shutil
import subprocess

import pytest
from conftest import World

from builder.format import read_project
from builder.pipeline import build

MAST = "seeds/ships/answers/mast.yml"


@pytest.fixture
def kept(world: World) -> World:
    world.write("seeds/boats/book.yml", "title: Boats\n")
    world.write("seeds/boats/documents/punt.md", "# The punt\n\n## Is it flat?\n\nThe punt is flat below.\n")
    build(read_project(world.root), engine="toy", render=False)
    return world


def test_a_broken_file_of_a_revision_is_named_and_the_rest_compared(kept: World) -> None:
    whole = (kept.root / MAST).read_text("utf-8")
    kept.edit(MAST, "ask:", "<<<<<<< HEAD\nask:")
    kept.commit()
    kept.write(MAST, whole)
    kept.run("approve", "crew@schooner")
    said = kept.run("diff")
    assert said.endswith("~ ships/crew [schooner]: approved\nSince HEAD: 1 changed.\n")
    assert kept.talk == f"warning: HEAD:{MAST}:3: an unresolved merge conflict\nhint: its answers are not compared\n"
    kept.run("review", "--json")
    assert kept.code == 0


def test_the_answers_of_a_book_that_is_gone_are_gone(kept: World) -> None:
    kept.commit()
    shutil.rmtree(kept.root / "seeds/boats")
    (record,) = map(json.loads, kept.run("diff", "--json").splitlines())
    assert (record["kind"], record["question_id"]) == ("gone", "boats/is-it-flat")
    assert kept.run("diff").endswith("Since HEAD: 1 gone.\n")


def test_a_project_in_a_folder_of_its_repository_is_compared_too(kept: World) -> None:
    kept.commit()
    top = kept.root.with_name("repository")
    shutil.move(kept.root, top / "handbook")
    kept.root = top / "handbook"
    shutil.move(kept.root / ".git", top / ".git")
    for command in (["add", "--all"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(top), *command], check=True, capture_output=True)
    assert kept.run("diff") == "Since HEAD: no answer changed.\n"
    kept.run("approve", "crew@schooner")
    assert kept.run("diff").endswith("~ ships/crew [schooner]: approved\nSince HEAD: 1 changed.\n")


def test_each_line_of_code_in_an_answer_tells_whether_it_came_or_went(kept: World) -> None:
    kept.write(
        "seeds/boats/documents/oar.md", "# Oars\n\n## How is it hired?\n\nRun this:\n\n```\noar --in\noar --out\n```\n"
    )
    kept.commit()
    build(read_project(kept.root), engine="toy", render=False)
    assert "    + Run this:\n    + oar --in\n    + oar --out\n" in kept.run("diff")
