"""A book that names versions of its documents: the newest answers, says since when, and what older ones said."""

import json
import subprocess

import pytest
from conftest import World

BOOK = "title: Ships\nversions:\n  '1.0': v1\n  '2.0': v2/**\n  '3.0': [v3/*.md]\n"
MAST = "# The frigate\n\nThe mast of the frigate is {} m tall.\n\n## News\n\n{}\n\n## Crew\n\nA crew of {} sails her.\n"
QUESTIONS = """\
questions:
  - {id: mast, ask: How tall is the mast?}
  - {id: fir, ask: Which wood was the mast made of?}
  - {id: flag, ask: Which flag does the frigate fly?}
"""
OLD, NEW = "It is a fine ship.", "The frigate does fly the flag of Bremen."


@pytest.fixture
def versioned(world: World) -> World:
    for path in (world.root / "seeds/ships/documents").iterdir():
        path.unlink()
    world.write("seeds/ships/book.yml", BOOK)
    world.write("seeds/ships/questions.yml", QUESTIONS)
    for version, height, more in (("v1", 40, OLD), ("v2", 44, OLD), ("v3", 48, NEW)):
        world.write(f"seeds/ships/documents/{version}/frigate.md", MAST.format(height, more, 230))
        world.write(f"seeds/ships/documents/{version}/wood.md", "# Wood\n\nThe mast was made of Norwegian wood.\n")
    world.write("seeds/ships/documents/about.md", "# About\n\nAll ships of this site were built in Kiel.\n")
    return world


def page(world: World, question: str) -> str:
    return (world.root / f"site/answers/ships/{question}/index.html").read_text("utf-8")


def test_the_newest_version_answers_and_older_ones_stand_beside_it(versioned: World) -> None:
    versioned.run("build")
    assert versioned.code == 0, versioned.talk
    (claim,) = versioned.answers()["mast", None]["claims"]
    assert claim["text"] == "The mast of the frigate is 48 m tall."
    assert claim["citations"][0]["source"] == "v3-frigate"
    shown = page(versioned, "mast")
    assert "Changed in version 3.0 of the documents." in shown
    assert [shown.index(words) for words in ("Up to version 2.0", "Up to version 1.0")] == sorted(
        shown.index(words) for words in ("Up to version 2.0", "Up to version 1.0")
    )
    for version, height in (("v2", 44), ("v1", 40)):
        older = shown.split(f"documents/ships/{version}-frigate/#")[1]
        anchor = older.split('"')[0]
        cited = (versioned.root / f"site/documents/ships/{version}-frigate/index.html").read_text("utf-8")
        assert f'id="{anchor}"' in cited and f"is {height} m tall" in cited
    assert "different numbers" not in shown


def test_what_never_changed_holds_since_the_oldest_and_what_is_new_since_the_newest(versioned: World) -> None:
    versioned.run("build")
    assert "Holds since version 1.0 of the documents." in page(versioned, "fir")
    assert "Holds since version 3.0 of the documents." in page(versioned, "flag")
    assert "Up to version" not in page(versioned, "fir") + page(versioned, "flag")


def test_older_documents_are_marked_and_what_stands_in_the_newest_is_found_there(versioned: World) -> None:
    versioned.run("build")
    listed = (versioned.root / "site/documents/ships/index.html").read_text("utf-8")
    assert "The frigate (1.0)" in listed and "The frigate (2.0)" in listed and "The frigate (3.0)" not in listed
    box = b"".join(content for name, content in versioned.files("site").items() if "/box/texts" in name)
    assert box.count(b"The mast was made of Norwegian wood.") == 1
    assert box.count(b"48 m tall") == 1
    assert b"40 m tall" not in box and b"44 m tall" not in box  # the newest stands for them


def test_what_only_an_older_version_says_is_found_there_and_marked(versioned: World) -> None:
    versioned.write("seeds/ships/documents/v1/sails.md", "# Sails\n\nThe sails were sewn in a loft at Bremen.\n")
    versioned.run("build")
    box = [content for name, content in versioned.files("site").items() if "/box/texts" in name]
    (found,) = [content for content in box if b"sewn in a loft" in content]
    assert b'"Sails (1.0)"' in found


def test_cards_say_since_when(versioned: World) -> None:
    versioned.run("build")
    cards = {
        card["ask"]: card
        for name, content in versioned.files("site").items()
        if "/box/cards" in name
        for card in [json.loads(content)]
    }
    told = [
        cards[asked]["answers"][0].get("notes")
        for asked in ("How tall is the mast?", "Which wood was the mast made of?")
    ]
    assert told == [["Changed in version 3.0 of the documents."], ["Holds since version 1.0 of the documents."]]


def test_check_and_diff_know_versions(versioned: World) -> None:
    versioned.run("build")
    notes = [one for one in json.loads(versioned.run("check", "--json"))["findings"] if one["severity"] == "note"]
    (note,) = [one for one in notes if one["rule"] == "changed-in-version"]
    assert (note["subject"], note["message"]) == (
        "ships/mast",
        "the answer changed in 3.0; up to 2.0: “The mast of the frigate is 44 m tall.”"
        " (seeds/ships/documents/v2/frigate.md)",
    )
    versioned.run("check", "--strict")
    assert versioned.code == 0
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, cwd=versioned.root, check=True, capture_output=True)
    versioned.edit("seeds/ships/documents/v3/frigate.md", "48 m", "49 m")
    (record,) = map(json.loads, versioned.run("diff", "--json").splitlines())
    assert (record["since"], record["before_versions"][0]) == ("3.0", ["2.0", "The mast of the frigate is 44 m tall."])
    said = versioned.run("diff", "--markdown")
    assert "holds since version 3.0 of the documents" in said and "up to version 2.0: “The mast" in said


def test_a_deleted_version_leaves_no_byte(versioned: World) -> None:
    versioned.run("build")
    (versioned.root / "seeds/ships/documents/v1/frigate.md").unlink()
    versioned.run("build")
    assert [
        name for name, content in versioned.files("site", "build", "seeds").items() if b"40 m tall" in content
    ] == []


@pytest.mark.parametrize(
    ("old", "new", "talk"),
    [
        (
            "'1.0': v1",
            "'1.0': v11",
            "error: seeds/ships/book.yml:3: the version `1.0` matches no document: `v11`\nhint: did you mean `v1`?\n",
        ),
        (
            "'2.0': v2/**",
            "'2.0': '**/frigate.md'",
            "error: seeds/ships/book.yml:4: `v1/frigate.md` belongs to two versions, `1.0` and `2.0`\n"
            "hint: let each document match one version\n",
        ),
        (
            "versions:",
            "verions:",
            "error: seeds/ships/book.yml:2: unknown key `verions` in book.yml\nhint: did you mean `versions`?\n",
        ),
        (
            "'1.0': v1",
            "'2.0': v1",
            "error: seeds/ships/book.yml:4: the key `2.0` is given twice in `versions`, first in line 3\n",
        ),
    ],
)
def test_a_mistake_is_told(versioned: World, old: str, new: str, talk: str) -> None:
    versioned.edit("seeds/ships/book.yml", old, new)
    versioned.run("build")
    assert (versioned.code, versioned.talk) == (1, talk)


def test_a_decision_never_falls_back_on_an_older_version(versioned: World) -> None:
    versioned.run("build")
    versioned.run("approve", "mast", "fir")
    versioned.run("build")
    (versioned.root / "seeds/ships/documents/v3/wood.md").unlink()  # it no longer holds
    versioned.write("seeds/ships/documents/v4/frigate.md", MAST.format(52, NEW, 230))
    versioned.edit("seeds/ships/book.yml", "'3.0': [v3/*.md]", "'3.0': [v3/*.md]\n  '4.0': v4")
    versioned.run("build")
    assert "is called" not in versioned.talk
    assert "Norwegian wood" not in page(versioned, "fir").partition("Nearest")[0]
    assert "is 48 m tall" not in page(versioned, "mast").partition("Up to version")[0]
    assert "ships/mast: approved by a person, but its evidence changed" in versioned.talk


def test_a_decision_goes_on_in_the_newest_version_that_says_the_same(versioned: World) -> None:
    versioned.run("build")
    versioned.run("approve", "fir")
    versioned.write("seeds/ships/documents/v4/wood.md", "# Wood\n\nThe mast was made of Norwegian wood.\n")
    versioned.edit("seeds/ships/book.yml", "'3.0': [v3/*.md]", "'3.0': [v3/*.md]\n  '4.0': v4")
    versioned.run("build")
    (claim,) = versioned.answers()["fir", None]["claims"]
    assert claim["citations"][0]["source"] == "v4-wood"


def test_what_was_decided_of_an_older_document_follows_it_to_its_new_name(versioned: World) -> None:
    versioned.write("seeds/ships/questions.yml", QUESTIONS.replace("{id: mast,", "{id: mast, scope: each,"))
    versioned.run("build")
    versioned.run("approve", "mast@v1-frigate")
    old = versioned.root / "seeds/ships/documents/v1/frigate.md"
    old.rename(old.with_name("warship.md"))
    versioned.run("build")
    assert versioned.answers()["mast", "v1-warship"]["state"] == "approved"
