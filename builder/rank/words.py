"""Words and their weight: text comes in as terms, a query goes out as one BM25 score a text. Pure.

`web/words.js` is its twin: the golden files hold both to the same terms. No word is dropped for being common.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import numpy
from numpy.typing import NDArray

SATURATION = 1.2  # BM25's k1
LENGTH = 0.75  # BM25's b
HALF_QUERY = 250  # letters read at the beginning and at the end of a long query
TITLE = 2.0  # a word of a title or heading counts as so many words of the text


def _marks() -> str:
    """All marks but accents as they stand in a class of letters, as runs: beyond U+FFFF, one by one would be slow.

    Beyond U+1FFFF are Han, and the variation selectors that `fold` removes.
    """
    codes = [code for code in range(0x370, 0x20000) if unicodedata.category(chr(code)).startswith("M")]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda placed: placed[1] - placed[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


_MARK = _marks()
_LOW = rf"(?:[^\W0-9A-Z_]|[{_MARK}])"
# And variation selectors, which choose between looks of one letter.
_ACCENT = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_POSSESSIVE = re.compile(rf"(?<=\w)['’ʼ]s(?![\w{_MARK}])")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_NAME = re.compile(rf"[\w{_MARK}]+(?:(?:[.-]|::)[\w{_MARK}]+)*(?:(?:\+\+|#)(?!\w))?")
_PART = re.compile(rf"[0-9]+|[A-Z]{{2,}}(?!{_LOW})|[A-Z]*{_LOW}+|[A-Z]|(?:\+\+|#)$")
# Scripts that put no blanks between words: Thai to Lao, Burmese, Khmer, kana, Han, Hangul.
UNSPACED_LETTER = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
SPACED_LETTER = rf"(?:(?!{UNSPACED_LETTER})[\w{_MARK}])"
_UNSPACED = re.compile(f"{UNSPACED_LETTER}+")
_ENGLISH = re.compile(r"[a-z]{4,}")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_SHORT = re.compile(r"^[^aeiouy][aeiouy][^aeiouwxy]$")  # coding is of code, not of cod
_AMERICAN = re.compile(r"(?<=[a-z]{3})([iy])z(?=$|er$|ation$)")
_BRITISH = re.compile(r"(?<=[a-z]{2})our$")


def shortened(query: str) -> str:
    """Of a long query its beginning and its end: what is pasted often says last what is wrong."""
    if len(query) <= 2 * HALF_QUERY:
        return query
    start, end = re.sub(r"\s\S*$", "", query[:HALF_QUERY]), re.sub(r"^\S*\s", "", query[-HALF_QUERY:])
    return f"{start} {end}"


def fold(text: str) -> str:
    """The text without accents, ligatures, variants and apostrophes, upper and lower case as they were."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _APOSTROPHE.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFC", bare)))


def stem(word: str) -> str:
    """A lower-case English word without its plural, -ed, -ing and last e, spelt in one way; another word as it is."""
    if not _ENGLISH.fullmatch(word):
        return word
    if word.endswith("ies") or word.endswith("ied"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest) and not word.endswith("eed"):
            word = _DOUBLED.sub(r"\1", rest) if len(rest) > 3 else _SHORT.sub(r"\g<0>e", rest)
            break
    bare = word[:-1] if word.endswith("e") and len(word) > 4 else word
    return _BRITISH.sub("or", _AMERICAN.sub(r"\1s", bare))


@lru_cache(maxsize=1 << 16)  # a text repeats its words, and the stages repeat their texts
def _terms_of_name(name: str) -> tuple[str, ...]:
    """A name's parts and, where there are several, the name itself without what joins them."""
    if _UNSPACED.fullmatch(name):
        return tuple(name[at : at + 2] for at in range(len(name) - 1)) or (name,)
    parts = [part.lower() for part in _PART.findall(name)]
    terms = [stem(part) for part in parts if part not in {"++", "#"}]
    return (*terms, stem("".join(parts))) if len(parts) > 1 else tuple(terms)


def words(text: str) -> list[str]:
    """The terms of a text in their order: lower case, lightly stemmed, names both split and whole, CJK by bigrams."""
    return list(_terms(text))


@lru_cache(maxsize=1 << 15)  # the stages of a build ask for the same texts
def _terms(text: str) -> tuple[str, ...]:
    spaced = _UNSPACED.sub(lambda run: f" {run.group()} ", fold(text))
    return tuple(term for name in _NAME.findall(spaced) for term in _terms_of_name(name))


def pair(first: str, second: str, common: Container[str]) -> str:
    """Two neighbouring terms as one name that begins with the rarer, so that one file tells of both."""
    return f"{second} <{first}" if first in common and second not in common else f"{first} >{second}"


def pairs(terms: Sequence[str], common: Container[str]) -> list[str]:
    """The names of all neighbouring terms."""
    return [pair(first, second, common) for first, second in pairwise(terms)]


def owner(name: str) -> str:
    """The term whose file holds a term or a pair."""
    return name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Posting:
    """The texts a term stands in, and how much of each text's score it makes before the term's own weight."""

    rows: NDArray[numpy.int32]
    share: NDArray[numpy.float32]  # (k1 + 1) tf / (tf + k1 (1 - b + b length / mean)), at most k1 + 1


NOWHERE = Posting(numpy.zeros(0, numpy.int32), numpy.zeros(0, numpy.float32))


class Words:
    """BM25 over a fixed list of texts: any of the query's words may stand in a text."""

    def __init__(self, postings: dict[str, Posting], size: int) -> None:
        """Wrap the postings of `size` texts."""
        self.postings = postings
        self.size = size

    def weight(self, term: str) -> float:
        """How rare a term is: its inverse text frequency, 0 for a term that stands nowhere."""
        posting = self.postings.get(term)
        if posting is None:
            return 0.0
        return float(numpy.log1p((self.size - len(posting.rows) + 0.5) / (len(posting.rows) + 0.5)))

    def scores(self, query: str) -> NDArray[numpy.float32]:
        """One score a text, 0 where no word of the query stands; a word asked twice counts once."""
        scores = numpy.zeros(self.size, dtype=numpy.float32)
        for term in dict.fromkeys(words(query)):
            posting = self.postings.get(term)
            if posting is not None:
                scores[posting.rows] += numpy.float32(self.weight(term)) * posting.share
        return scores


def _frequencies(text: str, title: str) -> dict[str, float]:
    """How often each term stands in a text, its title's words weighed."""
    found: dict[str, float] = dict(Counter(words(text)))
    for term, times in Counter(words(title)).items():
        found[term] = found.get(term, 0.0) + TITLE * times
    return found


def make_words(texts: Sequence[str], titles: Sequence[str] = ()) -> Words:
    """Count the terms of texts, each with its title or headings where there are any."""
    counts = [_frequencies(text, titles[row] if titles else "") for row, text in enumerate(texts)]
    lengths = numpy.array([sum(count.values()) for count in counts], dtype=numpy.float64)
    mean = float(lengths.mean()) if len(lengths) and lengths.sum() else 1.0
    norms = SATURATION * (1 - LENGTH + LENGTH * lengths / mean)
    terms = sorted({term for count in counts for term in count})
    places = {term: place for place, term in enumerate(terms)}
    rows = numpy.repeat(numpy.arange(len(texts), dtype=numpy.int32), [len(count) for count in counts])
    times = numpy.array([number for count in counts for number in count.values()], dtype=numpy.float64)
    owners = numpy.array([places[term] for count in counts for term in count], dtype=numpy.int64)
    shares = ((SATURATION + 1) * times / (times + norms[rows])).astype(numpy.float32)
    order = numpy.argsort(owners, kind="stable")
    rows, shares = rows[order], shares[order]
    ends = numpy.cumsum(numpy.bincount(owners, minlength=len(terms))).tolist()
    parts = zip(terms, [0, *ends], ends, strict=False)
    return Words({term: Posting(rows[start:end], shares[start:end]) for term, start, end in parts}, len(texts))
