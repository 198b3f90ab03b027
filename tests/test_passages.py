"""Blocks to passages: not too short, not too long, never across a heading or a break, with ids of their own words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builder.passages import LONGEST, cut_passages
from builder.records import Block, Passage, Source, SourceText

SENTENCE = "The mast of the frigate is 48 m tall, and it was made in 1791 of Norwegian fir. "


def cut(*blocks: Block) -> tuple[Passage, ...]:
    source = Source(id="ships/frigate", book="ships", title="x", paths=("x",), media_type="text/plain", sha256="0")
    return cut_passages(SourceText(source=source, blocks=blocks))


def paragraph(text: str, place: str = "", page: int = 0) -> Block:
    return Block(kind="paragraph", text=text, place=place, page=page)


def heading(text: str, level: int = 1, place: str = "") -> Block:
    return Block(kind="heading", text=text, level=level, place=place)


def test_short_blocks_under_one_heading_are_one_passage() -> None:
    (passage,) = cut(heading("Mast"), paragraph("One."), paragraph("Two."), Block(kind="list", text="a\nb"))
    assert passage.text == "One.\nTwo.\na\nb"
    assert (passage.headings, passage.kind, passage.citable) == (("Mast",), "paragraph", True)


def test_a_paragraph_after_a_list_is_none_of_its_entries() -> None:
    lead, entries, rest = (
        paragraph("It runs on:"),
        Block(kind="list", text="Linux\nmacOS"),
        paragraph("Windows is not."),
    )
    assert [one.text for one in cut(heading("A"), lead, entries, rest)] == [
        "It runs on:\nLinux\nmacOS",
        "Windows is not.",
    ]
    printed = [replace(block, page=3) for block in (lead, entries, rest)]
    assert len(cut(heading("A"), *printed)) == 1, "there an entry may look like a paragraph"


def test_headings_nest_by_level() -> None:
    found = cut(
        heading("A"),
        heading("B", 2),
        paragraph("One."),
        heading("C", 2),
        paragraph("Two."),
        heading("D"),
        paragraph("3"),
    )
    assert [passage.headings for passage in found] == [("A", "B"), ("A", "C"), ("D",)]


def test_nothing_is_merged_across_a_break_or_a_page() -> None:
    found = cut(paragraph("One."), Block(kind="break", text=""), paragraph("Two."), paragraph("Three.", page=2))
    assert [passage.text for passage in found] == ["One.", "Two.", "Three."]


def test_a_heading_does_not_reach_over_a_break() -> None:
    found = cut(heading("A"), paragraph("One."), Block(kind="break", text=""), paragraph("Two."))
    assert [passage.headings for passage in found] == [("A",), ()]


def test_tables_code_and_captions_stand_alone() -> None:
    table, code = Block(kind="table", text="a | b\n1 | 2"), Block(kind="code", text="x = 1\n\ny = 2")
    found = cut(paragraph("One."), table, code, Block(kind="caption", text="Fig. 1. A ship."), paragraph("Two."))
    assert [(passage.kind, passage.text) for passage in found] == [
        ("paragraph", "One."),
        ("table", "a | b\n1 | 2"),
        ("code", "x = 1\n\ny = 2"),
        ("caption", "Fig. 1. A ship."),
        ("paragraph", "Two."),
    ]


def test_what_is_read_but_never_quoted() -> None:
    blocks = {
        "reference": Block(kind="reference", text="Smith, J., 2019. Ships."),
        "formula": Block(kind="formula", text="(6)"),
        "loose cells": Block(kind="table", text="mast\nboom"),
        "program": Block(kind="code", text="\n".join(f"ship.sail({number})" for number in range(9))),
    }
    assert {name: cut(block)[0].citable for name, block in blocks.items()} == dict.fromkeys(blocks, False)
    assert cut(Block(kind="code", text="pip install ship"))[0].citable
    assert cut(Block(kind="code", text="import ship\nship.sail()"))[0].citable  # below what announces it
    assert not cut(Block(kind="code", text="$ <b>pip</b> install ship"))[0].citable


def test_long_paragraphs_are_cut_between_sentences() -> None:
    found = cut(paragraph((SENTENCE * 30).strip()))
    assert all(len(passage.text) <= LONGEST and passage.text.endswith("fir.") for passage in found)
    assert " ".join(passage.text for passage in found) == (SENTENCE * 30).strip()
    assert min(len(passage.text) for passage in found) > 300


def test_long_lists_are_cut_between_entries() -> None:
    entries = [f"Entry {number}: {SENTENCE.strip()}" for number in range(40)]
    found = cut(Block(kind="list", text="\n".join(entries)))
    assert [line for passage in found for line in passage.text.split("\n")] == entries


@pytest.mark.parametrize("lead", ["The parts are:", "部件有："])
def test_a_sentence_that_announces_a_list_goes_with_it(lead: str) -> None:
    filler = paragraph((SENTENCE * 8).strip())
    announcement = paragraph(lead)
    entries = Block(kind="list", text="\n".join(f"part {number} of the ship, made of oak" for number in range(9)))
    found = cut(filler, announcement, entries)
    assert found[1].text.startswith(f"{lead}\npart 0")


def test_ids_are_digests_of_the_words() -> None:
    one, two = cut(paragraph("Same.", place="a"), paragraph("Same.", place="b"))
    assert (one.id, two.id) == (one.id, f"{one.id}.2")
    assert one.id.startswith("ships/frigate.")
    before = cut(heading("A"), paragraph("Kept.", "a"), heading("B"), paragraph("Old.", "b"))
    after = cut(heading("New"), paragraph("Kept.", "n"), heading("B"), paragraph("New.", "b"))
    assert before[0].id == after[0].id
    assert before[1].id != after[1].id


blocks = some.lists(
    some.builds(
        Block,
        kind=some.sampled_from(
            ["heading", "paragraph", "list", "table", "code", "caption", "break", "reference", "formula"]
        ),
        text=some.text(alphabet="ab. :\n", max_size=400),
        level=some.integers(1, 3),
        place=some.sampled_from(["", "x", "y"]),
    ),
    max_size=12,
)


@given(blocks)
def test_no_word_is_lost_or_doubled(found: list[Block]) -> None:
    passages = cut(*found)
    wanted = "".join(block.text for block in found if block.kind not in {"heading", "break"})
    assert "".join("".join(passage.text for passage in passages).split()) == "".join(wanted.split())
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.text.strip() for passage in passages)


def test_a_long_line_of_blanks_is_no_line() -> None:
    assert [passage.text for passage in cut(paragraph("a\n" + " " * (LONGEST + 1)))] == ["a"]


def test_the_rest_of_a_list_that_was_cut_stays_a_list() -> None:
    entries = "\n".join(f"entry number {number} of the list" for number in range(60))
    first, *more = cut(paragraph("Never do this."), paragraph("Nor any of these:"), Block(kind="list", text=entries))[
        1:
    ]
    assert (first.kind, first.text.split("\n")[0]) == ("paragraph", "Nor any of these:")
    assert {passage.kind for passage in more} == {"list"}


def test_the_label_of_a_tab_is_a_heading_until_the_tab_ends() -> None:
    label, end = Block(kind="heading", text="Debian", level=7), Block(kind="heading", text="", level=7)
    found = cut(Block(kind="heading", text="Install", level=1), label, paragraph("Use apt."), end, paragraph("Run it."))
    assert [(one.headings, one.text) for one in found] == [
        (("Install", "Debian"), "Use apt."),
        (("Install",), "Run it."),
    ]


def test_a_heading_within_a_tab_ends_with_the_tab() -> None:
    found = cut(
        heading("T"),
        heading("Install", 2),
        heading("Linux", 7),
        heading("Stable", 8),
        heading("Uninstall", 1),
        paragraph("Run apt remove."),
        heading("", 8),
        paragraph("Restart."),
        heading("Sub", 3),
        paragraph("Read on."),
        heading("", 7),
        heading("macOS", 7),
        paragraph("Run brew."),
        heading("", 7),
        paragraph("Done."),
        heading("Next", 2),
        paragraph("End."),
    )
    assert [one.headings for one in found] == [
        ("T", "Install", "Linux", "Stable", "Uninstall"),
        ("T", "Install", "Linux"),
        ("T", "Install", "Linux", "Sub"),
        ("T", "Install", "macOS"),
        ("T", "Install"),
        ("T", "Next"),
    ]
