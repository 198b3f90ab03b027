"""The lockfile gives back what went in and tells a person's edit from ours."""

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import FileError
from builder.format import read_answers, settle_answer, write_answers
from builder.records import Answer, Book, Citation, Claim

CLAIM = Claim(
    text="The batch size is 32.",
    support=0.9312,
    citations=(Citation(passage="methods/a.1f", quote="a batch size of 32"),),
)
ANSWER = Answer(
    question="methods/batch",
    document="methods/a",
    state="answered",
    claims=(CLAIM, replace(CLAIM, text="Another sentence.")),
    nearest=(),
    candidates=("methods/a.1f", "methods/a.2e", "methods/a.3d"),
    engine="toy-reader-1",
    key="00ff" * 16,
)
ABSTAINED = Answer(
    question="methods/batch", document="methods/b", state="abstained", unsure=True, nearest=("methods/b.1",), key="0a"
)
WHOLE = Answer(question="methods/what", document=None, state="abstained", key="0b")


QUESTION = 'How large is a "batch"?'


def make_book(root: Path) -> Book:
    return Book(id="methods", title="Methods", root=root)


def store(book: Book, *answers: Answer) -> None:
    for path, content in write_answers(book, {"methods/batch": QUESTION}, answers).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def edit(book: Book, old: str, new: str) -> None:
    path = book.root / "answers" / "batch.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_answers_come_back(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ABSTAINED, ANSWER, WHOLE)
    assert read_answers(book) == tuple(map(settle_answer, (ANSWER, ABSTAINED, WHOLE)))
    assert [path.name for path in sorted((tmp_path / "answers").iterdir())] == ["batch.yml", "what.yml"]


def test_the_file_reads_like_this(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    assert (tmp_path / "answers" / "batch.yml").read_text("utf-8").splitlines()[2:13] == [
        'ask: "How large is a \\"batch\\"?"',
        "answers:",
        '  - document: "a"',
        "    state: answered",
        "    claims:",
        '      - text: "The batch size is 32."',
        "        support: 0.93",
        "        citations:",
        '          - quote: "a batch size of 32"',
        '            passage: "a.1f"',
        '      - text: "Another sentence."',
    ]


texts = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@given(text=texts, quote=texts, name=st.from_regex(r"[a-z0-9./-]{1,12}", fullmatch=True), support=st.floats(0, 1))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, quote: str, name: str, support: float
) -> None:
    book = make_book(tmp_path_factory.mktemp("book"))
    claim = Claim(text=text, support=support, citations=(Citation(passage=f"methods/{name}", quote=quote),))
    answer = replace(ANSWER, claims=(claim,), document=f"methods/{name}")
    store(book, answer)
    assert read_answers(book) == (settle_answer(answer),)


def test_a_settled_answer_stays_as_it_is() -> None:
    assert settle_answer(settle_answer(ANSWER)) == settle_answer(ANSWER)


def test_a_change_of_one_fact_is_a_change_of_five_lines_at_most(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    changed = replace(
        ANSWER,
        claims=(
            Claim(
                text="The batch size is 64.",
                support=0.88,
                citations=(Citation(passage="methods/a.9c", quote="a batch size of 64"),),
            ),
            *ANSWER.claims[1:],
        ),
        candidates=("methods/a.9c", "methods/a.2e", "methods/a.3d", "methods/a.1f"),
        key="11ee" * 16,
    )
    (old,) = write_answers(book, {}, [ANSWER]).values()
    (new,) = write_answers(book, {}, [changed]).values()
    lines = list(difflib.unified_diff(old.decode().splitlines(), new.decode().splitlines(), n=0, lineterm=""))[2:]
    assert len([line for line in lines if line.startswith("+")]) == 5
    assert len([line for line in lines if line.startswith("-")]) == 5


def test_a_person_s_words_are_told_apart(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER, ABSTAINED)
    edit(book, "The batch size is 32.", "A batch holds 32.")
    edit(book, "state: answered", "state: edited")
    edited, untouched = read_answers(book)
    assert (edited.state, edited.claims[0].text, edited.key) == ("edited", "A batch holds 32.", ANSWER.key)
    assert untouched.state == "abstained"
    store(book, edited)
    assert read_answers(book) == (edited,)


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_a_person_s_verdict_is_kept(tmp_path: Path, state: str) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    edit(book, "state: answered", f"state: {state}")
    (answer,) = read_answers(book)
    assert answer == settle_answer(replace(ANSWER, state=state, asked=QUESTION))  # type: ignore[arg-type]


def test_a_decision_keeps_the_question_that_it_was_taken_on(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    path = tmp_path / "answers" / "batch.yml"
    store(book, replace(ANSWER, state="approved", asked=QUESTION), ABSTAINED)
    assert "asked:" not in path.read_text("utf-8")
    edit(book, "How large", "How small")
    with pytest.raises(FileError, match="belong to the build"):
        read_answers(book)
    old = replace(ANSWER, state="approved", asked="Which batch is it?")
    store(book, old, ABSTAINED)
    assert '    asked: "Which batch is it?"\n' in path.read_text("utf-8")
    assert read_answers(book) == (settle_answer(old), settle_answer(ABSTAINED))
    edit(book, "Which batch is it?", QUESTION.replace('"', "'"))
    with pytest.raises(FileError, match="belong to the build"):
        read_answers(book)


def test_a_renamed_book_keeps_its_answers(tmp_path: Path) -> None:
    kept = replace(ANSWER, state="approved", asked=QUESTION)
    store(make_book(tmp_path), kept, ABSTAINED)
    renamed = Book(id="ways", title="Ways", root=tmp_path)
    answer, silent = read_answers(renamed)
    assert (answer.question, answer.document, answer.state) == ("ways/batch", "ways/a", "approved")
    assert answer.claims[0].citations[0].passage == "ways/a.1f"
    assert (silent.question, silent.nearest) == ("ways/batch", ("ways/b.1",))


def test_a_file_with_earlier_seals_is_sound_and_keeps_its_bytes(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ABSTAINED)
    path = tmp_path / "answers" / "batch.yml"
    sealed = path.read_text("utf-8").split("key: ")[1].split()[0]
    earlier = path.read_text("utf-8").replace(sealed, "0a.4f53cda18c.7003755860")  # holds the book's name
    path.write_text(earlier, "utf-8")
    assert read_answers(book) == (settle_answer(ABSTAINED),)
    store(book, ABSTAINED)
    assert path.read_text("utf-8") == earlier
    store(book, ABSTAINED, ANSWER)
    assert "0a.4f53cda18c.7003755860" in path.read_text("utf-8")
    store(book, replace(ABSTAINED, unsure=False))
    assert "7003755860" not in path.read_text("utf-8")


def test_a_file_that_says_the_same_keeps_its_bytes(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    path = tmp_path / "answers" / "batch.yml"
    lines = path.read_text("utf-8").replace("    claims:", "    # ask legal before 3.0\n    claims:").splitlines()
    path.write_bytes("\r\n".join(lines).encode())
    noted = path.read_bytes()
    answers = read_answers(book)
    store(book, *answers)
    assert path.read_bytes() == noted
    store(book, replace(answers[0], unsure=True))
    assert b"legal" not in path.read_bytes() and b"\r" not in path.read_bytes()
