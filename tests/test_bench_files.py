"""The benchmarks read files of other people's, name what they cannot read, and measure as is usual."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import judging, reading, retrieval, search
from bench.rows import read_rows

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def file(name: str, *rows: Any) -> Path:
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (tmp_path / name).write_text("\ufeff" + "\n\n".join(lines) + "\n", "utf-8")
        return tmp_path / name

    return file


CLAIM = "The sky is blue."


@pytest.mark.parametrize(
    "row",
    [
        {"claim": CLAIM, "document": "It is blue.", "label": "supported"},
        {"claim": [CLAIM], "evidence": ["It is", "blue."], "label": "SUPPORTS"},
        {"claim": CLAIM, "evidence": "It is\nblue.", "label": 1.0},
        {"claim": CLAIM, "quote": "It is blue.", "supported": True},
    ],
)
def test_a_claim_is_read_whichever_names_its_set_uses(row: dict[str, Any]) -> None:
    judged = judging.from_line(row)
    assert (judged.claim, judged.document.replace("\n", " "), judged.supported) == (CLAIM, "It is blue.", True)


@pytest.mark.parametrize("label", ["refuted", "NOT ENOUGH INFO", "partially_supported", 0, False, "neutral"])
def test_what_supports_less_is_no_support(label: object) -> None:
    assert not judging.from_line({"claim": CLAIM, "document": "It is blue.", "label": label}).supported


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"claim": CLAIM, "document": "It is blue."}, "no label"),
        ({"claim": CLAIM, "document": "It is blue.", "label": "perhaps"}, "an unknown label: perhaps"),
        ({"claim": CLAIM, "label": 1}, "nothing to judge"),
        ({"document": "It is blue.", "label": 1}, "no 'claim'"),
        ("{", "cannot be read"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(write: Write, row: object, said: str) -> None:
    path = write("claims.jsonl", {"claim": CLAIM, "document": "It is blue.", "label": 1}, row)
    with pytest.raises(SystemExit, match=f"claims.jsonl:3: .*{said}"):
        read_rows(path, judging.from_line)


def test_an_empty_file_is_no_measurement(write: Write) -> None:
    with pytest.raises(SystemExit, match="nothing to measure"):
        read_rows(write("claims.jsonl", ""), judging.from_line)


def test_squad_is_read_with_its_oddities(write: Write) -> None:
    asked = [
        {"question": "a?", "answers": [{"text": "one", "answer_start": 0}]},
        {"question": "b?", "is_impossible": True, "answers": [], "plausible_answers": [{"text": "one"}]},
        {"question": "c?", "answers": None},
        {"question": "d?", "answers": {"text": ["one", "two"], "answer_start": [0, 4]}},
    ]
    path = write("squad.json", {"data": [{"paragraphs": [{"context": "one two", "qas": asked}]}]})
    assert [one.gold for one in reading.read_questions(path)] == [("one",), (), (), ("one", "two")]
    with pytest.raises(SystemExit, match="not in SQuAD's form"):
        reading.read_questions(write("other.json", {"questions": []}))


def test_a_gold_answer_that_is_nothing_does_not_count_beside_another() -> None:
    asked = [reading.Asked(question="?", text="the 1889", gold=("the", "1889"))]
    assert reading.measure(asked, [""])["exact"] == 0
    assert reading.measure(asked, ["1889"])["exact"] == 100


def test_what_nothing_measures_has_no_figure() -> None:
    answered, silent = (reading.Asked(question="?", text="1889", gold=gold) for gold in (("1889",), ()))
    assert reading.measure([answered], ["1889"])["abstention_f1"] is None
    assert reading.measure([silent], [""])["has_answer_f1"] is None
    both = reading.measure([answered, silent, silent], ["", "", "1889"])
    assert (both["abstention_precision"], both["abstention_recall"], both["abstention_f1"]) == (50, 50, 50)


def test_judgements_are_read_in_both_forms(write: Write) -> None:
    assert retrieval.read_judgements(write("q.tsv", "query-id\tcorpus-id\tscore", "q 1\td 2\t2.0", "q 1\td 3\t-1")) == {
        "q 1": {"d 2": 2, "d 3": 0}
    }
    assert retrieval.read_judgements(write("q.txt", "1 0 7 1")) == {"1": {"7": 1}}
    with pytest.raises(SystemExit, match=r"q\.tsv:3: "):
        retrieval.read_judgements(write("q.tsv", "query-id\tcorpus-id\tscore", "q\td"))


def test_gain_is_linear_as_beir_has_it() -> None:
    figures = retrieval.measure_one(["a", "b"], {"a": 1, "b": 2})
    assert figures["ndcg_10"] == pytest.approx((1 + 2 / 1.584962) / (2 + 1 / 1.584962), abs=1e-6)


def test_a_text_without_a_title_is_called_nothing(write: Write) -> None:
    assert retrieval.read_texts(write("c.jsonl", {"_id": 7, "title": None, "text": "words"})) == {"7": ("", "words")}


def test_a_page_is_the_same_however_it_is_named(tmp_path: Path) -> None:
    for name in ("index.html", "guide/install/index.html", "guide/My Page ü/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    named = ["docs/guide/install.md", "guide/install.md#on-windows", "https://example.org/en/guide/install/"]
    (found,) = search.name_pages([{"q": "?", "pages": [*named, "docs/README.md", "guide/My Page ü.md"]}], tmp_path)
    assert found["pages"] == ["guide/install"] * 3 + ["", "guide/My Page ü"]
    assert search.place(found["pages"][4:], ["x/", "guide/My%20Page%20%C3%BC/"]) == 2


def test_a_page_that_the_site_lacks_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search.name_pages([{"q": "?", "pages": ["gone.md"]}], tmp_path)
    assert capsys.readouterr().err == "warning: the site has no page gone.md\n"


def test_a_question_without_pages_is_off_topic(write: Write) -> None:
    rows = read_rows(write("q.jsonl", {"q": "a?"}, {"q": "b?", "pages": ["b.md"]}), search.read_question)
    assert [row["pages"] for row in rows] == [[], ["b.md"]]
    with pytest.raises(SystemExit, match=r"q\.jsonl:1: .*no list"):
        read_rows(write("q.jsonl", {"q": "a?", "pages": "a.md"}), search.read_question)
