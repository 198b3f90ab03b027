"""What the encoder learns from: sets come in, lots of texts with two queries each go out."""

from pathlib import Path

import pytest
from set_files import write_rows

from builder.training.pairs import Pair, Pairs, by_site, read_questions, read_sections, tell_apart
from builder.training.texts import is_held_out

SITES = [name for name in map(str, range(40)) if not is_held_out(name)][:3]
HELD = next(name for name in map(str, range(1000)) if is_held_out(name))


def write_written(data: Path, each: int = 30) -> None:
    rows = [
        {
            "site": site,
            "headings": ["Guide", "Doors", f"Door {number}"],
            "text": f"Turn handle {number} of {site}.",
            "asked": ["let myself in", "stuck outside", f"How do I open door {number}?", f"undo lock {number}"],
        }
        for site in (*SITES, HELD)
        for number in range(each)
    ]
    write_rows(data / "more" / "searching" / "written.jsonl.gz", rows)


def test_a_lot_is_mostly_of_one_site_and_says_each_text_once(tmp_path: Path) -> None:
    write_written(tmp_path)
    pairs = Pairs(tmp_path, seed=3, size=24)
    for step in range(12):
        texts, ones, others = pairs.lot(step)
        assert len(texts) == len(set(texts)) == len(ones) == len(others) == 24
        sites = [text.rpartition(" of ")[2] for text in texts]
        assert max(map(sites.count, set(sites))) >= 16
        assert all(one != other for one, other in zip(ones, others, strict=True))


def test_a_text_is_read_with_its_nearest_headings(tmp_path: Path) -> None:
    write_written(tmp_path)
    texts, _, _ = Pairs(tmp_path, seed=3, size=4).lot(0)
    assert all(text.startswith("Doors\nDoor ") for text in texts)


def test_the_lots_of_a_step_are_always_the_same(tmp_path: Path) -> None:
    write_written(tmp_path)
    first, again = (Pairs(tmp_path, seed=3, size=16) for _ in range(2))
    again.lot(0)
    assert first.lot(7) == again.lot(7) != first.lot(8)
    assert first.lot(7) != Pairs(tmp_path, seed=4, size=16).lot(7)


def test_nothing_of_a_held_out_site_is_shown(tmp_path: Path) -> None:
    write_written(tmp_path)
    assert sorted(Pairs(tmp_path, seed=3, size=8).written) == sorted(SITES)
    assert by_site(iter([Pair(HELD, "text", ("asked",))])) == {}


def test_a_section_is_asked_for_by_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "sections.jsonl.gz"
    rows = [
        {"site": "a", "headings": ["Guide", "Open a door"], "text": "Turn the handle."},
        {"site": "a", "headings": ["Doors"], "text": "One word is found in any search."},
        {"site": "a", "headings": [], "text": "Nothing to ask for it by."},
    ]
    write_rows(path, rows)
    assert list(read_sections(path)) == [Pair("a", "Turn the handle.", ("Open a door", "Guide Open a door"))]


@pytest.mark.parametrize("group", [SITES[0], HELD])
def test_questions_are_those_that_their_text_answers(tmp_path: Path, group: str) -> None:
    path = tmp_path / "set.jsonl.gz"
    answer = [{"text": "1932", "start": 18}]
    rows = [
        {"group": group, "context": "The bridge opened 1932.", "question": "When did it open?", "answers": answer},
        {"group": group, "context": "The bridge opened 1932.", "question": "When was it shut?", "answers": []},
        {"group": group, "context": "long " * 400, "question": "What is long?", "answers": answer},
    ]
    write_rows(path, rows)
    expected = [] if group == HELD else [Pair("set.jsonl.gz", "The bridge opened 1932.", ("When did it open?",))]
    assert read_questions(path) == expected


def test_a_query_that_is_another_cut_short_is_left_out() -> None:
    assert tell_apart(("uploads fail halfway", "uploads fail", "c", "d")) == ("uploads fail halfway", "c", "d")
    assert tell_apart(("uploads fail halfway", "broken transfer", "c", "d")) == (
        "uploads fail halfway",
        "broken transfer",
        "c",
        "d",
    )
