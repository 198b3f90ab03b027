"""A deterministic engine of word overlap, for tests: quick, no model, the same on every machine."""

import hashlib
from collections.abc import Sequence

import numpy

from builder.engines import Reading, ReadPair, Vectors

_FUNCTION_WORDS = frozenset(
    "a an and are as at be by for from how in is it of on or the this to was what which with".split()
)


def _words(text: str) -> list[str]:
    letters = "".join(character.lower() if character.isalnum() else " " for character in text)
    return [word[:6] for word in letters.split() if word not in _FUNCTION_WORDS]


def _overlap(wanted: str, text: str) -> float:
    words = set(_words(wanted))
    return len(words & set(_words(text))) / len(words) if words else 0.0


class ToyEncoder:
    """Hashed bags of word stems as unit vectors."""

    fingerprint = "toy-encoder-1"
    dimension = 384

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls += len(texts)
        vectors = numpy.zeros((len(texts), self.dimension), dtype=numpy.float32)
        for row, text in enumerate(texts):
            for word in _words(text):
                place = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self.dimension
                vectors[row, place] += 1.0
        lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
        return numpy.asarray(vectors / numpy.maximum(lengths, 1e-9), dtype=numpy.float32)


class ToyReader:
    """A sentence answers as far as it holds the question's words."""

    fingerprint = "toy-reader-1"

    def __init__(self) -> None:
        self.calls = 0

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        self.calls += len(pairs)
        return [self._read(pair) for pair in pairs]

    def _read(self, pair: ReadPair) -> Reading:
        scores = tuple(_overlap(pair.question, pair.text[start:end]) for start, end in pair.sentences)
        best = max(scores, default=0.0)
        span = pair.sentences[scores.index(best)] if scores else None
        return Reading(answered=best, sentences=scores, span=span, span_score=best)


class ToyJudge:
    """A quote supports a claim as far as it holds the claim's words."""

    fingerprint = "toy-judge-1"
    supported = 0.5

    def __init__(self) -> None:
        self.calls = 0

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.calls += len(pairs)
        return [_overlap(claim, quote) for claim, quote in pairs]
