"""What is not in English, the only language that the shipped models were taught, waits for a person."""

import pytest
from conftest import World

GERMAN = """\
# Der Leuchtturm

Der Leuchtturm ist 41 Meter hoch und wurde aus Granit gebaut. Er steht auf einer Klippe.

## Wer zündet das Licht an?

Der Wärter zündet das Licht bei Einbruch der Nacht an.
"""
ASKED = """
  - id: hoch
    ask: Ist der Leuchtturm 41 Meter hoch?
  - id: farbe
    ask: Welche Farbe hat der Kran?
"""


@pytest.fixture
def harbour(world: World) -> World:
    """English ships, and a lighthouse in German beside them."""
    world.write("seeds/ships/documents/leuchtturm.md", GERMAN)
    world.write("seeds/ships/questions.yml", (world.root / "seeds/ships/questions.yml").read_text("utf-8") + ASKED)
    return world


def test_an_answer_in_another_language_waits_until_a_person_approves_it(harbour: World) -> None:
    harbour.run("build")
    answers = harbour.root / "site/answers/ships"
    assert (answers / "mast/index.html").exists(), "English beside it is answered as ever"
    assert not (answers / "hoch").exists()
    assert "der Leuchtturm ist 41" not in "".join(path.read_text("utf-8") for path in answers.rglob("*.html"))
    assert (
        "warning: ships/hoch: waits for a person's approval and is not published: it is not in English, the only"
        " language that the models were taught\n"
    ) in harbour.talk
    assert "`approval: false` in book.yml publishes such answers unread\n" in harbour.talk
    assert "waits for a person" in (harbour.root / "site/answers/build/index.html").read_text("utf-8")
    harbour.run("approve", "hoch")
    harbour.run("build")
    assert "hoch: waits" not in harbour.talk
    assert (answers / "hoch/index.html").exists()


def test_an_authors_own_answer_is_published_in_any_language(harbour: World) -> None:
    harbour.run("build")
    page = harbour.root / "site/answers/ships/wer-zundet-das-licht-an/index.html"
    assert "Der Wärter zündet das Licht" in page.read_text("utf-8")


def test_a_book_may_publish_other_languages_unread(harbour: World) -> None:
    harbour.edit("seeds/ships/book.yml", "title: Ships", "title: Ships\napproval: false")
    harbour.run("build")
    assert "waits" not in harbour.talk
    assert (harbour.root / "site/answers/ships/hoch/index.html").exists()


def test_a_question_in_another_language_is_not_answered_unread_by_english_words(world: World) -> None:
    world.edit("seeds/ships/questions.yml", "How tall is the mast?", "Ist der mast der frigate 48 m tall?")
    world.run("build")
    assert "ships/mast: waits for a person's approval" in world.talk


def test_silence_in_another_language_is_none_that_was_found(harbour: World) -> None:
    harbour.run("build")
    standings = {place[0]: one["standing"] for place, one in harbour.answers().items()}
    assert standings["farbe"] == "unfound"
    assert standings["cargo"] == "silent"


def test_of_a_question_asked_of_each_document_the_others_are_published(harbour: World) -> None:
    harbour.edit(
        "seeds/ships/questions.yml", "Which crew sails the ship?", "Which crew sails the ship or the Leuchtturm?"
    )
    harbour.write(
        "seeds/ships/documents/leuchtturm.md",
        "# Der Turm\n\nDer Leuchtturm wird von einer crew und dem ship bewacht.\n",
    )
    harbour.run("build")
    page = (harbour.root / "site/answers/ships/crew/index.html").read_text("utf-8")
    assert "A crew of 12 sails the ship." in page
    assert "An answer waits for a person’s approval." in page
    assert "bewacht" not in page.partition("<main")[2]


def test_nothing_is_proposed_of_what_is_not_english(harbour: World) -> None:
    sails = "# Sails\n\n## Reef a mainsail\n\nTo reef a mainsail, {}.\n"
    harbour.write("seeds/ships/documents/sails.md", sails.format("zieht man die rote Leine, wenn der Wind nicht dreht"))
    assert "reef" not in harbour.run("expect", "ships", "--dry-run")
    harbour.write("seeds/ships/documents/sails.md", sails.format("you pull the red line at the mast"))
    assert "How do I reef a mainsail?" in harbour.run("expect", "ships", "--dry-run")
