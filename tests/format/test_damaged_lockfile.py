"""What is damaged in the lockfile is refused with its line, and so are changed words that nobody owns up to."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from test_lockfile import ABSTAINED, ANSWER, QUESTION, WHOLE, edit, make_book, store

from builder.errors import FileError
from builder.format import find_damages, read_answers, settle_answer
from builder.records import Answer, Book, State


def refusal(book: Book) -> FileError:
    with pytest.raises(FileError) as caught:
        read_answers(book)
    return caught.value


def test_words_that_changed_without_a_word_of_it_are_refused(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER, ABSTAINED)
    edit(book, "The batch size is 32.", "The batch size is 33.")
    wrong = refusal(book)
    assert (wrong.line, wrong.message) == (
        6,
        "the sentences or quotes of this answer changed, but its state is still `answered`",
    )
    assert wrong.hint == (
        "if you changed them, write `state: edited` in this line to keep them; if not, the file is damaged:"
        " take the file from git again, or delete this entry and let the build compose it anew"
    )
    (trusted,) = [one for one in read_answers(book, trusted=True) if one.claims]
    assert (trusted.state, trusted.claims[0].text) == ("edited", "The batch size is 33.")


def test_words_kept_as_edited_change_only_where_a_person_says_so_again(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, replace(ANSWER, state="edited"))
    edit(book, "The batch size is 32.", "The batch size is 33.")
    wrong = refusal(book)
    assert (wrong.line, wrong.message) == (
        6,
        "the sentences or quotes of this answer changed, since they were kept as edited",
    )
    assert wrong.hint == (
        "if you changed them, write `state: edited again` in this line to keep them; if not, the file is damaged:"
        " take the file from git again"
    )
    edit(book, "    state: edited", "    state: edited again")
    (answer,) = read_answers(book)
    assert (answer.state, answer.claims[0].text) == ("edited", "The batch size is 33.")
    store(book, answer)
    assert "    state: edited\n" in (tmp_path / "answers" / "batch.yml").read_text("utf-8")
    assert read_answers(book) == (answer,)


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_a_verdict_covers_no_changed_words(tmp_path: Path, state: State) -> None:
    book = make_book(tmp_path)
    store(book, replace(ANSWER, state=state))
    edit(book, "a batch size of 32", "a batch size of 33")
    assert refusal(book).message == (
        f"the sentences or quotes of this answer changed, but its state is still `{state}`"
    )


@pytest.mark.parametrize("state", ["edited", "approved", "rejected"])
def test_what_a_person_decided_outlives_a_merge_where_a_person_says_so_again(tmp_path: Path, state: State) -> None:
    book = make_book(tmp_path)
    store(book, replace(ANSWER, state=state, asked=QUESTION))
    edit(book, '"a.2e"', '"a.9c"')
    wrong = refusal(book)
    assert (wrong.line, wrong.message) == (5, "the lines that belong to the build were changed or damaged")
    assert wrong.hint == (
        f"if a merge put two sides together here, write `state: {state} again` to keep what a person decided;"
        " if not, the file is damaged: take the file from git again, or delete this entry and let the build compose"
        " it anew"
    )
    edit(book, f"    state: {state}", f"    state: {state} again")
    (answer,) = read_answers(book)
    assert (answer.state, answer.asked, answer.candidates) == (state, QUESTION, ("methods/a.1f",))
    store(book, answer)
    assert f"    state: {state}\n" in (tmp_path / "answers" / "batch.yml").read_text("utf-8")
    assert read_answers(book) == (answer,)


@pytest.mark.parametrize(
    ("state", "read"),
    [("answered", "edited"), ("abstained", "edited"), ("approved", "approved"), ("rejected", "rejected")],
)
def test_edited_words_stay_a_person_s_under_every_state(tmp_path: Path, state: str, read: State) -> None:
    book = make_book(tmp_path)
    store(book, replace(ANSWER, state="edited"))
    edit(book, "    state: edited", f"    state: {state}")
    (answer,) = read_answers(book)
    assert answer == settle_answer(replace(ANSWER, state=read, asked=QUESTION))


def test_every_answer_that_cannot_be_believed_is_named(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER, ABSTAINED, replace(ANSWER, document="methods/c"), WHOLE)
    path = tmp_path / "answers" / "batch.yml"
    path.write_text(path.read_text("utf-8").replace("a batch size of 32", "a batch size of 33"), "utf-8")
    (tmp_path / "answers" / "what.yml").write_text("")
    assert [(Path(one.path).name, one.line) for one in find_damages(book)] == [
        ("batch.yml", 6),
        ("batch.yml", 31),
        ("what.yml", 1),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("state: answered", "state: aproved", "`state` cannot be `aproved`"),
        ("key: 00ff", "key: 00fe", "the lines that belong to the build were changed or damaged"),
        ('"a.2e"', '"a.2f"', "the lines that belong to the build were changed or damaged"),
        ("toy-reader-1", "toy-reader-2", "the lines that belong to the build were changed or damaged"),
        ('text: "The batch size is 32."', 'text: ""', "a claim without `text`"),
        ('passage: "a.1f"', 'page: "a.1f"', "unknown key `page` in a citation"),
    ],
)
def test_damage_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    edit(book, old, new)
    with pytest.raises(FileError) as caught:
        read_answers(book)
    assert caught.value.message == message
    assert caught.value.line > 3


def test_two_answers_in_one_place_are_refused(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    path = tmp_path / "answers" / "batch.yml"
    head, entry = path.read_text("utf-8").split("answers:\n")
    entry = entry.removesuffix("...\n")
    path.write_text(f"{head}answers:\n{entry}{entry}...\n", "utf-8")
    with pytest.raises(FileError, match="two answers to this question for the same document, first in line 5"):
        read_answers(book)


PERSONAL: tuple[Answer, ...] = (
    ANSWER,
    ABSTAINED,
    replace(ANSWER, document="methods/c", state="edited", asked=QUESTION),
    replace(ANSWER, document="methods/d", state="approved", asked="Which batch is it?"),
    replace(ANSWER, document="methods/e", state="rejected", asked=QUESTION),
)


def test_cut_files_are_refused(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, *PERSONAL)
    path = tmp_path / "answers" / "batch.yml"
    content = path.read_bytes()
    for length in range(len(content) - 1):
        path.write_bytes(content[:length])
        assert refusal(book).path == str(path)
    path.write_bytes(content[:-1])
    assert read_answers(book) == tuple(map(settle_answer, PERSONAL))


def test_a_file_that_lost_its_end_says_so(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, ANSWER)
    edit(book, "\n...\n", "\n")
    wrong = refusal(book)
    assert (wrong.message, wrong.line) == ("this file is cut short: it does not end with `...`", 22)
    assert wrong.hint == "take the file from git again, or delete it and let the build compose its answers anew"


def test_an_entry_may_be_deleted(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, WHOLE)
    path = tmp_path / "answers" / "what.yml"
    head, _ = path.read_text("utf-8").split("  - state")
    path.write_text(f"{head}...\n", "utf-8")
    assert read_answers(book) == ()


def test_flipped_bits_change_nothing_unseen(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    store(book, *PERSONAL)
    path = tmp_path / "answers" / "batch.yml"
    content = path.read_bytes()
    whole = read_answers(book)
    chance = random.Random(4)
    refused = 0
    for _ in range(2000):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            assert read_answers(book) == whole
        except FileError as error:
            assert (error.path, error.line > 0) == (str(path), True)
            refused += 1
    assert refused > 1500
