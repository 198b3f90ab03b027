"""What templates are given of answers: records come in, plain views with their URLs go out. Knows no HTML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.forms import Form, forms_of
from builder.links import local_id, quote_id
from builder.marks import cut_segments
from builder.pages.lookup import Lookup, Missing
from builder.pages.standing import reason_unfound
from builder.quoted import Quote
from builder.records import Answer, Citation, Passage, Question, Source
from builder.standing import AUTHOR, WORDS, Standing, person_behind, say_since, says_nothing, standing_of
from builder.text import beginning, one_line, running_text, shorten

AROUND = 160  # letters of the passage shown on either side of a quote
PREVIEW = 320  # letters of a passage shown where nothing is stated
LEAD = 240  # letters of an answer shown in a table
_NUMBERED = re.compile(r"([^0-9]*)([0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """The words a sentence rests on: their number on the page, and where they open."""

    number: int
    id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A stretch of a passage: quoted words, or those around them."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A passage with the words quoted from it, in their surroundings."""

    url: str
    source: str
    trail: tuple[str, ...]
    page: int
    code: bool
    pieces: tuple[PieceView, ...]
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One sentence and the numbers of its quotes."""

    text: str
    quotes: tuple[QuoteView, ...]
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A passage near a question that it does not answer."""

    url: str
    source: str
    trail: tuple[str, ...]
    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """What places say that do not agree, side by side."""

    about: str
    sides: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What is said to one question, of one document or of the whole book."""

    standing: Standing
    word: str
    question: str
    document: str
    reason: str
    by: str = ""  # the person behind it: "author", "edited", "approved" or nothing
    anchor: str = ""
    url: str = ""
    document_url: str = ""
    lead: str = ""
    claims: tuple[ClaimView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    nearest: tuple[NearView, ...] = ()
    engine: str = ""
    conflicts: tuple[ConflictView, ...] = ()
    since: str = ""  # since which version of the documents all of it holds, in words
    before: tuple[tuple[str, SourceView], ...] = ()  # what older versions said, newest first


def natural(text: str) -> list[tuple[str, int, str]]:
    """A key that sorts as people count: 9 before 10."""
    found = [(words, number.lstrip("0")) for words, number in _NUMBERED.findall(text.casefold())]
    return [(words, len(number), number) for words, number in found]


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Documents by their titles, as lists show them."""
    return sorted(sources, key=lambda source: natural(source.title))


def _surroundings(text: str, before: bool, after: bool) -> str:
    """The words next to a quote that stands before or after them, cut in the middle or at the far end."""
    if len(text) <= AROUND * (before + after):
        return text
    head = beginning(text, AROUND) if before else ""
    tail = beginning(text[::-1], AROUND)[::-1] if after else ""
    return " … ".join((head, tail)) if before and after else f"{head} …" if before else f"… {tail}"


def _pieces(passage: Passage, quotes: Sequence[Quote]) -> tuple[PieceView, ...]:
    segments = cut_segments(passage.text, quotes)
    whole = passage.kind in ("table", "code")
    pieces = []
    for place, segment in enumerate(segments):
        text = segment.text
        if not segment.quotes and not whole:
            text = _surroundings(text, before=place > 0, after=place < len(segments) - 1)
        pieces.append(PieceView(text=text, quoted=bool(segment.quotes)))
    return tuple(pieces)


def source_view(lookup: Lookup, passage: Passage, cited: Mapping[QuoteView, str]) -> SourceView:
    """A passage with the words quoted from it."""
    source = lookup.source[passage.source]
    return SourceView(
        url=next(iter(cited)).url,
        source=source.title,
        trail=trail_of(passage, source),
        page=passage.page,
        code=passage.kind in ("table", "code"),
        pieces=_pieces(passage, [Quote(id=quote.id, text=words) for quote, words in cited.items()]),
        quotes=tuple(cited),
    )


def _cite(lookup: Lookup, citation: Citation, number: int) -> QuoteView:
    """A quote with its number on the page."""
    return QuoteView(number=number, id=quote_id(citation), url=lookup.citation_url(citation))


def cited_view(lookup: Lookup, citation: Citation) -> SourceView:
    """One citation by itself, without a number: its passage with its words."""
    return source_view(lookup, lookup.passage[citation.passage], {_cite(lookup, citation, 0): citation.quote})


def trail_of(passage: Passage, source: Source) -> tuple[str, ...]:
    """The headings above a passage, without the document's own title."""
    return tuple(heading for heading in passage.headings if heading != source.own_title)


def near_view(lookup: Lookup, passage: Passage) -> NearView:
    source = lookup.source[passage.source]
    return NearView(
        url=lookup.passage_url(passage),
        source=source.title,
        trail=trail_of(passage, source),
        page=passage.page,
        text=shorten(passage.text, PREVIEW),
    )


def answer_view(lookup: Lookup, question: Question, document: Source | None) -> AnswerView:
    """One answer as readers see it; claims are shown only where they are published."""
    name = document.id if document else None
    answer = lookup.answer.get((question.id, name))
    standing = standing_of(answer)
    stated = answer if standing == "stated" else None
    claims = stated.claims if stated else ()
    said = [one_line(claim.text) for claim in claims]
    numbered: dict[str, QuoteView] = {}
    by_passage: dict[str, dict[QuoteView, str]] = {}
    for citation in (citation for claim in claims for citation in claim.citations):
        quote = numbered.setdefault(quote_id(citation), _cite(lookup, citation, len(numbered) + 1))
        by_passage.setdefault(citation.passage, {})[quote] = citation.quote
    return AnswerView(
        standing=standing,
        word="answered" if standing == "stated" and document is None else WORDS[standing],
        by=person_behind(answer) if answer else "",
        question=question.text,
        document=document.title if document else "",
        anchor=local_id(document.id) if document else "",
        url=lookup.question_url(question, name),
        document_url=lookup.document_url(document) if document else "",
        reason=reason_unfound(lookup, question, answer, document) if standing == "unfound" else "",
        lead=shorten(running_text(said), LEAD),
        claims=tuple(
            ClaimView(
                text=claim.text if form == "code" else text,
                quotes=tuple(dict.fromkeys(numbered[quote_id(citation)] for citation in claim.citations)),
                form=form,
            )
            for claim, text, form in zip(claims, said, forms_of(claims, lookup.passage), strict=True)
        ),
        sources=tuple(source_view(lookup, lookup.passage[name], cited) for name, cited in by_passage.items()),
        nearest=_nearest(lookup, answer),
        engine=answer.engine.partition(" ")[0] if answer and answer.engine != AUTHOR else "",
        conflicts=_conflicts(lookup, stated) if stated else (),
        since=say_since(lookup.lineages(stated), lookup.book[question.book]) if stated else "",
        before=_before(lookup, stated) if stated else (),
    )


def _before(lookup: Lookup, answer: Answer) -> tuple[tuple[str, SourceView], ...]:
    sides = dict.fromkeys(side for one in lookup.lineages(answer) for side in one.before)
    return tuple((version, cited_view(lookup, side)) for version, side in sides)


def _conflicts(lookup: Lookup, answer: Answer) -> tuple[ConflictView, ...]:
    return tuple(
        ConflictView(about=one.about, sides=tuple(cited_view(lookup, side) for side in one.sides))
        for one in lookup.conflicts(answer)
    )


def _nearest(lookup: Lookup, answer: Answer | None) -> tuple[NearView, ...]:
    if answer is None or not says_nothing(answer):
        return ()
    return tuple(near_view(lookup, lookup.passage[name]) for name in answer.nearest if name in lookup.passage)


def missing_view(question: Question, missing: Missing) -> AnswerView:
    """The row of a file that could not be read."""
    return AnswerView(
        standing="unfound",
        word=WORDS["unfound"],
        question=question.text,
        document=missing.title,
        reason=f"Set aside: {missing.reason}",
    )
