"""Answer cards say of an answer what its page says: stated, not stated and not found by us are three things."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from little_site import make_site

from builder.bundle.cards import cards, known_packs, make_shelf
from builder.records import Answer, Citation, Claim, Passage


def card(root: Path, *answers: Answer) -> dict[str, Any]:
    site = make_site(root)
    question = replace(site.questions[0], scope="each")
    site = replace(site, questions=(question,), answers=tuple(replace(one, question=question.id) for one in answers))
    (made,) = cards(make_shelf(site))
    found: dict[str, Any] = json.loads(made)
    return found


@pytest.mark.parametrize(
    ("state", "unsure", "standing"),
    [
        ("abstained", False, "silent"),
        ("abstained", True, "unfound"),
        ("approved", False, "silent"),
        ("rejected", False, "unfound"),
    ],
)
def test_silence_is_told_apart_from_what_was_not_found(tmp_path: Path, state: Any, unsure: bool, standing: str) -> None:
    made = card(tmp_path, Answer(question="", document="guide/install", state=state, unsure=unsure))
    assert made["answers"][0]["standing"] == standing
    assert made["counts"] == {"stated": 0, "silent": 0, "unfound": 0} | {standing: 1}


@pytest.mark.parametrize(
    ("state", "engine", "by"),
    [
        ("answered", "reader", ""),
        ("edited", "reader", "edited"),
        ("approved", "reader", "approved"),
        ("approved", "author", "author"),
        ("edited", "author", "edited"),
    ],
)
def test_a_person_is_named_only_where_one_decided(tmp_path: Path, state: Any, engine: str, by: str) -> None:
    stated = replace(make_site(tmp_path).answers[0], state=state, engine=engine)
    assert card(tmp_path, stated)["answers"][0]["by"] == by


def test_a_known_question_says_how_it_stands(tmp_path: Path) -> None:
    (pack,) = known_packs(make_shelf(make_site(tmp_path)))
    known = {one["url"].split("/")[-2]: (one["stated"], one["silent"], one["of"]) for one in json.loads(pack)}
    assert (known["version"], known["size"]) == ((1, 0, 1), (0, 1, 1))


def test_what_is_stated_comes_first(tmp_path: Path) -> None:
    stated = make_site(tmp_path).answers[0]
    made = card(tmp_path, Answer(question="", document="guide/publish", state="abstained"), stated)
    assert [one["standing"] for one in made["answers"]] == ["stated", "silent"]
    assert made["counts"] == {"stated": 1, "silent": 1, "unfound": 0}


def test_each_place_near_a_question_is_named_once(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    again = replace(site.passages[0], id="guide/install.again")
    named = (site.passages[0].id, again.id, site.passages[1].id)
    silent = Answer(question=site.questions[0].id, document=None, state="abstained", nearest=named)
    made = json.loads(cards(make_shelf(replace(site, passages=(*site.passages, again), answers=(silent,))))[0])
    titles = [one["title"] for one in made["answers"][0]["nearest"]]
    assert titles == list(dict.fromkeys(titles))
    assert len(titles) == 2


def test_code_keeps_its_lines_and_says_that_it_is_code(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    lines = "with Client() as client:\n    client.get(url)"
    code = Passage(id="guide/install.code", source="guide/install", kind="code", headings=(), text=lines)
    quoted = Claim(text=lines, citations=(Citation(passage=code.id, quote=lines),))
    stated = replace(site.answers[0], claims=(*site.answers[0].claims, quoted))
    made = json.loads(cards(make_shelf(replace(site, passages=(*site.passages, code), answers=(stated,))))[0])
    claims = made["answers"][0]["claims"]
    assert [(one["text"], one.get("form")) for one in claims[1:]] == [(lines, "code")]
    assert "form" not in claims[0]
