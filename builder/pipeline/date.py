"""The date that pages carry: SOURCE_DATE_EPOCH, or when git last recorded a change of the inputs. Never the clock."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from builder.errors import AnswerbookError

_LONG_AGO = 315532800  # 1980-01-01, the oldest date that every archive format can hold
_LAST = 2**32 - 1  # in 2106, the last second that gzip can hold, in which MkDocs packs its sitemap


def input_epoch(root: Path, inputs: Sequence[Path]) -> int | None:
    """Return the seconds since 1970 of the newest input; none where nobody recorded them."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        seconds = _seconds(given)
        if seconds is None:
            what = "beyond the year 2106" if given.isdecimal() else "not a number of seconds"
            raise AnswerbookError(
                f"SOURCE_DATE_EPOCH is `{given}`, {what}", hint="unset it, or give seconds since 1970"
            )
        return seconds
    top = (root / _git(root, "rev-parse", "--show-cdup")).resolve()  # so no name of a folder is to be decoded
    recorded = [str(path) for path in inputs if path.is_relative_to(top)]  # elsewhere git fails
    return _seconds(_git(root, "log", "-1", "--format=%ct", "--", *recorded)) if recorded else None


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _seconds(text: str) -> int | None:
    """Return a number of seconds since 1970; none where it is no number, or one that no calendar and no file holds."""
    holds = text.isdecimal() and len(text) <= 20 and int(text) <= _LAST
    return int(text) if holds else None


def shown_date(epoch: int | None) -> str:
    """Return the day as pages show it; "" where it is not known."""
    return datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch is not None else ""


def render_epoch(epoch: int | None) -> str:
    """Return what MkDocs is told, so that its sitemap does not hold the clock either."""
    return str(_LONG_AGO if epoch is None else epoch)
