"""A model's words are read strictly: what has not the form that was asked for is dropped, and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.proposals.parsing import Said, read_reply


def test_sentences_with_their_quotes_are_read() -> None:
    reply = read_reply(
        '- It weighs 12 kg [2].\n> [2] "weighs 12 kg"\n> [3] so do all\n\n- It is blue\n> [1] blue\nEND\n- late'
    )
    assert reply.said == (
        Said("It weighs 12 kg.", ((2, "weighs 12 kg"), (3, "so do all"))),
        Said("It is blue.", ((1, "blue"),)),
    )
    assert not reply.dropped and not reply.refused


def test_a_full_stop_of_another_script_ends_a_sentence_too() -> None:
    reply = read_reply("- 它重十二公斤 [1]。\n> [1] 它重十二公斤。\nEND")
    assert reply.said == (Said("它重十二公斤。", ((1, "它重十二公斤。"),)),) and not reply.dropped


def test_a_refusal_is_no_sentence() -> None:
    reply = read_reply("NOT STATED\nEND")
    assert reply.refused and reply.said == () and not reply.dropped


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Sure! Here is the answer:", "unreadable line"),
        ("- It is blue.", "sentence without a quote"),
        ("- It is blue. It is red.\n> [1] blue", "more than one sentence at once"),
        ("- It is blue.\nbecause I say so\n> [1] blue", "sentence beside an unreadable line"),
        ("- It is blue.\n> [1] blue\n- It is blue.\n> [2] blue", "said twice"),
        ("> [1] a quote of nothing", "unreadable line"),
        ("- It is blue.\n> [one] blue", "unreadable line"),
        ("* It is blue.\n> [1] blue", "unreadable line"),
    ],
)
def test_what_has_another_form_is_counted(text: str, reason: str) -> None:
    reply = read_reply(text)
    assert reply.dropped[reason] >= 1
    assert all("It is red" not in said.text for said in reply.said)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for said in read_reply(text).said:
        assert said.text and said.quotes and "\n" not in said.text
