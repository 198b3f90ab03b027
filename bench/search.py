"""Measure the query box on any folder of Markdown: `bench/search.py --docs DIR --questions FILE [--peers] [--json]`.

A question is a line `{"q": …, "pages": […]}`; one without pages is off the documents' topic. A page is
named by its file or by its address, with or without ending and anchor. The site is built as any site is, the questions
are asked through the files that a browser fetches. With --peers the same questions go to Material's lunr, MiniSearch
and Pagefind over the same site. Needs node; --peers needs npm and Chromium as well.

With --rewordings FILE instead, a line `{"q": …, "id": …}` says which known question a query means, or none: how many
find it, how many get its card or another's, and how many that nothing covers are answered anyway. --known adds a
questions.yml to the folder; a finished site, such as this project's own, has its questions already.
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs as a file as well as with -m

from bench.pagefind import ask_pagefind
from bench.rows import read_rows
from builder.bundle import FOLDER
from builder.format import read_project
from builder.packaged import WEB
from builder.pipeline import build

HERE = Path(__file__).parent
CONFIG = """\
site_name: Measured
docs_dir: docs
theme: {name: material, font: false}
plugins: [search, answerbook]
markdown_extensions: [admonition, attr_list, def_list, tables, pymdownx.superfences]
"""
BOOK = "title: Measured\ndocuments:\n  - path: ../../docs\n    include: ['**/*.md']\n"
PEERS = ("lunr@2", "minisearch@7", "pagefind@1")


def make_site(docs: Path, root: Path, known: Path | None = None) -> Path:
    """Build a site of a folder of Markdown, with known questions if there are any, and return where it is."""
    shutil.copytree(docs, root / "docs")
    (root / "seeds" / "measured").mkdir(parents=True)
    if known:
        shutil.copy(known, root / "seeds" / "measured" / "questions.yml")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (root / "seeds" / "measured" / "book.yml").write_text(BOOK, "utf-8")
    return build(read_project(root), strict=False, progress=lambda text: print(text, file=sys.stderr)).site_dir


def run_node(script: str, arguments: Sequence[str | Path], questions: list[dict[str, Any]]) -> Any:
    """What a script of this folder says to the questions."""
    done = subprocess.run(
        ["node", HERE / script, *arguments], input=json.dumps(questions), capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise SystemExit(f"error: {script}: {next((line for line in lines if 'Error' in line), lines[-1])}")
    return json.loads(done.stdout)


def page(name: str) -> str:
    """A page's one name: its path without ending, `index`, `README`, slashes, anchor and host."""
    path = unquote(urlsplit(name).path).strip("/")
    return re.sub(
        r"(^|/)(index|readme)$", "", re.sub(r"\.(md|html)$", "", path, flags=re.IGNORECASE), flags=re.IGNORECASE
    )


def place(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Where the first right page stands, from 1; 99 where it does not."""
    right = {page(one) for one in wanted}
    return next((at for at, one in enumerate(found, 1) if page(one) in right), 99)


def read_question(row: dict[str, Any]) -> dict[str, Any]:
    """A query with the pages that answer it, none where it is off the documents' topic."""
    pages = row.get("pages") or []
    if not isinstance(pages, list) or not all(isinstance(one, str) for one in pages):
        raise ValueError("`pages` is no list of pages")
    return {**row, "q": str(row["q"]), "pages": pages}


def read_rewording(row: dict[str, Any]) -> dict[str, Any]:
    """A query with the question that it means, or none."""
    return {**row, "q": str(row["q"]), "id": row.get("id")}


def name_pages(questions: Sequence[dict[str, Any]], site: Path) -> list[dict[str, Any]]:
    """The questions with their pages named as the site names them; one that it lacks is told, and never found."""
    there = {page(path.relative_to(site).as_posix()) for path in site.rglob("*.html")}
    return [{**one, "pages": [_as_there(name, there) for name in one["pages"]]} for one in questions]


def _as_there(name: str, there: Collection[str]) -> str:
    """A page's name as the site has it, without what leads to the folder of its documents."""
    parts = urlsplit(name).path.strip("/").split("/")
    shorter = (page("/".join(parts[start:])) for start in range(len(parts)))
    found = next((one for one in shorter if one in there), None)
    if found is None:
        print(f"warning: the site has no page {name}", file=sys.stderr)
    return name if found is None else found


def summarise(questions: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The figures of one way to search."""
    asked = [(one, row) for one, row in zip(questions, rows, strict=True) if one["pages"]]
    off = [row for one, row in zip(questions, rows, strict=True) if not one["pages"]]
    places = [place(one["pages"], row["pages"]) for one, row in asked]
    figures: dict[str, float] = {
        **{f"top{most}": sum(at <= most for at in places) for most in (1, 3, 5)},
        "questions": len(places),
        "first_bytes_median": statistics.median(row["first"]["bytes"] for row in rows),
        "first_requests_median": statistics.median(row["first"]["requests"] for row in rows),
        "next_bytes_median": statistics.median(row["next"]["bytes"] for row in rows),
        "query_ms_median": round(statistics.median(row["milliseconds"] for row in rows), 2),
    }
    if off:
        figures["off_topic"], figures["off_topic_answered"] = len(off), sum(answered(row) for row in off)
        figures["off_topic_doubted"] = sum(row["covered"] and not answered(row) for row in off)
        figures["covered_refused"] = sum(not row["covered"] for _, row in asked)
        figures["covered_doubted"] = sum(row["covered"] and not answered(row) for _, row in asked)
    if "before" in rows[0]:
        figures["bytes_before_suggestions"] = rows[0]["before"]
    return figures


def answered(row: dict[str, Any]) -> bool:
    """Whether nothing was said of the documents not covering a query, or perhaps not."""
    return bool(row["covered"]) and not row.get("doubtful")


def by_kind(questions: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Top 1/3/5 of each kind of question that the file names."""
    kinds: dict[str, list[int]] = {}
    for one, row in zip(questions, rows, strict=True):
        if one["pages"]:
            for name in dict.fromkeys((one.get("kind", "all"), f"{one.get('kind', 'all')}, {one.get('part', 'all')}")):
                kinds.setdefault(name, []).append(place(one["pages"], row["pages"]))
    return {
        name: "/".join(str(sum(at <= most for at in places)) for most in (1, 3, 5)) + f" of {len(places)}"
        for name, places in kinds.items()
    }


def name_of(url: str) -> str:
    """The id of the question that an answer's URL ends with, without what tells it from another page of that name."""
    return page(url.partition("#")[0]).rpartition("/")[2].removesuffix("-question")


def judge_rewordings(questions: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How reworded known questions fare, and queries that nothing covers."""
    meant = [(one["id"], row, [name_of(url) for url in row["known"]]) for one, row in zip(questions, rows, strict=True)]
    known = [(name, row, found) for name, row, found in meant if name]
    off = [row for name, row, _ in meant if not name]
    cards = [(name, name_of(row["card"])) for name, row, _ in known if row["card"]]
    return {
        "reworded": len(known),
        "reworded_top1": sum(found[:1] == [name] for name, _, found in known),
        "reworded_top3": sum(name in found for name, _, found in known),
        "right_cards": sum(name == shown for name, shown in cards),
        "wrong_cards": sum(name != shown for name, shown in cards),
        "reworded_refused": sum(not row["covered"] for _, row, _ in known),
        "reworded_doubted": sum(row["covered"] and not answered(row) for _, row, _ in known),
        "off_topic": len(off),
        "off_topic_answered": sum(answered(row) for row in off),
        "off_topic_doubted": sum(row["covered"] and not answered(row) for row in off),
        "off_topic_cards": sum(row["card"] is not None for row in off),
    }


def tell_rewordings(questions: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    """Print how rewordings fare, part by part."""
    figures: dict[str, dict[str, int]] = {}
    for part in dict.fromkeys(one.get("part", "all") for one in questions):
        some = [(one, row) for one, row in zip(questions, rows, strict=True) if one.get("part", "all") == part]
        figures[part] = judge_rewordings([one for one, _ in some], [row for _, row in some])
    if as_json:
        print(json.dumps(figures, indent=2))
        return
    for part, found in figures.items():
        print(part, *(f"{key} {value}" for key, value in found.items()), sep="\n  ")


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, help="a folder of Markdown")
    parser.add_argument("--site", type=Path, help="a finished site instead of a folder to build")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--questions", type=Path, help="queries and the pages that answer them, one JSON object a line")
    asked.add_argument("--rewordings", type=Path, help="queries and the known questions they mean, the same way")
    parser.add_argument("--known", type=Path, help="a questions.yml for the folder of Markdown")
    parser.add_argument("--peers", action="store_true", help="ask Material's lunr, MiniSearch and Pagefind as well")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if not (arguments.site or (arguments.docs and arguments.docs.is_dir())):
        parser.error("name a folder with --docs, or a finished site with --site")
    questions = (
        read_rows(arguments.questions, read_question)
        if arguments.questions
        else read_rows(arguments.rewordings, read_rewording)
    )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = arguments.site or make_site(arguments.docs, root, arguments.known)
        if arguments.questions:
            questions = name_pages(questions, site)
        ways = {"answerbook": run_node("ask.mjs", [WEB, site / FOLDER], questions)}
        if arguments.rewordings:
            tell_rewordings(questions, ways["answerbook"], arguments.json)
            return
        if arguments.peers:
            install = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(root), *PEERS]
            subprocess.run(install, check=True, capture_output=True)
            ways |= run_node("peers.mjs", [site, root / "node_modules"], questions)
            ways["pagefind"] = ask_pagefind(site, root, [one["q"] for one in questions])
    figures = {name: summarise(questions, rows) for name, rows in ways.items()}
    if arguments.json:
        peers = {"peers": {name: one for name, one in figures.items() if name != "answerbook"}}
        print(json.dumps({**figures["answerbook"], **(peers if arguments.peers else {})}, indent=2))
        return
    for name, rows in ways.items():
        print(name, *(f"{key} {value:g}" for key, value in figures[name].items()), sep="\n  ")
        for kind, shares in by_kind(questions, rows).items():
            print(f"  {kind}: {shares}")


if __name__ == "__main__":
    main()
