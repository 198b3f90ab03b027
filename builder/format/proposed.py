"""Proposed questions into questions.yml and out again: every byte that a person wrote stays as it is.

`proposed.yml` beside it remembers what was proposed once: what stands there and not in questions.yml was turned down.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from builder.errors import FileError
from builder.format.marked import Entry, load_yaml, read_marked, read_text, scalar
from builder.format.questions import FILE, read_questions
from builder.links import local_id
from builder.records import Book, Question
from builder.text import shorten

MEMORY = "proposed.yml"
LONGEST_NOTE = 100  # letters of the comment that says where the answer stands
_OPENING = "questions:"
_EMPTY_LIST = re.compile(r"^questions:[ \t]*\[\s*\]", re.MULTILINE)
_ABOUT = """\
# Questions that `answerbook expect` proposed. One that stands here and not in questions.yml was turned down:
# it is not proposed again. Delete its line to hear of it again.
proposed:
"""


def read_proposed(book: Book) -> tuple[str, ...]:
    """Every wording that was ever proposed, in that order."""
    path = book.root / MEMORY
    if not path.is_file():
        return ()
    keys = read_marked(path).keys(("proposed",), of=MEMORY)
    return (
        tuple(entry.text("a proposed question") for entry in keys["proposed"].entries()) if "proposed" in keys else ()
    )


def propose_questions(book: Book, questions: Sequence[Question], notes: Mapping[str, str]) -> dict[Path, bytes]:
    """The files with questions added at the end, each marked as proposed and with a note of where its answer stands."""
    path = book.root / FILE
    text = read_text(path) if path.exists() else f"{_OPENING}\n"
    end = "\r\n" if "\r\n" in text else "\n"
    indent = _indent(path) if path.exists() else "  "
    if indent is None:
        text = _opened(path, text, end)
        indent = "  "
    text += "" if text.endswith("\n") else end
    added = "".join(_entry(question, notes.get(question.id, ""), indent) for question in questions)
    whole = text + added.replace("\n", end)
    _check(book, path, whole, (*read_questions(book), *questions))
    remembered = dict.fromkeys((*read_proposed(book), *(question.text for question in questions)))
    return {path: whole.encode(), book.root / MEMORY: _memory(remembered)}


def accept_questions(book: Book, ids: Iterable[str]) -> dict[Path, bytes]:
    """The file without the marks of some proposals."""
    path, lines = book.root / FILE, _lines(book)
    wanted = set(ids)
    for entry, question in _entries(book):
        if question.id in wanted:
            key, value = _mark(entry)
            row = key.start_mark.line
            alone = lines[row].lstrip().startswith("proposed:") and value.end_mark.line == row
            start, stop = value.start_mark, value.end_mark
            lines[row] = "" if alone else lines[row][: start.column] + "false" + lines[row][stop.column :]
    text = "".join(lines)
    kept = [replace(one, proposed=one.proposed and one.id not in wanted) for one in read_questions(book)]
    _check(book, path, text, kept)
    return {path: text.encode()}


def reject_questions(book: Book, ids: Iterable[str]) -> dict[Path, bytes]:
    """The files without some proposals, which are remembered as turned down."""
    path, lines = book.root / FILE, _lines(book)
    wanted, gone = set(ids), []
    for entry, question in _entries(book):
        if question.id in wanted and entry.node is not None:
            first, last = entry.line - 1, _last_line(entry.node)
            if not lines[first].lstrip().startswith("- "):
                raise entry.wrong("this entry does not begin a line of its own", "delete it by hand")
            lines[first : last + 1] = [""] * (last + 1 - first)
            gone.append(question.text)
    text = "".join(lines)
    _check(book, path, text, [one for one in read_questions(book) if one.id not in wanted])
    remembered = dict.fromkeys((*read_proposed(book), *gone))
    return {path: text.encode(), book.root / MEMORY: _memory(remembered)}


def _lines(book: Book) -> list[str]:
    return read_text(book.root / FILE).splitlines(keepends=True)


def _entries(book: Book) -> list[tuple[Entry, Question]]:
    keys = read_marked(book.root / FILE).keys()
    return list(zip(keys["questions"].entries(), read_questions(book), strict=True))


def _mark(entry: Entry) -> tuple[yaml.Node, yaml.Node]:
    assert isinstance(entry.node, yaml.MappingNode)
    return next((key, value) for key, value in entry.node.value if key.value == "proposed")


def _last_line(node: yaml.Node) -> int:
    """The last line that an entry's words stand in; a block's own end lies behind the comments after it."""
    if isinstance(node, yaml.MappingNode):
        return max((_last_line(part) for pair in node.value for part in pair), default=node.start_mark.line)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return max((_last_line(part) for part in node.value), default=node.start_mark.line)
    return int(node.end_mark.line) - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)


def _indent(path: Path) -> str | None:
    """The blanks before the entries of a list, or none where there is no list yet."""
    keys = read_marked(path).keys()
    listed = keys.get("questions")
    if listed is None or not listed.entries("`questions`"):
        return None
    node = listed.node
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise listed.wrong("the questions stand in brackets", "write each on a line that starts with `- `")
    return " " * int(node.start_mark.column)


def _opened(path: Path, text: str, end: str) -> str:
    """A file without questions, ready to take some."""
    keys = read_marked(path).keys()
    if "questions" not in keys:
        return f"{text}{'' if not text or text.endswith(chr(10)) else end}{_OPENING}{end}"
    return _EMPTY_LIST.sub(_OPENING, text, count=1)


def _entry(question: Question, note: str, indent: str) -> str:
    lines = [f"- id: {local_id(question.id)}", f"  ask: {scalar(question.text)}"]
    if question.also:
        lines += ["  also:", *(f"    - {scalar(one)}" for one in question.also)]
    if question.asked:
        lines.append(f"  asked: {question.asked}")
    shown = "".join(letter for letter in shorten(note, LONGEST_NOTE) if letter.isprintable())
    lines.append("  proposed: true" + (f"  # {shown}" if shown else ""))
    return "".join(f"{indent}{line}\n" for line in lines)


def _memory(texts: Iterable[str]) -> bytes:
    return (_ABOUT + "".join(f"  - {scalar(text)}\n" for text in texts)).encode()


def _check(book: Book, path: Path, text: str, expected: Sequence[Question]) -> None:
    """Refuse to write what would not be read back as it was meant."""
    try:
        listed = (load_yaml(text) or {}).get("questions") or []
    except yaml.YAMLError:
        listed = []
    read = [
        (one, False) if isinstance(one, str) else (one.get("ask"), bool(one.get("proposed")))
        for one in listed
        if isinstance(one, (str, dict))
    ]
    if [(" ".join(str(ask).split()), mark) for ask, mark in read] != [(one.text, one.proposed) for one in expected]:
        raise FileError(
            f"{FILE} of `{book.id}` cannot be changed without harm",
            path=str(path),
            hint="write its questions as lines that start with `- `, and run `answerbook expect` again",
        )
