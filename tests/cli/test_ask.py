"""`ask` reads what the last build left for the query box and finds what a reader would find."""

import json

from conftest import World


def test_a_known_question_gets_its_answer(world: World) -> None:
    world.run("build")
    found = json.loads(world.run("ask", "How tall is the mast?", "--json"))
    assert found["covered"] is True
    (answer,) = found["answer"]["answers"]
    assert answer["claims"][0]["text"] == "The mast of the frigate is 48 m tall."
    assert found["answer"]["url"] == "answers/ships/mast/"
    assert world.run("ask", "How", "tall", "is", "the", "mast?").startswith(
        "How tall is the mast?  (answers/ships/mast/)\n  The mast of the frigate is 48 m tall.\n"
    )


def test_what_a_reader_must_know_beside_the_answer_is_told(world: World) -> None:
    world.edit(
        "seeds/ships/documents/schooner.md", "A crew of 12", "The mast of the frigate is 51 m tall.\n\nA crew of 12"
    )
    world.run("build")
    assert "\n  The documents give different numbers.\n\n" in world.run("ask", "How tall is the mast?")


def test_passages_are_found_with_their_place(world: World) -> None:
    world.run("build")
    found = json.loads(world.run("ask", "cotton sails", "--json"))
    first = found["passages"][0]
    assert (first["book"], first["title"]) == ("ships", "The schooner")
    assert "cotton" in first["text"]
    assert first["url"].startswith("documents/ships/schooner/#p-")


def test_a_name_that_stands_nowhere_is_told(world: World) -> None:
    world.run("build")
    assert "crew" in world.run("ask", "CREW_SIZE of the crew")
    assert world.talk == "note: nothing here says `CREW_SIZE`; searched for its words\n"
    assert json.loads(world.run("ask", "CREW_SIZE of the crew", "--json"))["absent"] == ["CREW_SIZE"]
    assert json.loads(world.run("ask", "who is the crew", "--json"))["absent"] == []


def test_a_heading_is_shown_where_the_title_stands_in_front_matter(world: World) -> None:
    world.edit("seeds/ships/documents/schooner.md", "# The schooner", "---\ntitle: Of schooners\n---\n\n## Sails")
    world.run("build")
    assert "Of schooners › Sails  (documents/ships/schooner/" in world.run("ask", "cotton sails")
    world.edit("seeds/ships/documents/schooner.md", "## Sails", "# Of schooners\n\n## Sails")
    world.run("build")
    assert "Of schooners › Sails  (documents/ships/schooner/" in world.run("ask", "cotton sails")


def test_damaged_files_are_told_as_such(world: World) -> None:
    world.run("build")
    for part in ("box.json", "head-*.bin", "words-*.bin"):
        (path, *_) = (world.root / "build" / "assets" / "assets" / "answerbook" / "box").glob(part)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert world.run("ask", "mast") == ""
        assert (world.code, world.talk) == (
            1,
            "error: build: the query box's files are damaged\nhint: run `answerbook build`: it makes them anew\n",
        )
        path.write_bytes(whole)


def test_a_query_without_words(world: World) -> None:
    world.run("build")
    assert world.run("ask", "???") == "The documents do not cover that.\n"
    assert world.run("ask", " ") == ""
    assert (world.code, world.talk) == (2, "error: nothing is asked\nhint: see `answerbook ask --help`\n")


def test_what_may_not_be_covered_is_said(world: World) -> None:
    world.run("build")
    found = json.loads(world.run("ask", "What is the best mattress for back pain?", "--json"))
    assert (found["covered"], found["doubtful"]) == (True, True)
    assert world.run("ask", "What is the best mattress for back pain?").startswith(
        "The documents may not cover that. Nearest:\n"
    )


def test_before_any_build(world: World) -> None:
    world.run("ask", "anything")
    assert (world.code, world.talk) == (1, "error: build: nothing is built yet\nhint: run `answerbook build`\n")
