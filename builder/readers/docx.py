"""Word documents to blocks, by way of HTML. What the archive claims to hold is checked before anything is unpacked."""

import io
import re
import zipfile
from xml.parsers.expat import ExpatError

import mammoth
from selectolax.lexbor import LexborHTMLParser

from builder.errors import SourceError
from builder.readers.html import read_html
from builder.records import FileText

MOST_ENTRIES = 2_000
LARGEST = 200_000_000  # bytes of all entries, unpacked
LARGEST_XML = 40_000_000
_NOTES = 'li[id^="footnote-"], li[id^="endnote-"]'
_REFERENCE = re.compile(r'href="#((?:foot|end)note-\d+)"')
_HEADING = re.compile(r"(?=<h[1-6]\b)")
_STEEPEST = 250  # times smaller when packed; real documents stay under 60


def read_docx(content: bytes) -> FileText:
    """The blocks of a Word document."""
    check_archive(content)
    try:
        result = mammoth.convert_to_html(io.BytesIO(content), convert_image=mammoth.images.img_element(_no_image))
    except (KeyError, ValueError, OSError, ExpatError, zipfile.BadZipFile) as error:
        raise SourceError("the Word document is damaged and cannot be read") from error
    return read_html(f"<body><main>{_place_notes(result.value)}</main></body>")


def _place_notes(html: str) -> str:
    """Put each footnote at the end of the section that first refers to it: mammoth puts all of them below the last."""
    tree = LexborHTMLParser(f"<body>{html}</body>")
    notes = {str(note.attributes["id"]): note for note in tree.css(_NOTES)}
    if not notes:
        return html
    texts: dict[str, str] = {}
    for name, note in notes.items():
        for link in note.css('a[href*="note-ref-"]'):
            link.decompose()
        texts[name] = "".join(child.html or "" for child in note.iter(include_text=True))
        note.decompose()
    sections = _HEADING.split(tree.body.inner_html or "" if tree.body else "")
    placed = []
    for section in sections:
        referred = [name for name in dict.fromkeys(_REFERENCE.findall(section)) if name in texts]
        placed += [section, *(texts.pop(name) for name in referred)]
    return "".join(placed)


def _no_image(_image: object) -> dict[str, str]:
    return {"src": ""}


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
