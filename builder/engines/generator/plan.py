"""How many prompts run side by side: lengths and memory come in, a plan goes out.

Pure, but for the one function that asks what memory is free.
"""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.engines.devices import count_sharing, visible_gpus
from builder.engines.generator.placing import Device

STEP = 128  # capacities are multiples of this, so that calls of nearly equal length share their buffers
MOST_ROWS = 64
SHARE = 0.6  # of the free memory, for keys and values; the rest is for activations
_MEMORY = Path("/proc/meminfo")
_ENDLESS = 1 << 62
_UNKNOWN = 4 << 30  # of a GPU that does not say how much is free
LEAST_PREFIX = 16  # a shared beginning shorter than this is not worth keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Rows side by side, and how many tokens each may hold."""

    rows: int
    capacity: int


def plan_rows(lengths: Sequence[int], most: int, bytes_a_token: int, free: int, *, rows: int = MOST_ROWS) -> Plan:
    """Choose the most rows that fit, for prompts of these lengths that may grow by `most` tokens."""
    capacity = -(-(max(lengths, default=1) + most) // STEP) * STEP
    # One more row than asked for: the shared beginning is kept in a row of its own.
    fitting = int(free * SHARE) // (capacity * bytes_a_token) - 1
    return Plan(rows=max(1, min(fitting, rows, max(1, len(lengths)))), capacity=capacity)


def shared_beginning(prompts: Sequence[Sequence[int]]) -> int:
    """How many tokens all prompts begin with, leaving at least one token of each."""
    if len(prompts) < 2:
        return 0
    ordered = sorted(list(prompt) for prompt in prompts)
    first, last = ordered[0], ordered[-1]  # whatever these two share, all between them share
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    length = min(length, min(len(prompt) for prompt in prompts) - 1)
    return length if length >= LEAST_PREFIX else 0


def free_memory(device: Device) -> int:
    """How many bytes are free where the model runs; workers side by side get equal shares."""
    return (_free_on_gpu() if device == "cuda" else _free_here()) // count_sharing()


def _free_here() -> int:
    if not _MEMORY.is_file():
        return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) // 2
    figures = dict(line.split(":", 1) for line in _MEMORY.read_text("ascii").splitlines())
    return min(int(figures["MemAvailable"].split()[0]) * 1024, free_in_container(Path("/sys/fs/cgroup")))


def free_in_container(group: Path) -> int:
    """What a container's limit leaves; without a limit more than there is."""
    most, used = group / "memory.max", group / "memory.current"
    limit = most.read_text("ascii").strip() if most.is_file() else ""
    return max(0, int(limit) - int(used.read_text("ascii"))) if limit.isdigit() else _ENDLESS


def _free_on_gpu() -> int:
    """The free memory of the first GPU this program may use, which need not be the machine's first."""
    asked = ["nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits", f"--id={visible_gpus(1)[0]}"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=True).stdout
        return int(said.split()[0]) << 20
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return _UNKNOWN
