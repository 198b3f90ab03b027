"""Readers of any language and script, with a keyboard or without: each finds words and controls marked for them."""

import dataclasses
import re
from pathlib import Path

import pytest
from sample_site import answer as sample_answer
from shown import pages_of, site

from builder.packaged import templates_dir
from builder.pages import render_quotes
from builder.records import Site

__all__ = ["site"]  # a fixture


def test_the_words_of_documents_and_questions_have_the_language_of_their_book(site: Site) -> None:
    books = tuple(dataclasses.replace(book, language="de") for book in site.books)
    german = pages_of(dataclasses.replace(site, books=books))
    for path, html in german.items():
        assert html.startswith("<div class=") and ' lang="en" tabindex="-1">' in html.splitlines()[0], path
    question = german["answers/handbook/install.md"]
    for opening in ("<h1 ", '<div class="ab-reply" ', '<blockquote class="ab-excerpt" '):
        assert f'{opening}lang="de"' in question
    assert '<p lang="de">' in german["answers/handbook/price.md"]  # a nearest passage
    assert '/" lang="de">' in german["answers/index.md"] and '/" lang="de">' in german["index.md"]
    assert 'lang="de"' not in german["answers/build.md"]
    assert b'<ul lang=\\"de\\">' in render_quotes(dataclasses.replace(site, books=books))


def test_names_of_documents_turn_no_words_but_their_own(site: Site) -> None:
    turned = tuple(dataclasses.replace(one, title=f"\u202e{one.title}") for one in site.sources)
    pages = pages_of(dataclasses.replace(site, sources=turned))
    assert "<b><bdi>\u202eStart</bdi></b>" in pages["answers/handbook/install.md"]


@pytest.mark.parametrize("path", sorted((templates_dir() / "assets").glob("*.css")), ids=lambda path: path.name)
def test_styles_name_no_left_or_right(path: Path) -> None:
    text = path.read_text("utf-8")
    for _, right, _, left in re.findall(r"(?:padding|margin): (\S+) (\S+) (\S+) ([^\s;]+)(?: !important)?;", text):
        assert right == left
    assert re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*:", text) == []


def test_what_is_wider_than_the_page_is_reached_by_keyboard(site: Site) -> None:
    quoted = sample_answer("methods/optimiser", "methods/fluxes", ("methods/fluxes.a4", "Conv 1 | 32 | ReLU"))
    kept = tuple(one for one in site.answers if one.place != quoted.place)
    pages = pages_of(dataclasses.replace(site, answers=(*kept, quoted)))
    assert 'ab-passage--table" tabindex="0"' in pages["documents/methods/fluxes.md"]
    assert 'class="ab-excerpt ab-excerpt--code" tabindex="0"' in pages["answers/methods/optimiser.md"]
