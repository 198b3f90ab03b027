"""What the query box's words are taught with: recorded sources, and docstrings as sentences and as questions."""

import json
import pickle
import random
from pathlib import Path

import pytest
from set_files import write_rows

from builder.digest import sha256
from builder.engines.toy import ToyEncoder
from builder.training.word_texts import QUESTIONS, SETS, Source, draw_texts, read_library, read_source
from builder.training.words import encode_texts, read_sites

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
    write_rows(tmp_path / "set.jsonl.gz", rows)
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
    licences = [*QUESTIONS.values(), *(one.licence for one in SETS)]
    plain = {licence.partition(", by way of ")[0].rpartition(", ")[2] for licence in licences}
    assert plain <= {"CC BY-SA 4.0", "CC BY-SA 3.0", "CC BY 4.0", "CC BY 3.0", "MIT", "Apache-2.0"}
    assert not [name for name in (*QUESTIONS, *(one.name for one in SETS)) if "transcript" in name]


def find(name: str, content: str) -> list[str]:
    return list(next(one for one in SETS if one.name == name).find(content.encode()))


def test_titles_and_questions_are_found_in_their_files() -> None:
    body = "I load a file. How do I read the last line of it? Thanks."
    rows = f'originalTitle,body,reformulatedTitle\nold,"{body}",new title\n'
    titles, asked = (one for one in SETS if one.name == "stackoverflow/qetra_go_test.csv")
    assert list(titles.find(rows.encode())) == ["new title"]
    assert list(asked.find(rows.encode())) == ["How do I read the last line of it?"]
    assert find("everyday/clinc.json", json.dumps({"train": [["how old are you", "age"]], "oos_train": []})) == [
        "how old are you"
    ]


def test_a_pickle_of_anything_but_texts_is_refused() -> None:
    titles = next(one for one in SETS if one.name.endswith(".pickle"))
    assert list(titles.find(pickle.dumps({2: "second", 1: "first"}))) == ["first", "second"]
    with pytest.raises(pickle.UnpicklingError):
        list(titles.find(pickle.dumps({1: Path("x")})))


def test_texts_are_drawn_once_each_and_by_the_same_lot() -> None:
    some = tuple(f"How do I fold sheet {number}?  [closed]" for number in range(50))
    sources = [Source("a", "MIT", "", "a", some), Source("b", "MIT", "", "b", (some[0], "too few", "x" * 300))]
    drawn = draw_texts(sources, 3)
    assert sorted(drawn) == sorted(f"How do I fold sheet {number}?" for number in range(50))
    assert drawn == draw_texts(sources, 3)
    assert drawn != draw_texts(sources, 4)


def test_vectors_are_kept_for_a_run_that_goes_on(tmp_path: Path) -> None:
    encoder = ToyEncoder()
    first = encode_texts(["a sail", "a mast"], encoder, tmp_path)
    calls = encoder.calls
    assert (encode_texts(["a sail", "a mast"], encoder, tmp_path) == first).all()
    assert encoder.calls == calls


def test_sections_give_headings_and_sentences_but_of_held_out_sites(tmp_path: Path) -> None:
    row = {"headings": ["Guide", "Tides", "Low water"], "text": "The sea goes out. Then it comes back."}
    rows = [{**row, "site": "ktor"}, {**row, "site": "scrapy", "text": "A spider crawls."}]
    source = next(one for one in SETS if one.name == "more/searching/sections.jsonl.gz")
    data = write_rows(tmp_path / "sections.jsonl.gz", rows).read_bytes()
    assert list(source.find(data)) == ["Tides", "Low water", "The sea goes out.", "Then it comes back."]


def test_sites_have_their_queries_and_passages(tmp_path: Path) -> None:
    rows = [
        {"site": site, "headings": ["Tides"], "text": text, "asked": ["when is it low", "boat on the sand", "ebb"]}
        for site, text in (("ktor", "The sea goes out."), ("ktor", "It comes back."), ("scrapy", "A spider."))
    ]
    write_rows(tmp_path / "more" / "searching" / "written.jsonl.gz", rows)
    assert read_sites(tmp_path) == [
        (["when is it low", "boat on the sand", "ebb"] * 2, ["Tides\nThe sea goes out.", "Tides\nIt comes back."])
    ]
    assert read_sites(tmp_path / "nowhere") == []
