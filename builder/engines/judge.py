"""The judge: claims with quotes come in, how likely each quote supports its claim goes out.

It can only remove: what it lets through still has to pass the fixed checks. It shares the reader's model.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from builder.engines.calibration import read_calibration
from builder.engines.session import Model, find_folder, load_model, run_each
from builder.engines.windows import Window, cut_windows
from builder.text import split_sentences

VERSION = "judge 1"
SUPPORTED = 1  # its place among what the model says of a pair
LONGEST_QUOTE = 900  # characters judged; of a longer quote, the sentences that matter to the claim
COVERED = 0.3  # what a word still counts for once a chosen sentence holds it
WORD = re.compile(r"[a-z0-9]+")


class OnnxJudge:
    """A judging model in ONNX form."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._calibration = read_calibration(model.folder)
        self.thresholds = self._calibration.thresholds
        self.fingerprint = model.fingerprint
        self.calls = 0

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One probability a pair, in the pairs' order; equal pairs are judged once."""
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        self.calls += len(places)
        scores = self.score(list(places))
        marks = [self._calibration.probability("supported", score) for score in scores]
        return [marks[places[pair]] for pair in pairs]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The raw score of each pair; calibration is fitted on these."""
        shown = [(claim, gather(claim, quote)) for claim, quote in pairs]
        windows = [
            cut_windows(self._model.tokenizer, claim, quote, split_sentences(quote))[:1] for claim, quote in shown
        ]
        flat = [window for of_pair in windows for window in of_pair]
        scored = iter(run_each(self._score_window, flat))
        return [max((next(scored) for _ in of_pair), default=-10.0) for of_pair in windows]

    def _score_window(self, window: Window) -> float:
        _, pair = self._model.run(**window.inputs())
        return float(pair[0, SUPPORTED])


def gather(claim: str, quote: str) -> str:
    """A quote short enough to judge at once: the sentences that together hold most of the claim's rarer words."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    spans = split_sentences(quote)
    held = [set(WORD.findall(quote[start:end].lower())) for start, end in spans]
    counts = Counter(word for words in held for word in words)
    wanted = {word: math.log(1 + len(spans) / counts[word]) for word in WORD.findall(claim.lower()) if counts[word]}
    left, chosen = LONGEST_QUOTE, set[int]()
    while True:
        gains = {
            number: sum(wanted[word] for word in held[number] & wanted.keys()) / (8 + len(held[number])) ** 0.5
            for number, (start, end) in enumerate(spans)
            if number not in chosen and end - start <= left
        }
        best = max(gains, key=lambda number: (gains[number], -number), default=None)
        if best is None or gains[best] <= 0:
            break
        chosen.add(best)
        left -= spans[best][1] - spans[best][0] + 1
        wanted |= {word: COVERED * wanted[word] for word in held[best] & wanted.keys()}
    return " ".join(quote[spans[number][0] : spans[number][1]] for number in sorted(chosen)) or quote[:LONGEST_QUOTE]


def load_judge(name_or_path: str | Path | None = None) -> OnnxJudge:
    """Load the shipped judge, another shipped one by its name, or one in a folder of your own."""
    return OnnxJudge(load_model(find_folder(name_or_path, "reader"), VERSION))
