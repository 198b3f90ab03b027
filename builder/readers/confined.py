"""One file, one process with limits on time and memory: what a hostile or broken file can do at worst is to end it.

parent                        child
confine("pdf", bytes) ──────▶ run(), the bytes on stdin
FileText or SourceError ◀──── JSON on stdout
"""

import contextlib
import json
import subprocess
import sys

from builder.errors import SourceError
from builder.format.plain import from_json, to_json
from builder.records import FileText

SECONDS = 120  # of work; a busy machine gets more time on the clock
_PATIENCE = 5
_OUT_OF_TIME = 24  # the signal that ends a child whose seconds are spent
MEMORY = 2_000_000_000  # bytes
_CHILD = "from builder.readers.confined import run; run()"
_REFUSED = 3  # exit status of a child that says why


def confine(kind: str, content: bytes, seconds: int = SECONDS) -> FileText:
    """What the reader of a kind makes of a file, in a process of its own."""
    command = [sys.executable, "-P", "-c", _CHILD, kind, str(seconds)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=_PATIENCE * seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"reading it took longer than {seconds} seconds") from error
    if child.returncode == -_OUT_OF_TIME:
        raise SourceError(f"reading it took longer than {seconds} seconds")
    if child.returncode == 0:
        return from_json(FileText, child.stdout)
    if child.returncode == _REFUSED:
        refusal = json.loads(child.stdout)
        raise SourceError(refusal["message"], line=refusal["line"], hint=refusal["hint"])
    if b"MemoryError" in child.stderr:
        raise SourceError(f"reading it needs more than {MEMORY // 1_000_000:,} MB of memory")
    raise SourceError("its reader broke down; the file is damaged or not what its name says")


def _limit(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  it exists on Unix only
    except ImportError:
        return
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses to limit memory
            resource.setrlimit(kind, (most, most + (kind == resource.RLIMIT_CPU)))


def _main(kind: str, seconds: int) -> int:
    _limit(seconds)
    # Only the child loads these readers: they bring large libraries.
    if kind == "pdf":
        from builder.readers.pdf import read_pdf as read  # noqa: PLC0415
    elif kind == "html":
        from builder.readers import read_short_page as read  # noqa: PLC0415
    else:
        from builder.readers.docx import read_docx as read  # noqa: PLC0415
    try:
        sys.stdout.buffer.write(to_json(read(sys.stdin.buffer.read())))
    except SourceError as error:
        print(json.dumps({"message": error.message, "line": error.line, "hint": error.hint}))
        return _REFUSED
    return 0


def run() -> None:
    """The child: kind and seconds as arguments, a file on stdin, its blocks on stdout."""
    sys.exit(_main(sys.argv[1], int(sys.argv[2])))
