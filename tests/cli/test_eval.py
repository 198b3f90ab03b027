"""`answerbook eval`: a gold file against a real project, for people, scripts and CI."""

import json

import pytest
from conftest import World

GOLD = """\
- question: How tall is the mast?
  facts: [48 m]
  sentence: The mast of the frigate is 48 m tall.
- question: Which crew sails the ship?
  document: schooner
  facts: "12"
- question: What does the anchor of the frigate weigh?
  facts: [2 t, [iron, steel]]
- question: Where was the porcelain bought?
  facts: not stated
"""


@pytest.fixture
def gold(world: World) -> World:
    world.write("gold.yml", GOLD)
    return world


def measured(world: World, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(world.run("eval", "gold.yml", "--json", *arguments))["engines"]["toy"]
    return found


def test_known_questions_by_their_published_answers_others_as_the_build_would(gold: World) -> None:
    found = measured(gold)
    cases = {case["question"]: case for case in found["cases"]}  # type: ignore[attr-defined]
    assert [case["published"] for case in cases.values()].count(True) == 3
    assert cases["How tall is the mast?"]["outcome"] == "right" and cases["How tall is the mast?"]["cited"] is True
    assert cases["Which crew sails the ship?"]["sentences"] == ["A crew of 12 sails the ship."]
    anchor = cases["What does the anchor of the frigate weigh?"]
    assert anchor["published"] is False and anchor["facts"][0] == {"wordings": ["2 t"], "said": True}
    assert found["outcomes"]["silent"] == 1  # type: ignore[index]
    assert found["figures"]["abstention_recall"] == 100.0  # type: ignore[index]


def test_a_person_s_edit_is_what_is_measured(gold: World) -> None:
    gold.run("build", "--no-strict")
    gold.edit("seeds/ships/answers/mast.yml", "state: answered", "state: rejected")
    cases = {case["question"]: case["outcome"] for case in measured(gold)["cases"]}  # type: ignore[attr-defined]
    assert cases["How tall is the mast?"] == "missed"


def test_thresholds_decide_the_exit_code(gold: World) -> None:
    gold.run("eval", "gold.yml", "--at-least", "right=60", "--at-least", "abstention_recall=100")
    assert gold.code == 0
    gold.run("eval", "gold.yml", "--at-least", "right=100")
    assert gold.code == 1
    assert "error: right is " in gold.talk and "below 100" in gold.talk


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gold.yml", "--at-least", "rihgt=3"), "there is no figure `rihgt`"),
        (("gold.yml", "--at-least", "right"), "is not a figure and a number"),
        (("gold.yml", "--at-least", "right=nan"), "`nan` is no percentage from 0 to 100"),
        (("gold.yml", "--at-least", "right=-5"), "`-5` is no percentage from 0 to 100"),
        (("gold.yml", "--at-least", "right=101"), "`101` is no percentage from 0 to 100"),
        (("none.yml",), "none.yml: there is no such file"),
        (("bad.yml",), "bad.yml:1: there is no document `sloop`"),
        (("sole.yml", "--at-least", "abstention_f1=1"), "nothing to measure it by"),
    ],
)
def test_misuse_is_told_apart_from_a_figure_that_is_too_low(gold: World, arguments: tuple[str, ...], told: str) -> None:
    gold.write("bad.yml", "- {question: Why?, document: sloop, facts: x}\n")
    gold.write("sole.yml", "- {question: How tall is the mast?, facts: 48 m}\n")
    gold.run("eval", *arguments)
    assert gold.code == 2
    assert told in gold.talk


def test_several_books_need_a_name(gold: World) -> None:
    gold.write("seeds/boats/book.yml", "title: Boats\n")
    gold.write("seeds/boats/documents/canoe.md", "# Canoe\n\nThe canoe is made of bark.\n")
    gold.write("some.yml", "- {question: What is it made of?, facts: bark}\n")
    gold.run("eval", "some.yml")
    assert gold.code == 2 and "it does not say which book is asked" in gold.talk
    gold.write(
        "some.yml",
        "- {question: What is the canoe made of?, document: canoe, facts: bark}\n"
        + GOLD.replace("facts", "book: ships\n  facts"),
    )
    said = gold.run("eval", "some.yml")
    assert gold.code == 0 and "by book:" in said


def test_for_people_the_worst_first(gold: World) -> None:
    gold.write("gold.yml", GOLD.replace("[48 m]", "[50 m]").replace('facts: "12"', "facts: not stated"))
    said = gold.run("eval", "gold.yml")
    false, wrong = (
        said.index("answered, although the documents do not say"),
        said.index("answered without any of the facts"),
    )
    assert false < wrong < said.index("correct")
    assert "    missing: 50 m\n    said: The mast of the frigate is 48 m tall.\n" in said


def test_a_page_and_engines_side_by_side(gold: World) -> None:
    said = gold.run("eval", "gold.yml", "--html", "report.html", "--engine", "toy")
    page = (gold.root / "report.html").read_text("utf-8")
    assert "How tall is the mast?" in page and "toy" in said
