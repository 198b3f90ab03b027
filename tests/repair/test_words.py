"""Words split at line ends, decided by the documents first and by English second."""

from collections import Counter

import pytest

from builder.repair.words import UNDECIDED, count_words, decide_hyphens, join_word, mend_stray_hyphens

NOTHING: Counter[str] = Counter()


def test_the_documents_decide() -> None:
    known = count_words(
        ["Patterns and patterns.", "We use cross-validation.", "a mini-batch, a minibatch, a mini-batch"]
    )
    assert join_word("pat", "terns", known) == "patterns"
    assert join_word("cross", "validation", known) == "cross-validation"
    assert join_word("mini", "batch", known) == "mini-batch"
    assert join_word("Cross", "validation", known) == "Cross-validation"


def test_split_words_do_not_count_as_known() -> None:
    known = count_words([f"pat{UNDECIDED}terns of a tree"])
    assert "terns" not in known
    assert "tree" in known


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("clas", "sification", "classification"),
        ("con", "figurations", "configurations"),
        ("re", "mains", "remains"),
        ("standard", "ized", "standardized"),
        ("state-of-the", "art", "state-of-the-art"),
        ("pre", "trained", "pre-trained"),
        ("well", "known", "well-known"),
        ("learning", "based", "learning-based"),
        ("resource", "constrained", "resource-constrained"),
        ("Ibarra", "Cerdeña", "Ibarra-Cerdeña"),
        ("CLASSI", "FICATION", "CLASSIFICATION"),
    ],
)
def test_english_helps_where_no_document_knows(first: str, second: str, whole: str) -> None:
    assert join_word(first, second, NOTHING) == whole


def test_decisions_are_made_in_place() -> None:
    text = f"The net{UNDECIDED}work learns 5{UNDECIDED}fold."
    assert decide_hyphens(text, count_words(["a network"])) == "The network learns 5-fold."
    assert decide_hyphens("Nothing to decide-d.", NOTHING) == "Nothing to decide-d."


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("a CNN pre- trained on images", "a CNN pre-trained on images"),
        ("an algo- rithm", "an algorithm"),
        ("pre- and post-processing", "pre- and post-processing"),
        ("specimens were indi- two layers", "specimens were indi- … two layers"),
        ("starts with isbn- for a book", "starts with isbn- for a book"),
        ("- a list - with dashes", "- a list - with dashes"),
    ],
)
def test_stray_hyphens(damaged: str, sound: str) -> None:
    assert mend_stray_hyphens(damaged, NOTHING) == sound


def test_words_are_counted_whole_in_lower_case_and_parts_of_split_ones_are_not() -> None:
    counts = count_words(["Deep-learning LEARNING", f"learn{UNDECIDED}ing deep"])
    assert counts == {"deep-learning": 1, "learning": 1, "deep": 1}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"Die Ein{UNDECIDED}und Ausgabe", "Die Ein- und Ausgabe"),
        (f"the pre{UNDECIDED}and postprocessing", "the pre- and postprocessing"),
        (f"a thous{UNDECIDED}and ships", "a thousand ships"),
    ],
)
def test_a_hyphen_at_a_lines_end_may_stand_for_what_follows(text: str, whole: str) -> None:
    assert decide_hyphens(text, NOTHING) == whole
