"""An answer comes in, the seals of its entry go out: they tell what changed since it was written. Pure."""

import dataclasses
from collections.abc import Callable

from builder.digest import short
from builder.records import Answer, Claim


def rename(answer: Answer, name: Callable[[str], str]) -> Answer:
    """Return an answer with every id in it under another name."""
    claims = (
        dataclasses.replace(
            claim,
            citations=tuple(dataclasses.replace(one, passage=name(one.passage)) for one in claim.citations),
        )
        for claim in answer.claims
    )
    return dataclasses.replace(
        answer,
        question=name(answer.question),
        document=name(answer.document) if answer.document is not None else None,
        claims=tuple(claims),
        nearest=tuple(map(name, answer.nearest)),
        candidates=tuple(map(name, answer.candidates)),
    )


def seal_claims(answer: Answer) -> str:
    """Return the seal of the sentences and their quotes."""
    return short([[claim.text, shown_support(claim), claim.citations] for claim in answer.claims])


def seal_rest(answer: Answer, others: tuple[str, ...], *, edited: bool) -> str:
    """Return the seal of all but the claims; it tells whether those were sealed as a person's words."""
    rest = [answer.question, answer.document, answer.unsure, answer.nearest, others, answer.engine, answer.key]
    asked = [{"asked": answer.asked}] if answer.asked else []
    under = [{"under": answer.under}] if answer.under else []
    return short([*rest, *asked, *under, *(["edited"] if edited else [])])


def shown_support(claim: Claim) -> str:
    """Return how sure the engine was, as its file says it."""
    return f"{claim.support:.2f}"
