"""A build killed at any moment leaves a whole site; the next build makes what an undisturbed one makes.

Here the command itself is killed, MkDocs in a process of its own; `bench/durability.py` kills many more.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import World
from tenth import hold

KILLS = int(os.environ.get("ANSWERBOOK_KILLS", "5"))
BUILD = [sys.executable, "-c", "import sys\nfrom builder.cli import run\nsys.exit(run(sys.argv[1:]))", "build"]


def tree(root: Path, *folders: str) -> dict[str, bytes]:
    paths = [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_kills(world: World, tmp_path: Path) -> None:
    chance = random.Random(KILLS)
    world.run("build")
    before = tree(world.root, "site")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "50 m")
    world.write("seeds/ships/documents/brig.md", "# The brig\n\nA crew of 90 sails the ship. It is fast.\n")
    start, wanted, work = tmp_path / "start", tmp_path / "wanted", tmp_path / "work"
    shutil.copytree(world.root, start)
    shutil.copytree(world.root, wanted)
    began = time.monotonic()
    subprocess.run(BUILD, cwd=wanted, check=True, capture_output=True)
    lasts = time.monotonic() - began
    after = tree(wanted, "site", "build", "seeds")
    new_site = tree(wanted, "site")
    for number in range(KILLS):
        if number % 3 == 0:  # else the debris of the last kill stays
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(start, work)
        moment = chance.uniform(0, lasts)
        with subprocess.Popen(BUILD, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            time.sleep(moment)
            child.send_signal(signal.SIGKILL)
            child.wait()
        assert tree(work, "site") in (before, new_site), f"a torn site after a kill at {moment:.2f} s"
        done = subprocess.run(BUILD, cwd=work, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"after a kill at {moment:.2f} s: {done.stderr}"
        assert tree(work, "site", "build", "seeds") == after, f"other bytes after a kill at {moment:.2f} s"


def test_builds_killed_at_any_file_operation_and_at_any_moment(tmp_path: Path) -> None:
    assert hold("kills", tmp_path).startswith("kills: 100 cases, 0 broken")


def test_builds_at_once(tmp_path: Path) -> None:
    assert hold("crowd", tmp_path).startswith("crowd: 1 cases, 0 broken")


def test_commands_at_once(world: World) -> None:
    children = [
        subprocess.Popen(BUILD, cwd=world.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ended = [(*child.communicate(), child.returncode) for child in children]
    worked = [said for said, _, code in ended if code == 0]
    told = [talk for _, talk, code in ended if code == 1]
    assert len(worked) >= 1
    assert len(worked) + len(told) == len(children)
    assert all("another build is at work here (process " in talk for talk in told)
    assert world.run("build").startswith("Nothing to do")
