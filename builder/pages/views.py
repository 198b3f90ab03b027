"""What templates are given of answers: records come in, plain views with their URLs go out. Knows no HTML."""

from dataclasses import dataclass

from builder.links import local_id, quote_id
from builder.marks import find_quote
from builder.pages.lookup import Lookup, Missing
from builder.pages.standing import WORDS, Standing, reason_unfound, standing_of
from builder.records import Answer, Citation, Passage, Question, Source
from builder.text import one_line

AROUND = 160  # letters of the passage shown on either side of a quote
PREVIEW = 320  # letters of a passage shown where nothing is stated
LEAD = 240  # letters of an answer shown in a table


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """The words an answer rests on, in their surroundings."""

    number: int
    id: str
    url: str
    source: str
    trail: tuple[str, ...]
    page: int
    before: str
    text: str
    after: str
    code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One sentence and the numbers of its quotes."""

    text: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearView:
    """A passage near a question that it does not answer."""

    url: str
    source: str
    trail: tuple[str, ...]
    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What is said to one question, of one document or of the whole book."""

    standing: Standing
    word: str
    by: str  # "edited", "approved" or nothing
    question: str
    document: str
    anchor: str
    url: str
    document_url: str
    reason: str
    lead: str
    claims: tuple[ClaimView, ...]
    quotes: tuple[QuoteView, ...]
    nearest: tuple[NearView, ...]
    engine: str

    @property
    def sources(self) -> int:
        return len({quote.source for quote in self.quotes})


def shorten(text: str, length: int) -> str:
    """The beginning of a text on one line, cut between words."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return line[: length + 1].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _tail(text: str, length: int) -> str:
    line = " ".join(text.split(" ")) if text else ""
    if len(line) <= length:
        return line
    return "… " + line[-length - 1 :].partition(" ")[2]


def _around(passage: Passage, quote: str) -> tuple[str, str]:
    found = find_quote(passage.text, quote)
    if found is None or passage.kind in ("table", "code"):
        return "", ""
    before, after = passage.text[: found[0]], passage.text[found[1] :]
    cut = after if len(after) <= AROUND else after[: AROUND + 1].rpartition(" ")[0] + " …"
    return _tail(before, AROUND), cut


def quote_view(lookup: Lookup, citation: Citation, number: int) -> QuoteView:
    passage = lookup.passage[citation.passage]
    before, after = _around(passage, citation.quote)
    return QuoteView(
        number=number,
        id=quote_id(citation),
        url=lookup.citation_url(citation),
        source=lookup.source[passage.source].title,
        trail=trail_of(passage, lookup.source[passage.source]),
        page=passage.page,
        before=before,
        text=citation.quote,
        after=after,
        code=passage.kind in ("table", "code"),
    )


def trail_of(passage: Passage, source: Source) -> tuple[str, ...]:
    """The headings above a passage, without the document's own title."""
    return tuple(heading for heading in passage.headings if heading != source.title)


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
    answer = lookup.answer.get((question.id, document.id if document else None))
    standing = standing_of(answer)
    claims = answer.claims if answer and standing == "stated" else ()
    numbered: dict[str, QuoteView] = {}
    for citation in (citation for claim in claims for citation in claim.citations):
        name = quote_id(citation)
        numbered.setdefault(name, quote_view(lookup, citation, len(numbered) + 1))
    return AnswerView(
        standing=standing,
        word="answered" if standing == "stated" and document is None else WORDS[standing],
        by=answer.state if answer and answer.state in ("edited", "approved") else "",
        question=question.text,
        document=document.title if document else "",
        anchor=local_id(document.id) if document else "",
        url=lookup.question_url(question, document.id if document else None),
        document_url=lookup.document_url(document) if document else "",
        reason=reason_unfound(lookup, answer, document) if standing == "unfound" else "",
        lead=shorten(" ".join(claim.text for claim in claims), LEAD),
        claims=tuple(
            ClaimView(
                text=one_line(claim.text),
                quotes=tuple(dict.fromkeys(numbered[quote_id(citation)] for citation in claim.citations)),
            )
            for claim in claims
        ),
        quotes=tuple(numbered.values()),
        nearest=_nearest(lookup, answer),
        engine=answer.engine if answer else "",
    )


def _nearest(lookup: Lookup, answer: Answer | None) -> tuple[NearView, ...]:
    if answer is None or answer.state != "abstained":
        return ()
    return tuple(near_view(lookup, lookup.passage[name]) for name in answer.nearest if name in lookup.passage)


def missing_view(question: Question, missing: Missing) -> AnswerView:
    """The row of a file that could not be read."""
    return AnswerView(
        standing="unfound",
        word=WORDS["unfound"],
        by="",
        question=question.text,
        document=missing.title,
        anchor="",
        url="",
        document_url="",
        reason=f"Set aside: {missing.reason}",
        lead="",
        claims=(),
        quotes=(),
        nearest=(),
        engine="",
    )
