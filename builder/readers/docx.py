"""Word documents to blocks, by way of HTML. What the archive claims to hold is checked before anything is unpacked."""

import io
import re
import zipfile
from xml.parsers.expat import ExpatError

import mammoth

from builder.errors import SourceError
from builder.readers.footnotes import place_notes_of_html
from builder.readers.html import read_html
from builder.readers.word_formulas import with_formulas_as_words
from builder.readers.word_headings import with_bold_headings, with_first_line_as_title
from builder.records import FileText

MOST_ENTRIES = 2_000
LARGEST = 200_000_000  # bytes of all entries, unpacked
LARGEST_XML = 40_000_000
_STEEPEST = 250  # times smaller when packed; real documents stay under 60

# Properties of a piece of text; mammoth knows only the first of them.
_NOT_STRUCK = re.compile(rb"<w:(?:d?strike|vanish)\b[^>]*\bw:val=[\"'](?:0|false|off)[\"'][^>]*/>")
_STRUCK = re.compile(rb"<w:(?:dstrike|vanish)\b")

_LISTS_OF_PLACES = ("TOC Heading", "table of figures", *(f"toc {level}" for level in range(1, 10)))  # they say nothing
_STYLES = "\n".join(["p[style-name='Title'] => h1:fresh", *(f"p[style-name='{one}'] => !" for one in _LISTS_OF_PLACES)])


def read_docx(content: bytes) -> FileText:
    """The blocks of a Word document."""
    check_archive(content)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(_prepared(content)), convert_image=mammoth.images.img_element(_no_image), style_map=_STYLES
        )
    except (KeyError, ValueError, OSError, ExpatError, zipfile.BadZipFile) as error:
        raise SourceError("the Word document is damaged and cannot be read") from error
    text = with_bold_headings(place_notes_of_html(result.value))
    return with_first_line_as_title(read_html(f"<body><main>{text}</main></body>"))


def _no_image(_image: object) -> dict[str, str]:
    return {"src": ""}


def _prepared(content: bytes) -> bytes:
    """The document with what mammoth would not see as it is meant written in other ways."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist() if not entry.filename.endswith("/")}
    prepared = {
        entry: with_formulas_as_words(_strike_hidden(part)) if entry.filename.endswith(".xml") else part
        for entry, part in parts.items()
    }
    if prepared == parts:
        return content
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for entry, part in prepared.items():
            archive.writestr(entry.filename, part)
    return written.getvalue()


def _strike_hidden(part: bytes) -> bytes:
    """A part with text that Word hides or strikes out twice struck out once, so that it is left out as such."""
    return _STRUCK.sub(b"<w:strike", _NOT_STRUCK.sub(b"", part))


def check_archive(content: bytes) -> None:
    """Refuse an archive that is none, is damaged, or would unpack to far more than it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError("this is not a Word document: it is no zip archive") from error
    if len(entries) > MOST_ENTRIES:
        raise SourceError(f"the archive holds {len(entries):,} entries; a document has at most {MOST_ENTRIES:,}")
    names = {entry.filename for entry in entries}
    if not any(name.endswith("document.xml") for name in names):
        raise SourceError("this is not a Word document: it holds no document.xml")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST:
        raise SourceError(f"the archive would unpack to {total:,} bytes; a document may have {LARGEST:,}")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise SourceError("the Word document asks for a password", hint="save it without one and build again")
    if entry.filename.endswith((".xml", ".rels")) and entry.file_size > LARGEST_XML:
        raise SourceError(f"`{entry.filename}` would unpack to {entry.file_size:,} bytes, more than {LARGEST_XML:,}")
    if entry.file_size > 1_000_000 and entry.file_size > _STEEPEST * max(1, entry.compress_size):
        raise SourceError(
            f"`{entry.filename}` is packed {entry.file_size // max(1, entry.compress_size)} times smaller"
        )
