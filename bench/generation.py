"""Measure language models: tokens and prompts a second, peak memory; beside other runtimes on the same weights.

    python bench/generation.py --shape 0.5b --prompts 32 --prefix 1500 --own 100 --new 16 --peer transformers

Weights are random, in true sizes: they decide no speed. Each engine runs in a process of its own, one after the other;
`--python ENGINE=PATH` gives one another interpreter. `--profile` says on which device every kernel ran. Decoding one
prompt is held against `--bandwidth GB/s`, or against the most that as many threads copied or read just before and after
it. CPU seconds are given beside seconds: with `--threads 1` they hold even where other programs share the core.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.generation_peers import PEERS, Extend
from bench.machine import Pace, count_elsewhere, count_kernels, measure_bandwidth, watch_memory
from bench.random_models import BYTES, SHAPES, bytes_a_token, make_prompts, write_model
from builder.engines.generator.opening import OpenModel, open_model
from builder.engines.generator.slots import SlotBackend

OURS = "answerbook"
UNITS = ("second", "CPU second")
TRIES = 5

Made = TypeVar("Made")


@contextmanager
def open_ours(options: argparse.Namespace) -> Iterator[tuple[Extend, OpenModel, int]]:
    """Our generator on one shape, and how many bytes its folder has."""
    with tempfile.TemporaryDirectory() as place:
        write_model(options.shape, options.precision, Path(place))
        profile = Path(place) / "profile" if options.profile else None
        model = open_model(Path(place), threads=options.threads, profile=profile)
        backend = SlotBackend(model)

        def extend(prompts: Sequence[Sequence[int]], most: int) -> list[list[int]]:
            return backend.extend(prompts, most=most, stops=lambda made: False, told=lambda count: None)

        yield extend, model, sum(path.stat().st_size for path in Path(place).iterdir())


def run(engine: str, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one engine in this process."""
    if engine != OURS:
        with PEERS[engine](options.shape, options.precision, options.threads) as (extend, device):
            return {**measure(extend, options), "device": device}
    with open_ours(options) as (extend, model, size):
        figures = {**measure(extend, options), "device": model.place.device, "on disk, MB": size // 1_000_000}
        if options.profile:
            kernels = count_kernels(Path(model.session.end_profiling()))
            figures["kernels"] = kernels
            figures["kernels elsewhere"] = count_elsewhere(kernels, model.place.device)
        return figures


def measure(extend: Extend, options: argparse.Namespace) -> dict[str, Any]:
    """Time one whole set of prompts, and the decoding of a single one."""
    prompts = make_prompts(options.shape, options.prompts, options.prefix, options.own)
    extend([[1, 2, 3, 4, 5, 6, 7, 8]], 2)
    figures: dict[str, Any] = {}
    with watch_memory() as memory:
        if prompts:
            made, took = timed(lambda: extend(prompts, options.new))
            count = sum(map(len, made))
            figures["seconds"], figures["CPU seconds"] = round(took.wall, 2), round(took.cpu, 2)
            figures["tokens a second"] = round(count / took.wall, 2)
            figures["tokens a CPU second"] = round(count / took.cpu, 2)
            figures["prompts a second"] = round(len(prompts) / took.wall, 3)
            figures["tokens"] = [row[:16] for row in made]
        if options.single:
            figures |= measure_single(extend, options)
    return {**figures, "peak memory, MB": round(memory[0])}


def measure_single(extend: Extend, options: argparse.Namespace) -> dict[str, Any]:
    """Time the decoding of one prompt several times, each held against what the memory gave before and after it."""
    weight = bytes_a_token(options.shape, options.precision) / 1e9
    limits = [measure_bandwidth(options.threads)]
    paces = []
    for _ in range(TRIES):
        paces.append(time_single(extend, options))
        limits.append(measure_bandwidth(options.threads))
    figures: dict[str, Any] = {"bandwidth, GB a second": [round(limit.wall, 1) for limit in limits]}
    for at, unit in enumerate(UNITS):
        given = [max(pair) for pair in pairwise([limit[at] for limit in limits])]
        reached = [pace[at] * weight / (options.bandwidth or limit) for pace, limit in zip(paces, given, strict=True)]
        figures[f"one prompt, tokens a {unit}"] = spread([pace[at] for pace in paces])
        figures[f"one prompt, share of the bandwidth in a {unit}"] = spread(reached, 3)
    return figures


def timed(work: Callable[[], Made]) -> tuple[Made, Pace]:
    """Do some work and say how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    return made, Pace(time.perf_counter() - wall, time.process_time() - cpu)


def time_single(extend: Extend, options: argparse.Namespace) -> Pace:
    """Tokens a second and a CPU second of one prompt, the reading of it left out."""
    (short,) = make_prompts(options.shape, 1, 0, 32)
    _, one = timed(lambda: extend([short], 1))
    _, more = timed(lambda: extend([short], 1 + options.single))
    return Pace(*(options.single / (longer - shorter) for longer, shorter in zip(more, one, strict=True)))


def spread(figures: Sequence[float], digits: int = 2) -> dict[str, float]:
    """The best, the middle and the least of several figures."""
    kept = {"most": max(figures), "median": statistics.median(figures), "least": min(figures)}
    return {name: round(figure, digits) for name, figure in kept.items()}


def run_apart(engine: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run one engine in a process of its own."""
    pythons = dict(one.split("=", 1) for one in options.python)
    command = [pythons.get(engine, sys.executable), __file__, "--only", engine, *sys.argv[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"did not run": (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(found: dict[str, dict[str, Any]]) -> None:
    """Hold every engine against ours."""
    said = {name: figures.pop("tokens", []) for name, figures in found.items()}
    ours = found[OURS]
    for name, figures in found.items():
        for unit in UNITS:
            if name != OURS and f"tokens a {unit}" in figures:
                faster = ours[f"tokens a {unit}"] / figures[f"tokens a {unit}"]
                figures[f"answerbook makes more tokens a {unit} by"] = round(faster, 2)
        if name != OURS and said[name]:
            same = sum(one == other for one, other in zip(said[name], said[OURS], strict=True))
            figures["same tokens"] = f"{same} of {len(said[name])} rows"


def main() -> None:
    """Run the engines and print what they did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", default="tiny", help=f"{', '.join(SHAPES)}; 0.5b/4 has 4 of its layers")
    parser.add_argument("--precision", choices=list(BYTES), default="fp32")
    numbers = {"prompts": 32, "prefix": 1500, "own": 100, "new": 64, "single": 64, "threads": 0}
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--bandwidth", type=float, default=0.0, help="GB a second of the device's memory")
    parser.add_argument("--peer", action="append", default=[], choices=list(PEERS), help="may be given several times")
    parser.add_argument("--python", action="append", default=[], metavar="ENGINE=PATH", help="another interpreter")
    parser.add_argument("--profile", action="store_true", help="count the kernels by device")
    parser.add_argument("--only", choices=[OURS, *PEERS], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(run(options.only, options)))
        return
    found = {}
    for name in (OURS, *options.peer):
        found[name] = run_apart(name, options)
        print(json.dumps({name: found[name]}), file=sys.stderr, flush=True)  # what a run that is cut off still leaves
    compare(found)
    print(json.dumps({"options": sys.argv[1:], **found}, indent=1))


if __name__ == "__main__":
    main()
