"""The headings that a person's quotes stand under: pinned when the person decides, compared ever after. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.digest import short
from builder.records import Answer, Finding, Passage, by_id
from builder.standing import is_personal, name_of
from builder.text import one_line


def headings_digest(answer: Answer, known: Mapping[str, Passage]) -> str:
    """Return what pins an answer to the headings over its quotes; letters' case is no difference."""
    return short([one_line(one).casefold() for one in _headings(answer, known)]) if answer.claims else ""


def pin_headings(
    answers: Iterable[Answer], passages: Iterable[Passage], fallen: Iterable[Finding] = ()
) -> tuple[Answer, ...]:
    """Pin what a person decided by hand since the last build, but edits that fell: they wait for their correction."""
    known = by_id(passages)
    fell = {one.subject for one in fallen}

    def is_open(answer: Answer) -> bool:
        return answer.state == "edited" and name_of(answer) in fell

    return tuple(
        replace(one, under=headings_digest(one, known))
        if one.under is None and is_personal(one) and not is_open(one)
        else one
        for one in answers
    )


def tell_elsewhere(answer: Answer, known: Mapping[str, Passage]) -> list[str]:
    """Tell which headings stand over the quotes of an answer, where they are not those that a person read."""
    there = all(one.passage in known for claim in answer.claims for one in claim.citations)
    if not (answer.under and there) or headings_digest(answer, known) == answer.under:
        return []
    return [f"it stands under “{one}” now" for one in _headings(answer, known)]


def _headings(answer: Answer, known: Mapping[str, Passage]) -> list[str]:
    cited = {one.passage for claim in answer.claims for one in claim.citations}
    return sorted({" › ".join(known[one].headings) for one in cited & known.keys()})
