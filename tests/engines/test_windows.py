"""Windows: every token of a text is shown, whole sentences wherever they fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from builder.engines.session import MODELS
from builder.engines.windows import LONGEST, cut_ranges, cut_windows, number_tokens
from builder.text import split_sentences


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(10, 60))
def test_ranges_show_every_token_and_never_more_than_there_is_room_for(lengths: list[int], room: int) -> None:
    numbers = [number for number, length in enumerate(lengths) for _ in range(length)]
    ranges = cut_ranges(numbers, room)
    assert {place for start, end in ranges for place in range(start, end)} == set(range(len(numbers)))
    assert all(0 < end - start <= room for start, end in ranges)
    assert [start for start, _ in ranges] == sorted({start for start, _ in ranges})


@given(st.lists(st.integers(1, 20), max_size=30))
def test_a_sentence_that_fits_is_whole_in_some_window(lengths: list[int]) -> None:
    numbers = [number for number, length in enumerate(lengths) for _ in range(length)]
    shown = [numbers[start:end] for start, end in cut_ranges(numbers, 60)]
    for number, length in enumerate(lengths):
        assert any(window.count(number) == length for window in shown)


def test_a_short_text_is_one_window_with_its_offsets(tokenizer: Tokenizer) -> None:
    text = "The bridge opened in 1932. It is long."
    (window,) = cut_windows(tokenizer, "When did it open?", text, split_sentences(text), "Bridges")
    pieces = [text[start:end] for start, end in window.offsets]
    assert pieces[:5] == ["The", "bridge", "opened", "in", "1932"]
    assert set(window.sentences) == {0, 1}
    assert len(window.ids) == len(window.types) == window.lead + len(window.offsets) + 1


def test_long_texts_and_questions_stay_within_the_model(tokenizer: Tokenizer) -> None:
    text = "Plain words follow one another here. " * 80
    windows = cut_windows(tokenizer, "why " * 300, text, split_sentences(text), "a heading " * 30)
    assert len(windows) > 2
    assert all(len(window.ids) <= LONGEST for window in windows)
    assert {number for window in windows for number in window.sentences} == set(range(80))


def test_no_text_gives_no_window(tokenizer: Tokenizer) -> None:
    assert cut_windows(tokenizer, "Why?", "", ()) == []


def test_tokens_outside_every_sentence_have_no_number() -> None:
    assert number_tokens([(0, 2), (3, 5), (6, 8)], [(0, 2), (6, 9)]) == [0, -1, 1]
