"""The pages of questions: looked-up records come in; a page for each, a book's list, topics and matrix go out."""

from dataclasses import dataclass

from builder.digest import short
from builder.links import book_path, question_path
from builder.pages.lookup import Lookup, by_key
from builder.pages.rendering import Templates
from builder.pages.standing import Tally, tally_question
from builder.pages.views import AnswerView, answer_view, in_order, missing_view, natural
from builder.records import Book, Page, Question
from builder.standing import STANDINGS
from builder.text import slug

NO_TOPIC = "Other questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question in a list: where it leads, how it stands, how its answer begins."""

    text: str
    language: str
    url: str
    scope: str
    tally: Tally
    standing: str
    word: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic and its questions."""

    title: str
    url: str
    questions: tuple[QuestionView, ...]

    @property
    def tally(self) -> Tally:
        return sum((question.tally for question in self.questions), Tally())


def question_view(lookup: Lookup, question: Question) -> QuestionView:
    """A question in a list."""
    counts = tally_question(lookup, question)
    if question.scope == "book":
        view = answer_view(lookup, question, None)
        standing, word, lead = view.standing, view.word, view.lead
    else:
        standing = next((name for name, _, number in counts.parts() if number), STANDINGS[-1])
        word, lead = "", ""
    return QuestionView(
        text=question.text,
        language=lookup.book[question.book].language,
        url=lookup.question_url(question),
        scope=question.scope,
        tally=counts,
        standing=standing,
        word=word,
        lead=lead,
    )


def topic_views(lookup: Lookup, book: Book) -> tuple[TopicView, ...]:
    """A book's questions by topic, in the order in which people wrote them."""
    by_topic = by_key((question.topic, question) for question in lookup.questions(book))
    named = any(by_topic)
    return tuple(
        TopicView(
            title=topic or (NO_TOPIC if named else "Questions"),
            url=lookup.page(topic_path(lookup, book, topic)) if topic else "",
            questions=tuple(question_view(lookup, question) for question in questions),
        )
        for topic, questions in sorted(by_topic.items(), key=lambda entry: not entry[0])
    )


def topic_path(lookup: Lookup, book: Book, topic: str) -> str:
    """The page file of a topic; topics that differ only in what a slug loses (C, C++) each have their own."""
    name = slug(topic)
    shared = sum(slug(other) == name for other in lookup.topics(book)) > 1
    if shared or not name:
        name = f"{name}-{short(topic)}".removeprefix("-")
    return f"answers/{book.id}/topics/{name}.md"


def rows_of(lookup: Lookup, question: Question) -> tuple[AnswerView, ...]:
    """An `each` question's answers, those stated first, each group by title."""
    book = lookup.book[question.book]
    views = [answer_view(lookup, question, source) for source in lookup.sources(book)]
    views += [missing_view(question, missing) for missing in lookup.missing(book)]
    return tuple(sorted(views, key=lambda view: (STANDINGS.index(view.standing), natural(view.document))))


def question_page(templates: Templates, question: Question) -> Page:
    """The page of one question."""
    lookup = templates.lookup
    book = lookup.book[question.book]
    shared = {
        "question": question,
        "also": question.also,
        "topic": _topic(lookup, book, question),
        "stale": [finding.message for finding in lookup.findings(question.id) if finding.rule == "stale"],
    }
    if question.scope == "each":
        counts = tally_question(lookup, question)
        description = f"{counts.stated} of {counts.total} documents answer this."
        values = {**shared, "rows": rows_of(lookup, question), "tally": counts}
        template = "question_each.html"
    else:
        view = answer_view(lookup, question, None)
        description = view.lead
        values, template = {**shared, "answer": view}, "question.html"
    return templates.page(
        question_path(question), template, question.text, values, book=book, description=description, searched=True
    )


def _topic(lookup: Lookup, book: Book, question: Question) -> TopicView | None:
    if not question.topic:
        return None
    return TopicView(title=question.topic, url=lookup.page(topic_path(lookup, book, question.topic)), questions=())


def book_page(templates: Templates, book: Book) -> Page:
    """All questions of a book, by topic."""
    topics = topic_views(templates.lookup, book)
    total = sum((topic.tally for topic in topics), Tally())
    values = {"topics": topics, "tally": total}
    path = book_path(book.id)
    return templates.page(path, "book.html", book.title, values, book=book, description=book.description)


def topic_pages(templates: Templates, book: Book) -> list[Page]:
    """A page for each topic with its questions and how each stands."""
    lookup = templates.lookup
    return [
        templates.page(topic_path(lookup, book, view.title), "topic.html", view.title, {"topic": view}, book=book)
        for view in topic_views(lookup, book)
        if view.url
    ]


def matrix_page(templates: Templates, book: Book) -> Page:
    """Every document against every question asked of each."""
    lookup = templates.lookup
    asked = lookup.asked_of_each(book)
    rows = [
        (source, [answer_view(lookup, question, source) for question in asked])
        for source in in_order(lookup.sources(book))
    ]
    columns = [(question, lookup.question_url(question), tally_question(lookup, question)) for question in asked]
    values = {
        "columns": columns,
        "rows": [(source.title, lookup.document_url(source), cells) for source, cells in rows],
        "missing": lookup.missing(book),
        "tally": sum((entry[2] for entry in columns), Tally()),
    }
    return templates.page(book_path(book.id, "matrix"), "matrix.html", f"Matrix · {book.title}", values, book=book)
