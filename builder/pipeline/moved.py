"""Documents under new names: committed answers and today's passages come in, which document became which goes out.

A passage's id holds a digest of its own words, so a document is known again by what answers weighed of it; no cache is
asked, and a fresh clone sees the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.records import Answer, Claim, Finding, Passage, Source

ALIKE = 0.5  # of the passages that answers know of a document: less is another document

Moves = Mapping[str, str]  # a document's old id → its id now


def find_moves(answers: Iterable[Answer], passages: Iterable[Passage]) -> dict[str, str]:
    """Return the documents that are gone from under the answers, each with the new one that holds its words."""
    known = _digests(one for answer in answers for one in _named(answer))
    there = _digests(passage.id for passage in passages)
    appeared = {source: words for source, words in there.items() if source not in known}
    moves: dict[str, str] = {}
    for gone in sorted(known.keys() - there.keys()):
        shares = {source: _share(gone, known[gone], source, words) for source, words in appeared.items()}
        best = max(shares, key=lambda source: shares[source], default="")
        if best and known[gone] and shares[best] >= ALIKE:
            moves[gone] = best
            del appeared[best]
    return moves


def move_answers(answers: Iterable[Answer], moves: Moves) -> tuple[Answer, ...]:
    """Return the answers as they read under the documents' new names."""
    return tuple(_moved(answer, moves) if moves else answer for answer in answers)


def move_findings(moves: Moves, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Say of each document under a new name that its answers stand in their files under the old one."""
    files = {source.id: source.paths[0] for source in sources}
    return tuple(
        Finding(
            rule="moved",
            subject=files[now],
            message=f"this document was called {before}; its answers, and what was decided on them, move with it",
            hint="run `answerbook build` and commit seeds/*/answers",
        )
        for before, now in moves.items()
    )


def _share(gone: str, known: set[str], source: str, words: set[str]) -> float:
    """How much of what answers know of a document stands in another of its book."""
    same_book = gone.partition("/")[0] == source.partition("/")[0]
    return len(known & words) / len(known) if same_book and known else 0.0


def _named(answer: Answer) -> Iterable[str]:
    """Yield every passage that an answer knows, and its document where it knows no passage of it."""
    yield from (*answer.candidates, *answer.nearest)
    yield from (citation.passage for claim in answer.claims for citation in claim.citations)
    if answer.document is not None:
        yield answer.document


def _digests(names: Iterable[str]) -> dict[str, set[str]]:
    """Return what stands behind each document's id in passages' ids: the digests of their words."""
    found: dict[str, set[str]] = {}
    for name in names:
        source, words = _parts(name)
        found.setdefault(source, set()).update([words] if words else [])
    return found


def _parts(passage: str) -> tuple[str, str]:
    """Return a passage's document and what its id holds of its words; no document's name holds a full stop."""
    book, _, local = passage.partition("/")
    document, _, words = local.partition(".")
    return f"{book}/{document}", words


def _moved(answer: Answer, moves: Moves) -> Answer:
    document = answer.document
    return replace(
        answer,
        document=moves.get(document, document) if document is not None else None,
        claims=tuple(_moved_claim(claim, moves) for claim in answer.claims),
        nearest=tuple(_moved_passage(one, moves) for one in answer.nearest),
        candidates=tuple(sorted(_moved_passage(one, moves) for one in answer.candidates)),
    )


def _moved_claim(claim: Claim, moves: Moves) -> Claim:
    citations = tuple(replace(one, passage=_moved_passage(one.passage, moves)) for one in claim.citations)
    return replace(claim, citations=citations)


def _moved_passage(passage: str, moves: Moves) -> str:
    document, words = _parts(passage)
    return f"{moves[document]}.{words}" if document in moves and words else passage
