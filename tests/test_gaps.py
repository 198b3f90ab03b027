"""Gaps: questions about one thing stand together, under the document where their answer would belong."""

from collections.abc import Sequence

import numpy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from builder.engines.toy import ToyEncoder
from builder.gaps import _nearness, find_gaps
from builder.records import Answer, Gap, Passage, Question

PASSAGES = tuple(
    Passage(id=f"ships/{source}.{number}", source=f"ships/{source}", kind="paragraph", headings=(), text=text)
    for source, number, text in (
        ("frigate", 1, "The hull is black."),
        ("frigate", 2, "The paint of the hull is old."),
        ("schooner", 1, "The paint is white."),
    )
)
FRIGATE, BOW, SCHOONER = (passage.id for passage in PASSAGES)


def question(name: str, text: str, asked: int = 0, book: str = "ships") -> Question:
    return Question(id=f"{book}/{name}", book=book, text=text, asked=asked)


def silent(question_id: str, *nearest: str) -> Answer:
    return Answer(question=question_id, document=None, state="abstained", nearest=nearest)


def naive_nearness(vectors: NDArray[numpy.float32], nearest: Sequence[frozenset[str]]) -> list[list[float]]:
    near = numpy.asarray(vectors @ vectors.T, dtype=numpy.float64)
    for one, here in enumerate(nearest):
        for other, there in enumerate(nearest):
            if one != other and here & there:
                near[one, other] *= 1 + 0.3 * len(here & there) / len(here | there)
    return near.round(9).tolist()


@given(st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=7))
def test_questions_are_nearer_by_each_passage_that_they_share(nearest: list[frozenset[str]]) -> None:
    questions = [question(str(row), f"What is part {row} of the hull?") for row in range(len(nearest))]
    said = {one.id: silent(one.id, *ids) for one, ids in zip(questions, nearest, strict=True)}
    vectors = ToyEncoder().encode([one.text for one in questions])
    assert _nearness(questions, vectors, said).round(9).tolist() == naive_nearness(vectors, nearest)


def test_questions_about_one_thing_are_one_gap_and_the_most_asked_leads() -> None:
    questions = (
        question("paint", "What does the paint of the hull cost?"),
        question("wreck", "Where is the wreck?"),
        question("colour", "Which paint does the hull have?", asked=4),
    )
    answers = (
        silent("ships/paint", SCHOONER, FRIGATE),
        silent("ships/wreck", SCHOONER),
        silent("ships/colour", BOW, FRIGATE),
    )
    assert find_gaps(questions, answers, PASSAGES, ToyEncoder()) == (
        Gap(
            book="ships",
            questions=("ships/colour", "ships/paint"),
            belongs="ships/frigate",
            nearest=(BOW, FRIGATE, SCHOONER),
            asked=4,
        ),
        Gap(book="ships", questions=("ships/wreck",), belongs="", nearest=(SCHOONER,)),  # nothing comes near
    )


def test_a_question_that_shares_a_word_with_a_document_does_not_belong_there() -> None:
    questions = (
        question("gold", "Who sold white gold watches cheaply at sea?"),
        question("paint", "Is the paint white?"),
    )
    far, near = find_gaps(questions, tuple(silent(one.id, SCHOONER) for one in questions), PASSAGES, ToyEncoder())
    assert [(far.belongs, far.nearest), (near.belongs, near.nearest)] == [
        ("", (SCHOONER,)),
        ("ships/schooner", (SCHOONER,)),
    ]


def test_books_stay_apart_and_only_what_a_whole_book_does_not_answer_counts() -> None:
    questions = (
        question("paint", "Which paint?"),
        question("paint", "Which paint?", book="boats"),
        question("mast", "How tall?"),
        question("crew", "Who sails?"),
    )
    answers = (
        silent("ships/paint", "ships/gone.1", FRIGATE),
        silent("boats/paint"),
        Answer(question="ships/mast", document=None, state="answered"),
        Answer(question="ships/crew", document="ships/frigate", state="abstained"),
    )
    found = find_gaps(questions, answers, PASSAGES, ToyEncoder())
    assert [(gap.questions, gap.nearest) for gap in found] == [
        (("ships/paint",), (FRIGATE,)),
        (("boats/paint",), ()),
    ]
    assert find_gaps((), (), PASSAGES, ToyEncoder()) == ()
