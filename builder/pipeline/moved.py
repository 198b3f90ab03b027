"""Documents under new names: committed answers and today's passages come in, which document became which goes out.

A passage's id holds a digest of its own words, so a document is known again by what answers weighed of it; no cache is
asked, and a fresh clone sees the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import replace

from builder.pipeline.held import older_ids
from builder.records import Answer, Claim, Finding, Passage, Source, by_id
from builder.standing import is_personal

ALIKE = 0.5  # of the passages that answers know of a document: less is another document

Moves = Mapping[str, str]  # a document's old id → its id now


def follow_documents(
    answers: Collection[Answer], passages: Collection[Passage], sources: Collection[Source]
) -> tuple[tuple[Answer, ...], Moves]:
    """Return written answers as they read today, and which documents they were led after."""
    moves = find_moves(answers, passages, older_ids(sources))
    return lead_answers(answers, moves, passages, sources), moves


def lead_answers(
    answers: Iterable[Answer], moves: Moves, passages: Collection[Passage], sources: Iterable[Source]
) -> tuple[Answer, ...]:
    """Return written answers led after their documents, and after words that stand elsewhere now."""
    return follow_words(move_answers(answers, moves, by_id(passages)), passages, older_ids(sources))


def find_moves(answers: Collection[Answer], passages: Iterable[Passage], older: Container[str] = ()) -> dict[str, str]:
    """Return the documents that left their ids, each with the id under which its words stand now.

    An id that is still there may belong to another document by now. One that keeps its words takes over no answers. One
    of an `older` version takes over what was asked of a document alone, where no newer one says the same: had it been
    there before, it would have answers of its own.
    """
    known = _digests(one for answer in answers for one in _named(answer))
    there = _digests(passage.id for passage in passages)
    holders: dict[tuple[str, str], list[str]] = {}
    for source in sorted(there):
        for one in there[source]:
            holders.setdefault((_book(source), one), []).append(source)
    left = sorted(one for one in known if one not in there or _stands_less(known[one], there[one]))
    free = there.keys() - known.keys() | set(left)
    asked = {answer.document for answer in answers}
    moves: dict[str, str] = {}
    for before in left:
        holding = (one for words in known[before] for one in holders.get((_book(before), words), ()))
        held = Counter(one for one in holding if one in free and (one not in older or before in asked))
        same = sorted(one for one in held if held[one] >= ALIKE * len(known[before]))
        if best := max(same, key=lambda one: (one not in older, held[one]), default=""):
            moves[before] = best
            free.discard(best)
    return moves


def move_answers(answers: Iterable[Answer], moves: Moves, there: Container[str] = ()) -> tuple[Answer, ...]:
    """Return the answers as they read under the documents' new names; `there` are the ids of today's passages.

    Who reads them by their place finds what moved there instead of what was left behind, but what a person decided.
    """
    if not moves:
        return tuple(answers)
    pairs = [(answer, _moved(answer, moves, there)) for answer in answers]
    stay = [before for before, now in pairs if before.place == now.place]
    kept = {answer.place for answer in stay if is_personal(answer)}
    return (
        *(now for before, now in pairs if before.place == now.place),
        *(before if now.place in kept else now for before, now in pairs if before.place != now.place),
    )


def follow_words(
    answers: Iterable[Answer], passages: Iterable[Passage], older: Collection[str] = ()
) -> tuple[Answer, ...]:
    """Return the answers of whole books with the passages they name where the same words stand in one place alone now.

    So a document may be parted, a section may move, and a newer version may say the same. A passage that an
    answer knew beside it is another one that says the same, of another thing perhaps.
    """
    current = [one for one in passages if one.source not in older]
    there = {one.id for one in current}
    by_words: dict[tuple[str, str], list[str]] = {}
    for name in sorted(there):
        document, words = _parts(name)
        by_words.setdefault((_book(document), words), []).append(name)

    def followed(answer: Answer) -> Answer:
        named = set(_named(answer))
        places = {one: by_words.get((_book(one), _parts(one)[1]), []) for one in named - there}
        new = {one: [name for name in found if name not in named] for one, found in places.items()}
        only = {one: found[0] for one, found in new.items() if len(found) == 1}
        return _renamed(answer, lambda one: only.get(one, one)) if only and answer.document is None else answer

    return tuple(map(followed, answers))


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


def _stands_less(known: Collection[str], there: Container[str]) -> bool:
    """Whether of a document's known words fewer stand under its id than would make it the same document."""
    return sum(one in there for one in known) < ALIKE * len(known)


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


def _moved(answer: Answer, moves: Moves, there: Container[str]) -> Answer:
    """Return an answer under the new names: one to a document as a whole, one to a book passage by passage."""
    document = answer.document
    cited = [citation.passage for claim in answer.claims for citation in claim.citations]
    if document is not None and cited and all(_moved_passage(one, moves, there) == one for one in cited):
        return answer  # a document that was parted: the words stayed

    def renamed(passage: str) -> str:
        return _moved_passage(passage, moves, there if document is None else ())

    moved = _renamed(answer, renamed)
    return replace(moved, document=moves.get(document, document)) if document is not None else moved


def _renamed(answer: Answer, renamed: Callable[[str], str]) -> Answer:
    """Return an answer with the passages in it under other names."""
    return replace(
        answer,
        claims=tuple(_moved_claim(claim, renamed) for claim in answer.claims),
        nearest=tuple(map(renamed, answer.nearest)),
        candidates=tuple(sorted(map(renamed, answer.candidates))),
    )


def _moved_claim(claim: Claim, renamed: Callable[[str], str]) -> Claim:
    return replace(claim, citations=tuple(replace(one, passage=renamed(one.passage)) for one in claim.citations))


def _moved_passage(passage: str, moves: Moves, there: Container[str]) -> str:
    """Return a passage's new id; one that stands under its old id alone stayed behind."""
    document, words = _parts(passage)
    now = f"{moves[document]}.{words}" if document in moves and words else passage
    return passage if passage in there and now not in there else now


def _book(source: str) -> str:
    return source.partition("/")[0]
