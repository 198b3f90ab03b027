"""What a machine gives while something runs on it: the most memory in use, and the bandwidth of its memory."""

import json
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy

DRIVER = Path("/proc/driver/nvidia/version")


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


def measure_bandwidth() -> float:
    """How many GB a CPU second one thread reads and writes when it copies memory: the best of nine."""
    # In a process of its own: what it holds would count as the most memory of every process started after it.
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True)
    return float(done.stdout)


def copy_memory() -> float:
    """Copy half a GB nine times and return the best GB a CPU second, read and written."""
    block = numpy.ones(1 << 27, dtype=numpy.float32)
    other = numpy.empty_like(block)
    times = []
    for _ in range(9):
        start = time.process_time()
        numpy.copyto(other, block)
        times.append(time.process_time() - start)
    return 2 * block.nbytes / min(times) / 1e9


def count_kernels(path: Path) -> dict[str, int]:
    """How many kernels ran on which device, by the runtime's own notes."""
    events = json.loads(path.read_text("utf-8"))
    ran = [event["args"] for event in events if event.get("cat") == "Node" and event["name"].endswith("_kernel_time")]
    return dict(Counter(f"{one.get('provider', '?')} {one.get('op_name', '?')}" for one in ran).most_common())


if __name__ == "__main__":
    print(copy_memory())
