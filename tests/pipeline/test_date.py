"""SOURCE_DATE_EPOCH is seconds that a calendar holds, or it is refused in words; without it git tells the date."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.errors import AnswerbookError
from builder.pipeline.date import input_epoch, shown_date


@pytest.mark.parametrize(
    ("given", "day"), [("0", "1970-01-01"), ("1000000000", "2001-09-09"), ("4294967295", "2106-02-07")]
)
def test_seconds_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, day: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert shown_date(input_epoch(tmp_path, [])) == day


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("soon", "not a number of seconds"),
        ("-1", "not a number of seconds"),
        ("1e9", "not a number of seconds"),
        ("²", "not a number of seconds"),
        ("1700000000000", "beyond the year 2106"),
        ("4294967296", "beyond the year 2106"),
        ("9" * 5000, "beyond the year 2106"),
    ],
)
def test_what_is_no_date_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, what: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(AnswerbookError) as caught:
        input_epoch(tmp_path, [])
    assert (caught.value.message, caught.value.hint) == (
        f"SOURCE_DATE_EPOCH is `{given}`, {what}",
        "unset it, or give seconds since 1970",
    )


def test_inputs_that_lie_outside_the_repository_leave_the_others_their_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    name = "caf\xe9" if sys.platform in {"darwin", "win32"} else os.fsdecode(b"caf\xe9")  # of another time, not UTF-8
    root, papers = tmp_path / name, tmp_path / "papers"
    for folder in (root / "docs", papers):
        folder.mkdir(parents=True)
        (folder / "a.md").write_text("x", "utf-8")
    assert input_epoch(root, [root / "docs"]) is None
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-05-01T00:00:00Z")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message", "x")):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
    assert shown_date(input_epoch(root, [root / "docs", papers])) == "2024-05-01"
    assert input_epoch(root, [papers]) is None
