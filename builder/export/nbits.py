"""Weights of a linear layer by blocks of 32 in 8 or 4 bits: a matrix comes in, packed integers and scales go out."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BITS = {"int8": 8, "int4": 4}  # of a weight, in those precisions that have blocks
_INT8_COMPUTE = 4  # MatMulNBits: activations as int8 by the block, so that no row depends on its neighbours


def block_attributes(rows: int, columns: int, bits: int) -> dict[str, Any]:
    """What MatMulNBits is told of a matrix [rows, columns]."""
    return {"K": columns, "N": rows, "bits": bits, "block_size": BLOCK, "accuracy_level": _INT8_COMPUTE}


def quantise(weight: NDArray[np.float32], bits: int) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Pack a matrix [outputs, inputs] the way MatMulNBits reads it, symmetric around the middle of the range."""
    rows, columns = weight.shape
    blocks = weight.astype(np.float32).reshape(rows, columns // BLOCK, BLOCK)
    middle = 1 << (bits - 1)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    # The value farthest from zero gets the one step more that the negative side has.
    scales = (peak / -middle).astype(np.float32)
    steps = np.divide(blocks, scales, out=np.zeros_like(blocks), where=scales != 0)
    levels = np.clip(np.rint(steps) + middle, 0, 2 * middle - 1).astype(np.uint8)
    packed = levels if bits == 8 else levels[..., 0::2] | (levels[..., 1::2] << 4)
    return np.ascontiguousarray(packed), np.ascontiguousarray(scales[..., 0])


def restore(packed: NDArray[np.uint8], scales: NDArray[np.float32], bits: int) -> NDArray[np.float32]:
    """Undo `quantise`, up to what the rounding lost."""
    middle = 1 << (bits - 1)
    levels = packed
    if bits == 4:
        levels = np.stack([packed & 15, packed >> 4], axis=-1).reshape(*packed.shape[:2], BLOCK)
    values = (levels.astype(np.float32) - middle) * scales[..., None]
    return np.asarray(values.reshape(packed.shape[0], -1), dtype=np.float32)
