"""The judge: claims with quotes come in, how likely each quote supports its claim goes out.

It can only remove: what it lets through still has to pass the fixed checks. It shares the reader's model.
"""

from collections.abc import Sequence
from pathlib import Path

from builder.engines.calibration import read_calibration
from builder.engines.session import Model, find_folder, load_model, run_each
from builder.engines.windows import Window, cut_windows
from builder.text import split_sentences

VERSION = "judge 3"
PAIR_PLACE = 1  # of its score among what the model says of a pair


class OnnxJudge:
    """A judging model in ONNX form."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._calibration = read_calibration(model.folder)
        self.thresholds = self._calibration.thresholds
        self.supported = self.thresholds["supported"]
        self.fingerprint = model.fingerprint
        self.calls = 0

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One probability a pair, in the pairs' order; equal pairs are judged once."""
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        self.calls += len(places)
        scores = self.score(list(places))
        marks = [
            1.0 if _is_said(*pair) else self._calibration.probability("supported", score)
            for pair, score in zip(places, scores, strict=True)
        ]
        return [marks[places[pair]] for pair in pairs]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The raw score of each pair, of a long quote the best of its windows; calibration is fitted on these."""
        windows = [cut_windows(self._model.tokenizer, claim, quote, split_sentences(quote)) for claim, quote in pairs]
        flat = [window for of_pair in windows for window in of_pair]
        scored = iter(run_each(self._score_window, flat))
        return [max((next(scored) for _ in of_pair), default=-10.0) for of_pair in windows]

    def _score_window(self, window: Window) -> float:
        _, pair = self._model.run(**window.inputs())
        return float(pair[0, PAIR_PLACE])


def _is_said(claim: str, quote: str) -> bool:
    """Whether a claim is one of the quote's own sentences, letter by letter: that needs no model."""
    return any(quote[start:end] == claim.strip() for start, end in split_sentences(quote))


def load_judge(name_or_path: str | Path | None = None) -> OnnxJudge:
    """Load the shipped judge, another shipped one by its name, or one in a folder of your own."""
    return OnnxJudge(load_model(find_folder(name_or_path, "reader"), VERSION))
