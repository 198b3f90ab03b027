"""answerbook ask: what the site's query box finds, by the same steps over the same files."""

import json
import zlib
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import json_option, open_project
from builder.errors import AnswerbookError
from builder.links import ASSETS
from builder.rank import words
from builder.rank.kinds import names_nowhere
from builder.rank.query import Box, Ranking, find_terms, rank_query
from builder.rank.words import shortened
from builder.records import Project
from builder.standing import WORDS
from builder.text import running_text, shorten

_SHOWN = 5  # passages on a terminal
_WIDTH = 300  # characters of a passage on a terminal


@click.command("ask", epilog='Example: answerbook ask "How do I publish the site?"')
@click.argument("query", nargs=-1, required=True)
@json_option
@click.pass_obj
def command(folder: Path, query: tuple[str, ...], as_json: bool) -> int:
    """Ask what a reader would type into the query box.

    It reads what the last build made, as the site does, and loads no model.
    """
    wanted = " ".join(query)
    if not wanted.strip():
        raise click.UsageError("nothing is asked")
    project = open_project(folder)
    try:
        box = open_box(project)
        found = _found(wanted, rank_query(wanted, box), box)
    except (OSError, ValueError, LookupError, zlib.error) as error:
        hint = "run `answerbook build`: it makes them anew"
        raise AnswerbookError("the query box's files are damaged", path=str(project.build_dir), hint=hint) from error
    if as_json:
        say.result_json(found, indent=2)
    else:
        _tell(found)
    return 0


def open_box(project: Project) -> Box:
    """Open the files behind the query box, as the last build left them."""
    place = project.build_dir / "assets" / ASSETS / "box"
    if not (place / "box.json").is_file():
        raise AnswerbookError("nothing is built yet", path=str(project.build_dir), hint="run `answerbook build`")
    return Box(lambda name: (place / name).read_bytes())


def _found(query: str, ranking: Ranking, box: Box) -> dict[str, Any]:
    nearest = json.loads(box.file("cards", ranking.questions[0].number, "json")) if ranking.questions else None
    word_for_word = nearest is not None and words(query) == words(nearest["ask"])
    card = nearest if ranking.same or word_for_word else None
    return {
        "query": query,
        "covered": ranking.covered or card is not None,
        "doubtful": ranking.doubtful and card is None,
        "corrected": dict(ranking.corrected),
        "absent": _absent(shortened(query), box),
        "answer": card,
        "passages": [_passage(one.number, one.score, box) for one in ranking.passages[:20]],
    }


def _absent(query: str, box: Box) -> list[str]:
    """The names in a query that no document holds, nor any in the place of a slip."""
    return names_nowhere(query, find_terms(query, box)[0])


def _passage(number: int, score: float, box: Box) -> dict[str, Any]:
    per_file = int(box.head.settings["perFile"])
    texts = json.loads(box.file("texts", number // per_file, "json"))
    page, place, headings, text, kind, sheet = texts["passages"][number % per_file]
    title, url, book = texts["pages"][str(page)]
    return {
        "book": book,
        "title": title,
        "url": f"{url}#{place}" if place else url,
        "page": sheet or None,
        "headings": headings,
        "kind": kind,
        "text": text,
        "score": round(score, 4),
    }


def _tell(found: dict[str, Any]) -> None:
    for typed, meant in found["corrected"].items():
        say.note(f"note: took `{typed}` for `{meant}`")
    for name in found["absent"]:
        say.note(f"note: nothing here says `{name}`; searched for its words")
    card = found["answer"]
    if card is not None:
        say.result(f"{card['ask']}  ({card['url']})")
        for answer in card["answers"]:
            where = f"{answer['document']}: " if answer["document"] else ""
            said = running_text([claim["text"] for claim in answer["claims"]])
            say.result(f"  {where}{said or WORDS[answer['standing']]}")
            for note in answer.get("notes", ()):
                say.result(f"  {note}")
        say.result()
    if found["doubtful"] or not found["covered"]:
        may = "may" if found["covered"] else "do"
        say.result(f"The documents {may} not cover that." + (" Nearest:" if found["passages"] else ""))
    for passage in found["passages"][:_SHOWN]:
        say.result(f"{' › '.join(_path(passage))}  ({passage['url']})")
        say.result(f"  {shorten(passage['text'], _WIDTH)}")


def _path(passage: dict[str, Any]) -> list[str]:
    """The title of a passage's document and the headings above it, of which the first may be that title."""
    title, headings = passage["title"], passage["headings"]
    return [title, *(headings[1:] if headings and title.startswith(headings[0]) else headings)]
