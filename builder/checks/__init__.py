"""Answers to what may be published, and findings. It only takes away: a sentence that fails a gate is left out."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from builder.checks.gates import SHOWN, find_faults
from builder.links import local_id
from builder.records import Answer, Citation, Claim, Finding, Passage, Question, Severity, Source, by_id
from builder.standing import AUTHOR, NEAREST, OURS, name_of
from builder.text import is_lead, shorten
from builder.wording import MOST_WORDS, is_by_model, tidy

_HINTS = {
    "passage-gone": "read the changed text and edit the answer, or delete its entry to have it composed anew",
    "quote": "copy the quote from the passage, letter by letter",
    "wording": "leave the sentence as it is quoted, or set `state: edited`",
}
_HINT = "reword the sentence so that its quote says it, or quote more"


def check_answers(
    answers: Sequence[Answer], questions: Sequence[Question], passages: Sequence[Passage], sources: Sequence[Source]
) -> tuple[tuple[Answer, ...], tuple[Finding, ...]]:
    """The answers as they may be published, in their order, and what was found."""
    known = by_id(passages)
    asked = by_id(questions)
    documents = {source.id for source in sources}
    older = {source.id for source in sources if source.older}
    current = {name: passage for name, passage in known.items() if passage.source not in older}
    published: list[Answer] = []
    findings: list[Finding] = []
    for answer in answers:
        if answer.question not in asked or (answer.document is not None and answer.document not in documents):
            findings.append(_orphan(answer))
            continue
        kept, faults = _check(answer, known if answer.document is not None else current, known)
        published.append(kept)
        findings += faults
    return tuple(published), tuple(findings)


def _check(answer: Answer, passages: dict[str, Passage], known: Container[str]) -> tuple[Answer, list[Finding]]:
    if answer.state == "rejected":
        return replace(answer, claims=(), nearest=_nearest(answer, passages)), []
    findings: list[Finding] = []
    kept: list[Claim] = []
    length = 0
    for claim in answer.claims:
        faults = find_faults(claim, passages, composed=_is_quoted(answer))
        if answer.document is not None:
            faults += _strangers(claim, answer.document, passages)
        elif any(one.passage in known and one.passage not in passages for one in claim.citations):
            faults = [("passage-gone", "the passage it quotes stands in an older version of the documents alone")]
        if not faults:
            length += len(claim.text.split())
            if length > MOST_WORDS:
                faults = [("length", f"the answer is longer than {MOST_WORDS} words")]
        findings += [_finding(answer, claim, rule, message, passages) for rule, message in faults]
        if not faults:
            kept.append(claim)
    if answer.state in OURS or answer.engine == AUTHOR:
        kept = _whole_lists(answer.claims, kept)
    if kept or answer.state == "abstained":
        nearest = tuple(passage for passage in answer.nearest if passage in passages)
        return replace(answer, claims=tuple(kept), nearest=nearest), findings
    silent = replace(answer, claims=(), nearest=_nearest(answer, passages))
    if answer.state == "approved" and not answer.claims:
        return replace(silent, unsure=False), findings  # a person is sure that nothing is said
    # Sentences that fall tell nothing of the documents.
    return replace(silent, state="abstained", unsure=bool(answer.claims) or answer.unsure), findings


def _whole_lists(claims: Sequence[Claim], kept: Sequence[Claim]) -> list[Claim]:
    """The claims that are kept, but for lists of which an entry or what announces them is not: half would mislead."""
    parts: list[list[Claim]] = [[]]  # each from a claim that announces others up to the next
    for claim in claims:
        if is_lead(claim.text):
            parts.append([])
        parts[-1].append(claim)
    whole: list[Claim] = []
    announced = True  # whether what follows a part is kept
    for part in reversed(parts[1:]):
        announced = all(claim in kept for claim in part) and (len(part) > 1 or announced)
        whole = [*part, *whole] if announced else whole
    return [*(claim for claim in parts[0] if claim in kept), *whole]


def _is_quoted(answer: Answer) -> bool:
    """Whether its sentences are the quotes themselves: ours are, unless a language model worded them."""
    return answer.state in OURS and not is_by_model(answer.engine)


def _strangers(claim: Claim, document: str, passages: dict[str, Passage]) -> list[tuple[str, str]]:
    others = [
        citation.passage
        for citation in claim.citations
        if citation.passage in passages and passages[citation.passage].source != document
    ]
    return [("other-document", f"it quotes another document: {others[0]}")] if others else []


def _nearest(answer: Answer, passages: dict[str, Passage]) -> tuple[str, ...]:
    wanted = dict.fromkeys((*answer.nearest, *answer.candidates))
    return tuple(passage for passage in wanted if passage in passages)[:NEAREST]


def may_show(citation: Citation, passages: Mapping[str, Passage]) -> bool:
    """Whether a quote may stand on a page by itself, as a sentence of an answer may."""
    claim = Claim(text=tidy(citation.quote), citations=(citation,))
    return not find_faults(claim, passages, composed=True)


def _finding(answer: Answer, claim: Claim, rule: str, message: str, passages: Mapping[str, Passage]) -> Finding:
    severity: Severity = "warning" if answer.state in OURS else "error"
    return Finding(
        rule=rule,
        subject=name_of(answer),
        of_answer=True,
        message=f"`{shorten(claim.text, SHOWN)}` is not published: {message}",
        severity=severity,
        hint="" if answer.state in OURS else _hint(claim, rule, passages),
    )


def _hint(claim: Claim, rule: str, passages: Mapping[str, Passage]) -> str:
    """The way out; a quote that was put in the place of another may only lack the id of its own passage."""
    strays = [one for one in claim.citations if one.passage in passages and one.quote not in passages[one.passage].text]
    for stray in strays if rule == "quote" else ():
        source = passages[stray.passage].source
        if stands := next((one for one in passages.values() if one.source == source and stray.quote in one.text), None):
            return f"it stands in another passage of the document: set `passage: {local_id(stands.id)}`"
    return _HINTS.get(rule, _HINT)


def _orphan(answer: Answer) -> Finding:
    return Finding(
        rule="no-such-question",
        subject=name_of(answer),
        of_answer=True,
        message="an answer is kept for a question or a document that is no longer there; it is not published",
        severity="warning",
        hint="delete the answer's file, or bring the question back",
    )
