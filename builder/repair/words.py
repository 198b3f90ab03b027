"""Words split at line ends: the vocabulary of all documents says whether a hyphen belongs to the word.

Where the documents do not know either form, a list of English words (english.txt, from the encoder's vocabulary) helps.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

UNDECIDED = "\u00ad"  # stands where a line ended with a hyphen and nobody has decided yet

_CHAIN = r"[^\W\d_]++(?:-[^\W\d_]++)*+"  # a word, or several joined by hyphens
# Only a chain's beginning is tried: from each of its letters, a long one would take time by the square of its length.
_WORD = re.compile(_CHAIN)
_SPLIT = re.compile(rf"(?<![^\W\d_])(?<![^\W\d_]-)({_CHAIN}){UNDECIDED}({_CHAIN})")
_STRAY = re.compile(r"\b([a-z]{2,})- ([a-z]{2,})\b")
_AFTER_A_HYPHEN = frozenset("and or to for nor but by und oder et ou y o e".split())  # "pre- and post-processing"
_GOES_ON = frozenset({"and", "und", "oder"})  # the same at a line's end: no word is split so
_ALWAYS_JOINED = frozenset(
    "anti bi boot by co counter de dis down extra hyper hypo in infra inter intra macro mega micro mis out over photo"
    " re sub super tele trans un under up with".split()
)
_KEEP_AFTER = frozenset(
    "a all as cross data deep end few fine five four full half hand high in k large long low mid multi n near non"
    " off on one or pre post real self semi short single six small state ten the third three time to top"
    " two well".split()
)
_KEEP_BEFORE = frozenset(
    "aware based by dependent dimensional down driven end free friendly grained independent in invariant level like"
    " of off only out positive related scale shot sized specific supervised the to trained up wide wise".split()
)


_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ly")
_NEWER = frozenset(
    "adaptability dataset hyperparameter metadata overfitting postprocessing preprocessing workflow".split()
)


@cache
def english() -> frozenset[str]:
    """The English words that are known without any document."""
    return frozenset((Path(__file__).parent / "english.txt").read_text("utf-8").split())


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands unbroken in the texts, lower case; hyphenated ones also as a whole."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.lower() for word in _WORD.findall(_SPLIT.sub(" ", text)))
    return counts


def join_word(first: str, second: str, known: Mapping[str, int]) -> str:
    """The two halves as one word, with or without the hyphen."""
    joined, hyphenated = f"{first}{second}", f"{first}-{second}"
    if second in _GOES_ON and not (known.get(joined.lower(), 0) or _is_english(joined.lower())):
        return f"{first}- {second}"
    with_hyphen, without = known.get(hyphenated.lower(), 0), known.get(joined.lower(), 0)
    if with_hyphen != without:
        return hyphenated if with_hyphen > without else joined
    return hyphenated if _keeps_hyphen(first, second, known) else joined


def _keeps_hyphen(first: str, second: str, known: Mapping[str, int]) -> bool:
    """Judged by the halves alone, where no document has the word unbroken."""
    left, right = first.rpartition("-")[2].lower(), second.partition("-")[0].lower()
    joined = left + right
    if any(letter.isupper() for letter in second) and not (first + second).isupper():
        return True
    if _is_english(joined) or left in _ALWAYS_JOINED:
        return False

    def is_word(half: str) -> bool:
        return half in english() or known.get(half, 0) > 1

    if left in _KEEP_AFTER:
        return is_word(right) or "-" in first
    if right in _KEEP_BEFORE:
        return is_word(left)
    return len(left) > 3 and len(right) > 4 and is_word(left) and is_word(right)


def _is_english(word: str) -> bool:
    stems = {word.removesuffix(ending) for ending in _ENDINGS}
    return bool(stems & english() or stems & _NEWER)


def decide_hyphens(text: str, known: Mapping[str, int]) -> str:
    """The text with every undecided hyphen kept or dropped."""
    if UNDECIDED not in text:
        return text
    text = _SPLIT.sub(lambda match: join_word(match.group(1), match.group(2), known), text)
    return text.replace(UNDECIDED, "-")


def mend_stray_hyphens(text: str, known: Mapping[str, int]) -> str:
    """`pre- trained` becomes one word; where that is none, two columns ran into each other: an ellipsis."""

    def mended(match: re.Match[str]) -> str:
        left, right = match.groups()
        if right in _AFTER_A_HYPHEN:
            return match.group()
        if known.get(f"{left}-{right}") or left in _KEEP_AFTER:
            return f"{left}-{right}"
        if known.get(left + right) or _is_english(left + right):
            return left + right
        return f"{left}- … {right}"

    return _STRAY.sub(mended, text)
