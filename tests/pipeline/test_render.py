"""What MkDocs says is told in our shape: its warnings, what it refuses, and what the disk refuses it."""

import sys
from pathlib import Path

import pytest

from builder.errors import AnswerbookError
from builder.format import read_project
from builder.pipeline import render

PYTHON = sys.executable


def fake_mkdocs(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Let a program of two lines stand where MkDocs would be started."""
    program = folder / "program"
    program.write_text(f"#!{PYTHON}\nimport sys\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(render.sys, "executable", str(program))


@pytest.mark.parametrize(
    ("script", "path", "message"),
    [
        (
            "print('Traceback:'); print(\"OSError: [Errno 28] No space left on device: 'a' -> 'b/c'\"); sys.exit(1)",
            "b/c",
            "MkDocs could not write the site: No space left on device",
        ),
        (
            "print(\"PermissionError: [Errno 13] Permission denied: 'x.html'\"); sys.exit(1)",
            "x.html",
            "MkDocs could not write the site: Permission denied",
        ),
    ],
)
def test_a_full_disk_under_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, path: str, message: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n", "utf-8")
    (tmp_path / "docs").mkdir()
    fake_mkdocs(monkeypatch, tmp_path, script)
    with pytest.raises(AnswerbookError) as caught:
        render.render_folder(read_project(tmp_path), tmp_path / "staging", "0")
    assert (caught.value.path, caught.value.message) == (path, message)


def test_warnings_and_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n", "utf-8")
    (tmp_path / "docs").mkdir()
    project = read_project(tmp_path)
    fake_mkdocs(monkeypatch, tmp_path, "print('INFO    -  so far'); print('WARNING -  a link leads nowhere')")
    assert render.render_folder(project, tmp_path / "staging", "0") == ("WARNING -  a link leads nowhere",)
    fake_mkdocs(monkeypatch, tmp_path, "print('INFO    -  so far'); print('ERROR   -  no such theme'); sys.exit(1)")
    with pytest.raises(AnswerbookError) as caught:
        render.render_folder(project, tmp_path / "staging", "0")
    assert caught.value.message == (
        "MkDocs could not render the site; the last one is untouched\n    ERROR   -  no such theme"
    )
