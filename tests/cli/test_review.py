"""A walk through answers, decided one by one by a person at a terminal."""

import json
from typing import Any

import click
import pytest
from conftest import World

from builder.cli import review
from builder.pipeline import Change, Gathered

MAST = "seeds/ships/answers/mast.yml"


def walk(world: World, monkeypatch: pytest.MonkeyPatch, keys: str, edited: str | None = None) -> str:
    pressed = iter(keys)
    monkeypatch.setattr(review.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(pressed))
    monkeypatch.setattr(click, "edit", lambda text: text.replace(*edited.split("=")) if edited else None)
    return world.run("review")


def test_review_walks_what_is_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said = walk(world, monkeypatch, "asrsq")
    assert "1 of 5 · new · ships/anchor\nWhat does the anchor weigh?\n  now: The anchor does weigh 2 t.\n" in said
    assert "«The anchor does weigh 2 t.»" in said
    states = {place: answer["state"] for place, answer in world.answers().items()}
    assert states["anchor", None] == "approved"
    assert states["crew", "fregatte"] == "rejected"
    assert states["mast", None] == "answered"


def test_nobody_is_asked_about_what_a_document_answers_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("seeds/ships/documents/faq.md", "# FAQ\n\n## What does a ticket cost?\n\nA ticket costs 5 crowns.\n")
    assert ", 1 in the author's own words." in world.run("build")
    assert json.loads(world.run("build", "--json"))["answers"]["author"] == 1
    monkeypatch.setattr(review.sys.stdin, "isatty", lambda: True, raising=False)
    asked = [json.loads(line)["question_id"] for line in world.run("review", "--all", "--json").splitlines()]
    assert "ships/what-does-a-ticket-cost" not in asked
    assert "ships/mast" in asked
    assert "ships/what-does-a-ticket-cost" in world.run("review", "--json")


def test_review_keeps_what_was_decided_on_other_documents(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run("build")
    walk(world, monkeypatch, "ssarq")
    kept = (world.root / "seeds/ships/answers/crew.yml").read_text("utf-8")
    assert (kept.count("state: approved"), kept.count("state: rejected")) == (1, 1)


def test_review_leaves_words_alone_that_changed_while_it_was_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.run("build")
    show = review._show

    def edited_by_another(gathered: Gathered, change: Change, *rest: Any) -> None:
        show(gathered, change, *rest)
        if change.question == "ships/mast":
            world.edit(MAST, 'text: "The mast of the frigate is 48 m tall."', 'text: "It is 48 m tall."')
            world.edit(MAST, "  - state: answered", "  - state: edited")

    monkeypatch.setattr(review, "_show", edited_by_another)
    walk(world, monkeypatch, "ssssr")
    assert world.talk == (
        "error: ships/mast: somebody changed this answer meanwhile\nhint: run this again to see it as it is now\n"
    )
    assert world.answers()["mast", None]["claims"][0]["text"] == "It is 48 m tall."


def test_review_edits_sentences(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(world, monkeypatch, "eq", "The anchor does weigh=It weighs")
    answer = world.answers()["anchor", None]
    assert (answer["state"], answer["claims"][0]["text"]) == ("edited", "It weighs 2 t.")


def test_review_refuses_an_edit_that_its_quote_does_not_say(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(world, monkeypatch, "eq", "2 t=3 t")
    assert "is not published: " in world.talk
    assert world.answers()["anchor", None]["state"] == "answered"


def test_review_for_bots(world: World) -> None:
    world.run("build")
    world.commit()
    assert world.run("review", "--json") == ""
    assert world.run("review") == "Nothing to review.\n"
    world.edit("seeds/ships/documents/fregatte.md", "48 m tall", "51 m tall")
    (record,) = [json.loads(line) for line in world.run("review", "--json").splitlines()]
    assert (record["kind"], record["question_id"]) == ("changed", "ships/mast")
    assert record["before"] == ["The mast of the frigate is 48 m tall."]
    assert record["now"][0]["quotes"] == ["The mast of the frigate is 51 m tall."]
    world.run("review")
    assert (world.code, world.talk) == (
        1,
        "error: 1 answer to review, but nobody at a terminal\nhint: use --json here, or `answerbook approve ID`\n",
    )
