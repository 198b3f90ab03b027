"""The trained reader and the overlap of vectors and words, weighed together: each sees what the other misses.

The reader is shown a question without its examples in brackets, the overlap measures what those examples add. Scores
are set so that 0.5 is the working point. Each pair is scored by itself: its neighbours never change a score.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.digest import digest
from builder.engines import Reader, Reading, ReadPair
from builder.errors import EngineError
from builder.wording import without_hints

VERSION = "blend 3"
WEIGHTS = "blend.json"  # stands beside the reader's model
ROWS = ("hinted", "plain", "within", "span")
PARTS = ("passage", "sentence", "shared", "constant")
LEAST = 0.001  # probabilities nearer to 0 or 1 count as this

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much three log-odds count, and a constant: the reader's passage and sentence, the overlap's sentence."""

    hinted: Row  # for questions that name examples in brackets
    plain: Row  # whether a passage answers any other
    within: Row  # and which of its sentences do
    span: Row  # the same for the core's words alone, by passages: log-odds of each one's best sentence
    reading: float = 0.5  # the score from which the core's words alone are taken for an answer, as benchmarks ask


def read_weights(folder: Path) -> Weights:
    """Read what stands beside a reader; `python -m builder.training` fits it."""
    path = folder / WEIGHTS
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        rows = {name: tuple(float(held[name][part]) for part in PARTS) for name in ROWS}
        return Weights(**rows, reading=float(held.get("reading", 0.5)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(
            f"no usable weights beside the model ({error})", path=str(path), hint="reinstall answerbook"
        ) from error


class BlendedReader:
    """Two readers as one."""

    def __init__(self, reader: Reader, overlap: Reader, weights: Weights) -> None:
        """Read with both."""
        self._reader = reader
        self._overlap = overlap
        self._weights = weights
        self.fingerprint = digest(
            (VERSION, *(getattr(weights, name) for name in ROWS), reader.fingerprint, overlap.fingerprint)
        )
        self.calls = 0  # pairs that the trained reader truly read

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        """Return one reading a pair, in the pairs' order."""
        trained, overlap = self._reader.read(pairs), self._overlap.read(pairs)
        self.calls = self._reader.calls
        return [
            blend(pair, first, second, self._weights)
            for pair, first, second in zip(pairs, trained, overlap, strict=True)
        ]


def blend(pair: ReadPair, trained: Reading, overlap: Reading, weights: Weights) -> Reading:
    """One reading of two: how surely the passage answers, shared out to its sentences by how they compare."""
    plain = pair.question == without_hints(pair.question)
    whole, within = (weights.plain, weights.within) if plain else (weights.hinted, weights.hinted)
    said = [
        (trained.answered, first, second) for first, second in zip(trained.sentences, overlap.sentences, strict=True)
    ]
    answered = max((weigh(whole, one) for one in said), default=0.0)
    scores = [weigh(within, one) for one in said]
    best = max(scores, default=0.0) or 1.0
    sure = weigh(weights.span, sum_up(trained, overlap)) if scores else 0.0
    sentences = tuple(round(answered * one / best, 4) for one in scores)
    return replace(trained, answered=answered, sentences=sentences, span_score=sure)


def sum_up(trained: Reading, overlap: Reading) -> Row:
    """What is said of a passage as a whole, and of its best sentence by each reader."""
    return trained.answered, max(trained.sentences), max(overlap.sentences)


def weigh(row: Row, said: Row) -> float:
    """Probabilities weighed into one, by their log-odds."""
    *weights, constant = row
    total = sum((weight * log_odds(one) for weight, one in zip(weights, said, strict=True)), constant)
    return round(1 / (1 + math.exp(-total)), 4)


def log_odds(probability: float) -> float:
    """A probability as its log-odds, never boundless."""
    held = min(max(probability, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))
