"""The anchors MkDocs gives to headings: Python-Markdown's slugs, counted up where two are alike."""

import re
import unicodedata

_COUNTED = re.compile(r"^(.*)_([0-9]+)$")
_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAPS = re.compile(r"[-\s]+")


def heading_slug(text: str) -> str:
    """A heading's anchor before it is made unique."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _GAPS.sub("-", _NOT_IN_SLUG.sub("", plain).strip().lower())


def unique_anchor(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, counted up until it is free; it is taken from then on, with the last number counted up from it."""
    if anchor in taken or not anchor:
        counted = _COUNTED.match(anchor)
        stem, number = (counted.group(1), int(counted.group(2))) if counted else (anchor, 0)
        number = max(number, taken.get(anchor, 0)) + 1
        while f"{stem}_{number}" in taken:
            number += 1
        taken[anchor] = number
        anchor = f"{stem}_{number}"
    taken[anchor] = 0
    return anchor
