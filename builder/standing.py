"""How an answer stands, who is behind it, since when, on which words: records come in, one rule for all goes out. Pure.

stated, not stated in the documents, and not found by us are three things, and never mixed up.
"""

from collections.abc import Sequence
from typing import Literal

from builder.records import Answer, Book, Claim, Difference, Lineage, State
from builder.text import one_line

Standing = Literal["stated", "silent", "unfound"]
STANDINGS: tuple[Standing, ...] = ("stated", "silent", "unfound")
WORDS: dict[Standing, str] = {"stated": "stated", "silent": "not stated", "unfound": "not found by us"}
DISPUTED: dict[Difference, str] = {
    "number": "The documents give different numbers",
    "version": "The documents name different versions",
    "date": "The documents give different dates",
    "negation": "One place says so, another denies it",
}
OURS: frozenset[State] = frozenset({"answered", "abstained"})  # the builder may replace them; others are a person's
NEAREST = 3  # passages shown of an answer that says nothing
AUTHOR = "author"  # the engine of answers that stand in a document under their question
FELL = "a sentence is not published"  # how the site's findings begin that tell so, without the sentence
_PUBLISHED: frozenset[State] = frozenset({"answered", "edited", "approved"})


def name_of(answer: Answer) -> str:
    """How findings name an answer."""
    return answer.question if answer.document is None else f"{answer.question} · {answer.document.rsplit('/', 1)[-1]}"


def is_published(answer: Answer) -> bool:
    """Whether readers meet an answer's sentences."""
    return answer.state in _PUBLISHED


def is_authors(answer: Answer) -> bool:
    """Whether a document itself gives the answer, under a heading that asks."""
    return answer.state == "approved" and answer.engine == AUTHOR


def is_personal(answer: Answer) -> bool:
    """Whether a person decided on the answer; what a document itself gives as one is not meant."""
    return answer.state not in OURS and not is_authors(answer)


def is_reworded(answer: Answer, text: str) -> bool:
    """Whether a person decided on the answer to another question than is asked now."""
    return asks_other(answer.asked, text)


def asks_other(asked: str, text: str) -> bool:
    """Whether an answer was written down for another question than is asked now; letters' case is no difference."""
    return bool(asked) and _bare(asked) != _bare(text)


def _bare(question: str) -> str:
    return one_line(question).casefold().rstrip(" ?.!")


def person_behind(answer: Answer) -> str:
    """Who stands behind an answer: its document's "author", a person who "edited" or "approved" it, or nobody."""
    if is_authors(answer):
        return AUTHOR
    return answer.state if answer.state in ("edited", "approved") else ""


def says_nothing(answer: Answer) -> bool:
    """Whether no sentence answers, as we found or as a person approved."""
    return answer.state == "abstained" or (answer.state == "approved" and not answer.claims)


def standing_of(answer: Answer | None) -> Standing:
    """Stated only with claims to show; silent only where the reader, or a person, is sure that nothing is said."""
    if answer is None or answer.state == "rejected":
        return "unfound"
    if answer.claims:
        return "stated"
    sure = answer.state == "approved" or (answer.state == "abstained" and not answer.unsure)
    return "silent" if sure else "unfound"


def rest_together(one: Claim, other: Claim) -> bool:
    """Whether two sentences rest on the same words."""
    return any(
        left.passage == right.passage and (left.quote in right.quote or right.quote in left.quote)
        for left in one.citations
        for right in other.citations
    )


def say_since(lineages: Sequence[Lineage], book: Book) -> str:
    """Since which version of a book's documents an answer holds as a whole, as long as its youngest sentence does."""
    names = [name for name, _ in book.versions]
    since = max((one.since for one in lineages), key=names.index, default="")
    changed = any(one.before for one in lineages)
    return f"{'Changed in' if changed else 'Holds since'} version {since} of the documents." if since else ""
