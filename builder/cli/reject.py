"""answerbook reject: answers that are not published, whatever the documents seem to say."""

from pathlib import Path

import click

from builder.cli import say
from builder.cli.site import engine_option, find_places, open_site
from builder.pipeline import decide
from builder.text import counted


@click.command("reject", epilog="Example: answerbook reject methods/optimiser@ea314dec746cc585")
@click.argument("ids", nargs=-1, required=True)
@engine_option
@click.pass_obj
def command(folder: Path, ids: tuple[str, ...], engine: str) -> int:
    """Reject answers: they are not published.

    An ID is `book/question`, or `book/question@document` for the answer of one document. To have an answer composed
    anew, delete its entry from the answers file.
    """
    gathered = open_site(folder, engine)
    places = [place for one in ids for place in find_places(gathered, one)]
    changed = decide(gathered, places, "rejected")
    say.result(f"Rejected {counted(len(places), 'answer')}; {counted(changed, 'file')} changed.")
    return 0
