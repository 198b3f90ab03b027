"""An answer is about what the question names: OAuth is not answered by Basic and Digest."""

from dataclasses import replace

import pytest

from builder.answers.composition import compose, read_passage
from builder.answers.named import find_titles, holds_names, names_in
from builder.engines import Reading
from builder.records import Book, Passage, Source

TEXT = "The client supports Basic and Digest authentication, and HTTP/2 with Node.js."
TITLES = {"b/d": "Kestrel handbook · Clients"}

PASSAGE = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=("CA bundle",), text=TEXT)


def answers(question: str) -> bool:
    reading = Reading(answered=0.9, sentences=(0.9,))
    reads = [read_passage(PASSAGE, 1, reading)]
    return bool(compose(reads, question, whole_book=True, titles=TITLES))


@pytest.mark.parametrize(
    "question",
    [
        "Does it support OAuth?",
        "Does it support HTTP/3?",
        "Which version of Ruby does it need?",
        "Is `verify_all` on?",
        "What does +x do?",
    ],
)
def test_what_a_question_names_must_be_in_what_answers_it(question: str) -> None:
    assert not answers(question)


@pytest.mark.parametrize(
    "question",
    [
        "Does it support Digest?",
        "Does it support HTTP/2?",
        "Does it work with Node?",
        "Does Kestrel support Digest?",
        "Are Kestrel's clients safe?",
        "Which CA bundle does it use?",
        "Which schemes may one use on Mondays in May?",
        "Which schemes are there (e.g., OAuth, Kerberos)?",
        "Which Authentication Schemes Does This Client Support?",
        "Welche Anmeldung unterstützt das Programm?",
        "OAuth or which other schemes?",
    ],
)
def test_a_name_may_stand_in_a_heading_or_a_title_and_some_words_are_no_names(question: str) -> None:
    assert answers(question)


def told_below(heading: str, text: str, question: str = "Does it read .crewrc?") -> bool:
    passage = replace(PASSAGE, headings=(heading,), text=f"{text}\nAll about .crewrc is here, and Crewrc.")
    reads = [read_passage(passage, 1, Reading(answered=0.9, sentences=(0.9, 0.1)))]
    return bool(compose(reads, question, whole_book=True, titles=TITLES))


def test_a_yes_or_no_is_about_the_name_itself() -> None:
    assert told_below("Files", "The program reads .crewrc at the start.")
    assert not told_below("Files", "The program reads its settings at the start.")
    assert told_below("The file .crewrc", "The program reads its settings at the start.")
    assert told_below("The file .crewrc", "In Kestrel reading is not supported yet.")
    assert told_below("Files", "We keep all settings in a file.", "Does Crewrc keep settings?")
    assert told_below("The file .crewrc", "The program reads it on Windows and with DHL.")
    assert not told_below("The file .crewrc", "By default, the program reads crew.toml at the start.")
    assert told_below("Files", "The program reads its settings at the start.", "When does it read .crewrc?")


def test_a_flag_is_named_as_it_is_typed() -> None:
    assert told_below("--staged", "Checks files that are staged.", "What does the --staged flag check?")
    assert not told_below("--changed", "Staged files are checked too.", "What does the --staged flag check?")


def test_a_document_that_is_called_by_a_name_need_not_be_about_it() -> None:
    called = {"b/d": "Kestrel handbook · crew.toml"}
    for text, is_about in (("The program reads it at once.", True), ("The program reads rope.toml at once.", False)):
        reads = [read_passage(replace(PASSAGE, text=text), 1, Reading(answered=0.9, sentences=(0.9,)))]
        assert bool(compose(reads, "Does it read crew.toml?", whole_book=True, titles=called)) is is_about


def test_the_first_word_and_what_is_not_english_hold_no_names() -> None:
    assert names_in("Which Node versions?") == {"Node"}
    assert names_in("Does it read .crewrc?") == {".crewrc"}
    assert names_in("HTTPX: does it work?") == frozenset()
    assert names_in("Wie öffnet man das Labor?") == frozenset()


def test_titles_are_those_of_the_book_and_the_document() -> None:
    source = Source(id="b/d", book="b", title="Clients", paths=(), media_type="text/plain", sha256="")
    book = Book(id="b", title="Kestrel handbook", root=None)  # type: ignore[arg-type]
    assert find_titles([book], [source]) == {"b/d": "Kestrel handbook · Clients"}


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Java", "It needs JavaScript.", False),
        ("Git", "It is on GitHub.", False),
        ("SQL", "NoSQL is enough.", False),
        ("API", "It is rapid.", False),
        ("API", "Each of its APIs is stable.", True),
        ("GitHub Actions", "Use github-actions.", True),
    ],
)
def test_a_short_name_stands_as_a_word_of_its_own(name: str, text: str, held: bool) -> None:
    assert holds_names(frozenset({name}), [replace(PASSAGE, text=text, headings=())], {}) == held


@pytest.mark.parametrize(
    ("text", "held"), [("Mode +x is on.", True), ("The flag 'x' is on.", True), ("x is on.", False)]
)
def test_a_flag_stands_with_its_sign_or_in_quotation_marks(text: str, held: bool) -> None:
    assert holds_names(names_in("What does mode +x do?"), [replace(PASSAGE, text=text)], {}) == held
