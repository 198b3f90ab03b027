"""Damaged bytes of the cache and the answers are found and made anew, or refused by name; none is believed."""

import sys
from pathlib import Path

import pytest
from tenth import BENCH, hold

sys.path.insert(0, str(BENCH.parent))
from durable import damages, edits, ground

from builder import store
from builder.format import answers


def test_flipped_bits(tmp_path: Path) -> None:
    assert hold("flips", tmp_path).startswith("flips: 1,000 cases, 0 broken")


def test_files_cut_at_every_length(tmp_path: Path) -> None:
    assert ", 0 broken" in hold("cuts", tmp_path)


def test_the_benchmark_would_notice_a_cache_that_believes_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_checksum", lambda key, value: "")
    with ground.warm(), pytest.raises(ground.Broken, match="a wrong value was believed"):
        for number in range(1, 40, 2):
            damages.flip_case(number, tmp_path / "case")


def test_the_benchmark_would_notice_changed_words_that_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "seal_claims", lambda answer: "0" * 10)
    with ground.warm(), pytest.raises(ground.Broken, match="differ"):
        for number in range(0, 1000, 5):
            damages.flip_case(number, tmp_path / "case")


def test_the_benchmark_would_notice_a_page_that_stays(tmp_path: Path) -> None:
    with ground.warm(), pytest.raises(ground.Broken, match="still says b'A crew of 230 sails her"):
        root = tmp_path / "root"
        ground.make_project(root)
        written = edits.said(root)
        ground.run(root)
        old = next((root / "build/pages/documents/ships").glob("frigate*")).read_bytes()
        ground.edit(root, "seeds/ships/documents/frigate.md", "230", "231")
        ground.run(root)
        (root / "build/pages/left.md").write_bytes(old)
        edits.refuse_stale(root, written, ["edit"])
