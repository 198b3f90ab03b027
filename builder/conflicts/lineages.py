"""Answers and versions of documents to lineages: since when a sentence holds, and what older versions said instead.

It weighs words alone, as conflicts do; where an older version says nothing like it, it says so by naming nothing.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from builder.conflicts.statements import content
from builder.records import Answer, Book, Citation, Finding, Lineage, Passage, Source
from builder.text import one_line, split_sentences
from builder.wording import tidy

SHARED = 0.6  # of the content words of both sentences, before one can be what the other was
ALIKE = 0.6  # of their words in their order
MOST_BEFORE = 3
_content = lru_cache(maxsize=1 << 15)(content)
Sentences = Mapping[str, Sequence[tuple[str, Citation]]]


def find_lineages(
    answers: Sequence[Answer],
    books: Sequence[Book],
    passages: Sequence[Passage],
    sources: Sequence[Source],
    may_show: Callable[[Citation], bool],
) -> tuple[Lineage, ...]:
    """The lineage of every published sentence that rests on the newest version of a book's documents."""
    names = {book.id: [name for name, _ in book.versions] for book in books if book.versions}
    if not names:
        return ()
    source = {one.id: one for one in sources}
    known = {one.id: one for one in passages}
    found: list[Lineage] = []
    for book, versions in names.items():
        said = _sentences(book, passages, source)
        for answer in answers:
            for place, claim in enumerate(answer.claims if answer.state != "rejected" else ()):
                own = [one for one in claim.citations if _is_newest(source[known[one.passage].source], book)]
                traces = [_trace(tidy(one.quote), versions, said, may_show) for one in own]
                if traces:
                    found.append(
                        Lineage(
                            question=answer.question,
                            document=answer.document,
                            claim=place,
                            since=max((since for since, _ in traces), key=versions.index),
                            before=next((before for _, before in traces if before), ()),
                        )
                    )
    return tuple(found)


def _is_newest(source: Source, book: str) -> bool:
    """Whether a document belongs to the newest version of a book, and not to all of them."""
    return source.book == book and bool(source.version) and not source.older


def lineage_finding(lineage: Lineage, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> Finding:
    """Say what a version changed, for those who read what checks say."""
    version, side = lineage.before[0]
    path = sources[passages[side.passage].source].paths[0]
    where = f" of {lineage.document}" if lineage.document is not None else ""
    return Finding(
        rule="changed-in-version",
        subject=lineage.question,
        message=f"the answer{where} changed in {lineage.since}; up to {version}: “{one_line(side.quote)}” ({path})",
        severity="note",
    )


def _sentences(book: str, passages: Sequence[Passage], source: Mapping[str, Source]) -> Sentences:
    """What each older version says, sentence by sentence."""
    found: dict[str, list[tuple[str, Citation]]] = {}
    for passage in passages:
        of = source[passage.source]
        if of.book == book and of.older and passage.citable and passage.kind != "code":
            for start, end in split_sentences(passage.text):
                quote = passage.text[start:end]
                found.setdefault(of.version, []).append((tidy(quote), Citation(passage=passage.id, quote=quote)))
    return found


def _trace(
    text: str, versions: Sequence[str], said: Sentences, may_show: Callable[[Citation], bool]
) -> tuple[str, tuple[tuple[str, Citation], ...]]:
    """Follow a sentence back through the versions, from the newest to the oldest."""
    since = versions[-1]
    before: list[tuple[str, Citation]] = []
    for version in reversed(versions[:-1]):
        if any(text == other for other, _ in said.get(version, ())):
            since = since if before else version
            continue
        was = _nearest(text, said.get(version, ()), may_show) if len(before) < MOST_BEFORE else None
        if was is None:
            break
        text = was[0]
        before.append((version, was[1]))
    return since, tuple(before)


def _nearest(
    text: str, sentences: Sequence[tuple[str, Citation]], may_show: Callable[[Citation], bool]
) -> tuple[str, Citation] | None:
    """The sentence that a sentence was before: most of its words, in their order; the first of equals."""
    marks = [
        (ratio, -place)
        for place, (other, _) in enumerate(sentences)
        if _shares(text, other) and (ratio := _alike(text, other)) >= ALIKE
    ]
    chosen = sorted(marks, reverse=True)
    return next((sentences[-place] for _, place in chosen if may_show(sentences[-place][1])), None)


def _shares(one: str, other: str) -> bool:
    here, there = _content(one), _content(other)
    return len(here & there) >= SHARED * max(len(here), len(there), 1)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()
