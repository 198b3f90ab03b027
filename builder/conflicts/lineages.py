"""Answers and versions of documents to lineages: since when a sentence holds, and what older versions said instead.

It weighs words alone, as conflicts do; where an older version says nothing like it, it says so by naming nothing.
"""

import difflib
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from builder.conflicts.statements import content
from builder.records import Answer, Book, Citation, Finding, Lineage, Passage, Source, by_id
from builder.text import one_line, split_sentences
from builder.wording import tidy

SHARED = 0.6  # of the content words of both sentences, before one can be what the other was
ALIKE = 0.6  # of their words in their order
MOST_BEFORE = 3
_content = lru_cache(maxsize=1 << 15)(content)


class _Version:
    """What one older version says, sentence by sentence, and where each of its words stands."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Citation]] = []
        self.texts: set[str] = set()
        self._places: dict[str, list[int]] = {}

    def add(self, text: str, citation: Citation) -> None:
        """Take in one more sentence."""
        for word in _content(text):
            self._places.setdefault(word, []).append(len(self.said))
        self.said.append((text, citation))
        self.texts.add(text)

    def likely(self, text: str) -> list[int]:
        """The places of all sentences that may share enough words with one: they hold one of its rarest."""
        words = sorted(_content(text), key=lambda word: (len(self._places.get(word, ())), word))
        rarest = words[: len(words) - math.ceil(SHARED * len(words)) + 1]
        return sorted({place for word in rarest for place in self._places.get(word, ())})


def find_lineages(
    answers: Sequence[Answer],
    books: Sequence[Book],
    passages: Sequence[Passage],
    sources: Sequence[Source],
    may_show: Callable[[Citation], bool],
) -> tuple[Lineage, ...]:
    """The lineage of every published sentence that rests on the newest version of a book's documents."""
    source = by_id(sources)
    known = by_id(passages)
    found: list[Lineage] = []
    for book in books:
        if not book.versions:
            continue
        versions, said = [name for name, _ in book.versions], _read_versions(book.id, passages, source)
        for answer in answers:
            for claim in answer.claims if answer.state != "rejected" else ():
                own = [one for one in claim.citations if _is_newest(source[known[one.passage].source], book.id)]
                traces = [_trace(tidy(one.quote), versions, said, may_show) for one in own]
                if traces:
                    since = max((since for since, _ in traces), key=versions.index)
                    before = next((before for _, before in traces if before), ())
                    found.append(
                        Lineage(question=answer.question, document=answer.document, since=since, before=before)
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
        of_answer=True,
        message=f"the answer{where} changed in {lineage.since}; up to {version}: “{one_line(side.quote)}” ({path})",
        severity="note",
    )


def _read_versions(book: str, passages: Sequence[Passage], source: Mapping[str, Source]) -> dict[str, _Version]:
    """What each older version says."""
    found: defaultdict[str, _Version] = defaultdict(_Version)
    for passage in passages:
        of = source[passage.source]
        if of.book == book and of.older and passage.citable and passage.kind != "code":
            for start, end in split_sentences(passage.text):
                quote = passage.text[start:end]
                found[of.version].add(tidy(quote), Citation(passage=passage.id, quote=quote))
    return found


def _trace(
    text: str, versions: Sequence[str], said: Mapping[str, _Version], may_show: Callable[[Citation], bool]
) -> tuple[str, tuple[tuple[str, Citation], ...]]:
    """Follow a sentence back through the versions, from the newest to the oldest."""
    since = versions[-1]
    before: list[tuple[str, Citation]] = []
    for version in reversed(versions[:-1]):
        there = said.get(version, _Version())
        if text in there.texts:
            since = since if before else version
            continue
        was = _nearest(text, there, may_show) if len(before) < MOST_BEFORE else None
        if was is None:
            break
        text = was[0]
        before.append((version, was[1]))
    return since, tuple(before)


def _nearest(text: str, there: _Version, may_show: Callable[[Citation], bool]) -> tuple[str, Citation] | None:
    """The sentence that a sentence was before: most of its words, in their order; the first of equals."""
    likely = [there.said[place] for place in there.likely(text) if _shares(text, there.said[place][0])]
    marked = [(_alike(text, other), other, citation) for other, citation in likely]
    near = sorted((one for one in marked if one[0] >= ALIKE), key=lambda one: -one[0])
    return next(((other, citation) for _, other, citation in near if may_show(citation)), None)


def _shares(one: str, other: str) -> bool:
    here, there = _content(one), _content(other)
    return len(here & there) >= SHARED * max(len(here), len(there), 1)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()
