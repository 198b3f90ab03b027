"""How each sentence of an answer stands below the one before it: claims come in, a form each goes out. Pure."""

from collections.abc import Mapping, Sequence
from typing import Literal

from builder.records import Claim, Passage
from builder.text import is_ended, is_lead

Form = Literal["code", "line", "on"]  # stands by itself, begins a line, goes on


def forms_of(claims: Sequence[Claim], passages: Mapping[str, Passage]) -> tuple[Form, ...]:
    """How each of an answer's claims stands below the one before it, so that the source's lines stay lines."""
    forms: list[Form] = []
    for place, claim in enumerate(claims):
        above = claims[:place]
        if _is_code(claim, passages):
            forms.append("code")
        elif not above or forms[-1] == "code" or _share_line(above[-1], claim, passages):
            forms.append("on")
        else:
            own = _is_entry(claim, above, passages) or _is_entry(above[-1], above[:-1], passages)
            forms.append("line" if own else "on")
    return tuple(forms)


def _first_passage(claim: Claim, passages: Mapping[str, Passage]) -> Passage | None:
    return passages.get(claim.citations[0].passage) if claim.citations else None


def _is_code(claim: Claim, passages: Mapping[str, Passage]) -> bool:
    """Whether a claim is code as it stands in the source, and not a sentence about it."""
    passage = _first_passage(claim, passages)
    return passage is not None and passage.kind == "code" and claim.text in passage.text


def _is_entry(claim: Claim, above: Sequence[Claim], passages: Mapping[str, Passage]) -> bool:
    """Whether a claim is a row or an entry: of a list by itself, or below a lead of its passage, or without an end."""
    passage = _first_passage(claim, passages)
    if not is_ended(claim.text) or (passage is not None and passage.kind in {"list", "table"}):
        return True
    return any(is_lead(one.text) and _first_passage(one, passages) == passage for one in above)


def _share_line(before: Claim, claim: Claim, passages: Mapping[str, Passage]) -> bool:
    """Whether two claims quote one line of the source."""
    passage = _first_passage(claim, passages)
    if passage is None or _first_passage(before, passages) != passage:
        return False
    end = passage.text.find(before.citations[0].quote) + len(before.citations[0].quote)
    start = passage.text.find(claim.citations[0].quote, end)
    return start >= 0 and "\n" not in passage.text[end:start]
