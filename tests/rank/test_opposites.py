"""Opposites of a question's words: none that one of its wordings holds, either way round."""

from builder.rank import words
from builder.rank.opposites import find_opposed, turns_round


def stems(*pairs: str) -> list[tuple[str, ...]]:
    return [tuple(words(pair)) for pair in pairs]


def test_a_word_with_an_opposite_is_found_either_way_round() -> None:
    assert find_opposed(["How do I disable SSL verification?"]) == stems("disable enable")
    assert find_opposed(["How do I enable HTTP/2?", "turn it on"]) == stems("enable disable")
    assert find_opposed(["Adding a book"]) == stems("add delete", "add remove")


def test_a_question_that_asks_for_both_has_none() -> None:
    assert find_opposed(["Can I enable it?", "and disable it again?"]) == []
    assert find_opposed(["How do I undo an approval?", "It was accepted by mistake"]) == [], "only as the question asks"
    assert find_opposed(["Which licence has it?"]) == []


def test_a_text_on_the_opposite_deed_turns_a_question_round() -> None:
    assert turns_round("To disable the cache, set it to 0.", "How do I enable the cache?")
    assert turns_round("Remove the user with `del`.", "adding a user")
    assert not turns_round("To enable it, or to disable it, set the switch.", "How do I enable the cache?")
    assert not turns_round("Set the switch to on.", "How do I enable the cache?")
    assert not turns_round("To disable it, set it to 0.", "How do I enable and disable the cache?")
    assert turns_round("To enable what was disabled, restart it.", "How do I disable the cache?")
    assert turns_round("It takes tabs for indents instead of spaces.", "How do I take spaces instead of tabs?")
    assert turns_round("Enable the non-nursery rules with `all`.", "How do I enable a nursery rule?")
    assert not turns_round("Nursery rules are on, the non-nursery ones off.", "How do I enable a nursery rule?")
    assert not turns_round("Use the non-root user.", "How do I use a non-root user?")
    assert not turns_round("Spaces are taken instead of tabs.", "How do I take spaces instead of tabs?")
    assert not turns_round("It uses tabs rather than spaces.", "How do I use tabs?")
    assert not turns_round("Close it in the end.", "How do I open a file?"), "what is opened is closed"
