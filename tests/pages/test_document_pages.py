"""The pages of documents: passages in their order, each quote marked once and led back to the answers."""

import dataclasses
import json
import re

from shown import pages, pages_of, site

from builder.links import quote_id
from builder.pages import render_quotes
from builder.pages.documents import marked_lines, passage_views
from builder.pages.lookup import Lookup
from builder.quoted import Quote
from builder.records import Citation, Passage, Site

__all__ = ["pages", "site"]  # fixtures


def test_a_document_shows_its_passages_in_order_with_quotes_marked_and_led_back(
    site: Site, pages: dict[str, str]
) -> None:
    lookup = Lookup(site)
    views = passage_views(lookup, lookup.source["methods/fluxes"])
    assert [view.anchor for view in views] == ["p-a1", "p-a2", "p-a3", "p-a4", "p-a5", "p-a6"]
    assert [view.headings for view in views][:3] == [
        ((2, "3. Method"),),
        ((3, "3.2 Preparation"),),
        ((3, "3.3 Search"),),
    ]
    assert [view.page for view in views] == [4, 0, 5, 6, 0, 9]
    html = pages["documents/methods/fluxes.md"]
    assert html.count("<mark") == 3
    assert 'href="../../../answers/methods/preprocessing/#fluxes"' in html
    assert [citer.text for citer in views[0].citers] == ["Earlier answers"]


def test_a_page_number_stands_before_the_headings_of_its_page(pages: dict[str, str]) -> None:
    page = pages["documents/methods/fluxes.md"]
    assert page.index(">page 6<") < page.index(">4. Results<")


def test_overlapping_quotes_of_two_answers_share_a_segment(pages: dict[str, str]) -> None:
    marks = re.findall(r'<mark[^>]*data-quotes="([^"]*)"', pages["documents/methods/cells.md"])
    assert [len(names.split()) for names in marks] == [1, 1, 2, 1]


def test_every_line_of_a_passage_keeps_its_text_and_its_marks() -> None:
    lines = marked_lines("one two\n\nthree", [])
    assert [str(line) for line in lines] == ["one two", "", "three"]


def test_every_passage_is_found_by_a_page_when_it_spans_lines() -> None:
    passage = Passage(id="b/s.1", source="b/s", kind="list", headings=(), text="one two\nthree four")
    quote = Citation(passage=passage.id, quote="two\nthree")
    first, second = marked_lines(passage.text, [Quote(id=quote_id(quote), text=quote.quote)])
    assert "two</mark>" in first and f'id="{quote_id(quote)}"' in first
    assert "three</mark>" in second and " id=" not in second


def test_the_quotes_file_holds_what_the_plugin_marks(site: Site) -> None:
    found = json.loads(render_quotes(site))
    assert list(found) == ["start/"]
    assert [quote["place"] for quote in found["start/"]["quotes"]] == ["start", "install", "publish"]
    assert 'href="../answers/handbook/install/"' in found["start/"]["after"]


def test_documents_of_any_name_have_an_id_of_their_own(site: Site) -> None:
    names = {"fluxes": "stated", "cells": "h-stated", "birds": "also", "empty": "unfound"}

    def renamed(text: str) -> str:
        return f"methods/{names.get(text.removeprefix('methods/'), text.removeprefix('methods/'))}"

    one = dataclasses.replace(
        site,
        sources=tuple(
            dataclasses.replace(source, id=renamed(source.id)) if source.book == "methods" else source
            for source in site.sources
        ),
        passages=tuple(
            dataclasses.replace(one, source=renamed(one.source)) if one.source.startswith("methods") else one
            for one in site.passages
        ),
        answers=tuple(
            dataclasses.replace(one, document=renamed(one.document)) if one.document else one for one in site.answers
        ),
        audits=(),
        opinions=(),
    )
    pages = pages_of(one)
    found = re.findall(r'\bid="([^"]*)"', pages["answers/methods/preprocessing.md"])
    assert {"stated", "h-stated", "unfound"} <= set(found)
    assert sorted(set(found)) == sorted(found)
