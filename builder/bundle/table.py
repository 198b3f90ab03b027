"""The query side: a row for every term, fitted so that a query's rows add up to about what the encoder would have said.

Texts come in as bags of terms with the encoder's vectors as targets; rows go out. Ridge regression around what is known
of a term beforehand: E = M + Xᵀ(XXᵀ+λI)⁻¹(Y−XM), by conjugate gradients. No model runs here.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

import numpy
from numpy.typing import NDArray

from builder.engines import Vectors
from builder.rank.words import pairs, words

CAUTION = 1.0  # λ: how strongly rows stay where they were
ROUNDS = 12
BLOCK = 4096  # rows multiplied at a time, so that memory stays small
RARITY = 1e-3  # a word in one text of a thousand weighs half of one that stands nowhere else


class Bags:
    """Texts as weighted bags of terms: a sparse matrix, one row a text, one column a term."""

    def __init__(
        self,
        texts: Sequence[str],
        columns: Mapping[str, int],
        weights: NDArray[numpy.float32],
        common: Container[str] = (),
    ) -> None:
        """Count the known terms and pairs of every text; each bag has length one."""
        bags = [_bag(features(text, common), columns, weights) for text in texts]
        self.shape = (len(texts), len(columns))
        self._rows = numpy.repeat(numpy.arange(len(bags)), [len(bag) for bag, _ in bags])
        self._columns = numpy.concatenate([bag for bag, _ in bags] or [numpy.zeros(0, numpy.int64)])
        self._values = numpy.concatenate([values for _, values in bags] or [numpy.zeros(0, numpy.float32)])
        self._order = numpy.argsort(self._columns, kind="stable")

    def times(self, table: Vectors) -> Vectors:
        """The weighted sum of each text's rows."""
        return _gather(self._rows, self._columns, self._values, table, self.shape[0])

    def transposed_times(self, vectors: Vectors) -> Vectors:
        """For each term the weighted sum of the vectors of the texts it stands in."""
        order = self._order
        return _gather(self._columns[order], self._rows[order], self._values[order], vectors, self.shape[1])


def features(text: str, common: Container[str]) -> list[str]:
    """A text's terms and the pairs of neighbours among them."""
    terms = words(text)
    return [*terms, *pairs(terms, common)]


def _bag(
    found_in: Sequence[str], columns: Mapping[str, int], weights: NDArray[numpy.float32]
) -> tuple[NDArray[numpy.int64], NDArray[numpy.float32]]:
    counts = Counter(columns[name] for name in found_in if name in columns)
    found = numpy.array(sorted(counts), dtype=numpy.int64)
    values = numpy.array([1 + numpy.log(counts[column]) for column in found], dtype=numpy.float32) * weights[found]
    return found, values / max(float(numpy.linalg.norm(values)), 1e-9)


def _gather(
    targets: NDArray[numpy.int64],
    sources: NDArray[numpy.int64],
    values: NDArray[numpy.float32],
    table: Vectors,
    size: int,
) -> Vectors:
    """Sum values[i] * table[sources[i]] into row targets[i]; the targets are in order."""
    out = numpy.zeros((size, table.shape[1]), numpy.float32)
    filled, starts = numpy.unique(targets, return_index=True)
    ends = numpy.append(starts[1:], len(targets))
    for first in range(0, len(filled), BLOCK):
        low, high = starts[first], ends[min(first + BLOCK, len(filled)) - 1]
        part = table[sources[low:high]] * values[low:high, None]
        out[filled[first : first + BLOCK]] = numpy.add.reduceat(part, starts[first : first + BLOCK] - low, axis=0)
    return out


def rarity(counts: NDArray[numpy.float64], size: int) -> NDArray[numpy.float32]:
    """How much each term weighs in a bag, from the number of texts it stands in."""
    return numpy.sqrt(RARITY / (RARITY + counts / max(size, 1))).astype(numpy.float32)


def fit_rows(bags: Bags, targets: Vectors, prior: Vectors, caution: float = CAUTION) -> Vectors:
    """The rows that bring the bags nearest to their targets without leaving the prior needlessly."""
    table = numpy.zeros_like(prior)
    rest = bags.transposed_times(targets - bags.times(prior))
    step, length = rest.copy(), (rest**2).sum(axis=0)
    start = float(length.max(initial=0.0))
    for _ in range(ROUNDS):
        if float(length.max(initial=0.0)) <= 1e-5 * start:
            break
        pulled = bags.transposed_times(bags.times(step)) + caution * step
        rate = length / numpy.maximum((step * pulled).sum(axis=0), 1e-12)
        table += rate * step
        rest -= rate * pulled
        previous, length = length, (rest**2).sum(axis=0)
        step = rest + (length / numpy.maximum(previous, 1e-12)) * step
    return prior + table
