"""questions.yml: a book comes in, the questions that people wrote go out. Ids are unique within a book."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.errors import FileError
from builder.format.marked import SPELT, Entry, read_marked
from builder.format.project import path_from
from builder.links import local_id
from builder.records import Book, Finding, Project, Question
from builder.text import free_name, is_id, one_line
from builder.wording import question_slug

FILE = "questions.yml"
KEYS = ("id", "ask", "also", "scope", "topic", "proposed", "asked")
SCOPES = ("book", "each")


def read_questions(book: Book) -> tuple[Question, ...]:
    """Read a book's questions in the order they are written; none where there is no questions.yml."""
    path = book.root / FILE
    if not path.exists():
        return ()
    written = read_marked(path)
    if written.is_list():
        raise written.wrong("a list stands here by itself", "write the line `questions:` above it")
    keys = written.keys(("questions",), of=FILE)
    found: list[Question] = []
    lines: dict[str, int] = {}  # of the ids that people wrote
    for entry in keys["questions"].entries("`questions`") if "questions" in keys else []:
        question, name = _question(book, entry)
        if name is not None and question.id in lines:
            raise name.wrong(
                f"the id `{local_id(question.id)}` is used twice, first in line {lines[question.id]}",
                "ids are parts of addresses: give each question its own",
            )
        if name is not None:
            lines[question.id] = name.line
        found.append(question)
    return _with_ids(found, lines)


def find_unlisted(project: Project, book: Book) -> tuple[Finding, ...]:
    """Say where a questions.yml asks nothing: it may have been emptied by mistake, and its answers went with it."""
    path = book.root / FILE
    if not path.exists() or read_questions(book):
        return ()
    return (
        Finding(
            rule="no-questions",
            subject=path_from(project.root, path),
            message="no question is listed here, so composed answers to what was listed before are removed",
            hint="write questions, or take the file from git again; delete it if this book needs none",
        ),
    )


def id_taken(book: Book, name: str, elsewhere: str) -> FileError:
    """Make the error that says where a written id stands which another question has from its own words."""
    path = book.root / FILE
    listed = [entry for entry in read_marked(path).keys()["questions"].entries() if entry.is_mapping()]
    written = next(keys["id"] for entry in listed if "id" in (keys := entry.keys()) and keys["id"].text() == name)
    return written.wrong(
        f"the id `{name}` is used twice: {elsewhere} has it from its words",
        "give this question another id, or add those words to its `also` where both ask the same",
    )


def _with_ids(questions: Sequence[Question], written: Iterable[str]) -> tuple[Question, ...]:
    """The questions, each without an id with one that is made from its words and that no other has."""
    taken = set(written)
    named: list[Question] = []
    for question in questions:
        name = question.id or free_name(f"{question.book}/{question_slug(question.text)}", taken)
        taken.add(name)
        named.append(replace(question, id=name))
    return tuple(named)


def _question(book: Book, entry: Entry) -> tuple[Question, Entry | None]:
    """Return a question and the entry that gives its id; both without one where none is written."""
    keys = entry.keys(KEYS, of="a question") if entry.is_mapping() else {"ask": entry}
    text = one_line(keys["ask"].words("`ask`")) if "ask" in keys else ""
    if not text:
        raise entry.wrong("a question without `ask`", 'write the question itself: `ask: "How do I …?"`')
    written = keys.get("id")
    name = written.text("`id`") if written is not None else ""
    if written is not None and not is_id(name):
        raise written.wrong(f"`{name}` cannot be an id", SPELT)
    scope = keys["scope"].one_of(SCOPES, "`scope`") if "scope" in keys else "book"
    question = Question(
        id="" if written is None else f"{book.id}/{name}",
        book=book.id,
        text=text,
        also=tuple(one_line(one) for one in keys["also"].texts("`also`")) if "also" in keys else (),
        scope="each" if scope == "each" else "book",
        topic=one_line(keys["topic"].text("`topic`")) if "topic" in keys else "",
        origin=FILE,
        proposed="proposed" in keys and keys["proposed"].flag("`proposed`"),
        asked=int(keys["asked"].number("`asked`")) if "asked" in keys else 0,
    )
    return question, written
