"""Measure one paragraph edited in a large book: `bench/edited.py ROOT --documents FOLDER [--passages 10000]`.

A project is made of every n-th page of a folder of Markdown, asked what each of some pages is about, built once in full
and kept: the same command goes on with it. Then a paragraph in the middle gets another word, a passage is added and
taken away again, each followed by a build in a process of its own, whose seconds are told. MkDocs does not run.
"""

import argparse
import gc
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from builder.cli import RARELY
from builder.format import read_project
from builder.passages import cut_passages
from builder.pipeline import build, open_books
from builder.sources import read_sources
from builder.store import Store

BOOK = "seeds/large"
CONFIG = "site_name: Large\nsite_url: https://example.org/\ntheme: {name: material}\nplugins: [answerbook]\n"
TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)


def main() -> int:
    """Make what is not there yet, edit, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, help="where the project is kept")
    parser.add_argument("--documents", type=Path, help="a folder of Markdown pages; needed the first time")
    parser.add_argument("--passages", type=int, default=10_000, help="at least so many; default: 10,000")
    parser.add_argument("--questions", type=int, default=64, help="default: 64")
    parser.add_argument("--times", type=int, default=3, help="how often each edit is made; default: 3")
    parser.add_argument("--engine", default="default", help="toy, to see what the models do not cost")
    parser.add_argument("--one-build", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one_build:
        print(json.dumps(_build(asked.root, asked.engine)))
        return 0
    if not (asked.root / "mkdocs.yml").is_file():
        _make(asked.root, asked.documents, asked.passages, asked.questions)
    full = asked.root / f"full-{asked.engine}.json"
    if not full.is_file():
        full.write_text(json.dumps(_built(asked.root, asked.engine)), "utf-8")
    _tell("full build", json.loads(full.read_text("utf-8")), None)
    _built(asked.root, asked.engine)  # whatever an interrupted run left
    for _ in range(asked.times):
        _edit(asked.root, asked.engine, json.loads(full.read_text("utf-8")))
    return 0


def _make(root: Path, documents: Path, passages: int, questions: int) -> None:
    """Write a project of as many pages, evenly spread, as hold so many passages."""
    pages = sorted(documents.rglob("*.md"))
    _write(root, documents, pages, questions)
    project = read_project(root)
    (book,) = open_books(project)
    texts, _ = read_sources(project, book, Store(project.cache_dir / "cache"))
    held = {text.source.paths[0]: len(cut_passages(text)) for text in texts}
    counts = [held.get(f"{BOOK}/documents/{page.relative_to(documents).as_posix()}", 0) for page in pages]
    for number in range(1, len(pages) + 1):
        chosen = [place * len(pages) // number for place in range(number)]
        if sum(counts[place] for place in chosen) >= passages:
            return _write(root, documents, [pages[place] for place in chosen], questions)
    raise SystemExit(f"{documents} holds fewer than {passages:,} passages")


def _write(root: Path, documents: Path, pages: list[Path], questions: int) -> None:
    shutil.rmtree(root / "seeds", ignore_errors=True)
    titles = [found[1] for page in pages if (found := TITLE.search(page.read_text("utf-8")))]
    asked = titles[:: max(1, len(titles) // questions)][:questions]
    lines = [f"  - {{id: q{number}, ask: {json.dumps(f'What is {title}?')}}}" for number, title in enumerate(asked)]
    written = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# Large\n",
        f"{BOOK}/questions.yml": "\n".join(["questions:", *lines]),
    }
    written |= {f"{BOOK}/book.yml": "title: Large\ndocuments:\n  - path: documents\n"}
    written |= {f"{BOOK}/documents/{page.relative_to(documents)}": page.read_text("utf-8") for page in pages}
    for name, text in written.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def _edit(root: Path, engine: str, full: dict[str, Any]) -> None:
    """Change a word of a paragraph in the middle, add a paragraph after it, and put both right again."""
    pages = sorted((root / BOOK / "documents").rglob("*.md"))
    page, paragraph = next(
        (page, paragraph)
        for page in pages[len(pages) // 2 :]
        for paragraph in page.read_text("utf-8").split("\n\n")[4:]
        if re.fullmatch(r"[A-Z][^`|\[#>]{80,400}\.", paragraph)
    )
    text = page.read_text("utf-8")
    moment = f"{time.time():.0f}"  # no cache knows it
    first, _, rest = paragraph.partition(" ")
    for name, new in (
        ("a word changed", f"{first} now{moment} {rest}"),
        ("a passage added", f"{paragraph}\n\nSince {moment} the {first.lower()} is written down twice."),
    ):
        page.write_text(text.replace(paragraph, new), "utf-8")
        _tell(name, _built(root, engine), full)
        page.write_text(text, "utf-8")
        _tell("and put right", _built(root, engine), full)


def _built(root: Path, engine: str) -> dict[str, Any]:
    """Build in a process of its own, so that its start counts too."""
    command = [sys.executable, str(Path(__file__).resolve()), str(root), "--one-build", "--engine", engine]
    began = time.time()
    done = subprocess.run(command, env={**os.environ, "BEGAN": str(began)}, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _build(root: Path, engine: str) -> dict[str, Any]:
    stages: list[tuple[str, float, float]] = []

    def note(text: str) -> None:
        stage = text.partition(":")[0]
        if not stages or stages[-1][0] != stage:
            stages.append((stage, time.time() - float(os.environ["BEGAN"]), time.process_time()))

    gc.set_threshold(*RARELY)  # as the command does
    note("starting")
    outcome = build(read_project(root), engine=engine, render=False, progress=note)
    note("done")
    return {
        "seconds": stages[-1][1],
        "processor": stages[-1][2],
        "stages": stages,
        "calls": dict(outcome.calls),
        "passages": dict(outcome.counts).get("passages"),
        "files": outcome.build.written + outcome.build.removed,
    }


def _tell(name: str, found: dict[str, Any], full: dict[str, Any] | None) -> None:
    calls = sum(found["calls"].values())
    share = f" = {calls / sum(full['calls'].values()):.2%} of the full build's" if full else ""
    load = os.getloadavg()[0]
    print(
        f"{name}: {found['seconds']:.1f} s, {found['processor']:.1f} processor seconds; {calls:,} model calls{share}"
        f" {found['calls']}; {found['passages']:,} passages, {found['files']} files; load {load:.1f}",
        flush=True,
    )
    steps = zip(found["stages"], found["stages"][1:], strict=False)
    print("    " + ", ".join(f"{a[0]} {b[1] - a[1]:.1f} ({b[2] - a[2]:.1f})" for a, b in steps), flush=True)


if __name__ == "__main__":
    sys.exit(main())
