"""answerbook answers: what is said to every question, of every document it is asked of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import engine_option, find_book, json_option, open_site
from builder.links import local_id
from builder.records import Answer, Claim, Passage, Site, by_id
from builder.standing import WORDS, standing_of


@click.command("answers", epilog="Example: answerbook answers methods --json")
@click.argument("book", default="")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, book: str, as_json: bool, engine: str) -> int:
    """Print the answers.

    Without BOOK: those of all books.

    With --json: one object a line for each question and document, with the keys book, question_id, question, document,
    path, state, standing, claims and nearest. A claim has text and citations, a citation passage, quote, source and
    page. `standing` is stated, silent (not stated) or unfound (not found by us). For an answer from the whole book,
    document and path are null.
    """
    site = open_site(folder, engine).site
    find_book((one.id for one in site.books), book)
    for record in answer_records(site, book):
        if as_json:
            say.result_json(record)
        else:
            _tell(record)
    return 0


def answer_records(site: Site, book: str = "") -> Iterator[dict[str, Any]]:
    """Yield one plain record an answer, in the order of the questions."""
    passages, sources = by_id(site.passages), by_id(site.sources)
    by_question: dict[str, list[Answer]] = {}
    for answer in site.answers:
        by_question.setdefault(answer.question, []).append(answer)
    for question in site.questions:
        if book and question.book != book:
            continue
        for answer in by_question.get(question.id, []):
            source = sources.get(answer.document) if answer.document is not None else None
            yield {
                "book": question.book,
                "question_id": local_id(question.id),
                "question": question.text,
                "document": local_id(answer.document) if answer.document is not None else None,
                "path": source.paths[0] if source else None,
                "state": answer.state,
                "standing": standing_of(answer),
                "claims": [_claim(claim, passages) for claim in answer.claims],
                "nearest": [_nearest(passages[one]) for one in answer.nearest if one in passages],
            }


def _claim(claim: Claim, passages: dict[str, Passage]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "citations": [
            {
                "passage": local_id(citation.passage),
                "quote": citation.quote,
                "source": local_id(passages[citation.passage].source) if citation.passage in passages else None,
                "page": (passages[citation.passage].page or None) if citation.passage in passages else None,
            }
            for citation in claim.citations
        ],
    }


def _nearest(passage: Passage) -> dict[str, Any]:
    return {
        "passage": local_id(passage.id),
        "text": passage.text,
        "source": local_id(passage.source),
        "page": passage.page or None,
    }


def _tell(record: dict[str, Any]) -> None:
    where = f" [{record['document']}]" if record["document"] is not None else ""
    say.result(f"{record['book']}/{record['question_id']}{where}: {record['question']}")
    for claim in record["claims"]:
        say.result(f"  {claim['text']}")
        for citation in claim["citations"]:
            say.result(f"    “{citation['quote']}” ({citation['passage']})")
    if not record["claims"]:
        say.result(f"  {record['state']}: {WORDS[record['standing']]}")
    say.result()
