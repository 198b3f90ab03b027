"""What a person decided is pinned to the headings over its quotes as well: they may turn its words round."""

import json
from dataclasses import replace

from conftest import World

from builder.format import read_answers, read_books, read_project, write_answers

MAST = "seeds/ships/answers/mast.yml"
NOW = "it stands under “The frigate, as it was before the fire” now"


def told(world: World) -> list[str]:
    found = json.loads(world.run("check", "--json"))["findings"]
    return [one["message"] for one in found if one["rule"] == "stale"]


def turn_round(world: World) -> None:
    world.edit("seeds/ships/documents/fregatte.md", "# The frigate", "# The frigate, as it was before the fire")


def test_an_approved_answer_under_another_heading_is_told(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    assert told(world) == []
    turn_round(world)
    assert told(world) == [
        f"approved by a person; the words it quotes still stand, but other passages came near or changed: {NOW}"
    ]
    world.run("build")
    assert told(world) != []
    assert world.answers()["mast", None]["state"] == "approved"
    world.run("approve", "mast")
    assert told(world) == []


def test_a_decision_by_hand_is_pinned_by_the_next_build(world: World) -> None:
    world.run("build")
    world.edit(MAST, "  - state: answered", "  - state: approved")
    world.run("build")
    turn_round(world)
    assert len(told(world)) == 1
    world.run("build")
    assert len(told(world)) == 1


def test_letters_case_in_a_heading_is_no_difference(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    world.edit("seeds/ships/documents/fregatte.md", "# The frigate", "# The Frigate")
    assert told(world) == []


def test_decisions_without_such_a_pin_stay_sound_and_as_they_are(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    path = world.root / MAST
    (book,) = read_books(read_project(world.root))
    (answer,) = read_answers(book, ["ships/mast"])
    (earlier,) = write_answers(book, {answer.question: answer.asked}, [replace(answer, under="")]).values()
    assert path.read_bytes() != earlier
    path.write_bytes(earlier)
    turn_round(world)
    assert told(world) == []
    world.run("build")
    assert path.read_bytes() == earlier
