"""What a machine gives while something runs on it: the most memory in use, and the bandwidth of its memory."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy

DRIVER = Path("/proc/driver/nvidia/version")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # of the libraries that numpy may use


@contextmanager
def watch_memory() -> Iterator[list[float]]:
    """The most MB in use while something runs: of the GPU where there is one, else of this process so far."""
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        asked = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
        while not done.wait(0.2):
            said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            peak[0] = max(peak[0], float(said.split()[0]))

    watcher = threading.Thread(target=watch, daemon=True)
    if DRIVER.exists():
        watcher.start()
    yield peak
    done.set()
    if not DRIVER.exists():
        peak[0] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Pace(NamedTuple):
    """How much there is of something in a second, and in a second of the processor."""

    wall: float
    cpu: float


def measure_bandwidth(threads: int) -> Pace:
    """How many GB so many threads move when they copy or read memory, whichever is more: the best of nine each."""
    # In a process of its own: what it holds would count as the most memory of every process started after it.
    alone = {**os.environ, **dict.fromkeys(ONE_THREAD, "1")}
    asked = [sys.executable, __file__, str(threads)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env=alone)
    return Pace(*json.loads(done.stdout))


def move_memory(threads: int) -> Pace:
    """Copy half a GB to another half, and read both, nine times each; the threads share the work."""
    count = threads or len(os.sched_getaffinity(0))
    block = numpy.ones(1 << 27, dtype=numpy.float32)
    other = numpy.ones_like(block)
    parts = numpy.array_split(block, count), numpy.array_split(other, count)
    paces = []
    with ThreadPoolExecutor(count) as pool:
        for work in (lambda one, two: numpy.copyto(two, one), numpy.dot):
            for _ in range(9):
                wall, cpu = time.perf_counter(), time.process_time()
                list(pool.map(work, *parts))
                took = time.perf_counter() - wall, time.process_time() - cpu
                paces.append([2 * block.nbytes / seconds / 1e9 for seconds in took])
    return Pace(*map(max, zip(*paces, strict=True)))


def count_kernels(path: Path) -> dict[str, int]:
    """How many kernels ran on which device, by the runtime's own notes."""
    events = json.loads(path.read_text("utf-8"))
    ran = [event["args"] for event in events if event.get("cat") == "Node" and event["name"].endswith("_kernel_time")]
    return dict(Counter(f"{one.get('provider', '?')} {one.get('op_name', '?')}" for one in ran).most_common())


def count_elsewhere(kernels: dict[str, int], device: str) -> int:
    """How many kernels ran on another device than the model's, or only moved something to or from it."""
    home = f"{device.upper()}ExecutionProvider "
    return sum(count for name, count in kernels.items() if not name.startswith(home) or "Memcpy" in name)


if __name__ == "__main__":
    print(json.dumps(move_memory(int(sys.argv[1]))))
