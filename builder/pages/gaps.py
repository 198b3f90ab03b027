"""What a book leaves open and what its earlier answers were worth: looked-up records come in, two pages go out."""

from collections import Counter
from dataclasses import dataclass

from builder.pages.lookup import Lookup
from builder.pages.rendering import Templates
from builder.pages.standing import Tally, tally_question
from builder.pages.views import AnswerView, NearView, SourceView, answer_view, cite, source_view
from builder.records import Audit, Book, Citation, Page, Question

VERDICTS = {
    "supported": "supported",
    "absent": "not in the document",
    "off": "off the question",
    "refusal": "a refusal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A question without an answer, or with documents that do not answer it."""

    text: str
    url: str
    scope: str
    tally: Tally
    reason: str
    nearest: tuple[NearView, ...]


def gap_view(lookup: Lookup, question: Question) -> GapView:
    """A question that is not answered, or not by every document."""
    view = answer_view(lookup, question, None) if question.scope == "book" else None
    return GapView(
        text=question.text,
        url=lookup.question_url(question),
        scope=question.scope,
        tally=tally_question(lookup, question),
        reason=view.reason if view else "",
        nearest=view.nearest if view else (),
    )


def gaps_page(templates: Templates, book: Book) -> Page:
    """The questions that these documents leave open."""
    views = [gap_view(templates.lookup, question) for question in templates.lookup.questions(book)]
    values = {
        "silent": [view for view in views if not view.tally.stated and view.tally.silent],
        "unfound": [view for view in views if not view.tally.stated and not view.tally.silent],
        "partial": [view for view in views if view.tally.stated and view.tally.silent + view.tally.unfound],
        "answered": sum(1 for view in views if view.tally.stated == view.tally.total),
        "asked": len(views),
    }
    return templates.page(f"answers/{book.id}/gaps.md", "gaps.html", f"Gaps · {book.title}", values, book=book)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence of an earlier answer, its verdict, and the words that support it."""

    text: str
    verdict: str
    word: str
    source: SourceView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """An earlier answer beside ours."""

    document: str
    question: str
    engine: str
    sentences: tuple[SentenceView, ...]
    ours: AnswerView


def audit_view(lookup: Lookup, audit: Audit) -> AuditView:
    """An earlier answer, sentence by sentence, beside ours."""
    question, source = lookup.question[audit.question], lookup.source[audit.source]
    sentences = tuple(
        SentenceView(
            text=sentence.text,
            verdict=sentence.verdict,
            word=VERDICTS[sentence.verdict],
            source=_support(lookup, sentence.citation) if sentence.citation else None,
        )
        for sentence in audit.sentences
    )
    return AuditView(
        document=source.title,
        question=question.text,
        engine=audit.engine,
        sentences=sentences,
        ours=answer_view(lookup, question, source if question.scope == "each" else None),
    )


def _support(lookup: Lookup, citation: Citation) -> SourceView:
    quote = cite(lookup, citation, 0)
    return source_view(lookup, lookup.passage[citation.passage], {quote: citation.quote})


def audit_page(templates: Templates, book: Book) -> Page:
    """The earlier answers of a book's transcripts."""
    views = [audit_view(templates.lookup, audit) for audit in templates.lookup.audits(book)]
    counts = Counter(sentence.verdict for view in views for sentence in view.sentences)
    values = {
        "audits": views,
        "verdicts": [(name, word, counts[name]) for name, word in VERDICTS.items()],
        "total": counts.total(),
    }
    title = f"Earlier answers · {book.title}"
    return templates.page(f"answers/{book.id}/audit.md", "audit.html", title, values, book=book)
