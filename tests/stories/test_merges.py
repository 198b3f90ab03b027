"""Answers in git: one fact more or less is a few lines, and a merge that conflicts can be read and is named."""

import json
import subprocess

import pytest
from conftest import World

ANSWERS = "seeds/ships/answers"


def git(world: World, *arguments: str, check: bool = True) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=world.root, check=check, capture_output=True, text=True).stdout


@pytest.fixture
def kept(world: World) -> World:
    world.write(".gitignore", ".answerbook/\nbuild/\nsite/\n")
    world.run("build")
    for arguments in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "x"]):
        git(world, *arguments)
    return world


def rebuilt(world: World, branch: str, height: int) -> None:
    git(world, "checkout", "--quiet", "-b", branch, "main")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", f"{height} m")
    world.run("build")
    assert world.code == 0, world.talk
    git(world, "commit", "--quiet", "--all", "-m", branch)


def test_a_change_of_one_fact_is_a_diff_of_at_most_five_lines(kept: World) -> None:
    kept.edit("seeds/ships/documents/fregatte.md", "48 m", "49 m")
    kept.run("build")
    counts = [line.split("\t") for line in git(kept, "diff", "--numstat", "--", ANSWERS).splitlines()]
    assert any(name.endswith("mast.yml") for _, _, name in counts)
    assert all(int(added) <= 5 and int(removed) <= 5 for added, removed, _ in counts), counts
    words = git(kept, "diff", "--unified=0", "--", f"{ANSWERS}/mast.yml")
    assert "-  - state: answered" not in words and '+      - text: "The mast of the frigate is 49 m tall."' in words


def test_an_approval_is_a_diff_of_at_most_two_lines(kept: World) -> None:
    kept.run("approve", "mast")
    assert git(kept, "diff", "--numstat", "--", ANSWERS).split()[:2] in (["1", "1"], ["2", "2"])


def test_a_merge_that_conflicts_can_be_read_and_every_file_of_it_is_named(kept: World) -> None:
    rebuilt(kept, "one", 49)
    rebuilt(kept, "other", 50)
    git(kept, "merge", "one", check=False)
    torn = git(kept, "diff", "--name-only", "--diff-filter=U", "--", ANSWERS).split()
    assert f"{ANSWERS}/mast.yml" in torn
    text = (kept.root / ANSWERS / "mast.yml").read_text("utf-8")
    ours = text.split("<<<<<<< ")[1].split("=======")[0]
    theirs = text.split("=======")[1].split(">>>>>>> ")[0]
    assert "is 50 m tall" in ours and "is 49 m tall" in theirs
    assert len(ours.splitlines()) <= 6 and len(theirs.splitlines()) <= 6
    said = kept.run("check")
    assert kept.code == 1
    for name in torn:
        line = (kept.root / name).read_text("utf-8").split("<<<<<<<")[0].count("\n") + 1
        assert f"error: {name}:{line}: an unresolved merge conflict\n" in said
    found = json.loads(kept.run("check", "--json"))["findings"]
    assert sorted(one["file"] for one in found if one["rule"] == "merge-conflict") == sorted(torn)
    kept.run("build")
    assert (kept.code, kept.talk.startswith(f"error: {sorted(torn)[0]}:")) == (1, True)


def test_a_merge_is_settled_by_either_side_and_the_documents(kept: World) -> None:
    rebuilt(kept, "one", 49)
    rebuilt(kept, "other", 50)
    git(kept, "merge", "one", check=False)
    git(kept, "checkout", "--ours", "--", "seeds")
    kept.run("build")
    assert kept.code == 0, kept.talk
    assert kept.answers()["mast", None]["claims"][0]["text"] == "The mast of the frigate is 50 m tall."
    git(kept, "checkout", "--theirs", "--", ANSWERS)  # answers of the other side: composed anew for these documents
    kept.run("build")
    assert kept.answers()["mast", None]["claims"][0]["text"] == "The mast of the frigate is 50 m tall."


def test_an_edit_outlives_a_merge_with_new_evidence(kept: World) -> None:
    git(kept, "checkout", "--quiet", "-b", "anna", "main")
    kept.edit(f"{ANSWERS}/mast.yml", 'text: "The mast of the frigate is 48 m tall."', 'text: "It is 48 m tall."')
    kept.edit(f"{ANSWERS}/mast.yml", "  - state: answered", "  - state: edited")
    kept.run("build")
    git(kept, "commit", "--quiet", "--all", "-m", "anna")
    git(kept, "checkout", "--quiet", "-b", "bob", "main")
    kept.write("seeds/ships/documents/cutter.md", "# The cutter\n\nThe mast of the cutter is made of steel.\n")
    kept.run("build")
    git(kept, "add", "--all")
    git(kept, "commit", "--quiet", "-m", "bob")
    git(kept, "merge", "anna", check=False)
    path = kept.root / ANSWERS / "mast.yml"
    torn = path.read_text("utf-8")
    for side in ("bob", "anna"):
        path.write_text(resolved(torn, ours=side == "bob"), "utf-8")
        said = kept.run("check")
        assert ("write `state: edited again` to keep what a person decided" in said) == (side == "anna")
    kept.edit(f"{ANSWERS}/mast.yml", "  - state: edited", "  - state: edited again")
    kept.run("build")
    assert "is made of steel.”" in kept.talk and "the words it quotes still stand" in kept.talk
    answer = kept.answers()["mast", None]
    assert (answer["state"], answer["claims"][0]["text"]) == ("edited", "It is 48 m tall.")
    kept.run("approve", "mast")
    assert json.loads(kept.run("check", "--strict", "--json"))["findings"] == []


def resolved(text: str, *, ours: bool) -> str:
    """Keep one side of every conflict, as a person does in an editor."""
    lines, side = [], None
    for line in text.splitlines(keepends=True):
        marker = line[:7]
        if marker in ("<<<<<<<", "=======", ">>>>>>>"):
            side = {"<<<<<<<": True, "=======": False, ">>>>>>>": None}[marker]
        elif side in (None, ours):
            lines.append(line)
    return "".join(lines)
