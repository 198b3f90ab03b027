"""Engines whose work is spread over workers: the same protocols, the same results, computed batch by batch elsewhere.

local:4   four processes on this machine          ray   the Ray cluster this machine belongs to
"""

import atexit
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy

from builder.engines import Prompt, Reading, ReadPair, Step, Told, Vectors, unheard
from builder.engines.pools import Load, LocalPool, Pool, RayPool
from builder.errors import EngineError

TEXTS = 16  # in a batch: small enough that a lost one costs little, large enough that sending it does not
PROMPTS = 8
_FORM = re.compile(r"local:(?P<count>[1-9]\d{0,2})|ray(?::(?P<actors>[1-9]\d{0,3}))?")


@dataclass(frozen=True, slots=True)
class Spread:
    """Where work goes, and over how many workers; 0 lets the cluster say."""

    where: Literal["local", "ray"]
    workers: int

    def pool(self) -> Pool:
        """Workers for all of a build's engines, none of them started yet."""
        pool: Pool = LocalPool(self.workers) if self.where == "local" else RayPool(self.workers)
        atexit.register(pool.close)
        return pool


def read_spread(text: str) -> Spread:
    """Read what a person wrote behind --spread."""
    found = _FORM.fullmatch(text)
    if not found:
        raise EngineError(f"`{text}` is no way to spread work", hint="write local:4 for four processes, or ray")
    if found["count"]:
        return Spread("local", int(found["count"]))
    return Spread("ray", int(found["actors"] or 0))


class _Spread:
    def __init__(self, pool: Pool, load: Load, fingerprint: str) -> None:
        """Work with the pool's workers, each of which calls `load` once; it must be importable where they run."""
        self._pool = pool
        self._load = load
        self.fingerprint = fingerprint
        self.calls = 0

    def _each(
        self,
        method: str,
        inputs: Sequence[Any],
        size: int,
        *rest: Any,
        heard: Callable[[Any], None] = lambda result: None,
    ) -> list[Any]:
        self.calls += len(inputs)
        size = max(1, min(size, -(-len(inputs) // self._pool.size)))  # so that no worker idles
        parts = [(list(inputs[start : start + size]), *rest) for start in range(0, len(inputs), size)]
        # Another model of the same kind is another engine to the workers.
        role = f"{method} {self.fingerprint}"
        return self._pool.run([(role, self._load, method, part) for part in parts], heard)


class SpreadEncoder(_Spread):
    """An encoder on many workers."""

    def __init__(self, pool: Pool, load: Load, fingerprint: str, dimension: int) -> None:
        """Encode with the pool's workers."""
        super().__init__(pool, load, fingerprint)
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in the texts' order."""
        parts: list[Vectors] = self._each("encode", texts, TEXTS)
        return numpy.concatenate([numpy.zeros((0, self.dimension), dtype=numpy.float32), *parts])


class SpreadReader(_Spread):
    """A reader on many workers."""

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        """Return one reading a pair, in the pairs' order."""
        return [reading for part in self._each("read", pairs, TEXTS) for reading in part]


class SpreadJudge(_Spread):
    """A judge on many workers."""

    def __init__(self, pool: Pool, load: Load, fingerprint: str, supported: float) -> None:
        """Judge with the pool's workers."""
        super().__init__(pool, load, fingerprint)
        self.supported = supported

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return one support a pair, in the pairs' order."""
        return [support for part in self._each("support", pairs, TEXTS) for support in part]


class SpreadGenerator(_Spread):
    """A language model on many workers."""

    def __init__(self, pool: Pool, load: Load, near: Any) -> None:
        """Generate with the pool's workers; `near` is the same model here, asked only what costs no model call."""
        super().__init__(pool, load, near.fingerprint)
        self._near = near
        self.longest = near.longest
        self.batch = PROMPTS * pool.size  # enough prompts at once that no worker idles
        self.place: Any = None  # known once a worker has answered

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        """How many tokens each prompt has."""
        counts: list[int] = self._near.count_tokens(prompts)
        return counts

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told = unheard) -> list[str]:
        """Continue each prompt, in the prompts' order; `told` hears of each batch when it is done."""

        def heard(result: tuple[list[str], int, Any]) -> None:
            texts, tokens, self.place = result
            told(Step(tokens=tokens, ended=len(texts)))

        done = self._each("generate", prompts, PROMPTS, most, heard=heard)
        return [text for texts, _, _ in done for text in texts]
