"""The tiny project that every case breaks, and a quick way to build it: one process, warm, MkDocs in it.

Everything a build does is done for real; only what cannot change meanwhile (the program's own digest, compiled
templates) is worked out once.
"""

import contextlib
import importlib
import logging
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.commands.build import build as render_site
from mkdocs.config import load_config

from builder.format import read_project
from builder.pipeline import Outcome, build, stamp
from builder.records import Project

EPOCH = "1700000000"
CONFIG = """\
site_name: Ships
site_url: https://example.org/
theme: {name: mkdocs, highlightjs: false}
plugins: [answerbook]
"""
BOOK = "title: Ships\ndocuments:\n  - path: documents\n"
QUESTIONS = """\
questions:
  - {id: mast, ask: How tall is the mast?, topic: Rig}
  - {id: crew, ask: Which crew sails the ship?, scope: each}
  - {id: cargo, ask: Where was the porcelain bought?}
"""
DOCUMENTS = {
    "frigate.md": "# The frigate\n\nThe mast of the frigate is 48 m tall.\n\n## Crew\n\nA crew of 230 sails her.\n",
    "schooner.md": "# The schooner\n\nThe schooner was built in Kiel.\n\n## Crew\n\nA crew of 12 sails the ship.\n",
}
OUTPUTS = ("site", "build", "seeds")


class Broken(AssertionError):
    """Something that must never break did."""


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once a process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def make_project(root: Path) -> None:
    """Write the tiny project."""
    written = {"mkdocs.yml": CONFIG, "docs/about.md": "# About\n\nThis site is about ships.\n"}
    written |= {"seeds/ships/book.yml": BOOK, "seeds/ships/questions.yml": QUESTIONS}
    written |= {f"seeds/ships/documents/{name}": text for name, text in DOCUMENTS.items()}
    for name, text in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace words of a file."""
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def tree(root: Path, *folders: str) -> dict[str, bytes]:
    """All files below some folders."""
    paths = [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of files that differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def run(root: Path, *, render: bool = False) -> Outcome:
    """Build a project with the toy engines."""
    return build(read_project(root), engine="toy", render=render)


@contextlib.contextmanager
def warm() -> Iterator[None]:
    """Let builds of this process pay once for what cannot change: our own digest, templates, MkDocs' imports."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    logging.disable(logging.ERROR)
    program = stamp._program()
    building = importlib.import_module("builder.pipeline.build")  # the package gives its name to the function
    kept = (stamp._program, jinja2.Environment, building.render_folder)
    stamp._program = lambda: program
    jinja2.Environment = partial(kept[1], bytecode_cache=_Compiled())  # type: ignore[misc]
    building.render_folder = _render_here
    try:
        yield
    finally:
        stamp._program, jinja2.Environment, building.render_folder = kept  # type: ignore[misc]
        logging.disable(logging.NOTSET)


def _render_here(project: Project, staging: Path, epoch: str, strict: bool = True) -> tuple[str, ...]:
    """Render with MkDocs in this process: the same files without the start of an interpreter."""
    config = load_config(config_file=str(project.root / "mkdocs.yml"), site_dir=str(staging), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    render_site(config)
    config.plugins.on_shutdown()
    return ()
