"""What may stay of a model's answer: sentences with numbered quotes come in, claims with verbatim quotes go out.

Everything here only takes away, and counts what it took. A sentence stays if its quotes stand in the passages that were
given, its words are theirs, the fixed gates let it through and the judge finds it supported.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from builder.engines import Judge
from builder.engines.overlap import content_words
from builder.instructions import speaks_to_model
from builder.proposals.distortion import PLAIN, find_distorted
from builder.proposals.parsing import Reply, Said
from builder.proposals.quoting import find_quoted
from builder.records import Citation, Claim, Passage
from builder.wording import MOST_WORDS

MOST_CLAIMS = 8
QUOTED_WORDS = 0.6  # share of a sentence's words that its quotes hold; the others stand in the same passages

Faults = Callable[[Claim], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Disposed:
    """What is left of a model's answer, and how much was taken for which reason."""

    claims: tuple[Claim, ...]
    dropped: Counter[str]


def quote_reply(reply: Reply, passages: Sequence[Passage], faults: Faults) -> Disposed:
    """Keep the sentences whose quotes stand and that the fixed gates let through; no model is asked."""
    dropped = Counter(reply.dropped)
    kept: list[Claim] = []
    for said in reply.said:
        claim = _quoted(said, passages)
        reason = "quote not in the passages" if claim is None else _fault(claim, passages, faults)
        if claim is None or reason:
            dropped[reason] += 1
        else:
            kept.append(claim)
    short = _shortened(kept)
    dropped["beyond the length of an answer"] += len(kept) - len(short)
    return Disposed(short, +dropped)


def weigh_claims(disposed: Sequence[Disposed], judge: Judge) -> list[Disposed]:
    """Keep the claims that the judge finds supported, each with its support; all of them are asked about at once."""
    claims = [claim for one in disposed for claim in one.claims]
    pairs = [(claim.text, "\n".join(citation.quote for citation in claim.citations)) for claim in claims]
    supports = iter(judge.support(pairs) if pairs else [])
    weighed = []
    for one in disposed:
        scored = [replace(claim, support=round(next(supports), 4)) for claim in one.claims]
        kept = tuple(claim for claim in scored if claim.support >= judge.supported)
        weighed.append(Disposed(kept, one.dropped + Counter({"not supported by its quote": len(scored) - len(kept)})))
    return [Disposed(one.claims, +one.dropped) for one in weighed]


def _quoted(said: Said, passages: Sequence[Passage]) -> Claim | None:
    """The sentence with verbatim quotes, or nothing if one of them does not stand where it is said to."""
    citations: list[Citation] = []
    for number, quote in said.quotes:
        if not 1 <= number <= len(passages):
            return None
        citation = _cited(quote, passages[number - 1], passages)
        if citation is None:
            return None
        if citation not in citations:
            citations.append(citation)
    return Claim(text=said.text, citations=tuple(citations))


def _cited(quote: str, named: Passage, passages: Sequence[Passage]) -> Citation | None:
    """The quote in the passage that is named, or, letter by letter, in another one given: models miscount."""
    for passage in (named, *passages):
        span = find_quoted(quote, passage.text, whole=passage.kind == "code", aligned=passage is named)
        if span is not None:
            return Citation(passage=passage.id, quote=passage.text[span[0] : span[1]])
    return None


def _fault(claim: Claim, passages: Sequence[Passage], faults: Faults) -> str:
    quotes = [citation.quote for citation in claim.citations]
    if speaks_to_model(claim.text) or any(map(speaks_to_model, quotes)):
        return "speaks to a model"
    if found := faults(claim):
        return f"gate: {found[0][0]}"
    own = content_words(claim.text) - PLAIN
    quoted = content_words("\n".join(quotes))
    cited = {citation.passage for citation in claim.citations}
    near = ("\n".join((*passage.headings, passage.text)) for passage in passages if passage.id in cited)
    # The question's words vouch for nothing: it may ask for the kettle's weight, and the quote give the lamp's.
    if not own or len(own & quoted) < QUOTED_WORDS * len(own) or own - quoted - content_words("\n".join(near)):
        return "words of its own"
    return find_distorted(claim.text, quotes)


def _shortened(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    kept: list[Claim] = []
    length = 0
    for claim in claims[:MOST_CLAIMS]:
        length += len(claim.text.split())
        if length <= MOST_WORDS:
            kept.append(claim)
    return tuple(kept)
