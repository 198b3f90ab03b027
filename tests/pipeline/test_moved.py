"""A document under a new name is known again by what answers weighed of it."""

from dataclasses import replace

from builder.pipeline.moved import find_moves, follow_words, move_answers
from builder.records import Answer, Citation, Claim, Passage


def passages(source: str, *words: str, book: str = "b") -> list[Passage]:
    name = f"{book}/{source}"
    return [Passage(id=f"{name}.{one}", source=name, kind="paragraph", headings=(), text=one) for one in words]


WEIGHED = ("b/old.1", "b/old.2", "b/old.3", "b/stays.1")
CLAIM = Claim(text="It is.", citations=(Citation(passage="b/old.1", quote="It is."),))
ANSWER = Answer(question="b/q", document="b/old", state="rejected", claims=(CLAIM,), candidates=WEIGHED)
STAYS = passages("stays", "1")


def test_a_new_document_with_the_same_words_is_the_old_one() -> None:
    assert find_moves([ANSWER], [*STAYS, *passages("new", "1", "2", "3", "4"), *passages("other", "1")]) == {
        "b/old": "b/new"
    }
    assert find_moves([ANSWER], [*STAYS, *passages("new", "1", "2")]) == {"b/old": "b/new"}  # a few words changed


def test_a_document_whose_id_another_took_is_known_by_its_words() -> None:
    new = passages("new", "1", "2", "3")
    assert find_moves([ANSWER], [*STAYS, *passages("old", "9"), *new]) == {"b/old": "b/new"}
    assert find_moves([ANSWER], [*STAYS, *passages("old", "1", "2", "9"), *new]) == {}  # it stays: the other is a copy
    other = replace(ANSWER, document="b/stays", claims=(), candidates=("b/stays.7", "b/stays.8"))
    assert find_moves([replace(ANSWER, candidates=WEIGHED[:3]), other], passages("stays", "1", "2", "3")) == {
        "b/old": "b/stays"
    }
    swapped = [*passages("old", "7", "8"), *passages("stays", "1", "2", "3")]
    assert find_moves([replace(ANSWER, candidates=WEIGHED[:3]), other], swapped) == {
        "b/old": "b/stays",
        "b/stays": "b/old",
    }


def test_words_that_stay_when_a_document_is_parted_keep_their_answer() -> None:
    moves, there = {"b/old": "b/new"}, {"b/old.1", "b/new.2", "b/new.3", "b/stays.1"}
    assert move_answers([ANSWER], moves, there) == (ANSWER,)
    (whole,) = move_answers([replace(ANSWER, document=None)], moves, there)
    assert whole.claims == ANSWER.claims
    assert whole.candidates == ("b/new.2", "b/new.3", "b/old.1", "b/stays.1")
    (moved,) = move_answers([ANSWER], moves, {*there, "b/new.1"})
    assert (moved.document, moved.claims[0].citations[0].passage) == ("b/new", "b/new.1")


def test_a_moved_answer_takes_the_place_of_ours_and_of_no_decision() -> None:
    moves, left = {"b/old": "b/new"}, replace(ANSWER, document="b/new", state="abstained", claims=(), candidates=())
    (_, moved) = move_answers([ANSWER, left], moves)
    assert (moved.place, moved.state) == (("b/q", "b/new"), "rejected")
    decided = replace(left, state="approved")
    assert move_answers([ANSWER, decided], moves) == (decided, ANSWER)


def test_other_words_other_books_and_known_documents_are_no_new_name() -> None:
    assert find_moves([ANSWER], [*STAYS, *passages("new", "1")]) == {}
    assert find_moves([ANSWER], [*STAYS, *passages("new", "1", "2", "3", book="c")]) == {}
    known = replace(ANSWER, document="b/new", claims=(), candidates=())
    assert find_moves([ANSWER, known], [*STAYS, *passages("new", "1", "2", "3")]) == {}
    assert find_moves([replace(ANSWER, claims=(), candidates=())], passages("new", "1")) == {}


def test_two_documents_do_not_become_one() -> None:
    twin = replace(ANSWER, document="b/twin", claims=(), candidates=("b/twin.1", "b/twin.2"))
    assert find_moves([ANSWER, twin], [*STAYS, *passages("new", "1", "2", "3")]) == {"b/old": "b/new"}


def test_an_answer_reads_as_before_under_the_new_name() -> None:
    (moved,) = move_answers([replace(ANSWER, nearest=("b/old.2.2",))], {"b/old": "b/new"})
    assert (moved.document, moved.state, moved.claims[0].text) == ("b/new", "rejected", "It is.")
    assert moved.claims[0].citations[0].passage == "b/new.1"
    assert (moved.nearest, moved.candidates) == (("b/new.2.2",), ("b/new.1", "b/new.2", "b/new.3", "b/stays.1"))
    assert move_answers([ANSWER], {}) == (ANSWER,)


WHOLE = replace(ANSWER, document=None)


def test_an_older_version_takes_over_what_was_asked_of_a_document_alone() -> None:
    there = [*STAYS, *passages("new", "1", "2", "3")]
    assert find_moves([WHOLE], there, older={"b/new"}) == {}
    assert find_moves([ANSWER], there, older={"b/new"}) == {"b/old": "b/new"}
    newest = passages("newest", "1", "2")
    assert find_moves([ANSWER], [*there, *newest], older={"b/new"}) == {"b/old": "b/newest"}
    assert find_moves([ANSWER], [*there, *newest[1:]], older={"b/new"}) == {"b/old": "b/new"}


def quoted(answers: tuple[Answer, ...]) -> str:
    return answers[0].claims[0].citations[0].passage


def test_the_passages_of_a_parted_document_are_followed_one_by_one() -> None:
    parted = [*STAYS, *passages("one", "1"), *passages("two", "2"), *passages("three", "3")]
    (followed,) = follow_words([WHOLE], parted)
    assert quoted((followed,)) == "b/one.1"
    assert followed.candidates == ("b/one.1", "b/stays.1", "b/three.3", "b/two.2")
    assert follow_words([ANSWER], parted) == (ANSWER,)  # it is the answer of that document
    assert quoted(follow_words([WHOLE], [*parted, *passages("old", "1")])) == "b/old.1"  # it never left


def test_words_that_stand_in_two_places_or_beside_it_before_are_not_followed() -> None:
    assert quoted(follow_words([WHOLE], [*passages("one", "1"), *passages("two", "1")])) == "b/old.1"
    twin = replace(WHOLE, candidates=(*WEIGHED, "b/one.1"))
    assert quoted(follow_words([twin], passages("one", "1"))) == "b/old.1"
    assert quoted(follow_words([WHOLE], passages("one", "1", book="c"))) == "b/old.1"


def test_an_answer_goes_from_an_older_version_to_the_newest_that_says_the_same() -> None:
    both = [*passages("old", "1", "2"), *passages("new", "1", "9")]
    assert quoted(follow_words([WHOLE], both, older={"b/old"})) == "b/new.1"
    assert quoted(follow_words([WHOLE], both, older={"b/new"})) == "b/old.1"
