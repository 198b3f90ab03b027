"""The project under a folder, opened for the verbs that report, and the options that they share."""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.engines.spread import read_spread
from builder.errors import AnswerbookError, EngineError
from builder.format import find_root, read_project, read_query_log
from builder.links import local_id
from builder.pipeline import NAMES, Gathered, load_site
from builder.records import AnswerId, Project, by_place

_LISTED = "`answerbook answers` lists what there is"

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def engine_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a verb choose its engines; the variable spares typing it in tests and scripts."""
    return click.option(
        "--engine",
        type=click.Choice(NAMES),
        default="default",
        envvar="ANSWERBOOK_ENGINE",
        show_envvar=True,
        help="What composes answers. Default: the shipped models.",
    )(command)


def way_to_spread(text: str) -> str:
    """Return what a person wrote behind --spread; what is no way to spread work is told before any is done."""
    try:
        return text if not text or read_spread(text) else ""
    except EngineError as problem:
        raise click.UsageError(f"{problem.message}: {problem.hint}") from problem


def open_project(folder: Path) -> Project:
    """Return the project that a folder belongs to."""
    return read_project(find_root(folder))


def open_site(folder: Path, engine: str) -> Gathered:
    """Return the site of the project that a folder belongs to, as a build would publish it now."""
    with say.Progress() as progress:
        return load_site(open_project(folder), engine=engine, progress=progress)


def find_book(books: Iterable[str], wanted: str) -> None:
    """Refuse a book that is wanted and not there, with the nearest one that is."""
    known = sorted(books)
    if wanted and wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1)
        raise AnswerbookError(
            f"there is no book `{wanted}`",
            hint=f"did you mean `{near[0]}`?" if near else "books here: " + ", ".join(known),
        )


def read_log(log: Path | None) -> tuple[tuple[str, int], ...]:
    """Return what readers typed, with how often; say where a log holds nothing."""
    rows = read_query_log(log) if log else ()
    if log and not rows:
        say.label("warning", f"{say.shown_path(str(log))}: this log holds no query")
    elif log and not any(letter.isalpha() for text, _ in rows[1:] or rows for letter in text):  # the first may be names
        say.label("warning", f"{say.shown_path(str(log))}: what stands in the place of queries holds no letter")
        say.label("hint", "write `query` over the column of what readers typed")
    return rows


def find_places(gathered: Gathered, wanted: str, others: Iterable[str] = ()) -> list[AnswerId]:
    """Return the answers that an id means: of a question, or of one document to it. Of `others` one may be meant."""
    name, _, document = wanted.partition("@")
    places = list(by_place(gathered.answers))
    asked = [place for place in places if name in (place[0], local_id(place[0]))]
    found = (
        [one for one in asked if one[1] is not None and document in (one[1], local_id(one[1]))] if document else asked
    )
    meant = sorted({question for question, _ in found})
    if len(meant) > 1:
        hint = "name one: " + ", ".join(f"`{one}`" for one in meant)
        raise AnswerbookError(f"`{wanted}` is a question of several books", hint=hint)
    if not found:
        hint = _near_document(name, document, asked) if asked else _near_question(name, places, others)
        raise AnswerbookError(f"there is no question or passage `{wanted}`", hint=hint)
    return found


def _near_question(name: str, places: Iterable[AnswerId], others: Iterable[str]) -> str:
    names = sorted({question for question, _ in places})
    near = difflib.get_close_matches(name, [*names, *map(local_id, names), *sorted(others)], n=1)
    return f"did you mean `{near[0]}`?" if near else _LISTED


def _near_document(name: str, document: str, asked: Iterable[AnswerId]) -> str:
    """The way out where a question is there and was not asked of the document; the question alone would mean all."""
    documents = [local_id(one) for _, one in asked if one is not None]
    if not documents:
        return f"`{name}` is asked of the whole book: name it without a document"
    near = difflib.get_close_matches(document, documents, n=1)
    return f"did you mean `{name}@{near[0]}`?" if near else _LISTED
