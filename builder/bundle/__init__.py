"""What the query box fetches: a site's questions, answers, words and vectors come in, small hashed files go out."""

from typing import Protocol

from builder.engines import Encoder, Vectors
from builder.records import Asset, Passage, Site


class Indexed(Protocol):
    """What of the index the query box needs: the passages in their order and one vector each."""

    passages: tuple[Passage, ...]
    vectors: Vectors


def make_bundle(site: Site, index: Indexed, encoder: Encoder) -> tuple[Asset, ...]:
    """Make the files behind the query box."""
    return ()
