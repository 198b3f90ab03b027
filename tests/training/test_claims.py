"""Claims for the judge: of two sentences, and those that are supported in part."""

import json
from pathlib import Path
from random import Random

import numpy as np
from set_files import write_rows

from builder.training.claims import draw_made, is_kept, join, read_partial, read_written
from builder.training.swaps import Swapper

RUN = (
    "The bridge was opened by Ada Holm in June.",
    "The ferry was sold to a museum in Bergen.",
    "Herons nest there now.",
)


def test_a_claim_of_two_sentences_is_supported_where_the_quote_holds_both() -> None:
    random, swapper = Random(5), Swapper((), np.zeros((0, 1), np.float32))
    drawn = [draw_made(RUN, swapper, random) for _ in range(300)]
    double = [one for one in drawn if ", and " in one.question]
    assert {one.supported for one in double} == {0.0, 1.0}
    for one in double:
        words = [claim.strip(" .").lower() for claim in one.question.split(", and ")]
        held = all(any(word in sentence.lower() for sentence in RUN if sentence in one.text) for word in words)
        assert one.supported == float(held)


def test_the_second_half_begins_small_only_where_that_is_no_name() -> None:
    pairs = {join("It opened in June.", "The ferry sank.", Random(seed)) for seed in range(8)}
    assert pairs == {"It opened in June, and the ferry sank.", "The ferry sank, and it opened in June."}
    assert join("Ada built it.", "Holm paid.", Random(0)) in {
        "Ada built it, and Holm paid.",
        "Holm paid, and Ada built it.",
    }


def test_claims_supported_in_part_leave_out_the_documents_kept_for_measuring(tmp_path: Path) -> None:
    kept, other = (next(name for name in map(str, range(99)) if is_kept(name) is wanted) for wanted in (True, False))
    rows = [
        {"claim": title, "evidence": [title, "It was."], "supporting_sentences": [[1]], "label": "partially_supported"}
        for title in (kept, other)
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (claim,) = read_partial(path)
    assert (claim.text, claim.marked) == (other, ((1,),))
    assert 0 < claim.supported < 0.5
    assert read_partial(tmp_path / "missing.jsonl") == []


def test_written_claims_stand_beside_their_whole_text(tmp_path: Path) -> None:
    quote = "The dam was begun in 1931. It was opened in 1936."
    claims = [("The dam took five years to build.", 1.0), ("The dam was opened in 1931.", 0.0)]
    rows = [{"claim": claim, "quote": quote, "supported": so} for claim, so in claims]
    true, false = read_written(write_rows(tmp_path / "written.jsonl.gz", rows))
    assert (true.supported, false.supported) == (1.0, 0.0)
    assert true.sentences == ("The dam was begun in 1931.", "It was opened in 1936.") and true.marked == ((0, 1),)
    assert read_written(tmp_path / "missing.jsonl.gz") == []
