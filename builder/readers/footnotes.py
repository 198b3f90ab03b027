"""Footnotes to their sections: parsers put all of them at the document's end, where they would join the last section.

Tokens of Markdown or the HTML of a Word document come in, the same go out in another order. Each note stands at the end
of the section that first refers to it; one that no text refers to is left out.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

_Notes = dict[int, list[Token]]
_HTML_NOTES = 'li[id^="footnote-"], li[id^="endnote-"]'
_HTML_REFERENCE = re.compile(r'href="#((?:foot|end)note-\d+)"')
_HTML_MARK = re.compile(r'<sup><a href="#(?:foot|end)note-\d+"[^>]*>[^<]*</a></sup>')  # no word of the text
_HTML_SECTION = re.compile(r"(?=<h[1-6]\b)")


def place_footnotes(tokens: Sequence[Token]) -> list[Token]:
    """Put each footnote at the end of the section that first refers to it."""
    end = next((place for place, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    notes = _read_notes(tokens[end + 1 : -1])
    placed: list[Token] = []
    referred: list[int] = []
    depth = 0
    for token in tokens[:end]:
        if token.type == "heading_open" and depth == 0:
            placed += _take(notes, referred)
            referred = []
        depth += token.nesting
        referred += _references(token)
        placed.append(token)
    return [*placed, *_take(notes, referred)]


def _read_notes(tokens: Sequence[Token]) -> _Notes:
    notes: _Notes = {}
    for token in tokens:
        if token.type == "footnote_open":
            note = notes[token.meta["id"]] = []
        note.append(token)
    return notes


def _take(notes: _Notes, referred: Sequence[int]) -> Iterator[Token]:
    """The footnotes referred to that stand nowhere yet, and those that they refer to themselves."""
    waiting = list(referred)
    for number in waiting:
        for token in notes.pop(number, ()):
            waiting += _references(token)
            yield token


def _references(token: Token) -> list[int]:
    return [child.meta["id"] for child in token.children or () if child.type == "footnote_ref"]


def place_notes_of_html(html: str) -> str:
    """Put each footnote of a Word document, as mammoth writes it, at the end of the section that first refers to it."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    if body is None:
        return html
    notes: dict[str, str] = {}
    for note in body.css(_HTML_NOTES):
        for link_back in note.css('a[href*="note-ref-"]'):
            link_back.decompose()
        notes[str(note.attributes["id"])] = note.inner_html or ""
        note.decompose()
    if not notes:
        return html
    placed = []
    for section in _HTML_SECTION.split(body.inner_html or ""):
        placed.append(section)
        placed += [notes.pop(name) for name in dict.fromkeys(_HTML_REFERENCE.findall(section)) if name in notes]
    return _HTML_MARK.sub("", "".join(placed))
