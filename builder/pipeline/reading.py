"""Books come in, their documents, passages and questions go out. Asks nothing, and writes nothing but the cache."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.format import find_unlisted, find_unread, read_questions
from builder.passages import cut_passages
from builder.questions import find_questions
from builder.records import Book, Finding, Passage, Project, Question, Source, SourceText
from builder.sources import read_sources
from builder.store import Store

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Books before anything is asked."""

    texts: tuple[SourceText, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Their documents."""
        return tuple(text.source for text in self.texts)


def read_all(project: Project, books: Sequence[Book], store: Store, progress: Progress = lambda text: None) -> Read:
    """Read all books: their documents, passages and questions."""
    reads = [_read_book(project, book, store, progress) for book in books]
    return Read(
        texts=tuple(text for read in reads for text in read.texts),
        passages=tuple(passage for read in reads for passage in read.passages),
        questions=tuple(question for read in reads for question in read.questions),
        findings=(*find_unread(project), *(finding for read in reads for finding in read.findings)),
    )


def _read_book(project: Project, book: Book, store: Store, progress: Progress) -> Read:
    progress(f"reading {book.title}")
    written = tuple(question for question in read_questions(book) if not question.proposed)
    texts, findings = read_sources(project, book, store)
    passages = tuple(passage for text in texts for passage in cut_passages(text))
    current = [text for text in texts if not text.source.older]  # nobody asks what an older version answered
    questions, more = find_questions(book, written, current, passages)
    said = tuple(finding for text in texts for finding in text.findings)
    findings = (*findings, *find_unlisted(project, book), *said, *more)
    return Read(texts=texts, passages=passages, questions=questions, findings=findings)
