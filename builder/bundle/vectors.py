"""The few directions in which vectors are kept. Pure, no model."""

import numpy

from builder.rank.files import Floats


def make_basis(vectors: Floats, dimension: int) -> Floats:
    """The directions along which the vectors differ most, as columns, with signs that do not depend on the machine."""
    _, directions = numpy.linalg.eigh(vectors.T.astype(numpy.float64) @ vectors)
    basis = directions[:, ::-1][:, :dimension]
    signs = numpy.sign(basis[numpy.abs(basis).argmax(axis=0), numpy.arange(basis.shape[1])])
    return numpy.asarray(basis * numpy.where(signs == 0, 1, signs), dtype=numpy.float32)
