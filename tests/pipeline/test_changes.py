"""What changed is said in words; what a person decided follows its words."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.pipeline.changes import compare_answers, find_stale, recall_passage, remember_passages, word_changes
from builder.pipeline.held import anchor_answers
from builder.records import Answer, Citation, Claim, Evidence, Passage, Question, Scored, State
from builder.standing import is_personal
from builder.store import Store


def passage(name: str, text: str) -> Passage:
    return Passage(id=f"b/{name}", source="b/" + name.split(".")[0], kind="paragraph", headings=(), text=text)


OLD = passage("a.1", "We used a batch size of 32. Adam was the optimiser.")
ANSWER = Answer(
    question="b/q",
    document=None,
    state="approved",
    claims=(
        Claim(text="Adam was the optimiser.", citations=(Citation(passage="b/a.1", quote="Adam was the optimiser."),)),
    ),
    candidates=("b/a.1",),
)
QUESTION = Question(id="b/q", book="b", text="Which optimiser was used?")


def evidence(*passages: Passage) -> list[Evidence]:
    scored = tuple(Scored(passage=one.id, score=1.0) for one in passages)
    return [Evidence(question="b/q", document=None, passages=scored)]


def stale_words(store: Store, answer: Answer, *now: Passage) -> list[tuple[str, ...]]:
    return [change.words for change in find_stale([answer], [QUESTION], evidence(*now), now, store)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a batch of 32 images", "a batch of 64 images", ["“32” → “64”"]),
        ("it is red", "it is not red", ["added “not”"]),
        ("it is not red", "it is red", ["removed “not”"]),
        ("same words", "same words", []),
        ("one", " ".join(map(str, range(20))), ["“one” → “0 1 2 3 4 5 6 7 8 9 10 11 …”"]),
    ],
)
def test_changed_words(old: str, new: str, expected: list[str]) -> None:
    assert word_changes(old, new) == expected


def test_an_edit_of_the_evidence_is_told_word_by_word(tmp_path: Path) -> None:
    store = Store(tmp_path)
    remember_passages(store, [OLD])
    assert stale_words(store, ANSWER, OLD) == []
    new = passage("a.2", OLD.text.replace("32", "64"))
    assert stale_words(store, ANSWER, new) == [("“32.” → “64.”",)]


def test_words_that_only_moved_are_told_as_such(tmp_path: Path) -> None:
    store = Store(tmp_path)
    remember_passages(store, [OLD])
    told = "the same words stand elsewhere now: “We used a batch size of 32. Adam was the optimiser.”"
    assert stale_words(store, ANSWER, passage("c.1", OLD.text)) == [(told,)]


def test_without_a_memory_the_quote_is_told(tmp_path: Path) -> None:
    new = passage("a.2", "Something else.")
    told = stale_words(Store(tmp_path), ANSWER, new)
    assert told == [("gone: “Adam was the optimiser.”", "new: “Something else.”")]


def test_a_new_passage_reopens_the_question(tmp_path: Path) -> None:
    other = passage("b.1", "SGD was the optimiser.")
    assert stale_words(Store(tmp_path), ANSWER, OLD, other) == [("new: “SGD was the optimiser.”",)]


def test_a_changed_question_is_told_before_its_evidence(tmp_path: Path) -> None:
    other = passage("b.1", "SGD was the optimiser.")
    same = replace(ANSWER, asked="which optimiser  was used")
    assert stale_words(Store(tmp_path), same, OLD) == []
    decided = replace(ANSWER, asked="Which batch size was used?")
    told = "asked “Which batch size was used?”, now “Which optimiser was used?”"
    assert stale_words(Store(tmp_path), decided, OLD, other) == [(told,)]


def test_passages_are_recalled(tmp_path: Path) -> None:
    remember_passages(Store(tmp_path), [OLD])
    assert recall_passage(Store(tmp_path), OLD.id) == OLD
    assert recall_passage(Store(tmp_path), "b/a.9") is None


def test_quotes_follow_their_words() -> None:
    new = passage("a.2", "We used a batch size of 64. Adam was  the\noptimiser.")
    (answer,) = anchor_answers([ANSWER], [new])
    assert answer.claims[0].citations == (Citation(passage="b/a.2", quote="Adam was  the\noptimiser."),)
    (gone,) = anchor_answers([ANSWER], [passage("a.2", "Nothing of it."), passage("aa.1", OLD.text)])
    assert gone == ANSWER
    (ours,) = anchor_answers([replace(ANSWER, state="answered")], [new])
    assert ours.claims == ANSWER.claims


def test_quotes_do_not_follow_into_a_passage_that_said_the_same_all_along() -> None:
    twin, new = passage("a.7", f"On another ship. {OLD.text}"), passage("a.2", f"Since May: {OLD.text}")
    decided = replace(ANSWER, candidates=("b/a.1", "b/a.7"))
    assert anchor_answers([decided], [twin]) == (decided,)
    (followed,) = anchor_answers([decided], [twin, new])
    assert followed.claims[0].citations[0].passage == "b/a.2"


@pytest.mark.parametrize(
    ("state", "engine", "personal"),
    [
        ("answered", "e", False),
        ("abstained", "e", False),
        ("approved", "author", False),
        ("edited", "author", True),
        ("approved", "e", True),
        ("edited", "e", True),
        ("rejected", "e", True),
    ],
)
def test_whose_answer_it_is(state: State, engine: str, personal: bool) -> None:
    assert is_personal(replace(ANSWER, state=state, engine=engine)) is personal


def test_comparisons() -> None:
    other = replace(ANSWER, question="b/r")
    changed = replace(ANSWER, claims=())
    rekeyed = replace(ANSWER, key="other", candidates=("b/a.1", "b/z.1"))
    assert [change.kind for change in compare_answers([ANSWER], [ANSWER, other])] == ["new"]
    assert [change.kind for change in compare_answers([ANSWER, other], [ANSWER])] == ["gone"]
    assert [change.kind for change in compare_answers([ANSWER], [changed])] == ["changed"]
    assert compare_answers([ANSWER], [rekeyed]) == ()
