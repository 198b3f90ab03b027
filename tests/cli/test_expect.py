"""answerbook expect: what the documents answer is proposed, decided on once, and asked only when it is accepted."""

import json

import pytest
from conftest import World

SAILS = """\
# Sails

## Reef a mainsail

To reef a mainsail, you pull the red line at the mast.

## What is a jib

A jib is a sail in front of the mast.

## Recap

Now you can sail.
"""
LOG = """\
query,count
reef a mainsail,12
what is a jib,2
where is the wreck,5
wreck where,3
how tall is the mast,40
https://example.org/casino,99
x,7
"""


@pytest.fixture
def sails(world: World) -> World:
    world.write("seeds/ships/documents/sails.md", SAILS)
    return world


def questions(world: World) -> str:
    return (world.root / "seeds/ships/questions.yml").read_text("utf-8")


def test_proposals_are_told_with_their_answer_and_written_with_their_mark(sails: World) -> None:
    before = questions(sails)
    said = sails.run("expect", "ships")
    assert (
        "How do I reef a mainsail?\n"
        "  To reef a mainsail, you pull the red line at the mast.\n"
        "  seeds/ships/documents/sails.md › Reef a mainsail  [how-do-i-reef-a-mainsail]\n"
    ) in said
    assert "What is a jib?\n  A jib is a sail in front of the mast.\n" in said
    assert "Recap" not in said
    assert questions(sails).startswith(before)
    assert (
        "  - id: what-is-a-jib\n    ask: What is a jib?\n"
        "    proposed: true  # seeds/ships/documents/sails.md › What is a jib\n"
    ) in questions(sails)
    assert "in questions.yml: `answerbook expect --accept ID`" in sails.talk + said


def test_a_second_run_proposes_nothing_again(sails: World) -> None:
    sails.run("expect")
    before = sails.files("seeds")
    said = sails.run("expect")
    assert said.splitlines()[-1].startswith("0 new proposals: ")
    assert sails.files("seeds") == before


def test_nothing_is_written_on_a_dry_run_and_json_tells_all(sails: World) -> None:
    before = sails.files("seeds", "docs")
    records = {one["id"]: one for one in map(json.loads, sails.run("expect", "--dry-run", "--json").splitlines())}
    assert records["how-do-i-reef-a-mainsail"] == {
        "book": "ships",
        "id": "how-do-i-reef-a-mainsail",
        "question": "How do I reef a mainsail?",
        "also": [],
        "asked": 0,
        "made_from": "heading",
        "instead_of": None,
        "answer": ["To reef a mainsail, you pull the red line at the mast."],
        "quote": "To reef a mainsail, you pull the red line at the mast.",
        "path": "seeds/ships/documents/sails.md",
        "headings": ["Reef a mainsail"],
    }
    assert sails.files("seeds", "docs") == before


def test_a_limit_is_kept(sails: World) -> None:
    assert len(sails.run("expect", "--limit", "1", "--json").splitlines()) == 1
    assert questions(sails).count("proposed: true") == 1


def test_a_proposal_is_asked_only_when_it_is_accepted(sails: World) -> None:
    sails.run("expect")
    assert ("what-is-a-jib", None) not in sails.answers()
    assert sails.run("expect", "--accept", "what-is-a-jib") == (
        "accepted  ships/what-is-a-jib: What is a jib?\nNext: `answerbook build` answers them.\n"
    )
    assert sails.answers()["what-is-a-jib", None]["claims"][0]["text"] == "A jib is a sail in front of the mast."
    sails.run("expect", "--accept", "--all")
    assert "proposed" not in questions(sails)
    sails.run("expect", "--accept", "--all")
    assert sails.code == 1
    assert sails.talk == "error: no proposal waits\nhint: run `answerbook expect` to look for some\n"


def test_what_is_rejected_stays_so_even_reworded_or_deleted_by_hand(sails: World) -> None:
    before = questions(sails)
    sails.run("expect")
    assert "rejected  ships/what-is-a-jib: What is a jib?\n" in sails.run("expect", "--reject", "what-is-a-jib")
    sails.write("seeds/ships/questions.yml", before)
    sails.edit("seeds/ships/documents/sails.md", "## What is a jib", "## What is the jib")
    sails.run("expect")
    assert questions(sails) == before


def test_approve_and_reject_take_proposals_too(sails: World) -> None:
    sails.run("build")
    sails.run("expect")
    assert sails.run("approve", "mast", "ships/what-is-a-jib") == (
        "Approved 1 answer; 1 file changed.\n"
        "accepted  ships/what-is-a-jib: What is a jib?\nNext: `answerbook build` answers them.\n"
    )
    assert sails.answers()["what-is-a-jib", None]["state"] == "answered"
    assert sails.run("reject", "how-do-i-reef-a-mainsail") == (
        "rejected  ships/how-do-i-reef-a-mainsail: How do I reef a mainsail?\n"
    )
    assert "reef" not in questions(sails)


def test_a_proposal_that_is_not_there_is_named_with_the_nearest(sails: World) -> None:
    sails.run("expect")
    sails.run("expect", "--accept", "what-is-a-jab")
    assert sails.code == 1
    assert sails.talk == "error: no proposal `what-is-a-jab` waits\nhint: did you mean `what-is-a-jib`?\n"
    sails.run("reject", "what-is-a-jab")
    assert sails.talk.endswith("hint: did you mean `what-is-a-jib`?\n")


@pytest.mark.parametrize("arguments", [("--accept",), ("--accept", "--reject", "a"), ("--all",), ("a", "b")])
def test_what_cannot_be_meant_is_refused(sails: World, arguments: tuple[str, ...]) -> None:
    sails.run("expect", *arguments)
    assert sails.code == 2


def test_a_book_that_is_not_there(sails: World) -> None:
    sails.run("expect", "boats")
    assert sails.talk == "error: there is no book `boats`\nhint: books here: ships\n"


def test_what_readers_typed_is_merged_counted_and_told_apart(sails: World) -> None:
    log = sails.write("log.csv", LOG)
    records = [json.loads(line) for line in sails.run("expect", "--log", str(log), "--json").splitlines()]
    first = records[0]
    assert (first["question"], first["asked"], first["made_from"]) == ("How do I reef a mainsail?", 12, "query")
    asked = {one["question"]: one["asked"] for one in records}
    assert asked["What is a jib?"] == 2
    assert not any("mast?" in question or "casino" in question for question in asked)
    assert "    asked: 12\n    proposed: true" in questions(sails)


def test_what_readers_typed_in_vain_is_a_gap(sails: World) -> None:
    log = sails.write("log.csv", LOG)
    assert "not answered by the documents" in sails.run("expect", "--log", str(log), "--dry-run")
    said = sails.run("gaps", "--log", str(log))
    assert "Where is the wreck? (asked 8 times)\n" in said
    assert "casino" not in said
    assert sails.run("gaps", "ships", "--format", "markdown", "--log", str(log)).count("- [ ] ") == 2
    records = [json.loads(line) for line in sails.run("gaps", "--format", "json", "--log", str(log)).splitlines()]
    assert [(one["question"], one["asked"]) for one in records if one.get("asked")] == [("Where is the wreck?", 8)]
    assert "wreck" not in sails.run("gaps")


@pytest.mark.parametrize("verb", ["gaps", "expect"])
def test_a_log_without_a_query_is_said(sails: World, verb: str) -> None:
    sails.write("log.csv", "query,count\n")
    sails.run(verb, "--log", "log.csv")
    assert (sails.code, sails.talk.splitlines()[0]) == (0, "warning: log.csv: this log holds no query")
    sails.write("log.csv", "Datum,Abfrage,Anzahl\n2024-01-01,what is a jib,9\n2024-01-02,what is a boom,3\n")
    sails.run(verb, "--log", "log.csv")
    assert (sails.code, sails.talk.splitlines()[:2]) == (
        0,
        [
            "warning: log.csv: what stands in the place of queries holds no letter",
            "hint: write `query` over the column of what readers typed",
        ],
    )


def test_a_question_without_an_answer_is_proposed_in_words_that_find_one(sails: World) -> None:
    asked = "  - id: reefing\n    ask: Shorten canvas?\n    also: [Furling?, Striking?, How do I reef a mainsail?]\n"
    sails.write("seeds/ships/questions.yml", questions(sails) + asked)
    assert sails.answers()["reefing", None]["state"] == "abstained"
    said = sails.run("expect")
    assert "How do I reef a mainsail?\n  asks what `reefing` asks, in words that find an answer\n" in said


def test_a_place_is_told_whole_where_the_title_stands_in_front_matter(world: World) -> None:
    world.write("seeds/ships/documents/sails.md", SAILS.replace("# Sails", "---\ntitle: Sails\n---", 1))
    assert "  seeds/ships/documents/sails.md › Reef a mainsail  [" in world.run("expect", "ships")
