"""Word documents, made here by hand, and archives that only claim to be one."""

import io
import zipfile

import pytest

from builder.errors import SourceError
from builder.readers.docx import check_archive, read_docx

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word(body: str, **more: bytes) -> bytes:
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
        **more,
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_headings_paragraphs_and_tables() -> None:
    body = paragraph("Ship manual", "Heading1") + paragraph("The mast is 48 m tall.") + table(("a", "b"), ("1", "2"))
    found = read_docx(word(body))
    assert [(block.kind, block.text, block.level) for block in found.blocks] == [
        ("heading", "Ship manual", 1),
        ("paragraph", "The mast is 48 m tall.", 0),
        ("table", "\na | b\n1 | 2", 0),
    ]
    assert found.title == "Ship manual"


def test_a_footnote_belongs_to_the_section_that_refers_to_it() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    limit = paragraph("Ten.").replace("</w:p>", f"{mark}</w:p>")
    body = paragraph("What is the limit?", "Heading1") + limit + paragraph("Does it run on Mac?", "Heading1")
    said = paragraph("Only in the free edition.")
    note = f'<w:footnotes {NAMESPACE}><w:footnote w:id="2">{said}</w:footnote></w:footnotes>'
    found = read_docx(word(body + paragraph("No, never."), **{"word/footnotes.xml": note.encode()}))
    texts = [block.text for block in found.blocks]
    assert texts.index("Only in the free edition.") == texts.index("Does it run on Mac?") - 1
    assert texts[-1] == "No, never."
    assert "Ten." in texts, "the note's number is no word of the text"


def bomb() -> bytes:
    return word(paragraph("x"), **{"word/media/zeros.xml": b"0" * 50_000_000})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a zip", "it is no zip archive"),
        (b"", "it is no zip archive"),
        (bomb(), "`word/media/zeros.xml` would unpack to 50,000,000 bytes, more than 40,000,000"),
        (word("x", **{"word/media/a.bin": b"0" * 30_000_000}), "`word/media/a.bin` is packed .* times smaller"),
        (word("x", **{f"f{n}": b"" for n in range(2001)}), "the archive holds 2,004 entries"),
        (word("x")[:-60], "it is no zip archive"),
    ],
)
def test_archives_that_are_no_documents_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        check_archive(content)


def test_a_zip_of_something_else_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(SourceError, match=r"it holds no document\.xml"):
        check_archive(content.getvalue())


def test_broken_xml_is_refused() -> None:
    with pytest.raises(SourceError, match="damaged"):
        read_docx(word("<w:p><w:r>"))


def test_the_paragraph_in_the_style_of_titles_is_the_title() -> None:
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    body = paragraph("Tags on lobsters", "T") + paragraph("Summary", "H") + paragraph("They were tagged.")
    read = read_docx(word(body, **{"word/styles.xml": styles.encode()}))
    assert read.title == "Tags on lobsters"
    assert [block.text for block in read.blocks if block.kind == "heading"] == ["Tags on lobsters", "Summary"]


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:strike/>", ["Seen."]),
        ("<w:dstrike/>", ["Seen."]),
        ('<w:strike w:val="0"/><w:vanish/>', ["Seen."]),
        ('<w:vanish w:val="false"/>', ["Seen. Old."]),
        ("<w:b/>", ["Seen. Old."]),
    ],
)
def test_what_is_struck_out_or_hidden_is_not_read(properties: str, shown: list[str]) -> None:
    old = f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve"> Old.</w:t></w:r></w:p>'
    body = paragraph("Seen.").replace("</w:p>", old)
    assert [block.text for block in read_docx(word(body)).blocks] == shown


def test_a_table_of_contents_is_not_read() -> None:
    names = {"A": "TOC Heading", "B": "toc 1", "C": "toc 2", "D": "table of figures"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{n}"/></w:style>' for i, n in names.items()
    )
    contents = "".join(paragraph(f"Pumps {style} 5", style) for style in names)
    part = f"<w:styles {NAMESPACE}>{styles}</w:styles>".encode()
    read = read_docx(word(contents + paragraph("The pump."), **{"word/styles.xml": part}))
    assert [block.text for block in read.blocks] == ["The pump."]


def bold(text: str) -> str:
    return paragraph(text).replace("<w:t>", "<w:rPr><w:b/></w:rPr><w:t>")


def test_a_bold_line_with_something_below_it_is_a_heading_and_the_first_one_is_the_title() -> None:
    body = (
        bold("Kestrel handbook")
        + paragraph("Everyone reads it.")
        + bold("Who may sail?")
        + paragraph("Members may sail.")
        + bold("Deadline: 4 May")
        + paragraph("Nothing else counts.")
        + bold("Nobody sails at night.")
        + table(("bold", "cell"))
        + bold("The end")
    )
    found = read_docx(word(body))
    headings = [(block.level, block.text) for block in found.blocks if block.kind == "heading"]
    assert headings == [(1, "Kestrel handbook"), (6, "Who may sail?")]
    assert found.title == "Kestrel handbook"
    assert found.asked == (("heading", "Who may sail?"),)


def test_a_first_line_that_is_no_heading_is_the_title_unless_one_of_the_first_level_follows_soon() -> None:
    below = paragraph("Everyone reads it.") + paragraph("Phases", "Heading2") + paragraph("There are two.")
    assert read_docx(word(paragraph("Kestrel handbook 2") + below)).title == "Kestrel handbook 2"
    assert read_docx(word(bold("Course Syllabus") + paragraph("SEA 7: Knots") + below)).title == "SEA 7: Knots"
    assert read_docx(word(bold("MINUTES") + bold("Crew of May") + below)).title == "Crew of May"
    assert read_docx(word(paragraph("This is a long story.") + below)).title == "Phases"
    for club in (paragraph("Harbour Club"), bold("Harbour Club")):
        assert read_docx(word(club + paragraph("Rules", "Heading1") + below)).title == "Rules"
