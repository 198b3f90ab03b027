"""The shipped reader and judge: what they promise whatever their weights, and a few cases no release may lose."""

import numpy
import pytest

from builder.engines import Reading, ReadPair
from builder.engines.judge import OnnxJudge, load_judge
from builder.engines.reader import OnnxReader, Scores, Seen, find_spans, load_reader, mean_by_sentence
from builder.text import split_sentences

TEXT = (
    "The survey covered nine lakes in the north. All images were resized to 640 pixels and normalised before training. "
    "Herons were seen at most of them. The work was paid for by the state."
)
ASKED = "What preprocessing steps were applied to the images (e.g., cropping)?"


def make(question: str, text: str = TEXT, heading: str = "") -> ReadPair:
    return ReadPair(question=question, text=text, sentences=split_sentences(text), heading=heading)


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return load_reader()


@pytest.fixture(scope="module")
def judge() -> OnnxJudge:
    return load_judge()


def test_what_is_said_is_found_in_its_sentence(reader: OnnxReader) -> None:
    (reading,) = reader.read([make(ASKED)])
    assert reading.sentences.index(max(reading.sentences)) == 1


def test_what_is_said_is_surer_than_what_is_not(reader: OnnxReader) -> None:
    asked = [ASKED, "On which platform was the model deployed?", "Who wrote the national anthem of Norway?"]
    said, *unsaid = reader.read([make(question) for question in asked])
    assert all(reading.answered < min(said.answered, reader.thresholds["answered"]) for reading in unsaid)


def test_a_reading_owes_nothing_to_other_pairs(reader: OnnxReader) -> None:
    pairs = [make(ASKED), make("Who paid?"), make("Where?", TEXT * 9), make("Why?", "")]
    together = reader.read(pairs)
    assert together == reader.read(pairs[::-1])[::-1] == [reading for pair in pairs for reading in reader.read([pair])]


def test_numbers_are_probabilities_and_spans_lie_in_the_text(reader: OnnxReader) -> None:
    for pair in (make(ASKED), make("How many lakes?", TEXT * 9, "Survey")):
        (reading,) = reader.read([pair])
        assert len(reading.sentences) == len(pair.sentences)
        assert all(0 <= mark <= 1 for mark in (reading.answered, reading.span_score, *reading.sentences))
        assert reading.span and 0 <= reading.span[0] < reading.span[1] <= len(pair.text)


def test_the_likeliest_sentence_is_read_by_itself_once_more(reader: OnnxReader) -> None:
    one_sentence = TEXT[slice(*split_sentences(TEXT)[1])]
    (whole,), (part,) = (reader.score([make(ASKED, text)]) for text in (TEXT, one_sentence))
    assert whole and part
    assert whole.alone == part.alone == part.window != whole.window
    assert whole.passage[3:] == (part.alone.answered, part.alone.best)


def scores(spans: dict[tuple[int, int], float]) -> Scores:
    return Scores(answered=0.0, sentences={0: 0.0}, lengths={0: 1.0}, spans=spans)


def test_the_core_is_what_both_looks_find() -> None:
    """The second look counts from its own sentence, which begins at 20."""
    whole = scores({(24, 40): 0.4, (20, 30): 0.35, (0, 9): 0.2})
    assert Seen(windows=(whole,), alone=scores({(0, 10): 0.5, (4, 20): 0.3}), start=20).span == (20, 30)
    assert Seen(windows=(whole,), alone=scores({}), start=20).span == (24, 40)
    assert Seen(windows=(scores({}),), alone=scores({}), start=0).span is None


def test_an_empty_text_answers_nothing(reader: OnnxReader) -> None:
    assert reader.read([make("Why?", "")]) == [Reading(answered=0.0, sentences=())]


def test_equal_pairs_are_read_once(reader: OnnxReader) -> None:
    before = reader.calls
    reader.read([make(ASKED), make(ASKED)])
    assert reader.calls == before + 1


def test_the_likeliest_span_is_a_run_that_does_not_go_backwards() -> None:
    starts = numpy.array([0.0, 0.0, 5.0, 0.0], dtype=numpy.float32)
    ends = numpy.array([6.0, 0.0, 0.0, 4.0], dtype=numpy.float32)
    spans = find_spans(starts, ends, [(0, 1), (2, 3), (4, 5), (6, 9)])
    assert list(spans)[:2] == [(4, 9), (0, 1)]  # and never from 4 to 1
    assert 1 > spans[4, 9] > spans[0, 1] > 0
    assert all(start < end for start, end in spans)


def test_a_sentence_s_score_is_the_mean_of_its_tokens() -> None:
    scores = numpy.array([9.0, 1.0, 3.0, 5.0], dtype=numpy.float32)
    assert mean_by_sentence(scores, [-1, 0, 0, 1]) == {0: 2.0, 1: 5.0}


def test_a_claim_s_own_sentence_supports_it_and_another_does_not(judge: OnnxJudge) -> None:
    sentence = "All images were resized to 640 pixels and normalised before training."
    own, other = judge.support([(sentence, TEXT), (sentence, "Herons were seen at most of the nine lakes.")])
    assert own > judge.thresholds["balanced"] > other


def test_a_judgement_owes_nothing_to_other_pairs(judge: OnnxJudge) -> None:
    pairs = [("Nine lakes were covered.", TEXT), ("Herons were seen.", TEXT * 9), ("Nobody paid.", "")]
    assert judge.support(pairs) == judge.support(pairs[::-1])[::-1]


def test_reader_and_judge_have_fingerprints_of_their_own(reader: OnnxReader, judge: OnnxJudge) -> None:
    assert reader.fingerprint != judge.fingerprint
