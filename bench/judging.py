"""Measure a judge on claims with their documents: `python bench/judging.py FILE [--json]`.

A line holds a claim, what it is judged by (`document`, `doc`, `sentences`, `evidence` or `quote`: a text, or several),
and `supported`, `label` or `stance`. Only full support counts as supported. Figures are in percent, through the same
engine as a build.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.figures import in_percent, share
from bench.rows import read_rows
from builder.engines.judge import load_judge

DOCUMENTS = ("document", "doc", "sentences", "evidence", "quote")
LABELS = ("supported", "label", "stance")
FULL = frozenset("supported supports support completely-support entailment entailed yes true 1 1.0".split())
NOT_FULL = frozenset(
    "not_supported not-supported unsupported partially_supported partially-supported partially-support refuted refutes"
    " refute contradiction contradicted neutral not_enough_info nei not-support no-support irrelevant no false"
    " 0 0.0".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One claim, what it is judged by, and whether that supports it."""

    claim: str
    document: str
    supported: bool


def from_line(row: dict[str, Any]) -> Judged:
    """One claim, whichever names its set uses."""
    document = _joined(next((row[name] for name in DOCUMENTS if row.get(name)), ""))
    if not document.strip():
        raise ValueError(f"nothing to judge the claim by: none of {', '.join(DOCUMENTS)}")
    named = next((name for name in LABELS if name in row), None)
    if named is None:
        raise ValueError(f"no label: none of {', '.join(LABELS)}")
    label = str(row[named]).strip().lower().replace(" ", "_")
    if label not in FULL | NOT_FULL:
        raise ValueError(f"an unknown {named}: {row[named]}")
    return Judged(claim=_joined(row["claim"]), document=document, supported=label in FULL)


def _joined(said: str | list[str]) -> str:
    return said if isinstance(said, str) else "\n".join(said)


def measure(judged: Sequence[Judged], marks: Sequence[float], threshold: float) -> dict[str, float | None]:
    """Every figure at one threshold, in percent; none where there is nothing to measure it on."""
    passed = [mark >= threshold for mark in marks]
    true = [one.supported for one in judged]
    right = sum(one and two for one, two in zip(passed, true, strict=True))
    refused = sum(not one and not two for one, two in zip(passed, true, strict=True))
    recall = share(right, sum(true))
    specificity = share(refused, len(true) - sum(true))
    figures = {
        "balanced_accuracy": None if recall is None or specificity is None else (recall + specificity) / 2,
        "precision": share(right, sum(passed)),
        "recall": recall,
        "specificity": specificity,
    }
    return in_percent(figures)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", help="another model's name or folder")
    parser.add_argument("--threshold", type=float, help="let through from this probability on")
    chosen = parser.parse_args()
    judged = read_rows(chosen.file, from_line)
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
        "latency_ms": round(1000 * seconds / len(judged), 2),
    }
    print(json.dumps(figures) if chosen.json else "\n".join(f"{name:20} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
