"""Calibration: what stands beside a model is read, and said so when it cannot be."""

from pathlib import Path

import pytest

from builder.engines.calibration import Calibration, read_calibration
from builder.errors import EngineError


def test_a_decision_is_a_logistic_of_its_scores() -> None:
    made = Calibration(weights={"answered": (2.0, -1.0, 0.5)}, thresholds={})
    assert made.probability("answered", 0.0, 0.5) == pytest.approx(0.5)
    assert made.probability("answered", 1000.0, 0.0) == pytest.approx(1.0)
    assert made.probability("answered", 1.0, 0.0) > made.probability("answered", 0.5, 0.0)


@pytest.mark.parametrize("text", ["", "{}", '{"weights": {"a": ["x"]}, "thresholds": {}}'])
def test_a_broken_file_is_a_known_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration.json").write_text(text, encoding="utf-8")
    with pytest.raises(EngineError, match="no usable calibration"):
        read_calibration(tmp_path)


def test_a_missing_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        read_calibration(tmp_path)
