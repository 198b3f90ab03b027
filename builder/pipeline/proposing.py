"""Proposed questions and what a person decides about them, into questions.yml and proposed.yml of their books."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from builder.errors import AnswerbookError
from builder.format import accept_questions, nearest_name, propose_questions, read_questions, reject_questions
from builder.links import local_id
from builder.pipeline.build import open_books
from builder.pipeline.expecting import Expectations, Expected
from builder.publish import locked, write_file
from builder.records import Book, Project, Question, by_id

Decide = Callable[[Book, Iterable[str]], dict[Path, bytes]]


def write_proposals(project: Project, result: Expectations) -> int:
    """Add what was found to the books' questions.yml; say how many files changed."""
    with locked(project.cache_dir / "lock"):
        return sum(
            _write(propose_questions(book, [one.question for one in mine], _notes(mine, result)))
            for book in open_books(project)
            if (mine := [one for one in result.found if one.question.book == book.id])
        )


def _notes(found: Sequence[Expected], result: Expectations) -> dict[str, str]:
    """Where the answer to each question stands, for the person who decides."""
    return {one.question.id: " › ".join(result.place(one)) for one in found}


def waiting_proposals(project: Project) -> tuple[Question, ...]:
    """The proposals of all books that nobody has decided about."""
    return tuple(one for book in open_books(project) for one in read_questions(book) if one.proposed)


def accept_proposals(project: Project, names: Sequence[str] = ()) -> tuple[Question, ...]:
    """Ask the proposals of some ids, or all of them, from the next build on."""
    return _decide(project, names, accept_questions)


def reject_proposals(project: Project, names: Sequence[str] = ()) -> tuple[Question, ...]:
    """Take the proposals of some ids, or all of them, out for good."""
    return _decide(project, names, reject_questions)


def _decide(project: Project, names: Sequence[str], decide: Decide) -> tuple[Question, ...]:
    with locked(project.cache_dir / "lock"):
        waiting = by_id(waiting_proposals(project))
        chosen = {waiting[_find(name, waiting)].id for name in names} if names else set(waiting)
        files: dict[Path, bytes] = {}
        for book in open_books(project):
            mine = [one for one in chosen if one.startswith(f"{book.id}/")]
            files |= decide(book, mine) if mine else {}
        _write(files)
        return tuple(question for question in waiting.values() if question.id in chosen)


def _find(name: str, waiting: Mapping[str, Question]) -> str:
    """The proposal that a name means: its id, with or without its book."""
    found = [one for one in waiting if name in (one, local_id(one))]
    if len(found) == 1:
        return found[0]
    if found:
        raise AnswerbookError(f"`{name}` waits in several books", hint="name one: " + ", ".join(found))
    known = [local_id(one) for one in waiting]
    raise AnswerbookError(
        f"no proposal `{name}` waits", hint=nearest_name(name, known) if known else "run `answerbook expect` for some"
    )


def _write(files: Mapping[Path, bytes]) -> int:
    for path, content in files.items():
        write_file(path, content)
    return len(files)
