"""Gold files in three forms say the same, and what is wrong in them is told with its line."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from builder.errors import FileError
from builder.format import gold as gold_format
from builder.format import read_gold
from builder.packaged import HERE
from builder.records import GoldQuestion

YAML = """\
questions:
  - question: How tall is the mast?
    book: ships
    document: fregatte.md
    facts: [48 m, [fir, Norwegian wood]]
    sentence: The mast of the frigate is 48 m tall.
  - question: Who built her?
    facts: not stated
"""
CSV = """\
question,book,document,facts,sentence
How tall is the mast?,ships,fregatte.md,48 m; fir | Norwegian wood,The mast of the frigate is 48 m tall.
Who built her?,,,not stated,
"""


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def without_lines(found: tuple[GoldQuestion, ...]) -> list[tuple[object, ...]]:
    return [(one.text, one.book, one.document, one.stated, one.facts, one.sentence) for one in found]


def test_the_three_forms_say_the_same(tmp_path: Path) -> None:
    wanted = read_gold(write(tmp_path, "gold.yml", YAML))
    assert wanted[0].facts == (("48 m",), ("fir", "Norwegian wood"))
    assert [(one.stated, one.line) for one in wanted] == [(True, 2), (False, 7)]
    lines = "".join(f"{json.dumps(row)}\n" for row in yaml.safe_load(YAML)["questions"])
    for name, text in (("gold.jsonl", lines), ("gold.csv", CSV)):
        assert without_lines(read_gold(write(tmp_path, name, text))) == without_lines(wanted)


def test_a_plain_list_and_a_single_fact_are_enough(tmp_path: Path) -> None:
    (one,) = read_gold(write(tmp_path, "gold.yaml", "- question: How many?\n  facts: 12\n"))
    assert one.facts == (("12",),) and one.stated


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("gold.yml", "- question: Why?\n", 1, "a question without `facts`"),
        ("gold.yml", "- question: Why?\n  fact: x\n", 2, "unknown key `fact`"),
        ("gold.yml", "- facts: x\n", 1, "an entry without `question`"),
        ("gold.yml", "- {question: Why?, facts: [[]]}\n", 1, "a fact must be a text"),
        ("gold.yml", "- {question: Why?, facts: not stated, sentence: So.}\n", 1, "what is not stated has no"),
        ("gold.yml", "questions: []\n", 0, "it holds no question"),
        ("gold.jsonl", '{"question": "Why?", "facts": "x"}\nno\n', 2, "not JSON"),
        ("gold.jsonl", "[1]\n", 1, "a line must be a JSON object"),
        ("gold.jsonl", '{"question": 3, "facts": "x"}\n', 1, "`question` must be a text"),
        ("gold.jsonl", '{"question": "Why?", "facts": [{"a": 1}]}\n', 1, "a fact must be a text"),
        ("gold.csv", "question,facts\nWhy?,x,y\n", 2, "more cells than the first line names"),
        ("gold.csv", "question,fatcs\nWhy?,x\n", 2, "unknown key `fatcs`"),
        ("gold.txt", "", 0, "a gold file does not end in `.txt`"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, line: int, message: str) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(FileError) as told:
        read_gold(path)
    assert (told.value.path, told.value.line) == (str(path), line)
    assert message in told.value.message


def test_the_schema_says_what_the_code_reads() -> None:
    schema = json.loads((HERE / "schemas" / "gold.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert tuple(schema["$defs"]["question"]["properties"]) == gold_format.KEYS
    validator = Draft202012Validator(schema)
    for text in (YAML, "- question: How many?\n  facts: 12\n"):
        validator.validate(yaml.safe_load(text))
    wrong = ('{"question": "Why?"}', '{"question": "Why?", "fact": "x"}', '{"question": "Why?", "facts": [[]]}', "")
    for text in wrong:
        assert list(validator.iter_errors(json.loads(f"[{text}]"))), text
