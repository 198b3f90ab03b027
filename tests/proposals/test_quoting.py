"""A model's quote is found again word for word, or it is no quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.proposals.quoting import find_quoted

TEXT = (
    "The images were resized to 224 × 224 pixels. We do not claim that the data are standardised.\n"
    "All weights were frozen for “five” epochs, and the learning-rate was 0.001; see Fig. 3 for the effect."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("resized to 224 × 224", "The images were resized to 224 × 224 pixels."),
        ("the data are standardised", "We do not claim that the data are standardised."),
        ("The  images\nwere resized", "The images were resized to 224 × 224 pixels."),
        ('frozen for "five" epochs', TEXT.splitlines()[1]),
        ("the learning‑rate was 0.001", TEXT.splitlines()[1]),
        ("All of the weights were frozen for five epochs, and the learning rate was 0.001", TEXT.splitlines()[1]),
        ("pixels. We do not claim", TEXT.splitlines()[0]),
    ],
)
def test_a_quote_is_found_with_the_sentences_it_lies_in(quote: str, found: str) -> None:
    span = find_quoted(quote, TEXT)
    assert span is not None and TEXT[span[0] : span[1]] == found


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "not there",
        "The images were cropped by hand on every second day",
        "resized to 512 × 512",
        "standardized data",
    ],
)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert find_quoted(quote, TEXT) is None


def test_code_is_quoted_whole() -> None:
    code = "def f():\n    return 1"
    assert find_quoted("return 1", code, whole=True) == (0, len(code))


@given(st.text(min_size=1), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_quoted(text[start:end], text)
    assert found is not None and 0 <= found[0] < found[1] <= len(text)
    assert text[start:end] in text[found[0] : found[1]]


def test_an_aligned_quote_runs_over_three_sentences_at_most() -> None:
    spoken = ("red boats sail north", "blue carts roll south", "green birds fly east", "white fish swim west")
    text = " ".join(f"{one.capitalize()}." for one in spoken)
    three, four = (" and ".join(spoken[:count]) for count in (3, 4))
    found = find_quoted(three, text)
    assert found is not None and text[slice(*found)] == " ".join(f"{one.capitalize()}." for one in spoken[:3])
    assert find_quoted(four, text) is None
