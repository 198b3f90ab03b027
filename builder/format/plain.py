"""Records as JSON and back: strict both ways, so that a file of another shape is refused and never half read."""

import dataclasses
import json
import types
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from builder.digest import canonical
from builder.errors import FileError

Kind = TypeVar("Kind")


def to_plain(value: object) -> Any:
    """Return a record as dicts, lists, texts and numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): to_plain(one) for key, one in value.items()}
    return value.as_posix() if isinstance(value, Path) else value


def from_plain(kind: type[Kind], value: Any) -> Kind:
    """Return the record that plain values describe; the error names the place (`[0].claims[2].text`)."""
    made: Kind = _maker(cast(Hashable, kind))(value, "")
    return made


def to_json(value: object) -> bytes:
    """Return a record, or a tuple of them, as canonical JSON."""
    return canonical(to_plain(value)).encode("utf-8", "surrogatepass")


def from_json(kind: type[Kind], content: bytes) -> Kind:
    """Return the record, or tuple of records, that to_json wrote."""
    try:
        value = json.loads(content.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise FileError(f"not JSON: {error}") from None
    return from_plain(kind, value)


@cache
def _maker(kind: Any) -> Callable[[Any, str], Any]:
    if dataclasses.is_dataclass(kind):
        return _record_maker(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_maker(arguments)
    if origin in (Union, types.UnionType):
        return _union_maker(arguments)
    if origin is Literal:
        return _literal_maker(arguments)
    if kind is Path:
        return lambda value, place: Path(_checked(str, value, place))
    if kind is float:
        return lambda value, place: float(_checked((int, float), value, place))
    if kind in (object, Any):
        return lambda value, place: value
    return lambda value, place: _checked(kind, value, place)


def _checked(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise FileError(f"{place or 'the value'} has the wrong type: {type(value).__name__}")
    return value


def _record_maker(kind: Any) -> Callable[[Any, str], Any]:
    hints = get_type_hints(kind)
    makers = {field.name: _lazy(hints[field.name]) for field in dataclasses.fields(kind)}

    def make(value: Any, place: str) -> Any:
        fields = _checked(dict, value, place)
        for name in fields:
            if name not in makers:
                raise FileError(f"{place}.{name} is unknown to {kind.__name__}")
        try:
            return kind(**{name: makers[name](one, f"{place}.{name}") for name, one in fields.items()})
        except TypeError as error:
            raise FileError(f"{place or 'the value'} is no {kind.__name__}: {error}") from None

    return make


def _lazy(kind: Any) -> Callable[[Any, str], Any]:
    return lambda value, place: _maker(kind)(value, place)


def _tuple_maker(kinds: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        one = _maker(kinds[0])
        return lambda value, place: tuple(
            one(part, f"{place}[{at}]") for at, part in enumerate(_checked((list, tuple), value, place))
        )
    makers = [_maker(kind) for kind in kinds]

    def make(value: Any, place: str) -> Any:
        parts = _checked((list, tuple), value, place)
        if len(parts) != len(makers):
            raise FileError(f"{place or 'the value'} must have {len(makers)} parts, not {len(parts)}")
        return tuple(maker(part, f"{place}[{at}]") for at, (maker, part) in enumerate(zip(makers, parts, strict=True)))

    return make


def _union_maker(kinds: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    rest = [_maker(kind) for kind in kinds if kind is not types.NoneType]

    def make(value: Any, place: str) -> Any:
        return None if value is None and types.NoneType in kinds else rest[0](value, place)

    return make


def _literal_maker(allowed: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    def make(value: Any, place: str) -> Any:
        if value not in allowed:
            raise FileError(f"{place or 'the value'} cannot be {value!r}")
        return value

    return make
