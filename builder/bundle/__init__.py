"""What the query box fetches: a site's questions, answers, words and vectors come in, small hashed files go out."""

from builder.engines import Encoder
from builder.index import Index
from builder.records import Asset, Site


def make_bundle(site: Site, index: Index, encoder: Encoder) -> tuple[Asset, ...]:
    """Make the files behind the query box."""
    return ()
