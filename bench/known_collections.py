"""Turn known test collections into the files that `bench/retrieval.py` reads: corpus.jsonl, queries.jsonl, qrels.tsv.

python bench/known_collections.py smart OUT --texts cran.all.1400 --queries cran.qry --judgements cranqrel
python bench/known_collections.py pages OUT --texts documents --queries QA_true.csv
python bench/known_collections.py written OUT --texts DATA/more/searching/written.jsonl.gz
"""

import argparse
import csv
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.training.texts import is_held_out, read_rows

FIELD = re.compile(r"^\.([A-Z])[ \t]*(.*)$")
Texts = dict[str, tuple[str, str]]  # id → title and text
Judgements = list[tuple[str, str, int]]  # query, text, mark


def read_smart(path: Path) -> Texts:
    """Texts in SMART's form: `.I` opens one, `.T` is its title, `.W` its words."""
    texts: Texts = {}
    name, field, parts = "", "", dict[str, list[str]]()
    for line in [*path.read_text("utf-8", errors="replace").split("\n"), ".I end"]:
        mark = FIELD.match(line)
        if not mark:
            parts.setdefault(field, []).append(line)
            continue
        if mark[1] == "I":
            if name:
                texts[name] = (" ".join(parts.get("T", [])).strip(), "\n".join(parts.get("W", [])).strip())
            name, parts = mark[2].strip(), {}
        field = mark[1]
    return texts


def read_cranfield(texts: Path, queries: Path, judgements: Path) -> tuple[Texts, Texts, Judgements]:
    """A SMART collection; Cranfield numbers its queries anew in its judgements and marks the best 1, the least 4."""
    asked = read_smart(queries)
    renumbered = "cran" in judgements.name
    if renumbered:
        asked = {str(place): text for place, text in enumerate(asked.values(), start=1)}
    judged = []
    for line in judgements.read_text("utf-8").split("\n"):
        columns = line.split()
        if len(columns) >= 2:
            mark = max(0, 5 - int(columns[2])) if renumbered and columns[2].lstrip("-").isdigit() else 1
            judged.append((columns[0], columns[1], 0 if renumbered and columns[2] == "-1" else mark))
    return read_smart(texts), asked, judged


def read_pages(texts: Path, queries: Path, _: Path) -> tuple[Texts, Texts, Judgements]:
    """Questions in a CSV, each naming the page that answers it, over the pages of all guides that are named."""
    with queries.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["Question"].strip(), row["Document_True"].strip()) for row in csv.DictReader(file)]
    guides = sorted({page.partition("/")[0] for _, page in rows})
    pages = {
        f"{guide}/{path.relative_to(texts / guide / 'doc_source').as_posix()}": path.read_text("utf-8")
        for guide in guides
        for path in sorted((texts / guide / "doc_source").rglob("*.md"))
    }
    asked = {str(number): ("", question) for number, (question, _) in enumerate(rows, start=1)}
    judged = [(str(number), page, 1) for number, (_, page) in enumerate(rows, start=1)]
    return {name: (first_heading(text), text) for name, text in pages.items()}, asked, judged


def read_asked(texts: Path, _: Path, __: Path) -> tuple[Texts, Texts, Judgements]:
    """Texts of the sites that no encoder learned from, and what readers would type who need them."""
    rows = [row for row in read_rows(texts) if is_held_out(row["site"])]
    corpus = {f"{number}": (" ".join(row["headings"]), row["text"]) for number, row in enumerate(rows)}
    asked = [(f"{number}", query) for number, row in enumerate(rows) for query in row["asked"]]
    queries = {f"q{place}": ("", query) for place, (_, query) in enumerate(asked)}
    return corpus, queries, [(f"q{place}", number, 1) for place, (number, _) in enumerate(asked)]


def first_heading(text: str) -> str:
    """The title of a Markdown page."""
    found = re.search(r"^#+ +(.+?)(?:<a .*)?$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write one line after the other."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


KINDS: dict[str, Callable[[Path, Path, Path], tuple[Texts, Texts, Judgements]]] = {
    "smart": read_cranfield,
    "pages": read_pages,
    "written": read_asked,
}


def main() -> None:
    """Read the command line and convert."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--queries", type=Path, help="written: not needed, the texts have their queries beside them")
    parser.add_argument("--judgements", type=Path, default=Path(), help="pages: not needed, the CSV names them")
    chosen = parser.parse_args()
    if chosen.queries is None and chosen.kind != "written":
        parser.error(f"{chosen.kind} needs --queries")
    texts, queries, judged = KINDS[chosen.kind](chosen.texts, chosen.queries or Path(), chosen.judgements)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus", texts), ("queries", queries)):
        lines = (json.dumps({"_id": key, "title": title, "text": text}) for key, (title, text) in rows.items())
        write_lines(chosen.out / f"{name}.jsonl", lines)
    marks = (f"{query}\t{text}\t{mark}" for query, text, mark in judged)
    write_lines(chosen.out / "qrels.tsv", ("query-id\tcorpus-id\tscore", *marks))
    print(f"{len(texts)} texts, {len(queries)} queries, {len(judged)} judgements")


if __name__ == "__main__":
    main()
