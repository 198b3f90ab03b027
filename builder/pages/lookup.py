"""A site by its ids: the records come in, what pages ask of them goes out. Reads no file, decides nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from builder import links
from builder.format import path_from
from builder.records import (
    Answer,
    AnswerId,
    Audit,
    Book,
    Citation,
    Conflict,
    Finding,
    Lineage,
    Opinion,
    Passage,
    Question,
    Site,
    Source,
    by_id,
)
from builder.standing import is_published

Name = TypeVar("Name", str, AnswerId)
Value = TypeVar("Value")
TABS = {  # a book's own pages, as `links.book_path` calls them, and their titles
    "index": "Questions",
    "matrix": "Matrix",
    "documents": "Documents",
    "gaps": "Gaps",
    "audit": "Earlier answers",
    "comparison": "Models",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A file that no reader could read: it has a row wherever its book's documents have one."""

    path: str
    title: str
    reason: str


class Lookup:
    """All of a site, joined by ids."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.flat = not site.project.use_directory_urls
        self.book = by_id(site.books)
        self.source = by_id(site.sources)
        self.passage = by_id(site.passages)
        self.question = by_id(site.questions)
        self.answer: dict[AnswerId, Answer] = {answer.place: answer for answer in site.answers}
        self._sources = by_key((source.book, source) for source in site.sources)
        self._questions = by_key((question.book, question) for question in site.questions)
        self._asked_of_each = by_key((one.book, one) for one in site.questions if one.scope == "each")
        named = dict.fromkeys((question.book, question.topic) for question in site.questions if question.topic)
        self._topics = by_key(named)
        self._passages = by_key((passage.source, passage) for passage in site.passages)
        self._missing = {book.id: _missing_of(site, book) for book in site.books}
        self._audits = by_key((self.question[audit.question].book, audit) for audit in site.audits)
        self._opinions = by_key((self.question[one.question].book, one) for one in site.opinions)
        self._findings = by_key((finding.subject, finding) for finding in site.findings)
        self._conflicts = by_key((one.place, one) for one in site.conflicts)
        self._lineages = by_key((one.place, one) for one in site.lineages)
        self._cited: dict[str, list[tuple[Citation, Answer | Audit]]] = defaultdict(list)
        for answer in site.answers:
            for citation in published_citations(answer):
                self._cited[citation.passage].append((citation, answer))
        for conflict in site.conflicts:
            for side in conflict.sides:
                self._cited[side.passage].append((side, self.answer[conflict.place]))
        for lineage in site.lineages:
            for _, side in lineage.before:
                self._cited[side.passage].append((side, self.answer[lineage.place]))
        for audit in site.audits:
            for sentence in audit.sentences:
                if sentence.citation:
                    self._cited[sentence.citation.passage].append((sentence.citation, audit))

    def sources(self, book: Book) -> list[Source]:
        return self._sources.get(book.id, [])

    def questions(self, book: Book) -> list[Question]:
        return self._questions.get(book.id, [])

    def topics(self, book: Book) -> list[str]:
        """The topics of a book, each once."""
        return self._topics.get(book.id, [])

    def passages(self, source: Source) -> list[Passage]:
        return self._passages.get(source.id, [])

    def audits(self, book: Book) -> list[Audit]:
        return self._audits.get(book.id, [])

    def opinions(self, book: Book) -> list[Opinion]:
        return self._opinions.get(book.id, [])

    def cited(self, passage: Passage) -> list[tuple[Citation, Answer | Audit]]:
        """The citations of a passage on any page, with the published answer or the audit that cites it."""
        return self._cited.get(passage.id, [])

    def findings(self, subject: str) -> list[Finding]:
        return self._findings.get(subject, [])

    def conflicts(self, answer: Answer) -> list[Conflict]:
        """Where the documents do not agree about an answer."""
        return self._conflicts.get(answer.place, [])

    def lineages(self, answer: Answer) -> list[Lineage]:
        """Since when the sentences of an answer hold, and what older versions said."""
        return self._lineages.get(answer.place, [])

    def asked_of_each(self, book: Book) -> list[Question]:
        """The questions that a book asks of each document."""
        return self._asked_of_each.get(book.id, [])

    def tabs(self, book: Book) -> list[tuple[str, str]]:
        """The pages that a book has of its own, each with its title."""
        lacking = {
            "matrix": not self.asked_of_each(book),
            "audit": not self.audits(book),
            "comparison": not self.opinions(book),
        }
        return [(name, title) for name, title in TABS.items() if not lacking.get(name)]

    def missing(self, book: Book) -> list[Missing]:
        """The files of a book that were set aside."""
        return self._missing[book.id]

    def page(self, path: str) -> str:
        """The URL of a page file."""
        return links.page_url(path, not self.flat)

    def book_url(self, book: Book, page: str = "index") -> str:
        """The URL of one of a book's own pages."""
        return self.page(links.book_path(book.id, page))

    def question_url(self, question: Question, document: str | None = None) -> str:
        return links.answer_url(question, document, not self.flat)

    def document_url(self, source: Source) -> str:
        return links.document_url(source, not self.flat)

    def passage_url(self, passage: Passage) -> str:
        return links.passage_url(passage, self.source[passage.source], not self.flat)

    def citation_url(self, citation: Citation) -> str:
        source = self.source[self.passage[citation.passage].source]
        return links.citation_url(citation, source, not self.flat)


def _missing_of(site: Site, book: Book) -> list[Missing]:
    folders = (book.root, *(entry.path for entry in book.documents))
    names = [path_from(site.project.root, folder) for folder in folders]
    return [
        Missing(path=finding.subject, title=PurePosixPath(finding.subject).name, reason=finding.message)
        for finding in site.report.set_aside
        if any(PurePosixPath(finding.subject).is_relative_to(name) for name in names)
    ]


def published_citations(answer: Answer) -> tuple[Citation, ...]:
    """The citations that readers meet: none of an answer that is not published."""
    claims = answer.claims if is_published(answer) else ()
    return tuple(citation for claim in claims for citation in claim.citations)


def by_key(pairs: Iterable[tuple[Name, Value]]) -> dict[Name, list[Value]]:
    """What belongs to each key, in the order in which it comes."""
    found: dict[Name, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
