"""A person's decisions: kept word for word, pinned to their evidence, told apart when it changes."""

import json
import unicodedata
import xml.etree.ElementTree as xml

from conftest import World

from builder.cli.say import as_markdown


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
        "warning: ships/cargo: no answer is committed yet\n"
    )
    assert said.count("hint: ") == 1
    assert said.endswith("Checked 5 answers: 5 warnings.\n")
    world.run("check", "--strict")
    assert world.code == 1


def test_questions_that_are_gone_from_their_file_are_told(world: World) -> None:
    world.run("build")
    for emptied in ("", "questions:\n"):
        world.write("seeds/ships/questions.yml", emptied)
        assert ("no-questions", "seeds/ships/questions.yml") in findings(world)
    world.run("build")
    assert "warning: seeds/ships/questions.yml: no question is listed here, so composed answers to what" in world.talk
    (world.root / "seeds/ships/questions.yml").unlink()
    assert findings(world) == []


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


def test_words_that_stand_in_no_file_are_not_approved(world: World) -> None:
    world.run("approve", "mast")
    assert world.code == 1
    assert world.talk == (
        "error: ships/mast: it stands in no file yet\nhint: run `answerbook build`, read it, and approve it then\n"
    )


def test_words_that_rest_on_another_quote_by_now_are_not_approved(world: World) -> None:
    world.run("build")
    world.edit(
        "seeds/ships/documents/fregatte.md",
        "The mast of the frigate is 48 m tall.",
        "* The mast of the frigate is 48 m tall;",
    )
    world.run("approve", "mast")
    assert (world.code, "composed in other words" in world.talk) == (1, True)


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


def test_an_edit_that_was_refused_is_corrected_without_another_word(world: World) -> None:
    world.run("build")
    reword(world, "It is 49 m tall.", "edited")
    world.run("build")
    refused = (world.root / MAST).read_bytes()
    assert "`It is 49 m tall.` is not published: its quote does not say 49 m" in world.talk
    world.run("build")
    assert (world.root / MAST).read_bytes() == refused
    world.edit(MAST, 'text: "It is 49 m tall."', 'text: "It is 48 m tall."')
    world.run("build")
    assert (world.code, findings(world)) == (0, [])
    assert b"It is 48 m tall." in b"".join(world.files("site").values())
    # What is published is sealed again.
    world.edit(MAST, 'text: "It is 48 m tall."', 'text: "It is 47 m tall."')
    world.run("build")
    assert (world.code, "write `state: edited again`" in world.talk) == (1, True)


def test_a_rejected_answer_is_not_published(world: World) -> None:
    world.run("build")
    assert world.run("reject", "mast") == "Rejected 1 answer; 1 file changed.\n"
    world.run("build")
    assert world.answers()["mast", None]["claims"] == []
    assert "48 m tall" in (world.root / "seeds/ships/answers/mast.yml").read_text("utf-8")


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
    assert world.talk == (
        "error: there is no revision `nowhere` here\nhint: name a revision that is here: a branch, a tag or a commit\n"
    )


def test_diff_tells_what_a_person_decided(world: World) -> None:
    world.run("build")
    world.commit()
    world.run("approve", "mast")
    assert world.talk == "hint: `answerbook build` shows it on the site\n"
    world.run("reject", "anchor")
    assert world.talk == "hint: `answerbook build` takes it off the site\n"
    assert world.run("diff") == (
        "~ ships/anchor: changed\n"
        "    - The anchor does weigh 2 t.\n"
        "    + (rejected)\n"
        "~ ships/mast: approved\n"
        "Since HEAD: 2 changed.\n"
    )
    assert "- **How tall is the mast?**: approved\n" in world.run("diff", "--markdown")
    world.run("approve", "cargo")
    assert "~ ships/cargo: approved\n~ ships/mast: approved\n" in world.run("diff")


def test_markdown_of_a_diff_carries_no_markup_of_documents(world: World) -> None:
    world.commit()
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "48 m tall @everyone <b>x</b>")
    said = world.run("diff", "--markdown")
    assert "@everyone" not in said
    assert "<b>" not in said


def test_addresses_in_documents_do_not_become_links_in_markdown() -> None:
    said = as_markdown("See http://a.example, WWW.a.example or a: b. www")
    assert said == "See http&#58;//a.example, WWW&#46;a.example or a: b. www"


def test_orders_to_a_terminal_are_not_printed(world: World) -> None:
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "48 m tall\x1b[2J\x9b2J\x07")
    world.run("build")
    for verb in (
        ["answers"],
        ["why", "mast"],
        ["ask", "How tall is the mast?"],
        ["review", "--json"],
        ["answers", "--json"],
    ):
        said = world.run(*verb) + world.talk
        assert "48 m tall" in said, verb
        assert not [letter for letter in said if unicodedata.category(letter) == "Cc" and letter not in "\n\t"]


def test_a_book_that_is_a_link_is_compared_and_checked(world: World) -> None:
    (world.root / "seeds/ships").rename(world.root.with_name("elsewhere"))
    (world.root / "seeds/ships").symlink_to(world.root.with_name("elsewhere"))
    world.run("build")
    world.commit()
    world.run("diff")
    assert world.code == 0
    answers = world.root.with_name("elsewhere") / "answers/mast.yml"
    answers.write_text("answers: [", "utf-8")
    said = world.run("check")
    assert world.code == 1
    assert said.startswith("error: ../elsewhere/answers/mast.yml:2: ")


def test_sarif_and_junit(world: World) -> None:
    sarif = json.loads(world.run("check", "--format", "sarif"))
    (result,) = [one for one in sarif["runs"][0]["results"] if "ships/mast" in one["message"]["text"]]
    assert (result["ruleId"], result["level"]) == ("out-of-date", "warning")
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "seeds/ships/answers/mast.yml"
    suite = xml.fromstring(world.run("check", "--format", "junit"))
    assert suite.attrib["failures"] == "5"
    assert len(suite.findall("testcase/failure")) == 5
