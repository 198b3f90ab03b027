"""The searchable part of the bundle: passages and known wordings come in, head, words and near files go out.

units   0 … passages-1  passages, page after page     passages … units-1  wordings, question after question
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from builder.bundle.layout import make_terms, near_files, words_files
from builder.bundle.prior import Prior
from builder.bundle.table import Bags, features, fit_rows, rarity
from builder.bundle.vectors import make_steps
from builder.engines import Encoder
from builder.rank.files import Floats, Head, Term, unit
from builder.rank.words import Posting, Words, make_words, owner

FEWEST = 2  # texts that a word of the site's own must stand in to get a row
FEWEST_PAIRS = 4  # and two neighbouring words
MOST_PAIRS = 24  # of one word
OFTEN, OFTEN_PAIR = 10, 8  # texts of those learned from, for a word or pair that the site itself does not hold
COMMON_PAIRS = 8  # of two common words, for the same reason as these:
COMMON = 128  # words whose rows every reader gets with the head
MOST_TEXTS = 12_000  # that rows are fitted to: more cost time and change little


@dataclass(frozen=True, slots=True)
class Searchable:
    """What is to be found: passages with their headings, and the wordings of known questions."""

    texts: tuple[str, ...]
    titles: tuple[str, ...]
    vectors: Floats  # one a passage, from the encoder
    pages: tuple[int, ...]  # how many passages each page has
    wordings: tuple[tuple[str, ...], ...]  # one tuple a question
    lessons: tuple[str, ...]  # texts to fit the rows to: sentences, headings


@dataclass(frozen=True, slots=True)
class Files:
    """Finished files by group, and what the head will hold besides their names."""

    groups: Mapping[str, Sequence[bytes]]
    head: Head


def fit_table(searchable: Searchable, encoder: Encoder, prior: Prior) -> dict[str, Floats]:
    """A row for every word of general English and every repeated word of the site."""
    wordings = [wording for question in searchable.wordings for wording in question]
    lessons = [*dict.fromkeys([*wordings, *_some(searchable.lessons, MOST_TEXTS)])]
    common = common_words(prior)
    texts = (*searchable.texts, *searchable.titles, *wordings)
    counts = Counter(name for text in texts for name in set(features(text, common)))
    own = sorted(
        name for name, times in counts.items() if times >= FEWEST and name not in prior.rows and " " not in name
    )
    shipped = _useful(prior, counts)
    twos = _some_pairs(counts, {*shipped, *own}, prior)
    terms = [*shipped, *own, *twos]
    known = numpy.stack([prior.rows[name] for name in shipped] or [numpy.zeros(prior.basis.shape[1], numpy.float32)])
    none = numpy.zeros((len(twos), prior.basis.shape[1]))
    start = numpy.concatenate([known[: len(shipped)], encoder.encode(own) @ prior.basis, none]).astype(numpy.float32)
    weights = numpy.concatenate(
        [
            rarity(numpy.array([prior.counts[name] for name in shipped], numpy.float64), prior.size),
            rarity(numpy.array([counts[name] for name in (*own, *twos)], numpy.float64), len(searchable.texts)),
        ]
    )
    bags = Bags(lessons, {term: column for column, term in enumerate(terms)}, weights, common)
    table = fit_rows(bags, unit(encoder.encode(lessons) @ prior.basis), start) * weights[:, None]
    return dict(zip(terms, table.astype(numpy.float32), strict=True))


def _useful(prior: Prior, counts: Mapping[str, int]) -> list[str]:
    """The shipped words that people use or the site does, and the commonest pairs of common words."""
    common = common_words(prior)
    both = [name for name in prior.rows if " " in name and owner(name) in common]
    rare = frozenset(sorted(both, key=lambda name: (-prior.counts[name], name))[COMMON_PAIRS:])
    return [
        name
        for name in prior.rows
        if name not in rare and (counts[name] or prior.counts[name] >= (OFTEN_PAIR if " " in name else OFTEN))
    ]


def common_words(prior: Prior) -> frozenset[str]:
    """The words that queries are full of: their rows come with the head, and a pair stands with the other word."""
    single = [name for name in prior.counts if " " not in name]
    return frozenset(sorted(single, key=lambda name: (-prior.counts[name], name))[:COMMON])


def _some_pairs(counts: Mapping[str, int], known: Container[str], prior: Prior) -> list[str]:
    """Pairs that the site repeats, a few for each word, so that no word's file grows large."""
    taken = Counter(owner(name) for name in prior.rows if " " in name)
    taken |= dict.fromkeys(common_words(prior), MOST_PAIRS)
    found = []
    for name, times in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        first = owner(name)
        if " " in name and times >= FEWEST_PAIRS and name not in known and first in known and taken[first] < MOST_PAIRS:
            taken[first] += 1
            found.append(name)
    return sorted(found)


def _some(texts: Sequence[str], most: int) -> list[str]:
    """Evenly spaced ones where there are too many."""
    if len(texts) <= most:
        return list(texts)
    return [texts[int(place)] for place in numpy.linspace(0, len(texts) - 1, most)]


def make_files(
    searchable: Searchable,
    table: Mapping[str, Floats],
    encoder: Encoder,
    prior: Prior,
    settings: Mapping[str, float],
) -> Files:
    """The words and near files, and the head they belong to."""
    wordings = [wording for question in searchable.wordings for wording in question]
    vectors = unit(numpy.concatenate([searchable.vectors, encoder.encode(wordings)]) @ prior.basis)
    found = _both(make_words(searchable.texts, searchable.titles), make_words(wordings))
    row_steps = make_steps(unit(numpy.stack(list(table.values()) or [numpy.zeros(vectors.shape[1], numpy.float32)])))
    steps = make_steps(vectors)
    terms = make_terms(found, table, len(vectors))
    word_files, edges = words_files(terms, row_steps)
    near, centres, probes = near_files(vectors, steps)
    head = Head(
        settings={**settings, "probes": probes},
        steps=steps,
        row_steps=row_steps,
        centres=centres,
        edges=tuple(edges),
        names={},
        common=_common(terms, prior),
        pages=searchable.pages,
        variants=tuple(map(len, searchable.wordings)),
    )
    return Files({"words": word_files, "near": near}, head)


def _both(passages: Words, wordings: Words) -> Words:
    """One set of postings, the wordings' numbers after the passages'."""
    postings = {}
    for term in {*passages.postings, *wordings.postings}:
        parts = [found.postings.get(term) for found in (passages, wordings)]
        rows = [part.rows + shift for part, shift in zip(parts, (0, passages.size), strict=True) if part]
        postings[term] = Posting(
            numpy.concatenate(rows).astype(numpy.int32), numpy.concatenate([part.share for part in parts if part])
        )
    return Words(postings, passages.size + wordings.size)


def _common(terms: Mapping[str, Term], prior: Prior) -> dict[str, Term]:
    """The words that queries are full of, without their postings."""
    chosen = common_words(prior)
    names = [name for name in terms if owner(name) in chosen]
    none: NDArray[numpy.int32] = numpy.zeros(0, numpy.int32)
    return {name: Term(terms[name].units_with, terms[name].row, none, numpy.zeros(0, numpy.uint8)) for name in names}
