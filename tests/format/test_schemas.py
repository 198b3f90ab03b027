"""The schemas that ship for editors say what the code reads, no more and no less."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from builder.format import book as book_format
from builder.format import questions as question_format
from builder.packaged import HERE

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*/*.yml"))


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", ["book", "questions"])
def test_schemas_are_sound(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_keys_are_those_of_the_code() -> None:
    assert tuple(schema("book")["properties"]) == book_format.KEYS
    question = schema("questions")["$defs"]["question"]["properties"]
    assert tuple(question) == question_format.KEYS
    assert tuple(question["scope"]["enum"]) == question_format.SCOPES


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: "/".join(path.parts[-2:]))
def test_our_own_books_are_as_the_schemas_say(path: Path) -> None:
    Draft202012Validator(schema(path.stem)).validate(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("book", "title: M\nlicense: x\n"),
        ("book", "title: M\ndocuments: [{paht: x}]\n"),
        ("book", "title: M\nversions: [v1, v2]\n"),
        ("book", "title: M\nversions: {'1.0': {path: v1}}\n"),
        ("questions", "questions: [{id: a}]\n"),
        ("questions", "questions: [{ask: Why, scope: eech}]\n"),
        ("questions", "questions: [{ask: Why, id: A b}]\n"),
    ],
)
def test_mistakes_are_seen_in_the_editor_too(name: str, text: str) -> None:
    assert list(Draft202012Validator(schema(name)).iter_errors(yaml.safe_load(text)))
