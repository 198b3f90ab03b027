"""Make the golden bundle anew after a change of the format: `python -m tests.golden.box.remake`, then read the diff."""

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.bundle import FOLDER
from builder.rank.query import Box, Ranking, rank_query
from tests.bundle.little_site import QUERIES, make_assets, make_site

HERE = Path(__file__).parent
MOST = 5
CODE = ("script-", "style-", "load.js", "plain.js", "single.js")


def best(found: Iterable[tuple[int, float]]) -> list[list[float]]:
    """The first of what was found, ties by their numbers: of equal sums each language makes another last digit."""
    return sorted(([number, round(score, 4)] for number, score in found), key=lambda one: (-one[1], one[0]))[:MOST]


def plain(ranking: Ranking) -> dict[str, Any]:
    """A ranking as JSON holds it, its numbers short enough to be the same in Python and JavaScript."""
    rounded = {
        name: best((one.number, one.score) for one in getattr(ranking, name))
        for name in ("passages", "questions", "pages")
    }
    whole = dataclasses.asdict(ranking) | rounded
    whole |= {name: round(getattr(ranking, name), 4) for name in ("confidence", "asked", "sameness")}
    found: dict[str, Any] = json.loads(json.dumps(whole))
    return found


def main() -> None:
    """Write the bundle of the little site and what its queries find."""
    for path in HERE.glob("*.*"):
        if path.suffix not in {".py", ".mjs"}:
            path.unlink()
    for asset in make_assets(make_site(Path("little"))):
        name = asset.path.removeprefix(f"{FOLDER}/")
        if not name.startswith(CODE):
            (HERE / name).write_bytes(asset.content)
    box = Box(lambda name: (HERE / name).read_bytes())
    found = {query: plain(rank_query(query, box)) for query in QUERIES}
    rows = [
        f"{json.dumps(query, ensure_ascii=False)}: {json.dumps(one, ensure_ascii=False)}"
        for query, one in found.items()
    ]
    (HERE / "queries.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
