"""The figures of the build page: each that a query box is measured by says what it means."""

from builder.bundle.choosing import DEFAULTS, Asked, Trial, measure
from builder.pages.building import MEANINGS
from builder.rank.query import Ranking

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
