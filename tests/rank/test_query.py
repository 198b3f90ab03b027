"""A query's kind, and what is found in the golden bundle for queries a person can judge."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.rank.files import NO_SHARES, NO_UNITS, Term
from builder.rank.kinds import Kind, kind_of, names_nowhere
from builder.rank.query import Box, find_terms, rank_query
from builder.rank.words import shortened, words

GOLDEN = Path(__file__).parent.parent / "golden" / "box"


@pytest.fixture(scope="module")
def box() -> Box:
    return Box(lambda name: (GOLDEN / name).read_bytes())


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("How do I install it?", "plain"),
        ("response_model", "identifier"),
        ("OAuth2PasswordBearer", "identifier"),
        ("--reload", "identifier"),
        ("HTTP 404", "identifier"),
        ("app.get()", "identifier"),
        ("how do I use response_model in a router", "plain"),
        ('"new terminal"', "phrase"),
        ("“new terminal” on Windows", "phrase"),
        ('what ("new terminal", say) is', "phrase"),
        ("qu'est-ce que « new terminal » ?", "phrase"),
        ("was heißt „neues Fenster“?", "phrase"),
        ("请问“学习率”是什么", "phrase"),
        ('What do "k" and "v" mean?', "plain"),
        ('Does a 3.5" or 2.5" drive fit?', "plain"),
        ('a 5 " by 7 " frame', "plain"),
        ('how is onerror="alert me"shown', "plain"),
        ("What is it called, e.g. in French, when nobody says so?", "plain"),
        ("größe_ändern", "plain"),  # as in JavaScript, whose \w holds ASCII letters only
        ("", "plain"),
    ],
)
def test_kinds(query: str, kind: Kind) -> None:
    assert kind_of(query, {name: standing(1) for name in words(query)}, 10) == kind


def standing(units: int) -> Term:
    return Term(units, None, NO_UNITS, NO_SHARES)


def test_a_name_that_stands_nowhere_or_everywhere_is_a_word_as_others() -> None:
    terms = {
        "hooks": standing(1),
        "useeffect": None,
        "react": standing(9),
        "httpx": standing(90),
        "e1042": standing(3),
    }
    for query, kind in (
        ("react useEffect", "plain"),
        ("HTTPX hooks", "plain"),
        ("E1042", "identifier"),
        ("HTTPX E1042", "identifier"),
        ("useEffect E1042", "plain"),
    ):
        assert kind_of(query, terms, 100) == kind


@pytest.mark.parametrize(
    ("query", "absent"),
    [
        ("What does UV_BRANCH do?", ["UV_BRANCH"]),
        ("--no-cache, PUBLISH_BRANCH or E1043?", ["--no-cache", "E1043"]),
        ("PUBLISH_BRANC", []),  # a slip, which is mended
        ("What if 5gb, e.g. of 404 pages, are there?", []),
        ("how do I publish", []),
    ],
)
def test_names_that_stand_nowhere_are_told(query: str, absent: list[str], box: Box) -> None:
    assert names_nowhere(query, find_terms(query, box)[0]) == absent


@pytest.mark.parametrize(("query", "passage"), [("PUBLISH_BRANCH", 4), ("E1042", 5), ("config_dir", 2), ("東京", 8)])
def test_names_are_found_where_they_stand(query: str, passage: int, box: Box) -> None:
    assert rank_query(query, box).passages[0].number == passage


def test_a_wording_of_a_known_question_is_that_question(box: Box) -> None:
    ranking = rank_query("How do I put it on a web server?", box)
    assert ranking.questions[0].number == 1
    assert ranking.same


def test_a_question_that_is_answered_far_from_what_the_query_finds_is_another(box: Box) -> None:
    query = "How do I put it on a web server?"
    usual = rank_query(query, box)
    pages = [page.number for page in usual.pages]
    far = len(box.head.pages)  # no page of these
    for cited, lost in (((), 0), ((pages[0], far), 0), ((far,), box.head.settings["elsewhere"])):
        there = Box(lambda name: (GOLDEN / name).read_bytes())
        there.head = replace(box.head, cited=(cited,) * len(box.head.variants))
        assert rank_query(query, there).sameness == pytest.approx(usual.sameness - lost, abs=0.01)


def test_a_slip_is_mended_and_told(box: Box) -> None:
    assert rank_query("publsh", box).corrected == (("publsh", "publish"),)


def test_another_number_is_no_slip(box: Box) -> None:
    ranking = rank_query("What does error E1043 mean?", box)
    assert ranking.corrected == ()
    assert "1042" not in ranking.terms


def test_of_a_long_query_its_beginning_and_its_end_are_read(box: Box) -> None:
    padding = "of the pages " * 400
    assert shortened("E1042 " * 40) == "E1042 " * 40
    assert len(shortened(f"PUBLISH_BRANCH {padding} E1042")) <= 501
    ranking = rank_query(f"PUBLISH_BRANCH {padding} E1042", box)
    assert {"publishbranch", "e1042"} <= {*ranking.terms}


def test_nothing_asked_nothing_found(box: Box) -> None:
    ranking = rank_query("", box)
    assert ranking.passages == ()
    assert not ranking.covered
    assert not ranking.same


@pytest.mark.parametrize(
    ("query", "covered", "doubtful"),
    [
        ("uninstall", True, False),  # looked up
        ("git publish branch", True, False),
        ("uninstal", False, False),  # mended, and perhaps meant otherwise
        ("How do I publish a site?", True, True),  # not looked up, and yet not said to be strange here
        ("How do I uninstall?", False, False),  # a question in which one word stands here
        ("the", False, False),
        ("zeppelin", False, False),
        ("uninstall git", False, False),
    ],
)
def test_words_that_one_passage_holds_are_covered(query: str, covered: bool, doubtful: bool) -> None:
    found = rank_query(query, held_to(9.0, "covered", "plainly", "same"))
    assert (found.covered, found.doubtful) == (covered, doubtful)


def test_a_word_that_is_looked_up_comes_before_what_is_like_it() -> None:
    box = held_to(-9.0, "words", "pages")
    assert rank_query("uninstall", box).passages[0].words > 0
    assert rank_query("How do I uninstall?", box).passages[0].words == 0


def held_to(value: float, *settings: str) -> Box:
    box = Box(lambda name: (GOLDEN / name).read_bytes())
    common = {name: standing(9) for name in ("how", "do", "i", "the")}
    box.head = replace(box.head, common=common, settings={**box.head.settings, **dict.fromkeys(settings, value)})
    return box


def test_what_nothing_covers_is_not_covered(box: Box) -> None:
    assert not rank_query("boil an egg for breakfast", box).covered


@pytest.mark.parametrize("query", ["PUBLISH_BRANCH", "boil an egg on windows"])
def test_a_word_in_common_is_not_the_same_question(query: str, box: Box) -> None:
    assert not rank_query(query, box).same


def test_a_question_is_found_by_words_of_its_answer_alone(box: Box) -> None:
    ranking = rank_query("3.11 or later", box)
    assert ranking.questions[0].number == 0
    assert ranking.questions[0].words > 0


def test_what_is_near_and_not_very_near_is_doubtful(box: Box) -> None:
    doubtful = rank_query("the house of a server", box)
    assert doubtful.covered
    assert doubtful.doubtful
    for query in ("How do I publish my site?", "PUBLISH_BRANCH", "boil an egg for breakfast"):
        assert not rank_query(query, box).doubtful


def test_what_is_near_a_known_question_is_on_the_subject() -> None:
    box = Box(lambda name: (GOLDEN / name).read_bytes())
    query = "uninstall the program from this computer"
    found = rank_query(query, box)
    assert not found.same
    for known, covered in ((found.asked - 2.0, True), (found.asked - 1.9, False)):
        box.head = replace(box.head, settings={**box.head.settings, "covered": 2.0, "known": known - 0.05})
        assert rank_query(query, box).covered is covered


def test_what_a_known_question_asks_is_covered() -> None:
    box = Box(lambda name: (GOLDEN / name).read_bytes())
    query = "How do I put it on a web server?"
    confidence = rank_query(query, box).confidence
    for lacking, covered in ((0.05, True), (0.15, False)):
        box.head = replace(box.head, settings={**box.head.settings, "covered": confidence + lacking, "known": 9.0})
        assert rank_query(query, box).covered is covered
    assert not rank_query("deploying pages by train", box).covered
