"""What a book leaves open and what its earlier answers were worth: looked-up records come in, two pages go out."""

from collections import Counter
from dataclasses import dataclass

from builder.links import book_path
from builder.pages.lookup import Lookup
from builder.pages.rendering import Templates
from builder.pages.standing import Tally, tally_question
from builder.pages.views import AnswerView, NearView, SourceView, answer_view, cited_view, near_view
from builder.records import Audit, Book, Gap, Page, Question

VERDICTS = {
    "supported": "supported",
    "absent": "not in the document",
    "off": "off the question",
    "refusal": "a refusal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """Questions about one thing without an answer, or one with documents that do not answer it."""

    text: str
    url: str
    others: tuple[tuple[str, str], ...]  # words and address of what is asked beside it
    scope: str
    tally: Tally
    reason: str
    nearest: tuple[NearView, ...]
    belongs: tuple[str, str] | None  # title and address of the document where the answer would stand


def gap_view(lookup: Lookup, question: Question, gap: Gap | None) -> GapView:
    """A question that is not answered, or not by every document, with those that ask about the same."""
    view = answer_view(lookup, question, None) if question.scope == "book" else None
    others = [lookup.question[one] for one in gap.questions if one != question.id] if gap else []
    source = lookup.source[gap.belongs] if gap and gap.belongs else None
    near = gap.nearest if gap else ()
    return GapView(
        text=question.text,
        url=lookup.question_url(question),
        others=tuple((one.text, lookup.question_url(one)) for one in others),
        scope=question.scope,
        tally=tally_question(lookup, question),
        reason=view.reason if view else "",
        nearest=tuple(near_view(lookup, lookup.passage[one]) for one in near) or (view.nearest if view else ()),
        belongs=(source.title, lookup.document_url(source)) if source else None,
    )


def gaps_page(templates: Templates, book: Book) -> Page:
    """The questions that these documents leave open, those about one thing together."""
    lookup = templates.lookup
    gaps = [gap for gap in lookup.site.gaps if gap.book == book.id]
    led = {gap.questions[0]: gap for gap in gaps}
    follows = {one for gap in gaps for one in gap.questions[1:]}
    questions = lookup.questions(book)
    tallies = [tally_question(lookup, question) for question in questions]
    rest = [question for question in questions if question.id not in led and question.id not in follows]
    asked = [lookup.question[one] for one in led] + rest
    views = [gap_view(lookup, question, led.get(question.id)) for question in asked]
    values = {
        "silent": [view for view in views if not view.tally.stated and not view.tally.unfound],
        "unfound": [view for view in views if not view.tally.stated and view.tally.unfound],
        "partial": [view for view in views if view.tally.stated and view.tally.silent + view.tally.unfound],
        "answered": sum(1 for tally in tallies if tally.stated == tally.total),
        "asked": len(tallies),
    }
    return templates.page(book_path(book.id, "gaps"), "gaps.html", f"Gaps · {book.title}", values, book=book)


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
            source=cited_view(lookup, sentence.citation) if sentence.citation else None,
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
    return templates.page(book_path(book.id, "audit"), "audit.html", title, values, book=book)
