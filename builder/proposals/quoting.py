"""A model's quote found again in its passage: words and a passage's text come in, a verbatim span goes out, or nothing.

First letter by letter, then with blanks and typographic twins made equal, then by aligning words. The span always
covers whole sentences, so that no quote can leave out the "not" before it.
"""

import unicodedata
from difflib import SequenceMatcher

from builder.rank import words
from builder.text import Span, split_sentences
from builder.wording import MOST_WORDS

ALIGNED = 0.8  # share of a quote's words that must stand in the passage, in order
FEWEST = 4  # words of a quote that may be aligned; shorter ones must stand there as they are
MOST_SENTENCES = 3  # that an aligned quote may run over

_TWINS = str.maketrans(
    {**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00ad": ""}
)


def find_quoted(quote: str, text: str, *, whole: bool = False, aligned: bool = True) -> Span | None:
    """Where the sentences that hold a quote stand in a text; `whole` keeps code in one piece."""
    found = _exactly(quote, text) or _nearly(quote, text) or (_aligned(quote, text) if aligned else None)
    if found is None:
        return None
    return (0, len(text)) if whole else _sentences_around(found, text)


def _exactly(quote: str, text: str) -> Span | None:
    at = text.find(quote) if quote else -1
    return (at, at + len(quote)) if at >= 0 else None


def _nearly(quote: str, text: str) -> Span | None:
    """Find a quote whose blanks, quotation marks, dashes or ligatures differ."""
    plain, places = _folded(text)
    wanted = _folded(quote)[0].strip()
    at = plain.find(wanted) if wanted else -1
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with twins made equal, and where each of its letters came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for twin in unicodedata.normalize("NFKC", letter.translate(_TWINS)):
            if twin.isspace() and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if twin.isspace() else twin)
            places.append(place)
    return "".join(letters), places


def _aligned(quote: str, text: str) -> Span | None:
    """The fewest sentences in which nearly all words of a quote stand in their order."""
    wanted = words(quote)[:MOST_WORDS]
    if len(wanted) < FEWEST:
        return None
    spans = split_sentences(text)
    for length in range(MOST_SENTENCES):  # as few sentences as hold it
        runs = [(first[0], last[1]) for first, last in zip(spans, spans[length:], strict=False)]
        shares = [_share(wanted, words(text[start:end])) for start, end in runs]
        if max(shares, default=0.0) >= ALIGNED:
            return runs[shares.index(max(shares))]
    return None


def _share(wanted: list[str], there: list[str]) -> float:
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def _sentences_around(found: Span, text: str) -> Span:
    touched = [span for span in split_sentences(text) if span[0] < found[1] and found[0] < span[1]]
    return (min(found[0], touched[0][0]), max(found[1], touched[-1][1])) if touched else found
