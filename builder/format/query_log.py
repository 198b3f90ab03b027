"""What readers typed: a CSV or JSONL file comes in, queries with their counts go out. Knows no log by its maker.

A column or key named like one of the lists below is taken, whatever else stands beside it; without such a name the
first column is the query and the first number behind it its count.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from builder.errors import FileError
from builder.format.marked import read_text
from builder.text import whole_characters

QUERY = (
    *("query", "queries", "q", "question", "search term", "search terms", "term", "keyword", "search", "text"),
    *("search query", "search queries", "top queries"),
)
COUNT = ("count", "counts", "times", "asked", "total", "searches", "hits", "impressions", "clicks", "n")
MOST_DIGITS = 15  # of a count: more are a number of something else

Row = tuple[str, int]


def read_query_log(path: Path) -> tuple[Row, ...]:
    """Every query of a log with its count, in the order of the file."""
    text = read_text(path)
    if not text.strip():
        return ()
    json_like = path.suffix.lower() in {".jsonl", ".ndjson", ".json"} or text.lstrip()[0] in "{["
    return tuple(_read_json(path, text) if json_like else _read_csv(path, text))


def _read_json(path: Path, text: str) -> Iterator[Row]:
    if text.lstrip().startswith("[") and path.suffix.lower() != ".jsonl":
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FileError(f"not JSON: {error}", path=str(path)) from None
        numbered = list(enumerate(values, 1))
    else:
        numbered = [(number, _parsed(path, number, line)) for number, line in _lines(text)]
    for number, value in numbered:
        yield _from_json(path, number, value)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _parsed(path: Path, number: int, line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise FileError("this line is not JSON", path=str(path), line=number, hint="write one value a line") from None


def _from_json(path: Path, number: int, value: object) -> Row:
    if isinstance(value, str):
        return whole_characters(value), 1
    fields = {str(key).strip().lower(): one for key, one in value.items()} if isinstance(value, dict) else {}
    query = next((fields[name] for name in QUERY if isinstance(fields.get(name), str)), None)
    if query is None:
        raise FileError("no query stands here", path=str(path), line=number, hint='write {"query": "…", "count": 1}')
    count = next((fields[name] for name in COUNT if name in fields), 1)
    return whole_characters(query), _number(str(count)) or 1


def _read_csv(path: Path, text: str) -> Iterator[Row]:
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max("\t;,", key=first.count))
    try:
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise FileError(f"not a table: {error}", path=str(path)) from None
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    query = next((names.index(name) for name in QUERY if name in names), None)
    count = next((names.index(name) for name in COUNT if name in names), None)
    for row in rows[1:] if query is not None or _names_columns(rows) else rows:
        at = query or 0
        if at < len(row):
            yield row[at], _count(row, at, count)


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row says in words what the second has in numbers: `Top queries,Clicks`."""
    first, second = ([cell.strip() for cell in row[1:]] for row in [*rows, (), ()][:2])
    words = bool(first) and all(cell and not cell[0].isdecimal() for cell in first)
    return words and len(second) == len(first) and any(map(_number, second))


def _count(row: Sequence[str], query: int, column: int | None) -> int:
    if column is not None:
        return (_number(row[column]) if column < len(row) else 0) or 1
    return next((number for cell in row[query + 1 :] if (number := _number(cell))), 1)


def _number(cell: str) -> int:
    bare = cell.strip().replace(",", "").split(".")[0]
    return int(bare) if bare.isdecimal() and len(bare) <= MOST_DIGITS else 0
