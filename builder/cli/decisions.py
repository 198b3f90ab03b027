"""What a person decides by id, of answers and of proposed questions: for `approve`, `reject` and `expect`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from builder.cli import say
from builder.cli.site import find_places, open_project, open_site
from builder.errors import AnswerbookError
from builder.links import local_id
from builder.pipeline import accept_proposals, decide, reject_proposals, waiting_proposals
from builder.records import Project
from builder.text import counted


def decide_on(folder: Path, ids: Sequence[str], engine: str, state: Literal["approved", "rejected"]) -> None:
    """Approve or reject what some ids name: answers, or questions that wait as proposals."""
    project = open_project(folder)
    waiting = {name for one in waiting_proposals(project) for name in (one.id, local_id(one.id))}
    answers = [one for one in ids if one not in waiting]
    if answers:
        gathered = open_site(folder, engine)
        places = [place for one in answers for place in find_places(gathered, one)]
        changed = decide(gathered, places, state)
        say.result(f"{state.capitalize()} {counted(len(places), 'answer')}; {counted(changed, 'file')} changed.")
        if changed:
            say.label("hint", "`answerbook build` shows it on the site")
    if len(answers) < len(ids):
        decide_on_proposals(project, [one for one in ids if one in waiting], accept=state == "approved")


def decide_on_proposals(project: Project, names: Sequence[str], *, accept: bool) -> None:
    """Accept or turn down the proposals of some ids, or all that wait."""
    decided = (accept_proposals if accept else reject_proposals)(project, names)
    for question in decided:
        say.result(f"{'accepted' if accept else 'rejected'}  {question.id}: {question.text}")
    if not decided:
        raise AnswerbookError("no proposal waits", hint="run `answerbook expect` to look for some")
    if accept:
        say.result("Next: `answerbook build` answers them.")
