"""answerbook gaps: what the documents do not answer, in groups, under the document where the answer would belong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.answers import answer_records
from builder.cli.site import engine_option, find_book, open_project, read_log
from builder.links import local_id
from builder.pipeline import find_open, open_books
from builder.records import Gap, Passage, Question, Site, by_id
from builder.standing import WORDS, says_nothing
from builder.text import counted, shorten

FORMATS = ("text", "markdown", "json")
_SHOWN = 160  # characters of a passage
_NEAREST = 2  # passages a group
_NOWHERE = "about something else: no document comes near"


@click.command("gaps", epilog="Example: answerbook gaps handbook --format markdown")
@click.argument("book", default="")
@click.option("--log", type=click.Path(path_type=Path), help="A CSV or JSONL file of what readers typed.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", help="How gaps are printed.")
@click.option("--markdown", is_flag=True, help="The same as --format markdown.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@engine_option
@click.pass_obj
def command(folder: Path, book: str, log: Path | None, shape: str, markdown: bool, as_json: bool, engine: str) -> int:
    """Print what the documents do not answer.

    Without BOOK: of all books. Questions about one thing stand together, under the document that comes nearest, where
    their answer would belong. A question asked of each document is told once, with the documents that do not
    state it, and apart from them those where we found nothing.
    With --log: what readers typed in vain stands among them, with how often.
    """
    shape = "json" if as_json else "markdown" if markdown else shape
    project = open_project(folder)
    find_book((one.id for one in open_books(project)), book)
    rows = read_log(log)
    with say.Progress() as progress:
        site = find_open(project, book, rows=rows, engine=engine, progress=progress)
    silent = tuple(one for one in site.answers if one.document is not None and says_nothing(one))
    each = list(answer_records(replace(site, answers=silent), book))
    questions, passages = by_id(site.questions), by_id(site.passages)
    if shape == "json":
        for record in (*(_record(gap, questions, passages) for gap in site.gaps), *each):
            say.result_json(record)
        return 0
    if not site.gaps and not each:
        say.result(_without_gaps(site))
    told = [(gap, tuple(_lines(gap, questions, passages, markdown=shape == "markdown"))) for gap in site.gaps]
    for place, lines in _grouped(site, told, each, markdown=shape == "markdown").items():
        say.result(f"### {place}\n" if shape == "markdown" else place)
        for line in lines:
            say.result(line if shape == "markdown" else f"  {line}")
        say.result()
    return 0


def _without_gaps(site: Site) -> str:
    waiting = sum(one.rule == "unapproved" for one in site.findings)
    if waiting:
        return f"No gaps in what is published; {counted(waiting, 'question')} waiting for approval."
    return "No gaps: every question is answered." if site.questions else "No gaps: no question is published yet."


def _record(gap: Gap, questions: Mapping[str, Question], passages: Mapping[str, Passage]) -> dict[str, Any]:
    led = questions[gap.questions[0]]
    return {
        "book": gap.book,
        "question_id": None if led.proposed else local_id(led.id),
        "question": led.text,
        "also": [questions[one].text for one in gap.questions[1:]],
        "asked": gap.asked,
        "document": None,
        "state": "abstained",
        "belongs": local_id(gap.belongs) if gap.belongs else None,
        "nearest": [
            {"passage": local_id(one), "text": passages[one].text, "source": local_id(passages[one].source)}
            for one in gap.nearest
        ],
    }


def _grouped(
    site: Site, told: Sequence[tuple[Gap, Sequence[str]]], each: Sequence[dict[str, Any]], *, markdown: bool
) -> dict[str, list[str]]:
    names = {source.id: f"{source.title} ({source.paths[0]})" for source in site.sources}
    groups: dict[str, list[str]] = {}
    for gap, lines in sorted(told, key=lambda one: not one[0].belongs):  # what lies far from all documents comes last
        groups.setdefault(names.get(gap.belongs, _NOWHERE), []).extend(lines)
    for one in each:
        name = names[f"{one['book']}/{one['document']}"]
        asked = f"{one['question']} — {WORDS[one['standing']]} in these documents"
        groups.setdefault(asked, []).append(f"- {name}" if markdown else name)
    return groups


def _lines(
    gap: Gap, questions: Mapping[str, Question], passages: Mapping[str, Passage], *, markdown: bool
) -> Iterator[str]:
    times = f" (asked {counted(gap.asked, 'time')})" if gap.asked else ""
    led, *others = (questions[one].text for one in gap.questions)
    yield f"- [ ] {say.as_markdown(led)}{times}" if markdown else f"{led}{times}"
    for other in others:
        yield f"    - asked too: {say.as_markdown(other)}" if markdown else f"  asked too: {other}"
    for near in gap.nearest[:_NEAREST]:
        text = shorten(passages[near].text, _SHOWN)
        yield f"    - nearest: {say.as_markdown(text)}" if markdown else f"  nearest: {text}"
