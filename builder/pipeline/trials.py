"""What language models would be asked, and how long it would take: engines come in, engines that only count go out.

A trial of the model on a few of the prompts gives its pace; nothing that it says there is kept.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from builder.engines import Generator, Prompt, Told, unheard
from builder.engines.generator.placing import Place
from builder.pipeline.engines import Engines
from builder.proposals import Writer

TYPICAL_ANSWER = 150  # tokens; a dry run cannot know how long answers will be
TRIED = 17  # tokens made in a trial: one that ends the reading, and 16 to measure the pace
QUICK = 3.0  # seconds: a model that reads a prompt in fewer is tried on many at once, as it will be asked
MANY = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What wording the answers would take."""

    model: str
    prompts: int
    tokens: int  # of the prompts, to be read
    answer_tokens: int  # to be made, if answers are of the usual length
    minutes: float
    device: str  # where the trial ran; nothing if there is nothing to ask


class Tries(Protocol):
    """A generator whose pace can be tried."""

    @property
    def place(self) -> Place | None: ...

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]: ...

    def try_out(self, prompts: Sequence[Prompt], most: int, told: Told) -> None: ...


class CountingGenerator:
    """Stands in for a model in a dry run: notes what it would be asked, and says nothing."""

    def __init__(self, generator: Generator, known: Callable[[Sequence[Prompt], int], list[Prompt]]) -> None:
        """Note what `known` does not know yet."""
        self._generator = generator
        self._known = known
        self.fingerprint = generator.fingerprint
        self.longest = generator.longest
        self.calls = 0
        self.asked: list[Prompt] = []

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        """How many tokens each prompt has."""
        return self._generator.count_tokens(prompts)

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told = unheard) -> list[str]:
        """Note the prompts that no model has continued yet."""
        self.asked += self._known(prompts, most)
        return ["" for _ in prompts]


def count_work(engines: Engines) -> tuple[Engines, Callable[[], tuple[Work, ...]]]:
    """Return engines whose writers only note what they would be asked, and a way to read the notes."""
    # Imported here: a build without a language model must not pay for its runtime.
    from builder.engines.generator.remembered import RememberedGenerator  # noqa: PLC0415

    counting: list[tuple[Writer, RememberedGenerator, CountingGenerator]] = []
    for writer in engines.writers:
        assert isinstance(writer.generator, RememberedGenerator)
        counting.append((writer, writer.generator, CountingGenerator(writer.generator, writer.generator.missing)))

    def works() -> tuple[Work, ...]:
        return tuple(_work(writer.name, generator, counted.asked) for writer, generator, counted in counting)

    stand_ins = tuple(replace(writer, generator=counted) for writer, _, counted in counting)
    return replace(engines, writers=stand_ins), works


def _work(name: str, generator: Tries, asked: Sequence[Prompt]) -> Work:
    tokens, made = sum(generator.count_tokens(asked)), len(asked) * TYPICAL_ANSWER
    reading, making = _measure(generator, asked) if asked else (1.0, 1.0)
    return Work(
        model=name,
        prompts=len(asked),
        tokens=tokens,
        answer_tokens=made,
        minutes=(tokens / reading + made / making) / 60,
        device=generator.place.device if generator.place else "",
    )


def _measure(generator: Tries, prompts: Sequence[Prompt]) -> tuple[float, float]:
    """Return the tokens a second that a model reads and makes, tried on prompts of middling length."""
    generator.try_out([Prompt(duty="", asked="Who?")], 1, unheard)  # opens the graph, which is no part of the pace
    ordered = sorted(prompts, key=lambda one: len(one.asked))
    few = ordered[len(ordered) // 2 :][:1]
    trial = _try(generator, few)
    if trial.reading < QUICK and len(ordered) > 1:
        start = max(0, (len(ordered) - MANY) // 2)
        few = ordered[start : start + MANY]
        trial = _try(generator, few)
    return sum(generator.count_tokens(few)) / trial.reading, trial.pace


@dataclass(frozen=True, slots=True)
class _Trial:
    reading: float  # seconds
    pace: float  # tokens a second that are made


def _try(generator: Tries, prompts: Sequence[Prompt]) -> _Trial:
    heard: list[tuple[float, int]] = []
    start = time.monotonic()
    generator.try_out(prompts, TRIED, lambda step: heard.append((time.monotonic(), step.tokens)))
    reading = max(heard[0][0] - start, 1e-3)
    made, took = sum(tokens for _, tokens in heard[1:]), heard[-1][0] - heard[0][0]
    # A model that ends at its first token has no pace of its own; a token then costs what reading did.
    return _Trial(reading, made / max(took, 1e-3) if made else len(prompts) / reading)
