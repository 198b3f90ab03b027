"""What is known of English words before a site is read: a row each, and how rare they are. Reads one shipped file.

The rows were fitted to the shipped encoder by `python -m builder.training words`. With any other encoder there is no
such knowledge: the site's own words are encoded one by one, and its own vectors give the directions.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from builder.bundle.vectors import make_basis
from builder.engines import Encoder
from builder.packaged import WORDS
from builder.rank.files import Floats

DIMENSION = 96
LARGEST = 7  # a row's numbers are kept in four bits each, from -7 to 7 times its scale, two in a byte


@dataclass(frozen=True, slots=True)
class Prior:
    """The directions kept of the encoder's space, and every known word's row in them."""

    basis: Floats
    rows: dict[str, Floats]
    counts: dict[str, int]
    size: int  # of the texts that were counted


def load_prior(encoder: Encoder, vectors: Floats) -> Prior:
    """What ships for this encoder, or, where nothing does, directions from the site's own vectors."""
    if (WORDS / "words.json").is_file() and _about(WORDS)["encoder"] == encoder.fingerprint:
        return read_prior(WORDS)
    dimension = min(DIMENSION, encoder.dimension) // 4 * 4  # numbers are packed two or four a byte
    return Prior(make_basis(vectors, dimension), {}, {}, 1)


def _about(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "words.json").read_text("utf-8"))
    return found


def read_prior(folder: Path) -> Prior:
    """What a folder holds of words, whichever encoder it was fitted to."""
    size = int(_about(folder)["texts"])
    with numpy.load(folder / "words.npz", allow_pickle=False) as stored:
        terms = bytes(stored["terms"]).decode().split("\n")
        rows = _unpack(stored["rows"]) * stored["scales"].astype(numpy.float32)[:, None]
        counts = stored["counts"].tolist()
        basis = stored["basis"].astype(numpy.float32)
    return Prior(basis, dict(zip(terms, rows, strict=True)), dict(zip(terms, counts, strict=True)), size)


def write_prior(
    terms: Sequence[str],
    rows: Floats,
    counts: NDArray[numpy.int64],
    basis: Floats,
    about: dict[str, object],
    folder: Path,
) -> None:
    """Put what was learned into a folder, as `read_prior` reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    scales = numpy.maximum(numpy.abs(rows).max(axis=1), 1e-6) / LARGEST
    numpy.savez_compressed(
        folder / "words.npz",
        terms=numpy.frombuffer("\n".join(terms).encode(), numpy.uint8),
        rows=_pack(rows / scales[:, None]),
        scales=scales.astype(numpy.float32),
        counts=counts.astype(numpy.int32),
        basis=basis.astype(numpy.float32),
    )
    (folder / "words.json").write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", "utf-8")


def _pack(numbers: Floats) -> NDArray[numpy.uint8]:
    fours = (numpy.round(numbers) + LARGEST).astype(numpy.uint8)
    return numpy.asarray(fours[:, ::2] * 16 + fours[:, 1::2], numpy.uint8)


def _unpack(packed: NDArray[numpy.uint8]) -> Floats:
    fours = numpy.stack([packed // 16, packed % 16], axis=-1).reshape(len(packed), -1)
    return fours.astype(numpy.float32) - LARGEST
