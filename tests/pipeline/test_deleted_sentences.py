"""A person who deletes a sentence of an answer has read what it rested on: nothing came near since."""

import json

from conftest import World

SAILS = "seeds/ships/answers/sails.yml"
QUESTIONS = "seeds/ships/questions.yml"
SCHOONER = "seeds/ships/documents/schooner.md"
LISTED = """\
The sails of the schooner are made of two cloths:

| Sail | Made of |
| --- | --- |
| Foresail | cotton |
| Mainsail | linen |
"""


def delete_first_sentence(world: World) -> None:
    """Delete the lead of the answer, as a person would in an editor, and say so in its state."""
    world.write(SCHOONER, f"# The schooner\n\n{LISTED}\nHer hull is painted black.\n")
    world.edit(QUESTIONS, "questions:\n", "questions:\n  - id: sails\n    ask: What are the sails made of?\n")
    world.run("build")
    text = (world.root / SAILS).read_text("utf-8")
    lead, next_one = text.index("      - text:"), text.index("      - text:", text.index("      - text:") + 1)
    cited = text[lead:next_one].rpartition("passage: ")[2].strip()
    assert text.count(cited) == 1, "the sentence must be the only one to name its passage"
    world.write(SAILS, text.replace(text[lead:next_one], "").replace("state: answered", "state: edited"))


def stale(world: World) -> list[str]:
    found = json.loads(world.run("check", "--json"))["findings"]
    return [one["message"] for one in found if one["rule"] == "stale"]


def test_a_deleted_sentence_makes_nothing_stale(world: World) -> None:
    delete_first_sentence(world)
    assert stale(world) == []
    world.run("build")
    assert (stale(world), len(world.answers()["sails", None]["claims"])) == ([], 2)


def test_what_changes_after_a_sentence_was_deleted_is_told(world: World) -> None:
    delete_first_sentence(world)
    world.run("build")
    world.edit(SCHOONER, "The sails of the schooner", "The great sails of the schooner")
    (told,) = stale(world)
    assert "added “great”" in told
