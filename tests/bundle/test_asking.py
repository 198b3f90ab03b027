"""The benchmark asks through the browser's own modules: a bundle and questions come in, what each finds goes out."""

from pathlib import Path

from bench.search import run_node
from builder.bundle import make_bundle, prepare_box
from builder.bundle.scripts import FOLDER as WEB
from builder.engines.toy import ToyEncoder
from tests.bundle.little_site import LittleIndex, make_site


def test_a_known_question_is_found_and_its_bytes_are_counted(tmp_path: Path) -> None:
    site, encoder = make_site(tmp_path), ToyEncoder()
    for asset in make_bundle(site, prepare_box(site, LittleIndex(site, encoder), encoder), encoder):
        (tmp_path / Path(asset.path).name).write_bytes(asset.content)
    known = site.questions[0].text
    row, other = run_node("ask.mjs", [WEB, tmp_path], [{"q": known, "pages": []}, {"q": "elephants?", "pages": []}])
    assert row["suggested"] == known and row["known"] and row["covered"]
    assert row["first"]["bytes"] > row["next"]["bytes"] >= 0
    assert not other["covered"]
