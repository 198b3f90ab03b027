"""What readers typed becomes questions: noise goes, slips are mended, one question's wordings come together."""

from collections.abc import Sequence

from builder.engines.toy import ToyEncoder
from builder.expect import find_queries
from builder.expect.queries import as_question
from builder.records import Passage, Proposal

PASSAGE = Passage(
    id="book/one.1",
    source="book/one",
    kind="paragraph",
    headings=("FastAPI",),
    text="Install FastAPI and its middleware, declare cookies, and upload a file to the server.",
)


def find(*rows: tuple[str, int]) -> Sequence[Proposal]:
    return find_queries(rows, [PASSAGE], ToyEncoder().encode)


def test_noise_spam_and_what_could_name_a_person_are_dropped() -> None:
    noise = ["", "  ", "x", "?", "a b c", "qwrtpsd", "123456", "aaaaaaaa", "https://example.org/buy", "<script>alert"]
    private = ["why does jane@example.org get mail", "my number is 0151 2345 6789"]
    pasted = [" ".join(["word"] * 40), "how to " + "abcdefg" * 50_000]
    assert find(*((text, 1) for text in (*noise, *private, *pasted))) == ()


def test_one_question_is_asked_once_with_all_its_wordings_and_counts() -> None:
    (one,) = find(
        ("install fastapi", 3), ("How do I install FastAPI?", 2), ("how to instal fastapi", 1), ("INSTALL  FASTAPI", 4)
    )
    assert one == Proposal(text="How do I install FastAPI?", rule="query", also=(), asked=10, passage="", quote="")


def test_what_a_box_sent_while_somebody_typed_is_one_query() -> None:
    (one,) = find(("how to declare coo", 5), ("how to declare cook", 5), ("how to declare cookies", 2))
    assert (one.text, one.asked) == ("How do I declare cookies?", 12)


def test_another_form_of_a_word_is_no_slip() -> None:
    found = find(("how to upload a file", 9), ("when is a file uploaded", 2), ("how to declare cookies", 4))
    assert "When is a file uploaded?" in [one.text for one in found]


def test_the_most_asked_comes_first_and_other_questions_stay_apart() -> None:
    found = find(("declare cookies", 2), ("upload a file", 7), ("is it free", 1))
    assert [(one.text, one.asked) for one in found] == [
        ("How do I upload a file?", 7),
        ("How do I declare cookies?", 2),
        ("Is it free?", 1),
    ]


def test_a_few_words_become_a_question_where_they_tell_what_to_do() -> None:
    assert as_question("installing on windows") == "How do I install on windows?"
    assert as_question("can i use it offline") == "Can I use it offline?"
    assert as_question("status codes") == "Status codes"
