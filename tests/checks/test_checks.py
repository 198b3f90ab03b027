"""What may be published of a set of answers, and what is found."""

from dataclasses import replace

from builder.checks import check_answers
from builder.records import Answer, Citation, Claim, Passage, Question, Source
from builder.standing import standing_of

SOURCE = Source(id="b/d", book="b", title="D", paths=("d.md",), media_type="text/markdown", sha256="0")
QUESTION = Question(id="b/rate", book="b", text="Which rate?", scope="each")
PASSAGE = Passage(
    id="b/d.1", source="b/d", kind="paragraph", headings=(), text="The rate is 0.1. It was found by hand; twice."
)
OTHER = Passage(id="b/e.1", source="b/e", kind="paragraph", headings=(), text="The rate is 0.2.")


def claim(text: str, quote: str = "The rate is 0.1.", passage: str = "b/d.1") -> Claim:
    return Claim(text=text, citations=(Citation(passage=passage, quote=quote),))


GOOD = claim("The rate is 0.1.")
ANSWER = Answer(question="b/rate", document="b/d", state="answered", claims=(GOOD,), candidates=("b/d.1", "b/d.0"))


def check(*answers: Answer) -> tuple[tuple[Answer, ...], list[tuple[str, str, str]]]:
    published, findings = check_answers(answers, [QUESTION], [PASSAGE, OTHER], [SOURCE])
    return published, [(finding.rule, finding.subject, finding.severity) for finding in findings]


def test_a_sound_answer_is_published_as_it_is() -> None:
    assert check(ANSWER) == ((ANSWER,), [])


def test_a_claim_that_fails_is_left_out_and_named() -> None:
    published, findings = check(replace(ANSWER, claims=(GOOD, claim("The rate is 0.2."))))
    assert published == (ANSWER,)
    assert findings == [("numbers", "b/rate · d", "warning"), ("wording", "b/rate · d", "warning")]


def test_of_a_list_all_is_published_or_nothing() -> None:
    def said(*texts: str) -> tuple[str, ...]:
        quotes = (text.replace("three", "two") for text in texts)  # so that one who says `three` falls
        claims = tuple(claim(text, quote, "b/l.1") for text, quote in zip(texts, quotes, strict=True))
        text = "Go. Take only:\nMaps.\nOn deck:\nthe two ropes\nthe sail\nIn the hold:\nthe cat"
        passage = replace(PASSAGE, id="b/l.1", text=text)
        ours = replace(ANSWER, document=None, claims=claims, candidates=("b/l.1",))
        published, _ = check_answers([ours], [QUESTION], [passage], [SOURCE])
        return tuple(one.text for one in published[0].claims)

    kept = ("Go.", "On deck:", "the two ropes", "the sail")
    assert said(*kept) == kept
    assert said("Go.", "On deck:", "the three ropes", "the sail") == ("Go.",)
    assert said("Go.", "On deck:", "the three ropes", "In the hold:", "the cat") == ("Go.", "In the hold:", "the cat")
    assert said("Go.", "Take only:", "On deck:", "the three ropes") == ("Go.",)


def test_an_answer_left_without_claims_abstains_and_shows_the_nearest() -> None:
    published, _ = check(replace(ANSWER, claims=(claim("The rate is 0.2."),)))
    assert published == (replace(ANSWER, state="abstained", claims=(), nearest=("b/d.1",), unsure=True),)


def test_silence_that_a_person_approved_is_sure() -> None:
    (published,), _ = check(replace(ANSWER, state="approved", claims=(), unsure=True))
    assert (published.state, published.unsure, standing_of(published)) == ("approved", False, "silent")
    assert published.nearest == ("b/d.1",)


def test_a_persons_answer_that_rests_on_nothing_is_an_error_with_a_way_out() -> None:
    edited = replace(ANSWER, state="edited", claims=(claim("The rate is 0.1.", passage="b/d.gone"),))
    published, findings = check_answers([edited], [QUESTION], [PASSAGE], [SOURCE])
    assert published[0].state == "abstained"
    assert [(finding.rule, finding.severity) for finding in findings] == [("passage-gone", "error")]
    assert findings[0].message == (
        "`The rate is 0.1.` is not published: the passage it quotes is gone or was changed: `The rate is 0.1.`"
    )
    assert findings[0].hint.startswith("read the changed text")


def test_a_persons_own_words_pass_where_ours_would_not() -> None:
    edited = replace(ANSWER, state="edited", claims=(claim("They set a rate of 0.1."),))
    assert check(edited) == ((edited,), [])
    assert check(replace(edited, state="answered"))[1] == [("wording", "b/rate · d", "warning")]


def test_a_document_speaks_only_for_itself() -> None:
    strange = replace(ANSWER, claims=(claim("The rate is 0.2.", "The rate is 0.2.", "b/e.1"),))
    assert check(strange)[1] == [("other-document", "b/rate · d", "warning")]


def test_a_rejected_answer_says_nothing() -> None:
    published, findings = check(replace(ANSWER, state="rejected"))
    assert (published[0].state, published[0].claims, findings) == ("rejected", (), [])


def test_an_answer_nobody_asked_for_is_not_published() -> None:
    published, findings = check(replace(ANSWER, question="b/gone"), replace(ANSWER, document="b/gone"))
    assert published == ()
    assert [rule for rule, _, _ in findings] == ["no-such-question", "no-such-question"]


def test_an_abstention_forgets_passages_that_are_gone() -> None:
    published, findings = check(replace(ANSWER, state="abstained", claims=(), nearest=("b/d.1", "b/d.7")))
    assert (published[0].nearest, findings) == (("b/d.1",), [])


def test_what_goes_beyond_400_words_is_left_out() -> None:
    text = " ".join(["Words follow words"] * 150) + "."
    passage = replace(PASSAGE, text=text)
    long = replace(ANSWER, claims=(claim(text, text),))
    published, findings = check_answers([long], [QUESTION], [passage], [SOURCE])
    assert (published[0].state, [finding.rule for finding in findings]) == ("abstained", ["length"])


def test_what_is_not_published_makes_no_answer_longer() -> None:
    strange = claim(" ".join(["The rate is 0.7"] * 101))
    published, findings = check(replace(ANSWER, claims=(strange, GOOD)))
    assert published == (ANSWER,)
    assert {rule for rule, *_ in findings} == {"numbers", "wording"}


def test_an_older_version_answers_for_its_own_document_alone() -> None:
    older = replace(SOURCE, older=True)
    approved = replace(ANSWER, state="approved")
    assert check_answers([approved], [QUESTION], [PASSAGE], [older]) == ((approved,), ())
    (published,), (finding,) = check_answers([replace(approved, document=None)], [QUESTION], [PASSAGE], [older])
    assert (published.claims, finding.severity) == ((), "error")
    assert finding.message.endswith("the passage it quotes stands in an older version of the documents alone")


def test_a_quote_from_another_passage_is_told_the_passage_it_stands_in() -> None:
    moved = replace(ANSWER, state="edited", claims=(claim("It was found by hand.", "It was found by hand", "b/d.2"),))
    beside = replace(PASSAGE, id="b/d.2", text="Leaves were dried.")
    _, (finding,) = check_answers([moved], [QUESTION], [PASSAGE, beside], [SOURCE])
    assert finding.hint == "it stands in another passage of the document: set `passage: d.1`"
    _, (finding,) = check_answers([moved], [QUESTION], [beside, OTHER], [SOURCE])
    assert finding.hint == "copy the quote from the passage, letter by letter"


def test_a_month_is_missed_once() -> None:
    edited = replace(ANSWER, state="edited", claims=(claim("In March the rate was 0.1."),))
    assert [rule for rule, _, _ in check(edited)[1]] == ["numbers"]
