"""Python and JavaScript rank by the same numbers: each that a module of the browser names stands in its twin too."""

import importlib
import re

import pytest

from builder.packaged import WEB

NUMBER = re.compile(r"^(?:export )?const ([A-Z][A-Z_]+) = ([\d.e-]+);", re.MULTILINE)
BROWSERS_OWN = {"HALF"}  # a reader may ask a part of the documents, which no build does
TWINS = {name: name for name in ("words", "files", "spelling", "sureness", "kinds", "pages")} | {"rank": "query"}


@pytest.mark.parametrize("name", TWINS)
def test_numbers_of_twins_are_equal(name: str) -> None:
    twin = importlib.import_module(f"builder.rank.{TWINS[name]}")
    numbers = {one: float(value) for one, value in NUMBER.findall((WEB / f"{name}.js").read_text("utf-8"))}
    assert numbers
    assert {one: getattr(twin, one, None) for one in numbers if one not in BROWSERS_OWN} == {
        one: value for one, value in numbers.items() if one not in BROWSERS_OWN
    }
