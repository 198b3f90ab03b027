"""A listed question that asks what a heading asks, in other words, has the author's answer too."""

from pathlib import Path

import pytest

from builder.engines.toy import ToyEncoder
from builder.pipeline.sharing import share_author_answers
from builder.records import Book, Question, Scope

BOOK = Book(id="b", title="B", root=Path("seeds/b"))
ASKED = Question(
    id="b/logs", book="b", text="How long are the logs kept?", origin="heading", author_answer=("b/pump.1",)
)


def shared(asked: str, *also: str, scope: Scope = "book") -> tuple[str, ...]:
    """The author's answer that a listed question takes over from a heading of the document `Pump`."""
    listed = Question(id="b/listed", book="b", text=asked, also=also, scope=scope)
    elsewhere = Question(id="c/listed", book="c", text=asked, also=also, scope=scope)
    own, heading, other = share_author_answers((listed, ASKED, elsewhere), [BOOK], ToyEncoder())
    assert (heading, other) == (ASKED, elsewhere)
    assert own.author_answer in ((), ASKED.author_answer)
    return own.author_answer


@pytest.mark.parametrize("asked", ["How long are logs kept?", "How long are the logs of the pump kept?"])
def test_a_question_in_other_words_than_a_heading_has_the_authors_answer_too(asked: str) -> None:
    assert shared(asked)
    assert shared("How old do they get?", asked)
    assert not shared(asked, scope="each")


@pytest.mark.parametrize(
    "asked", ["How long are the logs not kept?", "Who kept the logs so long?", "How long are the logs and lamps kept?"]
)
def test_another_question_has_not(asked: str) -> None:
    assert not shared(asked)
