"""The sample site and its pages, as fixtures, and what tests ask of their HTML."""

import re
from pathlib import Path

import pytest
from sample_site import sample_site

from builder.pages import render_pages
from builder.records import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sample_site(tmp_path)


@pytest.fixture
def pages(site: Site) -> dict[str, str]:
    return pages_of(site)


def pages_of(site: Site) -> dict[str, str]:
    """The HTML of a site's pages by their paths."""
    return {page.path: page.html for page in render_pages(site)}


def text_of(html: str) -> str:
    """The words of some HTML, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
