"""Telling prose from what a PDF leaves behind: loose symbols and cells, reference lists, soup. Pure; judges, never changes."""

import re

from builder.repair.characters import LOST

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(r"(?<!\S)(?!\S*(?:https?:|www\.|doi|/))\S{36,}")
_SIGNS = re.compile(r"[=∑∫√≤≥⩽⩾∈‖∂∇∏≈≠→∀∞×·|^_{}<>α-ωΔΣΩΦ⃒̂𝑎-𝑧�]")
_AUTHOR = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+,? (?:[A-Z]\.[ -]?){1,4}(?=[,;&(]|\s)"  # Simonyan, K.,
    r"|(?:[A-Z]\. ?){1,3}[A-ZÀ-Þ][\w'’-]+(?=,| and)"  # K. Simonyan,
    r"|[A-ZÀ-Þ][a-zà-ÿ'’-]+ [A-Z]{1,3}(?=,|\.)"  # Salamon J,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_VENUE = re.compile(
    r"\bdoi\b|arXiv|https?://doi|\bProceedings\b|\bProc\.|\bConference\b|\bConf\.|\bJournal\b|\bJ\. |\bTrans\.|\bpp?\. ?\d"
    r"|\bvol\. ?\d|\bIn: |\bEcol\.|\bSci\.|\bRemote Sens|\bSpringer\b|\bPress\b|\bIEEE\b|\bInt\. |\d+ ?\(\d+\)[,:] ?\d+"
    r"|\d+[,:] ?\d+[–-]\d+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\[\d{1,3}\]\s|\d{1,3}\.\s")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|we|our|this|these|which|that)\b")


def is_reference(text: str) -> bool:
    """Whether a paragraph is an entry (or several) of a list of references."""
    if len(text) < 30:
        return False
    words = len(_WORD.findall(text))
    authors, years = len(_AUTHOR.findall(text)), len(_YEAR.findall(text))
    venues = len(_VENUE.findall(text))
    if not (years or venues) or len(_VERB.findall(text)) * 12 > words + 12:
        return False
    opens = bool(_AUTHOR.match(_NUMBERED.sub("", text, count=1))) or bool(re.match(r"\[\d{1,3}\]\s", text))
    return (opens and bool(years) and bool(venues)) or (authors >= 3 and bool(years) and authors * 12 > words)


def is_loose(lines: list[str]) -> bool:
    """Whether lines are cells, labels or symbols that lost their table, figure or formula."""
    text = " ".join(lines)
    words = _WORD.findall(text)
    if not words:
        return True
    letters = sum(map(len, words))
    solid = sum(not character.isspace() for character in text)
    if letters * 2 < solid:
        return True
    if len(_SIGNS.findall(text)) * 4 > len(words) + 4 and len(words) < 12:
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
    """How much of a text is words that can be read aloud; any alphabet."""
    tokens = [token for token in _TOKEN.findall(text) if any(character.isalnum() for character in token)]
    if not tokens:
        return 0.0
    good = sum(not is_soup(token) and _is_word(token) for token in tokens)
    return good / len(tokens)


def _is_word(token: str) -> bool:
    letters = "".join(character for character in token if character.isalpha())
    if not letters or not letters.isascii():
        return True
    return len(letters) <= 3 or bool(re.search("[aeiouyAEIOUY]", letters)) or letters.isupper()
