"""The cache makes a value once, checks it on the way out, and makes a damaged one anew."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder.digest import digest
from builder.records import Recipe
from builder.store import Store


def recipe(name: str) -> Recipe:
    return Recipe(stage="test", version=1, inputs=(name,))


def numbers(store: Store, count: int, asked: list[int]) -> list[bytes]:
    def make(places: Sequence[int]) -> list[bytes]:
        asked.extend(places)
        return [b"value %d" % place for place in places]

    return store.once_each([recipe(str(number)) for number in range(count)], make, batch=4)


def test_a_value_is_made_once(tmp_path: Path) -> None:
    assert Store(tmp_path).once(recipe("a"), lambda: b"first") == b"first"
    store = Store(tmp_path)
    assert store.once(recipe("a"), lambda: b"second") == b"first"
    assert (store.made, store.kept) == (0, 1)
    assert store.once(recipe("b"), lambda: b"other") == b"other"


def test_many_values_are_made_batch_by_batch_and_once(tmp_path: Path) -> None:
    asked: list[int] = []
    expected = [b"value %d" % number for number in range(10)]
    assert numbers(Store(tmp_path), 10, asked) == expected
    assert asked == list(range(10))
    assert len(list((tmp_path / "packs").iterdir())) == 3
    assert numbers(Store(tmp_path), 12, asked)[:10] == expected
    assert asked == list(range(12))


@pytest.mark.parametrize("inputs", [("ab12",), ("a b",), ("ab", "cd"), (), ('"\0',)])
def test_a_value_of_a_batch_has_the_key_of_its_recipe(tmp_path: Path, inputs: tuple[str, ...]) -> None:
    parameters = (("kind", "\0"),)
    one = Recipe(stage="test", version=1, engine="e", parameters=parameters, inputs=inputs)
    store = Store(tmp_path)
    store.once_each([recipe("ab"), one], lambda places: [b"value"] * len(places))
    assert store.known(one) == b"value"


def test_equal_recipes_are_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make(places: Sequence[int]) -> list[bytes]:
        made.extend(places)
        return [b"x"] * len(places)

    assert Store(tmp_path).once_each([recipe("a"), recipe("b"), recipe("a")], make) == [b"x"] * 3
    assert made == [0, 1]


def test_batches_before_a_failure_are_kept(tmp_path: Path) -> None:
    def fail_late(places: Sequence[int]) -> list[bytes]:
        if places[0] >= 4:
            raise RuntimeError("the lights went out")
        return [b"value %d" % place for place in places]

    with pytest.raises(RuntimeError):
        Store(tmp_path).once_each([recipe(str(number)) for number in range(10)], fail_late, batch=4)
    asked: list[int] = []
    numbers(Store(tmp_path), 10, asked)
    assert asked == [4, 5, 6, 7, 8, 9]


def test_a_printable_recipe_is_kept_beside_the_value(tmp_path: Path) -> None:
    store = Store(tmp_path)
    wanted = Recipe(stage="s", version=2, engine="e", parameters=(("size", 3),), inputs=("a", "b"))
    store.once(wanted, lambda: b"x")
    (path,) = tmp_path.glob("values/*/*")
    held = json.loads(path.read_bytes().partition(b"\n")[0])["recipe"]
    assert held == {"stage": "s", "version": 2, "engine": "e", "parameters": [["size", 3]], "inputs": ["a", "b"]}


@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_damage_is_found_and_mended(tmp_path: Path, damage: str) -> None:
    chance = random.Random(7)
    for trial in range(60):
        root = tmp_path / f"{damage}{trial}"
        Store(root).once(recipe("a"), lambda: b"the only value")
        expected = numbers(Store(root), 6, [])
        path = chance.choice(sorted(path for path in root.rglob("*") if path.is_file()))
        content = bytearray(path.read_bytes())
        if damage == "cut":
            del content[chance.randrange(len(content)) :]
        else:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        assert Store(root).once(recipe("a"), lambda: b"the only value") == b"the only value"
        assert numbers(Store(root), 6, []) == expected


def test_damaged_files_are_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.once(recipe("a"), lambda: b"whole")
    numbers(store, 6, [])
    assert list(store.damaged()) == []
    (value,), pack = tmp_path.glob("values/*/*"), min(tmp_path.glob("packs/*"))
    for path in (value, pack):
        path.write_bytes(path.read_bytes()[:-1])
    assert list(Store(tmp_path).damaged()) == [value, pack]


def test_damaged_files_are_taken_away_without_what_is_sound_in_them(tmp_path: Path) -> None:
    numbers(Store(tmp_path), 4, [])
    (pack,) = tmp_path.glob("packs/*")
    pack.write_bytes(pack.read_bytes()[:-1])
    store = Store(tmp_path)
    assert store.mend() == (pack,)
    assert not pack.exists()
    made: list[int] = []
    numbers(store, 4, made)
    assert made == [3]
    assert Store(tmp_path).mend() == ()


def test_a_value_under_another_key_is_damage(tmp_path: Path) -> None:
    one, other = map(recipe, ("one", "other"))
    store = Store(tmp_path)
    store.once(one, lambda: b"1")
    store.once(other, lambda: b"2")
    here, there = (tmp_path / "values" / key[:2] / key for key in (digest(one), digest(other)))
    there.write_bytes(here.read_bytes())
    assert Store(tmp_path).once(other, lambda: b"again") == b"again"


def test_a_value_kept_by_itself_is_known_and_few_packs_stay_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.store.MOST_OPEN", 3)
    store = Store(tmp_path)
    single = recipe("single")
    assert store.known(single) is None
    store.once(single, lambda: b"1")
    assert store.known(single) == b"1"
    numbers(store, 40, [])
    again = Store(tmp_path)
    assert numbers(again, 40, []) == [b"value %d" % place for place in range(40)]
    assert 0 < len(again._open) <= 3
