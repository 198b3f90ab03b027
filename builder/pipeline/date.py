"""The date that pages carry: SOURCE_DATE_EPOCH, or when git last recorded a change of the inputs. Never the clock."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from builder.errors import AnswerbookError

_LONG_AGO = 315532800  # 1980-01-01, the oldest date that every archive format can hold


def input_epoch(root: Path, inputs: Sequence[Path]) -> int | None:
    """Return the seconds since 1970 of the newest input; none where nobody recorded them."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        if not given.isdigit():
            raise AnswerbookError(
                f"SOURCE_DATE_EPOCH is `{given}`, not a number of seconds", hint="unset it, or give seconds since 1970"
            )
        return int(given)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct", "--", *map(str, inputs)]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return int(found) if found.isdigit() else None


def shown_date(epoch: int | None) -> str:
    """Return the day as pages show it; "" where it is not known."""
    return datetime.fromtimestamp(epoch, UTC).date().isoformat() if epoch is not None else ""


def render_epoch(epoch: int | None) -> str:
    """Return what MkDocs is told, so that its sitemap does not hold the clock either."""
    return str(_LONG_AGO if epoch is None else epoch)
