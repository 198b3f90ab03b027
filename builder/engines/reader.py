"""The reader: questions with passages come in; whether each is answered, by which sentences and words, goes out.

It never sees two pairs at once, so an answer does not depend on what else is read.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray

from builder.engines import Reading, ReadPair, Span
from builder.engines.calibration import read_calibration
from builder.engines.session import Model, find_folder, load_model, run_each
from builder.engines.windows import Window, cut_windows
from builder.wording import without_hints

VERSION = "reader 3"
LONGEST_SPAN = 30  # tokens of a core answer
UNLIKELY = 0.01  # of the likeliest span's share: what has less is not the core
START, END, EVIDENCE = 0, 1, 2  # what the model says of each token
ANSWERED = 0  # what it says of the pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The raw scores of one window: logits, but for the spans' shares of probability."""

    answered: float
    sentences: dict[int, float]
    lengths: dict[int, float]  # of each sentence, the logarithm of its tokens: a few words score high by chance
    spans: dict[Span, float]  # those that may be the core, the likeliest first

    @property
    def best(self) -> float:
        """The highest sentence score."""
        return max(self.sentences.values(), default=-10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen of one pair: its windows, and then the sentence with the likeliest span by itself.

    A question that a text only seems to answer shows more plainly where nothing else of the text is in sight.
    """

    windows: tuple[Scores, ...]
    alone: Scores
    start: int  # where that sentence begins

    @property
    def window(self) -> Scores:
        """The window that answers best."""
        return surest(self.windows)

    @property
    def passage(self) -> tuple[float, ...]:
        """The scores by which the pair is answered or not."""
        window = self.window
        share = max(window.spans.values(), default=0.0)
        return window.answered, window.best, share, self.alone.answered, self.alone.best

    @property
    def span(self) -> Span | None:
        """The core: the span with the largest share in both looks together."""
        shares = dict(self.window.spans)
        for (first, last), share in self.alone.spans.items():
            moved = first + self.start, last + self.start
            shares[moved] = shares.get(moved, 0.0) + share
        return max(shares, key=shares.__getitem__, default=None)


class OnnxReader:
    """A reading model in ONNX form."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._calibration = read_calibration(model.folder)
        self.thresholds = self._calibration.thresholds
        self.fingerprint = model.fingerprint
        self.calls = 0

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        """One reading a pair, in the pairs' order; equal pairs are read once."""
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        self.calls += len(places)
        readings = [self._weigh(pair, seen) for pair, seen in zip(places, self.score(list(places)), strict=True)]
        return [readings[places[pair]] for pair in pairs]

    def score(self, pairs: Sequence[ReadPair]) -> list[Seen | None]:
        """The raw scores of each pair, none of one without a word; calibration is fitted on these."""
        windows = self._score_windows(pairs)
        sentences = [likeliest_sentence(pair, some) for pair, some in zip(pairs, windows, strict=True)]
        likeliest = [alone_in(pair, sentence) for pair, sentence in zip(pairs, sentences, strict=True)]
        other = [place for place, pair in enumerate(pairs) if likeliest[place] != pair]
        again = dict(zip(other, self._score_windows([likeliest[place] for place in other]), strict=True))
        return [
            Seen(windows=some, alone=surest(again.get(place) or some), start=sentences[place][0]) if some else None
            for place, some in enumerate(windows)
        ]

    def _score_windows(self, pairs: Sequence[ReadPair]) -> list[tuple[Scores, ...]]:
        windows = [
            cut_windows(self._model.tokenizer, without_hints(pair.question), pair.text, pair.sentences, pair.heading)
            for pair in pairs
        ]
        flat = [window for of_pair in windows for window in of_pair]
        scored = iter(run_each(self._score_window, flat))
        return [tuple(next(scored) for _ in of_pair) for of_pair in windows]

    def _score_window(self, window: Window) -> Scores:
        tokens, pair = self._model.run(**window.inputs())
        rows = tokens[0, window.lead : window.lead + len(window.offsets)]
        return Scores(
            answered=float(pair[0, ANSWERED]),
            sentences=mean_by_sentence(rows[:, EVIDENCE], window.sentences),
            lengths={number: math.log(count) for number, count in Counter(window.sentences).items()},
            spans=find_spans(rows[:, START], rows[:, END], window.offsets),
        )

    def _weigh(self, pair: ReadPair, seen: Seen | None) -> Reading:
        """Join what is seen of a pair; a sentence keeps its best mark."""
        marks = [0.0] * len(pair.sentences)
        if seen is None:
            return Reading(answered=0.0, sentences=tuple(marks))
        for window in seen.windows:
            for number, score in window.sentences.items():
                mark = self._calibration.probability("sentence", score, window.lengths[number], window.answered)
                marks[number] = max(marks[number], mark)
        answered = self._calibration.probability("answered", *seen.passage)
        return Reading(answered=answered, sentences=tuple(marks), span=seen.span, span_score=answered)


def surest(windows: Sequence[Scores]) -> Scores:
    """The window that answers best."""
    return max(windows, key=lambda one: one.answered + one.best)


def likeliest_sentence(pair: ReadPair, windows: Sequence[Scores]) -> Span:
    """The sentence in which the likeliest span begins; all of the text where there is none."""
    at = next(iter(surest(windows).spans), (0, 0))[0] if windows else 0
    return next((one for one in pair.sentences if one[0] <= at < one[1]), (0, len(pair.text)))


def alone_in(pair: ReadPair, sentence: Span) -> ReadPair:
    """The pair with nothing of its text but one sentence."""
    text = pair.text[slice(*sentence)]
    return ReadPair(question=pair.question, text=text, sentences=((0, len(text)),), heading=pair.heading)


def mean_by_sentence(scores: NDArray[numpy.float32], sentences: Sequence[int]) -> dict[int, float]:
    """The mean of the tokens' scores for each sentence."""
    numbers = numpy.array(sentences)
    return {int(number): float(scores[numbers == number].mean()) for number in numpy.unique(numbers) if number >= 0}


def find_spans(
    starts: NDArray[numpy.float32], ends: NDArray[numpy.float32], offsets: Sequence[Span]
) -> dict[Span, float]:
    """The likeliest runs of tokens as characters of the text, and their shares of all probability."""
    if not offsets:
        return {}
    shares = numpy.outer(softmax(starts), softmax(ends))
    shares *= numpy.triu(numpy.ones_like(shares)) - numpy.triu(numpy.ones_like(shares), LONGEST_SPAN)
    found: dict[Span, float] = {}
    for first, last in numpy.argwhere(shares > UNLIKELY * shares.max()):
        found.setdefault((offsets[first][0], offsets[last][1]), float(shares[first, last]))
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def softmax(scores: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    """Scores as shares of one."""
    raised = numpy.exp(scores - scores.max())
    return numpy.asarray(raised / raised.sum(), dtype=numpy.float32)


def load_reader(name_or_path: str | Path | None = None) -> OnnxReader:
    """Load the shipped reader, another shipped one by its name, or one in a folder of your own."""
    return OnnxReader(load_model(find_folder(name_or_path, "reader"), VERSION))
