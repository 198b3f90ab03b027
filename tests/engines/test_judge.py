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
    pairs = [(CLAIM, f"{CLAIM} {FILLING}"), (CLAIM, f"{FILLING}{CLAIM}"), (CLAIM, FILLING)]
    first, last, never = judge.support(pairs)
    assert min(first, last) > judge.supported > never
    *read, nothing = judge.score(pairs)  # what the model itself says, window by window
    assert min(read) > nothing + 3


def test_only_a_whole_sentence_of_the_quote_is_said_by_it(judge: OnnxJudge) -> None:
    quote = "It is not true that the bridge opened in 1932."
    assert judge.support([("the bridge opened in 1932.", quote), (quote, quote)])[1] == 1.0
    assert judge.support([("the bridge opened in 1932.", quote)])[0] < 1.0


def test_a_quote_without_a_word_supports_nothing(judge: OnnxJudge) -> None:
    assert judge.support([(CLAIM, "")])[0] < 0.05
