"""answerbook audit: what became of the answers that transcripts brought along, sentence by sentence."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import engine_option, find_book, json_option, open_site
from builder.links import local_id
from builder.records import Site
from builder.text import counted

_MEANING = {
    "supported": "the document says so",
    "absent": "not in the document",
    "off": "in the document, but off the question",
    "refusal": "a refusal to answer",
}


@click.command("audit", epilog="Example: answerbook audit methods")
@click.argument("book", default="")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, book: str, as_json: bool, engine: str) -> int:
    """Print what became of the answers that transcripts brought along.

    Each sentence is supported (with the quote), absent from the document, off the question, or a refusal.
    """
    site = open_site(folder, engine).site
    find_book((one.id for one in site.books), book)
    counts: Counter[str] = Counter()
    for record in _records(site, book):
        counts.update(sentence["verdict"] for sentence in record["sentences"])
        if as_json:
            say.result_json(record)
            continue
        say.result(f"{record['book']}/{record['question_id']} [{record['document']}]")
        for sentence in record["sentences"]:
            say.result(f"  {sentence['verdict']:>9}  {sentence['text']}")
            if sentence["quote"]:
                say.result(f"             “{sentence['quote']}”")
        say.result()
    if not (as_json or counts):
        say.result("Nothing to audit: no transcript brought an earlier answer.")
    elif not as_json:
        told = [f"{counts[verdict]} {verdict} ({meaning})" for verdict, meaning in _MEANING.items()]
        say.result(f"{counted(sum(counts.values()), 'sentence')}: " + ", ".join(told) + ".")
    return 0


def _records(site: Site, book: str) -> Iterator[dict[str, Any]]:
    books = {question.id: question.book for question in site.questions}
    for audit in site.audits:
        if book and books.get(audit.question) != book:
            continue
        yield {
            "book": books.get(audit.question, ""),
            "question_id": local_id(audit.question),
            "document": local_id(audit.source),
            "engine": audit.engine,
            "sentences": [
                {
                    "text": sentence.text,
                    "verdict": sentence.verdict,
                    "passage": local_id(sentence.citation.passage) if sentence.citation else None,
                    "quote": sentence.citation.quote if sentence.citation else None,
                }
                for sentence in audit.sentences
            ],
        }
