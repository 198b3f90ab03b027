"""Language models for a build: names come in, writers that remember go out; committed wordings that stand are kept.

It alone knows how models, store, prompt and gates meet; where no model is asked for none is looked for.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from builder.checks.gates import find_faults
from builder.engines import Generator, Prompt
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
from builder.records import Answer, Claim, Evidence, Opinion, Passage, Project, Question
from builder.store import Store

SUPPORTED = 0.5  # the judge's working point where its calibration names none
DRIVER = Path("/proc/driver/nvidia/version")
TYPICAL_ANSWER = 150  # tokens; a dry run cannot know how long answers will be

Progress = Callable[[str], None]
AnswerId = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What wording the answers would take."""

    model: str
    prompts: int
    tokens: int
    minutes: float


@runtime_checkable
class Remembers(Protocol):
    """A generator that knows which prompts it has continued already."""

    def missing(self, prompts: Sequence[Prompt], most: int) -> list[Prompt]: ...


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

    def generate(
        self, prompts: Sequence[Prompt], *, most: int, told: Callable[[int], None] = lambda tokens: None
    ) -> list[str]:
        """Note the prompts that no model has continued yet."""
        self.asked += self._known(prompts, most)
        return ["" for _ in prompts]


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
        remembered = RememberedGenerator(Lazy(near.fingerprint, partial(_same, far)), near.longest, store)
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
    engine = engine_of(engines.writers, engines.judge, supported_by(engines)) if engines.writers else ""
    return find_written(previous, questions, evidence, passages, engine)


def tell_devices(writers: Sequence[Writer]) -> tuple[str, ...]:
    """Return a line for each model that had to run on the CPU."""
    slow = [writer.name for writer in writers if getattr(writer.generator, "device", "") == "cpu"]
    way_out = ': a driver is there, so try `pip install "answerbook[gpu]"`' if DRIVER.exists() else ""
    return tuple(f"{name} ran on the CPU, because no GPU answers here{way_out}" for name in slow)


def supported_by(engines: Engines) -> float:
    """Return the support from which the judge lets a claim through."""
    return engines.thresholds.get("supported", SUPPORTED)


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
    known = {passage.id: passage for passage in passages}

    def faults(claim: Claim) -> Sequence[tuple[str, str]]:
        return find_faults(claim, known, composed=False)

    worded, opinions = write_answers(
        answers,
        questions,
        passages,
        engines.writers,
        engines.judge,
        faults,
        supported=supported_by(engines),
        told=Pace(progress, len(answers)),
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
    judged = supported_by(engines)
    return tuple(ask_writer(told, questions, passages, writer, engines.judge, faults, judged).values())


class Pace:
    """Tells how many tokens a second a model makes."""

    def __init__(self, progress: Progress, answers: int) -> None:
        """Tell it to `progress`."""
        self._progress = progress
        self._answers = answers
        self._start = 0.0
        self._tokens = 0

    def __call__(self, tokens: int) -> None:
        """Hear of new tokens."""
        now = time.monotonic()
        self._start = self._start or now
        self._tokens += tokens
        if now - self._start > 1:
            pace = self._tokens / (now - self._start)
            self._progress(f"wording {self._answers:,} answers, {self._tokens:,} tokens, {pace:,.0f} a second")


def count_work(engines: Engines) -> tuple[Engines, Callable[[], tuple[Work, ...]]]:
    """Return engines whose writers only note what they would be asked, and a way to read the notes."""
    from builder.engines.generator.remembered import RememberedGenerator  # noqa: PLC0415 - as above

    counting: list[tuple[Writer, CountingGenerator]] = []
    for writer in engines.writers:
        assert isinstance(writer.generator, RememberedGenerator)
        counting.append((writer, CountingGenerator(writer.generator, writer.generator.missing)))

    def works() -> tuple[Work, ...]:
        return tuple(_work(writer, generator) for writer, generator in counting)

    stand_ins = tuple(replace(writer, generator=generator) for writer, generator in counting)
    return replace(engines, writers=stand_ins), works


def _work(writer: Writer, counting: CountingGenerator) -> Work:
    tokens = sum(writer.generator.count_tokens(counting.asked))
    read, made = _measure(writer.generator, counting.asked) if counting.asked else (1.0, 1.0)
    seconds = tokens / read + len(counting.asked) * TYPICAL_ANSWER / made
    return Work(model=writer.name, prompts=len(counting.asked), tokens=tokens, minutes=seconds / 60)


def _measure(generator: Generator, prompts: Sequence[Prompt]) -> tuple[float, float]:
    """Return the tokens a second that a model reads and makes, tried on one of the prompts."""
    prompt = sorted(prompts, key=lambda one: len(one.asked))[len(prompts) // 2]
    made: list[int] = []
    start = time.monotonic()
    generator.generate([prompt], most=1)
    first = time.monotonic()
    generator.generate([prompt], most=min(17, MOST_TOKENS), told=made.append)
    last = time.monotonic()
    reading = first - start
    return generator.count_tokens([prompt])[0] / reading, max(1, sum(made) - 1) / max(last - first - reading, 1e-3)
