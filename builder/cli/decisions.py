"""What a person decides by id, of answers and of proposed questions: for `approve`, `reject` and `expect`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from builder.cli import say
from builder.cli.site import find_places, open_project, open_site
from builder.errors import AnswerbookError
from builder.links import local_id
from builder.pipeline import Gathered, accept_proposals, decide, reject_proposals, waiting_proposals
from builder.records import AnswerId, Project
from builder.text import counted


def decide_on(folder: Path, ids: Sequence[str], engine: str, state: Literal["approved", "rejected"]) -> None:
    """Approve or reject what some ids name: answers, or questions that wait as proposals."""
    project = open_project(folder)
    waiting = {name for one in waiting_proposals(project) for name in (one.id, local_id(one.id))}
    answers = [one for one in ids if one not in waiting]
    if answers:
        gathered = open_site(folder, engine)
        places = [place for one in answers for place in _meant(gathered, one, state, waiting)]
        changed = decide(gathered, places, state)
        say.result(f"{state.capitalize()} {counted(len(places), 'answer')}; {counted(changed, 'file')} changed.")
        if changed:
            say.label("hint", f"`answerbook build` {'shows it on' if state == 'approved' else 'takes it off'} the site")
    if len(answers) < len(ids):
        decide_on_proposals(project, [one for one in ids if one in waiting], accept=state == "approved")


def _meant(gathered: Gathered, wanted: str, state: str, waiting: Iterable[str]) -> list[AnswerId]:
    """Return the answers that an id means; who approves those of all documents leaves alone which one was rejected."""
    places = find_places(gathered, wanted, waiting)
    if state == "rejected" or len(places) == 1:
        return places
    rejected = {answer.place for answer in gathered.answers if answer.state == "rejected"}
    for question, document in places:
        if (question, document) in rejected:
            say.note(f"{question}@{local_id(document or '')} stays rejected: it is approved by its own ID alone")
    return [place for place in places if place not in rejected]


def decide_on_proposals(project: Project, names: Sequence[str], *, accept: bool) -> None:
    """Accept or turn down the proposals of some ids, or all that wait."""
    decided = (accept_proposals if accept else reject_proposals)(project, names)
    for question in decided:
        say.result(f"{'accepted' if accept else 'rejected'}  {question.id}: {question.text}")
    if not decided:
        raise AnswerbookError("no proposal waits", hint="run `answerbook expect` to look for some")
    if accept:
        say.result("Next: `answerbook build` answers them.")
