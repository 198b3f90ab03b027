"""Proposals go into questions.yml and out of it, and not a byte of what a person wrote changes."""

from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import (
    accept_questions,
    propose_questions,
    read_proposed,
    read_questions,
    reject_questions,
)
from builder.records import Book, Question

WRITTEN = """\
# yaml-language-server: $schema=questions.schema.json
questions:
  # the first of all
  - id: mast   # tall
    ask: "How tall is the mast?"

  - What is a hull?
  - {ask: Who sails?, topic: Crew}
    # nothing more yet
"""


def book(tmp_path: Path, text: str | None = WRITTEN) -> Book:
    if text is not None:
        (tmp_path / "questions.yml").write_bytes(text.encode())
    return Book(id="ships", title="Ships", root=tmp_path)


def question(text: str, name: str, *also: str, asked: int = 0) -> Question:
    return Question(
        id=f"ships/{name}", book="ships", text=text, also=also, origin="questions.yml", proposed=True, asked=asked
    )


JIB = question("What is a jib?", "jib")
REEF = question('How do I reef: the "main" sail?', "reef", "reefing # quickly", "reef", asked=7)


def save(files: dict[Path, bytes]) -> None:
    for path, content in files.items():
        path.write_bytes(content)


def test_proposals_are_added_at_the_end_and_read_back(tmp_path: Path) -> None:
    ships = book(tmp_path)
    before = read_questions(ships)
    save(propose_questions(ships, [JIB, REEF], {JIB.id: "sails.md › The\n jib\x07 # 2"}))
    text = (tmp_path / "questions.yml").read_text("utf-8")
    assert text.startswith(WRITTEN)
    assert text.removeprefix(WRITTEN) == (
        "  - id: jib\n    ask: What is a jib?\n    proposed: true  # sails.md › The jib # 2\n"
        '  - id: reef\n    ask: "How do I reef: the \\"main\\" sail?"\n'
        '    also:\n      - "reefing # quickly"\n      - reef\n    asked: 7\n    proposed: true\n'
    )
    assert read_questions(ships) == (*before, JIB, REEF)
    assert read_proposed(ships) == (JIB.text, REEF.text)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x7f", "\x9b", "\ufffe"])
def test_letters_that_yaml_refuses_are_written_by_their_numbers(tmp_path: Path, letter: str) -> None:
    ships = book(tmp_path)
    odd = question(f"What is a j{letter}ib?", "jib", f"a {letter} jib")
    save(propose_questions(ships, [odd], {}))
    assert read_questions(ships)[-1] == odd


@pytest.mark.parametrize(
    "text", [None, "", "# nothing\n", "questions:\n", "questions: []\n", "questions: [ ] # none", "questions:"]
)
def test_a_file_without_questions_takes_them(tmp_path: Path, text: str | None) -> None:
    ships = book(tmp_path, text)
    save(propose_questions(ships, [JIB], {}))
    assert read_questions(ships) == (JIB,)
    if text and "#" in text:
        assert text[text.index("#") :].strip() in (tmp_path / "questions.yml").read_text("utf-8")


def test_lines_that_end_in_another_way_and_lists_without_indent_stay_so(tmp_path: Path) -> None:
    ships = book(tmp_path, "questions:\r\n- What is a hull?\r\n")
    save(propose_questions(ships, [JIB], {}))
    assert (tmp_path / "questions.yml").read_bytes() == (
        b"questions:\r\n- What is a hull?\r\n- id: jib\r\n  ask: What is a jib?\r\n  proposed: true\r\n"
    )


def test_accepting_takes_the_mark_away_and_nothing_else(tmp_path: Path) -> None:
    ships = book(tmp_path)
    save(propose_questions(ships, [JIB, REEF], {JIB.id: "sails.md"}))
    before = (tmp_path / "questions.yml").read_text("utf-8")
    save(accept_questions(ships, [JIB.id]))
    assert (tmp_path / "questions.yml").read_text("utf-8") == before.replace("    proposed: true  # sails.md\n", "")
    assert [one.proposed for one in read_questions(ships)] == [False, False, False, False, True]


def test_a_mark_in_the_line_of_others_is_turned(tmp_path: Path) -> None:
    ships = book(tmp_path, "questions:\n  - {ask: What is a jib?, proposed: true, topic: Sails}  # mine\n")
    (jib,) = read_questions(ships)
    save(accept_questions(ships, [jib.id]))
    assert (tmp_path / "questions.yml").read_text("utf-8") == (
        "questions:\n  - {ask: What is a jib?, proposed: false, topic: Sails}  # mine\n"
    )


def test_rejecting_takes_the_question_out_and_remembers_it(tmp_path: Path) -> None:
    ships = book(tmp_path)
    save(propose_questions(ships, [JIB, REEF], {}))
    save(reject_questions(ships, [JIB.id, REEF.id]))
    assert (tmp_path / "questions.yml").read_text("utf-8") == WRITTEN
    assert read_proposed(ships) == (JIB.text, REEF.text)
    assert (tmp_path / "proposed.yml").read_text("utf-8").startswith("# Questions that `answerbook expect` proposed.")


def test_what_cannot_be_changed_without_harm_is_not_changed(tmp_path: Path) -> None:
    ships = book(tmp_path, "questions: [What is a hull?, Who sails?]\n")
    with pytest.raises(FileError, match="the questions stand in brackets"):
        propose_questions(ships, [JIB], {})
    ships = book(tmp_path, "questions:\n  - What is a hull?\n...\n")
    with pytest.raises(FileError, match="cannot be changed without harm"):
        propose_questions(ships, [JIB], {})


def test_marks_of_another_kind_are_named_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"questions\.yml:3: `proposed` must be true or false, not a text"):
        read_questions(book(tmp_path, "questions:\n  - ask: What is a hull?\n    proposed: maybe\n"))
    with pytest.raises(FileError, match=r"questions\.yml:3: `asked` must be a number, not a text"):
        read_questions(book(tmp_path, "questions:\n  - ask: What is a hull?\n    asked: often\n"))
