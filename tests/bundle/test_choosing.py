"""Settings learned from held-out queries: they serve these, and stay as they were where there is nothing to learn."""

import pytest

from builder.bundle.choosing import DEFAULTS, Asked, Trial, choose, measure, settle
from builder.bundle.learning import OFF_TOPIC
from builder.rank.query import Ranking
from builder.rank.sureness import Found


def ranking(
    *, question: int = 0, score: float = 0.9, confidence: float = 0.8, pages: tuple[Found, ...] = ()
) -> Ranking:
    return Ranking(
        kind="plain",
        passages=(),
        questions=(Found(question, score, score, 0.0),),
        pages=pages,
        same=False,
        covered=True,
        doubtful=False,
        confidence=confidence,
        asked=0.0,
        sameness=score,
    )


def page_of(passage: int) -> int:
    return passage


def asked(right: bool, score: float) -> Asked:
    return Asked(Trial("?", 0, frozenset()), ranking(question=0 if right else 1, score=score))


def test_nothing_to_learn_changes_nothing() -> None:
    assert settle([], [], [], page_of) == dict(DEFAULTS)


def test_off_topic_queries_get_no_card() -> None:
    off = [ranking(score=0.9 + number / 100) for number in range(50)]
    assert settle([], [], off, page_of)["same"] > 1.3
    assert settle([], [], [ranking(score=0.2)] * 50, page_of)["same"] == DEFAULTS["same"]


def test_few_questions_get_the_card_of_another_where_their_own_is_not_known() -> None:
    alone = [ranking(score=0.8 + number / 100) for number in range(50)]
    same = settle([], alone, [], page_of)["same"]
    assert sum(one.sameness >= same for one in alone) == 5
    assert settle([], alone[-11:], [], page_of)["same"] == DEFAULTS["same"], "too few to learn from"


def test_off_topic_queries_are_refused() -> None:
    off = [ranking(confidence=0.2 + number / 1000, score=0.1) for number in range(50)]
    covered = settle([], [], off, page_of)["covered"]
    assert sum(one.confidence >= covered for one in off) == 2


def test_of_nearly_all_off_topic_queries_a_doubt_is_said() -> None:
    off = [ranking(confidence=0.2 + number / 1000, score=0.1) for number in range(400)]
    settings = settle([], [], off, page_of)
    assert sum(one.confidence >= settings["covered"] for one in off) == 16
    assert sum(one.confidence >= settings["plainly"] for one in off) == 5
    measured = measure(settings, [], [], off, page_of)
    assert measured["query box: off-topic question passed for covered"] == 0.04
    assert measured["query box: off-topic question answered without a doubt"] == 0.0125


def test_off_topic_queries_with_a_card_count_among_those_that_pass() -> None:
    off = [ranking(confidence=number / 1000, score=0.1) for number in range(98)] + [ranking(score=2.0)] * 2
    settings = settle([], [], off, page_of)
    passed = [one.sameness >= settings["same"] or one.confidence >= settings["covered"] for one in off]
    assert sum(passed) == 4


def test_words_weigh_more_where_they_find_more() -> None:
    def trial() -> Asked:
        pages = (Found(0, 0.9, 0.9, 0.0), Found(1, 0.85, 0.45, 1.0))
        return Asked(Trial("?", 0, frozenset({1})), ranking(pages=pages))

    assert settle([trial() for _ in range(12)], [], [], page_of)["pages"] > DEFAULTS["pages"]


def test_figures_are_measured_on_the_other_half() -> None:
    learned = choose(
        [asked(True, 1.2) for _ in range(30)],
        [ranking(score=0.5)] * 20,
        [ranking(confidence=0.1, score=0.1)] * 10,
        page_of,
    )
    figures = dict(learned.figures)
    assert figures["query box: wordings held out"] == 30
    assert figures["query box: reworded question answered by its card"] == pytest.approx(1.0)
    assert figures["query box: question kept out answered by another's card"] == 0.0
    assert learned.settings.keys() == DEFAULTS.keys()


def test_off_topic_questions_are_questions_of_ordinary_life() -> None:
    lines = OFF_TOPIC.read_text("utf-8").splitlines()
    assert len(lines) >= 300  # the third surest of them sets what a card needs: few would make that a matter of luck
    assert len({line.lower().rstrip("?") for line in lines}) == len(lines)
    assert all(line == line.strip() and len(line.split()) > 2 for line in lines)
