"""answerbook serve: the site in a browser. MkDocs reloads pages; answers are worked out here, outside of any reload."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from builder.cli import say
from builder.cli.site import engine_option, open_project
from builder.errors import AnswerbookError
from builder.format import config_path
from builder.pipeline import build, child_environment, watched_files
from builder.records import Project

_PAUSE = 1.0  # seconds between two looks at the files


@click.command("serve", epilog="Example: answerbook serve --address 127.0.0.1:9000")
@click.option(
    "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="Where to serve. Default: 127.0.0.1:8000."
)
@engine_option
@click.pass_obj
def command(folder: Path, address: str, engine: str) -> int:
    """Show the site in a browser and follow every edit."""
    project = open_project(folder)
    _refresh(project, engine)
    with _mkdocs(project, address) as child:
        seen = _glance(project)
        while child.poll() is None:
            time.sleep(_PAUSE)
            now = _glance(project)
            if now != seen:
                with contextlib.suppress(AnswerbookError):
                    _refresh(project, engine)
                seen = _glance(project)
    return 0 if child.returncode == 0 else 1


def _refresh(project: Project, engine: str) -> None:
    """Work out the answers again; a person's mistake is told and waits for the next edit."""
    progress = say.Progress()
    try:
        outcome = build(project, engine=engine, render=False, progress=progress)
    except AnswerbookError as problem:
        progress.done()
        say.error(problem)
        raise
    progress.done()
    calls = sum(number for _, number in outcome.calls)
    say.note(
        f"answers up to date: {say.count(calls, 'model call')}, {say.count(outcome.build.written, 'file')} written"
    )


@contextlib.contextmanager
def _mkdocs(project: Project, address: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "--dev-addr", address]
    command += ["--config-file", str(config_path(project.root))]
    with subprocess.Popen(command, cwd=project.root, env=child_environment()) as child:
        try:
            yield child
        finally:
            child.terminate()


def _glance(project: Project) -> dict[Path, tuple[int, int]]:
    """Return what changes when a file is saved; only a reason to look, what is new is decided by content."""
    found: dict[Path, tuple[int, int]] = {}
    for path in watched_files(project):
        with contextlib.suppress(OSError):
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
