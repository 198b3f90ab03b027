"""What tests share: a small project that they build in sight, the command to run in it, and a browser."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.box_site import Served, build_ships, serve
from chromium import open_browser
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page

from builder.cli import run

# A busy machine is slow, which is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

CONFIG = (
    "site_name: Test\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: [answerbook]\n"
)
BOOK = "title: Ships\ndocuments:\n  - path: documents\n"
QUESTIONS = """\
questions:
  - id: mast
    ask: How tall is the mast?
    topic: Rig
  - id: anchor
    ask: What does the anchor weigh?
  - id: crew
    ask: Which crew sails the ship?
    scope: each
  - id: cargo
    ask: Where was the porcelain bought?
"""
DOCUMENTS = {
    "fregatte.md": """\
# The frigate

The mast of the frigate is 48 m tall. It was made in 1791 of Norwegian fir.

## Crew

A crew of 230 sails the ship. Most of the crew came from Bremen.

## Anchor

The anchor does weigh 2 t. It is kept at the bow of the frigate, and a chain of iron holds it.
""",
    "schooner.md": """\
# The schooner

The schooner was built in Kiel. Her sails are made of cotton, and her hull is painted black.

## Crew

A crew of 12 sails the ship.
""",
}


class World:
    """A project in a folder of its own."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self.code = 0
        self.talk = ""

    def write(self, name: str, text: str) -> Path:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a file of the project."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{name} does not say {old!r}"
        self.write(name, text.replace(old, new, 1))

    def run(self, *arguments: str) -> str:
        """Run the command and return what it printed; its exit code and its talk are kept."""
        self._capsys.readouterr()
        self.code = run(["-C", str(self.root), *arguments])
        said, self.talk = self._capsys.readouterr()
        return said

    def commit(self) -> None:
        """Put the project under git and commit all that people keep there."""
        self.write(".gitignore", ".answerbook/\nbuild/\nsite/\n")
        for command in (
            ["init", "--quiet"],
            ["add", "--all"],
            ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"],
        ):
            subprocess.run(["git", "-C", str(self.root), *command], check=True, capture_output=True)

    def answers(self, *arguments: str) -> dict[tuple[str, str | None], Any]:
        """Return the answers by question and document."""
        records = map(json.loads, self.run("answers", "--json", *arguments).splitlines())
        return {(record["question_id"], record["document"]): record for record in records}

    def files(self, *folders: str) -> dict[str, bytes]:
        """Return all files in some folders of the project."""
        paths = [path for folder in folders for path in (self.root / folder).rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, opened once for all tests of a file."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that knows nothing of any other."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little site with a query box, for files that bring none of their own; nobody changes it."""
    return build_ships(tmp_path_factory.mktemp("ships"))


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    """The site, served."""
    with serve(site) as found:
        yield found


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A project with one book of two documents and four questions, answered by the toy engines."""
    monkeypatch.setenv("ANSWERBOOK_ENGINE", "toy")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = World(tmp_path / "project", capsys)
    made.write("mkdocs.yml", CONFIG)
    made.write("docs/about.md", "# About\n\nThis site is about ships.\n")
    made.write("seeds/ships/book.yml", BOOK)
    made.write("seeds/ships/questions.yml", QUESTIONS)
    for name, text in DOCUMENTS.items():
        made.write(f"seeds/ships/documents/{name}", text)
    here = Path.cwd()
    os.chdir(made.root)
    yield made
    os.chdir(here)
