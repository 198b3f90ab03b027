"""The answers as a revision of the repository holds them: git's word comes in, records go out."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from builder.errors import AnswerbookError
from builder.format import read_answers
from builder.records import Answer, Book, Project

HEAD = "HEAD"


def answers_at(project: Project, books: Iterable[Book], revision: str) -> tuple[Answer, ...]:
    """Return the committed answers of a revision."""
    if not in_git(project):
        raise AnswerbookError(
            "nothing is committed here to compare with",
            hint="put the project under git, and commit seeds/*/answers after a build",
        )
    top = _git(project, "rev-parse", "--show-toplevel").decode().strip()
    _git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    found: list[Answer] = []
    for book in books:
        folder = book.root.resolve() / "answers"
        if not folder.is_relative_to(Path(top).resolve()):  # a linked book whose answers no revision here holds
            continue
        place = folder.relative_to(Path(top).resolve()).as_posix()
        if not _git(project, "ls-tree", "-d", "--full-tree", "--name-only", revision, place):
            continue
        archive = _git(project, "archive", "--format=tar", f"{revision}:{place}")
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary) / book.id
            _unpack(archive, root / "answers")
            found += read_answers(replace(book, root=root), trusted=True)
    return tuple(found)


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


def _git(project: Project, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(project.root), *arguments], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AnswerbookError(
            f"git cannot be asked: {error}", hint="install git, or compare with other means"
        ) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise AnswerbookError(
            f"git {arguments[0]} failed: {said[-1] if said else 'no such revision'}",
            path=str(project.root),
            hint="name a revision that is here: a branch, a tag or a commit",
        )
    return done.stdout
