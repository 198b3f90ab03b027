"""Vectors made small: turned into few dimensions, given steps to be rounded to. Pure, no model."""

import numpy

from builder.rank.files import LEVELS, Floats

REACH, ROUGH_REACH = 2.6, 2.0  # standard deviations that sixteen or four levels span on either side: what loses least


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
