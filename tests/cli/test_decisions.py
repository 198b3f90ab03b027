"""A person's decisions: kept word for word, pinned to their evidence, told apart when it changes."""

import json
import xml.etree.ElementTree as xml

from conftest import World


def findings(world: World, *arguments: str) -> list[tuple[str, str]]:
    told = json.loads(world.run("check", "--json", *arguments))["findings"]
    return [(one["rule"], one["subject"]) for one in told]


def test_a_check_without_findings(world: World) -> None:
    world.run("build")
    assert world.run("check", "--strict") == "Checked 5 answers: no findings.\n"
    assert world.code == 0


def test_answers_never_composed_are_a_warning(world: World) -> None:
    said = world.run("check")
    assert world.code == 0
    assert said.startswith(
        "warning: ships/anchor: no answer is committed yet\nhint: run `answerbook build` and commit seeds/*/answers\n"
    )
    assert said.endswith("Checked 5 answers: 5 warnings.\n")
    world.run("check", "--strict")
    assert world.code == 1


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
    assert (published["state"], published["claims"][0]["text"]) == (
        "approved",
        "A crew of 12  sails the ship.".replace("  ", " "),
    )


def test_new_passages_near_an_approved_answer_are_told_as_such(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\n## Size\n\nIt is small.\n")
    assert (
        "error: ships/crew: approved by a person for ships/schooner; the words it quotes still stand,"
        " but other passages came near or changed: new: “It is small.”\n"
    ) in world.run("check")


NEW = "How many masts does the frigate have?"


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


def test_words_that_nobody_has_read_are_not_approved(world: World) -> None:
    world.run("build")
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    world.run("approve", "mast")
    assert world.code == 1
    assert world.talk == (
        "error: ships/mast: it is composed in other words by now\n"
        "hint: run `answerbook build`, read it, and approve it then\n"
    )
    world.run("build")
    assert world.run("approve", "mast") == "Approved 1 answer; 1 file changed.\n"


def test_a_stale_answer_is_approved_again(world: World) -> None:
    world.run("build")
    world.run("approve", "crew@schooner")
    world.edit("seeds/ships/documents/schooner.md", "ship.\n", "ship.\n\nIt is small.\n")
    assert world.run("approve", "crew@schooner") == "Approved 1 answer; 1 file changed.\n"
    assert findings(world) == []


MAST = "seeds/ships/answers/mast.yml"


def reword(world: World, words: str, state: str = "") -> None:
    """Edit an answer as a person does in an editor."""
    world.edit(MAST, 'text: "The mast of the frigate is 48 m tall."', f'text: "{words}"')
    if state:
        world.edit(MAST, "  - state: answered", f"  - state: {state}")


def test_what_the_documents_do_not_say_cannot_be_approved(world: World) -> None:
    world.run("build")
    reword(world, "It is 49 m tall.", "edited")
    world.run("approve", "mast")
    assert world.code == 1
    assert world.talk.startswith("error: ships/mast: `It is 49 m tall.` is not published: ")


def test_a_person_s_words_are_never_overwritten(world: World) -> None:
    world.run("build")
    reword(world, "It is 48 m tall.", "edited")
    world.run("build")
    answer = world.answers()["mast", None]
    assert (answer["state"], answer["claims"][0]["text"]) == ("edited", "It is 48 m tall.")
    assert "state: edited" in (world.root / MAST).read_text("utf-8")
    assert b"It is 48 m tall." in b"".join(world.files("build").values())


def test_changed_words_that_nobody_owns_up_to_stop_the_build_and_stay(world: World) -> None:
    world.run("build")
    site = world.files("site")
    reword(world, "It is 48 m tall.")
    damaged = (world.root / MAST).read_bytes()
    world.run("build")
    assert (world.code, world.talk) == (
        1,
        "error: seeds/ships/answers/mast.yml:5: the sentences or quotes of this answer changed,"
        " but its state is still `answered`\n"
        "hint: if you changed them, write `state: edited` in this line to keep them; if not, the file is damaged:"
        " take the file from git again, or delete this entry and let the build compose it anew\n",
    )
    assert (world.files("site"), (world.root / MAST).read_bytes()) == (site, damaged)
    world.edit(MAST, "  - state: answered", "  - state: edited")
    world.run("build")
    assert (world.code, world.answers()["mast", None]["claims"][0]["text"]) == (0, "It is 48 m tall.")


def test_check_and_verify_name_every_answer_whose_words_changed(world: World) -> None:
    world.run("build")
    reword(world, "It is 48 m tall.")
    crew = "seeds/ships/answers/crew.yml"
    world.write(crew, (world.root / crew).read_text("utf-8").replace('text: "A crew', 'text: "The crew'))
    told = json.loads(world.run("check", "--json"))["findings"]
    assert [(one["rule"], one["file"], one["line"]) for one in told] == [
        ("damaged-answers", crew, 6),
        ("damaged-answers", crew, 19),
        ("damaged-answers", MAST, 5),
    ]
    assert world.code == 1
    assert json.loads(world.run("verify", "--json"))["damaged"] == [crew, crew, MAST]


def test_edited_words_change_again_where_a_person_says_so(world: World) -> None:
    world.run("build")
    reword(world, "It is 48 m tall.", "edited")
    world.run("build")
    world.edit(MAST, 'text: "It is 48 m tall."', 'text: "The mast is 48 m tall."')
    world.run("build")
    assert world.code == 1
    assert (
        "changed, since they were kept as edited\nhint: if you changed them, write `state: edited again`" in world.talk
    )
    world.edit(MAST, "  - state: edited", "  - state: edited again")
    world.run("build")
    answer = world.answers()["mast", None]
    assert (answer["state"], answer["claims"][0]["text"]) == ("edited", "The mast is 48 m tall.")
    assert "  - state: edited\n" in (world.root / MAST).read_text("utf-8")


def test_a_rejected_answer_is_not_published(world: World) -> None:
    world.run("build")
    assert world.run("reject", "mast") == "Rejected 1 answer; 1 file changed.\n"
    world.run("build")
    assert world.answers()["mast", None]["claims"] == []
    assert "48 m tall" in (world.root / "seeds/ships/answers/mast.yml").read_text("utf-8")


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


def test_diff_since_a_revision(world: World) -> None:
    world.run("build")
    world.commit()
    assert world.run("diff") == "Since HEAD: no answer changed.\n"
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    world.edit("seeds/ships/questions.yml", "  - id: anchor\n    ask: What does the anchor weigh?\n", "")
    assert world.run("diff") == (
        "- ships/anchor: gone\n"
        "    - The anchor does weigh 2 t.\n"
        "~ ships/mast: changed\n"
        "    - The mast of the frigate is 48 m tall.\n"
        "    + The mast of the frigate is 51 m tall.\n"
        "Since HEAD: 1 gone, 1 changed.\n"
    )
    assert "- **How tall is the mast?**: changed\n" in world.run("diff", "HEAD", "--markdown")
    records = [json.loads(line) for line in world.run("diff", "--json").splitlines()]
    assert [record["kind"] for record in records] == ["gone", "changed"]
    world.run("diff", "nowhere")
    assert world.code == 1
    assert world.talk.startswith("error: .: git rev-parse failed: ")


def test_diff_tells_what_a_person_decided(world: World) -> None:
    world.run("build")
    world.commit()
    world.run("approve", "mast")
    assert world.talk == "hint: `answerbook build` shows it on the site\n"
    world.run("reject", "anchor")
    assert world.run("diff") == (
        "~ ships/anchor: changed\n"
        "    - The anchor does weigh 2 t.\n"
        "    + (rejected)\n"
        "~ ships/mast: approved\n"
        "Since HEAD: 2 changed.\n"
    )
    assert "- **How tall is the mast?**: approved\n" in world.run("diff", "--markdown")


def test_markdown_of_a_diff_carries_no_markup_of_documents(world: World) -> None:
    world.commit()
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "48 m tall @everyone <b>x</b>")
    said = world.run("diff", "--markdown")
    assert "@everyone" not in said
    assert "<b>" not in said


def test_sarif_and_junit(world: World) -> None:
    sarif = json.loads(world.run("check", "--format", "sarif"))
    (result,) = [one for one in sarif["runs"][0]["results"] if "ships/mast" in one["message"]["text"]]
    assert (result["ruleId"], result["level"]) == ("out-of-date", "warning")
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "seeds/ships/answers/mast.yml"
    suite = xml.fromstring(world.run("check", "--format", "junit"))
    assert suite.attrib["failures"] == "5"
    assert len(suite.findall("testcase/failure")) == 5
