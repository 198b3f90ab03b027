"""Measure retrieval on files in BEIR's form: `python bench/retrieval.py --corpus F --queries F --qrels F [--json]`.

Texts (Markdown, where they have its headings) are cut, indexed and ranked as in a build; a text counts by its best
passage. Figures are in percent, and those of its words alone (BM25) stand beside them. `bench/known_collections.py`
turns Cranfield, CISI and the AWS documentation into such files.
"""

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.rows import read_lines, read_rows
from builder.digest import short
from builder.engines.encoder import load_encoder
from builder.evidence import fuse
from builder.index import Index, make_index
from builder.passages import cut_passages
from builder.rank import make_words
from builder.readers.markdown import read_markdown
from builder.records import Block, Passage, Source, SourceText

HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
Scores = NDArray[numpy.float64]
Judgements = dict[str, dict[str, int]]


def read_texts(path: Path) -> dict[str, tuple[str, str]]:
    """Read texts or queries: id to title and text."""
    return dict(read_rows(path, from_line))


def from_line(row: dict[str, Any]) -> tuple[str, tuple[str, str]]:
    """A text's or a query's id, title and words."""
    name = row.get("_id", row.get("id"))
    text = next((row[key] for key in ("text", "query", "question") if row.get(key)), "")
    if name is None or not isinstance(text, str):
        raise ValueError("no `_id`, or a `text` that is none")
    return str(name), (str(row.get("title") or ""), text)


def read_judgements(path: Path) -> Judgements:
    """Read three columns with a heading line (BEIR) or four without (TREC)."""
    judged: Judgements = {}
    for number, line in read_lines(path):
        columns = line.rstrip("\r").split("\t") if "\t" in line else line.split()
        try:
            query, text, mark = columns[0], columns[-2], float(columns[-1])
        except (IndexError, ValueError) as error:
            if number == 1:
                continue  # the names of the columns
            raise SystemExit(f"error: {path}:{number}: no query, text and mark: {line.strip()}") from error
        judged.setdefault(query, {})[text] = max(int(mark), 0)  # below zero is as little to the point as zero
    return judged


def cut_text(name: str, title: str, text: str) -> tuple[Passage, ...]:
    """The passages of one text of the corpus."""
    source = Source(id=short(name), book="bench", title=title, paths=(), media_type="text/plain", sha256="")
    if HEADING.search(text):
        return cut_passages(SourceText(source=source, blocks=read_markdown(text).blocks))
    heading = (Block(kind="heading", text=title, level=1),) if title else ()
    paragraphs = tuple(Block(kind="paragraph", text=part.strip()) for part in text.split("\n\n") if part.strip())
    return cut_passages(SourceText(source=source, blocks=heading + paragraphs))


def rank_passages(index: Index, query: str, vector: NDArray[numpy.float32]) -> Scores:
    """Every passage's score for a query."""
    return fuse(index.nearness(vector), index.sentence_nearness(vector), index.words.scores(query))


def best_by_text(scores: Scores, owners: NDArray[numpy.int64], size: int) -> Scores:
    """Every text's score: that of its best passage."""
    best = numpy.zeros(size)
    numpy.maximum.at(best, owners, scores)
    return best


def measure(ranked: Sequence[Sequence[str]], judged: Sequence[dict[str, int]]) -> dict[str, float]:
    """The mean figures over all queries, in percent."""
    rows = [measure_one(names, marks) for names, marks in zip(ranked, judged, strict=True)]
    return {name: round(100 * sum(row[name] for row in rows) / len(rows), 2) for name in rows[0]}


def measure_one(names: Sequence[str], marks: dict[str, int]) -> dict[str, float]:
    """The figures of one query; a mark of two earns twice what a mark of one does, as BEIR has it."""
    right = {name for name, mark in marks.items() if mark > 0}
    first = next((place for place, name in enumerate(names, start=1) if name in right), math.inf)
    gained = sum(marks.get(name, 0) / math.log2(place + 2) for place, name in enumerate(names[:10]))
    ideal = sorted((mark for mark in marks.values() if mark > 0), reverse=True)[:10]
    most = sum(mark / math.log2(place + 2) for place, mark in enumerate(ideal))
    return {
        "ndcg_10": gained / most,
        "mrr_10": 1 / first if first <= 10 else 0.0,
        "recall_10": len(right & set(names[:10])) / len(right),
        "recall_100": len(right & set(names[:100])) / len(right),
        "top_1": float(first <= 1),
        "top_5": float(first <= 5),
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", help="another encoder's name or folder")
    chosen = parser.parse_args()
    texts, queries = read_texts(chosen.corpus), read_texts(chosen.queries)
    judged = {
        query: marks
        for query, marks in read_judgements(chosen.qrels).items()
        if query in queries and any(mark > 0 and name in texts for name, mark in marks.items())
    }
    if not judged:
        raise SystemExit(f"error: {chosen.qrels}: none of its queries and texts stand in the other two files")
    names, asked = list(texts), list(judged)
    encoder = load_encoder(chosen.model)
    started = time.perf_counter()
    cut = [cut_text(name, *texts[name]) for name in names]
    index = make_index([passage for passages in cut for passage in passages], encoder)
    seconds = time.perf_counter() - started
    owners = numpy.array([row for row, passages in enumerate(cut) for _ in passages], dtype=numpy.int64)
    whole = make_words([texts[name][1] for name in names], [texts[name][0] for name in names])
    vectors = encoder.encode([queries[query][1] for query in asked])
    ranked, by_words = [], []
    for query, vector in zip(asked, vectors, strict=True):
        scores = best_by_text(rank_passages(index, queries[query][1], vector), owners, len(names))
        ranked.append([names[row] for row in numpy.argsort(-scores, kind="stable")[:100]])
        plain = whole.scores(queries[query][1])
        by_words.append([names[row] for row in numpy.argsort(-plain, kind="stable")[:100]])
    marks = [judged[query] for query in asked]
    figures: dict[str, float] = measure(ranked, marks)
    figures |= {f"words_{name}": value for name, value in measure(by_words, marks).items()}
    figures |= {"texts": len(names), "passages": len(owners), "queries": len(asked), "index_seconds": round(seconds, 1)}
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:18} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
