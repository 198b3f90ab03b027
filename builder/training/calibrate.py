"""Calibration: a model folder and held-out sets come in, its calibration.json, figures and reliability plot go out.

Each decision is a logistic fit of the raw scores on documents that were never trained on; it goes through the engines,
so what is fitted is what ships.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from builder.engines.judge import load_judge
from builder.engines.reader import load_reader
from builder.training.claims import (
    Claim,
    draw_made,
    read_documented,
    read_marked,
    read_quoted,
    read_sentences,
    read_stances,
)
from builder.training.examples import FULL, Example, as_pair
from builder.training.fitting import (
    Numbers,
    apply,
    area,
    best_threshold,
    calibration_error,
    fairest_threshold,
    fit,
    precise_threshold,
)
from builder.training.more_sets import hold_passages
from builder.training.plot import write_reliability
from builder.training.reading_sets import (
    draw_marked,
    draw_reading,
    read_pairs,
    read_reading_set,
    read_sentence_set,
    with_near_paragraphs,
)
from builder.training.shifts import hold_shifts
from builder.training.spans import Read, overlap, reading_threshold
from builder.training.swaps import Swapper
from builder.training.transcripts import draw_cell, read_cells
from builder.training.twins import hold_turned
from builder.training.vocabulary import read_swapper

AS_IT_IS: dict[str, Any] = {
    "weights": {"answered": [1, 0, 0, 0, 0, 0], "sentence": [1, 0, 0, 0], "supported": [1, 0]},
    "thresholds": {"answered": 0.5, "sentence": 0.5, "supported": 0.5, "balanced": 0.5, "reading": 0.5},
}
WORKING_PRECISION = 0.95  # of the claims the judge lets through, so many must be supported
LEAST_PASSED = 20  # claims, below which a precision says nothing
MOST_QUOTED = 600
MOST_SHIFTS = 300
MOST_MARKED = 1000  # questions about passages
QUOTED = 2  # sets that come first: of claims with short quotes; the others have whole documents
PASSED_OVER = 0.95  # of the passages in which five large models found nothing, so many must be passed over


@dataclass(frozen=True, slots=True)
class Cases:
    """Held-out examples of one set; the sets count alike, whatever their sizes."""

    name: str
    examples: list[Example]


def calibrate(folder: Path, data: Path, base: Path, seed: int) -> None:
    """Fit every decision and write what was found beside the model."""
    (folder / "calibration.json").write_text(json.dumps(AS_IT_IS), encoding="utf-8")
    swapper, random = read_swapper(base), Random(seed)
    answered, sentences, read = score_reading(folder, hold_reading(data, swapper, random))
    supported, sets = score_claims(folder, data, swapper, random)
    found = {"answered": answered, "sentence": sentences, "supported": supported}
    weights, thresholds, figures = {}, {}, {}
    for name, (scores, targets, shares) in found.items():
        weights[name] = fit(scores, targets, shares)
        made = apply(weights[name], scores)
        figures[name] = {"error": calibration_error(made, targets, shares), "area": area(made, targets)}
        thresholds[name] = best_threshold(made, targets, shares)
        write_reliability(made.tolist(), targets.tolist(), folder / f"reliability-{name}.svg")
        sys.stderr.write(f"{name}: {figures[name]} weights {np.round(weights[name], 3)}\n")
    made = apply(weights["answered"], answered[0])
    nothing = [said for said, one in zip(made, read, strict=True) if one.name == "transcripts" and one.target < 0.1]
    thresholds["answered"] = float(np.quantile(nothing, PASSED_OVER))
    real = [(float(said), one) for said, one in zip(made, read, strict=True) if one.name == "squad"]
    thresholds["reading"] = reading_threshold(real)
    made = apply(weights["supported"], supported[0])
    quoted = sets < QUOTED
    thresholds["balanced"] = fairest_threshold(made[~quoted], supported[1][~quoted], sets[~quoted])
    thresholds["supported"] = precise_threshold(
        made[quoted], *(column[quoted] for column in supported[1:]), wanted=WORKING_PRECISION, least=LEAST_PASSED
    )
    held = {
        "weights": {name: [round(float(one), 4) for one in row] for name, row in weights.items()},
        "thresholds": {name: round(value, 3) for name, value in thresholds.items()},
        "figures": {name: {one: round(value, 4) for one, value in row.items()} for name, row in figures.items()},
    }
    (folder / "calibration.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"thresholds {held['thresholds']}\n")


def hold_reading(data: Path, swapper: Swapper, random: Random) -> list[Cases]:
    """Return the held-out reading examples: real ones as they are, the rest as training would show them."""
    reading = data / "reading"
    covid = read_reading_set(reading / "covidqa.jsonl.gz", held_out=True)
    shifts = with_near_paragraphs(hold_shifts(data))
    near = with_near_paragraphs(covid) + random.sample(shifts, min(MOST_SHIFTS, len(shifts)))
    marked = read_sentence_set(reading / "selqa_sentences.jsonl.gz", held_out=True)
    passages = hold_passages(data)
    pairs = read_pairs(data / "questions" / "sentence_to_question.jsonl.gz", held_out=True)
    cells = read_cells(data / "transcripts", held_out=True)
    return [
        Cases("squad", [row.example for row in hold_turned(data)]),
        Cases("near", [draw_reading(row, swapper, random, FULL) for row in near]),
        Cases("marked", [draw_marked(row, swapper, random, FULL) for row in marked + random.sample(pairs, 200)]),
        Cases("passages", [row.example for row in random.sample(passages, min(MOST_MARKED, len(passages)))]),
        Cases("transcripts", [draw_cell(cell, random, FULL) for cell in cells]),
    ]


def score_reading(folder: Path, held: Sequence[Cases]) -> tuple[tuple[Numbers, ...], tuple[Numbers, ...], list[Read]]:
    """Return scores, targets and weights of the decisions on a passage and on its sentences, and what was read."""
    reader = load_reader(folder)
    read: list[Read] = []
    passages: list[tuple[list[float], float, float]] = []
    sentences: list[tuple[list[float], float, float]] = []
    for cases in held:
        for one, seen in zip(cases.examples, reader.score([as_pair(one) for one in cases.examples]), strict=True):
            if seen is None:
                continue
            share, window = 1.0 / len(cases.examples), seen.window
            read.append(Read(cases.name, one.answered or 0.0, overlap(seen.span, one.span)))
            passages.append((list(seen.passage), one.answered or 0.0, share))
            for number, score in window.sentences.items():
                mark = (one.evidence or ())[number]
                sentences.append(
                    ([score, window.lengths[number], window.answered], mark, share / len(window.sentences))
                )
    return as_arrays(passages), as_arrays(sentences), read


def score_claims(folder: Path, data: Path, swapper: Swapper, random: Random) -> tuple[tuple[Numbers, ...], Numbers]:
    """Return scores, targets and weights of the judge's decision, and the number of each one's set."""
    texts = [row.example.text for row in hold_shifts(data)[:MOST_SHIFTS]]
    runs = read_sentences(texts)
    claims = data / "claims"
    made = [draw_made(run, swapper, random) for run in runs for _ in range(12)]
    sets = [
        [(one.question, one.text, one.supported or 0.0) for one in made],
        with_texts(read_quoted(data / "more" / "fever", held_out=True)[:MOST_QUOTED]),
        with_texts(read_documented(claims, held_out=True)),
        with_texts(read_stances(claims, held_out=True)),
        with_texts(read_marked(claims / "wice_dev.jsonl.gz", held_out=True)),
    ]
    scores = iter(load_judge(folder).score([(claim, quote) for one in sets for claim, quote, _ in one]))
    rows = [([next(scores)], float(so > 0.5), 1 / len(one)) for one in sets for _, _, so in one]
    return as_arrays(rows), np.repeat(np.arange(len(sets)), [len(one) for one in sets])


def with_texts(claims: Sequence[Claim]) -> list[tuple[str, str, float]]:
    """Return each claim, what it is judged by, and how far that supports it."""
    return [(one.text, "\n".join(one.sentences), one.supported) for one in claims]


def as_arrays(rows: Sequence[tuple[list[float], float, float]]) -> tuple[Numbers, ...]:
    """Return scores with a constant, targets and weights that sum to one."""
    scores = np.array([[*scores, 1.0] for scores, _, _ in rows])
    shares = np.array([share for _, _, share in rows])
    return scores, np.array([target for _, target, _ in rows]), shares / shares.sum()
