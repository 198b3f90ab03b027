"""Canonical JSON of plain values and its sha256: the one way anything here is hashed. Pure."""

import dataclasses
import hashlib
import json
from typing import Any


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(value: Any) -> str:
    """The value as JSON with one possible spelling: sorted keys, no blanks, UTF-8 as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain, allow_nan=False)


def sha256(value: bytes | str) -> str:
    """The hexadecimal sha256 of bytes, or of a text as UTF-8."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value).hexdigest()


def digest(value: Any) -> str:
    """The sha256 of a value's canonical form."""
    return sha256(canonical(value))


def short(value: Any, length: int = 10) -> str:
    """The first characters of a value's digest: enough for an id that people see."""
    return digest(value)[:length]
