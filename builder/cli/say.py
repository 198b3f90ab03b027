"""What the command says, in one place: results to stdout; errors, hints, notes and progress to stderr."""

import io
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from builder.errors import AnswerbookError
from builder.records import Finding
from builder.text import one_line

# To a terminal these are orders: they move its cursor and rewrite what was said before.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>()#+!|@~&]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)  # GitHub links bare addresses too
_PATIENCE = 1.0  # seconds before anything is said of progress
_NOW_AND_THEN = 30.0  # seconds from one line to the next where none can be written over
_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan", "note": "blue"}


def speak_utf8() -> None:
    """Print every letter, whatever a file or a pipe is encoded in by default, as on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whoever put another stream there chose how it takes letters
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result(text: str = "") -> None:
    """Print a line of what was asked for."""
    _print(_printable(text))


def result_json(value: Any, indent: int | None = None) -> None:
    """Print a value as JSON; without `indent` on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    _print(_CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def drop_output() -> None:
    """Let what is still to be printed go nowhere, so that Python does not fail once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Print a line of talk."""
    click.echo(_printable(text), err=True)


def label(kind: str, text: str, err: bool = True) -> None:
    """Print `kind: text`, as errors, warnings and hints are printed."""
    click.echo(f"{_coloured(kind, err)}: {_printable(text)}", err=err)


def error(problem: AnswerbookError) -> None:
    """Print what is wrong and the way out."""
    place = shown_path(problem.path) + (f":{problem.line}" if problem.line else "")
    label("error", f"{place}: {problem.message}" if place else problem.message)
    if problem.hint:
        label("hint", problem.hint)


def finding(one: Finding, err: bool = True) -> None:
    """Print a finding in the shape of an error."""
    place = one.subject + (f":{one.line}" if one.line else "")
    label(one.severity, f"{place}: {one.message}" if place else one.message, err)
    if one.hint:
        label("hint", one.hint, err)


def findings(several: Iterable[Finding], err: bool = True) -> None:
    """Print findings; a hint that several have in common is said once."""
    told: set[str] = set()
    for one in several:
        finding(replace(one, hint="") if one.hint in told else one, err)
        told.add(one.hint)


def shown_path(path: str) -> str:
    """Return a path as one would type it here."""
    try:
        return str(Path(path).relative_to(Path.cwd())) if path else ""
    except ValueError:
        return path


def as_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is: words of documents must not become links or mentions."""
    return _ACTIVE.sub(lambda found: f"&#{ord(found.group())};", one_line(text))


def _print(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as problem:
        drop_output()
        raise AnswerbookError(
            f"what this prints could not be written: {problem.strerror}",
            hint="free space where it goes, or send it elsewhere",
        ) from problem


def _printable(text: str) -> str:
    return _CONTROL.sub("", text)


class Progress:
    """Says what is being done: in one line on a terminal, after a second; elsewhere in a line now and then."""

    def __init__(self) -> None:
        self.seconds = 0.0  # that it took in all
        self._start = self._told = time.monotonic()
        self._shows = sys.stderr.isatty() and not os.environ.get("CI")
        self._shown = False

    def __call__(self, text: str) -> None:
        """Say what is being done now."""
        now = time.monotonic()
        if not self._shows:
            if now - self._told >= _NOW_AND_THEN:
                self._told = now
                note(f"{text}…")
        elif now - self._start > _PATIENCE:
            width = shutil.get_terminal_size().columns - 2
            click.echo(f"\r\x1b[2K{text[:width]}…", err=True, nl=False)
            self._shown = True

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line and stop the clock."""
        if self._shown:
            click.echo("\r\x1b[2K", err=True, nl=False)
        self.seconds = time.monotonic() - self._start


def _coloured(kind: str, err: bool) -> str:
    plain = os.environ.get("NO_COLOR") or not (sys.stderr if err else sys.stdout).isatty()
    return kind if plain else click.style(kind, fg=_COLOURS.get(kind), bold=True)
