"""Footnotes to their sections: the parser puts all of them at the page's end, where they would join the last section.

Tokens come in, the same tokens go out in another order; a note that no text refers to is left out.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_Notes = dict[int, list[Token]]


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
