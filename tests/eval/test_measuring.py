"""What becomes of a gold question, and the figures over all of them."""

import pytest

from builder.eval import Case, Said, figures_of, judge_answer, render_evaluation
from builder.eval.measuring import FIGURES, is_same_sentence
from builder.records import GoldQuestion

SAYS = Said(sentences=("The mast is 48 m tall.",), quotes=("The mast of the frigate is 48 m tall.",))
NOTHING = Said()


def case(said: Said, *facts: str, stated: bool = True, sentence: str = "", book: str = "ships") -> Case:
    gold = GoldQuestion(
        text="How tall?", facts=tuple((fact,) for fact in facts), stated=stated, sentence=sentence, line=3
    )
    return judge_answer(gold, book, said)


def test_outcomes() -> None:
    assert case(SAYS, "48 m").outcome == "right"
    assert case(SAYS, "48 m", "fir").outcome == "partly"
    assert case(SAYS, "fir").outcome == "wrong"
    assert case(NOTHING, "48 m").outcome == "missed"
    assert case(SAYS, stated=False).outcome == "false"
    assert case(NOTHING, stated=False).outcome == "silent"


def test_without_facts_the_sentence_tells() -> None:
    assert case(SAYS, sentence="The mast of the frigate is 48 m tall.").outcome == "right"
    assert case(SAYS, sentence="Norwegian fir was used for it.").outcome == "wrong"


def test_a_fact_is_right_whatever_is_cited_and_the_citation_counts_by_itself() -> None:
    made = case(SAYS, "48 m", sentence="Norwegian fir was used for it.")
    assert (made.outcome, made.cited) == ("right", False)


@pytest.mark.parametrize(
    ("wanted", "quote", "same"),
    [
        ("A crew of 230 sails the ship.", "• A crew of 230 sails the ship", True),
        ("A crew of 230 sails the ship.", "Since 1791 a crew of 230 sails the ship.", True),
        ("A crew of 230 sails the ship.", "A crew of men was paid.", False),
        ("GPU", "GPU memory is large.", False),
    ],
)
def test_the_same_sentence(wanted: str, quote: str, same: bool) -> None:
    assert is_same_sentence(wanted, quote) is same


def test_figures() -> None:
    cases = [
        case(SAYS, "48 m", sentence="The mast of the frigate is 48 m tall."),
        case(SAYS, "48 m", "fir"),
        case(NOTHING, "48 m"),
        case(NOTHING, stated=False),
        case(SAYS, stated=False),
    ]
    assert figures_of(cases) == {
        "correct": 40.0,
        "answered": 66.7,
        "right": 33.3,
        "facts": 50.0,
        "cited": 100.0,
        "abstention_precision": 50.0,
        "abstention_recall": 50.0,
        "abstention_f1": 50.0,
    }
    assert list(figures_of(cases)) == list(FIGURES)


def test_nothing_to_measure_by_is_no_figure() -> None:
    figures = figures_of([case(SAYS, "48 m")])
    assert figures["abstention_recall"] is None and figures["cited"] is None and figures["abstention_f1"] is None
    assert figures["right"] == 100.0


def test_the_page_shows_the_worst_first_and_escapes_what_documents_say() -> None:
    bad = Said(sentences=("<img src=x onerror=alert(1)>",), quotes=("a & b",))
    page = render_evaluation("Gold", {"default": [case(SAYS, "48 m"), case(bad, stated=False)]})
    assert "<img" not in page and "&lt;img src=x" in page and "a &amp; b" in page
    assert page.index('id="false"') < page.index('id="right"')
    assert "prefers-color-scheme" in page and "http" not in page and "<script" not in page
