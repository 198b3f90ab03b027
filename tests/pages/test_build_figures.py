"""The build page: what it counts, plots that lose no count, and what each figure of the query box means."""

import dataclasses

import pytest
from shown import pages, pages_of, site, text_of

from builder.bundle.choosing import DEFAULTS, Asked, Trial, measure
from builder.pages.building import MEANINGS
from builder.pages.plots import histogram, stacked_plot
from builder.pages.standing import Tally
from builder.rank.query import Ranking
from builder.records import Site

__all__ = ["pages", "site"]  # fixtures

FOUND = Ranking(
    kind="plain",
    passages=(),
    questions=(),
    pages=(),
    same=False,
    covered=False,
    doubtful=False,
    confidence=0.0,
    asked=0.0,
    sameness=0.0,
)


def test_every_figure_of_the_query_box_is_explained() -> None:
    asked = [Asked(Trial("Which port?", 0, frozenset({0})), FOUND)]
    figures = measure(DEFAULTS, asked, [FOUND], [FOUND], lambda passage: passage)
    assert figures.keys() == {name for name in MEANINGS if name.startswith("query box: ")} - {
        "query box: wordings held out"
    }


def test_the_build_page_counts_and_names_what_was_set_aside(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/build.md"])
    for words in (
        "Files read 6",
        "Set aside 1",
        "Sentences published 8",
        "the file is encrypted",
        "held out top 1 0.91",
    ):
        assert words in text
    assert pages["answers/build.md"].count('<figure class="ab-plot" tabindex="0">') == 4
    assert "<title>Other questions: not found by us 1</title>" in pages["answers/build.md"]


def test_only_what_a_person_approved_counts_as_approved_by_people(site: Site) -> None:
    for engine, count in (("reader", 1), ("author", 0)):
        approved = dataclasses.replace(site.answers[0], state="approved", engine=engine)
        pages = pages_of(dataclasses.replace(site, answers=(approved,)))
        assert f"<dt>Approved by people</dt><dd>{count}</dd>" in pages["answers/build.md"]


def test_plots_lose_no_count() -> None:
    plot = histogram("t", [0.0, 0.05, 0.5, 1.0, 7.0], [0, 0.5, 1], ["0", "0.5"])
    assert [column.count for column in plot.columns] == [2, 3]
    bars = stacked_plot("t", [("a", "", Tally(stated=1, unfound=3)), ("b", "", Tally())])
    assert [[bar.count for bar in row.bars] for row in bars.rows] == [[1, 3], []]
    assert bars.rows[0].bars[1].x == pytest.approx(bars.rows[0].bars[0].x + bars.rows[0].bars[0].width, abs=0.2)
