"""Work spread over workers gives the same bytes, and outlives workers that are killed mid-way."""

import importlib.util
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy
import pytest

from builder.engines import Prompt, ReadPair, Step, Told, Vectors
from builder.engines.generator.placing import NO_GPU, Place
from builder.engines.pools import LocalPool, Pool, RayPool
from builder.engines.spread import Spread, SpreadEncoder, SpreadGenerator, SpreadJudge, SpreadReader, read_spread
from builder.engines.toy import ToyEncoder, ToyJudge, ToyReader
from builder.errors import EngineError

# Ray is an extra: where it is installed its pool is held to the same tests.
POOLS = ["local", *(["ray"] if importlib.util.find_spec("ray") else [])]
TEXTS = [f"sentence number {number} of a long list" for number in range(200)]


class MortalEncoder(ToyEncoder):
    """An encoder that notes who it is, so that a test can kill it, and takes its time."""

    def __init__(self, folder: Path, die_on: str = "") -> None:
        super().__init__()
        self.folder = folder
        self.die_on = die_on
        (folder / str(os.getpid())).touch()

    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.03)
        if self.die_on in texts and self.die_on:
            (self.folder / f"died-{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


class FailingJudge(ToyJudge):
    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        raise ValueError("no such thing")


class ToyGenerator:
    fingerprint = "toy-generator"
    longest = 1000

    def __init__(self) -> None:
        self.calls = 0

    def count_tokens(self, prompts: Sequence[Prompt]) -> list[int]:
        return [len(prompt.asked) for prompt in prompts]

    def generate(self, prompts: Sequence[Prompt], *, most: int, told: Told) -> list[str]:
        self.calls += len(prompts)
        self.place = Place("cpu", NO_GPU)
        for prompt in prompts:
            told(Step(tokens=len(prompt.asked)))
        return [prompt.asked.upper()[:most] for prompt in prompts]


@pytest.fixture(params=POOLS, scope="module")
def where(request: pytest.FixtureRequest) -> Iterator[str]:
    """This machine, or a Ray cluster on it that is started once: that takes longer than the tests."""
    if request.param == "local":
        yield "local"
        return
    import ray  # noqa: PLC0415 - an extra

    # The cluster's workers must find this file too.
    there = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent.parent)])
    environment = {"env_vars": {"PYTHONPATH": there}}
    ray.init(num_cpus=3, include_dashboard=False, logging_level="error", runtime_env=environment)
    yield "ray"
    ray.shutdown()


@pytest.fixture
def make_pool(where: str) -> Iterator[Callable[..., Pool]]:
    made: list[Pool] = []

    def make() -> Pool:
        made.append(LocalPool(2) if where == "local" else RayPool(2))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def test_every_engine_gives_what_it_gives_alone(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool()
    encoder = SpreadEncoder(pool, ToyEncoder, "toy", ToyEncoder.dimension)
    assert encoder.encode(TEXTS).tobytes() == ToyEncoder().encode(TEXTS).tobytes()
    assert encoder.calls == len(TEXTS)
    pairs = [ReadPair(question="number of a list", text=text, sentences=((0, len(text)),)) for text in TEXTS[:40]]
    assert SpreadReader(pool, ToyReader, "toy").read(pairs) == ToyReader().read(pairs)
    claims = [(TEXTS[0], text) for text in TEXTS[:40]]
    assert SpreadJudge(pool, ToyJudge, "toy", 0.5).support(claims) == ToyJudge().support(claims)


def test_a_generator_tells_of_its_tokens(make_pool: Callable[..., Pool]) -> None:
    heard: list[Step] = []
    prompts = [Prompt(duty="", asked=text) for text in TEXTS[:20]]
    generator = SpreadGenerator(make_pool(), ToyGenerator, ToyGenerator())
    assert generator.generate(prompts, most=9, told=heard.append) == [text.upper()[:9] for text in TEXTS[:20]]
    assert sum(step.tokens for step in heard) == sum(map(len, TEXTS[:20]))
    assert len(heard) > 1 and sum(step.ended for step in heard) == 20  # batch by batch, as they are done
    assert generator.place == Place("cpu", NO_GPU)
    assert generator.count_tokens(prompts[:1]) == [len(TEXTS[0])]


def test_nothing_asked_starts_no_worker(make_pool: Callable[..., Pool]) -> None:
    assert SpreadEncoder(make_pool(), ToyEncoder, "toy", 384).encode([]).shape == (0, 384)


def test_workers_killed_mid_way_lose_nothing(make_pool: Callable[..., Pool], tmp_path: Path) -> None:
    encoder = SpreadEncoder(make_pool(), partial(MortalEncoder, tmp_path), "mortal", ToyEncoder.dimension)
    expected = ToyEncoder().encode(TEXTS).tobytes()
    encoder.encode(TEXTS[:40])
    killed = 0
    for _ in range(5):
        for path in tmp_path.iterdir():
            os.kill(int(path.name), signal.SIGKILL)
            path.unlink()
            killed += 1
        assert encoder.encode(TEXTS).tobytes() == expected
    assert killed >= 5


def test_a_worker_killed_in_its_batch_is_replaced(make_pool: Callable[..., Pool], tmp_path: Path) -> None:
    encoder = SpreadEncoder(make_pool(), partial(MortalEncoder, tmp_path, TEXTS[77]), "mortal", ToyEncoder.dimension)
    with pytest.raises(EngineError, match="killed 4 workers"):
        encoder.encode(TEXTS)
    assert len(list(tmp_path.glob("died-*"))) == 4


def test_what_a_worker_cannot_do_is_told(make_pool: Callable[..., Pool]) -> None:
    with pytest.raises(EngineError, match=r"a worker failed: .*no such thing"):
        SpreadJudge(make_pool(), FailingJudge, "failing", 0.5).support([("a", "b")])


def test_local_workers_share_the_cores(tmp_path: Path) -> None:
    pool = LocalPool(2)
    SpreadEncoder(pool, partial(MortalEncoder, tmp_path), "mortal", ToyEncoder.dimension).encode(TEXTS[:64])
    cores = [os.sched_getaffinity(int(path.name)) for path in tmp_path.iterdir()]
    pool.close()
    if len(os.sched_getaffinity(0)) > 1:
        assert not cores[0] & cores[1]


@pytest.mark.parametrize(
    ("text", "spread"), [("local:4", Spread("local", 4)), ("ray", Spread("ray", 0)), ("ray:12", Spread("ray", 12))]
)
def test_spreads_are_read(text: str, spread: Spread) -> None:
    assert read_spread(text) == spread


@pytest.mark.parametrize("text", ["", "local", "local:0", "local:x", "cluster", "ray:"])
def test_other_words_are_told_the_way_out(text: str) -> None:
    with pytest.raises(EngineError) as told:
        read_spread(text)
    assert told.value.hint == "write local:4 for four processes, or ray"


def test_vectors_keep_their_kind() -> None:
    pool = LocalPool(1)
    assert SpreadEncoder(pool, ToyEncoder, "toy", 384).encode(["one"]).dtype == numpy.float32
    pool.close()
