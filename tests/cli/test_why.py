"""`why` says of each sentence of an answer whether it is on the page."""

import json

from conftest import World

from builder.format import read_project
from builder.pipeline import build

MAST = "seeds/ships/answers/mast.yml"


def test_the_sentence_that_is_not_published_is_named(world: World) -> None:
    build(read_project(world.root), engine="toy", render=False)
    text = (world.root / MAST).read_text("utf-8").replace("  - state: answered", "  - state: edited")
    claim = text[text.index("      - text:") : text.index("    candidates:")]
    wrong = claim.replace('text: "The mast of the frigate is 48', 'text: "It is 49')
    world.write(MAST, text.replace(claim, claim + wrong))
    said = world.run("why", "mast")
    assert "\n  edited, engine " in said
    assert "  The mast of the frigate is 48 m tall.  (support 1.00)\n" in said
    assert "  It is 49 m tall.  (support 1.00, not published)\n" in said
    record = json.loads(world.run("why", "mast", "--json"))
    assert (record["published"], [one["published"] for one in record["claims"]]) == (True, [True, False])
