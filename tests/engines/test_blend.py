"""Two readers weighed together."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from builder.engines import Reading, ReadPair
from builder.engines.blend import BlendedReader, Weights, read_weights
from builder.errors import EngineError

TEXT = "Oaks were cut. Elms were left."
SENTENCES = ((0, 14), (15, 30))
WEIGHTS = Weights(
    hinted=(1.0, 0.2, 0.8, 1.5),
    plain=(0.6, 0.3, 0.3, 0.5),
    within=(0.1, 0.8, 0.2, 0.5),
    span=(0.6, 0.2, 0.4, -0.1),
)


class Fixed:
    """A reader that says the same of every pair."""

    def __init__(self, name: str, answered: float, *sentences: float) -> None:
        self.fingerprint = name
        self.calls = 0
        self._reading = Reading(answered=answered, sentences=sentences, span=(0, 4), span_score=0.7)

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        self.calls += len(pairs)
        return [self._reading for _ in pairs]


def blend(
    answered: float, trained: tuple[float, float], shared: tuple[float, float], question: str = "Which?"
) -> Reading:
    reader = BlendedReader(Fixed("trained", answered, *trained), Fixed("overlap", max(shared), *shared), WEIGHTS)
    return reader.read([ReadPair(question=question, text=TEXT, sentences=SENTENCES)])[0]


def test_a_passage_answers_as_its_best_sentence_does() -> None:
    reading = blend(0.6, (0.6, 0.1), (0.7, 0.1))
    assert reading.answered == max(reading.sentences) == reading.sentences[0]
    assert reading.span == (0, 4)


def test_which_sentence_answers_is_weighed_apart() -> None:
    first, second = blend(0.9, (0.6, 0.5), (0.2, 0.9)).sentences
    assert first < second  # as both readers together have it
    first, second = blend(0.9, (0.9, 0.5), (0.2, 0.9)).sentences
    assert first > second and first == blend(0.9, (0.9, 0.5), (0.2, 0.9)).answered
    few, many = blend(0.2, (0.9, 0.5), (0.9, 0.5)).sentences, blend(0.9, (0.9, 0.5), (0.9, 0.5)).sentences
    assert few[1] < few[0] < many[0] > many[1]  # however sure the passage


def test_each_reader_counts() -> None:
    middle = blend(0.5, (0.5, 0.5), (0.5, 0.5)).answered
    assert blend(0.9, (0.5, 0.5), (0.5, 0.5)).answered > middle
    assert blend(0.5, (0.5, 0.5), (0.9, 0.5)).answered > middle
    assert blend(0.1, (0.1, 0.1), (0.1, 0.1)).answered < 0.5


def test_the_core_is_weighed_by_the_passage_and_by_the_best_sentences() -> None:
    middle = blend(0.5, (0.5, 0.5), (0.5, 0.5)).span_score
    assert middle == pytest.approx(1 / (1 + 2.718281828**0.1), abs=1e-4)
    assert blend(0.9, (0.5, 0.5), (0.5, 0.5)).span_score > blend(0.5, (0.5, 0.5), (0.9, 0.5)).span_score > middle


def test_sure_readers_do_not_break_it() -> None:
    assert 0.9 < blend(1.0, (1.0, 0.0), (1.0, 0.0)).answered <= 1.0


def test_questions_with_examples_have_weights_of_their_own() -> None:
    values = (0.5, (0.5, 0.5), (0.5, 0.5))
    assert blend(*values).answered != blend(*values, question="Which (e.g., oaks)?").answered


def test_calls_are_the_trained_readers() -> None:
    trained = Fixed("trained", 0.5, 0.5, 0.5)
    reader = BlendedReader(trained, Fixed("overlap", 0.5, 0.5, 0.5), WEIGHTS)
    reader.read([ReadPair(question="Which?", text=TEXT, sentences=SENTENCES)] * 3)
    assert reader.calls == trained.calls == 3
    assert reader.fingerprint != BlendedReader(trained, Fixed("other", 0.5, 0.5, 0.5), WEIGHTS).fingerprint


def test_a_passage_without_sentences() -> None:
    reader = BlendedReader(Fixed("trained", 0.9), Fixed("overlap", 0.9), WEIGHTS)
    assert reader.read([ReadPair(question="Which?", text="", sentences=())])[0].answered == 0.0


def test_other_weights_are_another_engine() -> None:
    trained, overlap = Fixed("trained", 0.5, 0.5, 0.5), Fixed("overlap", 0.5, 0.5, 0.5)
    bolder = replace(WEIGHTS, plain=(0.6, 0.3, 0.3, 3.0))
    pair = ReadPair(question="Which?", text=TEXT, sentences=SENTENCES)
    one, two = BlendedReader(trained, overlap, WEIGHTS), BlendedReader(trained, overlap, bolder)
    assert one.fingerprint != two.fingerprint
    assert one.read([pair])[0].answered < two.read([pair])[0].answered


def test_weights_are_read_from_beside_the_model(tmp_path: Path) -> None:
    row = '{"passage": 1, "sentence": 2, "shared": 3, "constant": -4.5}'
    (tmp_path / "blend.json").write_text(
        f'{{"hinted": {row}, "plain": {row}, "within": {row}, "span": {row}}}', encoding="utf-8"
    )
    read = (1.0, 2.0, 3.0, -4.5)
    assert read_weights(tmp_path) == Weights(hinted=read, plain=read, within=read, span=read)


@pytest.mark.parametrize("text", ["", "{}", '{"hinted": {"passage": "x"}, "plain": {}}'])
def test_broken_weights_are_a_known_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "blend.json").write_text(text, encoding="utf-8")
    with pytest.raises(EngineError, match="no usable weights"):
        read_weights(tmp_path)
