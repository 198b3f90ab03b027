"""Builds killed anywhere: at every other case on the brink of a file operation, else at a random moment.

A whole site is left, the next build makes the bytes an undisturbed one makes, and at most one batch of work is lost.
"""

import mmap
import os
import random
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from builder.engines import toy
from builder.store import Store
from durable.ground import OUTPUTS, Broken, differing, edit, make_project, run, tree

BATCH = 4
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_EVENTS = frozenset("os.rename os.remove os.rmdir os.mkdir os.truncate shutil.rmtree ctypes.dlsym".split())


class Shared:
    """A number that a killed child leaves to its parent."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)

    @property
    def value(self) -> int:
        found: int = struct.unpack("q", self._memory[:8])[0]
        return found

    @value.setter
    def value(self, number: int) -> None:
        self._memory[:8] = struct.pack("q", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What every case starts from and ends with."""

    start: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    operations: int
    seconds: float
    work: int


_worked = Shared()
_operations = Shared()


@cache
def prepare(folder: Path, built: bool) -> Prepared:
    """Make a project, with a site or never built, change its documents, and build on undisturbed once."""
    _count_work()
    start, wanted = folder / "start", folder / "wanted"
    make_project(start)
    if built:
        run(start, render=True)
    before = tree(start, "site")
    edit(start, "seeds/ships/documents/frigate.md", "48 m", "50 m")
    (start / "seeds/ships/documents/brig.md").write_text("# The brig\n\nA crew of 90 sails the ship.\n", "utf-8")
    (start / "seeds/ships/documents/schooner.md").unlink()
    shutil.copytree(start, wanted)
    began, _worked.value = time.monotonic(), 0
    _in_child(wanted, at=0)
    seconds, work, operations = time.monotonic() - began, _worked.value, _operations.value
    after = tree(wanted, *OUTPUTS)
    assert operations > 100 and work > 2 * BATCH and before != tree(wanted, "site")
    return Prepared(start=start, before=before, after=after, operations=operations, seconds=seconds, work=work)


def case(number: int, folder: Path) -> str:
    """Kill a build, every fourth time its successor too, and let the next one finish."""
    built = number % 5 != 4  # every fifth case kills the very first build
    prepared = prepare(folder.parent / ("kills-built" if built else "kills-new"), built)
    chance, work = random.Random(number), folder / "work"
    shutil.copytree(prepared.start, work)
    _worked.value = 0
    kills = 2 if number % 4 == 3 else 1
    new = {name: content for name, content in prepared.after.items() if name.startswith("site/")}
    for _ in range(kills):
        if number % 2:
            moment = chance.uniform(0, prepared.seconds)
            told = f"killed after {moment:.3f} s"
            _in_child(work, seconds=moment)
        else:
            at = chance.randrange(1, prepared.operations + 1)
            told = f"killed before file operation {at}"
            _in_child(work, at=at)
        site = tree(work, "site")
        if site not in (prepared.before, new):
            raise Broken(f"a torn site, {told}: {differing(site, new)}")
    run(work, render=True)
    found = tree(work, *OUTPUTS)
    if found != prepared.after:
        raise Broken(f"other bytes, {told}: {differing(found, prepared.after)}")
    lost = _worked.value - prepared.work
    if lost > kills * BATCH:
        raise Broken(f"{lost} model calls lost, {told}")
    return ""


def _in_child(root: Path, *, at: int = 0, seconds: float | None = None) -> None:
    """Build in a child that ends before its file operation `at`, or after some seconds, or undisturbed."""
    child = os.fork()
    if child == 0:
        _build_and_leave(root, at)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise Broken(f"the build failed by itself with exit code {os.WEXITSTATUS(status)}")


def _build_and_leave(root: Path, at: int) -> NoReturn:
    try:
        _operations.value = 0
        sys.addaudithook(lambda event, arguments: _die_at(at) if _writes(event, arguments) else None)
        fsync = os.fsync

        def syncing(handle: int) -> None:
            _die_at(at)
            fsync(handle)

        os.fsync = syncing  # no audit event tells of it
        run(root, render=True)
    except BaseException as problem:
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
    return event in _EVENTS


def _die_at(at: int) -> None:
    _operations.value += 1
    if _operations.value == at:
        os.kill(os.getpid(), signal.SIGKILL)


@cache  # once: counting what counts already would count twice
def _count_work() -> None:
    """Let the toy engines note what they compute, and work be kept in small batches."""
    Store.once_each.__defaults__ = (BATCH,)
    toy.ToyEncoder.encode = _counted(toy.ToyEncoder.encode)  # type: ignore[method-assign]
    toy.ToyReader.read = _counted(toy.ToyReader.read)  # type: ignore[method-assign]
    toy.ToyJudge.support = _counted(toy.ToyJudge.support)  # type: ignore[method-assign]


def _counted(compute: Callable[..., Any]) -> Callable[..., Any]:
    def counting(engine: object, inputs: Sequence[object]) -> object:
        _worked.value += len(inputs)
        return compute(engine, inputs)

    return counting
