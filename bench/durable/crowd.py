"""Many builds started at once in one project: one works, the others say so and leave, nothing is damaged."""

import mmap
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from builder.engines import Vectors, toy
from builder.errors import BusyError
from durable.ground import Broken, make_project, run, tree

PATIENCE = 300.0  # seconds that the one waits for the others to have tried
BUSY = 3


def case(number: int, folder: Path, size: int = 100) -> str:
    """Start them, and count who worked."""
    alone, shared = folder / "alone", folder / "shared"
    for root in (alone, shared):
        make_project(root)
    run(alone)
    tried = mmap.mmap(-1, size + 1)  # a byte for each, and one that opens the gate
    children = [_start(shared, tried, place) for place in range(size)]
    tried[size] = 1
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    if sorted(codes) != [0, *[BUSY] * (size - 1)]:
        raise Broken(f"exit codes {sorted(codes)}")
    if tree(shared, "build", "seeds") != tree(alone, "build", "seeds"):
        raise Broken("other bytes than of a build alone")
    if not run(shared).site_dir or list((shared / ".answerbook").glob("*staging-*")):
        raise Broken("something was left behind")
    return ""


def _start(root: Path, tried: mmap.mmap, place: int) -> int:
    child = os.fork()
    if child == 0:
        _build_and_leave(root, tried, place)
    return child


def _build_and_leave(root: Path, tried: mmap.mmap, place: int) -> NoReturn:
    others = len(tried) - 2
    encode = toy.ToyEncoder.encode

    def patient(engine: toy.ToyEncoder, texts: Sequence[str]) -> Vectors:
        """Hold the lock until everybody else has tried, so that all of them truly run at once."""
        end = time.monotonic() + PATIENCE
        while sum(tried[:-1]) < others and time.monotonic() < end:
            time.sleep(0.01)
        return encode(engine, texts)

    try:
        toy.ToyEncoder.encode = patient  # type: ignore[method-assign]
        while not tried[-1]:
            time.sleep(0.01)
        run(root)
    except BusyError:
        tried[place] = 1
        os._exit(BUSY)
    except BaseException as problem:
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)
        os._exit(1)
    os._exit(0)
