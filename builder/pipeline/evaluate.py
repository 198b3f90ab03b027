"""Gold questions to what a site says to them: published where the book asks it, else composed by the build's own code.

Writes nothing but the cache.
"""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from builder.errors import FileError
from builder.eval import Case, Said, judge_answer
from builder.evidence import find_evidence
from builder.links import local_id
from builder.pipeline.attempts import compose_apart
from builder.pipeline.engines import Engines
from builder.pipeline.gather import Gathered
from builder.pipeline.load import load_with_engines
from builder.pipeline.reading import Progress
from builder.records import Answer, Evidence, GoldQuestion, Project, Question, Scope, Source
from builder.wording import asks


def evaluate(
    project: Project,
    gold: Sequence[GoldQuestion],
    path: Path,
    *,
    engine: str = "default",
    progress: Progress = lambda text: None,
) -> tuple[Case, ...]:
    """Return what became of every gold question; what is not known yet is computed, and kept."""
    _, gathered, engines, progress = load_with_engines(project, engine, progress)
    asked = [_Asked(gathered, one, path, number) for number, one in enumerate(gold, start=1)]
    new = [one for one in asked if not one.known]
    progress(f"answering {len(new)} questions that no book asks")
    composed = dict(zip([one.number for one in new], _compose(new, gathered, engines), strict=True))
    return tuple(
        judge_answer(one.gold, one.book, _said(one.published() if one.known else [composed[one.number]], one.known))
        for one in asked
    )


class _Asked:
    """One gold question, the book and the document that it is asked of, and the book's own question that it is."""

    def __init__(self, gathered: Gathered, gold: GoldQuestion, path: Path, number: int) -> None:
        """Find them, or say what the file gets wrong."""
        self.gold = gold
        self.number = number
        self._gathered = gathered
        self._path = path
        self.source = self._find_source() if gold.document else None
        self.book = self._find_book()
        wanted = asks(gold.text)
        self.known = [
            question
            for question in gathered.questions
            if question.book == self.book and wanted in {asks(one) for one in question.wordings}
            if self.source is None or question.scope == "each"
        ]

    def published(self) -> list[Answer]:
        """The published answers to the book's own question: of one document, or all there are."""
        ids = {question.id for question in self.known}
        return [
            answer
            for answer in self._gathered.site.answers
            if answer.question in ids and (self.source is None or answer.document == self.source.id)
        ]

    def question(self) -> Question:
        """The question as a book would ask it."""
        scope: Scope = "each" if self.source else "book"
        return Question(id=f"{self.book}/gold-{self.number}", book=self.book, text=self.gold.text, scope=scope)

    def _find_source(self) -> Source:
        name = self.gold.document
        sources = [one for one in self._gathered.site.sources if self.gold.book in ("", one.book)]
        found = [one for one in sources if name in _names(one)]
        if len(found) != 1:
            near = [local_id(one.id) for one in (found or sources)][:5]
            message = f"there is no document `{name}`" if not found else f"`{name}` is more than one document"
            raise self._wrong(message, "documents here: " + ", ".join(near))
        return found[0]

    def _find_book(self) -> str:
        books = [book.id for book in self._gathered.site.books]
        if self.gold.book:
            if self.gold.book not in books:
                raise self._wrong(f"there is no book `{self.gold.book}`", "books here: " + ", ".join(books))
            return self.gold.book
        if self.source:
            return self.source.book
        if len(books) > 1:
            raise self._wrong("it does not say which book is asked", "add `book:`, one of " + ", ".join(books))
        return books[0]

    def _wrong(self, message: str, hint: str) -> FileError:
        return FileError(message, path=str(self._path), line=self.gold.line, hint=hint)


def _names(source: Source) -> set[str]:
    """Return what a person may call a document."""
    files = {PurePosixPath(path) for path in source.paths}
    names = {name for path in files for name in (path.as_posix(), path.name, path.stem)}
    return {source.id, local_id(source.id), *names}


def _compose(asked: Sequence[_Asked], gathered: Gathered, engines: Engines) -> tuple[Answer, ...]:
    """Return an answer to each question that no book asks, checked as every answer is."""
    questions = [one.question() for one in asked]
    evidence: list[Evidence] = []
    for one, question in zip(asked, questions, strict=True):
        sources = [one.source] if one.source else gathered.site.sources
        evidence += find_evidence([question], sources, gathered.index, engines.encoder)
    return compose_apart(questions, evidence, gathered, engines)


def _said(answers: Sequence[Answer], known: Sequence[Question]) -> Said:
    claims = [claim for answer in answers for claim in answer.claims if answer.state != "rejected"]
    return Said(
        sentences=tuple(claim.text for claim in claims),
        quotes=tuple(dict.fromkeys(citation.quote for claim in claims for citation in claim.citations)),
        known=bool(known),
    )
