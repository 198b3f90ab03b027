"""SOURCE_DATE_EPOCH is seconds that a calendar holds, or it is refused in words."""

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
