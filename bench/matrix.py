"""Measure many questions asked of many documents: `python bench/matrix.py --data DIR [--publications N] [--json]`.

DIR holds `transcripts/part*.jsonl.gz`: 28 questions to each of 399 publications. A project of theirs is written into a
temporary folder and answered by the build's own steps. With N publications, drawn at random, the processor's time is
scaled to all of them.
"""

import argparse
import cProfile
import json
import pstats
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.rows import read_rows
from builder.format import read_project
from builder.pipeline.build import CACHE, open_books
from builder.pipeline.engines import NAMES, choose_engines
from builder.pipeline.gather import Gathered, gather_site
from builder.store import Store

OPENING = (
    "Use the following pieces of context to answer the question at the end. If you don't know the answer, just say that"
    " you don't know, don't try to make up an answer."
)
CORES = 2
BOOK = "title: Matrix\npool:\n  pattern: '^(?P<document>.+)-\\d+\\.txt$'\n"
CONFIG = (
    "site_name: Matrix\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: [answerbook]\n"
)


def read_transcripts(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every publication's transcripts."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("part*.jsonl.gz")):
        for row in read_rows(path, dict):
            found.setdefault(str(row["publication"]), []).append(row)
    return found


def write_project(root: Path, publications: dict[str, list[dict[str, Any]]]) -> None:
    """Write a project with one book: its documents are transcripts, its questions theirs."""
    documents = root / "seeds" / "matrix" / "documents"
    documents.mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (documents.parent / "book.yml").write_text(BOOK, encoding="utf-8")
    asked: dict[str, str] = {}
    for name, rows in publications.items():
        for row in rows:
            asked.setdefault(f"q{int(row['cq']):02}", row["question"])
            prompt = f'{OPENING}\n\n{row["context"]}\n\nQuestion: %INSTRUCTIONS:\n%Query\nQuery: "{row["question"]}"\n'
            path = documents / f"{name.replace('/', '_')}-{row['cq']}.txt"
            path.write_text(f"{prompt}\n\nHelpful Answer:\n", encoding="utf-8")
    entries = [{"id": key, "ask": text, "scope": "each"} for key, text in sorted(asked.items())]
    (documents.parent / "questions.yml").write_text(json.dumps({"questions": entries}), encoding="utf-8")


def answer(root: Path, engine: str) -> tuple[Gathered, dict[str, float], dict[str, int]]:
    """Answer everything as a build does; also the seconds of each stage and the engines' calls."""
    project = read_project(root)
    store = Store(project.cache_dir / CACHE)
    engines = choose_engines(engine, store)
    stages: dict[str, float] = {}
    stage, since = "reading", time.process_time()

    def note(text: str) -> None:
        nonlocal stage, since
        now = time.process_time()
        name = stage.split(" ", 1)[0]
        stages[name] = stages.get(name, 0.0) + now - since
        stage, since = text, now

    gathered = gather_site(project, open_books(project), engines, store, progress=note)
    note("end")
    return gathered, stages, dict(engines.calls)


def measure(
    gathered: Gathered, stages: dict[str, float], calls: dict[str, int], wall: float, whole: int
) -> dict[str, Any]:
    """Every figure of one run, and what it says of all publications."""
    site = gathered.site
    cells, sources = len(site.answers), len(site.sources)
    seconds = sum(stages.values())
    return {
        "publications": sources,
        "questions": len(site.questions),
        "cells": cells,
        "passages": len(site.passages),
        "states": dict(Counter(answer.state for answer in site.answers)),
        "calls": calls,
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(seconds, 1),
        "stages": {name: round(value, 1) for name, value in stages.items()},
        "seconds_a_cell": round(seconds / max(1, cells), 3),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "all_publications": whole,
        "minutes_for_all_on_two_cores": round(seconds * whole / max(1, sources) / 60 / CORES, 1),
    }


def choose(publications: dict[str, list[dict[str, Any]]], number: int, seed: int) -> dict[str, list[dict[str, Any]]]:
    """Some publications, drawn at random; 0 is all of them."""
    names: Sequence[str] = sorted(publications)
    kept = names if not number else Random(seed).sample(names, min(number, len(names)))
    return {name: publications[name] for name in kept}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--publications", type=int, default=0, help="how many, drawn at random; by default all")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engine", choices=NAMES, default="default")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = parser.parse_args()
    publications = read_transcripts(chosen.data / "transcripts")
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), choose(publications, chosen.publications, chosen.seed))
        profile = cProfile.Profile()
        started = time.perf_counter()
        if chosen.profile:
            profile.enable()
        gathered, stages, calls = answer(Path(folder), chosen.engine)
        profile.disable()
        wall = time.perf_counter() - started
    if chosen.profile:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(40)
    figures = measure(gathered, stages, calls, wall, len(publications))
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:30} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
