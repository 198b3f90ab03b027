"""From raw scores to probabilities that mean what they say: a calibration.json comes in, numbers in 0..1 go out."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

from builder.errors import EngineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of a logistic fit for each decision, and the threshold chosen for it on held-out data."""

    weights: dict[str, tuple[float, ...]]
    thresholds: dict[str, float]

    def probability(self, decision: str, *scores: float) -> float:
        """The probability of a decision; the last weight is the constant."""
        *slopes, constant = self.weights[decision]
        total = constant + sum(slope * score for slope, score in zip(slopes, scores, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def read_calibration(folder: Path) -> Calibration:
    """Read what stands beside a model."""
    path = folder / "calibration.json"
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(
            weights={name: tuple(map(float, row)) for name, row in held["weights"].items()},
            thresholds={name: float(value) for name, value in held["thresholds"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(
            f"no usable calibration beside the model ({error})", path=str(path), hint="reinstall answerbook"
        ) from error
