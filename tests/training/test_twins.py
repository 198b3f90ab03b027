"""Twins: answerable questions and what people turned them into come in from public files; rows with texts go out."""

import json
from pathlib import Path

from builder.training.reading_sets import Row
from builder.training.twins import find_changes, read_twins

DAM = "The dam was begun in 1931. It was opened in 1936."
WALL = "Its wall is 221 metres high. A road runs along the top."


def write_files(folder: Path) -> None:
    def asked(number: str, question: str, text: str, answer: str) -> dict[str, object]:
        answers = [{"text": answer, "answer_start": text.index(answer)}]
        return {"id": number, "question": question, "answers": answers}

    paragraphs = [
        {"context": DAM, "qas": [asked("a1", "When was the dam opened?", DAM, "1936")]},
        {"context": WALL, "qas": [asked("a2", "How high is the wall?", WALL, "221 metres")]},
    ]
    article = {"title": "Dam", "paragraphs": paragraphs}
    files = {
        "squad_du_split/test-v1.1.json": json.dumps({"data": [article]}),
        "unansq/train-answerable-questions.txt": (
            "a1\twhen was the dam opened ?\t11\t11\n"
            "a2\thow high is the wall ?\t3\t4\nb1\twho built the bridge ?\t0\t0\n"
        ),
        "unansq/train-unanswerable-questions.txt": (
            "u1\twhen was the dam closed ?\t11\t11\nu2\thow wide is the wall ?\t3\t4\nu3\twho sold the bridge ?\t0\t0\n"
        ),
        "squad2_cr/word_att_gold_train.tsv": (
            "qid\tquestion\tword_att\nu1\twhen was the dam closed ?\t0\nx1\tWho drove along the road ?\t0\n"
            "u2\thow wide is the wall ?\t0\nx2\tIs it elsewhere ?\t0\nu3\twho sold the bridge ?\t0\n"
        ),
        "unansq/dev-context.txt": "the mill is old . it was n't sold in 1900 .\t5\t11\n",
        "unansq/dev-answerable-questions.txt": "d1\twhen was n't it sold ?\t10\t10\n",
        "unansq/dev-unanswerable-questions.txt": "v1\twhen was it burnt ?\t10\t10\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def by_question(rows: list[Row]) -> dict[str, Row]:
    return {row.example.question: row for row in rows}


def test_a_turned_question_stands_over_its_twins_text(tmp_path: Path) -> None:
    write_files(tmp_path)
    found = by_question(read_twins(tmp_path, frozenset()).unanswerable)
    assert found["when was the dam closed?"].example.text == DAM
    assert found["when was the dam closed?"].seems == 1
    assert found["how wide is the wall?"].example.text == WALL
    assert all(not row.example.answered and row.example.span is None for row in found.values())


def test_a_turned_question_without_a_twin_takes_the_paragraph_its_neighbours_have(tmp_path: Path) -> None:
    write_files(tmp_path)
    found = by_question(read_twins(tmp_path, frozenset()).unanswerable)
    assert found["Who drove along the road?"].example.text == WALL
    assert "Is it elsewhere?" not in found and "who sold the bridge?" not in found


def test_texts_in_tokens_become_plain_with_their_spans(tmp_path: Path) -> None:
    write_files(tmp_path)
    twins = read_twins(tmp_path, frozenset())
    answered = by_question(twins.answerable)["when wasn't it sold?"].example
    assert answered.text == "the mill is old. it wasn't sold in 1900."
    assert answered.evidence == (0.0, 1.0)
    assert answered.span and answered.text[slice(*answered.span)] == "1900"
    assert by_question(twins.unanswerable)["when was it burnt?"].seems == 1


def test_what_is_known_already_is_passed_over_and_missing_files_are_no_error(tmp_path: Path) -> None:
    assert not read_twins(tmp_path, frozenset()).answerable
    write_files(tmp_path)
    asked = by_question(read_twins(tmp_path, frozenset({"a1", "u1"})).answerable)
    assert "When was the dam opened?" not in asked and "How high is the wall?" in asked


def test_documents_are_held_out_whole(tmp_path: Path) -> None:
    write_files(tmp_path)
    kept, held = read_twins(tmp_path, frozenset()), read_twins(tmp_path, frozenset(), held_out=True)
    groups = [{row.group for row in both.answerable + both.unanswerable} for both in (kept, held)]
    assert groups[0] and not groups[0] & groups[1]


def test_only_a_single_changed_word_is_learned() -> None:
    pairs = [
        ("who won it ?", "who lost it ?"),
        ("who won it ?", "who lost them ?"),
        ("is it old ?", "is it very old ?"),
    ]
    assert find_changes(pairs) == {"won": ["lost"]}
