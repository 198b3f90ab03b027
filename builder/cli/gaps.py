"""answerbook gaps: the questions that the documents do not answer, under the document where the answer would belong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.answers import answer_records
from builder.cli.site import engine_option, find_book, json_option, local, open_site
from builder.records import Site

_SHOWN = 160  # characters of a passage
_NEAREST = 2  # passages a gap
_NOWHERE = "no document comes near"


@click.command("gaps", epilog="Example: answerbook gaps handbook --markdown")
@click.argument("book", default="")
@click.option("--markdown", is_flag=True, help="Print Markdown for an issue tracker.")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, book: str, markdown: bool, as_json: bool, engine: str) -> int:
    """Print what the documents do not answer.

    Without BOOK: of all books. Each question stands under the document that comes nearest, where its answer would
    belong; a question asked of each document is told once, with the documents that do not answer it.
    """
    site = open_site(folder, engine).site
    if book:
        find_book((one.id for one in site.books), book)
    gaps = [record for record in answer_records(site, book) if record["state"] == "abstained"]
    if as_json:
        for gap in gaps:
            say.result_json(gap)
        return 0
    if not gaps:
        say.result("No gaps: every question is answered.")
    for place, lines in _grouped(site, gaps, markdown).items():
        say.result(f"### {place}\n" if markdown else place)
        for line in lines:
            say.result(line if markdown else f"  {line}")
        say.result()
    return 0


def _grouped(site: Site, gaps: Sequence[dict[str, Any]], markdown: bool) -> dict[str, list[str]]:
    names = {(one.book, local(one.id)): f"{one.title} ({one.paths[0]})" for one in site.sources}
    asked = [gap["document"] is not None for gap in gaps]
    groups: dict[str, list[str]] = {}
    for gap, of_each in zip(gaps, asked, strict=True):
        if not of_each:
            nearest = gap["nearest"]
            place = names[gap["book"], nearest[0]["source"]] if nearest else _NOWHERE
            groups.setdefault(place, []).extend(_lines(gap, markdown))
    for gap, of_each in zip(gaps, asked, strict=True):
        if of_each:
            place = f"{gap['question']} — not stated in"
            name = names[gap["book"], gap["document"]]
            groups.setdefault(place, []).append(f"- {name}" if markdown else name)
    return groups


def _lines(gap: dict[str, Any], markdown: bool) -> list[str]:
    lines = [f"- [ ] {gap['question']}" if markdown else gap["question"]]
    for near in gap["nearest"][:_NEAREST]:
        text = " ".join(near["text"].split())
        text = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
        lines.append(f"    - nearest: {say.as_markdown(text)}" if markdown else f"  nearest: {text}")
    return lines
