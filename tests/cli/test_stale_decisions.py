"""What becomes of a person's decisions when documents or questions move under them."""

import json

from conftest import World
from test_decisions import MAST, findings

NEW = "How many masts does the frigate have?"


def test_an_approved_answer_outlives_no_change_of_its_evidence(world: World) -> None:
    world.run("build")
    assert world.run("approve", "mast", "crew@schooner") == "Approved 2 answers; 2 files changed.\n"
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    said = world.run("check")
    assert world.code == 1
    assert (
        "error: ships/mast: approved by a person, but its evidence changed: “48” → “51”\n"
        "hint: read it with `answerbook why ships/mast`, then edit it, or delete its entry to have it composed anew\n"
    ) in said
    world.run("build")
    assert "The mast of the frigate is 48 m tall." in (world.root / "seeds/ships/answers/mast.yml").read_text("utf-8")
    site = b"".join(world.files("site").values())
    assert b"is 48 m tall" not in site
    assert b"the documents changed since a person approved this answer" in site
    assert b"the documents do not hold what it says" in site


def test_white_space_and_other_words_keep_an_approval(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12 sails", "A crew of 12  sails")
    assert findings(world) == []
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\nIt is small.\n")
    assert findings(world) == [("stale", "ships/crew")]
    again = "answerbook approve ships/crew@schooner` again, or edit it\n"
    assert f"hint: read it with `answerbook why ships/crew@schooner`, then `{again}" in world.run("check")
    published = world.answers()["crew", "schooner"]
    assert (published["state"], published["claims"][0]["text"]) == ("approved", "A crew of 12 sails the ship.")


def test_new_passages_near_an_approved_answer_are_told_as_such(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\n## Size\n\nIt is small.\n")
    assert (
        "error: ships/crew: approved by a person for ships/schooner; the words it quotes still stand,"
        " but other passages came near or changed: new: “It is small.”\n"
    ) in world.run("check")


def test_an_approved_answer_is_not_published_under_another_question(world: World) -> None:
    world.run("build")
    world.commit()
    world.run("approve", "mast")
    world.edit("seeds/ships/questions.yml", "How tall is the mast?", NEW)
    told = f"asked “How tall is the mast?”, now “{NEW}”"
    reason = f"ships/mast: approved by a person, but its question changed, so it is not published: {told}\n"
    way_out = "`answerbook approve ships/mast` again if it answers this too, or delete its entry to have it composed"
    for _ in range(2):  # the second time the answers file itself says which question is asked by now
        assert reason in world.run("check")
        assert world.code == 1
        assert way_out in world.run("check")
        assert f"! ships/mast: stale\n    {told}\n" in world.run("diff")
        assert f"  changed: {told}\n" in world.run("why", "mast")
        assert told in world.run("review", "--json")
        assert ("mast", None) not in world.answers()
        world.run("build")
        assert (world.code, reason in world.talk) == (0, True)  # the second time there is nothing to do
    assert json.loads(world.run("build", "--json"))["findings"][0]["rule"] == "stale"
    assert not (world.root / "site/answers/ships/mast").exists()
    assert "state: approved" in (world.root / MAST).read_text("utf-8")
    world.run("approve", "mast")
    assert findings(world) == []
    world.run("build")
    assert NEW in (world.root / "site/answers/ships/mast/index.html").read_text("utf-8")
    assert "asked:" not in (world.root / MAST).read_text("utf-8")


def test_a_question_in_other_case_is_the_same_question(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    world.edit("seeds/ships/questions.yml", "How tall is the mast?", "How tall is the Mast")
    assert [one for one in findings(world) if one[0] == "stale"] == []


def test_a_stale_answer_is_approved_again(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\nIt is small.\n")
    assert world.run("approve", "crew@schooner") == "Approved 1 answer; 1 file changed.\n"
    assert findings(world) == []


def test_an_answer_to_a_question_that_is_gone_is_kept_and_told(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    world.edit("seeds/ships/questions.yml", "id: mast", "id: pole")
    world.run("build")
    assert (world.root / "seeds/ships/answers/mast.yml").exists()
    assert ("orphan", "ships/mast") in findings(world)


def test_a_renamed_document_is_one_finding_with_a_way_out(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    (world.root / "seeds/ships/documents/schooner.md").rename(world.root / "seeds/ships/documents/boat.md")
    world.run("build")
    said = world.run("check", "--strict")
    assert said == (
        "warning: ships/crew: approved by a person, but its document ships/schooner is gone\n"
        "hint: bring it back under its old name, or delete the entry from the answers file\n"
        "Checked 5 answers: 1 warning.\n"
    )
    path = world.root / "seeds/ships/answers/crew.yml"
    head = path.read_text("utf-8").split('  - document: "schooner"')[0]
    path.write_text(head + "...\n", "utf-8")
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
