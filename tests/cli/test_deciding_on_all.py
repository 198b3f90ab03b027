"""Who approves the answers of all documents leaves alone which of them were rejected by themselves."""

from conftest import World

from builder.format import read_project
from builder.pipeline import build


def test_an_answer_rejected_by_itself_is_approved_by_its_own_id_alone(world: World) -> None:
    build(read_project(world.root), engine="toy", render=False)
    world.run("reject", "crew@schooner")
    assert world.run("approve", "crew") == "Approved 1 answer; 1 file changed.\n"
    assert "ships/crew@schooner stays rejected: it is approved by its own ID alone\n" in world.talk
    assert world.answers()["crew", "schooner"]["state"] == "rejected"
    world.run("approve", "crew@schooner")
    assert world.answers()["crew", "schooner"]["state"] == "approved"
