"""The words of the questions that answers files were written down for."""

from pathlib import Path

from builder.format import read_asked
from builder.records import Book


def test_the_words_of_each_question_are_read_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    heads = {"a": '# Composed.\nask: "How many: 4 or 5?"\n', "b": "ask: 'Why?'\n", "c": "ask: Wherefore?\r\n", "d": ""}
    for name, head in heads.items():
        (tmp_path / f"answers/{name}.yml").write_bytes(f"{head}answers:\n  - state: [answered\n...\n".encode())
    asked = read_asked([Book(id="b", title="B", root=tmp_path)])
    assert asked == {"b/a": "How many: 4 or 5?", "b/b": "Why?", "b/c": "Wherefore?", "b/d": ""}
