"""English words that a query box would mend into one of the site's: words and terms come in, such words go out. Pure.

Two words are at most so many letters apart as one can drop from both until nothing tells them apart: so each is laid
under all that remains of it, and only those that meet are compared.
"""

from collections.abc import Iterable, Mapping

from builder.rank.files import Term
from builder.rank.spelling import LONG, SHORTEST, nearest_term


def find_mistaken(words: Iterable[str], terms: Mapping[str, Term]) -> list[str]:
    """The words that are no terms, but near enough to one to be taken for it."""
    unknown = [word for word in words if " " not in word and word not in terms and len(word) >= SHORTEST]
    longest = max(map(len, unknown), default=0) + 2
    under: dict[str, list[str]] = {}
    for term, known in terms.items():
        if known.units_with and SHORTEST - 1 <= len(term) <= longest and " " not in term:
            for rest in _rests(term, 2 if len(term) >= LONG - 2 else 1):
                under.setdefault(rest, []).append(term)
    found = []
    for word in unknown:
        near = {term for rest in _rests(word, 2 if len(word) >= LONG else 1) for term in under.get(rest, ())}
        if nearest_term(word, {term: terms[term] for term in near}):
            found.append(word)
    return found


def _rests(word: str, most: int) -> set[str]:
    """What remains of a word without some of its letters but the first, `most` of them at most."""
    rests = last = {word}
    for _ in range(most):
        last = {rest[:at] + rest[at + 1 :] for rest in last for at in range(1, len(rest))}
        rests = rests | last
    return rests
