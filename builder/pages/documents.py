"""The pages of documents: records come in; passages in order, quotes in marks and the way back to answers go out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.links import book_path, document_path, passage_anchor, quote_id
from builder.marks import Segment, cut_segments, mark_tags
from builder.pages.escape import harmless
from builder.pages.lookup import Lookup
from builder.pages.rendering import LINE_END, Templates
from builder.pages.standing import Tally, tally_document
from builder.pages.views import answer_view, in_order, trail_of
from builder.quoted import Quote
from builder.records import Audit, Book, Page, Passage, Source

# A list that brings its own bullets or numbers gets none of ours.
_OWN_MARK = re.compile(r"^\s*(?:[•‣◦▪·–—*-]|\(?\w{1,3}[.)])\s", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiterView:
    """A question whose answer quotes a passage."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A passage on its document's page."""

    anchor: str
    kind: str
    headings: tuple[tuple[int, str], ...]  # those that are new here, with their depth
    page: int  # where a new one begins, else 0
    lines: tuple[Markup, ...]
    citers: tuple[CiterView, ...]


def marked_lines(text: str, quotes: Sequence[Quote]) -> tuple[Markup, ...]:
    """A passage's lines with its quotes in marks; every quote's id stands once."""
    if not quotes:  # most passages: all lines at once, for line ends are written as numbers too
        return tuple(harmless(text).split(LINE_END))
    lines: list[list[str]] = [[]]
    for segment in cut_segments(text, quotes):
        begins = segment.begins
        for place, piece in enumerate(segment.text.split("\n")):
            if place:
                lines.append([])
            if piece:
                before, after = mark_tags(Segment(text=piece, quotes=segment.quotes, begins=begins))
                lines[-1].append(f"{before}{harmless(piece)}{after}")
                begins = ()
    return tuple(Markup("".join(parts)) for parts in lines)


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    shared = 0
    while shared < min(len(before), len(now)) and before[shared] == now[shared]:
        shared += 1
    return tuple((min(depth + 2, 6), heading) for depth, heading in enumerate(now) if depth >= shared)


def passage_views(lookup: Lookup, source: Source) -> tuple[PassageView, ...]:
    """A document's passages with what is new at each: headings and pages."""
    views: list[PassageView] = []
    headings: tuple[str, ...] = ()
    page = 0
    for passage in lookup.passages(source):
        trail = trail_of(passage, source)
        views.append(
            PassageView(
                anchor=passage_anchor(passage),
                kind="lines" if passage.kind == "list" and _OWN_MARK.search(passage.text) else passage.kind,
                headings=_new_headings(headings, trail),
                page=passage.page if passage.page != page else 0,
                lines=_lines(lookup, passage),
                citers=citers(lookup, passage),
            )
        )
        headings, page = trail, passage.page
    return tuple(views)


def _lines(lookup: Lookup, passage: Passage) -> tuple[Markup, ...]:
    quotes = {quote_id(citation): citation.quote for citation, _ in lookup.cited(passage)}
    return marked_lines(passage.text, [Quote(id=name, text=quote) for name, quote in quotes.items()])


def citers(lookup: Lookup, passage: Passage) -> tuple[CiterView, ...]:
    """The questions whose answers quote a passage, each once, and the audit if it does."""
    found = {}
    for _, citing in lookup.cited(passage):
        question = lookup.question[citing.question]
        if isinstance(citing, Audit):
            found[lookup.page(book_path(question.book, "audit"))] = "Earlier answers"
        else:
            found[lookup.question_url(question, citing.document)] = question.text
    return tuple(CiterView(text=text, url=url) for url, text in found.items())


def document_page(templates: Templates, source: Source) -> Page:
    """The page of a document that MkDocs does not render itself."""
    lookup = templates.lookup
    book = lookup.book[source.book]
    values = {
        "source": source,
        "passages": passage_views(lookup, source),
        "answers": [answer_view(lookup, question, source) for question in lookup.asked_of_each(book)],
        "tally": tally_document(lookup, source),
        "findings": [finding for path in (source.id, *source.paths) for finding in lookup.findings(path)],
    }
    return templates.page(document_path(source), "document.html", source.title, values, book=book, searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document in its book's list."""

    title: str
    url: str
    passages: int
    quoted: int
    tally: Tally


def documents_page(templates: Templates, book: Book) -> Page:
    """The documents of a book, with what was set aside."""
    lookup = templates.lookup
    views = []
    for source in in_order(lookup.sources(book)):
        passages = lookup.passages(source)
        views.append(
            DocumentView(
                title=source.title,
                url=lookup.document_url(source),
                passages=len(passages),
                quoted=len({quote_id(citation) for passage in passages for citation, _ in lookup.cited(passage)}),
                tally=tally_document(lookup, source),
            )
        )
    values = {"documents": views, "missing": lookup.missing(book), "each": lookup.asked_of_each(book)}
    path, title = book_path(book.id, "documents"), f"Documents · {book.title}"
    return templates.page(path, "documents.html", title, values, book=book)
