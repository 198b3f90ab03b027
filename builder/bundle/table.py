"""The query side: a row for every term, fitted so that a query's rows add up to about what the encoder would have said.

Texts come in as bags of terms with the encoder's vectors as targets; rows go out. Ridge regression around what is known
of a term beforehand: E = M + Xᵀ(XXᵀ+λI)⁻¹(Y−XM). A site's texts are fitted a few at a time, each few by themselves, and
a term's row moves by the mean of what they ask of it: one text that changes moves its own terms. No model runs here.
"""

from collections.abc import Container, Mapping, Sequence
from zlib import crc32

import numpy
from numpy.typing import NDArray

from builder.engines import Vectors
from builder.rank.words import pairs, words

CAUTION = 1.0  # λ: how strongly rows stay where they were
CAUTION_OF_FEW = 0.3  # the same for a few texts fitted by themselves
FEW = 16  # texts that are fitted by themselves, in the mean
MOST_OF_FEW = 64
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
        found = [[columns[name] for name in features(text, common) if name in columns] for text in texts]
        self.shape = (len(texts), len(columns))
        rows = numpy.repeat(numpy.arange(len(texts)), [len(one) for one in found])
        places = rows * max(len(columns), 1) + numpy.array([place for one in found for place in one], dtype=numpy.int64)
        places, times = numpy.unique(places, return_counts=True)
        self._rows, self._columns = numpy.divmod(places, max(len(columns), 1))
        values = (1 + numpy.log(times)) * weights[self._columns]
        lengths = numpy.sqrt(numpy.bincount(self._rows, values**2, minlength=len(texts)))
        self._values = (values / numpy.maximum(lengths[self._rows], 1e-9)).astype(numpy.float32)
        self._order = numpy.argsort(self._columns, kind="stable")

    def dense(self, start: int, end: int) -> tuple[Vectors, NDArray[numpy.int64]]:
        """The bags of some neighbouring texts as a matrix, and the terms that its columns stand for."""
        low, high = numpy.searchsorted(self._rows, (start, end))
        terms, places = numpy.unique(self._columns[low:high], return_inverse=True)
        matrix = numpy.zeros((end - start, len(terms)), numpy.float32)
        matrix[self._rows[low:high] - start, places] = self._values[low:high]
        return matrix, terms

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


def cut_few(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where to cut texts into a few each: after a text whose own checksum says so, so that cuts move with the texts."""
    cuts, start = [], 0
    for place, text in enumerate(texts):
        if crc32(text.encode("utf-8", "surrogatepass")) % FEW == 0 or place - start + 1 == MOST_OF_FEW:
            cuts.append((start, place + 1))
            start = place + 1
    return [*cuts, (start, len(texts))] if start < len(texts) else cuts


def pick_texts(texts: Sequence[str], most: int) -> list[str]:
    """About `most` of the texts, picked by their own checksums, so that one more changes hardly any other's luck."""
    if len(texts) <= most:
        return list(texts)
    return [text for text in texts if crc32(text.encode("utf-8", "surrogatepass")[::-1]) < 2**32 * most / len(texts)]


def fit_few(bags: Bags, targets: Vectors, prior: Vectors, parts: Sequence[tuple[int, int]]) -> Vectors:
    """How far each row should move, as the mean of what the parts in which its term stands ask."""
    rest = targets - bags.times(prior)
    moves = numpy.zeros_like(prior)
    asked = numpy.zeros(len(prior), numpy.float32)
    for start, end in parts:
        matrix, terms = bags.dense(start, end)
        kernel = matrix @ matrix.T + CAUTION_OF_FEW * numpy.eye(end - start, dtype=numpy.float32)
        moves[terms] += matrix.T @ numpy.linalg.solve(kernel, rest[start:end])
        asked[terms] += 1
    return numpy.asarray(moves / numpy.maximum(asked, 1)[:, None], dtype=numpy.float32)
