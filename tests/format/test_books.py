"""Files that people write are read as they mean them, and every mistake is told with file, line and the way out."""

from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import find_unread, read_book, read_books, read_project, read_questions
from builder.records import DocumentFolder, Question

BOOK = """\
title: Methods
description: What papers did.
licence: CC BY 4.0
url: https://example.org/
language: de
documents:
  - path: papers
    include: ["*.pdf", "*.txt"]
    exclude: drafts/**
  - ../../docs
titles:
  b.pdf: The second
  a.pdf: The first
pool:
  pattern: '^\\d+_(?P<document>[0-9a-f]+)\\.txt$'
  files:
    odd.txt: 0f
approval: true
"""


def make_book(root: Path, book: str = BOOK, questions: str | None = None) -> Path:
    folder = root / "seeds" / "methods"
    (folder / "papers").mkdir(parents=True)
    (folder / "documents").mkdir()
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Test\n", "utf-8")
    (folder / "book.yml").write_text(book, "utf-8")
    if questions is not None:
        (folder / "questions.yml").write_text(questions, "utf-8")
    return folder


def told(error: FileError, root: Path) -> tuple[str, int, str, str]:
    return Path(error.path).relative_to(root).as_posix(), error.line, error.message, error.hint


def test_files_whose_names_are_slips_are_named(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    for name in ("question.yml", "questions.yaml", "book.yml.txt", "Book.yaml", "notebook.yml", "proposed.yml"):
        (folder / name).write_text("", "utf-8")
    found = {Path(one.subject).name: one.message for one in find_unread(read_project(tmp_path))}
    questions, book = (f"this file is not read: its name is not `{name}.yml`" for name in ("questions", "book"))
    assert found == {"question.yml": questions, "questions.yaml": questions, "book.yml.txt": book, "Book.yaml": book}


def test_names_of_files_are_read_with_their_accents_on_their_letters(tmp_path: Path) -> None:
    make_book(tmp_path, "title: B\ntitles:\n  Ga\u0308ste.pdf: Guests\npool:\n  files:\n    Ga\u0308ste.txt: guests\n")
    (book,) = read_books(read_project(tmp_path))
    assert (book.titles, book.pool) == ((("G\u00e4ste.pdf", "Guests"),), (("G\u00e4ste.txt", "guests"),))


def test_a_project_whose_only_book_is_misnamed_is_refused(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    (folder / "book.yml").rename(folder / "book.yaml")
    with pytest.raises(FileError) as caught:
        read_books(read_project(tmp_path))
    assert told(caught.value, tmp_path) == (
        "seeds/methods/book.yaml",
        0,
        "this file is not read: its name is not `book.yml`",
        "rename it, or give it quite another name",
    )


def test_a_folder_that_holds_a_book_but_for_its_book_yml_is_named(tmp_path: Path) -> None:
    seeds = make_book(tmp_path).parent
    held = ("listed/questions.yml", "filed/documents/one.md", "drawn/plan.svg", ".old/questions.yml", "slip/Book.yaml")
    for name in held:
        (seeds / name).parent.mkdir(parents=True)
        (seeds / name).write_text("", "utf-8")
    (seeds / "slip/documents").mkdir()
    found = [one for one in find_unread(read_project(tmp_path)) if one.rule == "no-book"]
    assert [(one.subject, one.message) for one in found] == [
        (f"seeds/{name}", "this folder is not read: it has no `book.yml`") for name in ("filed", "listed")
    ]


def test_a_book_with_every_key(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    book = read_book(folder)
    assert (book.id, book.title, book.language, book.approval) == ("methods", "Methods", "de", True)
    assert book.documents == (
        DocumentFolder(path=folder / "papers", include=("*.pdf", "*.txt"), exclude=("drafts/**",)),
        DocumentFolder(path=tmp_path / "docs"),
    )
    assert book.titles == (("a.pdf", "The first"), ("b.pdf", "The second"))
    assert book.pool == (("odd.txt", "0f"),)
    assert read_books(read_project(tmp_path)) == (book,)


def test_a_book_cannot_have_the_address_of_the_build_page(tmp_path: Path) -> None:
    folder = make_book(tmp_path).rename(tmp_path / "seeds" / "build")
    with pytest.raises(FileError) as raised:
        read_book(folder)
    assert told(raised.value, tmp_path) == (
        "seeds/build/book.yml",
        0,
        "a book cannot be called `build`, which is the address of the page about the build",
        "give the book's folder another name",
    )


def test_a_book_needs_only_a_title(tmp_path: Path) -> None:
    folder = make_book(tmp_path, "title: M\n")
    assert read_book(folder).documents == (DocumentFolder(path=folder / "documents"),)


@pytest.mark.parametrize(
    ("book", "line", "message", "hint"),
    [
        ("title: M\nlicense: x\n", 2, "unknown key `license` in book.yml", "did you mean `licence`?"),
        ("title: M\ntitle: N\n", 2, "the key `title` is given twice in book.yml, first in line 1", ""),
        ("title: [M]\n", 1, "`title` must be a text, not a list", ""),
        ("title: M\napproval: maybe\n", 2, "`approval` must be true or false, not a text", ""),
        (
            "title: M\ndocuments: papres\n",
            2,
            "the documents folder `papres` does not exist",
            "create it, or name the right one under `documents` (relative to book.yml)",
        ),
        (
            "title: M\ndocuments:\n  - path: papers\n    includes: x\n",
            4,
            "unknown key `includes` in an entry of `documents`",
            "did you mean `include`?",
        ),
        (
            "title: M\npool:\n  pattern: '(x'\n",
            3,
            "not a regular expression: missing ), unterminated subpattern at position 0",
            "",
        ),
        (
            "title: M\npool:\n  pattern: '(x)'\n",
            3,
            "the pattern does not say which part names the document",
            "mark it with (?P<document>…)",
        ),
        ("- a\n- b\n", 1, "book.yml must be lines of the form `key: value`, not a list", ""),
        ("title: 'M\n", 2, "not valid YAML: found unexpected end of stream while scanning a quoted scalar", ""),
        (
            "title: M\n<<<<<<< ours\n",
            2,
            "an unresolved merge conflict",
            "keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>",
        ),
    ],
)
def test_mistakes_in_a_book(tmp_path: Path, book: str, line: int, message: str, hint: str) -> None:
    folder = make_book(tmp_path, book)
    with pytest.raises(FileError) as caught:
        read_book(folder)
    assert told(caught.value, tmp_path) == ("seeds/methods/book.yml", line, message, hint)


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = make_book(tmp_path)
    (folder / "book.yml").write_bytes(b"title: M\ndescription: caf\xe9\n")
    with pytest.raises(FileError) as caught:
        read_book(folder)
    assert told(caught.value, tmp_path) == (
        "seeds/methods/book.yml",
        2,
        "this line is not UTF-8",
        "save the file as UTF-8",
    )


def test_questions_in_long_and_in_short(tmp_path: Path) -> None:
    folder = make_book(
        tmp_path,
        questions="""\
questions:
  - id: optimiser
    ask: Which optimiser
      was used?
    also:
      - SGD or Adam?
    scope: each
    topic: Training
  - How large was a batch?
""",
    )
    assert read_questions(read_book(folder)) == (
        Question(
            id="methods/optimiser",
            book="methods",
            text="Which optimiser was used?",
            also=("SGD or Adam?",),
            scope="each",
            topic="Training",
            origin="questions.yml",
        ),
        Question(
            id="methods/how-large-was-a-batch",
            book="methods",
            text="How large was a batch?",
            origin="questions.yml",
        ),
    )


def test_a_question_without_an_id_gets_one_that_nobody_has(tmp_path: Path) -> None:
    folder = make_book(
        tmp_path,
        questions="""\
questions:
  - How do I install the package on a Mac?
  - How do I install the package on a server?
  - Как установить пакет на сервер?
  - {id: how-do-i-install-the-package-on-a-2, ask: Is there an installer?}
  - 如何安装？
  - What is scaled (e.g. inputs)?
""",
    )
    assert [question.id for question in read_questions(read_book(folder))] == [
        "methods/how-do-i-install-the-package-on-a",
        "methods/how-do-i-install-the-package-on-a-3",
        "methods/4a66eb88e2",
        "methods/how-do-i-install-the-package-on-a-2",
        "methods/997c218a1e",
        "methods/what-is-scaled-e-g-inputs",
    ]


def test_a_book_without_questions(tmp_path: Path) -> None:
    assert read_questions(read_book(make_book(tmp_path))) == ()
    (tmp_path / "seeds" / "methods" / "questions.yml").write_text("", "utf-8")
    assert read_questions(read_book(tmp_path / "seeds" / "methods")) == ()


@pytest.mark.parametrize(
    ("questions", "line", "message", "hint"),
    [
        ("question:\n  - a?\n", 1, "unknown key `question` in questions.yml", "did you mean `questions`?"),
        (
            "questions:\n  - id: a\n    ask: A?\n    alos: [B?]\n",
            4,
            "unknown key `alos` in a question",
            "did you mean `also`?",
        ),
        (
            "questions:\n  - {id: a, ask: A?}\n  - {id: a, ask: B?}\n",
            3,
            "the id `a` is used twice, first in line 2",
            "ids are parts of addresses: give each question its own",
        ),
        ("questions:\n  - id: a\n", 2, "a question without `ask`", 'write the question itself: `ask: "How do I …?"`'),
        (
            "questions:\n  - {id: A b, ask: A?}\n",
            2,
            "`A b` cannot be an id",
            "use lower-case letters, digits, `-` and `_`",
        ),
        ("questions:\n  - id: a\n    ask: 42\n", 3, "`ask` must be words, not a number", ""),
        ("questions:\n  - yes\n", 2, "`ask` must be words, not true or false", ""),
        ("questions:\n  - ask: '42?'\n", 2, "`ask` must be words, not `42?`", ""),
        ("questions:\n  - {ask: A?, scope: eech}\n", 2, "`scope` cannot be `eech`", "did you mean `each`?"),
        ("questions:\n  - {ask: A?, asked: nan}\n", 2, "`asked` must be a number, not a text", ""),
        ("questions:\n  - {ask: A?, asked: 1e999}\n", 2, "`asked` must be a number, not a text", ""),
        ("- A?\n- B?\n", 1, "a list stands here by itself", "write the line `questions:` above it"),
        ("questions: A?\n", 1, "`questions` must be a list (lines that start with `- `), not a text", ""),
    ],
)
def test_mistakes_in_questions(tmp_path: Path, questions: str, line: int, message: str, hint: str) -> None:
    folder = make_book(tmp_path, questions=questions)
    with pytest.raises(FileError) as caught:
        read_questions(read_book(folder))
    assert told(caught.value, tmp_path) == ("seeds/methods/questions.yml", line, message, hint)


def test_a_book_yml_that_is_a_link_belongs_to_the_folder_it_stands_in(tmp_path: Path) -> None:
    folder = make_book(tmp_path, "title: Ways\n")
    (folder / "book.yml").rename(tmp_path / "ways.yml")
    (folder / "book.yml").symlink_to(tmp_path / "ways.yml")
    (book,) = read_books(read_project(tmp_path))
    assert (book.id, book.title, book.root) == ("methods", "Ways", folder)
