"""Files of JSON lines for the benchmarks: one row a line, gzipped or not; what cannot be read is named by its line."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")


def read_bytes(path: Path) -> bytes:
    """A file's content, gzipped or not."""
    try:
        raw = path.read_bytes()
        return gzip.decompress(raw) if path.suffix == ".gz" else raw
    except OSError as error:
        raise SystemExit(f"error: {path}: {error.strerror or error}") from error


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Each line that is not blank, with its number."""
    lines = read_bytes(path).decode("utf-8-sig").split("\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def read_rows(path: Path, make: Callable[[dict[str, Any]], Row]) -> list[Row]:
    """What `make` makes of each line's object; there has to be one."""
    rows: list[Row] = []
    for number, line in read_lines(path):
        try:
            rows.append(make(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            missing = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise SystemExit(f"error: {path}:{number}: cannot be read: {missing}") from error
    if not rows:
        raise SystemExit(f"error: {path}: nothing to measure")
    return rows
