"""What the query box's words are taught with: recorded sources, and docstrings as sentences and as questions."""

import gzip
import json
import random
from pathlib import Path

from builder.digest import sha256
from builder.training.words import SETS, read_library, read_source

CODE = '''"""A module that reads the weather of ships at sea."""


def load(path):
    """Load the logbook of a ship from a file on the disk.

    More is said here.
    """


class Broken:
    """no sentence"""
'''


def test_a_set_gives_its_questions_and_their_sentences_once(tmp_path: Path) -> None:
    rows = [
        {"question": "Who sails?", "sentence": "the crew sails ."},
        {"question": "Who sails?", "context": "A crew of 230 sails the ship."},
    ]
    with gzip.open(tmp_path / "set.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    source = read_source(tmp_path, "set.jsonl.gz", "MIT")
    assert source.texts == ("Who sails?", "the crew sails .")
    assert source.sha256 == sha256((tmp_path / "set.jsonl.gz").read_bytes())


def test_a_library_gives_sentences_and_what_somebody_would_ask(tmp_path: Path) -> None:
    (tmp_path / "ships.py").write_text(CODE, "utf-8")
    (tmp_path / "test").mkdir()
    (tmp_path / "test" / "test_ships.py").write_text(CODE.replace("weather", "tests"), "utf-8")
    (tmp_path / "old.py").write_text("print 'a line of Python 2'", "utf-8")
    source = read_library(tmp_path, random.Random(1))
    assert source.texts[:2] == (
        "A module that reads the weather of ships at sea.",
        "Load the logbook of a ship from a file on the disk.",
    )
    assert "load the logbook of a" in source.texts[2]
    assert len(source.texts) == 3
    assert source == read_library(tmp_path, random.Random(1))


def test_every_set_has_a_licence_that_lets_it_ship() -> None:
    assert all(licence.rpartition(", ")[2] in {"CC BY-SA 4.0", "MIT", "Apache-2.0"} for licence in SETS.values())
    assert not [name for name in SETS if "transcript" in name]
