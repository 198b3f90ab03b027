"""What becomes of a person's decisions when documents or questions move under them."""

import json

from conftest import World
from test_decisions import MAST, findings

from builder.format import read_project
from builder.pipeline import build, show_edits

CREW = "seeds/ships/answers/crew.yml"
NEW = "How many masts does the frigate have?"


def test_an_approved_answer_outlives_no_change_of_its_evidence(world: World) -> None:
    world.run("build")
    assert world.run("approve", "mast", "crew@schooner") == "Approved 2 answers; 2 files changed.\n"
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    said = world.run("check")
    assert world.code == 1
    assert (
        "error: ships/mast: approved by a person, but its evidence changed, so what rests on it is not published:"
        " “48” → “51”\n"
        "hint: read it with `answerbook why ships/mast`, then edit it, or delete its entry to have it composed anew\n"
    ) in said
    assert said.count("error: ") == 1
    world.run("build")
    assert world.talk.count("error: ") == 1
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
    published = world.answers()["crew", "schooner"]
    assert (published["state"], published["claims"][0]["text"]) == ("approved", "A crew of 12 sails the ship.")


def test_an_edit_beside_approved_words_that_is_taken_back_leaves_all_as_it_was(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.run("approve", "mast")
    decided = world.files("seeds/ships/answers")
    world.edit("seeds/ships/documents/fregatte.md", "Norwegian fir", "Swedish  fir")
    build(project, engine="toy", render=False)
    page = (world.root / "build/pages/answers/ships/mast.md").read_text("utf-8")
    assert "Under review" in page and "Swedish" in page and "is 48" in page
    assert [rule for rule, subject in findings(world) if subject == "ships/mast"] == ["stale"]
    world.edit("seeds/ships/documents/fregatte.md", "Swedish  fir", "Norwegian fir")
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    build(project, engine="toy", render=False)
    assert world.files("seeds/ships/answers") == decided


def test_new_passages_near_an_approved_answer_are_told_as_such(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\n## Size\n\nIt is small.\n")
    assert (
        "warning: ships/crew: approved by a person for ships/schooner; the words it quotes still stand,"
        " but other passages came near or changed: new: “It is small.”\n"
        "hint: it stays published; read it with `answerbook why ships/crew@schooner`, then"
        " `answerbook approve ships/crew@schooner` again if it still holds, or edit it\n"
    ) in world.run("check")
    assert world.code == 0
    world.run("check", "--strict")
    assert world.code == 1


def test_an_edited_answer_that_fell_is_not_said_to_stay_published(world: World) -> None:
    world.run("build")
    for _ in range(2):  # the frigate's and the schooner's
        world.edit(CREW, " state: answered", " state: edited")
    world.edit(CREW, 'text: "A crew of 12 sails', 'text: "A crew of 13 sails')
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\n## Size\n\nIt is small.\n")
    said = world.run("check")
    assert "error: ships/crew · schooner: `A crew of 13 sails the ship.` is not published: " in said
    assert (
        "error: ships/crew: edited by a person for ships/schooner, but its evidence changed: new: “It is small.”\n"
        "hint: read it with `answerbook why ships/crew@schooner`, then edit it,"
        " or delete its entry to have it composed anew\n"
    ) in said
    assert "stays published" not in said
    world.edit(CREW, 'text: "A crew of 13 sails', 'text: "A crew of 12 sails')
    assert "hint: it stays published; read it with" in world.run("check")


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


def test_an_approved_silence_is_approved_again_when_a_passage_near_it_changes(world: World) -> None:
    world.run("build")
    assert len(world.answers()["cargo", None]["nearest"]) == 3
    world.run("approve", "cargo")
    world.edit("seeds/ships/documents/fregatte.md", "Norwegian fir", "Swedish fir")
    assert (
        "warning: ships/cargo: approved by a person; it quotes nothing, but other passages came near or changed:"
        " “Norwegian” → “Swedish”\n"
        "hint: it stays published; read it with `answerbook why ships/cargo`, then"
        " `answerbook approve ships/cargo` again if it still holds, or edit it\n"
    ) in world.run("check")
    assert world.code == 0
    world.run("build")
    world.run("approve", "cargo")
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    assert len(world.answers()["cargo", None]["nearest"]) == 3


def test_a_rejection_is_made_again_when_the_rejected_words_are_gone(world: World) -> None:
    world.run("build")
    world.run("reject", "mast")
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    assert (
        "error: ships/mast: rejected by a person, but its evidence changed: “48” → “51”\n"
        "hint: read it with `answerbook why ships/mast`, then `answerbook reject ships/mast` again,"
        " or delete its entry to have it composed anew\n"
    ) in world.run("check")
    world.run("build")
    world.run("reject", "mast")
    assert findings(world) == []
    world.run("build")
    assert world.answers()["mast", None]["claims"] == []


def test_an_answer_to_a_question_that_is_gone_is_kept_and_told(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    world.edit("seeds/ships/questions.yml", "id: mast", "id: pole")
    world.run("build")
    assert (world.root / "seeds/ships/answers/mast.yml").exists()
    assert ("orphan", "ships/mast") in findings(world)


def rename(world: World, old: str, new: str) -> None:
    (world.root / f"seeds/ships/documents/{old}").rename(world.root / f"seeds/ships/documents/{new}")


def test_decisions_move_with_a_renamed_document(world: World) -> None:
    world.run("build")
    world.run("reject", "crew@schooner")
    world.run("approve", "mast")
    world.run("build")
    world.commit()
    rename(world, "schooner.md", "boat (v2).md")
    rename(world, "fregatte.md", "frigate.md")
    said = world.run("check")
    assert "warning: seeds/ships/documents/boat (v2).md: this document was called ships/schooner; its answers" in said
    assert [rule for rule, _ in findings(world)] == ["moved", "moved"]
    world.run("build")
    assert "ships/schooner is called ships/boat-v2 now; its answers moved with it\n" in world.talk
    answers = world.answers()
    assert (answers["crew", "boat-v2"]["state"], answers["crew", "boat-v2"]["claims"]) == ("rejected", [])
    assert (answers["mast", None]["state"], answers["mast", None]["claims"][0]["citations"][0]["source"]) == (
        "approved",
        "frigate",
    )
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    assert world.run("diff") == "Since HEAD: no answer changed.\n"
    assert b"A crew of 12 sails" not in world.files("site")["site/answers/ships/crew/index.html"]


def test_a_decision_stays_with_its_document_when_a_new_one_takes_its_name(world: World) -> None:
    project = read_project(world.root)
    build(project, engine="toy", render=False)
    world.run("reject", "crew@schooner")
    rename(world, "schooner.md", "schooner-v1.md")
    world.write("seeds/ships/documents/schooner.md", "# The new schooner\n\nA crew of 9 sails the ship.\n")
    build(project, engine="toy", render=False)
    answers = world.answers()
    assert answers["crew", "schooner-v1"]["state"] == "rejected"
    assert answers["crew", "schooner"]["claims"][0]["text"] == "A crew of 9 sails the ship."
    assert world.run("check", "--strict") == "Checked 6 answers: no findings.\n"


def test_a_decision_right_after_a_rename_leaves_no_old_entry(world: World) -> None:
    world.run("build")
    world.run("reject", "crew@schooner")
    rename(world, "schooner.md", "boat.md")
    world.run("approve", "crew@boat")
    assert '"schooner' not in (world.root / "seeds/ships/answers/crew.yml").read_text("utf-8")
    assert ("orphan", "ships/crew") not in findings(world)


def test_frozen_answers_are_published_under_a_documents_new_name(world: World) -> None:
    world.run("build")
    rename(world, "schooner.md", "boat.md")
    world.run("build", "--frozen")
    assert world.code == 0
    assert b"A crew of 12 sails" in world.files("site")["site/answers/ships/crew/index.html"]


def test_an_edit_shown_at_once_keeps_a_rejection_under_a_new_name(world: World) -> None:
    world.run("build")
    world.run("reject", "crew@schooner")
    rename(world, "schooner.md", "boat.md")
    show_edits(read_project(world.root))
    assert b"A crew of 12 sails" not in world.files("build")["build/pages/answers/ships/crew.md"]


def test_another_document_in_the_place_of_a_lost_one_is_one_finding_with_a_way_out(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    (world.root / "seeds/ships/documents/schooner.md").unlink()
    world.write("seeds/ships/documents/boat.md", "# The boat\n\nThree people row the boat, and its hull is red.\n")
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
