"""answerbook approve: a person stands behind answers; from then on a change of their evidence is an error."""

from pathlib import Path

import click

from builder.cli.decisions import decide_on
from builder.cli.site import engine_option


@click.command("approve", epilog="Example: answerbook approve methods/optimiser methods/hardware@ea314dec746cc585")
@click.argument("ids", nargs=-1, required=True)
@engine_option
@click.pass_obj
def command(folder: Path, ids: tuple[str, ...], engine: str) -> int:
    """Approve answers as they stand.

    An ID is `book/question`, or `book/question@document` for the answer of one document. An approved answer is never
    overwritten; when its question or the words it rests on change, `check` fails and says so. The ID of a question that
    `answerbook expect` proposed accepts it.
    """
    decide_on(folder, ids, engine, "approved")
    return 0
