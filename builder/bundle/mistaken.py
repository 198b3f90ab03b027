"""English words that a query box would mend into one of the site's: words and terms come in, such words go out. Pure.

Two words are at most so many letters apart as one can drop from both until nothing tells them apart: so each is laid
under all that remains of it, and only those that meet are compared.
"""

from collections.abc import Collection, Iterable

from builder.rank.spelling import LONG, SHORTEST, distance, slips_in, sounding


def find_mistaken(words: Iterable[str], terms: Collection[str]) -> list[str]:
    """The words that are no terms, but near enough to one to be taken for it."""
    unknown = [word for word in words if " " not in word and len(word) >= SHORTEST and word not in terms]
    under: dict[str, list[str]] = {}
    for word in unknown:
        for rest in _rests(sounding(word), slips_in(word)):
            under.setdefault(rest, []).append(word)
    longest = max(map(len, unknown), default=0) + 2
    found = set[str]()
    for term in terms:
        if SHORTEST <= len(term) <= longest and " " not in term:
            rests = _rests(sounding(term), 2 if len(term) >= LONG - 2 else 1)
            near = {word for rest in rests for word in under.get(rest, ()) if word[0] == term[0]}
            found |= {word for word in near - found if _slips(word, term) <= slips_in(word)}
    return [word for word in unknown if word in found]


def _slips(word: str, term: str) -> int:
    return distance(sounding(word), sounding(term), slips_in(word))


def _rests(word: str, most: int) -> set[str]:
    """What remains of a word without some of its letters but the first, `most` of them at most."""
    rests = last = {word}
    for _ in range(most):
        last = {rest[:at] + rest[at + 1 :] for rest in last for at in range(1, len(rest))}
        rests = rests | last
    return rests
