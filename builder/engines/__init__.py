"""Ways to think: what the stages ask of an engine. Each engine is a module beside this file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy
from numpy.typing import NDArray

Vectors = NDArray[numpy.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPair:
    """A question and one passage to read for it, with the passage's sentences as character spans."""

    question: str
    text: str
    sentences: tuple[Span, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Calibrated: 0.9 means right nine times in ten."""

    answered: float
    sentences: tuple[float, ...]
    span: Span | None = None
    span_score: float = 0.0  # how surely the span's words alone are the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a language model is asked: the duty, and the question with its passages."""

    duty: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How a language model's run goes on: what happened since the last step."""

    waiting: int = 0  # prompts about to be continued; said once, when a run begins
    tokens: int = 0  # made
    ended: int = 0  # prompts whose continuation is whole


Told = Callable[[Step], None]


def unheard(step: Step) -> None:
    """Hear of a step and keep it to oneself."""


class Encoder(Protocol):
    """Texts to unit vectors."""

    fingerprint: str
    dimension: int
    calls: int

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Reader(Protocol):
    """Says whether a passage answers a question, and with which sentences."""

    fingerprint: str
    calls: int

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]: ...


class Judge(Protocol):
    """Says how well a quote supports a claim."""

    fingerprint: str
    supported: float  # its working point: from this support on a claim may be said
    calls: int

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]: ...


class Generator(Protocol):
    """Continues prompts word by word; nothing it says is trusted."""

    fingerprint: str
    calls: int
    longest: int

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]: ...

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told = ...) -> list[str]: ...
