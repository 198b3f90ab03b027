"""Engines that remember: the same protocols, every result kept in the store by the content it was made from.

`calls` counts only what an engine truly computed. The engine behind is loaded at the first thing that is not known yet,
so a build that needs no model loads none.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy

from builder.digest import digest, sha256
from builder.engines import Encoder, Generator, Judge, Reader, Reading, ReadPair, Vectors
from builder.records import Recipe
from builder.store import Store

Engine = TypeVar("Engine", Encoder, Reader, Judge, Generator)


@dataclass
class Lazy(Generic[Engine]):
    """An engine that is loaded when it is first asked, and what identifies it before."""

    fingerprint: str
    load: Callable[[], Engine]
    loaded: list[Engine] = field(default_factory=list)

    def engine(self) -> Engine:
        """Return the engine, loaded once."""
        if not self.loaded:
            self.loaded.append(self.load())
        return self.loaded[0]

    @property
    def calls(self) -> int:
        """How many results the engine computed."""
        return self.loaded[0].calls if self.loaded else 0


class RememberedEncoder:
    """An encoder that computes a text once."""

    def __init__(self, encoder: Lazy[Encoder], dimension: int, store: Store) -> None:
        self._encoder = encoder
        self._store = store
        self.fingerprint = encoder.fingerprint
        self.calls = 0
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        if not texts:
            return numpy.zeros((0, self.dimension), dtype=numpy.float32)
        recipes = [_recipe("encode", self.fingerprint, sha256(text)) for text in texts]
        kept = self._store.once_each(recipes, lambda places: self._make([texts[place] for place in places]))
        return numpy.frombuffer(b"".join(kept), dtype="<f4").reshape(len(texts), self.dimension).copy()

    def _make(self, texts: Sequence[str]) -> list[bytes]:
        vectors = self._encoder.engine().encode(texts)
        self.calls = self._encoder.calls
        return [vector.astype("<f4").tobytes() for vector in vectors]


class RememberedReader:
    """A reader that reads a question and a passage together once."""

    def __init__(self, reader: Lazy[Reader], store: Store) -> None:
        self._reader = reader
        self._store = store
        self.fingerprint = reader.fingerprint
        self.calls = 0

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        """Return one reading a pair."""
        recipes = [_recipe("read", self.fingerprint, digest(pair)) for pair in pairs]
        kept = self._store.once_each(recipes, lambda places: self._make([pairs[place] for place in places]))
        return [_reading(value) for value in kept]

    def _make(self, pairs: Sequence[ReadPair]) -> list[bytes]:
        readings = self._reader.engine().read(pairs)
        self.calls = self._reader.calls
        return [
            json.dumps([one.answered, one.sentences, one.span, one.span_score], default=float).encode()
            for one in readings
        ]


class RememberedJudge:
    """A judge that weighs a claim and a quote together once."""

    def __init__(self, judge: Lazy[Judge], supported: float, store: Store) -> None:
        self._judge = judge
        self._store = store
        self.fingerprint = judge.fingerprint
        self.supported = supported
        self.calls = 0

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return one support a pair."""
        recipes = [_recipe("support", self.fingerprint, digest(pair)) for pair in pairs]
        kept = self._store.once_each(recipes, lambda places: self._make([pairs[place] for place in places]))
        return [float(value) for value in kept]

    def _make(self, pairs: Sequence[tuple[str, str]]) -> list[bytes]:
        supports = self._judge.engine().support(pairs)
        self.calls = self._judge.calls
        return [repr(float(one)).encode() for one in supports]


def _recipe(stage: str, fingerprint: str, content: str) -> Recipe:
    return Recipe(stage=stage, version=1, engine=fingerprint, inputs=(content,))


def _reading(value: bytes) -> Reading:
    answered, sentences, span, span_score = json.loads(value)
    return Reading(
        answered=answered,
        sentences=tuple(sentences),
        span=(int(span[0]), int(span[1])) if span else None,
        span_score=span_score,
    )
