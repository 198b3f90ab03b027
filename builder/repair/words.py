"""Words split at line ends: the vocabulary of all documents says whether a hyphen belongs to the word.

Never reads a file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

UNDECIDED = "\u00ad"  # stands where a line ended with a hyphen and nobody has decided yet

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPLIT = re.compile(rf"([^\W\d_]+(?:-[^\W\d_]+)*){UNDECIDED}([^\W\d_]+(?:-[^\W\d_]+)*)")
_KEPT_AFTER = frozenset(
    "all cross ex half high low multi near non off real self semi short single two three well".split()
)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands unbroken in the texts, lower case; hyphenated ones also as a whole."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.lower() for word in _WORD.findall(_SPLIT.sub(" ", text)))
    return counts


def join_word(first: str, second: str, known: Mapping[str, int]) -> str:
    """The two halves as one word, with or without the hyphen, as the vocabulary has it."""
    joined, hyphenated = f"{first}{second}", f"{first}-{second}"
    with_hyphen, without = known.get(hyphenated.lower(), 0), known.get(joined.lower(), 0)
    if with_hyphen != without:
        return hyphenated if with_hyphen > without else joined
    parts_known = first.lower() in known and second.lower() in known
    return hyphenated if first.lower() in _KEPT_AFTER and parts_known else joined


def decide_hyphens(text: str, known: Mapping[str, int]) -> str:
    """The text with every undecided hyphen kept or dropped."""
    if UNDECIDED not in text:
        return text
    text = _SPLIT.sub(lambda match: join_word(match.group(1), match.group(2), known), text)
    return text.replace(UNDECIDED, "-")
