"""Telling prose from what a PDF leaves behind: loose symbols and cells, references, soup. Judges, never changes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.repair.characters import LOST

_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_VOWEL = re.compile("[aeiouyAEIOUY]")
_NO_VOWELS = re.compile("[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{6}")
_SAMPLE = 1000  # tokens
_TOKEN = re.compile(r"\S+")
_ALNUM = re.compile(r"[^\W_]")  # what `str.isalnum` is true of
_GLUED = re.compile(r"(?<!\S)[^\s/]*[a-z]{24,}\S*")  # no language writes so many letters without a blank
_SIGNS = re.compile(r"[=∑∫√≤≥⩽⩾∈‖∂∇∏≈≠→∀∞×·^α-ωΔΣΩΦ⃒̂�]")
_AUTHOR = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+,? (?:[A-Z]\.[ -]?){1,4}(?=[,;&(]|\s)"  # Simonyan, K.,
    r"|(?:[A-Z]\. ?){1,3}[A-ZÀ-Þ][\w'’-]+(?=,| and)"  # K. Simonyan,
    r"|[A-ZÀ-Þ](?:[a-zà-ÿ'’]|-[A-ZÀ-Þ]?)+ [A-Z]{1,3}(?=[,.]|:.{20,400}\b(?:19|20)\d\d\b)"  # Salamon J, or with a colon
    r"|[A-ZÀ-Þ][\w'’-]+, [A-ZÀ-Þ][a-zà-ÿ'’-]+(?: [A-Z]\.)?, (?=[A-ZÀ-Þ][\w'’-]+, )"  # Shorten, Connor
)
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_VENUE = re.compile(
    r"\bdoi\b|\bDOI\b|arXiv|https?://doi"
    r"|\bProceedings\b|\bProc\.|\bConference\b|\bConf\.|\bJournal\b|\bJ\. |\bTrans\.|\bpp?\. ?\d"
    r"|\bvol\. ?\d|\bIn: |\bEcol\.|\bSci\.|\bRemote Sens|\bSpringer\b|\bPress\b|\bIEEE\b|\bInt\. |\d+ ?\(\d+\)[,:] ?\d+"
    r"|\d+[,:] ?\d+[–-]\d+"
)
_PAGES_AT_END = re.compile(r"\d+[–-]\d+\.?$|doi\S+$")
_NUMBERED = re.compile(r"\[\d{1,3}\]\s|\d{1,3}\.\s")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|we|our|this|these|which|that)\b")


def is_reference(text: str) -> bool:
    """Whether a paragraph is an entry (or several) of a list of references."""
    if len(text) < 30:
        return False
    words = len(_WORD.findall(text))
    if len(_VERB.findall(text)) * 12 > words + 12:
        return False
    number = _NUMBERED.match(text)
    dated = bool(_YEAR.search(text))
    if _AUTHOR.match(text, number.end() if number else 0):
        return dated or number is not None or len(_AUTHOR.findall(text)) * 6 > words
    if number and number.group().startswith("["):
        return dated or bool(_VENUE.search(text))
    if words < 40 and not _VERB.search(text) and (text[:1].islower() or _PAGES_AT_END.search(text)):
        return len(_VENUE.findall(text)) > 1
    return dated and len(_AUTHOR.findall(text)) * 12 > max(words, 36)


def is_loose(lines: Sequence[str]) -> bool:
    """Whether lines are cells, labels or symbols that lost their table, figure or formula."""
    text = _URL.sub("", " ".join(lines))
    words = _WORD.findall(text)
    if not words:
        return True
    letters = sum(map(len, _LETTERS.findall(text)))
    solid = sum(not character.isspace() for character in text)
    if letters * 2 < solid:
        return True
    ends = len(words) > 3 and text.endswith((".", ":", ";", ",", "?"))
    if not ends and len(_SIGNS.findall(text)) * 4 > len(words) + 4 and len(words) < 12:
        return True
    short = all(len(line.split()) <= 4 and not line.rstrip().endswith((".", ":")) for line in lines)
    return short and len(lines) > 1


def is_soup(text: str) -> bool:
    """Whether text cannot be read: characters lost, or blanks lost so that words stick together."""
    solid = sum(not character.isspace() for character in text)
    if not solid:
        return False
    glued = sum(len(token) for token in _GLUED.findall(text))
    return text.count(LOST) * 12 > solid or glued * 3 > solid


def share_of_words(text: str) -> float:
    """How much of a text is words that can be read aloud, by a sample from all of it; any alphabet."""
    tokens = [token for token in _TOKEN.findall(text) if _ALNUM.search(token)]
    if not tokens:
        return 0.0
    sample = tokens[:: 1 + len(tokens) // _SAMPLE]
    return sum(map(_is_readable, sample)) / len(sample)


@lru_cache(maxsize=1 << 16)  # texts repeat their words
def _is_readable(token: str) -> bool:
    return not is_soup(token) and _is_word(token)


def _is_word(token: str) -> bool:
    letters = "".join(character for character in token if character.isalpha())
    if not letters or not letters.isascii():
        return True
    if len(letters) <= 3 or letters.isupper():
        return True
    return bool(_VOWEL.search(letters)) and not _NO_VOWELS.search(letters) and (len(token) <= 40 or "/" in token)
