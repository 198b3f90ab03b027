"""Where quotes stand in a text and among the letters of a page: words come in, stretches of it go out. Pure."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from builder.letters import Letters, Range
from builder.text import COLUMN

_DENSE = 16  # letters of a quote that may be found without regard to blanks and signs

_SIGNS = {"©": "c", "®": "r"}
_DRAWN = re.compile(r":[a-z0-9_+-]+:|#![a-z][\w+-]* ")  # names of signs and languages, which no page shows
_ALIKE = str.maketrans("‘’“”\u00a0", "''\"\" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words to mark, and the anchor of the heading under which they stand."""

    id: str
    text: str
    place: str = ""
    passage: str = ""  # the text around them, where it is known


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start] + text[start : start + 1]
    after = text[end - 1 : end] + text[end : end + 1]
    return not (len(before) == 2 and before.isalnum()) and not (len(after) == 2 and after.isalnum())


def find_quote(text: str, quote: str, start: int = 0, end: int | None = None) -> Range | None:
    """Where the quote first stands as whole words, or else where it first stands at all."""
    first = at = text.find(quote, start, end) if quote else -1
    while at >= 0:
        if _stands_alone(text, at, at + len(quote)):
            return at, at + len(quote)
        at = text.find(quote, at + 1, end)
    return (first, first + len(quote)) if first >= 0 else None


@dataclass(slots=True)
class _Reduced:
    """A text with single blanks, or its letters and digits alone, and where each of them came from."""

    text: str
    origins: list[int]

    def find(self, words: str, within: Range) -> Range | None:
        """Where words first stand in a stretch of the text, as whole words if they do."""
        found = find_quote(self.text, words, *self._span(within))
        return self._origin(found) if found else None

    def find_all(self, words: str, within: Range) -> Iterator[Range]:
        """Yield every place of words in a stretch of the text."""
        at, end = self._span(within)
        while words and (at := self.text.find(words, at, end)) >= 0:
            yield self._origin((at, at + len(words)))
            at += 1

    def _span(self, within: Range) -> Range:
        return bisect_left(self.origins, within[0]), bisect_left(self.origins, within[1])

    def _origin(self, found: Range) -> Range:
        return self.origins[found[0]], self.origins[found[1] - 1] + 1


_Reduce = Callable[[str], _Reduced]


def _squeeze(text: str) -> _Reduced:
    kept: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text.translate(_ALIKE)):
        if not letter.isspace():
            kept.append(letter)
            origins.append(place)
        elif kept and kept[-1] != " ":
            kept.append(" ")
            origins.append(place)
    return _Reduced("".join(kept), origins)


def _strip(text: str) -> _Reduced:
    """Letters and digits alone: readers of files see other blanks than pages, and extensions set signs as they like."""
    spelled = ((place, normalize("NFKD", _SIGNS.get(letter, letter))) for place, letter in enumerate(text))
    kept = [(one, place) for place, letters in spelled for one in letters.casefold() if one.isalnum()]
    return _Reduced("".join(letter for letter, _ in kept), [place for _, place in kept])


def _forms(text: str, least: int) -> Iterator[tuple[_Reduce, str]]:
    """Yield the ways to look for a text, the exact one first; letters alone must be some, lest they stand anywhere."""
    yield _squeeze, _squeeze(text).text.strip()
    for wording in (text, _DRAWN.sub("", text)):
        if len(words := _strip(wording).text) >= least:
            yield _strip, words
    for row in _shown_rows(text):
        yield _squeeze, _squeeze(row).text.strip()


def _shown_rows(text: str) -> Iterator[str]:
    """Yield what a page may show of a row whose cells span columns or reach down from above: two cells or more."""
    if "\n" in text:
        return
    cells = [cell for cell, _ in groupby(text.split(COLUMN))]
    shown = [cells[start:] for start in range(len(cells))]
    shown += [cells[:left_out] + cells[left_out + 1 :] for left_out in range(1, len(cells))]
    yield from (COLUMN.join(row) for row in shown if len(row) > 1)


class _Page:
    """The letters of a page, in every form in which words are looked for."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._text = "".join(letters.text)
        self._everywhere = (0, len(letters.text))
        self._reduced: dict[_Reduce, _Reduced] = {}
        self._passages: dict[tuple[str, str], Range | None] = {}

    def find(self, quote: Quote) -> Range | None:
        """Where a quote stands: in its passage, else in its section, else where it stands but once on the page."""
        key = quote.passage, quote.place
        if key not in self._passages:
            self._passages[key] = self._in_section(*key, whole=True) if quote.passage else None
        if passage := self._passages[key]:
            for reduce, words in _forms(quote.text, 1):
                if found := self._in(reduce).find(words, passage):
                    return self._with_signs(found, quote.text) if reduce is _strip else found
        return self._in_section(quote.text, quote.place, whole=False)

    def _in_section(self, text: str, place: str, whole: bool) -> Range | None:
        """Where a text stands; `whole` for one with which a block begins and another ends, if there is such a place."""
        section = self._letters.sections.get(place)
        for reduce, words in _forms(text, _DENSE):
            reduced = self._in(reduce)
            found = reduced.find(words, section) if section else None
            if found and whole and section:
                found = next(filter(self._letters.is_whole, reduced.find_all(words, section)), found)
            if not found and reduced.text.count(words) == 1:
                found = reduced.find(words, self._everywhere)
            if found:
                return self._with_signs(found, text) if reduce is _strip else found
        return None

    def _in(self, reduce: _Reduce) -> _Reduced:
        if reduce not in self._reduced:
            self._reduced[reduce] = reduce(self._text)
        return self._reduced[reduce]

    def _with_signs(self, found: Range, text: str) -> Range:
        """A stretch with the signs beside it, where the text begins or ends with signs too."""
        start, end = found
        while not text[0].isalnum() and start and _is_sign(self._text[start - 1]):
            start -= 1
        while not text[-1].isalnum() and end < len(self._text) and _is_sign(self._text[end]):
            end += 1
        return start, end


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()


def find_quotes(quotes: Iterable[Quote], letters: Letters) -> dict[str, Range]:
    """Where each quote stands among the letters of a page; those that do not stand there are left out."""
    page = _Page(letters)
    return {quote.id: found for quote in quotes if (found := page.find(quote))}
