"""A sentence is not quoted without the one behind it that limits it or takes it back."""

import pytest

from tests.answers.hand_scored import read, said


@pytest.mark.parametrize(
    "text",
    [
        "All plans include support. The exception is the Basic plan.",
        "Some people say that the client loses acks. That is a myth.",
        "Backups are kept for ten years. This does not apply to trial accounts.",
        "The service is free of charge. However, exports cost 5 euros each.",
        "Accounts can be deleted at any time. But this cannot be undone.",
        "Data is stored in Frankfurt. Not so for customers in the USA.",
        "Queues of all kinds are durable. Exception: queues whose name begins with tmp are not.",
        "The broker compresses all messages. Well, not quite: small messages stay as they are.",
        "We considered a budget of 100 tries. We decided against it.",
        "It is often claimed that queues are free. They are not.",
        "The client retries five times. This isn't so in version 4.",
        "Refunds are possible within 30 days. Gift cards are excluded.",
        "Every member pays 10 euros. An exemption can be granted by the board.",
        "Entry fees are not refunded. Unless the event is called off.",
        "Parking on the yard is free. This rule was repealed in May 2024.",
        "Invoices are sent by mail. Only customers in Austria get them on paper.",
    ],
)
def test_what_limits_or_takes_back_is_said_with_it(text: str) -> None:
    assert " ".join(said(read("1", text, [0.9, 0.1]), question="Is it so?", whole_book=True)) == text


@pytest.mark.parametrize(
    "second",
    [
        "Support answers on weekdays.",
        "We never read your mail.",
        "It takes a minute for each of them.",
        "But how do we pay for it?",
        "Nobody has to pay for it.",
        "Unless you live here, you may park on the yard.",
        "It is told on the page of expired offers.",
    ],
)
def test_what_only_goes_on_is_not(second: str) -> None:
    first = "The service is free of charge."
    assert said(read("1", f"{first} {second}", [0.9, 0.1]), question="Is it so?", whole_book=True) == [first]
    assert said(read("1", f"{first}\nHowever, dogs bark.", [0.9, 0.1]), question="Is it so?") == [first]


def test_several_may_take_back_and_one_may_announce_what_does() -> None:
    text = "Gifts can be returned. However, books cannot. But calendars can."
    assert len(said(read("1", text, [0.9, 0.1, 0.1]), question="Is it so?", whole_book=True)) == 3
    text = "Gifts can be returned. However, these cannot:\na lamp\na cable"
    assert said(read("1", text, [0.9, 0.1, 0.1, 0.1]), question="Is it so?", whole_book=True)[1:] == [
        "However, these cannot:",
        "a lamp",
        "a cable",
    ]


def test_where_that_cannot_be_said_neither_is() -> None:
    text = "Gifts can be returned at any time. However, this does not hold for those shown in table 3."
    assert said(read("1", text, [0.9, 0.1]), question="Is it so?", whole_book=True) == []
