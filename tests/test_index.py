"""What passages are found by."""

import numpy

from builder.engines.toy import ToyEncoder
from builder.index import make_index, passage_words
from builder.records import BlockKind, Passage


def passage(name: str, text: str, *headings: str, kind: BlockKind = "paragraph", citable: bool = True) -> Passage:
    return Passage(id=f"b/d.{name}", source="b/d", kind=kind, headings=headings, text=text, citable=citable)


PASSAGES = (
    passage("1", "Oaks were measured twice. Elms were cut down.", "Trees", "Methods"),
    passage("2", "pip install answerbook now please", kind="code"),
    passage("3", "Smith, J. wrote about birds.", kind="reference", citable=False),
)


def test_every_passage_and_every_sentence_has_a_vector() -> None:
    index = make_index(PASSAGES, ToyEncoder())
    assert index.passages == PASSAGES
    assert index.vectors.shape == (3, 384)
    assert [(row, PASSAGES[row].text[slice(*span)]) for row, span in index.sentences] == [
        (0, "Oaks were measured twice."),
        (0, "Elms were cut down."),
    ]


def test_a_passage_is_as_near_as_its_nearest_sentence() -> None:
    encoder = ToyEncoder()
    index = make_index(PASSAGES, encoder)
    vector = encoder.encode(["Elms were cut down"])[0]
    near = index.sentence_nearness(vector)
    assert numpy.isclose(near[0], 1.0)
    assert near[1] == index.nearness(vector)[1]


def test_headings_are_found_too() -> None:
    index = make_index(PASSAGES, ToyEncoder())
    assert index.words.scores("methods").tolist()[1:] == [0.0, 0.0]
    assert index.words.scores("methods")[0] > 0


def test_no_passages_are_no_trouble() -> None:
    index = make_index([], ToyEncoder())
    assert index.passages == ()
    assert index.words.scores("anything").tolist() == []


def test_the_nearest_headings_count_and_a_sentence_of_three_words_has_a_vector() -> None:
    deep = passage("9", "Cut it. Elms were cut.", "Trees", "Methods", "Elms")
    assert passage_words(deep) == "Methods\nElms\nCut it. Elms were cut."
    assert [deep.text[slice(*span)] for _, span in make_index((deep,), ToyEncoder()).sentences] == ["Elms were cut."]
