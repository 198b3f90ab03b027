"""What the verbs that report print, for people and for scripts."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from conftest import World

from builder.cli import gaps
from builder.cli.reports import junit, sarif
from builder.records import Finding, Site

KEYS = ["book", "question_id", "question", "document", "path", "state", "standing", "claims", "nearest"]


def test_answers_as_json_lines(world: World) -> None:
    answers = world.answers()
    assert [list(record) for record in answers.values()] == [KEYS] * 5
    assert answers["mast", None]["path"] is None
    assert answers["mast", None]["state"] == "answered"
    (claim,) = answers["mast", None]["claims"]
    assert list(claim) == ["text", "citations"]
    (citation,) = claim["citations"]
    assert citation["passage"].startswith("fregatte.")
    assert citation == {
        "passage": citation["passage"],
        "quote": "The mast of the frigate is 48 m tall.",
        "source": "fregatte",
        "page": None,
    }
    assert answers["crew", "schooner"]["path"] == "seeds/ships/documents/schooner.md"
    assert answers["crew", "schooner"]["claims"][0]["text"] == "A crew of 12 sails the ship."
    assert (answers["cargo", None]["state"], answers["cargo", None]["standing"]) == ("abstained", "silent")
    assert answers["cargo", None]["claims"] == []
    assert len(answers["cargo", None]["nearest"]) == 3
    assert answers.keys() == world.answers("ships").keys()


def test_answers_write_nothing_but_the_cache(world: World) -> None:
    before = world.files("seeds", "docs")
    world.answers()
    assert world.files("seeds", "docs") == before
    assert sorted(path.name for path in world.root.iterdir()) == [".answerbook", "docs", "mkdocs.yml", "seeds"]


def test_answers_for_people(world: World) -> None:
    said = world.run("answers")
    assert said.startswith(
        "ships/mast: How tall is the mast?\n  The mast of the frigate is 48 m tall.\n"
        "    “The mast of the frigate is 48 m tall.” (fregatte."
    )


def test_gaps(world: World) -> None:
    said = world.run("gaps")
    assert said.startswith("about something else: no document comes near\n  Where was the porcelain bought?\n")
    assert "\n    nearest: The mast of the frigate is 48 m tall." in said
    assert "- [ ] Where was the porcelain bought?\n    - nearest: " in world.run("gaps", "--markdown")
    (gap,) = map(json.loads, world.run("gaps", "--json").splitlines())
    assert gap["question_id"] == "cargo"
    world.edit("seeds/ships/documents/schooner.md", "A crew of 12 sails the ship.", "Nobody knows.")
    assert (
        "Which crew sails the ship? — not found by us in these documents\n"
        "  The schooner (seeds/ships/documents/schooner.md)\n"
    ) in world.run("gaps")


def test_gaps_tell_the_two_kinds_of_silence_apart_in_the_words_of_the_site(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("fregatte", "schooner"):
        world.write(f"seeds/ships/documents/{name}.md", f"# The {name}\n\nHer hull is painted black.\n")
    find_open = gaps.find_open

    def unsure_of_the_schooner(*arguments: Any, **options: Any) -> Site:
        site = find_open(*arguments, **options)
        told = (replace(one, unsure=one.document == "ships/schooner") for one in site.answers)
        return replace(site, answers=tuple(told))

    monkeypatch.setattr(gaps, "find_open", unsure_of_the_schooner)
    crew = "Which crew sails the ship? — "
    places = "seeds/ships/documents"
    assert world.run("gaps").endswith(
        f"{crew}not stated in these documents\n  The fregatte ({places}/fregatte.md)\n\n"
        f"{crew}not found by us in these documents\n  The schooner ({places}/schooner.md)\n\n"
    )
    assert f"### {crew}not found by us in these documents\n\n- The schooner" in world.run("gaps", "--markdown")


def test_questions_that_wait_for_approval_are_no_answered_questions(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    assert "Answers to 0 questions: none; 4 questions waiting for approval.\n" in world.run("build")
    assert world.run("gaps") == "No gaps in what is published; 4 questions waiting for approval.\n"
    world.write("seeds/ships/questions.yml", "questions: []\n")
    assert world.run("gaps") == "No gaps: no question is published yet.\n"


def test_why_an_answer(world: World) -> None:
    (record,) = map(json.loads, world.run("why", "mast", "--json").splitlines())
    assert record["question"] == "ships/mast"
    assert record["differs"] == ["no answer was committed"]
    assert record["evidence"][0]["text"].startswith("The mast of the frigate is 48 m tall.")
    world.run("build")
    (record,) = map(json.loads, world.run("why", "crew@schooner", "--json").splitlines())
    assert (record["document"], record["differs"]) == ("ships/schooner", [])


def test_why_an_answer_that_waits_for_approval(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    world.run("build")
    (record,) = map(json.loads, world.run("why", "mast", "--json").splitlines())
    assert (record["text"], record["published"]) == ("How tall is the mast?", False)
    assert "\n  answered, not published, engine " in world.run("why", "mast")


def test_why_a_passage(world: World) -> None:
    passage = world.answers()["mast", None]["claims"][0]["citations"][0]["passage"]
    record = json.loads(world.run("why", passage, "--json"))
    assert record["files"] == ["seeds/ships/documents/fregatte.md"]
    assert record["cited_by"] == ["ships/mast"]
    assert "cited by ships/mast" in world.run("why", passage)


def test_audit_without_transcripts(world: World) -> None:
    assert world.run("audit") == "Nothing to audit: no transcript brought an earlier answer.\n"


@pytest.mark.parametrize(
    ("subject", "of_answer", "file"),
    [
        ("ships/mast", True, "seeds/ships/answers/mast.yml"),
        ("ships/mast · schooner", True, "seeds/ships/answers/mast.yml"),
        ("docs/Makefile", False, "docs/Makefile"),
        ("seeds/ships/documents/a · b.md", False, "seeds/ships/documents/a · b.md"),
    ],
)
def test_a_finding_names_the_file_to_mend(subject: str, of_answer: bool, file: str) -> None:
    found = Finding(rule="lost", subject=subject, of_answer=of_answer, message="m", severity="error")
    (result,) = json.loads(sarif([found]))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    case = ElementTree.fromstring(junit([found], 1)).find("testcase")
    assert case is not None and (unquote(place), case.get("file")) == (file, file)


def test_every_finding_of_an_answer_says_so(world: World) -> None:
    world.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: true")
    world.write("seeds/ships/documents/Makefile", "all:")
    found = json.loads(world.run("check", "--json"))["findings"]
    files = {one["subject"]: one["file"] for one in found}
    assert files["ships/mast"] == "seeds/ships/answers/mast.yml"
    assert files["seeds/ships/documents/Makefile"] == "seeds/ships/documents/Makefile"


def test_odd_names_and_letters_make_sound_reports() -> None:
    odd = Finding(rule="lost", subject="docs/my file #1.md", message="“a\x08b” <c> & d", severity="error")
    (found,) = json.loads(sarif([odd]))["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "docs/my%20file%20%231.md"
    failure = ElementTree.fromstring(junit([odd], 1)).find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "“a\ufffdb” <c> & d"


def test_a_build_with_nothing_to_do_counts_as_the_last_one(world: World) -> None:
    first, second = (json.loads(world.run("build", "--json")) for _ in range(2))
    assert (first["nothing_to_do"], second["nothing_to_do"]) == (False, True)
    assert (second["counts"], second["answers"]) == (first["counts"], first["answers"])
    assert second["counts"]["questions"] == 4
