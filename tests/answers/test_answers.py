"""The stage as a whole, with the toy engines: what is kept, what is composed, what abstains."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from builder.answers import AT_ONCE, compose_answers
from builder.engines import Reading, ReadPair
from builder.engines.toy import ToyReader
from builder.records import Answer, Citation, Claim, Evidence, Passage, Question, Scored
from builder.standing import AUTHOR

QUESTION = Question(id="b/optimiser", book="b", text="Which optimiser trains the network?", scope="each")
PASSAGES = (
    Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text="The optimiser Adam trains the network."),
    Passage(id="b/d.2", source="b/d", kind="paragraph", headings=(), text="Leaves were dried for two days."),
    Passage(id="b/e.1", source="b/e", kind="paragraph", headings=(), text="Birds were counted in the morning."),
)
EVIDENCE = (
    Evidence(
        question="b/optimiser",
        document="b/d",
        passages=(Scored(passage="b/d.1", score=1.0), Scored(passage="b/d.2", score=0.1)),
    ),
    Evidence(question="b/optimiser", document="b/e", passages=(Scored(passage="b/e.1", score=0.1),)),
)


def compose(
    previous: dict[tuple[str, str | None], Answer] | None = None,
    reader: ToyReader | None = None,
    question: Question = QUESTION,
    passages: tuple[Passage, ...] = PASSAGES,
    evidence: tuple[Evidence, ...] = EVIDENCE,
) -> tuple[Answer, ...]:
    return compose_answers([question], evidence, passages, reader or ToyReader(), previous or {})


def held(answers: tuple[Answer, ...]) -> dict[tuple[str, str | None], Answer]:
    return {(answer.question, answer.document): answer for answer in answers}


def test_one_document_answers_and_the_other_abstains() -> None:
    answered, abstained = compose()
    assert (answered.state, answered.document) == ("answered", "b/d")
    assert [claim.text for claim in answered.claims] == ["The optimiser Adam trains the network."]
    assert answered.claims[0].citations == (Citation(passage="b/d.1", quote="The optimiser Adam trains the network."),)
    assert answered.candidates == ("b/d.1", "b/d.2")
    assert (abstained.state, abstained.claims, abstained.nearest) == ("abstained", (), ("b/e.1",))


def test_what_did_not_change_asks_no_model() -> None:
    first = compose()
    reader = ToyReader()
    assert compose(held(first), reader) == first
    assert reader.calls == 0


class CountingReader(ToyReader):
    """Remembers what it was given at once."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[list[ReadPair]] = []

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        self.given.append(list(pairs))
        return super().read(pairs)


def test_of_a_large_collection_some_is_read_at_once_and_all_of_one_document_together() -> None:
    names = [f"b/{number:03}" for number in range(AT_ONCE)]
    ship = replace(PASSAGES[0], text="The ship has sails.")
    passages = [replace(ship, id=f"{name}.1", source=name) for name in names]
    questions = [replace(QUESTION, id=f"b/{one}", text=f"{one}?") for one in ("What sails", "Which ship sails")]
    evidence = [
        Evidence(question=question.id, document=name, passages=(Scored(passage=f"{name}.1", score=1.0),))
        for question in questions
        for name in names
    ]
    reader, told = CountingReader(), []
    answers = compose_answers(
        questions, evidence, passages, reader, {}, listen=lambda done, total: told.append((done, total))
    )
    assert [answer.place for answer in answers] == [one.place for one in evidence]
    assert told == [(0, 2 * AT_ONCE), (AT_ONCE, 2 * AT_ONCE)]
    assert [len(pairs) for pairs in reader.given] == [AT_ONCE, AT_ONCE]
    assert all(len({pair.question for pair in pairs}) == len(questions) for pairs in reader.given)


def test_the_order_of_evidence_changes_nothing() -> None:
    turned = tuple(replace(one, passages=one.passages[::-1]) for one in EVIDENCE)
    assert compose(evidence=turned) == compose()


def test_a_changed_passage_is_read_again_and_only_that() -> None:
    first = compose()
    changed = replace(PASSAGES[2], id="b/e.9", text="Birds were counted in the evening.")
    evidence = (EVIDENCE[0], replace(EVIDENCE[1], passages=(Scored(passage="b/e.9", score=0.1),)))
    reader = ToyReader()
    second = compose(held(first), reader, passages=(*PASSAGES[:2], changed), evidence=evidence)
    assert second[0] == first[0]
    assert second[1].candidates == ("b/e.9",)
    assert reader.calls == 1


def test_a_reworded_question_and_a_new_heading_make_an_answer_stale() -> None:
    first = compose()
    reworded = compose(held(first), question=replace(QUESTION, text="Which optimiser trains this network?"))
    assert reworded[0].key != first[0].key
    headed = (replace(PASSAGES[0], headings=("Training",)), *PASSAGES[1:])
    assert compose(held(first), passages=headed)[0].key != first[0].key


@pytest.mark.parametrize("state", ["edited", "approved", "rejected"])
def test_a_persons_answer_is_never_overwritten(state: str) -> None:
    mine = Answer(
        question="b/optimiser",
        document="b/d",
        state=state,  # type: ignore[arg-type]
        claims=(Claim(text="Mine.", citations=()),),
        key="old",
    )
    reader = ToyReader()
    assert compose({("b/optimiser", "b/d"): mine}, reader)[0] == mine
    assert reader.calls == 1  # the other document's passage


def test_an_authors_answer_is_kept_word_for_word() -> None:
    text = "No. The site is a folder of static files.\nNothing runs on a server."
    passage = Passage(id="b/faq.1", source="b/faq", kind="paragraph", headings=("Do I need a server?",), text=text)
    question = Question(id="b/server", book="b", text="Do I need a server?", author_answer=("b/faq.1",))
    evidence = (Evidence(question="b/server", document=None, passages=(Scored(passage="b/faq.1", score=1.0),)),)
    reader = ToyReader()
    (answer,) = compose_answers([question], evidence, [passage], reader, {})
    assert (answer.state, answer.engine) == ("approved", AUTHOR)
    assert [claim.text for claim in answer.claims] == [
        "No. The site is a folder of static files.",
        "Nothing runs on a server.",
    ]
    assert reader.calls == 0


class Counted(tuple[Passage, ...]):
    """Passages that count how often all of them are looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Passage]:
        self.looks += 1
        return super().__iter__()


def test_passages_are_not_searched_for_each_piece_of_evidence() -> None:
    few, many = Counted(PASSAGES), Counted(PASSAGES)
    compose(passages=few, evidence=EVIDENCE[:1])
    compose(passages=many, evidence=EVIDENCE * 5)
    assert few.looks == many.looks


def test_an_authors_answer_follows_the_author() -> None:
    question = Question(id="b/server", book="b", text="Do I need a server?", author_answer=("b/faq.2",))
    passage = Passage(
        id="b/faq.2", source="b/faq", kind="paragraph", headings=(), text="Not any more, since files are enough."
    )
    evidence = (Evidence(question="b/server", document=None, passages=(Scored(passage="b/faq.2", score=1.0),)),)
    old = Answer(
        question="b/server",
        document=None,
        state="approved",
        claims=(Claim(text="Yes.", citations=(Citation(passage="b/faq.1", quote="Yes."),)),),
        engine=AUTHOR,
        key="old",
    )
    (answer,) = compose_answers([question], evidence, [passage], ToyReader(), {("b/server", None): old})
    assert [claim.text for claim in answer.claims] == ["Not any more, since files are enough."]


def test_every_wording_of_a_question_is_asked() -> None:
    reader = ToyReader()
    worded = replace(QUESTION, also=("Which optimiser does the network train with?", "Which optimiser?", "What?"))
    answered, abstained = compose(reader=reader, question=worded)
    assert [claim.text for claim in answered.claims] == ["The optimiser Adam trains the network."]
    assert abstained.nearest == ("b/e.1",)
    assert reader.calls == 3 * 3


def test_what_one_wording_finds_alone_is_not_said() -> None:
    worded = replace(QUESTION, text="Which moisture has the thing?", also=("Were leaves dried on a roof?",))
    assert compose(question=replace(worded, text=worded.also[0], also=()))[0].claims != ()
    assert compose(question=worded)[0].claims == ()


class HalfSureReader(ToyReader):
    """Half sure of every sentence."""

    fingerprint = "half-sure"

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        return [Reading(answered=0.3, sentences=(0.3,) * len(pair.sentences)) for pair in pairs]


def test_an_abstention_says_whether_a_passage_half_answers() -> None:
    assert [(answer.state, answer.unsure) for answer in compose()] == [("answered", False), ("abstained", False)]
    half = compose(reader=HalfSureReader())
    assert [(answer.state, answer.unsure) for answer in half] == [("abstained", True)] * 2


def test_what_stands_around_a_passage_is_part_of_the_key() -> None:
    """Words fit for a cache that knows passages alone would keep what a clean build does not say."""
    first = compose()
    between = replace(PASSAGES[1], id="b/d.7", text="Something was put in between.")
    apart = compose(held(first), passages=(PASSAGES[0], between, *PASSAGES[1:]))
    assert apart[0].key != first[0].key
    elsewhere = replace(between, source="b/x")
    assert compose(held(first), passages=(elsewhere, *PASSAGES))[0].key == first[0].key


def test_a_lead_put_before_a_list_takes_its_entries_back() -> None:
    entries = replace(PASSAGES[0], kind="list")
    one = (Evidence(question="b/optimiser", document="b/d", passages=(Scored(passage="b/d.1", score=1.0),)),)
    (first,) = compose(passages=(entries,), evidence=one)
    assert first.state == "answered"
    lead = replace(PASSAGES[1], id="b/d.7", text="None of the following holds any more:")
    (second,) = compose(held((first,)), passages=(lead, entries), evidence=one)
    assert second.state == "abstained"


def test_a_table_is_read_and_said_by_its_lines() -> None:
    text = "Optimiser | Network\nThe optimiser. Adam trains | the network"
    table = (replace(PASSAGES[0], kind="table", text=text),)
    one = (Evidence(question="b/optimiser", document="b/d", passages=(Scored(passage="b/d.1", score=1.0),)),)
    (answer,) = compose(passages=table, evidence=one)
    assert [claim.text for claim in answer.claims] == ["Optimiser: The optimiser. Adam trains; Network: the network"]


def test_what_was_an_authors_answer_is_composed_when_it_is_none_any_more() -> None:
    (first, *_) = compose()
    authors = replace(first, engine=AUTHOR, claims=(Claim(text="Once said.", citations=()),))
    assert compose(held((replace(authors, state="answered"),)))[0] == first


def test_who_quotes_another_passage_has_not_lost_the_one_quoted_before() -> None:
    first = compose()
    other = Claim(text="Leaves lay for two days.", citations=(Citation(passage="b/d.2", quote="for two days"),))
    # As a file tells it: a passage that was quoted is named nowhere else in it.
    edited = replace(first[0], state="edited", claims=(other,), candidates=("b/d.2",), under=None)
    (kept, _) = compose(held((edited, first[1])))
    assert (kept.claims, kept.candidates) == ((other,), ("b/d.1", "b/d.2"))
    stood = replace(edited, under="0")  # decided before the last build
    assert compose(held((stood, first[1])))[0] == stood
    changed = replace(edited, key="0")  # of other evidence
    assert compose(held((changed, first[1])))[0] == changed
