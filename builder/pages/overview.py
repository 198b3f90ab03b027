"""The pages about the whole site: home, all answers, the Ask page. Looked-up records come in, pages go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from builder.pages.answers import QuestionView, TopicView, topic_views
from builder.pages.lookup import Lookup
from builder.pages.rendering import Templates
from builder.pages.standing import Tally
from builder.records import Book, Page

SAMPLES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """A book on the home page: what it holds and how its questions stand."""

    id: str
    title: str
    description: str
    url: str
    documents_url: str
    documents: int
    missing: int
    questions: int
    tally: Tally
    topics: tuple[TopicView, ...]
    matrix_url: str

    @property
    def named_topics(self) -> tuple[TopicView, ...]:
        """Its topics and, last, the questions without one; none where no question has a topic."""
        return self.topics if any(topic.url for topic in self.topics) else ()


def book_view(lookup: Lookup, book: Book) -> BookView:
    """A book at a glance."""
    topics = topic_views(lookup, book)
    return BookView(
        id=book.id,
        title=book.title,
        description=book.description,
        url=lookup.book_url(book),
        documents_url=lookup.book_url(book, "documents"),
        documents=len(lookup.sources(book)),
        missing=len(lookup.missing(book)),
        questions=len(lookup.questions(book)),
        tally=sum((topic.tally for topic in topics), Tally()),
        topics=topics,
        matrix_url=lookup.book_url(book, "matrix") if lookup.asked_of_each(book) else "",
    )


def sample_questions(books: Sequence[BookView], number: int = SAMPLES) -> list[QuestionView]:
    """A few answered questions: from every book in turn, and in each book from every topic in turn."""
    turns = []
    for book in books:
        answered = [[question for question in topic.questions if question.tally.stated] for topic in book.topics]
        turns.append([question for turn in zip_longest(*answered) for question in turn if question])
    mixed = chain.from_iterable(zip_longest(*turns))
    return [question for question in mixed if question][:number]


def home_page(templates: Templates, books: Sequence[BookView]) -> Page:
    """The question box up front, and what this site can answer."""
    values = {
        "books": books,
        "samples": sample_questions(books),
        "tally": sum((book.tally for book in books), Tally()),
        "documents": sum(book.documents for book in books),
        "questions": sum(book.questions for book in books),
    }
    name = templates.lookup.site.project.site_name
    description = (
        f"Answers to {values['questions']} questions from {values['documents']} documents, each with its source."
    )
    return templates.page("index.md", "home.html", name, values, description=description)


def answers_page(templates: Templates, books: Sequence[BookView]) -> Page:
    """Every book with its questions by topic."""
    return templates.page("answers/index.md", "answers.html", "Answers", {"books": books})


def ask_page(templates: Templates, books: Sequence[BookView]) -> Page:
    """The frame of the query box's own page; without JavaScript it lists the known questions."""
    return templates.page("ask.md", "ask.html", "Ask", {"books": books})
