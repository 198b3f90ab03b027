"""A book's questions: a person's first, then those that stand in documents."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import read_questions
from builder.passages import cut_passages
from builder.questions import find_questions
from builder.records import Block, Book, Finding, Question, Source, SourceText

BOOK = Book(id="b", title="B", root=Path("seeds/b"))
SCALING = "What preprocessing steps are involved (e.g., scaling, cleaning)?"


def text(name: str, *asked: tuple[str, str], blocks: tuple[Block, ...] = ()) -> SourceText:
    source = Source(id=f"b/{name}", book="b", title=name, paths=(f"{name}.md",), media_type="text/markdown", sha256="0")
    found = tuple(Question(id=f"b/{words}", book="b", text=words, origin=origin) for origin, words in asked)
    return SourceText(source=source, blocks=blocks, asked=found)


def find(*texts: SourceText, written: tuple[Question, ...] = ()) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    passages = [passage for one in texts for passage in cut_passages(one)]
    return find_questions(BOOK, written, texts, passages)


def heading(words: str, *paragraphs: str) -> tuple[Block, ...]:
    return (
        Block(kind="heading", text=words, level=2),
        *(Block(kind="paragraph", text=paragraph) for paragraph in paragraphs),
    )


def test_questions_in_other_languages_are_told_apart_and_keep_their_ids() -> None:
    asked = ("Qui répare l'ancre ?", "Qui répare l’échelle ?", "如何修船？", "如何卖船？", "ABC とは何ですか？")
    one = text(
        "faq", *(("heading", words) for words in asked), blocks=sum((heading(words, "Non.") for words in asked), ())
    )
    questions, findings = find(one)
    assert [question.text for question in questions] == list(asked)
    assert all(question.author_answer for question in questions) and findings == ()
    alone = text("faq", ("heading", asked[3]), blocks=heading(asked[3], "Non."))
    assert find(alone)[0][0].id == questions[3].id, "whatever stands above it"


@pytest.mark.parametrize("words", ["Qu'est-ce que c'est ?", "Was ist das?", "Qui participe ?", "Quelle durée ?"])
def test_headings_that_name_nothing_ask_nothing_elsewhere_either(words: str) -> None:
    assert find(text("faq", ("heading", words), blocks=heading(words, "Non."))) == ((), ())


def test_the_same_query_of_many_transcripts_is_one_question_asked_of_each() -> None:
    questions, findings = find(*(text(name, ("transcript", SCALING)) for name in "xyz"))
    assert [(one.id, one.scope, one.origin) for one in questions] == [
        ("b/what-preprocessing-steps-are-involved", "each", "transcript")
    ]
    assert findings == ()


def test_a_written_question_wins_over_the_same_found_one() -> None:
    written = Question(id="b/steps", book="b", text="what PREPROCESSING steps are involved?", scope="each")
    assert find(text("x", ("transcript", SCALING)), written=(written,)) == ((written,), ())
    other = Question(id="b/steps", book="b", text="How was it cleaned?", also=(SCALING,), scope="each")
    assert find(text("x", ("transcript", SCALING)), written=(other,)) == ((other,), ())


def test_a_heading_that_asks_brings_the_authors_answer() -> None:
    faq = text(
        "faq",
        ("heading", "Do I need a server?"),
        blocks=heading("Do I need a server?", "No. Files are enough.") + heading("Other", "Else."),
    )
    (question,), findings = find(faq)
    passages = cut_passages(faq)
    assert (question.id, question.scope, question.author_answer) == ("b/do-i-need-a-server", "book", (passages[0].id,))
    assert findings == ()


def test_a_written_question_takes_the_authors_answer_over() -> None:
    faq = text(
        "faq", ("heading", "Do I need a server?"), blocks=heading("Do I need a server?", "No. Files are enough.")
    )
    written = Question(id="b/server", book="b", text="Do I need a server?", topic="Start")
    (question,), _ = find(faq, written=(written,))
    assert (question.id, question.topic, len(question.author_answer)) == ("b/server", "Start", 1)


def test_a_heading_that_asks_in_other_words_answers_the_listed_question() -> None:
    asked, listed = "How can I reset my password?", "How do I reset a password?"
    page = text("faq", ("heading", asked), blocks=heading(asked, "Open the settings and choose Reset."))
    written = Question(id="b/reset", book="b", text=listed)
    (question,), findings = find(page, written=(written,))
    assert (question.id, question.text, question.also) == ("b/reset", listed, (asked,))
    assert (len(question.author_answer), findings) == (1, ())
    # One that a heading asks word for word has its answer there.
    other = text("more", ("heading", listed), blocks=heading(listed, "Ask the office."))
    questions, findings = find(page, other, written=(written,))
    assert [one.id for one in questions if one.author_answer] == ["b/reset", "b/how-can-i-reset-my-password"]
    for unlike in ("Can I reset a password?", "How do I choose a password?", "How do I reset two passwords?"):
        assert len(find(page, written=(replace(written, text=unlike),))[0]) == 2
    assert len(find(page, written=(replace(written, scope="each"),))[0]) == 2


@pytest.mark.parametrize("number", ["3.", "3)", "2.1", "2.1.", "Q4:", "Q."])
def test_a_headings_number_is_no_part_of_its_question(number: str) -> None:
    asked = f"{number} How do I moor the ship?"
    (question,), findings = find(text("faq", ("heading", asked), blocks=heading(asked, "Throw the rope.")))
    assert (question.id, question.text) == ("b/how-do-i-moor-the-ship", "How do I moor the ship?")
    assert (len(question.author_answer), findings) == (1, ())


def test_a_number_that_says_something_stays() -> None:
    asked = "2 crews or 3: which is safer?"
    (question,), _ = find(text("faq", ("heading", asked), blocks=heading(asked, "Three are safer.")))
    assert question.text == asked


@pytest.mark.parametrize(
    "asked",
    [
        "What does this guide provide?",
        "Who is this page for?",
        "What will be covered in this section?",
        "What happens next?",
        "Where do I go from here?",
        "What else can I do?",
    ],
)
def test_a_heading_that_only_its_page_makes_sense_of_is_no_known_question(asked: str) -> None:
    assert find(text("guide", ("heading", asked), blocks=heading(asked, "Ships and sails."))) == ((), ())


def test_a_heading_that_stands_twice_has_no_author_answer() -> None:
    asked = "How do I remove the package?"
    blocks = (
        *(Block(kind="heading", text="Windows", level=1), *heading(asked, "Run the uninstaller as administrator.")),
        *(Block(kind="heading", text="Linux", level=1), *heading(asked, "Delete the whole folder by hand.")),
    )
    (question,), (finding,) = find(text("faq", ("heading", asked), blocks=blocks))
    assert question.author_answer == ()
    assert finding.rule == "question-without-answer"
    assert finding.message == f"the heading `{asked}` asks a question, but it stands there more than once"
    assert finding.hint == "name in each heading the case it is for, or leave the builder to look for it elsewhere"
    twice = heading(asked, "Run the uninstaller.") + heading(asked, "Delete the folder.")
    (question,), _ = find(text("faq", ("heading", asked), blocks=twice))
    assert question.author_answer == ()


def test_a_heading_that_two_documents_answer_otherwise_has_no_author_answer() -> None:
    asked = "Is there a trial?"
    cloud, server, copy = (
        text(name, ("heading", asked), blocks=heading(asked, answer))
        for name, answer in (("cloud", "Yes, for 30 days."), ("server", "No."), ("copy", "Yes, for 30 days."))
    )
    (question,), (finding,) = find(cloud, server)
    assert question.author_answer == ()
    assert (finding.rule, finding.subject, finding.severity) == ("question-without-answer", "server.md", "note")
    assert finding.message == f"the heading `{asked}` asks a question, but `{asked}` in cloud.md is answered otherwise"
    (question,), findings = find(cloud, copy)
    assert (len(question.author_answer), findings) == (1, ())


def test_a_heading_with_nothing_under_it_is_told() -> None:
    faq = text("faq", ("heading", "Do I need a server?"), blocks=heading("Do I need a server?"))
    (question,), (finding,) = find(faq)
    assert question.author_answer == ()
    assert (finding.rule, finding.subject, finding.severity) == ("question-without-answer", "faq.md", "note")


def test_headings_that_ask_nothing_are_no_questions() -> None:
    assert find(text("x", ("heading", "What is it?"), ("heading", "Why?"), ("heading", "What’s next?"))) == ((), ())


def test_ids_are_unique() -> None:
    long = "How do I write the very long name of a question about {}?"
    questions, _ = find(text("x", ("front matter", long.format("one")), ("front matter", long.format("two"))))
    assert [one.id for one in questions] == [
        "b/how-do-i-write-the-very-long-name",
        "b/how-do-i-write-the-very-long-name-2",
    ]


def test_an_id_that_a_heading_has_from_its_words_is_refused(tmp_path: Path) -> None:
    listed = 'questions:\n  - Why at all?\n  - id: do-i-need-a-server\n    ask: "{}"\n'
    book = Book(id="b", title="B", root=tmp_path)
    blocks = heading("Do I need a server?", "No. Files are enough.")
    faq = text("faq", ("heading", "Do I need a server?"), blocks=blocks)
    (tmp_path / "questions.yml").write_text(listed.format("Do I need a server?"))
    questions, _ = find_questions(book, read_questions(book), [faq], cut_passages(faq))
    assert [one.id for one in questions] == ["b/why-at-all", "b/do-i-need-a-server"]
    (tmp_path / "questions.yml").write_text(listed.format("Who founded it?"))
    with pytest.raises(FileError) as caught:
        find_questions(book, read_questions(book), [faq], cut_passages(faq))
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "questions.yml"), 3)
    assert caught.value.message == (
        "the id `do-i-need-a-server` is used twice: `Do I need a server?` in faq.md has it from its words"
    )


def test_two_written_questions_with_one_wording_are_told() -> None:
    first = Question(id="b/one", book="b", text="Which rate?", also=("How fast?",))
    second = Question(id="b/two", book="b", text="How fast?")
    questions, (finding,) = find(written=(first, second))
    assert questions == (first, second)
    assert finding.rule == "question-twice"
    assert finding.message == "`How fast?` is asked by `one` too: readers see one of the two"
