"""Further public reading sets come in, rows of new questions over texts that are not held out go out."""

import json
from pathlib import Path
from random import Random

import pytest
from set_files import write_rows

from builder.training.examples import SHORT
from builder.training.more_sets import hold_passages, read_more
from builder.training.reading_sets import (
    COMPLETING,
    Row,
    as_row,
    draw_passage,
    draw_written,
    likeliest,
    with_near_paragraphs,
)
from builder.training.shifts import most_agreed, read_shifts
from builder.training.texts import cut_sentences

DAM = "The dam was begun in 1931. It was opened in 1936."
MILL = "The mill is old. It was sold in 1900."


def write_set(data: Path, name: str, rows: list[tuple[str, str, str]]) -> None:
    asked = [
        {
            "group": "Dam",
            "question": question,
            "context": text,
            "answers": [{"text": answer, "start": text.index(answer)}] if answer else [],
        }
        for question, text, answer in rows
    ]
    write_rows(data / "more" / "reading" / f"{name}.jsonl.gz", asked)


def row(question: str, text: str) -> Row:
    return as_row({"group": "Dam", "question": question, "context": text}, cut_sentences(text))


def test_each_set_is_of_its_kind(tmp_path: Path) -> None:
    write_set(tmp_path, "squad_flan", [("When was it opened?", DAM, "1936")])
    write_set(tmp_path, "squad_unans", [("When was it closed?", DAM, "")])
    found = read_more(tmp_path, [])
    (answered,), (unanswered,) = found["squad"], found["unanswerable"]
    assert answered.example.span and answered.example.text[slice(*answered.example.span)] == "1936"
    assert not unanswered.example.answered
    assert found["asked"] == found["stories"] == found["shifts"] == []


def test_a_written_question_and_its_twin_stay_what_they_are(tmp_path: Path) -> None:
    write_set(tmp_path, "written", [("When was it opened?", DAM, "1936"), ("When was it closed?", DAM, "")])
    answered, twin = read_more(tmp_path, [])["written"]
    for seed in range(20):
        shown = draw_written(answered, Random(seed), SHORT)
        assert shown.answered == 1.0 and shown.span and shown.text[slice(*shown.span)] == "1936"
        shown = draw_written(twin, Random(seed), SHORT)
        assert not shown.answered and shown.span is None and shown.question == "When was it closed?"


def test_what_is_shown_of_a_marked_excerpt_holds_a_sentence_that_answers(tmp_path: Path) -> None:
    sentences = ["Dropout is common.", *["We flew over a meadow for many days."] * 30, "We used dropout.", "It rained."]
    row = {"question": "Which is used (e.g. L2)?", "sentences": sentences, "group": "1"}
    rows = [{**row, "right": right} for right in ([31], [])]
    write_rows(tmp_path / "more" / "reading" / "papers_marked.jsonl.gz", rows)
    answered, silent = read_more(tmp_path, [])["papers"]
    assert answered.example.question == "Which is used?"
    for seed in range(20):
        shown = draw_written(answered, Random(seed), SHORT)
        assert "We used dropout." in shown.text and shown.answered == 1.0 and sum(shown.evidence or ()) == 1.0
        shown = draw_written(silent, Random(seed), SHORT)
        assert not shown.answered and not any(shown.evidence or ())


def test_known_questions_and_held_out_texts_are_passed_over(tmp_path: Path) -> None:
    rows = [("when was it opened ?", DAM, "1936"), ("When was it sold?", MILL, "1900"), ("Is it old?", DAM, "1931")]
    write_set(tmp_path, "squad_flan", rows)
    known, held = (
        row("When was it opened?", "Another text."),
        row("Whose is it?", "the mill is old . it was sold in 1900 ."),
    )
    (left,) = read_more(tmp_path, [known], [held])["squad"]
    assert left.example.question == "Is it old?"


def test_the_answer_two_people_agree_on_is_taken(tmp_path: Path) -> None:
    article = {"title": "Mill", "paragraphs": [{"context": MILL, "qas": []}]}
    asked = {
        "When was it sold?": ["old", "1900", "in 1900"],
        "What is it?": ["The mill", "old", "1900"],
    }
    for number, (question, texts) in enumerate(asked.items()):
        answers = [{"text": text, "answer_start": MILL.index(text)} for text in texts]
        article["paragraphs"][0]["qas"].append({"id": str(number), "question": question, "answers": answers})
    (tmp_path / "new_wiki.json").write_text(json.dumps({"data": [article, {"title": "Empty", "paragraphs": []}]}))
    (only,) = read_shifts(tmp_path)
    assert only.example.question == "When was it sold?"
    assert only.example.span and MILL[slice(*only.example.span)] in ("1900", "in 1900")


@pytest.mark.parametrize(("texts", "chosen"), [(["old", "old", "1900"], "old"), (["1900"], None), ([], None)])
def test_agreement(texts: list[str], chosen: str | None) -> None:
    answer = most_agreed([{"text": text, "answer_start": MILL.index(text)} for text in texts])
    assert (answer and answer["text"]) == chosen


def test_the_sentence_that_seems_to_answer_shares_most_words_with_the_question() -> None:
    assert likeliest(row("When was the mill sold?", MILL + " " + DAM).example) == 0
    assert likeliest(row("When was the mill sold in 1900?", MILL).example) == 1


def test_a_twin_knows_where_its_text_seems_to_answer(tmp_path: Path) -> None:
    asked = {
        "group": "Dam",
        "question": "When was it begun again?",
        "context": DAM,
        "answers": [],
        "seems": DAM.index("1936"),
    }
    write_rows(tmp_path / "more" / "reading" / "written_twins.jsonl.gz", [asked])
    (twin,) = read_more(tmp_path, [])["twins"]
    assert twin.seems == 1 and not twin.example.answered


def write_passages(data: Path, group: str) -> None:
    passage = {"group": group, "heading": "Dams › Opening", "text": DAM, "sentences": [[0, 26], [27, 49]]}
    asked = [
        {**passage, "question": "When was it opened?", "right": [1, 0], "span": [44, 48]},
        {**passage, "question": "Who opened it?", "right": []},
        {
            **passage,
            "text": MILL,
            "sentences": [[0, 16], [17, 37]],
            "question": "When was the mill sold?",
            "right": [1],
        },
    ]
    write_rows(data / "more" / "reading" / "passages_marked.jsonl.gz", asked)


def test_a_marked_passage_keeps_its_heading_and_what_answers_best(tmp_path: Path) -> None:
    write_passages(tmp_path, "Dam")
    answered, silent, _ = read_more(tmp_path, [])["passages"]
    assert answered.example.evidence == (COMPLETING, 1.0)
    assert answered.example.span and answered.example.text[slice(*answered.example.span)] == "1936"
    for seed in range(20):
        shown = draw_passage(answered, Random(seed), SHORT)
        assert shown.heading == "Dams › Opening" and "It was opened in 1936." in shown.text and shown.answered == 1.0
        shown = draw_passage(silent, Random(seed), SHORT)
        assert not shown.answered and not any(shown.evidence or ())


def test_now_and_then_a_passage_of_the_same_document_is_shown_that_does_not_answer(tmp_path: Path) -> None:
    write_passages(tmp_path, "Dam")
    answered = with_near_paragraphs(read_more(tmp_path, [])["passages"])[0]
    shown = [draw_passage(answered, Random(seed), SHORT) for seed in range(60)]
    others = [one for one in shown if one.text in MILL]
    assert 0 < len(others) < 20
    assert not any(any(one.evidence or ()) or one.heading for one in others)


def test_passages_of_held_out_documents_measure(tmp_path: Path) -> None:
    write_passages(tmp_path, "scrapy")
    assert read_more(tmp_path, [])["passages"] == []
    assert len(hold_passages(tmp_path)) == 3
    assert hold_passages(tmp_path / "nothing") == []
