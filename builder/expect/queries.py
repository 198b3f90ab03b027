"""What readers typed comes in, the questions they meant go out, each with its wordings and how often it was asked.

Noise, spam and what could name a person are dropped; a slip of the finger is mended by the documents' own words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.expect.phrases import is_name
from builder.expect.verbs import from_gerund, is_verb, may_be_verb, needs_determiner
from builder.likeness import Vectors, group_same
from builder.rank.spelling import distance
from builder.rank.words import stem
from builder.records import Passage, Proposal
from builder.text import one_line

LONGEST = 25  # words of a query; beyond it somebody pasted a page
LETTERS = 500  # of a query, for the same reason
MOST_ALSO = 5  # other wordings that are kept of one question
SHORTEST_SLIP = 4  # letters of a word that is taken for a misspelt one
FAR_MORE = 2  # times as often as a slip its right spelling has to be typed
LONG = 8  # letters from which two slips are mended

_WORD = re.compile(r"[^\W\d_]+")
_PRIVATE = re.compile(r"[^\s@]@[^\s@]+\.\w|\d[\d ()+-]{7,}\d")
_SPAM = re.compile(
    r"https?:|www\.|</?\w+|\[url|[{}\\]{2,}|[\x00-\x08]|(.)\1{4,}|\b(?:select|union|insert)\b.*\bfrom\b.*=", re.I
)
_ASKS = re.compile(
    r"^(?:how|what|why|when|where|which|who|can|could|do|does|is|are|should|will|may|must|has|have)\b", re.IGNORECASE
)
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class _Query:
    """One wording as it was typed, and as it was meant."""

    typed: str
    meant: str
    times: int


def find_queries(rows: Iterable[tuple[str, int]], passages: Sequence[Passage], encode: Encode) -> tuple[Proposal, ...]:
    """The questions of a query log, the most asked first."""
    spelt = Counter(
        word for passage in passages for word in _WORD.findall(f"{' '.join(passage.headings)} {passage.text}")
    )
    known: Counter[str] = Counter()
    for word, count in spelt.items():
        known[word.lower()] += count
    queries = _read_queries(_count_queries(rows, known), known)
    if not queries:
        return ()
    meant = [one.meant for one in queries]
    names = {word.lower(): word for word, count in spelt.items() if 2 * count > known[word.lower()] and is_name(word)}
    found = [_proposal([queries[place] for place in group], names) for group in group_same(meant, encode(meant))]
    return tuple(sorted(found, key=lambda one: (-one.asked, one.text)))


def _count_queries(rows: Iterable[tuple[str, int]], known: Mapping[str, int]) -> Counter[str]:
    """How often each query was typed to its end."""
    times: Counter[str] = Counter()
    for text, count in rows:
        query = one_line(text[: LETTERS + 1]).strip(" ?.!,;:\"'").casefold()
        if len(text) <= LETTERS and _is_query(query, known):
            times[query] += count
    for query, longer in _unfinished(times, known).items():
        times[longer] += times.pop(query)
    return times


def _read_queries(times: Mapping[str, int], known: Mapping[str, int]) -> list[_Query]:
    """The queries as they were meant, the most typed first."""
    typed: Counter[str] = Counter()
    for query, count in times.items():
        typed.update(dict.fromkeys(_WORD.findall(query), count))
    mended = _mend_words(typed, known)
    meant = {query: _WORD.sub(lambda found: mended.get(found.group(), found.group()), query) for query in times}
    queries = [_Query(query, meant[query], count) for query, count in times.items()]
    return sorted(queries, key=lambda one: (-one.times, one.typed))


def _is_query(query: str, known: Mapping[str, int]) -> bool:
    found = _WORD.findall(query)
    letters = sum(map(len, found))
    if letters < 2 or not found or len(query.split()) > LONGEST or _SPAM.search(query) or _PRIVATE.search(query):
        return False
    if max(map(len, found)) < 2 or letters < len(query) / 3:
        return False
    return any(word in known or (_VOWEL.search(word) and len(word) > 2) for word in found)


def _unfinished(times: Mapping[str, int], known: Mapping[str, int]) -> dict[str, str]:
    """Queries that a box sent while they were typed, and what they became."""
    ordered = sorted(times)
    cut: dict[str, str] = {}
    for place, query in enumerate(ordered[:-1]):
        longer = ordered[place + 1]
        last = (_WORD.findall(query) or [""])[-1]
        if longer.startswith(query) and last not in known and not longer[len(query)].isspace():
            cut[query] = longer
    for query, longer in list(cut.items()):
        while longer in cut:
            longer = cut[longer]
        cut[query] = longer
    return cut


def _mend_words(typed: Mapping[str, int], known: Mapping[str, int]) -> dict[str, str]:
    """Words that only readers write, with the documents' word for each that other readers typed far more often.

    Another form of a word is no slip: whoever asks when a file is deleted does not mean `delete`.
    """
    right: dict[str, list[str]] = {}
    for word in typed:
        if word in known:
            right.setdefault(word[0], []).append(word)
    mended: dict[str, str] = {}
    for word, times in typed.items():
        if len(word) < SHORTEST_SLIP or word in known:
            continue
        most = 2 if len(word) >= LONG else 1
        meant = (one for one in right.get(word[0], ()) if typed[one] >= FAR_MORE * times and stem(one) != stem(word))
        slips, _, best = min(
            ((distance(word, one, most), -known[one], one) for one in meant), default=(most + 1, 0, "")
        )
        if slips <= most:
            mended[word] = best
    return mended


def _proposal(queries: Sequence[_Query], names: Mapping[str, str]) -> Proposal:
    """One question: the clearest wording asks, the others stand beside it."""
    clearest = min(queries, key=_clarity)
    text = as_question(_WORD.sub(lambda found: names.get(found.group(), found.group()), clearest.meant))
    others = [one.meant for one in queries if as_question(one.meant).casefold() != text.casefold()]
    return Proposal(
        text=text,
        rule="query",
        also=tuple(dict.fromkeys(others))[:MOST_ALSO],
        asked=sum(one.times for one in queries),
    )


def _clarity(query: _Query) -> tuple[bool, bool, bool, int, str]:
    """A whole question before a few words, rightly spelt before mended, often asked before rarely."""
    words = query.typed.split()
    return not _ASKS.match(query.meant), len(words) < 3, query.typed != query.meant, -query.times, query.typed


def as_question(query: str) -> str:
    """A query as a sentence: `install on windows` asks how to do it; a few nouns stay as they are."""
    text = re.sub(r"\bi\b", "I", query)
    words = text.split()
    commands = may_be_verb(words[0]) and words[1:2] and words[1] in ("a", "an", "the", "my")
    plain = is_verb(words[0]) and not needs_determiner(words[0])
    verb = from_gerund(words[0]) or (words[0] if plain or commands else "")
    if words[0] == "how" and len(words) > 2 and words[1] == "to":
        text = f"how do I {' '.join(words[2:])}"
    elif verb and len(words) > 1 and not _ASKS.match(text):
        text = f"how do I {' '.join([verb, *words[1:]])}"
    whole = text[:1].upper() + text[1:]
    return f"{whole}?" if _ASKS.match(text) else whole
