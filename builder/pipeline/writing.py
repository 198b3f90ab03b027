"""Language models for a build: names come in, writers that remember go out; committed wordings that stand are kept.

It alone knows how models, store, prompt and gates meet; where no model is asked for none is looked for.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from builder.checks.gates import find_faults
from builder.engines import Generator, Prompt, Step
from builder.engines.pools import Pool
from builder.engines.remembered import Lazy
from builder.model_store import find_model, models_dir
from builder.pipeline.engines import Engines
from builder.proposals import (
    MOST_TOKENS,
    Writer,
    ask_writer,
    engine_of,
    find_written,
    make_wishes,
    read_prompt_form,
    write_answers,
)
from builder.proposals.disposal import Faults
from builder.records import Answer, AnswerId, Claim, Evidence, Opinion, Passage, Project, Question, by_id
from builder.store import Store

_TELLS = 0.2  # seconds between two lines of progress

Progress = Callable[[str], None]


@runtime_checkable
class Remembers(Protocol):
    """A generator that knows which prompts it has continued already."""

    def missing(self, prompts: Sequence[Prompt], most: int) -> list[Prompt]: ...


def choose_writers(
    names: Sequence[str], project: Project, store: Store, pool: Pool | None = None
) -> tuple[Writer, ...]:
    """Return a writer for each model's name or folder, none of them opened yet."""
    if not names:
        return ()
    # Imported here: a build without a language model must not pay for its runtime.
    from builder.engines.generator.generator import load_generator  # noqa: PLC0415
    from builder.engines.generator.remembered import RememberedGenerator  # noqa: PLC0415
    from builder.engines.spread import SpreadGenerator  # noqa: PLC0415

    form = read_prompt_form(project.root / "templates")
    writers = []
    for name in names:
        folder = find_model(name, models_dir())
        near = load_generator(folder)
        far: Generator = SpreadGenerator(pool, partial(load_generator, folder), near) if pool else near
        lazy = Lazy(near.fingerprint, partial(_same, far))
        remembered = RememberedGenerator(lazy, near.longest, store, batch=getattr(far, "batch", 0))
        writers.append(Writer(name=Path(name).name, generator=remembered, form=form))
    return tuple(writers)


def _same(generator: Generator) -> Generator:
    return generator


def find_standing(
    previous: Mapping[AnswerId, Answer],
    questions: Sequence[Question],
    evidence: Sequence[Evidence],
    passages: Sequence[Passage],
    engines: Engines,
) -> dict[AnswerId, Answer]:
    """Return the committed wordings that need no model: made by the models asked for, or by any if none is."""
    engine = engine_of(engines.writers, engines.judge) if engines.writers else ""
    return find_written(previous, questions, evidence, passages, engine)


def tell_devices(writers: Sequence[Writer]) -> tuple[str, ...]:
    """Return a line for each model that had to run on the CPU."""
    places = [(writer.name, getattr(writer.generator, "place", None)) for writer in writers]
    return tuple(
        f"{name} ran on the CPU, because {place.reason}" for name, place in places if place and place.device == "cpu"
    )


def word_answers(
    answers: Sequence[Answer],
    standing: Sequence[Answer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    engines: Engines,
    progress: Progress,
) -> tuple[tuple[Answer, ...], tuple[Opinion, ...]]:
    """Let the writers word the answers; nothing they say passes a gate that a quote would not pass."""
    if not engines.writers:
        return tuple(answers), ()
    known = by_id(passages)

    def faults(claim: Claim) -> Sequence[tuple[str, str]]:
        return find_faults(claim, known, composed=False)

    worded, opinions = write_answers(
        answers,
        questions,
        passages,
        engines.writers,
        engines.judge,
        faults,
        listen=lambda writer: Pace(progress, writer.name),
    )
    remembered = [_recall(standing, questions, passages, writer, engines, faults) for writer in engines.writers]
    return worded, (*opinions, *(opinion for recalled in remembered for opinion in recalled))


def _recall(
    standing: Sequence[Answer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    writer: Writer,
    engines: Engines,
    faults: Faults,
) -> tuple[Opinion, ...]:
    """Return what a model said to answers that stand, as far as the cache still knows it; no model is asked."""
    generator = writer.generator
    if not isinstance(generator, Remembers):
        return ()
    wishes = make_wishes(standing, questions, passages, writer)
    unknown = set(map(id, generator.missing([wish.prompt for wish in wishes], MOST_TOKENS)))
    told = [wish.answer for wish in wishes if id(wish.prompt) not in unknown]
    return tuple(ask_writer(told, questions, passages, writer, engines.judge, faults).values())


class Pace:
    """Tells how far a model's run is, how many tokens a second it makes, and how long it will still take."""

    def __init__(self, progress: Progress, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Tell it to `progress`, under the model's name."""
        self._progress = progress
        self._name = name
        self._clock = clock
        self._start = self._told = clock()
        self._waiting = self._ended = self._tokens = 0

    def __call__(self, step: Step) -> None:
        """Hear of a step."""
        self._waiting += step.waiting
        self._ended += step.ended
        self._tokens += step.tokens
        now = self._clock()
        if now - self._told >= _TELLS:
            self._told = now
            self._progress(self._line(step.tokens, now - self._start))

    def _line(self, under_way: int, seconds: float) -> str:
        line = f"wording answers with {self._name}: {self._ended:,} of {self._waiting:,}"
        line += f", {self._tokens / seconds:,.0f} tokens a second"
        if self._ended:
            # A prompt under way is half done, on average.
            done = self._ended + min(under_way, self._waiting - self._ended) / 2
            line += f", {_duration(seconds * (self._waiting - done) / done)} left"
        return line


def _duration(seconds: float) -> str:
    if seconds < 60:
        return "less than a minute"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {minutes / 60:.1f} h"
