"""The searchable part of the bundle: passages and known wordings come in, head, words and near files go out.

units   0 … passages-1  passages, page after page     passages … units-1  wordings, question after question
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy

from builder.bundle.ground import Ground, Searchable, common_words, make_table
from builder.bundle.layout import ASKED_PROBES, make_terms, near_files, split_terms
from builder.bundle.prior import Prior
from builder.engines import Encoder
from builder.rank.files import NO_SHARES, NO_UNITS, Floats, Head, Term, unit, write_words
from builder.rank.opposites import find_opposed
from builder.rank.words import NOWHERE, Posting, Words, make_words, owner

TOGETHER = 2.0  # how much of its question's mean goes into a wording


@dataclass(frozen=True, slots=True)
class Files:
    """The terms of each words file, finished near files, and what the head will hold besides their names."""

    words: Sequence[Mapping[str, Term]]
    near: Sequence[bytes]
    head: Head

    def write(self) -> dict[str, list[bytes]]:
        """All files by group."""
        return {"words": [write_words(part) for part in self.words], "near": list(self.near)}


def make_files(searchable: Searchable, ground: Ground, encoder: Encoder, settings: Mapping[str, float]) -> Files:
    """The words and near files of a site with these wordings, and the head they belong to."""
    wordings = searchable.all_wordings()
    table = make_table(ground, wordings, encoder)
    asked = together(unit(encoder.encode(wordings) @ ground.prior.basis), searchable.wordings)
    vectors = numpy.concatenate([unit(searchable.vectors @ ground.prior.basis), asked])
    near = near_files(vectors, searchable.pages, tuple(map(len, searchable.wordings)))
    words = _both(ground.words, _asked_words(searchable), searchable.wordings)
    terms = make_terms(words, table, ground.mistaken, len(vectors))
    parts, edges = split_terms(terms, near.read_by_query)
    head = Head(
        settings={**settings, "probes": near.probes, "probesAsked": ASKED_PROBES},
        dimension=vectors.shape[1],
        centres=near.centres,
        runs=near.runs,
        edges=tuple(edges),
        names={},
        common=_common(terms, ground.prior),
        pages=searchable.pages,
        variants=tuple(map(len, searchable.wordings)),
        cited=searchable.cited or ((),) * len(searchable.wordings),
        opposed={number: pairs for number, some in enumerate(searchable.wordings) if (pairs := find_opposed(some))},
    )
    return Files(parts, near.files, head)


def together(vectors: Floats, wordings: Sequence[Sequence[str]]) -> Floats:
    """Every wording's vector drawn towards the mean of its question's: few queries are like a single one of them."""
    owners = numpy.repeat(numpy.arange(len(wordings)), [len(some) for some in wordings])
    sums = numpy.zeros((len(wordings), vectors.shape[1]), numpy.float32)
    numpy.add.at(sums, owners, vectors)
    return unit(vectors + TOGETHER * unit(sums)[owners])


def _asked_words(searchable: Searchable) -> Words:
    """The words of each question: all its wordings, which count as a title does, and what its answers say."""
    asked = [" ".join(wordings) for wordings in searchable.wordings]
    said = searchable.said or ("",) * len(asked)
    return make_words([text if title else "" for text, title in zip(said, asked, strict=True)], asked)


def _both(passages: Words, asked: Words, wordings: Sequence[Sequence[str]]) -> Words:
    """One set of postings: a question's words stand at the first of its wordings, which come after the passages."""
    counts = [len(some) for some in wordings]
    firsts = (passages.size + numpy.cumsum([0, *counts])[:-1]).astype(numpy.int32)
    postings = dict(passages.postings)
    for term, posting in asked.postings.items():
        before = postings.get(term, NOWHERE)
        postings[term] = Posting(
            numpy.concatenate([before.rows, firsts[posting.rows]]), numpy.concatenate([before.share, posting.share])
        )
    return Words(postings, passages.size + sum(counts))


def _common(terms: Mapping[str, Term], prior: Prior) -> dict[str, Term]:
    """The words that queries are full of, without their postings."""
    chosen = common_words(prior.counts)
    names = [name for name in terms if owner(name) in chosen]
    return {name: replace(terms[name], units=NO_UNITS, shares=NO_SHARES) for name in names}
