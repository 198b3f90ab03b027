"""What a publisher prints around the text of every page: running heads, page numbers, stamps that name people."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from builder.text import one_line

PAGE_BREAK = "\f"

_STAMPS = (
    re.compile(r"Authorized licensed use limited to:.{0,200}?Restrictions apply\.", re.DOTALL),
    re.compile(
        r"(?:\d{4,8}[a-zA-Z]?, \d{4}, [\w.]+, )?Downloaded from \S+ by .{0,200}?Wiley Online Library on \[\d.{0,300}?"
        r"Creative Commons Licen[sc]e",
        re.DOTALL,
    ),
    re.compile(r"[^\n]{0,120}\bby [^\n]{3,120}, Wiley Online Library on \[\d[^\n]*Creative Commons Licen[sc]e"),
    re.compile(r"Downloaded (?:from|by) [^\n]{0,200}? (?:by|on) [^\n]{0,160}?\b(?:19|20)\d\d\b[^\n]*"),
    re.compile(r"(?:This (?:content|article) (?:was )?downloaded|Content downloaded) (?:from|by) [^\n]{0,250}"),
    re.compile(r"All content following this page was uploaded by [^\n]*"),
    re.compile(r"The user has requested enhancement of the downloaded file\."),
    re.compile(r"See discussions, stats, and author profiles for this publication at: \S*"),
)
_STAMPED = re.compile(r"licensed use|ownloaded|Wiley Online|uploaded by|stats, and author|requested enhancement")
_NAME = r"(?:[A-Z][\w.'’-]*[ ]){0,4}[A-Z][\w'’-]+"
_NAMES = tuple(  # of authors, which also stand below a title
    re.compile(pattern)
    for pattern in (
        rf"(?:[A-Z]\.[ -]?)*{_NAME},? et al\.?(?:: .{{5,150}})?",  # J. LeBien, et al.
        rf"(?:[A-Z]\.[ -]?)+{_NAME}(?: and |, )(?:[A-Z]\.[ -]?)+{_NAME}",  # M.M. Morgan and J. Braasch
        r"[A-Z][A-Z. ]+ ET AL\.?",
        rf"(?:[A-Z]\.)+ (?:del|de|van|von|da|di) {_NAME} et al\.",
    )
)
_RUNNING_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        # Ecological Informatics 59 (2020) 101113
        rf"(?:(?:[A-Z]\.[ -]?)+{_NAME}(?: et al\.)? / )?"
        r"[A-Z][A-Za-z&:, ]+?\s?\d{1,4} ?\((?:19|20)\d\d\) ?\d{1,8}(?: ?[-–] ?\d+)?",
        # Sensors 2021, 21, 343
        r"[A-Z][A-Za-z. ]+ (?:19|20)\d\d, \d+(?:\(\d+\))?, (?:x FOR PEER REVIEW|\d+)(?:; doi:\S+)?",
        r"www\.\S+",
        r"VOLUME \d+, (?:19|20)\d\d",
        r"(?:Page )?\d{1,4}(?: of |/)\d{1,4}",
        r"Journal Pre-proofs?",
        r"Contents lists available at \w+|journal homepage: \S+|SEE PROFILE|https?://doi\.org/\S+",
        r"[^\n]{0,60}(?:19|20)\d\d IEEE",
        r"\S{25,}\((?:19|20)\d\d\)\d+Availableonline\S*|\S+(?:©|\(c\))\S{40,}",
    )
)
_GAP = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")
_GLUED_HEAD = re.compile(r"^[A-Z][A-Za-z&:,]{8,}\d{1,4}\((?:19|20)\d\d\)\d{6,8}", re.MULTILINE)
_NUMBER = re.compile(r"[-–—\[( ]*\d{1,5}[-–—\]) ]*")
_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES = 3  # on which a line at the edge recurs, but for its numbers, before it is taken for a running head


def drop_stamps(text: str) -> str:
    """The text without the stamps of libraries that say who downloaded it and when."""
    if _STAMPED.search(text):
        for stamp in _STAMPS:
            text = stamp.sub("", text)
    return text


def is_running_head(line: str, names: bool = True) -> bool:
    """Whether a line that stands alone is what a journal prints at the edge of each page; `names` where such may be."""
    line = one_line(line)
    heads = (*_NAMES, *_RUNNING_HEADS) if names else _RUNNING_HEADS
    return len(line) < 220 and any(head.fullmatch(line) for head in heads)


def names_people(line: str) -> bool:
    """Whether a line is names with their initials, as of the authors of a paper."""
    return is_running_head(line) and not is_running_head(line, names=False)


def drop_running_heads(text: str, whole: bool = False) -> str:
    """The text without running heads, and without page numbers at the edges of pages.

    In a whole document a line of names is one only where it recurs: else it may name the authors.
    """
    counts = Counter(map(one_line, text.split("\n"))) if whole else None
    pages = _GLUED_HEAD.sub("", text).split(PAGE_BREAK)
    recurring = _recurring(pages)

    def is_head(line: str) -> bool:
        return is_running_head(line, names=counts is None or counts[one_line(line)] > 1)

    def is_edge(line: str) -> bool:
        return is_head(line) or _masked(line) in recurring

    several = len(pages) > 1
    return PAGE_BREAK.join(
        _without_heads(page, is_head, is_edge, top=several and place > 0, foot=several and place < len(pages) - 1)
        for place, page in enumerate(pages)
    )


def _recurring(pages: Sequence[str]) -> frozenset[str]:
    """The first and last lines of pages that recur but for their numbers: `Rivera    Field notes    [Page 2]`."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        edges.update({_masked(line) for line in (*lines[:1], *lines[-1:])})
    return frozenset(line for line, count in edges.items() if count >= _FEWEST_PAGES)


def _masked(line: str) -> str:
    return _DIGITS.sub("0", one_line(line))


def _without_heads(
    page: str, is_head: Callable[[str], bool], is_edge: Callable[[str], bool], top: bool, foot: bool
) -> str:
    parts = _GAP.split(page)
    kept = ["" if gap % 2 == 0 and _are_heads(part, is_head) else part for gap, part in enumerate(parts)]
    if top:
        _drop_edge(kept, is_edge, range(0, min(5, len(kept)), 2))
    if foot:
        _drop_edge(kept, is_edge, range(len(kept) - 1, max(-1, len(kept) - 6), -2))
    return "".join(kept)


def _are_heads(part: str, is_head: Callable[[str], bool]) -> bool:
    lines = [line for line in part.split("\n") if line.strip()]
    return bool(lines) and len(lines) <= 3 and all(map(is_head, lines))


def _drop_edge(parts: list[str], is_head: Callable[[str], bool], places: range) -> None:
    """Page numbers and running heads go, line by line, until something else comes."""
    for place in places:
        lines = parts[place].split("\n")
        order = lines if places.step > 0 else lines[::-1]
        while order and (not order[0].strip() or _NUMBER.fullmatch(order[0].strip()) or is_head(order[0])):
            order = order[1:]
        parts[place] = "\n".join(order if places.step > 0 else order[::-1])
        if order:
            return
