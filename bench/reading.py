"""Measure a reader on a file in SQuAD 2.0 form: `python bench/reading.py FILE [--json] [--curve FILE.svg]`.

It goes through the same engine as a build, the trained reader blended with the overlap of vectors and words. Figures
are in percent; an answer is what the span says where the passage is read as answering, else the empty string.
"""

import argparse
import gzip
import json
import re
import string
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.engines import Reader, Reading, ReadPair
from builder.engines.blend import BlendedReader, read_weights
from builder.engines.encoder import load_encoder
from builder.engines.overlap import OverlapReader
from builder.engines.reader import load_reader
from builder.engines.session import find_folder
from builder.text import split_sentences

ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the file; without gold answers it is not answered by its paragraph."""

    question: str
    text: str
    gold: tuple[str, ...]


def read_questions(path: Path) -> list[Asked]:
    """Read SQuAD's JSON, or one question a line as `reading/*.jsonl.gz` hold them."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if ".jsonl" in path.name:
        return [from_line(json.loads(line)) for line in raw.split(b"\n") if line.strip()]
    return [
        Asked(
            question=asked["question"],
            text=paragraph["context"],
            gold=() if asked.get("is_impossible") else tuple(answer["text"] for answer in asked["answers"]),
        )
        for article in json.loads(raw)["data"]
        for paragraph in article["paragraphs"]
        for asked in paragraph["qas"]
    ]


def from_line(row: dict[str, Any]) -> Asked:
    """One row of a reading set."""
    return Asked(question=row["question"], text=row["context"], gold=tuple(one["text"] for one in row["answers"]))


def normal(text: str) -> str:
    """The text as SQuAD's own script compares it."""
    bare = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", bare).split())


def overlap(answer: str, gold: str) -> float:
    """F1 of the words of two answers."""
    one, two = normal(answer).split(), normal(gold).split()
    if not one or not two:
        return float(one == two)
    shared = sum((Counter(one) & Counter(two)).values())
    return 2 * shared / (len(one) + len(two))


def answer_of(asked: Asked, reading: Reading, threshold: float) -> str:
    """The words of the span, or nothing where the reader abstains."""
    if reading.span_score < threshold or reading.span is None:
        return ""
    return asked.text[slice(*reading.span)]


def measure(asked: Sequence[Asked], answers: Sequence[str]) -> dict[str, float]:
    """Every figure, in percent."""
    exact, shared = [], []
    for one, answer in zip(asked, answers, strict=True):
        gold = one.gold or ("",)
        exact.append(max(float(normal(answer) == normal(text)) for text in gold))
        shared.append(max(overlap(answer, text) for text in gold))
    has_answer = [bool(one.gold) for one in asked]
    abstained = [not normal(answer) for answer in answers]
    right = sum(silent and not known for silent, known in zip(abstained, has_answer, strict=True))
    precision = right / max(1, sum(abstained))
    recall = right / max(1, len(asked) - sum(has_answer))
    figures = {
        "exact": mean(exact),
        "f1": mean(shared),
        "has_answer_f1": mean([one for one, known in zip(shared, has_answer, strict=True) if known]),
        "no_answer_accuracy": recall,
        "abstention_precision": precision,
        "abstention_recall": recall,
        "abstention_f1": 2 * precision * recall / max(1e-9, precision + recall),
    }
    return {name: round(100 * value, 2) for name, value in figures.items()}


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def risk_by_coverage(asked: Sequence[Asked], readings: Sequence[Reading]) -> list[tuple[float, float]]:
    """For each share of questions answered, surest first, the share of F1 lost on them."""
    order = sorted(range(len(asked)), key=lambda place: -readings[place].span_score)
    points, lost = [], 0.0
    for count, place in enumerate(order, start=1):
        answer = answer_of(asked[place], readings[place], 0.0)
        lost += 1 - max((overlap(answer, text) for text in asked[place].gold), default=0.0)
        points.append((count / len(asked), lost / count))
    return points


def draw_curve(points: Sequence[tuple[float, float]]) -> str:
    """The risk-coverage curve as SVG."""
    line = " ".join(
        f"{40 + 520 * share:.1f},{260 - 220 * risk:.1f}" for share, risk in points[:: max(1, len(points) // 500)]
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300" font-family="sans-serif" font-size="12">\n'
        '<path d="M40 40V260H560" fill="none" stroke="#555"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#1b6ca8" stroke-width="2"/>\n'
        '<text x="40" y="30">risk (1 - F1), 0 to 1</text>\n'
        '<text x="330" y="284">coverage (share answered), 0 to 1</text>\n'
        "</svg>\n"
    )


def load_engine(model: str | None, *, alone: bool) -> tuple[Reader, float]:
    """The reader as a build reads, or by itself, and the score from which it answers."""
    folder = find_folder(model, "reader")
    trained = load_reader(folder)
    if alone:
        return trained, trained.thresholds["reading"]
    weights = read_weights(folder)
    return BlendedReader(trained, OverlapReader(load_encoder()), weights), weights.reading


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", help="another model's name or folder")
    parser.add_argument("--alone", action="store_true", help="measure the trained reader without the overlap beside it")
    parser.add_argument("--threshold", type=float, help="answer from this score on; by default the model's own")
    parser.add_argument("--curve", type=Path, help="write the risk-coverage curve here, as SVG")
    chosen = parser.parse_args()
    asked = read_questions(chosen.file)
    reader, point = load_engine(chosen.model, alone=chosen.alone)
    threshold = point if chosen.threshold is None else chosen.threshold
    started = time.perf_counter()
    readings = reader.read(
        [ReadPair(question=one.question, text=one.text, sentences=split_sentences(one.text)) for one in asked]
    )
    seconds = time.perf_counter() - started
    figures = measure(asked, [answer_of(one, read, threshold) for one, read in zip(asked, readings, strict=True)])
    figures |= {
        "questions": len(asked),
        "threshold": threshold,
        "latency_ms": round(1000 * seconds / max(1, len(asked)), 2),
    }
    if chosen.curve:
        chosen.curve.write_text(draw_curve(risk_by_coverage(asked, readings)), encoding="utf-8")
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:22} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
