"""Documents that do not agree: both sides on the page, a finding in every format, settled by a person's approval."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import World

PAGE = "site/answers/ships/mast/index.html"
MESSAGE = (
    "the documents answer with different numbers: “The mast of the frigate is 48 m tall.”"
    " (seeds/ships/documents/fregatte.md) — but “The mast of the frigate is 52 m tall.” (seeds/ships/documents/log.md)"
)


@pytest.fixture
def torn(world: World) -> World:
    world.write("seeds/ships/documents/log.md", "# The frigate\n\n## Notes\n\nThe mast of the frigate is 52 m tall.\n")
    return world


def test_both_sides_are_shown_and_lead_to_their_words(torn: World) -> None:
    torn.run("build")
    assert torn.code == 0, torn.talk
    page = (torn.root / PAGE).read_text("utf-8")
    disagreement = page.split('class="ab-conflict"')[1].split("</div>\n</div>")[0]
    assert "The documents give different numbers. Both are shown" in disagreement
    assert "48 m tall" in disagreement and "52 m tall" in disagreement
    other = (torn.root / "site/documents/ships/log/index.html").read_text("utf-8")
    (anchor,) = {part.split('"')[0] for part in disagreement.split("documents/ships/log/#")[1:]}
    assert f'id="{anchor}"' in other and "<mark" in other


def test_the_answer_s_card_in_the_query_box_says_so_too(torn: World) -> None:
    torn.run("build")
    cards = [content for name, content in torn.files("site").items() if "/box/cards" in name]
    assert [b"The documents give different numbers." in card for card in cards].count(True) == 1


def test_a_disagreement_is_a_finding_in_every_format(torn: World) -> None:
    torn.run("build")
    said = torn.run("check")
    assert (torn.code, f"warning: ships/mast: {MESSAGE}\n" in said) == (0, True), said
    (found,) = [one for one in json.loads(torn.run("check", "--json"))["findings"] if one["rule"] == "conflict"]
    assert (found["message"], found["severity"]) == (MESSAGE, "warning")
    (result,) = [
        one
        for one in json.loads(torn.run("check", "--format", "sarif"))["runs"][0]["results"]
        if one["ruleId"] == "conflict"
    ]
    assert MESSAGE in result["message"]["text"]
    suite = ElementTree.fromstring(torn.run("check", "--format", "junit"))
    (case,) = [case for case in suite if case.get("classname") == "answerbook.conflict"]
    assert case[0].get("message") == MESSAGE
    torn.run("check", "--strict")
    assert torn.code == 1


def test_an_approved_answer_settles_it(torn: World) -> None:
    torn.run("build")
    torn.run("approve", "mast")
    assert "note: ships/mast: the documents answer" in torn.run("check", "--strict")
    assert torn.code == 0
    torn.run("build")
    assert 'class="ab-conflict"' in (torn.root / PAGE).read_text("utf-8")


def test_a_disagreement_goes_with_the_document(torn: World) -> None:
    torn.run("build")
    (torn.root / "seeds/ships/documents/log.md").unlink()
    torn.run("build")
    assert "52 m" not in (torn.root / PAGE).read_text("utf-8")
    assert "different numbers" not in torn.run("check")


def test_questions_of_each_document_are_held_against_that_document_only(world: World) -> None:
    world.write("seeds/ships/documents/brig.md", "# The brig\n\nA crew of 90 sails the ship.\n")
    world.run("build")
    assert "different numbers" not in world.run("check")
    world.edit("seeds/ships/documents/brig.md", "ship.\n", "ship.\n\n## Papers\n\nA crew of 80 sails the ship.\n")
    world.run("build")
    said = world.run("check")
    assert "warning: ships/crew: the documents answer of ships/brig with different numbers: “A crew of 90" in said
    page = (world.root / "site/answers/ships/crew/index.html").read_text("utf-8")
    assert page.count('class="ab-conflict"') == 1
