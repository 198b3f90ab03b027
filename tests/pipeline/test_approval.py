"""Where a book demands it, a person approves an answer before it is published."""

import pytest
from conftest import World


@pytest.mark.parametrize("approval", [False, True])
def test_a_book_may_demand_approval(world: World, approval: bool) -> None:
    if approval:
        world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    world.run("build")
    page = world.root / "site" / "answers" / "ships" / "mast" / "index.html"
    assert page.exists() is not approval
    if approval:
        assert "warning: ships/mast: waits for a person's approval and is not published\n" in world.talk
        assert world.talk.count("waits for a person's approval") > 1
        assert world.talk.count("approve it by its name with `answerbook approve NAME`") == 1, "said once for all"
        world.run("approve", "mast")
        world.run("build")
        assert page.exists()


def test_a_silence_that_a_person_approved_is_published_where_a_book_demands_approval(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12 sails the ship.", "Nobody knows.")
    world.run("build")
    world.run("approve", "cargo", "mast", "anchor", "crew")
    world.run("build")
    page = (world.root / "build/pages/answers/ships/cargo.md").read_text("utf-8")
    assert page.count("approved by a person") == 2 and "not stated" in page and "The mast of the frigate" in page
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    told = world.run("gaps")
    assert "Where was the porcelain bought?" in told
    assert "not stated in these documents\n  The schooner" in told
    assert [one["standing"] for one in world.answers().values()].count("silent") == 2


def test_an_authors_own_answer_waits_for_nobody(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    world.write("seeds/ships/documents/faq.md", "# Questions\n\n## Who painted the hull?\n\nTwo painters of Oslo.\n")
    world.run("build")
    answers = world.root / "site" / "answers" / "ships"
    assert "Two painters of Oslo." in (answers / "who-painted-the-hull" / "index.html").read_text("utf-8")
    assert not (answers / "mast").exists() and "who-painted-the-hull: waits" not in world.talk
    world.run("reject", "who-painted-the-hull")
    world.run("build")
    page = answers / "who-painted-the-hull" / "index.html"
    assert not page.exists() or "Two painters of Oslo." not in page.read_text("utf-8").partition("<main")[2]
