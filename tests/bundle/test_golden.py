"""The golden bundle: Python and JavaScript read the same bytes and find the same, and the format has not moved."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.bundle import FOLDER
from builder.packaged import WEB
from builder.rank.query import Box, rank_query
from builder.rank.words import words
from tests.bundle.little_site import QUERIES, make_assets, make_site
from tests.golden.box.remake import best, plain

GOLDEN = Path(__file__).parent.parent / "golden" / "box"
TEXTS = [
    "OAuth2PasswordBearer response_model --reload C++ C# HTTP_404_NOT_FOUND",
    "installing caches queries running coded the site's users don't",
    "Größe café ﬁle naïve İstanbul ΣΊΣΥΦΟΣ",
    "東京タワーはFastAPIで高い ภาษาไทย हिन्दी में",
    "Normalised behaviours, normalized behavior; four hours of an optimizer's organisation, resized",
    "a->b x::y 224×224 ½ ² 10:30 e.g. 3.11",
    "葛\U000e0100城市の人口 ☎\ufe0f calls",
    "𑄇𑄧𑄝𑄢 𑄌𑄋𑄴𑄟𑄳𑄦 𞤀𞤣𞤤𞤢𞤥𞥄",
    "",
]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / "queries.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def box() -> Box:
    return Box(lambda name: (GOLDEN / name).read_bytes())


@pytest.fixture(scope="module")
def in_javascript() -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run(
        [node, str(GOLDEN / "rank.mjs"), str(WEB), str(GOLDEN)],
        input=json.dumps({"queries": QUERIES, "texts": TEXTS}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_python_finds_what_it_found(query: str, box: Box, expected: dict[str, Any]) -> None:
    assert plain(rank_query(query, box)) == expected[query]


@pytest.mark.parametrize("query", QUERIES)
def test_javascript_finds_the_same(query: str, expected: dict[str, Any], in_javascript: dict[str, Any]) -> None:
    found = in_javascript["found"][query]
    for name in ("passages", "questions", "pages"):
        known = best((one["number"], one["score"]) for one in found[name])
        found[name] = [[number, pytest.approx(score, abs=2e-4)] for number, score in known]
    for name in ("confidence", "sameness"):
        found[name] = pytest.approx(found[name], abs=2e-4)
    assert {name: one for name, one in expected[query].items() if name != "asked"} == found  # Python's learner asks it


@pytest.mark.parametrize("text", TEXTS)
def test_javascript_makes_the_same_terms(text: str, in_javascript: dict[str, Any]) -> None:
    assert in_javascript["terms"][text] == words(text)


def test_a_fresh_bundle_has_the_golden_files(tmp_path: Path) -> None:
    fresh = {asset.path.removeprefix(f"{FOLDER}/") for asset in make_assets(make_site(tmp_path))}
    kinds = {"box", "head", "words", "near", "texts", "known", "cards"}
    golden = [path.name for path in GOLDEN.iterdir() if path.name.split("-")[0].split(".")[0] in kinds]
    for name in golden:
        stem = name.rpartition("-")[0]
        assert any(other.startswith(stem) for other in fresh), f"{name} is no longer made"


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    assert make_assets(make_site(tmp_path)) == make_assets(make_site(tmp_path))
