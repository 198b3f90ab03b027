"""Whatever people do to their documents, step by step, the site becomes what a build from nothing makes of them.

`ANSWERBOOK_SCRIPTS=500` runs the full count.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import World

from builder.format import read_project
from builder.pipeline import build

SCRIPTS = int(os.environ.get("ANSWERBOOK_SCRIPTS", "50"))
STEPS = 4
SENTENCES = [
    "The mast of the frigate is {} m tall.",
    "The anchor does weigh {} t.",
    "A crew of {} sails the ship.",
    "The hull was painted in {} days.",
    "Porcelain was bought in Canton for {} guilders.",
    "- {} barrels of water",
    "## Part {}",
]
Step = Callable[[Path, random.Random], None]


def documents(root: Path) -> list[Path]:
    return sorted(path for path in (root / "seeds/ships/documents").rglob("*") if path.is_file())


def add(root: Path, chance: random.Random) -> None:
    lines = [chance.choice(SENTENCES).format(chance.randrange(100)) for _ in range(chance.randrange(1, 9))]
    name = f"{chance.choice('abcdef')}{chance.randrange(4)}.{chance.choice(['md', 'txt'])}"
    (root / "seeds/ships/documents" / name).write_text("\n\n".join(lines) + "\n", "utf-8")


def edit(root: Path, chance: random.Random) -> None:
    path = chance.choice(documents(root))
    paragraphs = path.read_text("utf-8").split("\n\n")
    at = chance.randrange(len(paragraphs))
    paragraphs[at] = chance.choice(SENTENCES).format(chance.randrange(100))
    path.write_text("\n\n".join(paragraphs), "utf-8")


def delete(root: Path, chance: random.Random) -> None:
    if len(documents(root)) > 1:
        chance.choice(documents(root)).unlink()


def rename(root: Path, chance: random.Random) -> None:
    path = chance.choice(documents(root))
    path.rename(path.with_name(f"renamed{chance.randrange(9)}{path.suffix}"))


def move(root: Path, chance: random.Random) -> None:
    path = chance.choice(documents(root))
    folder = root / "seeds/ships/documents" / chance.choice(["deck", "hold"])
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)


def touch(root: Path, chance: random.Random) -> None:
    path = chance.choice(documents(root))
    path.write_bytes(path.read_bytes())


def spread(root: Path, chance: random.Random) -> None:
    path = chance.choice(documents(root))
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n \n\n"), "utf-8")


def ask(root: Path, chance: random.Random) -> None:
    path = root / "seeds/ships/questions.yml"
    number = chance.randrange(100)
    scope = chance.choice(["book", "each"])
    line = f"  - {{id: q{number}, ask: How many barrels of water are in part {number}?, scope: {scope}}}\n"
    if f"id: q{number}," not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8") + line, "utf-8")


def drop(root: Path, chance: random.Random) -> None:
    path = root / "seeds/ships/questions.yml"
    kept = path.read_text("utf-8").rsplit("  - ", 1)[0]
    if kept.count("  - ") > 1:
        path.write_text(kept, "utf-8")


def configure(root: Path, chance: random.Random) -> None:
    path = root / "seeds/ships/book.yml"
    path.write_text(f"title: Ships {chance.randrange(3)}\ndocuments:\n  - path: documents\n", "utf-8")


PLAYS: list[Step] = [add, edit, edit, edit, delete, rename, move, touch, spread, ask, drop, configure]


def made(root: Path) -> dict[str, bytes]:
    build(read_project(root), engine="toy", render=False)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("build", "seeds/ships/answers")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("number", range(SCRIPTS))
def test_step_by_step_is_the_same_as_from_nothing(world: World, tmp_path: Path, number: int) -> None:
    chance = random.Random(number)
    snapshot = tmp_path / "snapshot"
    shutil.copytree(world.root / "seeds", snapshot)
    made(world.root)
    done = []
    for _ in range(STEPS):
        if chance.random() < 0.1:  # somebody takes it all back
            done.append("revert")
            for name in ("documents", "questions.yml", "book.yml"):
                target, source = world.root / "seeds/ships" / name, snapshot / "ships" / name
                shutil.rmtree(target) if target.is_dir() else target.unlink()
                shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        else:
            play = chance.choice(PLAYS)
            done.append(play.__name__)
            play(world.root, chance)
        incremental = made(world.root)
    clean = tmp_path / "clean"
    shutil.copytree(world.root, clean, ignore=shutil.ignore_patterns(".answerbook", "build", "answers"))
    expected = made(clean)
    differing = [name for name in expected.keys() | incremental.keys() if expected.get(name) != incremental.get(name)]
    assert differing == [], f"after {done}"
