"""The benchmark asks through the browser's own modules: a bundle and questions come in, what each finds goes out."""

from collections.abc import Mapping
from pathlib import Path

from bench.search import run_node
from builder.bundle.choosing import DEFAULTS, Learned
from builder.packaged import WEB
from builder.records import Site
from tests.bundle.little_site import make_assets, make_site


def write_box(folder: Path, settings: Mapping[str, float] | None = None) -> Site:
    site = make_site(folder)
    learned = Learned({**DEFAULTS, **settings}, ()) if settings else None
    for asset in make_assets(site, learned):
        (folder / Path(asset.path).name).write_bytes(asset.content)
    return site


def test_a_question_asked_word_for_word_gets_its_card_however_sure(tmp_path: Path) -> None:
    known = write_box(tmp_path, {"same": 9.0}).questions[0].text
    other = known.replace(" ", " nearly ", 1)
    rows = run_node("ask.mjs", [WEB, tmp_path], [{"q": query, "pages": []} for query in (known, known.upper(), other)])
    assert [row["card"] is not None for row in rows] == [True, True, False]
    assert rows[0]["covered"] and not rows[0]["doubtful"]


def test_a_known_question_is_found_and_its_bytes_are_counted(tmp_path: Path) -> None:
    known = write_box(tmp_path).questions[0].text
    row, other = run_node("ask.mjs", [WEB, tmp_path], [{"q": known, "pages": []}, {"q": "elephants?", "pages": []}])
    assert row["suggested"] == known and row["known"] and row["covered"]
    assert row["first"]["bytes"] > row["next"]["bytes"] >= 0
    assert not other["covered"]
