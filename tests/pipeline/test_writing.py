"""What a person is told while a language model works, and before it does: how far, how fast, how long."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.engines import Prompt, Step, Told
from builder.engines.calibration import read_calibration
from builder.engines.generator.placing import NO_GPU, Place
from builder.engines.session import MODELS
from builder.pipeline.engines import choose_engines
from builder.pipeline.trials import MANY, _measure
from builder.pipeline.writing import Pace, tell_devices
from builder.store import Store


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def heard(*steps: tuple[float, Step]) -> list[str]:
    lines: list[str] = []
    clock = Clock()
    pace = Pace(lines.append, "tiny", clock)
    for seconds, step in steps:
        clock.now += seconds
        pace(step)
    return lines


def test_a_build_judges_at_the_calibrated_working_point(tmp_path: Path) -> None:
    calibrated = read_calibration(MODELS / "reader").thresholds["supported"]
    store = Store(tmp_path)
    assert choose_engines("default", store).judge.supported == calibrated
    assert choose_engines("overlap", store).judge.supported == 0.5 != calibrated


def test_a_run_says_how_far_it_is_how_fast_and_how_long_it_will_take() -> None:
    lines = heard(
        (0.0, Step(waiting=1_240)),
        (60.0, Step(tokens=32)),
        (540.0, Step(tokens=60_000, ended=104)),
        (600.0, Step(tokens=32, ended=1_000)),
        (60.0, Step(tokens=4, ended=134)),
    )
    assert lines == [
        "wording answers with tiny: 0 of 1,240, 1 tokens a second",
        "wording answers with tiny: 104 of 1,240, 100 tokens a second, about 8 min left",
        "wording answers with tiny: 1,104 of 1,240, 50 tokens a second, about 2 min left",
        "wording answers with tiny: 1,238 of 1,240, 48 tokens a second, less than a minute left",
    ]


def test_hours_are_told_as_hours() -> None:
    (line,) = heard((0.0, Step(waiting=400)), (3_600.0, Step(tokens=10, ended=95)))
    assert line.endswith("about 3.0 h left")


def test_a_fast_model_does_not_fill_the_terminal() -> None:
    assert len(heard(*[(0.01, Step(tokens=1)) for _ in range(100)])) <= 5


class Writer:
    def __init__(self, name: str, place: Place | None) -> None:
        self.name = name
        self.generator = self
        self.place = place


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        (Place("cpu", NO_GPU), ("tiny ran on the CPU, because no GPU answers here",)),
        (Place("cuda"), ()),
        (None, ()),
    ],
)
def test_a_model_that_ran_on_the_cpu_is_told_of(place: Place | None, lines: tuple[str, ...]) -> None:
    assert tell_devices([Writer("tiny", place)]) == lines  # type: ignore[list-item]


class Slow:
    """Takes a known time for every token it reads or makes, of a clock that only it moves."""

    place = Place("cpu", NO_GPU)

    def __init__(self, clock: Clock, reading: float, making: float) -> None:
        self.clock, self.reading, self.making = clock, reading, making
        self.tried: list[int] = []

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        return [len(prompt.asked) for prompt in prompts]

    def try_out(self, prompts: Sequence[Prompt], most: int, told: Told) -> None:
        self.tried.append(len(prompts))
        self.clock.now += sum(self.count_tokens(prompts)) / self.reading
        told(Step(tokens=len(prompts)))
        for _ in range(most - 1):
            self.clock.now += 1 / self.making
            told(Step(tokens=len(prompts)))


@pytest.mark.parametrize(("reading", "tried"), [(10_000.0, MANY), (10.0, 1)])
def test_a_trial_finds_a_models_pace(reading: float, tried: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    model = Slow(clock, reading, 5.0)
    prompts = [Prompt(duty="", asked="x" * (1_000 + number)) for number in range(40)]
    found = _measure(model, prompts)
    assert found == (pytest.approx(reading), pytest.approx(5.0 * tried))
    assert model.tried[0] == 1 and model.tried[-1] == tried  # a quick model is tried on as many as it is asked at once
