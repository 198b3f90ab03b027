"""From scored sentences to an answer, with scores written by hand."""

import pytest

from builder.answers.composition import compose
from builder.text import split_sentences
from tests.answers.hand_scored import QUESTION, read, said


def test_nothing_is_said_below_the_working_point() -> None:
    assert said(read("1", "The data are scaled. The model is small.", [0.49, 0.2])) == []
    assert said(read("1", "The data are scaled. The model is small.", [0.9, 0.2], answered=0.4)) == []


def test_the_core_comes_first_and_the_rest_in_document_order() -> None:
    first = read("1", "Images were cropped to squares. Trees were counted by hand.", [0.8, 0.1])
    second = read("2", "All inputs were resized to 224 pixels. Pixel values were scaled to one.", [0.9, 0.85])
    assert said(first, second) == [
        "All inputs were resized to 224 pixels.",
        "Images were cropped to squares.",
        "Pixel values were scaled to one.",
    ]


def test_a_sentence_that_points_back_brings_the_one_that_names_it() -> None:
    text = "Batch normalisation is applied to all inputs. It speeds up the training. Nothing else is done here."
    assert said(read("1", text, [0.2, 0.9, 0.1])) == [
        "Batch normalisation is applied to all inputs.",
        "It speeds up the training.",
    ]


def test_a_sentence_that_points_at_nothing_is_left_out() -> None:
    assert said(read("1", "It speeds up the training of the network.", [0.9])) == []
    assert said(read("1", "cut at the left.\nThis method speeds up training.", [0.1, 0.9])) == []


def test_a_claim_stays_beside_what_it_points_back_to() -> None:
    first = read("1", "Dropout is used in one layer.", [0.8])
    second = read("2", "Weights decay by one percent. This keeps them small over time.", [0.9, 0.9])
    assert said(first, second) == [
        "Weights decay by one percent.",
        "This keeps them small over time.",
        "Dropout is used in one layer.",
    ]


def test_what_was_said_is_not_said_again() -> None:
    first = read("1", "The images were resized to 224 by 224 pixels.", [0.9])
    second = read("2", "Images were resized to 224 by 224 pixels.", [0.8])
    assert said(first, second) == ["The images were resized to 224 by 224 pixels."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "If no connection is free within this time, a PoolTimeout is raised.",
            "If no connection is made within this time, a ConnectTimeout is raised.",
        ),
        ("Images of leaves were resized to 224 pixels.", "Images of leaves were resized to 448 pixels."),
    ],
)
def test_another_name_or_number_is_news(first: str, second: str) -> None:
    assert said(read("1", first, [0.9]), read("2", second, [0.8])) == [first, second]


def test_five_sentences_are_enough() -> None:
    text = (
        "Oaks grow on wet hills. Elms were cut last year. Ash wood burns quickly. Firs stay green all year."
        " Yews can be poisonous. Box hedges need care. Bay leaves taste well."
    )
    assert len(said(read("1", text, [0.9] * 7))) == 5


def test_every_quote_stands_in_its_passage() -> None:
    reads = [read("1", "• The inputs  are scaled;\n• Two classes are merged;", [0.9, 0.8], kind="list")]
    for claim in compose(reads, QUESTION, whole_book=False):
        assert all(citation.quote in reads[0].passage.text for citation in claim.citations)


def test_the_sentence_that_goes_on_about_the_core_is_said_with_it() -> None:
    text = (
        "The data is then standardized. The standardization parameters come from one of three sets. Leaves were dried."
    )
    assert said(read("1", text, [0.8, 0.3, 0.3])) == [
        "The data is then standardized.",
        "The standardization parameters come from one of three sets.",
    ]
    assert said(read("1", text, [0.8, 0.1, 0.1])) == ["The data is then standardized."]


def test_a_whole_book_is_answered_from_one_section() -> None:
    core = read("1", "Install the package with one command.", [0.9])
    beside = read("2", "Docker users pull the image instead.", [0.8])
    elsewhere = read("3", "The package is removed with pip.", [0.8], headings=("Removal",))
    assert said(core, beside, elsewhere, whole_book=True) == [
        "Install the package with one command.",
        "Docker users pull the image instead.",
    ]
    assert len(said(core, beside, elsewhere)) == 3


def test_the_next_passage_at_hand_is_not_the_next_passage() -> None:
    lead = read("1", "Install the package with this command:", [0.9])
    assert said(lead, read("7", "pip install other", [0.1], kind="code"), whole_book=True) == []


def test_a_remark_that_holds_anywhere_is_not_what_this_document_did() -> None:
    general = read("1", "Adam is commonly used to train such networks.", [0.9])
    assert said(general) == []
    assert len(said(general, whole_book=True)) == 1


def test_what_another_study_did_is_not_said_of_this_one() -> None:
    text = "In 2012, Smith et al.[28] constructed a deeper network. This model employed ReLU as its activation."
    assert said(read("1", text, [0.4, 0.9])) == []
    assert len(said(read("1", text, [0.4, 0.9]), whole_book=True)) == 2


def test_an_answer_to_a_question_in_the_text_is_not_said_without_it() -> None:
    assert said(read("1", "Can I sell the book? No, that is never allowed.", [0.1, 0.9])) == []


def test_a_sentence_that_only_asks_the_question_is_no_answer() -> None:
    asked = read("1", "We ask how often sensors must be recalibrated. Sensors drift.", [0.9, 0.1])
    answers = read("2", "Recalibrate every sensor each spring.", [0.7])
    question = "How often must sensors be recalibrated?"
    assert said(asked, question=question) == []
    assert said(asked, answers, question=question) == ["Recalibrate every sensor each spring."]
    assert said(asked, question="What did they ask, and what was the aim of the study?") == [
        "We ask how often sensors must be recalibrated."
    ]


def test_what_lacks_the_kind_that_is_asked_for_opens_no_answer() -> None:
    weight = read("1", "The pump weighs 14 kg with its hose.", [0.9])
    price = read("2", "A pump was sold for 200 euros.", [0.8])
    question = "What does the pump cost?"
    assert said(weight, question=question) == []
    assert said(weight, price, question=question) == ["A pump was sold for 200 euros."]
    far = read("2", "A pump was sold for 200 euros.", [0.51])
    assert said(weight, far, question=question) == []  # the best answers something else: what is far from it does too


def test_where_the_best_cannot_be_said_only_what_comes_near_it_is() -> None:
    torn = read("1", "cut at the left.\nThis method speeds up training.", [0.1, 0.9])
    other = "Dropout is used in one layer."
    assert said(torn, read("2", other, [0.8], answered=0.8)) == [other]
    assert said(torn, read("2", other, [0.6], answered=0.6)) == []


def test_a_phrase_says_neither_yes_nor_no() -> None:
    phrase = read("1", "WebSocket support for HTTPX.", [0.9])
    assert said(phrase, question="Does HTTPX support websockets?") == []
    assert said(phrase, question="What is httpx-ws?") == ["WebSocket support for HTTPX."]
    sentences = ["The address to use for mail.", "It is written on the door."]
    going_on = read("1", " ".join(sentences), [0.2, 0.9])
    assert said(going_on, question="Is there an address for mail?") == []
    assert said(going_on, question="Which address is used?") == sentences


def test_a_label_is_left_before_its_sentence() -> None:
    (claim,) = compose(
        [read("1", "Resolution: HTTPX does not support these proxies.", [0.9])],
        "Does HTTPX support such proxies?",
        whole_book=True,
    )
    assert claim.text == claim.citations[0].quote == "HTTPX does not support these proxies."


def test_what_no_longer_holds_loses_against_what_does() -> None:
    old = read("1", "Backups are kept for three days.", [0.95], headings=("3.0",), outdated=True)
    new = read("2", "Backups are kept for seven nights.", [0.8])
    question = "How many backups are kept?"
    assert said(old, new, whole_book=True, question=question) == ["Backups are kept for seven nights."]
    assert said(old, whole_book=True, question=question) == ["Backups are kept for three days."]
    was = "How long were backups kept in old versions?"
    assert said(old, new, whole_book=True, question=was) == ["Backups are kept for three days."]


def test_what_was_comes_after_what_is() -> None:
    letters = read("1", "Before 2020, letters were kept for 14 days.\nLetters are kept for 30 days.", [0.98, 0.88])
    question = "How long are letters kept?"
    assert said(letters, whole_book=True, question=question) == ["Letters are kept for 30 days."]
    assert said(letters, whole_book=True, question="How long were letters kept?")[0].startswith("Before 2020")


def test_what_a_thing_is_comes_before_what_else_is_said_of_it() -> None:
    more = read("1", "The zlib package has three files for each system.", [0.9])
    what = read("2", "zlib is a library that compresses data. Zlib is a free library.", [0.1, 0.7])
    assert said(more, what, question="What is zlib?")[0] == "Zlib is a free library."
    assert said(more, what, question="What does zlib have?")[0] == more.passage.text


@pytest.mark.parametrize("text", ["Zlib doesn't support encryption.", "If your question is not there, read on."])
def test_what_a_thing_is_not_able_to_do_is_not_what_it_is(text: str) -> None:
    assert said(read("1", text, [0.9]), question="What is zlib?") == []
    assert said(read("1", text, [0.9]), question="What is missing from zlib?") == [text]


def test_what_points_above_is_said_with_what_stands_there_or_not_at_all() -> None:
    text = "Usually, the above instructions are sufficient. That removes the program."
    assert said(read("1", text, [0.9, 0.8]), whole_book=True) == []
    assert said(read("1", f"Run the tool once. {text}", [0.1, 0.9, 0.1]), whole_book=True) == [
        "Run the tool once.",
        "Usually, the above instructions are sufficient.",
    ]
    assert said(read("1", "Versions 40 and above are supported.", [0.9])) == ["Versions 40 and above are supported."]


@pytest.mark.parametrize(
    "text",
    [
        "If something goes wrong with the job the release can be published by a script.",
        "Failing to close it would leak connections.",
        "Your duty is to close the response. Failing to do so would leak connections.",
    ],
)
def test_how_to_do_something_is_not_told_by_what_happens_otherwise(text: str) -> None:
    scores = [*[0.1] * (len(split_sentences(text)) - 1), 0.95]
    assert said(read("1", text, scores), question="How do I make a release?", whole_book=True) == []
    assert said(read("1", text, scores), question="What happens then?", whole_book=True)


def test_what_a_sentence_points_back_to_may_stand_three_sentences_before() -> None:
    text = "Brewster runs on Linux. It shuns Windows. It is very new. It was written by Ann Lee. It is small."
    first = text.removesuffix(" It is small.")
    assert " ".join(said(read("1", text, [0.1, 0.1, 0.1, 0.9, 0.1]), question="Who wrote Brewster?")) == first
    assert said(read("1", text, [0.1, 0.1, 0.1, 0.1, 0.9]), question="Is it small?") == []


def test_of_sentences_without_a_subject_only_the_one_whose_heading_is_asked_for_is_said() -> None:
    mast = read("1", "Defaults to 25 feet.", [0.9], headings=("Sizes", "MAST_HEIGHT"))
    door = read("2", "Defaults to 8 feet.", [0.8], headings=("Sizes", "DOOR_HEIGHT"))
    assert said(mast, door, whole_book=True, question="What is the default height?") == []
    assert said(mast, whole_book=True, question="What is the default height?") == ["Defaults to 25 feet."]
    of_door = "What is the default height of a door?"
    assert said(mast, door, whole_book=True, question=of_door) == ["Defaults to 8 feet."]
