"""Labels, and phrases that only look like a yes."""

import pytest

from builder.answers.phrases import is_label, is_no_answer, label_of, says_neither_yes_nor_no

ASKED = "Does HTTPX support websockets?"


@pytest.mark.parametrize(
    "text",
    [
        "WebSocket support for HTTPX.",
        "A retry layer for HTTPX.",
        "An asynchronous client library.",
        "Allows consuming events with HTTPX.",
    ],
)
def test_a_phrase(text: str) -> None:
    assert says_neither_yes_nor_no(text, ASKED)
    assert not says_neither_yes_nor_no(text, "What is httpx-ws?")


@pytest.mark.parametrize(
    "text",
    [
        "WebSocket support is there.",
        "HTTPX has support for websockets.",
        "Restart the server.",
        "Install the package from the index.",
        "Use the extension for websockets.",
        "Plugins bring support for websockets.",
        "You need the library for websockets.",
        "Websockets are supported.",
    ],
)
def test_a_sentence(text: str) -> None:
    assert not says_neither_yes_nor_no(text, ASKED)


def test_labels() -> None:
    assert label_of("Resolution: HTTPX does not.") == "Resolution: "
    assert label_of("A: It does not.") == "A: "
    assert label_of("Answer: a small letter follows.") == label_of("Note: Keep it dry.") == ""
    assert is_label("TL;DR") and is_label("Short answer:") and not is_label("Windows")


@pytest.mark.parametrize(
    "text",
    [
        "The expected issuer used for tokens.",
        "The token to be checked.",
        "A demonstration to check tokens.",
        "A folder where logs lie.",
    ],
)
def test_a_thing_that_a_reference_lists_is_no_way(text: str) -> None:
    assert is_no_answer(text, (), "How do I check a token?")
    assert not is_no_answer(text, (), "What is the issuer?")


@pytest.mark.parametrize(
    "text",
    [
        "The token has to be checked.",
        "The command is used for tokens.",
        "Check the token to be used.",
        "The client names the token to be checked.",
    ],
)
def test_a_sentence_may_be_a_way(text: str) -> None:
    assert not is_no_answer(text, (), "How do I check a token?")


def test_who_asks_who_is_told_by_no_thing_and_what_a_heading_would_say_tells_nobody() -> None:
    assert is_no_answer("A guide to the life of Ann Lee.", (), "Who made it?")
    assert is_no_answer("Managing the stores of the crew.", (), "What is the store?")
    assert not is_no_answer("Smoking in the cabins.", (), "What is forbidden?")
    assert not is_no_answer("Managing stores is what the crew does.", (), "What is the store?")
    assert not is_no_answer("Morning fog hides the ship.", (), "What is the store?")
