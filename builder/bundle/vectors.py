"""Vectors made small: turned into few dimensions, given steps to be rounded to, laid into clusters. Pure, no model."""

import numpy
from numpy.typing import NDArray

from builder.rank.files import LEVELS, Floats, unit

REACH, ROUGH_REACH = 2.6, 2.0  # standard deviations that sixteen or four levels span on either side: what loses least
ROUNDS = 8  # of k-means: more change nothing


def make_basis(vectors: Floats, dimension: int) -> Floats:
    """The directions along which the vectors differ most, as columns, with signs that do not depend on the machine."""
    _, directions = numpy.linalg.eigh(vectors.T.astype(numpy.float64) @ vectors)
    basis = directions[:, ::-1][:, :dimension]
    signs = numpy.sign(basis[numpy.abs(basis).argmax(axis=0), numpy.arange(basis.shape[1])])
    return numpy.asarray(basis * numpy.where(signs == 0, 1, signs), dtype=numpy.float32)


def make_steps(vectors: Floats, reach: float = REACH, levels: int = LEVELS) -> Floats:
    """How far apart the levels of each dimension must be to suit these vectors, to half a doubling.

    So they stay as they are, and with them every vector's bytes, where a few vectors change.
    """
    if not len(vectors):
        return numpy.ones(vectors.shape[1], numpy.float32)
    spread = numpy.sqrt((vectors.astype(numpy.float64) ** 2).mean(axis=0))
    halves = numpy.round(2 * numpy.log2(numpy.maximum(spread * reach * 2 / levels, 1e-6)))
    return numpy.asarray(2 ** (halves / 2), dtype=numpy.float32)


def make_clusters(vectors: Floats, count: int) -> tuple[Floats, NDArray[numpy.int64]]:
    """The centres of `count` clusters and each vector's cluster, begun with evenly spaced vectors: no chance in it."""
    if count < 1 or not len(vectors):
        return numpy.zeros((0, vectors.shape[1]), numpy.float32), numpy.zeros(0, numpy.int64)
    centres = vectors[numpy.linspace(0, len(vectors) - 1, count).astype(int)]
    for _ in range(ROUNDS):
        owners = (vectors @ centres.T).argmax(axis=1)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, owners, vectors)
        filled = numpy.bincount(owners, minlength=count) > 0
        centres = numpy.where(filled[:, None], unit(sums), centres)
    return centres, (vectors @ centres.T).argmax(axis=1)
