"""What GPUs this program may use: the driver is asked, so that the answer is the machine's and nobody's guess.

The runtime names CUDA among its providers on machines without a GPU as well; it is not asked here.
"""

import ctypes
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_LIBRARY = "nvcuda.dll" if os.name == "nt" else "libcuda.so.1"
_MAJOR = 75  # CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
_BF16_SINCE = 8  # Ampere, 2020
VISIBLE = "CUDA_VISIBLE_DEVICES"
SHARING = "ANSWERBOOK_SHARING"  # set by a pool in its workers: how many of them share one device's memory


@lru_cache(maxsize=1)
def _driver() -> ctypes.CDLL | None:
    try:
        driver = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    return driver if driver.cuInit(0) == 0 else None


def count_gpus() -> int:
    """How many GPUs the driver gives this program."""
    driver, found = _driver(), ctypes.c_int(0)
    if driver is None or driver.cuDeviceGetCount(ctypes.byref(found)) != 0:
        return 0
    return found.value


class Gpu(NamedTuple):
    """One GPU as its driver names it, and all of its memory."""

    name: str
    bytes: int


def name_gpus() -> tuple[Gpu, ...]:
    """Every GPU that the driver gives this program."""
    driver, found = _driver(), []
    for number in range(count_gpus()):
        device, name, size = ctypes.c_int(0), ctypes.create_string_buffer(256), ctypes.c_size_t(0)
        if driver is None or driver.cuDeviceGet(ctypes.byref(device), number) != 0:
            continue
        driver.cuDeviceGetName(name, len(name), device)
        driver.cuDeviceTotalMem_v2(ctypes.byref(size), device)
        found.append(Gpu(name.value.decode("utf-8", "replace"), size.value))
    return tuple(found)


def computes_bf16() -> bool:
    """Whether the first GPU computes numbers in bf16."""
    driver, device, major = _driver(), ctypes.c_int(0), ctypes.c_int(0)
    if driver is None or count_gpus() == 0 or driver.cuDeviceGet(ctypes.byref(device), 0) != 0:
        return False
    driver.cuDeviceGetAttribute(ctypes.byref(major), _MAJOR, device)
    return major.value >= _BF16_SINCE


def count_sharing() -> int:
    """How many workers, this program among them, share the memory of the device it uses."""
    return int(os.environ.get(SHARING, "1"))


def visible_gpus(gpus: int, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The names by which this program's GPUs are known to every other program."""
    given = environment.get(VISIBLE)
    named = given.split(",") if given else [str(number) for number in range(gpus)]
    return tuple(name.strip() for name in named[:gpus])
