"""Reading the training sets and cutting their texts: files and raw text come in, rows, sentences and words go out."""

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Span = tuple[int, int]

HELD_OUT_GROUPS = {
    "The_Legend_of_Zelda:_Twilight_Princess",  # one of the two with questions people made unanswerable
    "jellyfin.org",  # two sites that tell how well the encoder finds what nobody wrote for it
    "scrapy",
}
HELD_OUT_SHARE = 0.08

WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')\]]?\s+(?=[A-Z0-9\"“'(\[•-])")
NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|fig|figs|eq|eqs|sec|ref|refs|no|vol|dr|mr|mrs|ms|prof|st|vs|cf|approx|resp|ca|jr|sr"
    r"|u\.s|inc)|\b[A-Z])\.$",
    re.IGNORECASE,
)
STOP_WORDS = frozenset(
    (
        "a about above after again all also am an and any are as at be because been before being below between "
        "both but by can could did do does doing down during each few for from further had has have having he her "
        "here hers him his how i if in into is it its itself just may me might more most must my no nor not of off "
        "on once only or other our out over own same shall she should so some such than that the their them then "
        "there these they this those through to too under until up very was we were what when where which while "
        "who whom whose why will with would you your "
    ).split()
)


def read_rows(path: Path, *, optional: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped file of one JSON object a line; none where an optional one is missing."""
    if optional and not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_held_out(group: str) -> bool:
    """Say whether a whole document or publication is kept for measuring, never trained on."""
    if group in HELD_OUT_GROUPS:
        return True
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") / 2**32 < HELD_OUT_SHARE


def tidy(text: str) -> str:
    """Mend what a PDF's text layer breaks: ligatures, words cut at a line's end, double blanks."""
    text = unicodedata.normalize("NFKC", text).replace("\f", "\n\n").replace("\u00ad", "")
    text = re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text)
    paragraphs = (re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n", text))
    return "\n".join(part for part in paragraphs if part)


def cut_sentences(text: str) -> tuple[Span, ...]:
    """Return the character spans of a text's sentences; a line break ends one too."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in SENTENCE_END.finditer(line.group()):
            stop = line.start() + end.start()
            if not NO_END.search(text[start:stop]):
                spans.append((start, stop))
                start = line.start() + end.end()
        spans.append((start, line.end()))
    return tuple((start, end) for start, end in spans if text[start:end].strip())


def words_of(text: str) -> list[str]:
    """Return a text's lower-cased words and numbers."""
    return WORD.findall(text.lower())


def content_words(text: str) -> set[str]:
    """Return a text's words without the small ones that carry no matter."""
    return {word for word in words_of(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())}
