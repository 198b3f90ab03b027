"""Whether a sentence made of a quote's words says something else: both come in, what was distorted goes out. Pure.

It knows words and no grammar: what it takes for distorted may be said well, and is left out all the same.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from builder.engines.overlap import content_words
from builder.rank import words
from builder.text import split_sentences

NEXT = 2  # content words behind a hedge that it is about

# Words that state nothing of their own: a sentence may have them although its passages do not.
PLAIN = frozenset(
    words("also according called describe described document given gives includes made passage says states")
)
_LIGHT = frozenset(words("a an the and or"))  # what stands on both sides of `and` may change places
# What is only hoped, past, allowed or claimed, and the words of a sentence that still says so.
_HEDGES = (
    (
        r"will|going to|planned|plans to|intends? to|intended|expected",
        "will going plan planned intend intended expected",
    ),
    (r"was|were|had", "was were had been"),
    (r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )(?<!\bwas )(?<!\bwere )used to", "used"),
    (r"may|might|could|would", "may might could would can"),
    (r"should|must", "should must has have had need needs required"),
    (
        r"believe[sd]?|claim(?:s|ed)?|sa(?:y|ys|id)|suspect(?:s|ed)?|assume[sd]?|argue[sd]?",
        "believe claim say said according",
    ),
)
_FOUND = tuple((re.compile(rf"\b(?:{hedge})\b"), frozenset(words(kept))) for hedge, kept in _HEDGES)
_ORDERS = re.compile(r"should|must")


def find_distorted(text: str, quotes: Sequence[str]) -> str:
    """Why a sentence does not say what its quotes say, or nothing."""
    quoted = "\n".join(quotes)
    if _is_replaced(text, quoted):
        return "a word in another's place"
    if _are_exchanged(text, quoted):
        return "two words in each other's place"
    sentences = [quoted[start:end] for start, end in split_sentences(quoted)]
    return "surer than its quote" if any(_is_surer(text, sentence) for sentence in sentences) else ""


def _is_replaced(text: str, quoted: str) -> bool:
    """Whether a sentence has, in the place of a quote's word, one that the quote does not hold."""
    said, there = _content(text), _content(quoted)
    places = SequenceMatcher(None, said, there, autojunk=False).get_opcodes()
    return any(
        set(said[start:end]) - set(there) - PLAIN and set(there[first:last]) - set(said)
        for kind, start, end, first, last in places
        if kind == "replace"
    )


def _are_exchanged(text: str, quoted: str) -> bool:
    """Whether two words that stand once in both have changed places around the same words.

    `Bob reports to Alice` is not `Alice reports to Bob`; in the passive voice there are other words between them.
    """
    said, there = ([word for word in words(one) if word not in _LIGHT] for one in (text, quoted))
    once = [word for word, times in Counter(said).items() if times == 1 and there.count(word) == 1]
    return any(
        there.index(later) < there.index(earlier)
        and (between := said[said.index(earlier) + 1 : said.index(later)])
        and between == there[there.index(later) + 1 : there.index(earlier)]
        for earlier, later in combinations(once, 2)
    )


def _is_surer(text: str, sentence: str) -> bool:
    """Whether a sentence takes for a fact what its quote's sentence hopes, remembers, allows or lets others say."""
    said, content = frozenset(words(text)), _content(text)
    for hedge, kept in _FOUND:
        for found in () if said & kept else hedge.finditer(sentence):
            about = _content(sentence[found.end() :])[:NEXT]
            # `You must start it` may be said as `Start it`.
            ordered = _ORDERS.fullmatch(found.group()) and content[:1] == about[:1]
            if not ordered and not set(about).isdisjoint(content):
                return True
    return False


def _content(text: str) -> list[str]:
    return [word for word in words(text) if content_words(word)]
