"""The blend's weights: what tells right from wrong is weighed, and the constant keeps the promised silence."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from set_files import write_rows

from builder.engines.toy import ToyReader
from builder.training.asked import Asked, ask_found, ask_transcript, hold_plain, read_blocks
from builder.training.blending import Marked, best_by_question, fit_kind, fit_some, measure, read_both
from builder.training.more_sets import FOUND, hold_passages
from builder.training.texts import is_held_out
from builder.training.transcripts import rarities

QUESTIONS, SENTENCES = 200, 5


def make(silent_share: float = 0.5) -> Marked:
    """Questions whose right sentence the first score finds well and the third a little; the second is noise."""
    chance = np.random.default_rng(3)
    scores, marks, owners, asked = [], [], [], []
    for number in range(QUESTIONS):
        nothing = number < silent_share * QUESTIONS
        asked.append(Asked("made", (), (), nothing))
        for sentence in range(SENTENCES):
            right = not nothing and sentence == 0
            first, noise, last = (2 * right - 1) * 1.5 + chance.normal(), chance.normal(), right + chance.normal()
            scores.append([first, noise, last, 1.0])
            marks.append(float(right))
            owners.append(number)
    shares = np.ones(len(marks)) / len(marks)
    return Marked(np.array(scores), np.array(marks), np.array(owners), np.array(owners), shares, asked)


def test_what_tells_is_weighed() -> None:
    weights = fit_some(make(), np.ones(QUESTIONS * SENTENCES, dtype=bool), 1.0)
    assert weights[0] > weights[2] > 0.2
    assert weights[1] < 0.3


def test_a_reader_that_counts_against_itself_counts_for_nothing() -> None:
    made = make()
    made.scores[:, 1] = -made.scores[:, 0] + np.random.default_rng(5).normal(size=len(made.marks))
    made.scores[:, 2] = -made.marks
    weights = fit_some(made, np.ones(len(made.marks), dtype=bool), 1.0)
    assert weights[2] == 0.0 and (weights[:-1] >= 0).all()


def test_the_more_questions_count_the_more_does_what_tells_them_apart() -> None:
    made = make()
    answered = np.repeat([one.silent is False for one in made.asked], SENTENCES)
    made.scores[:, 1] = answered + np.random.default_rng(5).normal(size=QUESTIONS).repeat(SENTENCES)
    everything = np.ones(len(made.marks), dtype=bool)
    few, many = (fit_some(made, everything, questions) for questions in (0.1, 64.0))
    assert many[1] / many[0] > few[1] / few[0]


@pytest.mark.parametrize("silent", [0.8, 0.95])
def test_the_working_point_keeps_the_silence(silent: float) -> None:
    made = make()
    logits = made.scores @ fit_kind(made, silent, 1.0)
    best, _ = best_by_question(made, logits, logits)
    nothing = np.array([one.silent is True for one in made.asked])
    assert (best[nothing] < 0).mean() == pytest.approx(silent, abs=0.02)


def test_the_passage_is_chosen_first_and_then_the_sentence_within_it() -> None:
    asked = [Asked("made", (), (), False), Asked("made", (), (), True)]
    owners, passages = np.array([0, 0, 0, 0]), np.array([0, 0, 1, 1])
    marks = np.array([0.1, 0.2, 0.3, 0.4])
    made = Marked(np.zeros((4, 4)), marks, owners, passages, np.ones(4), asked)
    best, right = best_by_question(made, np.array([2.0, 1.0, 3.0, 0.0]), np.array([9.0, 8.0, 1.0, 2.0]))
    assert best.tolist() == [3.0, -20.0] and right.tolist() == [0.4, 0.0]


def test_figures_are_of_questions_that_were_not_fitted_on() -> None:
    figures = measure(make(), 0.9, 1.0)
    assert figures["sentences_area"] > 0.9
    assert figures["silent_where_nothing_answers"] == pytest.approx(0.9, abs=0.02)
    assert figures["said_where_something_answers"] > 0.5


def test_a_transcript_is_asked_as_a_build_asks_it() -> None:
    stated = "All pictures were scaled to 64 x 64 pixels before training."
    row: dict[str, Any] = {
        "publication": "p",
        "question": "How were pictures prepared (e.g., scaling)?",
        "context": f"The sensors were placed on oaks near the lake.\n\n{stated} Herons usually nest nearby in May.",
        "answers": dict.fromkeys("abcde", stated),
    }
    found = ask_transcript(row, read_blocks(row["context"]), rarities([row["context"], *["other text"] * 50]))
    said = {
        pair.text[slice(*pair.sentences[place])]: mark
        for pair, marks in zip(found.pairs, found.marks, strict=True)
        for place, mark in marks
    }
    assert said[stated] > 0.8 and said["The sensors were placed on oaks near the lake."] == 0.0
    assert found.silent is False
    assert not any(sentence.startswith("Herons") for sentence in said), "a general remark is never said of a document"
    refused = {**row, "answers": dict.fromkeys("abcde", "I don't know.")}
    assert ask_transcript(refused, read_blocks(row["context"]), {}).silent is True


def test_a_question_of_a_site_is_asked_of_all_that_was_found_for_it(tmp_path: Path) -> None:
    text = "The dam was opened in 1936. It is high."
    passage = {"group": "scrapy", "heading": "Dams", "text": text, "sentences": [[0, 27], [28, 39]]}
    rows = [
        {**passage, "question": "When was the dam opened?", "right": []},
        {**passage, "question": "When was the dam opened?", "right": [0]},
        {**passage, "question": "Who opened the dam?", "right": []},
    ]
    write_rows(tmp_path / "more" / "reading" / FOUND, rows)
    answered, silent = ask_found(hold_passages(tmp_path, FOUND))
    assert [pair.heading for pair in answered.pairs] == ["Dams", "Dams"] and answered.silent is False
    assert answered.marks == (((0, 0.0), (1, 0.0)), ((0, 1.0), (1, 0.0)))
    assert len(silent.pairs) == 1 and silent.silent is True


def test_reading_sets_are_asked_of_the_right_paragraph_and_of_another(tmp_path: Path) -> None:
    group = next(name for name in map(str, range(1000)) if is_held_out(name))
    other = next(name for name in map(str, range(int(group) + 1, 1000)) if is_held_out(name))
    texts = ("The dam was opened in 1936. It is high.", "The dam is owned by a guild. Nobody opened it since.")
    row = {"group": group, "question": "When was the dam opened?", "context": texts[0]}
    rows = [
        {**row, "answers": [{"text": "1936", "start": texts[0].index("1936")}]},
        {**row, "question": "When was the weir opened?", "answers": []},
        {**row, "context": texts[1], "question": "Who owns it?", "answers": [{"text": "a guild", "start": 20}]},
    ]
    marked = [
        {"group": group, "question": "Is it high?", "sentences": ["It is high.", "It is old."], "right": [0]},
        {"group": other, "question": "Is it wide?", "sentences": ["It is wide.", "It is new."], "right": [0]},
    ]
    for name, lines in (("squad2_slice", rows), ("selqa_sentences", marked)):
        write_rows(tmp_path / "reading" / f"{name}.jsonl.gz", lines)
    asked = hold_plain(tmp_path, 10, 7)
    assert sorted((one.name, str(one.silent)) for one in asked) == [
        ("selqa", "False"),
        ("selqa", "False"),
        ("selqa", "True"),
        ("selqa", "True"),
        ("squad2_slice", "False"),
        ("squad2_slice", "False"),
        ("squad2_slice", "None"),
        ("squad2_slice", "True"),
        ("squad2_slice", "True"),
    ]
    right = next(one for one in asked if one.silent is False and "opened?" in one.pairs[0].question)
    assert right.marks == (((0, 1.0), (1, 0.0)),)
    marked_up = read_both(asked, ToyReader(), ToyReader())
    assert len(marked_up.marks) == sum(len(marks) for one in asked for marks in one.marks)
    assert marked_up.shares.sum() == pytest.approx(1.0)
