"""build/ and the project's own pages to a finished folder, by MkDocs as a child. Never touches the site."""

import os
import re
import subprocess
import sys
from pathlib import Path

from builder.errors import AnswerbookError
from builder.format import config_path
from builder.records import Project

_TALK = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\b", re.M)
_ONLY_STRICT = re.compile(r"^Aborted with .* in '?strict'? mode!", re.M)
_IN_SPITE = ", or build with --no-strict to publish in spite of its warnings"
_DISK = re.compile(r"^\w*Error: \[Errno \d+\] (?P<what>[^:]+): '(?:[^']*' -> ')?(?P<path>[^']+)'\s*\Z", re.M)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def render_folder(project: Project, staging: Path, epoch: str, strict: bool = True) -> tuple[str, ...]:
    """Let MkDocs render the project into a folder and return its warnings; what it refuses is an error."""
    wanted = ["mkdocs", "build", "--config-file", str(config_path(project.root)), "--site-dir", str(staging)]
    done = ask_child(project, *wanted, *(["--strict"] if strict else []), epoch=epoch)
    talk = _plain(done.stdout)
    disk = _DISK.search(talk) if done.returncode != 0 else None
    if disk:
        raise AnswerbookError(
            f"MkDocs could not write the site: {disk['what']}",
            path=disk["path"],
            hint="free space or mend its permissions, then run this again; the last site is untouched",
        )
    if done.returncode != 0:
        raise AnswerbookError(
            "MkDocs could not render the site; the last one is untouched\n" + indented(complaint(done.stdout)),
            path=str(config_path(project.root)),
            hint=way_out(done.stdout),
        )
    return tuple(line for line in talk.splitlines() if _TALK.match(line))


def ask_child(project: Project, *module: str, epoch: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run a module with its arguments in a process of its own, which says all it has to say in one stream."""
    return subprocess.run(
        [sys.executable, "-P", "-m", *module],  # -P: a folder of the project must not pass for one of our modules
        cwd=project.root,
        env=child_environment(epoch),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def child_environment(epoch: str = "") -> dict[str, str]:
    """Return the environment in which MkDocs gives the same bytes for the same inputs and phones nobody."""
    fixed = {
        **({"SOURCE_DATE_EPOCH": epoch} if epoch else {}),
        "NO_MKDOCS_2_WARNING": "1",
        "ORT_DISABLE_TELEMETRY": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }
    return {**os.environ, **fixed}


def _plain(output: bytes) -> str:
    return _COLOUR.sub("", output.decode("utf-8", "replace"))


def complaint(output: bytes) -> str:
    """Return what matters of MkDocs' talk: its warnings and errors, or its last lines."""
    talk = _plain(output)
    found = _TALK.search(talk)
    lines = talk[found.start() :] if found else talk
    return "\n".join([line for line in lines.splitlines() if not line.startswith("INFO")][-30:])


def way_out(output: bytes) -> str:
    """Return what a person may do about what MkDocs refuses: publish what only `strict` refuses, or mend it."""
    return f"mend what MkDocs names{_IN_SPITE if _ONLY_STRICT.search(_plain(output)) else ', then run this again'}"


def indented(text: str) -> str:
    """Return a text as it stands below a message."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
