"""answerbook expect: questions that the documents answer and nobody listed, proposed for questions.yml."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.decisions import decide_on_proposals
from builder.cli.site import engine_option, find_book, json_option, open_project, read_log
from builder.links import local_id
from builder.pipeline import (
    Expectations,
    Expected,
    expect_questions,
    open_books,
    write_proposals,
)
from builder.records import Project
from builder.text import counted, shorten

LIMIT = 200
_SHOWN = 200  # characters of an answer


@click.command("expect", epilog="Example: answerbook expect handbook --log searches.csv --limit 50")
@click.argument("names", nargs=-1, metavar="[BOOK] | [ID]...")
@click.option("--log", type=click.Path(path_type=Path), help="A CSV or JSONL file of what readers typed.")
@click.option("--limit", type=click.IntRange(min=0), default=LIMIT, help=f"Propose no more. Default: {LIMIT}; 0: all.")
@click.option("--dry-run", is_flag=True, help="Write nothing.")
@click.option("--accept", is_flag=True, help="Accept the proposals named by ID.")
@click.option("--reject", is_flag=True, help="Turn down the proposals named by ID, for good.")
@click.option("--all", "every", is_flag=True, help="With --accept or --reject: all that wait.")
@json_option
@engine_option
@click.pass_obj
def command(
    folder: Path,
    names: Sequence[str],
    log: Path | None,
    limit: int,
    dry_run: bool,
    accept: bool,
    reject: bool,
    every: bool,
    as_json: bool,
    engine: str,
) -> int:
    """Propose questions that the documents answer and nobody listed.

    They are made of headings, definitions and instructions in the documents, and of what readers typed. Each one is
    answered by its own passage, and is written to questions.yml with `proposed: true`. It is not asked before a person
    accepts it: with --accept, or by deleting that line. Without BOOK: for all books.
    """
    project = open_project(folder)
    if accept or reject:
        return _decide(project, names, accept=accept, reject=reject, every=every)
    if every or len(names) > 1:
        raise click.UsageError("ids and --all go with --accept or --reject")
    book = names[0] if names else ""
    find_book((one.id for one in open_books(project)), book)
    with say.Progress() as progress:
        rows = read_log(log)
        result = expect_questions(project, book, rows=rows, engine=engine, limit=limit, progress=progress)
    files = 0 if dry_run else write_proposals(project, result)
    if as_json:
        for one in result.found:
            say.result_json(_record(one, result))
        return 0
    for one in result.found:
        _tell(one, result)
    _sum_up(result, files, dry_run=dry_run)
    return 0


def _decide(project: Project, names: Sequence[str], *, accept: bool, reject: bool, every: bool) -> int:
    if accept and reject:
        raise click.UsageError("--accept and --reject exclude each other")
    if bool(names) == every:
        raise click.UsageError("name the proposals by their ids, or take --all")
    decide_on_proposals(project, names, accept=accept)
    return 0


def _record(one: Expected, result: Expectations) -> dict[str, Any]:
    return {
        "book": one.question.book,
        "id": local_id(one.question.id),
        "question": one.question.text,
        "also": list(one.question.also),
        "asked": one.question.asked,
        "made_from": one.proposal.rule,
        "instead_of": local_id(one.instead_of) if one.instead_of else None,
        "answer": [claim.text for claim in one.answer.claims],
        "quote": one.answer.claims[0].citations[0].quote,
        "path": result.place(one)[0],
        "headings": list(result.place(one)[1:]),
    }


def _tell(one: Expected, result: Expectations) -> None:
    times = f"  (asked {one.question.asked} times)" if one.question.asked > 1 else ""
    say.result(f"{one.question.text}{times}")
    for wording in one.question.also:
        say.result(f"  also: {wording}")
    if one.instead_of:
        say.result(f"  asks what `{local_id(one.instead_of)}` asks, in words that find an answer")
    say.result(f"  {shorten(one.answer.claims[0].text, _SHOWN)}")
    say.result(f"  {' › '.join(result.place(one))}  [{local_id(one.question.id)}]")
    say.result()


def _sum_up(result: Expectations, files: int, *, dry_run: bool) -> None:
    new = counted(len(result.found), "new proposal")
    parts = [f"{result.thought_of:,} thought of", f"{len(result.known):,} known already"]
    if result.unanswered:
        parts.append(f"{len(result.unanswered):,} of those that readers asked not answered by the documents")
    say.result(f"{new}: {', '.join(parts)}.")
    if result.unanswered:
        say.label("hint", "`answerbook gaps --log` lists what readers asked in vain")
    if dry_run:
        say.note("note: nothing was written (--dry-run)")
    elif files or result.waiting:
        waiting = len(result.found) + result.waiting
        are = "waits" if waiting == 1 else "wait"
        say.label("hint", f"{counted(waiting, 'proposal')} {are} in questions.yml: `answerbook expect --accept ID`")
