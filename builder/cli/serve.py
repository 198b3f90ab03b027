"""answerbook serve: the site in a browser. MkDocs reloads pages; answers are worked out outside of any reload.

an edit → its pages from the cache, at once → MkDocs reloads
        → a process of its own works out what the edit changed → MkDocs reloads
"""

import contextlib
import ipaddress
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from builder.cli import say
from builder.cli.site import engine_option, open_project
from builder.errors import AnswerbookError
from builder.format import answers_digest, config_path, read_answer_files, read_project
from builder.pipeline import (
    build,
    child_environment,
    open_books,
    show_edits,
    watched_files,
)
from builder.records import Project
from builder.text import counted

LAST_PORT = 65535
_PAUSE = 1.0  # seconds between two looks at the files
_WORK = "import sys\nfrom builder.cli.serve import work\nsys.exit(work(*sys.argv[1:]))"
Glance = dict[Path, tuple[int, int]]


@click.command("serve", epilog="Example: answerbook serve --address 127.0.0.1:9000")
@click.option(
    "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="Where to serve. Default: 127.0.0.1:8000."
)
@engine_option
@click.pass_obj
def command(folder: Path, address: str, engine: str) -> int:
    """Show the site in a browser and follow every edit."""
    host, port = _host_and_port(address)
    project = open_project(folder)
    _refuse_taken(host, port)
    seen = _begin(project, engine)
    with _mkdocs(project, address) as child:
        _follow(project, engine, child, *seen)
    return 0 if child.returncode == 0 else 1


def _host_and_port(address: str) -> tuple[str, int]:
    """Return what MkDocs would read of an address; what it would refuse after the whole work is refused here."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    try:
        if host != "localhost":
            ipaddress.ip_address(host)
        if not 0 < int(port) <= LAST_PORT:
            raise ValueError(port)
    except ValueError:
        raise click.UsageError(f"`{address}` is no address to serve at: give one like 127.0.0.1:8000") from None
    return host, int(port)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise AnswerbookError(
            f"cannot serve at {host}:{port}: {os.strerror(error.errno) if error.errno else error}",
            hint="end what serves there, or name another port with --address",
        ) from error


def _begin(project: Project, engine: str) -> tuple[Glance, Glance]:
    """Work everything out once and return the files as it took them, so that an edit made meanwhile is seen as one."""
    while True:
        documents, answers = _glance(project)
        try:
            left = work_out(project, engine)
        except AnswerbookError as problem:
            if _glance(project)[1] == answers:
                raise
            say.error(problem)  # somebody edited answers under it, which the next try takes up
        else:
            now = _glance(project)[1]
            return documents, now if _are_as(left, project) else answers


def _follow(project: Project, engine: str, child: subprocess.Popen[bytes], documents: Glance, answers: Glance) -> None:
    """Show every edit at once, then let a process of its own work out what it changed."""
    worker: subprocess.Popen[bytes] | None = None
    try:
        while child.poll() is None:
            time.sleep(_PAUSE)
            now, answered = _glance(project)
            if worker is not None and worker.poll() is not None:
                if _are_as(_left_by(worker), project):
                    answers = answered  # what it wrote itself is no edit
                worker = None
            if now == documents and (worker is not None or answered == answers):
                continue
            _end(worker)  # what it knows already is kept
            worker = _start(project, engine) if _show(project) else None
            documents, answers = now, answered
    finally:
        _end(worker)


def _are_as(left: str, project: Project) -> bool:
    """Say whether the answers are as a build left them; if not, a person has edited them since, or the build failed."""
    try:
        return answers_digest(read_answer_files(book.root for book in open_books(project))) == left
    except AnswerbookError:  # a book.yml half written
        return False


def _show(project: Project) -> bool:
    """Show the pages as they are now; a person's mistake is told and waits for the next edit."""
    try:
        changes = show_edits(project)
    except AnswerbookError as problem:
        say.error(problem)
        return False
    say.note(f"edits shown: 0 model calls, {counted(changes.written, 'file')} written")
    return True


def _start(project: Project, engine: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", _WORK, str(project.root), engine]
    return subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE)


def _left_by(worker: subprocess.Popen[bytes]) -> str:
    """Return the digest of the answers that a process told at its end; "" if it failed."""
    with worker:
        said = worker.communicate()[0].split() if worker.returncode == 0 else []
    return said[-1].decode() if said else ""


def _end(worker: subprocess.Popen[bytes] | None) -> None:
    if worker is not None:
        with worker:
            worker.kill()


def work(root: str, engine: str) -> int:
    """What the process of its own does: it tells what answers it left."""
    try:
        say.result(work_out(read_project(Path(root)), engine))
    except AnswerbookError as problem:
        say.error(problem)
        return 1
    return 0


def work_out(project: Project, engine: str) -> str:
    """Answer what is new or changed, and return the digest of all answers files as this left them."""
    with say.Progress() as progress:
        outcome = build(project, engine=engine, render=False, progress=progress)
    calls = sum(number for _, number in outcome.calls)
    say.note(f"answers up to date: {counted(calls, 'model call')}, {counted(outcome.build.written, 'file')} written")
    return outcome.answers


@contextlib.contextmanager
def _mkdocs(project: Project, address: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", address]
    command += ["--config-file", str(config_path(project.root))]
    with subprocess.Popen(command, cwd=project.root, env=child_environment()) as child:
        try:
            yield child
        finally:
            child.terminate()


def _glance(project: Project) -> tuple[Glance, Glance]:
    """Return what changes when a file is saved, answers apart; only a reason to look: content decides what is new."""
    documents: Glance = {}
    answers: Glance = {}
    for path in watched_files(project):
        with contextlib.suppress(OSError):
            state = path.stat()
            is_answer = path.parent.name == "answers" and (path.parent.parent / "book.yml").is_file()
            (answers if is_answer else documents)[path] = (state.st_mtime_ns, state.st_size)
    return documents, answers
