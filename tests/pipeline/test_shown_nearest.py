"""Where an answer fell because its words are gone, the page shows what comes nearest now."""

from conftest import World


def test_the_paragraph_that_changed_is_shown_beside_an_approved_answer_that_fell(world: World) -> None:
    world.run("build")
    world.run("approve", "mast")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "51 m")
    world.run("build")
    answer = world.answers()["mast", None]
    assert not answer["claims"] and answer["standing"] == "unfound"
    assert "51 m tall" in answer["nearest"][0]["text"]
    page = (world.root / "build/pages/answers/ships/mast.md").read_text("utf-8")
    assert "51 m tall" in page and "48 m" not in page
    assert "How tall is the mast?" in world.run("gaps").partition("about something else")[0]
