"""The answers as a revision of the repository holds them: git's word comes in, records go out."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.errors import AnswerbookError, FileError
from builder.format import read_sound
from builder.format.answer_files import FOLDER
from builder.records import Answer, Book, Finding, Project
from builder.text import is_id

HEAD = "HEAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a revision holds: its answers, and which of its files cannot be read."""

    answers: tuple[Answer, ...]
    unread: frozenset[str]  # the questions of those files
    findings: tuple[Finding, ...]


def answers_at(project: Project, books: Sequence[Book], revision: str) -> Before:
    """Return the committed answers of a revision, also those of books that are gone by now."""
    if not in_git(project):
        raise AnswerbookError(
            "nothing is committed here to compare with",
            hint="put the project under git, and commit seeds/*/answers after a build",
        )
    top = (project.root / _git(project, "rev-parse", "--show-cdup").decode().strip()).resolve()
    try:
        _git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except AnswerbookError as problem:
        raise AnswerbookError(f"there is no revision `{revision}` here", hint=problem.hint) from problem
    found: list[Answer] = []
    findings: list[Finding] = []
    unread: set[str] = set()
    for book in (*books, *_gone_books(project, top, revision, {book.id for book in books})):
        folder = book.root.resolve() / FOLDER
        if not folder.is_relative_to(top):  # a linked book whose answers no revision here holds
            continue
        place = folder.relative_to(top).as_posix()
        if not _git(project, "ls-tree", "-d", "--full-tree", "--name-only", revision, place):
            continue
        archive = _git(project, "archive", "--format=tar", f"{revision}:{place}", folder=top)
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary) / book.id
            _unpack(archive, root / FOLDER)
            answers, wrong = read_sound(replace(book, root=root), trusted=True)
        found += answers
        unread |= {f"{book.id}/{Path(one.path).stem}" for one in wrong}
        findings += [_unread(f"{revision}:{place}/{Path(one.path).name}", one) for one in wrong]
    kept = tuple(answer for answer in found if answer.question not in unread)
    return Before(answers=kept, unread=frozenset(unread), findings=tuple(findings))


def _gone_books(project: Project, top: Path, revision: str, here: set[str]) -> Iterator[Book]:
    """Yield the books of a revision that are not here any more."""
    seeds = project.seeds_dir.resolve()
    if not seeds.is_relative_to(top):
        return
    inside = f"{seeds.relative_to(top).as_posix()}/"
    for name in _git(project, "ls-tree", "-d", "-z", "--full-tree", "--name-only", revision, inside).split(b"\0"):
        book = Path(name.decode("utf-8", "replace")).name
        if is_id(book) and book not in here:
            yield Book(id=book, title=book, root=project.seeds_dir / book)


def _unread(name: str, error: FileError) -> Finding:
    hint = "its answers are not compared"
    return Finding(rule="unread", subject=name, line=error.line, message=error.message, hint=hint)


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the files of an archive into one flat folder, whatever their names claim."""
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                (folder / Path(member.name).name).write_bytes(content.read())


def in_git(project: Project) -> bool:
    """Say whether the project lies in a repository with a commit."""
    try:
        _git(project, "rev-parse", "--verify", "--quiet", HEAD)
    except AnswerbookError:
        return False
    return True


def _git(project: Project, *arguments: str, folder: Path | None = None) -> bytes:
    """What git says in the project's folder, or in another: it archives a folder only from the repository's top."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder or project.root), *arguments], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AnswerbookError(
            f"git cannot be asked: {error}", hint="install git, or compare with other means"
        ) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise AnswerbookError(
            f"git {arguments[0]} failed: {said[-1] if said else 'it gave no reason'}",
            path=str(project.root),
            hint="name a revision that is here: a branch, a tag or a commit",
        )
    return done.stdout
