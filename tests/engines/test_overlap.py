"""The engine of vectors and shared words, on the shipped encoder."""

import pytest

from builder.engines import ReadPair
from builder.engines.encoder import OnnxEncoder, load_encoder
from builder.engines.overlap import OverlapJudge, OverlapReader, content_words
from builder.text import split_sentences
from builder.wording import without_hints

TEXT = "Oaks live for centuries. The network was trained with the optimiser Adam. Leaves were dried for two days."


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return load_encoder()


def pair(question: str, text: str = TEXT) -> ReadPair:
    return ReadPair(question=question, text=text, sentences=split_sentences(text), heading="Training")


def test_the_sentence_that_answers_stands_out(encoder: OnnxEncoder) -> None:
    (reading,) = OverlapReader(encoder).read([pair("Which optimiser was the network trained with?")])
    assert reading.answered > 0.5
    assert reading.sentences.index(max(reading.sentences)) == 1
    assert reading.span == pair("").sentences[1]


def test_a_question_from_elsewhere_is_not_answered(encoder: OnnxEncoder) -> None:
    (reading,) = OverlapReader(encoder).read([pair("Who won the football world cup in 1998?")])
    assert reading.answered < 0.2


def test_neighbours_in_a_batch_change_nothing(encoder: OnnxEncoder) -> None:
    reader = OverlapReader(encoder)
    pairs = [pair("Which optimiser was used?"), pair("How long were leaves dried (e.g., hours, days)?")]
    assert reader.read(pairs) == [reader.read([one])[0] for one in pairs]
    assert reader.calls == 4


def test_a_passage_without_sentences(encoder: OnnxEncoder) -> None:
    assert OverlapReader(encoder).read([pair("Which one?", "")])[0].answered == 0.0


def test_the_judge_tells_a_quote_from_a_stranger(encoder: OnnxEncoder) -> None:
    claim = "The optimiser Adam trained the network."
    own, other = OverlapJudge(encoder).support(
        [(claim, TEXT.split(". ")[1]), (claim, "Leaves were dried for two days.")]
    )
    assert own > 0.5 > other


def test_examples_in_brackets_are_no_part_of_a_question() -> None:
    assert without_hints("Which steps (e.g., scaling) are there?") == "Which steps are there?"
    assert without_hints("Which steps (of the first kind) are there?") == "Which steps (of the first kind) are there?"
    assert without_hints("What does f(x) return?") == "What does f(x) return?"
    assert content_words("How is the network trained?") == {"network", "train"}


def test_a_definition_is_the_answer_to_what_a_thing_is(encoder: OnnxEncoder) -> None:
    text = "CORS can be set up with the CORSMiddleware. CORS refers to pages that talk to a backend of another origin."
    (reading,) = OverlapReader(encoder).read([pair("What is CORS?", text)])
    assert reading.sentences[1] > reading.sentences[0]


def test_a_heading_that_says_what_is_asked_counts(encoder: OnnxEncoder) -> None:
    text = "The answer is sent first, the function runs afterwards."
    asked = "How do background tasks run?"
    under, elsewhere = OverlapReader(encoder).read(
        [
            ReadPair(question=asked, text=text, sentences=split_sentences(text), heading=heading)
            for heading in ("Background tasks", "Cookies")
        ]
    )
    assert under.answered > elsewhere.answered
