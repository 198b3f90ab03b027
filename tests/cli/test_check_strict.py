"""`check --strict` is fine on a site that stands, and fails on each thing that must not pass CI unseen."""

import json
from collections.abc import Callable

import pytest
from conftest import World

MAST = "seeds/ships/answers/mast.yml"


def edit_under_an_approval(world: World) -> None:
    world.run("approve", "mast")
    world.edit("seeds/ships/documents/fregatte.md", "Norwegian fir", "Swedish fir")


def demand_approval(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")


def flip_a_digit(world: World) -> None:
    world.edit(MAST, 'quote: "The mast of the frigate is 48 m tall."', 'quote: "The mast of the frigate is 84 m tall."')


def break_a_citation(world: World) -> None:
    flip_a_digit(world)
    world.edit(MAST, "- state: answered", "- state: edited")


def lose_a_passage(world: World) -> None:
    world.edit(MAST, "state: answered", "state: approved")
    world.edit("seeds/ships/documents/fregatte.md", "The mast of the frigate is 48 m tall.", "The mast was lost.")


def add_what_cannot_be_read(world: World) -> None:
    (world.root / "seeds/ships/documents/broken.pdf").write_bytes(b"this is no PDF")


def lose_an_answer(world: World) -> None:
    world.edit("seeds/ships/documents/fregatte.md", "The anchor does weigh 2 t. ", "")


def forget_to_build(world: World) -> None:
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12", "A crew of 14")


def ask_more(world: World) -> None:
    world.edit("seeds/ships/questions.yml", "questions:\n", "questions:\n  - How many masts does the frigate have?\n")


def contradict(world: World) -> None:
    world.write("seeds/ships/documents/log.md", "# The frigate\n\n## Notes\n\nThe mast of the frigate is 52 m tall.\n")
    world.run("build")


def misname_the_questions(world: World) -> None:
    questions = world.root / "seeds/ships/questions.yml"
    questions.rename(questions.with_name("question.yml"))


def slip_in_front_matter(world: World) -> None:
    world.edit("seeds/ships/documents/schooner.md", "# The", "---\nquestions: Who built it?\n---\n# The")


def misspell_a_key(world: World) -> None:
    world.edit("seeds/ships/questions.yml", "    ask: How", "    aks: How")


def misspell_a_file_of_the_book(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\ntitles:\n  fregate.md: The frigate")


def misspell_a_key_of_the_book(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title:", "titel:")


def leave_a_merge_half_done(world: World) -> None:
    torn = "<<<<<<< HEAD\nIt is 48 m tall.\n=======\nIt is 49 m tall.\n>>>>>>> other\n"
    world.edit("seeds/ships/documents/schooner.md", "## Crew", f"{torn}\n## Crew")


BREAKS = [
    (leave_a_merge_half_done, "merge-conflict", "seeds/ships/documents/schooner.md"),
    (misspell_a_key, "mistake", "seeds/ships/questions.yml"),
    (misspell_a_key_of_the_book, "mistake", "seeds/ships/book.yml"),
    (misspell_a_file_of_the_book, "no-such-document", "seeds/ships/book.yml"),
    (slip_in_front_matter, "front-matter", "seeds/ships/documents/schooner.md"),
    (misname_the_questions, "misnamed", "seeds/ships/question.yml"),
    (edit_under_an_approval, "stale", "seeds/ships/answers/mast.yml"),
    (demand_approval, "unapproved", "seeds/ships/answers/mast.yml"),
    (flip_a_digit, "damaged-answers", "seeds/ships/answers/mast.yml"),
    (break_a_citation, "quote", "seeds/ships/answers/mast.yml"),
    (lose_a_passage, "stale", "seeds/ships/answers/mast.yml"),
    (add_what_cannot_be_read, "set-aside", "seeds/ships/documents/broken.pdf"),
    (lose_an_answer, "gap", "seeds/ships/answers/anchor.yml"),
    (forget_to_build, "out-of-date", "seeds/ships/answers/crew.yml"),
    (ask_more, "out-of-date", "seeds/ships/answers/how-many-masts-does-the-frigate-have.yml"),
    (contradict, "conflict", "seeds/ships/answers/mast.yml"),
]


def test_a_site_that_stands_passes(world: World) -> None:
    world.run("build")
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    assert world.code == 0


@pytest.mark.parametrize(("break_it", "rule", "file"), BREAKS, ids=lambda part: getattr(part, "__name__", ""))
def test_what_must_not_pass(world: World, break_it: Callable[[World], None], rule: str, file: str) -> None:
    world.run("build")
    break_it(world)
    found = json.loads(world.run("check", "--strict", "--json"))
    assert (world.code, found["fine"]) == (1, False)
    files = [one["file"] for one in found["findings"] if one["rule"] == rule]
    assert file in files, found
    sarif = json.loads(world.run("check", "--strict", "--format", "sarif"))
    assert world.code == 1
    assert rule in {result["ruleId"] for result in sarif["runs"][0]["results"]}
    assert f'classname="answerbook.{rule}"' in world.run("check", "--strict", "--format", "junit")
    assert world.code == 1


def test_without_strict_only_errors_fail(world: World) -> None:
    world.run("build")
    add_what_cannot_be_read(world)
    world.run("check")
    assert world.code == 0
    break_a_citation(world)
    world.run("check")
    assert world.code == 1


@pytest.mark.parametrize("text", ["", "---\ntitle: Later\n---\n"])
def test_a_page_that_is_still_empty_is_no_fault(world: World, text: str) -> None:
    world.write("seeds/ships/documents/later.md", text)
    world.run("build")
    assert "later.md" not in world.talk
    said = world.run("check", "--strict")
    assert world.code == 0
    assert "note: seeds/ships/documents/later.md: " in said
