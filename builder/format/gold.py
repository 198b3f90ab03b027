"""Gold files: YAML, JSON lines or CSV that a person wrote come in, questions with their right answers go out."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from builder.errors import FileError
from builder.format.marked import Entry, nearest_name, read_marked, read_text
from builder.records import GoldQuestion
from builder.text import one_line

KEYS = ("question", "book", "document", "facts", "sentence")
NOT_STATED = "not stated"
BETWEEN_FACTS, BETWEEN_WORDINGS = ";", "|"  # in a cell of a CSV

Row = tuple[int, dict[str, Any]]


def read_gold(path: Path) -> tuple[GoldQuestion, ...]:
    """Read a gold file; its ending says in which form it is."""
    if path.suffix.lower() not in _READERS:
        raise FileError(
            f"a gold file does not end in `{path.suffix}`", path=str(path), hint="known endings: " + ", ".join(_READERS)
        )
    found = tuple(_question(path, line, row) for line, row in _READERS[path.suffix.lower()](path))
    if not found:
        raise FileError("it holds no question", path=str(path))
    return found


def _read_yaml(path: Path) -> Iterator[Row]:
    whole = read_marked(path)
    if not whole.is_list():
        whole = whole.keys(("questions",), of="a gold file").get("questions", Entry(path, None))
    for entry in whole.entries("`questions`"):
        yield entry.line, {name: _plain(value) for name, value in entry.keys(KEYS, of="a question").items()}


def _plain(entry: Entry) -> Any:
    return [_plain(one) for one in entry.entries()] if entry.is_list() else entry.text()


def _read_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise FileError(f"not JSON: {error}", path=str(path), line=number) from None
            if not isinstance(row, dict):
                raise FileError("a line must be a JSON object", path=str(path), line=number)
            yield number, row


def _read_csv(path: Path) -> Iterator[Row]:
    reader = csv.DictReader(StringIO(read_text(path)))
    try:
        for row in reader:
            if None in row:
                raise FileError("more cells than the first line names", path=str(path), line=reader.line_num)
            cells: dict[str, Any] = {name: value for name, value in row.items() if value}
            if "facts" in cells and one_line(cells["facts"]).lower() != NOT_STATED:
                facts = cells["facts"].split(BETWEEN_FACTS)
                cells["facts"] = [fact.split(BETWEEN_WORDINGS) for fact in facts if fact.strip()]
            yield reader.line_num, cells
    except csv.Error as error:
        raise FileError(f"not CSV: {error}", path=str(path), line=reader.line_num) from None


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".yml": _read_yaml,
    ".yaml": _read_yaml,
    ".jsonl": _read_lines,
    ".csv": _read_csv,
}


def _question(path: Path, line: int, row: dict[str, Any]) -> GoldQuestion:
    def wrong(message: str, hint: str = "") -> FileError:
        return FileError(message, path=str(path), line=line, hint=hint)

    for name in row:
        if name not in KEYS:
            raise wrong(f"unknown key `{name}` in a question", nearest_name(str(name), list(KEYS)))
    texts = {name: row.get(name) or "" for name in KEYS if name != "facts"}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise wrong(f"`{name}` must be a text")
    facts = row.get("facts") if row.get("facts") is not None else []
    stated = not (isinstance(facts, str) and one_line(facts).lower() == NOT_STATED)
    if not texts["question"].strip():
        raise wrong("an entry without `question`")
    if stated and not facts and not texts["sentence"].strip():
        raise wrong("a question without `facts`", "write what must be said, or `facts: not stated`")
    if not stated and texts["sentence"].strip():
        raise wrong("what is not stated has no `sentence`", "remove one of the two")
    return GoldQuestion(
        text=one_line(texts["question"]),
        book=texts["book"].strip(),
        document=texts["document"].strip(),
        stated=stated,
        facts=_facts(facts, wrong) if stated else (),
        sentence=one_line(texts["sentence"]),
        line=line,
    )


def _facts(written: Any, wrong: Callable[[str, str], FileError]) -> tuple[tuple[str, ...], ...]:
    """Return each fact with its wordings: a list of facts, each a text or a list of texts of which one is enough."""
    facts = []
    for fact in written if isinstance(written, list) else [written]:
        wordings = fact if isinstance(fact, list) else [fact]
        texts = tuple(one_line(str(one)) for one in wordings if isinstance(one, (str, int, float)))
        if len(texts) != len(wordings) or not texts or not all(texts):
            raise wrong("a fact must be a text, or a list of texts of which one is enough", "")
        facts.append(texts)
    return tuple(facts)
