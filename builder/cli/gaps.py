"""answerbook gaps: the questions that the documents do not answer, with the passages that come nearest."""

from pathlib import Path

import click

from builder.cli import say
from builder.cli.answers import answer_records
from builder.cli.site import engine_option, find_book, json_option, open_site

_SHOWN = 160  # characters of a passage


@click.command("gaps", epilog="Example: answerbook gaps handbook --markdown")
@click.argument("book", default="")
@click.option("--markdown", is_flag=True, help="Print Markdown for an issue tracker.")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, book: str, markdown: bool, as_json: bool, engine: str) -> int:
    """Print what the documents do not answer.

    Without BOOK: of all books.
    """
    site = open_site(folder, engine).site
    if book:
        find_book((one.id for one in site.books), book)
    gaps = [record for record in answer_records(site, book) if record["state"] == "abstained"]
    for gap in gaps:
        if as_json:
            say.result_json(gap)
            continue
        where = f" ({gap['document']})" if gap["document"] is not None else ""
        say.result(f"- [ ] {gap['question']}{where}" if markdown else f"{gap['question']}{where}")
        for near in gap["nearest"][:3]:
            text = " ".join(near["text"].split())
            text = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
            say.result(f"  - nearest, in {near['source']}: {text}" if markdown else f"    {near['source']}: {text}")
    if not gaps and not as_json:
        say.result("No gaps: every question is answered.")
    return 0
