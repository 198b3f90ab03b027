"""Measure a reader on a file in SQuAD 2.0 form: `python bench/reading.py FILE [--json] [--curve FILE.svg]`.

It goes through the same engine as a build, the trained reader blended with the overlap of vectors and words. Figures
are in percent; an answer is what the span says where the passage is read as answering, else the empty string.
"""

import argparse
import json
import re
import string
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.figures import in_percent, mean, share
from bench.rows import read_bytes, read_rows
from builder.engines import Reader, Reading, ReadPair
from builder.engines.blend import BlendedReader, read_weights
from builder.engines.encoder import load_encoder
from builder.engines.overlap import OverlapReader
from builder.engines.reader import load_reader
from builder.engines.session import find_folder
from builder.text import split_sentences

LOT = 2048  # questions read at a time, so that memory does not grow with the file
ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the file; without gold answers it is not answered by its paragraph."""

    question: str
    text: str
    gold: tuple[str, ...]


def read_questions(path: Path) -> list[Asked]:
    """Read SQuAD's JSON, or one question a line as `reading/*.jsonl.gz` hold them."""
    if ".jsonl" in path.name:
        return read_rows(path, from_line)
    try:
        asked = [
            from_line({**one, "context": paragraph["context"]})
            for article in json.loads(read_bytes(path).decode("utf-8-sig"))["data"]
            for paragraph in article["paragraphs"]
            for one in paragraph["qas"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"error: {path}: not in SQuAD's form: {error!r}") from error
    if not asked:
        raise SystemExit(f"error: {path}: nothing to measure")
    return asked


def from_line(row: dict[str, Any]) -> Asked:
    """One question, its answers as SQuAD lists them or in two lists beside each other."""
    answers = row.get("answers") or []
    texts = answers["text"] if isinstance(answers, dict) else [one["text"] for one in answers]
    return Asked(
        question=row["question"], text=row["context"], gold=() if row.get("is_impossible") else tuple(map(str, texts))
    )


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


def pair(asked: Sequence[Asked]) -> list[ReadPair]:
    """Questions with their texts, as a reader takes them."""
    return [ReadPair(question=one.question, text=one.text, sentences=split_sentences(one.text)) for one in asked]


def answer_of(asked: Asked, reading: Reading, threshold: float) -> str:
    """The words of the span, or nothing where the reader abstains."""
    if reading.span_score < threshold or reading.span is None:
        return ""
    return asked.text[slice(*reading.span)]


def measure(asked: Sequence[Asked], answers: Sequence[str]) -> dict[str, float | None]:
    """Every figure, in percent; none where the file has no question to measure it on."""
    exact, shared = [], []
    for one, answer in zip(asked, answers, strict=True):
        gold = [text for text in one.gold if normal(text)] or [""]  # as SQuAD's own script has it
        exact.append(max(float(normal(answer) == normal(text)) for text in gold))
        shared.append(max(overlap(answer, text) for text in gold))
    has_answer = [bool(one.gold) for one in asked]
    abstained = [not normal(answer) for answer in answers]
    right = sum(silent and not known for silent, known in zip(abstained, has_answer, strict=True))
    unanswered = len(asked) - sum(has_answer)
    figures = {
        "exact": mean(exact),
        "f1": mean(shared),
        "has_answer_f1": mean([one for one, known in zip(shared, has_answer, strict=True) if known]),
        "no_answer_accuracy": share(right, unanswered),
        "abstention_precision": share(right, sum(abstained)),
        "abstention_recall": share(right, unanswered),
        "abstention_f1": share(2 * right, sum(abstained) + unanswered) if unanswered else None,
    }
    return in_percent(figures)


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
    readings = [
        reading for start in range(0, len(asked), LOT) for reading in reader.read(pair(asked[start : start + LOT]))
    ]
    seconds = time.perf_counter() - started
    figures = measure(asked, [answer_of(one, read, threshold) for one, read in zip(asked, readings, strict=True)])
    figures |= {
        "questions": len(asked),
        "threshold": threshold,
        "latency_ms": round(1000 * seconds / len(asked), 2),
    }
    if chosen.curve:
        chosen.curve.write_text(draw_curve(risk_by_coverage(asked, readings)), encoding="utf-8")
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:22} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
