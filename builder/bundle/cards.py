"""What the query box shows: known questions to suggest, an answer card each, and the passages' own words, as JSON.

Records come in, plain values go out. Everything is text: the browser never takes any of it for markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.digest import canonical
from builder.forms import Form, forms_of
from builder.links import answer_url, citation_url, document_url, passage_url
from builder.records import Answer, AnswerId, Book, Claim, Conflict, Lineage, Passage, Question, Site, Source, by_id
from builder.standing import DISPUTED, STANDINGS, person_behind, say_since, standing_of
from builder.wording import first_wordings

DOCUMENTS = 40  # of an `each` question's documents that a card names; its page has them all
PER_PACK = 250  # known questions a file: the first file comes with the focus, the others while the reader types
NEAREST = 3  # places that a card names where nothing is stated


@dataclass(frozen=True, slots=True)
class Shelf:
    """A site's records by their ids."""

    site: Site
    sources: dict[str, Source]
    passages: dict[str, Passage]
    books: dict[str, Book]
    answers: dict[str, list[Answer]]
    conflicts: dict[AnswerId, list[Conflict]]
    lineages: dict[AnswerId, list[Lineage]]

    @property
    def directories(self) -> bool:
        return self.site.project.use_directory_urls


def make_shelf(site: Site) -> Shelf:
    """Sort a site's records by id."""
    answers: dict[str, list[Answer]] = {}
    for answer in site.answers:
        answers.setdefault(answer.question, []).append(answer)
    conflicts: dict[AnswerId, list[Conflict]] = {}
    for conflict in site.conflicts:
        conflicts.setdefault(conflict.place, []).append(conflict)
    lineages: dict[AnswerId, list[Lineage]] = {}
    for lineage in site.lineages:
        lineages.setdefault(lineage.place, []).append(lineage)
    return Shelf(
        site=site,
        sources=by_id(site.sources),
        passages=by_id(site.passages),
        books=by_id(site.books),
        answers=answers,
        conflicts=conflicts,
        lineages=lineages,
    )


def known_packs(shelf: Shelf) -> list[bytes]:
    """The known questions to suggest, in files of a few hundred."""
    rows = [_known(question, shelf) for question in shelf.site.questions]
    return [_json(rows[at : at + PER_PACK]) for at in range(0, len(rows), PER_PACK)]


def _known(question: Question, shelf: Shelf) -> dict[str, object]:
    standings = [standing_of(answer) for answer in shelf.answers.get(question.id, [])]
    return {
        "ask": question.text,
        "also": list(first_wordings(question)[1:]),
        "book": question.book,
        "topic": question.topic,
        "url": answer_url(question, None, shelf.directories),
        "stated": standings.count("stated"),
        "silent": standings.count("silent"),
        "of": len(standings),
        "each": question.scope == "each",
    }


def cards(shelf: Shelf) -> list[bytes]:
    """One answer card a known question, in their order."""
    return [_json(_card(question, shelf)) for question in shelf.site.questions]


def _card(question: Question, shelf: Shelf) -> dict[str, object]:
    answers = sorted(shelf.answers.get(question.id, []), key=lambda answer: standing_of(answer) != "stated")
    standings = [standing_of(answer) for answer in answers]
    return {
        "ask": question.text,
        "book": question.book,
        "bookTitle": shelf.books[question.book].title,
        "url": answer_url(question, None, shelf.directories),
        "each": question.scope == "each",
        "counts": {name: standings.count(name) for name in STANDINGS},
        "answers": [_answer(question, answer, shelf) for answer in answers[:DOCUMENTS]],
    }


def _answer(question: Question, answer: Answer, shelf: Shelf) -> dict[str, object]:
    document = shelf.sources.get(answer.document or "")
    stated = standing_of(answer) == "stated"
    notes = _notes(question, answer, shelf) if stated else []
    return {
        **({"notes": notes} if notes else {}),
        "document": document.title if document else "",
        "url": answer_url(question, answer.document, shelf.directories),
        "by": person_behind(answer),
        "standing": standing_of(answer),
        "claims": [
            _claim(claim, form, shelf)
            for claim, form in zip(answer.claims, forms_of(answer.claims, shelf.passages), strict=True)
            if stated
        ],
        "nearest": [] if stated else _nearest(answer, shelf),
    }


def _notes(question: Question, answer: Answer, shelf: Shelf) -> list[str]:
    """What a reader must know beside the sentences: that places disagree, and since which version the answer holds."""
    disputed = {one.about for one in shelf.conflicts.get(answer.place, ())}
    since = say_since(shelf.lineages.get(answer.place, ()), shelf.books[question.book])
    return [*(f"{DISPUTED[about]}." for about in sorted(disputed)), *([since] if since else [])]


def _claim(claim: Claim, form: Form, shelf: Shelf) -> dict[str, object]:
    cited = []
    for citation in claim.citations:
        passage = shelf.passages.get(citation.passage)
        source = shelf.sources.get(passage.source) if passage else None
        if passage and source:
            url = citation_url(citation, source, shelf.directories)
            cited.append({"title": source.title, "page": passage.page, "quote": citation.quote, "url": url})
    return {"text": claim.text, **({"form": form} if form != "on" else {}), "citations": cited}


def _nearest(answer: Answer, shelf: Shelf) -> list[dict[str, str]]:
    """The places nearest to a question, each title once."""
    by_title: dict[str, dict[str, str]] = {}
    for name in answer.nearest:
        if name in shelf.passages:
            place = _place(shelf.passages[name], shelf)
            by_title.setdefault(place["title"], place)
    return list(by_title.values())[:NEAREST]


def _place(passage: Passage, shelf: Shelf) -> dict[str, str]:
    source = shelf.sources[passage.source]
    heading = passage.headings[-1] if passage.headings else source.title
    title = source.title if heading == source.title else f"{source.title} · {heading}"
    return {"title": title, "url": passage_url(passage, source, shelf.directories)}


def text_files(passages: Sequence[Passage], pages: Sequence[int], per_file: int, shelf: Shelf) -> list[bytes]:
    """The passages' words and places, a few passages a file; `pages` gives each passage's page."""
    return [
        _json(_text_file(passages[at : at + per_file], pages[at : at + per_file], shelf))
        for at in range(0, len(passages), per_file)
    ]


def _text_file(passages: Sequence[Passage], pages: Iterable[int], shelf: Shelf) -> dict[str, object]:
    titles: dict[str, object] = {}
    rows = []
    for passage, page in zip(passages, pages, strict=True):
        source = shelf.sources[passage.source]
        titles[str(page)] = [source.title, document_url(source, shelf.directories), source.book]
        place = passage_url(passage, source, shelf.directories).partition("#")[2]
        rows.append([page, place, list(passage.headings), passage.text, passage.kind, passage.page])
    return {"pages": titles, "passages": rows}


def _json(value: object) -> bytes:
    return canonical(value).encode()
