"""Measure a judge on claims with their documents: `python bench/judging.py FILE [--json]`.

A line holds a claim, a `document` or `sentences`, and `supported`, `label` or `stance`. Only full support counts as
supported. Figures are in percent, through the same engine as a build.
"""

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.engines.judge import load_judge

FULL = {"supported", "completely-support", "entailment", "1", "true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One claim, what it is judged by, and whether that supports it."""

    claim: str
    document: str
    supported: bool


def read_claims(path: Path) -> list[Judged]:
    """Read one claim a line."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [from_line(json.loads(line)) for line in raw.split(b"\n") if line.strip()]


def from_line(row: dict[str, Any]) -> Judged:
    """One claim, whichever names its set uses."""
    claim = row["claim"] if isinstance(row["claim"], str) else " ".join(row["claim"])
    document = row.get("document") or row.get("doc") or "\n".join(row.get("sentences") or row.get("evidence") or [])
    label = next(row[name] for name in ("supported", "label", "stance") if name in row)
    return Judged(claim=claim, document=document, supported=str(label).lower() in FULL)


def measure(judged: Sequence[Judged], marks: Sequence[float], threshold: float) -> dict[str, float]:
    """Every figure at one threshold, in percent."""
    passed = [mark >= threshold for mark in marks]
    true = [one.supported for one in judged]
    right = sum(one and two for one, two in zip(passed, true, strict=True))
    refused = sum(not one and not two for one, two in zip(passed, true, strict=True))
    recall = right / max(1, sum(true))
    specificity = refused / max(1, len(true) - sum(true))
    figures = {
        "balanced_accuracy": (recall + specificity) / 2,
        "precision": right / max(1, sum(passed)),
        "recall": recall,
        "specificity": specificity,
    }
    return {name: round(100 * value, 2) for name, value in figures.items()}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", help="another model's name or folder")
    parser.add_argument("--threshold", type=float, help="let through from this probability on")
    chosen = parser.parse_args()
    judged = read_claims(chosen.file)
    judge = load_judge(chosen.model)
    threshold = judge.thresholds["balanced"] if chosen.threshold is None else chosen.threshold
    working = judge.supported
    started = time.perf_counter()
    marks = judge.support([(one.claim, one.document) for one in judged])
    seconds = time.perf_counter() - started
    at_work = measure(judged, marks, working)
    figures = measure(judged, marks, threshold) | {
        "threshold": threshold,
        "working_threshold": working,
        "working_precision": at_work["precision"],
        "working_recall": at_work["recall"],
        "claims": len(judged),
        "latency_ms": round(1000 * seconds / max(1, len(judged)), 2),
    }
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:20} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
