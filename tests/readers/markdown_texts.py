"""What is read of a Markdown page, as tests compare it."""

from builder.readers.markdown import read_markdown


def texts(page: str, *kinds: str) -> list[str]:
    """The texts of a page's blocks, of some kinds or of all."""
    return [block.text for block in read_markdown(page).blocks if not kinds or block.kind in kinds]
