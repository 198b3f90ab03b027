"""The cache: recipes come in, bytes made once go out. Content-addressed and immutable; deleting it costs only time.

    values/ab/<key>      one value a file: a header line, then the bytes
    packs/<digest>       the values of one batch: a header line that lists them, then their bytes in order

Every value is checked against its sha256 when it is read; a damaged one is made anew. It never unpickles anything and
never looks at a clock.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.digest import canonical, digest, sha256
from builder.publish import TEMPORARY, told, write_file
from builder.records import Recipe

BATCH = 64
_PLAIN = re.compile(r"[0-9A-Za-z._/-]+")  # an input that JSON writes as it is
MOST_OPEN = 256  # packs held in memory while values are looked up, about 100 KB each


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a pack a value lies."""

    path: Path
    start: int
    length: int
    checksum: str


class Store:
    """The values that were made already, by the recipe they were made from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made = 0
        self.kept = 0
        self.watch: Callable[[int, int], None] = lambda done, total: None
        self._packed: dict[str, list[_Place]] | None = None
        self._open: dict[Path, bytes] = {}

    def once(self, recipe: Recipe, make: Callable[[], bytes]) -> bytes:
        """Return the value of a recipe, made only if it is not there whole."""
        key = digest(recipe)
        found = self._value(key)
        if found is not None:
            self.kept += 1
            return found
        value = make()
        header = canonical({"recipe": recipe, "sha256": _checksum(key, value)})
        write_file(self._path(key), header.encode("utf-8", "surrogatepass") + b"\n" + value)
        self.made += 1
        return value

    def once_each(
        self, recipes: Sequence[Recipe], make: Callable[[Sequence[int]], Sequence[bytes]], batch: int = BATCH
    ) -> list[bytes]:
        """Return the values of many recipes; `make` gets the places of missing ones, and each batch is kept at once."""
        keys = _keys(recipes)
        found = {key: value for key in dict.fromkeys(keys) if (value := self._packed_value(key)) is not None}
        self.kept += len(found)
        first = {key: place for place, key in reversed(list(enumerate(keys)))}
        missing = sorted(place for key, place in first.items() if key not in found)
        for start in range(0, len(missing), batch):
            places = missing[start : start + batch]
            values = make(places)
            made = {keys[place]: value for place, value in zip(places, values, strict=True)}
            self._write_pack(made)
            self.made += len(made)
            found |= made
            self.watch(min(start + batch, len(missing)), len(missing))
        return [found[key] for key in keys]

    def known(self, recipe: Recipe) -> bytes | None:
        """Return the value of a recipe if it is there whole; make nothing."""
        key = digest(recipe)
        packed = self._packed_value(key)
        return packed if packed is not None else self._value(key)

    def damaged(self) -> Iterator[Path]:
        """Yield every file of the cache that does not hold what it says."""
        for path in sorted(self.root.glob("values/*/*")):
            if self._value(path.name) is None:
                yield path
        for path in sorted(self.root.glob("packs/*")):
            places = _places(path)
            if not places or any(self._read(place, key) is None for key, place in places.items()):
                yield path

    def mend(self) -> tuple[Path, ...]:
        """Take away every file that does not hold what it says, but keep what is sound in it; return their paths."""
        damaged = tuple(self.damaged())
        for path in damaged:
            places = _places(path) if path.parent.name == "packs" else {}
            sound = {key: value for key, place in places.items() if (value := self._read(place, key)) is not None}
            if sound:
                self._write_pack(sound)
            with told(path):
                path.unlink()
        self._packed, self._open = None, {}
        return damaged

    def _path(self, key: str) -> Path:
        return self.root / "values" / key[:2] / key

    def _value(self, key: str) -> bytes | None:
        path = self._path(key)
        with told(path):
            try:
                header, _, value = path.read_bytes().partition(b"\n")
            except FileNotFoundError:
                return None
        return value if _holds(header, key, value) else None

    def _packed_value(self, key: str) -> bytes | None:
        if self._packed is None:
            self._packed = {}
            for path in sorted(self.root.glob("packs/*")):
                if not path.name.startswith(TEMPORARY):
                    self._note(_places(path))
        return next(
            (value for place in self._packed.get(key, []) if (value := self._read(place, key)) is not None), None
        )

    def _read(self, place: _Place, key: str) -> bytes | None:
        if place.path not in self._open:
            if len(self._open) >= MOST_OPEN:
                self._open.clear()
            with told(place.path):
                self._open[place.path] = place.path.read_bytes()
        value = self._open[place.path][place.start : place.start + place.length]
        return value if place.checksum == _checksum(key, value) else None

    def _note(self, places: dict[str, _Place]) -> None:
        packed = self._packed if self._packed is not None else {}
        for key, place in places.items():
            packed.setdefault(key, []).append(place)

    def _write_pack(self, values: dict[str, bytes]) -> None:
        header = canonical([[key, len(value), _checksum(key, value)] for key, value in values.items()])
        content = header.encode() + b"\n" + b"".join(values.values())
        path = self.root / "packs" / sha256(content)
        write_file(path, content)
        self._note(_places(path))


def _keys(recipes: Sequence[Recipe]) -> list[str]:
    """Return the recipes' digests; those that differ in one input only are spelt once."""
    spelt: dict[tuple[object, ...], tuple[str, str]] = {}
    keys = []
    for recipe in recipes:
        if len(recipe.inputs) != 1 or not _PLAIN.fullmatch(recipe.inputs[0]):
            keys.append(digest(recipe))
            continue
        kind = (recipe.stage, recipe.version, recipe.engine, recipe.parameters)
        if kind not in spelt:
            before, _, after = canonical(replace(recipe, inputs=("\0",))).partition('"\\u0000"')
            spelt[kind] = (f'{before}"', f'"{after}')
        before, after = spelt[kind]
        keys.append(sha256(f"{before}{recipe.inputs[0]}{after}"))
    return keys


def _checksum(key: str, value: bytes) -> str:
    """Bind a value to its key, so that neither can be taken for another's."""
    return sha256(key.encode() + value)


def _holds(header: bytes, key: str, value: bytes) -> bool:
    try:
        return bool(json.loads(header)["sha256"] == _checksum(key, value))
    except (ValueError, KeyError, TypeError):
        return False


def _places(path: Path) -> dict[str, _Place]:
    """Return where a pack's values lie; nothing if its header is damaged."""
    with told(path), path.open("rb") as file:
        header = file.readline()
    try:
        start = len(header)
        places: dict[str, _Place] = {}
        for key, length, checksum in json.loads(header):
            places[str(key)] = _Place(path, start, int(length), str(checksum))
            start += int(length)
    except (ValueError, TypeError):
        return {}
    return places
