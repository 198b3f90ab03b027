"""The same inputs elsewhere: another folder, time zone, locale, hash seed, order of files, number of workers."""

import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

from durable.ground import EPOCH, OUTPUTS, Broken, differing, make_project, tree

BUILD = "import sys\nfrom builder.cli import run\nsys.exit(run(sys.argv[1:]))"
FOLDERS = ["here", "another place", "zürich", "a/b/c/d/e/f", "UPPER.lower"]
ZONES = ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Chatham", "Europe/Berlin"]
LOCALES = ["C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.UTF-8"]


@cache
def expected(ground: Path) -> dict[str, bytes]:
    """What the plainest surroundings make."""
    return _made(ground / "plain", {}, [], None)


def case(number: int, folder: Path) -> str:
    """Build in other surroundings, with the shipped models."""
    chance = random.Random(number)
    surroundings = {
        "TZ": ZONES[number % len(ZONES)],
        "LC_ALL": LOCALES[number // 2 % len(LOCALES)],
        "PYTHONHASHSEED": str(chance.randrange(1, 4_000_000_000)),
        "COLUMNS": str(chance.randrange(20, 200)),
    }
    workers = ["--spread", f"local:{number % 4}"] if number % 4 else []
    wanted = expected(folder.parent / "variants-ground")
    found = _made(folder / FOLDERS[number % len(FOLDERS)], surroundings, workers, chance)
    if found != wanted:
        raise Broken(f"{surroundings} {workers}: {differing(found, wanted)} differ")
    return ""


def _made(
    root: Path, surroundings: dict[str, str], workers: list[str], chance: random.Random | None
) -> dict[str, bytes]:
    make_project(root)
    if chance is not None:
        _shuffle(root, chance)
    unset = {"ANSWERBOOK_ENGINE", "LC_ALL", "LANG", "TZ", "PYTHONHASHSEED"}
    plain = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "build", *workers],
        cwd=root,
        env={**plain, "SOURCE_DATE_EPOCH": EPOCH, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Broken(f"{surroundings} {workers}: {done.stderr}")
    return tree(root, *OUTPUTS)


def _shuffle(root: Path, chance: random.Random) -> None:
    """Write every file again in another order, so that the file system lists them in another."""
    files = sorted(tree(root, "seeds", "docs").items())
    chance.shuffle(files)
    for name, _ in files:
        (root / name).unlink()
    for name, content in files:
        (root / name).write_bytes(content)
