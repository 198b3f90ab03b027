"""answerbook approve: a person stands behind answers; from then on a change of their evidence is an error."""

from pathlib import Path

import click

from builder.cli import say
from builder.cli.site import engine_option, find_places, open_site
from builder.pipeline import decide
from builder.text import counted


@click.command("approve", epilog="Example: answerbook approve methods/optimiser methods/hardware@ea314dec746cc585")
@click.argument("ids", nargs=-1, required=True)
@engine_option
@click.pass_obj
def command(folder: Path, ids: tuple[str, ...], engine: str) -> int:
    """Approve answers as they stand.

    An ID is `book/question`, or `book/question@document` for the answer of one document. An approved answer is never
    overwritten; when its evidence changes, `check` fails and says which words changed.
    """
    gathered = open_site(folder, engine)
    places = [place for one in ids for place in find_places(gathered, one)]
    changed = decide(gathered, places, "approved")
    say.result(f"Approved {counted(len(places), 'answer')}; {counted(changed, 'file')} changed.")
    return 0
