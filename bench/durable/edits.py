"""Random scripts of edits: step by step a site must become what a build from nothing makes, and keep nothing gone."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from durable.ground import Broken, differing, make_project, run, tree

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
SHIPS = "seeds/ships"
Step = Callable[[Path, random.Random], None]


def documents(root: Path) -> list[Path]:
    """The documents of now."""
    return sorted(path for path in (root / SHIPS / "documents").rglob("*") if path.is_file())


def sentence(chance: random.Random) -> str:
    """A line of a document."""
    return chance.choice(SENTENCES).format(chance.randrange(100))


def add(root: Path, chance: random.Random) -> None:
    """A new document."""
    lines = [sentence(chance) for _ in range(chance.randrange(1, 9))]
    name = f"{chance.choice('abcdef')}{chance.randrange(4)}.{chance.choice(['md', 'txt'])}"
    (root / SHIPS / "documents" / name).write_text("\n\n".join(lines) + "\n", "utf-8")


def edit(root: Path, chance: random.Random) -> None:
    """Another paragraph."""
    path = chance.choice(documents(root))
    paragraphs = path.read_text("utf-8").split("\n\n")
    paragraphs[chance.randrange(len(paragraphs))] = sentence(chance)
    path.write_text("\n\n".join(paragraphs), "utf-8")


def delete(root: Path, chance: random.Random) -> None:
    """A document less."""
    if len(documents(root)) > 1:
        chance.choice(documents(root)).unlink()


def rename(root: Path, chance: random.Random) -> None:
    """A document under another name."""
    path = chance.choice(documents(root))
    path.rename(path.with_name(f"renamed{chance.randrange(9)}{path.suffix}"))


def move(root: Path, chance: random.Random) -> None:
    """A document in another folder."""
    path = chance.choice(documents(root))
    folder = root / SHIPS / "documents" / chance.choice(["deck", "hold"])
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)


def touch(root: Path, chance: random.Random) -> None:
    """The same bytes saved again."""
    path = chance.choice(documents(root))
    path.write_bytes(path.read_bytes())


def spread(root: Path, chance: random.Random) -> None:
    """Blanks that say nothing."""
    path = chance.choice(documents(root))
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n \n\n"), "utf-8")


def ask(root: Path, chance: random.Random) -> None:
    """One question more."""
    path = root / SHIPS / "questions.yml"
    number, scope = chance.randrange(100), chance.choice(["book", "each"])
    line = f"  - {{id: q{number}, ask: How many barrels of water are in part {number}?, scope: {scope}}}\n"
    if f"id: q{number}," not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8") + line, "utf-8")


def drop(root: Path, chance: random.Random) -> None:
    """One question less."""
    path = root / SHIPS / "questions.yml"
    kept = path.read_text("utf-8").rsplit("  - ", 1)[0]
    if kept.count("  - ") > 1:
        path.write_text(kept, "utf-8")


def configure(root: Path, chance: random.Random) -> None:
    """Another title of the book."""
    path = root / SHIPS / "book.yml"
    path.write_text(f"title: Ships {chance.randrange(3)}\ndocuments:\n  - path: documents\n", "utf-8")


PLAYS: list[Step] = [add, edit, edit, edit, delete, rename, move, touch, spread, ask, drop, configure]


def revert(root: Path, snapshot: Path) -> None:
    """Everything as it was at first."""
    for name in ("documents", "questions.yml", "book.yml"):
        target, source = root / SHIPS / name, snapshot / "ships" / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)


def case(number: int, folder: Path) -> str:
    """Play one script."""
    chance = random.Random(number)
    root, snapshot, clean = folder / "root", folder / "snapshot", folder / "clean"
    make_project(root)
    shutil.copytree(root / "seeds", snapshot)
    run(root)
    done, written = [], said(root)
    for _ in range(STEPS):
        if chance.random() < 0.1:  # somebody takes it all back
            done.append("revert")
            revert(root, snapshot)
        else:
            play = chance.choice(PLAYS)
            done.append(play.__name__)
            play(root, chance)
        run(root)
        written |= said(root)
        refuse_stale(root, written, done)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns(".answerbook", "build", "answers"))
    run(clean)
    here, there = (tree(one, "build", f"{SHIPS}/answers") for one in (root, clean))
    if here != there:
        raise Broken(f"not as from nothing after {done}: {differing(here, there)}")
    approve_and_edit(root, chance, written, done)
    return ""


def said(root: Path) -> set[str]:
    """The sentences that the documents hold."""
    lines = (line.strip() for path in documents(root) for line in path.read_text("utf-8").splitlines())
    return {line for line in lines if line.endswith(".")}


def refuse_stale(root: Path, written: set[str], done: list[str]) -> None:
    """Nothing that no document says any more may stand on any page, in the bundle or in an answer that is ours."""
    now = " ".join(" ".join(path.read_text("utf-8").split()) for path in documents(root))
    gone = [line.encode() for line in sorted(written) if line not in now]
    for name, content in tree(root, "build").items():
        for line in gone:
            if line in content:
                raise Broken(f"{name} still says {line!r} after {done}")


def approve_and_edit(root: Path, chance: random.Random, written: set[str], done: list[str]) -> None:
    """A person's answer is pinned as well: when its words go, no page may say them."""
    answers = sorted((root / SHIPS / "answers").glob("*.yml"))
    path = chance.choice(answers)
    path.write_text(path.read_text("utf-8").replace("state: answered", "state: approved"), "utf-8")
    run(root)
    for _ in range(2):
        edit(root, chance)
    run(root)
    refuse_stale(root, written | said(root), [*done, "approve", "edit", "edit"])
