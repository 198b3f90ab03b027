"""Measure the query box of a large site: `bench/large.py --project ROOT --questions FILE --pages N… [--json]`.

The pages are made of a real project's passages: each takes runs of neighbouring passages, those under one heading, from
several pages, so that words, vectors and lengths are a real site's. Only the query box's files are made, in memory, and
the questions are asked through them as `bench/search.py` asks them. Needs node; the project's cache keeps its vectors.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.rows import read_rows
from bench.search import read_question, run_node, summarise
from builder.bundle import FOLDER, make_bundle, prepare_box
from builder.bundle.choosing import DEFAULTS, Learned
from builder.engines import Encoder, Vectors
from builder.format import read_books, read_project
from builder.packaged import WEB
from builder.pipeline.engines import choose_engines
from builder.pipeline.gather import gather_site
from builder.records import Passage, Site
from builder.store import Store

Run = tuple[int, ...]  # rows of neighbouring passages under one heading


@dataclass(frozen=True, slots=True)
class Made:
    """What the box is made from, as the index would hold it."""

    passages: tuple[Passage, ...]
    vectors: Vectors


def read_site(root: Path) -> tuple[Site, Made, Encoder]:
    """Everything a project says, and its vectors."""
    project = read_project(root)
    store = Store(project.cache_dir / "cache")
    engines = choose_engines("default", store)
    gathered = gather_site(project, read_books(project), engines, store)
    return gathered.site, Made(gathered.index.passages, gathered.index.vectors), engines.encoder


def enlarge(site: Site, made: Made, pages: int) -> tuple[Site, Made]:
    """The same site with so many pages, each as long as one of its own."""
    chance = random.Random(pages)
    keys = [(one.source, one.headings) for one in made.passages]
    runs: list[Run] = [
        tuple(row for row, _ in run) for _, run in groupby(enumerate(keys), key=lambda numbered: numbered[1])
    ]
    lengths = [len(list(run)) for _, run in groupby(made.passages, key=lambda one: one.source)]
    by_id = {source.id: source for source in site.sources}
    sources, passages, rows = [], [], list[int]()
    for number in range(pages):
        wanted, taken = chance.choice(lengths), list[int]()
        while len(taken) < wanted:
            taken += chance.choice(runs)
        like = by_id[made.passages[taken[0]].source]
        source = replace(like, id=f"{like.book}/page-{number}", page_url=f"part-{number % 40}/page-{number}/")
        sources.append(source)
        passages += [
            replace(made.passages[row], id=f"{source.id}.{place}", source=source.id) for place, row in enumerate(taken)
        ]
        rows += taken
    larger = replace(site, sources=tuple(sources), passages=tuple(passages), answers=(), findings=(), audits=())
    return larger, Made(tuple(passages), made.vectors[numpy.array(rows)])


def measure(site: Site, made: Made, encoder: Encoder, questions: list[dict[str, object]]) -> dict[str, float]:
    """Make the box, ask, and say what it took."""
    start = time.process_time()
    assets = make_bundle(site, prepare_box(site, made, encoder), encoder, Learned(DEFAULTS, ()))
    seconds = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        for asset in assets:
            Path(folder, asset.path.removeprefix(f"{FOLDER}/")).write_bytes(asset.content)
        figures = summarise(questions, run_node("ask.mjs", [WEB, folder], questions))
    kept = ("first_bytes_median", "first_requests_median", "next_bytes_median", "query_ms_median")
    sizes = {"files": len(assets), "bytes": sum(len(one.content) for one in assets), "seconds": round(seconds, 1)}
    return {
        "pages": len(site.sources),
        "passages": len(made.passages),
        **{name: figures[name] for name in kept},
        **sizes,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, enlarge, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, required=True, help="a project that has been built")
    parser.add_argument("--questions", type=Path, required=True, help="one JSON object a line, as for bench/search.py")
    parser.add_argument("--pages", type=int, nargs="+", default=[1_200, 10_000], help="0 for the project as it is")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    questions = read_rows(given.questions, read_question)
    site, made, encoder = read_site(given.project)
    rows = []
    for pages in given.pages:
        larger, more = enlarge(site, made, pages) if pages else (site, made)
        rows.append(measure(larger, more, encoder, questions))
        if not given.json:
            print(", ".join(f"{name} {value:,}" for name, value in rows[-1].items()), flush=True)
    if given.json:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
