"""The judge: a short quote in one piece, a long one in windows of which the best counts."""

from collections.abc import Iterator

import pytest

from builder.engines.judge import OnnxJudge, load_judge

CLAIM = "The bridge opened in 1932."
FILLING = "Nothing of interest happened in the village on that quiet day. " * 40


@pytest.fixture(scope="module")
def judge() -> Iterator[OnnxJudge]:
    yield load_judge()


def test_what_supports_a_claim_is_found_wherever_it_stands_in_a_long_quote(judge: OnnxJudge) -> None:
    first, last, never = judge.support(
        [
            (CLAIM, f"The bridge opened in 1932. {FILLING}"),
            (CLAIM, f"{FILLING}The bridge opened in 1932."),
            (CLAIM, FILLING),
        ]
    )
    assert min(first, last) > 0.75
    assert never < judge.thresholds["balanced"]  # the point for whole documents


def test_a_quote_without_a_word_supports_nothing(judge: OnnxJudge) -> None:
    assert judge.support([(CLAIM, "")])[0] < 0.05
