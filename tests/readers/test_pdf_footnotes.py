"""PDFs made by hand: what stands in small letters at the foot of a page."""

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
