"""What several language models said to one book: opinions come in; a page that compares them goes out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.links import book_path, local_id
from builder.pages.lookup import Lookup, by_key
from builder.pages.rendering import Templates
from builder.records import Book, Claim, Opinion, Page
from builder.standing import rest_together
from builder.wording import MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """How one model fared."""

    engine: str
    answered: int
    abstained: int
    sentences: int
    agreed: int  # sentences that rest on words another model quotes too
    support: float
    dropped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """What one model said to one question: its sentences and the passages they rest on."""

    engine: str
    refused: bool
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentView:
    """A question that the models answered from different words."""

    question: str
    document: str
    url: str
    said: tuple[SaidView, ...]
    published: tuple[str, ...]  # what the vote left, or the documents' own sentences


def _is_shared(claim: Claim, others: Iterable[Opinion]) -> bool:
    return any(rest_together(claim, other) for opinion in others for other in opinion.claims)


def model_view(engine: str, groups: Iterable[Sequence[Opinion]]) -> ModelView:
    """One model's counts over all answers."""
    mine = [(opinion, [one for one in group if one is not opinion]) for group in groups for opinion in group]
    mine = [(opinion, others) for opinion, others in mine if opinion.engine == engine]
    claims = [(claim, others) for opinion, others in mine for claim in opinion.claims]
    dropped: Counter[str] = Counter()
    for opinion, _ in mine:
        dropped.update(dict(opinion.dropped))
    return ModelView(
        engine=engine.removeprefix(MODEL),
        answered=sum(bool(opinion.claims) for opinion, _ in mine),
        abstained=sum(not opinion.claims for opinion, _ in mine),
        sentences=len(claims),
        agreed=sum(_is_shared(claim, others) for claim, others in claims),
        support=sum(claim.support for claim, _ in claims) / max(len(claims), 1),
        dropped=tuple(sorted((reason.removeprefix("gate: "), count) for reason, count in dropped.items())),
    )


def is_dissent(group: Sequence[Opinion]) -> bool:
    """Whether one model says what no other does, or keeps silent where another speaks."""
    if len({bool(opinion.claims) for opinion in group}) > 1:
        return True
    return any(
        not _is_shared(claim, [other for other in group if other is not opinion])
        for opinion in group
        for claim in opinion.claims
        if len(group) > 1
    )


def dissent_view(lookup: Lookup, group: Sequence[Opinion]) -> DissentView:
    """What each model said where they differ."""
    first = group[0]
    said = [
        SaidView(
            engine=opinion.engine.removeprefix(MODEL),
            refused=opinion.refused,
            sentences=tuple(
                (claim.text, lookup.passage_url(lookup.passage[claim.citations[0].passage])) for claim in opinion.claims
            ),
        )
        for opinion in group
    ]
    question = lookup.question[first.question]
    answer = lookup.answer.get(first.place)
    return DissentView(
        question=question.text,
        document=lookup.source[first.document].title if first.document else "",
        url=lookup.question_url(question, first.document),
        said=tuple(said),
        published=tuple(claim.text for claim in answer.claims) if answer else (),
    )


def models_page(templates: Templates, book: Book) -> Page:
    """The language models that answered a book, side by side."""
    lookup = templates.lookup
    opinions = sorted(lookup.opinions(book), key=lambda one: (one.question, local_id(one.document or ""), one.engine))
    groups = list(by_key((opinion.place, opinion) for opinion in opinions).values())
    values = {
        "models": [model_view(engine, groups) for engine in sorted({opinion.engine for opinion in opinions})],
        "asked": len(groups),
        "dissents": [dissent_view(lookup, group) for group in groups if is_dissent(group)],
    }
    path, title = book_path(book.id, "comparison"), f"Models · {book.title}"
    return templates.page(path, "models.html", title, values, book=book)
