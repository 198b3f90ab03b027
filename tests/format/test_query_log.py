"""Logs of what readers typed are read as they come: with a header or without, as tables or as JSON lines."""

from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import read_query_log

ROWS = (("how do I install it", 3), ("cookies, and how", 1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.csv", 'how do I install it,3\n"cookies, and how",1\n'),
        ("log.csv", 'query,count\nhow do I install it,3\n"cookies, and how",\n'),
        ("log.csv", '\ufeffDate,Search term,Hits\n2026-01-01,how do I install it,3\n2026-01-02,"cookies, and how",1\n'),
        ("log.tsv", "Query\tImpressions\nhow do I install it\t3\n\ncookies, and how\t1\n"),
        ("log.csv", "Query;Clicks\nhow do I install it;3\ncookies, and how;1\n"),
        ("log.jsonl", '{"query": "how do I install it", "count": 3}\n\n{"q": "cookies, and how"}\n'),
        ("log.ndjson", '{"Query": "how do I install it", "times": "3"}\n"cookies, and how"\n'),
        ("log.json", '[{"text": "how do I install it", "n": 3}, "cookies, and how"]'),
        ("log.txt", "how do I install it\t3\ncookies, and how\n"),
        ("log.csv", 'how do I install it,3\n"cookies, and how",²\n'),
        ("log.csv", f'query,session,count\nhow do I install it,a,3\n"cookies, and how",b,{"9" * 5000}\n'),
        ("log.csv", 'Top queries,Clicks,Impressions\nhow do I install it,2,3\n"cookies, and how",0,1\n'),
        ("log.csv", 'What they typed,Times asked\nhow do I install it,3\n"cookies, and how",1\n'),
        ("log.csv", "\n\nQuery;Clicks\nhow do I install it;3\ncookies, and how;1\n"),
    ],
)
def test_a_log(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert read_query_log(path) == ROWS


def test_a_column_of_queries_alone_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Search query\nhow to write a query\n", "utf-8")
    assert read_query_log(path) == (("how to write a query", 1),)


def test_line_ends_inside_a_query_end_no_row(tmp_path: Path) -> None:
    table, lines = tmp_path / "log.csv", tmp_path / "log.jsonl"
    table.write_text('query,count\n"first\nsecond",2\n', "utf-8")
    lines.write_text('{"query": "first\u2028second", "count": 2}\n', "utf-8")
    assert read_query_log(table) == (("first\nsecond", 2),)
    assert read_query_log(lines) == (("first\u2028second", 2),)


def test_an_empty_log_has_no_queries(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    for text in ("\n", ",,\n", '""\n', " , \n,\n"):
        path.write_text(text, "utf-8")
        assert read_query_log(path) == ()


@pytest.mark.parametrize("line", [r'{"query": "a \ud83d b"}', r'"a \ud83d b"'])
def test_half_a_character_is_replaced(tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(f"{line}\n", "utf-8")
    assert read_query_log(path) == (("a \ufffd b", 1),)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("log.jsonl", '{"query": "a"}\n{"query": \n', "log.jsonl:2: this line is not JSON"),
        ("log.jsonl", '{"words": "a"}\n', "log.jsonl:1: no query stands here"),
        ("log.json", "[1, 2", "log.json: not JSON"),
        ("log.json", "[" * 100_000, "log.json: not JSON"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(FileError, match=message):
        read_query_log(path)


def test_a_log_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="there is no such file"):
        read_query_log(tmp_path / "log.csv")


def test_a_count_has_fifteen_digits_at_most(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(f"query,count\nfirst,{'9' * 15}\nsecond,{'9' * 16}\n", "utf-8")
    (_, first), (_, second) = read_query_log(path)
    assert (first, second) == (10**15 - 1, 1)
