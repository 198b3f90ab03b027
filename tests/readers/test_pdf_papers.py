"""PDFs made by hand: the long titles of papers, and what stands in small letters at the foot of their pages."""

from printed_page import lines, pdf

from builder.readers.pdf import read_pdf

BODY = (
    "The left column is read first, and its",
    "lines belong together. It tells about",
    "ships that sail in the north, and how",
    "they are built of oak and fir by the",
)


def test_a_footnote_is_no_part_of_the_sentence_above_it() -> None:
    note = lines(60, 90, "1 Oak was paid for by the crown until the end of the war.", size=7)
    later = lines(60, 700, "Norwegian people of the coast.", "Then they rest.")
    found = read_pdf(pdf([*lines(60, 200, *BODY), *note], later)).blocks
    assert [(block.kind, block.text, block.page) for block in found] == [
        ("paragraph", " ".join((*BODY, "Norwegian people of the coast. Then they rest.")), 1),
        ("paragraph", "1 Oak was paid for by the crown until the end of the war.", 1),
    ]


def test_a_title_in_large_letters_may_fill_five_lines() -> None:
    title = (
        "Ships of the north that sail in winter and how",
        "they are built of oak and fir by the people of",
        "the coast: what the yards of three towns say on",
        "their timber, their crews and their storms, with",
        "a view to the years before the last war",
    )
    authors = lines(60, 600, "Ann Berg and Ola Lund", size=12)
    found = read_pdf(pdf([*lines(60, 780, *title, size=20), *authors, *lines(60, 560, *BODY, *BODY)]))
    assert (found.title, found.blocks[0].kind) == (" ".join(title), "heading")
