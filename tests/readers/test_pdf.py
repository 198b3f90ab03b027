"""PDFs made by hand: reading order, headings, tables, pages, and what is no PDF."""

from dataclasses import replace

import pytest
from printed_page import Text, lines, pdf

from builder.errors import SourceError
from builder.readers import confined
from builder.readers.confined import confine
from builder.readers.pdf import read_pdf

LEFT = (
    "The left column is read first, and its",
    "lines belong together. It tells about",
    "ships that sail in the north, and how",
    "they are built of oak and fir by the",
    "people of the coast.",
)
RIGHT = (
    "The right column is read second. It",
    "tells about the crews of these ships,",
    "what they eat and where they sleep,",
    "and how they come home in autumn",
    "after the last storm.",
)


def kinds(content: bytes) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.page) for block in read_pdf(content).blocks]


def test_columns_are_read_one_after_the_other_in_whatever_order_they_were_printed() -> None:
    left, right = lines(60, 700, *LEFT), lines(310, 700, *RIGHT)
    rows = [text for pair in zip(left, right, strict=True) for text in pair]
    content = pdf([Text(60, 760, "Ships of the north, their builders and their crews", 18, "bold"), *rows])
    assert kinds(content) == [
        ("heading", "Ships of the north, their builders and their crews", 1),
        ("paragraph", " ".join(LEFT), 1),
        ("paragraph", " ".join(RIGHT), 1),
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = (
        lines(60, 700, *LEFT[:4]),
        lines(310, 700, "coastal people, who have done so for", *RIGHT[1:4], "after the last"),
    )
    content = pdf([*first[0], *first[1]], lines(60, 700, "storm of the year. Then they rest."))
    texts = [text for _, text, _ in kinds(content)]
    assert texts[0].endswith(
        "oak and fir by the coastal people, who have done so for tells about the crews of these"
        " ships, what they eat and where they sleep, and how they come home in autumn after the last"
        " storm of the year. Then they rest."
    )


def test_text_beside_a_figure_is_not_mixed_with_its_labels() -> None:
    labels = [Text(330 + 40 * (place % 3), 703 - 9.3 * place, f"label {place}", 8) for place in range(7)]
    found = kinds(pdf([*lines(60, 700, *LEFT), *labels]))
    assert found[0] == ("paragraph", " ".join(LEFT), 1)


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [
            Text(60, 810, f"Journal of Ships {number}"),
            *lines(60, 700, f"Page {word} tells a story of its own."),
            Text(290, 30, str(number)),
        ]
        for number, word in enumerate(["one", "two", "three"], start=1)
    ]
    assert kinds(pdf(*pages)) == [
        ("paragraph", "Page one tells a story of its own.", 1),
        ("paragraph", "Page two tells a story of its own.", 2),
        ("paragraph", "Page three tells a story of its own.", 3),
    ]


def test_headings_by_size_and_number() -> None:
    content = pdf(
        [
            Text(60, 780, "Ship manual", 20, "bold"),
            Text(60, 740, "Care of sails", 14, "bold"),
            *lines(
                60, 720, "Sails are dried after each trip, and they are mended in winter by", "two people who know."
            ),
            Text(60, 680, "2.1 Ropes", 10, "bold"),
            *lines(60, 660, "Ropes are changed every three years, or when they look worn, or", "after a storm."),
        ]
    )
    found = read_pdf(content)
    assert [(block.text, block.level) for block in found.blocks if block.kind == "heading"] == [
        ("Ship manual", 1),
        ("Care of sails", 2),
        ("2.1 Ropes", 2),
    ]
    assert found.title == "Ship manual"


def test_tables_keep_their_rows_and_empty_cells() -> None:
    rows = [("Part", "Length", "Wood"), ("mast", "48 m", "fir"), ("boom", "", "oak"), ("keel", "30 m", "oak")]
    cells = [
        Text(60 + 150 * column, 600 - 14 * row, word)
        for row, words in enumerate(rows)
        for column, word in enumerate(words)
        if word
    ]
    content = pdf([*lines(60, 660, "The table lists the parts of the ship and what they are made of."), *cells])
    assert ("table", "Part | Length | Wood\nmast | 48 m | fir\nboom |  | oak\nkeel | 30 m | oak", 1) in kinds(content)


def test_code_keeps_its_lines_and_indents() -> None:
    content = pdf(
        [
            *lines(60, 700, "Run this command to raise the sails of the ship, then wait:"),
            Text(60, 670, "if wind:", 10, "mono"),
            Text(84, 658, "raise_sails()", 10, "mono"),
        ]
    )
    assert ("code", "if wind:\n    raise_sails()", 1) in kinds(content)


def test_hyphens_and_dots_stay_together_and_with_their_words() -> None:
    commands = ("hoist --all -f ../sails.txt .", "hoist x--y ~/._old ....")
    code = lines(60, 670, *commands, font="mono")
    assert kinds(pdf([*lines(60, 700, "Run these commands to raise the sails of the ship:"), *code]))[1:] == [
        ("code", "\n".join(commands), 1)
    ]
    said = 'He said "go." She said "stay." Then both of them wrote "..." with a dash - and another --.'
    assert kinds(pdf(lines(60, 700, said))) == [("paragraph", said, 1)]


def test_a_page_that_is_drawn_smaller_is_read_alike() -> None:
    page = [*lines(60, 700, *LEFT), *lines(310, 700, *RIGHT), *lines(60, 600, "haul --all", font="mono")]
    large = [replace(one, x=one.x * 10, y=one.y * 10, size=one.size * 10) for one in page]
    assert kinds(pdf(large, scale=0.1)) == kinds(pdf(page))


def test_a_gap_a_little_wider_than_between_lines_begins_a_paragraph_whatever_letters_reach_below() -> None:
    first = lines(
        60, 700, "A sail is dried after each trip, as a wet one rots in a", "week or so, and is mended in summer."
    )
    second = lines(60, 672.4, "Gulls may pluck at ropes, so they are put away as well, and", "they stay dry.")
    assert [text[:12] for _, text, _ in kinds(pdf([*first, *second]))] == ["A sail is dr", "Gulls may pl"]


def test_tables_of_contents_are_left_out() -> None:
    dots = ". " * 30
    content = pdf(
        [*lines(60, 700, f"1 Sails {dots}3", f"2 Ropes {dots}5"), *lines(60, 600, "The text begins here, at last.")]
    )
    assert kinds(content) == [("paragraph", "The text begins here, at last.", 1)]


def test_pages_without_text_are_named() -> None:
    content = pdf(lines(60, 700, "There is one page with text in this file."), [], [])
    assert read_pdf(content).losses == ("pages without text (pictures of text are not read): 2, 3",)


def test_the_title_of_the_file_is_used_where_it_is_one() -> None:
    text = lines(60, 700, "There is only a line of text in this file.")
    assert read_pdf(pdf(text, title="A manual of ships")).title == "A manual of ships"
    assert read_pdf(pdf(text, title="draft7.docx")).title == ""
    assert read_pdf(pdf(text, title="1300457 20811 1..14")).title == ""


@pytest.mark.parametrize("label", ["R E S EAR CH A R TIC L E Open Access", "Short Communication", "Abstract"])
def test_the_kind_of_a_text_is_not_its_title(label: str) -> None:
    page = [
        Text(60, 780, label, 14),
        Text(60, 750, "Oyster reefs and their keepers", 18),
        *lines(60, 700, *["Text."] * 9),
    ]
    assert read_pdf(pdf(page)).title == "Oyster reefs and their keepers"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>not found</html>", "this is not a PDF: it does not begin with `%PDF-`"),
        (b"", "this is not a PDF"),
        (b"%PDF-1.7\nnothing more", "the PDF is damaged and cannot be opened"),
        (pdf([], []), "no page holds text: pictures of text are not read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_from_its_own_process(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        confine("pdf", content)
    assert caught.value.message.startswith(reason)


def test_a_file_read_in_a_process_of_its_own_is_the_same() -> None:
    content = pdf(
        lines(
            60,
            700,
            "Größe and “quotes” – they pass through unharmed.".replace("“", '"').replace("”", '"').replace("–", "-"),
        )
    )
    assert confine("pdf", content) == read_pdf(content)


def test_a_reader_that_works_too_long_is_ended() -> None:
    page = [Text(60, 800 - 12 * place, f"Line {place} holds as many words as fit. " * 3) for place in range(60)]
    with pytest.raises(SourceError, match="reading it took longer than 1 seconds"):
        confine("pdf", pdf(*[page] * 150), seconds=1)


def test_a_system_that_refuses_a_limit_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr("resource.setrlimit", refused)  # as macOS does with memory
    confined._limit(1)


def test_a_reader_that_never_begins_is_ended() -> None:
    with pytest.raises(SourceError, match="reading it took longer than 0 seconds"):
        confine("pdf", pdf(lines(60, 700, "Text.")), seconds=0)


def test_names_of_columns_that_fit_no_column_are_not_used() -> None:
    rows = [("North", "8", "61", "2.9"), ("Centre", "9", "44", "4.4"), ("South", "7", "27", "6.8")]
    places = (60, 160, 240, 360)
    names = [
        Text(60, 614, "Site group"),
        Text(160, 614, "Sites"),
        Text(240, 614, "Kelp cover in percent Urchins per m2"),
    ]
    cells = [
        Text(x, 600 - 14 * row, word) for row, words in enumerate(rows) for x, word in zip(places, words, strict=True)
    ]
    read = read_pdf(pdf([*lines(60, 660, "The table lists the sites and what was found there."), *names, *cells]))
    assert [block.text for block in read.blocks if block.kind == "table"] == [
        "Site group Sites Kelp cover in percent Urchins per m2",
        "\nNorth | 8 | 61 | 2.9\nCentre | 9 | 44 | 4.4\nSouth | 7 | 27 | 6.8",
    ]
    assert read.losses == ("tables whose names of columns fit no column are read without them, on pages: 1",)


def test_names_that_are_shifted_by_a_column_are_not_used() -> None:
    rows = [("North", "8", "61"), ("Centre", "9", "44")]
    names = [Text(60, 614, "Site"), Text(240, 614, "Kelp"), Text(360, 614, "Note")]
    cells = [
        Text(x, 600 - 14 * row, word)
        for row, words in enumerate(rows)
        for x, word in zip((60, 160, 240), words, strict=True)
    ]
    around = lines(60, 660, "The table lists the sites and what was found there.") + lines(
        60, 500, "That is all of it."
    )
    found = kinds(pdf([*around, *names, *cells]))
    assert ("table", "\nNorth | 8 | 61\nCentre | 9 | 44", 1) in found


PAPER = [
    *lines(60, 780, "Oyster reef restoration in the north: a", "three-year trial", size=18),
    Text(60, 730, "C. Lindqvist, B. Osei"),
    Text(60, 700, "Abstract", 14),
    *lines(60, 680, "Reefs were restored at twelve plots, and more than half of all the", "oysters lived."),
    Text(60, 640, "1 Introduction", 14),
    *lines(60, 620, "The bay was surveyed by two boats on alternating days, at dawn and", "at dusk.", "1.1 Aims"),
    *lines(60, 590, "We ask where the oysters live, and how many of them there are in the", "bay."),
    Text(60, 550, "2 Limits of it", 14),
    *lines(60, 530, "Only two boats sailed, and never in a storm or in the deep of winter,", "when oysters rest."),
    Text(60, 490, "Thanks to all", 14),
    *lines(60, 470, "We thank the harbour master, who lent us both of his boats for the", "summer."),
]


def test_sections_of_a_paper_stand_at_the_depth_of_their_numbers_and_those_without_beside_their_equals() -> None:
    read = read_pdf(pdf(PAPER))
    assert [(block.text, block.level) for block in read.blocks if block.kind == "heading"] == [
        ("Oyster reef restoration in the north: a three-year trial", 1),
        ("Abstract", 1),
        ("1 Introduction", 1),
        ("1.1 Aims", 2),
        ("2 Limits of it", 1),
        ("Thanks to all", 1),
    ]
    assert read.title == "Oyster reef restoration in the north: a three-year trial"


def test_the_authors_below_the_title_are_kept_and_names_at_the_edge_of_later_pages_are_not() -> None:
    later = [
        Text(60, 810, "C. Lindqvist et al."),
        *lines(60, 700, "The second page tells the rest of the story, at last."),
    ]
    found = kinds(pdf(PAPER, later))
    assert ("paragraph", "C. Lindqvist, B. Osei", 1) in found
    assert not any("et al" in text for _, text, _ in found)
