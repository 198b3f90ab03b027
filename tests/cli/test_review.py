"""A walk through answers, decided one by one by a person at a terminal."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import click
import pytest
from conftest import World

from builder.cli import review
from builder.pipeline import Change, Gathered
from builder.records import Answer
from builder.standing import standing_of

MAST = "seeds/ships/answers/mast.yml"
ANCHOR = "1. The anchor does weigh 2 t."
Editor = Callable[[str], str | None]


def unsaved(text: str) -> None:
    """An editor that is closed without saving."""


def replacing(old: str, new: str) -> Editor:
    return lambda text: text.replace(old, new)


class Typist:
    """A person who types these sentences, time after time, and then leaves the editor without saving."""

    def __init__(self, *typed: str) -> None:
        self._typed = iter(typed)
        self.seen: list[str] = []

    def __call__(self, text: str) -> str | None:
        self.seen.append(text)
        return next(self._typed, None)


def walk(world: World, monkeypatch: pytest.MonkeyPatch, keys: str, editor: Editor = unsaved) -> str:
    pressed = iter(keys)
    monkeypatch.setattr(review.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(pressed))
    monkeypatch.setattr(click, "edit", editor)
    return world.run("review")


def test_review_walks_what_is_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said = walk(world, monkeypatch, "asrsq")
    assert "1 of 5 · new · ships/anchor\nWhat does the anchor weigh?\n  now: The anchor does weigh 2 t.\n" in said
    assert "«The anchor does weigh 2 t.»" in said
    states = {place: answer["state"] for place, answer in world.answers().items()}
    assert states["anchor", None] == "approved"
    assert states["crew", "fregatte"] == "rejected"
    assert states["mast", None] == "answered"


def standing(unsure: bool, answer: Answer) -> str:
    return standing_of(replace(answer, unsure=unsure))


def test_review_tells_the_two_kinds_of_silence_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run("build")
    path = world.root / "seeds/ships/answers/cargo.yml"
    assert "state: abstained" in path.read_text("utf-8")
    for unsure, now in ((False, "not stated"), (True, "not found by us")):
        monkeypatch.setattr(review, "standing_of", partial(standing, unsure))
        said = walk(world, monkeypatch, "s?sq")
        assert f"Where was the porcelain bought?\n  now: {now}\n  nearest: " in said
        assert "  a  approve: you stand by the answer as it is; where nothing is said, that" in said
        assert ("  to approve it is to say that it is not stated in the documents\n" in said) is unsure
    assert "approved: not stated in the documents.\n" in walk(world, monkeypatch, "saq")


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
    walk(world, monkeypatch, "eq", replacing("The anchor does weigh", "It weighs"))
    answer = world.answers()["anchor", None]
    assert (answer["state"], answer["claims"][0]["text"]) == ("edited", "It weighs 2 t.")


def test_review_refuses_an_edit_that_its_quote_does_not_say(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(world, monkeypatch, "eq", replacing("2 t", "3 t"))
    assert "is not published: " in world.talk
    assert world.answers()["anchor", None]["state"] == "answered"


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("1. The anchor\nweighs 2 t.", "weighs 2 t."),  # wrapped by the editor
        ("1. The anchor does weigh, as says note\n#5, 2 t.", "#5, 2 t."),
        ("1) It weighs 2 t.", "1) It weighs 2 t."),
        ("1. It weighs 2 t.\n2. Two tonnes.", "2. Two tonnes."),
        ("². It weighs 2 t.", "². It weighs 2 t."),
        ("1", "1"),
    ],
)
def test_review_shows_lines_again_that_are_no_numbered_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, typed: str, refused: str
) -> None:
    typist = Typist(typed, "1. It weighs 2 t.\n")
    assert "\nedited.\n" in walk(world, monkeypatch, "eq", typist)
    wrong = f"error: `{refused}` does not begin with the number of one of these sentences, a full stop and a blank"
    hint = "hint: write each sentence on one line, like `1. Words.`, and keep the number that it has"
    assert world.talk == f"{wrong}\n{hint}\n"
    first, second = typist.seen
    assert second == first.replace(ANCHOR, f"# {wrong}\n# {hint}\n{typed}")
    answer = world.answers()["anchor", None]
    assert (answer["state"], [one["text"] for one in answer["claims"]]) == ("edited", ["It weighs 2 t."])


def test_review_shows_words_again_that_are_not_recorded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    typist = Typist("1. It weighs 3 t.", "1. It weighs 4 t.", "1. It weighs 2 t.")
    assert "\nedited.\n" in walk(world, monkeypatch, "eq", typist)
    assert world.talk.count("error: ") == 2
    shown = [[line for line in text.splitlines() if not line.startswith("# ")] for text in typist.seen]
    assert shown == [[ANCHOR], ["1. It weighs 3 t."], ["1. It weighs 4 t."]]
    assert [text.count("# error: ") for text in typist.seen] == [0, 1, 1]
    assert world.answers()["anchor", None]["claims"][0]["text"] == "It weighs 2 t."


def test_review_shows_words_again_that_somebody_else_overtook(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.run("build")
    seen: list[str] = []

    def overtaken(text: str) -> str | None:
        seen.append(text)
        if len(seen) > 1:
            return None
        world.edit(MAST, 'text: "The mast of the frigate is 48 m tall."', 'text: "It is 48 m tall."')
        world.edit(MAST, "  - state: answered", "  - state: edited")
        return "1. The mast is 48 m tall."

    said = walk(world, monkeypatch, "sssseq", overtaken)
    assert "ships/mast: somebody changed this answer meanwhile" in world.talk
    assert seen[1].endswith("\n1. The mast is 48 m tall.")
    assert "skipped." in said
    assert world.answers()["mast", None]["claims"][0]["text"] == "It is 48 m tall."


@pytest.mark.parametrize("editor", [unsaved, str, lambda text: "", lambda text: text.replace(ANCHOR, "")])
def test_review_skips_what_is_unchanged_or_emptied(
    world: World, monkeypatch: pytest.MonkeyPatch, editor: Editor
) -> None:
    assert "\nskipped.\n" in walk(world, monkeypatch, "eq", editor)
    assert (world.code, world.talk) == (0, "")
    assert world.answers()["anchor", None]["state"] == "answered"


def test_review_skips_a_refused_text_that_is_left_as_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    typist = Typist("1) It weighs 2 t.", "1) It weighs 2 t.\n")
    assert "\nskipped.\n" in walk(world, monkeypatch, "eq", typist)
    assert len(typist.seen) == 2
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


def test_review_refuses_a_revision_where_nothing_is_committed(world: World) -> None:
    world.run("build")
    assert world.run("review", "--since", "v9", "--json") == ""
    assert world.code == 1 and world.talk.startswith("error: nothing is committed here to compare with\n")
    assert world.run("review", "--json") != ""
