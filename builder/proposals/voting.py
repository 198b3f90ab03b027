"""Several models' opinions on one answer come in, the sentences that most of them stand behind go out. Pure."""

from collections.abc import Sequence

from builder.records import Claim, Opinion
from builder.standing import rest_together


def vote(opinions: Sequence[Opinion]) -> tuple[Claim, ...]:
    """The sentences of the model most agreed with, of which more than half of all models rest one on the same words."""
    needed = len(opinions) // 2 + 1
    best: tuple[float, float, int] = (0.0, 0.0, 0)
    chosen: tuple[Claim, ...] = ()
    for place, opinion in enumerate(opinions):
        counts = [count_agreeing(claim, opinions) for claim in opinion.claims]
        kept = tuple(claim for claim, count in zip(opinion.claims, counts, strict=True) if count >= needed)
        agreed = sum(count for count in counts if count >= needed)
        support = sum(claim.support for claim in kept)
        if kept and (agreed, support, -place) > best:
            best, chosen = (agreed, support, -place), kept
    return chosen


def count_agreeing(claim: Claim, opinions: Sequence[Opinion]) -> int:
    """How many models rest a sentence on words that this claim quotes."""
    return sum(any(rest_together(claim, other) for other in opinion.claims) for opinion in opinions)
