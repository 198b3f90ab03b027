"""questions.yml: a book comes in, the questions that people wrote go out. Ids are unique within a book."""

from builder.format.marked import SPELT, Entry, read_marked
from builder.records import Book, Question
from builder.text import is_id, one_line, slug

FILE = "questions.yml"
KEYS = ("id", "ask", "also", "scope", "topic", "proposed", "asked")
SCOPES = ("book", "each")


def read_questions(book: Book) -> tuple[Question, ...]:
    """Read a book's questions in the order they are written; none where there is no questions.yml."""
    path = book.root / FILE
    if not path.exists():
        return ()
    keys = read_marked(path).keys(("questions",), of=FILE)
    found: dict[str, tuple[Question, int]] = {}
    for entry in keys["questions"].entries("`questions`") if "questions" in keys else []:
        question, written = _question(book, entry)
        if question.id in found:
            raise written.wrong(
                f"the id `{question.id.split('/', 1)[1]}` is used twice, first in line {found[question.id][1]}",
                "ids are parts of addresses: give each question its own",
            )
        found[question.id] = (question, written.line)
    return tuple(question for question, _ in found.values())


def _question(book: Book, entry: Entry) -> tuple[Question, Entry]:
    """Return a question and the entry that gives its id."""
    keys = entry.keys(KEYS, of="a question") if entry.is_mapping() else {"ask": entry}
    text = one_line(keys["ask"].text("`ask`")) if "ask" in keys else ""
    if not text:
        raise entry.wrong("a question without `ask`", 'write the question itself: `ask: "How do I …?"`')
    written = keys.get("id", entry)
    name = keys["id"].text("`id`") if "id" in keys else slug(text)
    if not is_id(name):
        raise written.wrong(f"`{name}` cannot be an id", SPELT)
    scope = keys["scope"].one_of(SCOPES, "`scope`") if "scope" in keys else "book"
    question = Question(
        id=f"{book.id}/{name}",
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
