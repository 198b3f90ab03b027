"""answerbook reject: answers that are not published, whatever the documents seem to say."""

from pathlib import Path

import click

from builder.cli.decisions import decide_on
from builder.cli.site import engine_option


@click.command("reject", epilog="Example: answerbook reject methods/optimiser@ea314dec746cc585")
@click.argument("ids", nargs=-1, required=True)
@engine_option
@click.pass_obj
def command(folder: Path, ids: tuple[str, ...], engine: str) -> int:
    """Reject answers: they are not published.

    An ID is `book/question`, or `book/question@document` for the answer of one document. To have an answer composed
    anew, delete its entry from the answers file. The ID of a question that `answerbook expect` proposed turns it down,
    for good.
    """
    decide_on(folder, ids, engine, "rejected")
    return 0
