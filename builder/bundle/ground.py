"""What a query box rests on before a question is known: a site's texts come in, their words and fitted rows go out.

The rows move twice: for the site's own texts, once a build, and for the wordings of known questions, which differ
between the box that is published and the one that a build tries its held-out questions on.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from builder.bundle.mistaken import find_mistaken
from builder.bundle.prior import Prior
from builder.bundle.table import Bags, cut_few, features, fit_few, pick_texts, rarity
from builder.engines import Encoder
from builder.rank.files import Floats, unit
from builder.rank.words import Words, make_words, owner

FEWEST = 2  # texts that a word of the site's own must stand in to get a row
FEWEST_PAIRS = 4  # and two neighbouring words
MOST_PAIRS = 24  # of one word
OFTEN, OFTEN_PAIR = 4, 16  # texts of those learned from, for a word or pair that the site itself does not hold
COMMON_PAIRS = 8  # of two common words, for the same reason as these:
OF_COMMON, OF_PAIRS = 1.5, 0.75  # how strong their rows are in a query, where those of other words are 1
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
    said: tuple[str, ...] = ()  # what the answers of each question say
    cited: tuple[tuple[int, ...], ...] = ()  # the pages they rest on, if they are few

    def all_wordings(self) -> list[str]:
        """Every wording of every question."""
        return [wording for question in self.wordings for wording in question]


@dataclass(frozen=True, slots=True)
class Ground:
    """The passages' words; the terms that get a row, how much each weighs, and its row after the site's own texts."""

    words: Words
    columns: Mapping[str, int]
    weights: NDArray[numpy.float32]
    known: Floats  # rows as they were before the site was read
    rows: Floats
    mistaken: tuple[str, ...]  # English words without a row that are spelt much like the site's own
    prior: Prior


def lay_ground(searchable: Searchable, encoder: Encoder, prior: Prior) -> Ground:
    """Choose the terms that get a row and fit the rows to the site's own texts."""
    common = common_words(prior.counts)
    texts = (*searchable.texts, *searchable.titles, *searchable.all_wordings())
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(features(text, common)))
    own = sorted(
        name for name, times in counts.items() if times >= FEWEST and name not in prior.rows and " " not in name
    )
    shipped = _useful(prior, counts)
    twos = _some_pairs(counts, {*shipped, *own}, prior)
    columns = {name: column for column, name in enumerate((*shipped, *own, *twos))}
    start = numpy.zeros((len(columns), prior.basis.shape[1]), numpy.float32)
    for column, name in enumerate(shipped):
        start[column] = prior.rows[name]
    start[len(shipped) : len(shipped) + len(own)] = encoder.encode(own) @ prior.basis
    shares = numpy.array([counts[name] for name in (*own, *twos)], numpy.float64) / max(len(searchable.texts), 1)
    weights = numpy.concatenate(
        [rarity(numpy.array([prior.counts[name] for name in shipped], numpy.float64), prior.size), _rounded(shares)]
    )
    lessons = list(dict.fromkeys(pick_texts(searchable.lessons, MOST_TEXTS)))
    rows = start + _moves(lessons, columns, weights, start, encoder, prior)
    mistaken = tuple(find_mistaken((name for name in prior.rows if name not in columns), counts))
    return Ground(make_words(searchable.texts, searchable.titles), columns, weights, start, rows, mistaken, prior)


def make_table(ground: Ground, wordings: Sequence[str], encoder: Encoder) -> dict[str, Floats]:
    """A row for every word of general English and every repeated word of the site, fitted to the wordings as well."""
    asked = list(dict.fromkeys(wordings))
    # From the rows as they were known, not as the site moved them: a page that changes leaves the others' words alone.
    moves = _moves(asked, ground.columns, ground.weights, ground.known, encoder, ground.prior)
    strengths = strengths_of(ground.columns, common_words(ground.prior.counts))
    table = (ground.rows + moves) * (ground.weights * strengths)[:, None]
    return dict(zip(ground.columns, table.astype(numpy.float32), strict=True))


def strengths_of(names: Iterable[str], common: Container[str]) -> NDArray[numpy.float64]:
    """How strong the row of each word or pair is in a query, beside what it weighs in a text."""
    return numpy.array([OF_PAIRS if " " in name else OF_COMMON if name in common else 1.0 for name in names])


def _moves(
    texts: Sequence[str],
    columns: Mapping[str, int],
    weights: NDArray[numpy.float32],
    rows: Floats,
    encoder: Encoder,
    prior: Prior,
) -> Floats:
    bags = Bags(texts, columns, weights, common_words(prior.counts))
    return fit_few(bags, unit(encoder.encode(texts) @ prior.basis), rows, cut_few(texts))


def _rounded(shares: NDArray[numpy.float64]) -> NDArray[numpy.float32]:
    """What terms weigh that stand in such shares of the texts, to a doubling: one text more changes hardly any."""
    return rarity(numpy.exp2(numpy.round(numpy.log2(numpy.maximum(shares, 1e-9)))), 1)


def _useful(prior: Prior, counts: Mapping[str, int]) -> list[str]:
    """The shipped words that people use or the site does, and the commonest pairs of common words."""
    common = common_words(prior.counts)
    both = [name for name in prior.rows if " " in name and owner(name) in common]
    rare = frozenset(sorted(both, key=lambda name: (-prior.counts[name], name))[COMMON_PAIRS:])
    return [
        name
        for name in prior.rows
        if name not in rare and (name in counts or prior.counts[name] >= (OFTEN_PAIR if " " in name else OFTEN))
    ]


def common_words(counts: Mapping[str, int]) -> frozenset[str]:
    """The words that queries are full of: their rows come with the head, and a pair stands with the other word."""
    single = [name for name in counts if " " not in name]
    return frozenset(sorted(single, key=lambda name: (-counts[name], name))[:COMMON])


def _some_pairs(counts: Mapping[str, int], known: Container[str], prior: Prior) -> list[str]:
    """Pairs that the site repeats, a few for each word, so that no word's file grows large."""
    taken = Counter(owner(name) for name in prior.rows if " " in name)
    taken |= dict.fromkeys(common_words(prior.counts), MOST_PAIRS)
    repeated = [name for name, times in counts.items() if times >= FEWEST_PAIRS and " " in name and name not in known]
    found = []
    for name in sorted(repeated, key=lambda one: (-counts[one], one)):
        first = owner(name)
        if first in known and taken[first] < MOST_PAIRS:
            taken[first] += 1
            found.append(name)
    return sorted(found)
