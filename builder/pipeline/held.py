"""What a person decided: told apart from ours, never lost, and led after its words when they move."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from builder.pipeline.untaught import find_untaught
from builder.records import Answer, Book, Citation, Claim, Evidence, Finding, Passage, Question, Source, by_id, by_place
from builder.standing import NEAREST, OURS, asks_other, is_personal, is_reworded


def older_ids(sources: Iterable[Source]) -> frozenset[str]:
    """Return the documents of which a newer version is there: they answer no question of their book."""
    return frozenset(source.id for source in sources if source.older)


def hold_back(
    books: Iterable[Book], answers: Sequence[Answer], questions: Sequence[Question], passages: Sequence[Passage]
) -> tuple[tuple[Answer, ...], tuple[Finding, ...], set[str]]:
    """Hold back what a person must decide on first: what is published, what waits for approval, what is not asked.

    An answer to another question than is asked by now is held back too; that it is stale is told elsewhere. What the
    models were not taught to read waits unless its book says otherwise, and is never called silent.
    """
    by_book, asked = {book.id: book for book in books}, by_id(questions)
    current = [answer for answer in answers if not is_reworded(answer, asked[answer.question].text)]
    untaught = find_untaught(current, questions, passages)
    kept: list[Answer] = []
    waiting: dict[str, bool] = {}
    for answer in current:
        book = by_book[asked[answer.question].book]
        unread = answer.state == "answered" and answer.place in untaught and book.approval is None
        if unread or (book.approval and answer.state in OURS):
            waiting[answer.question] = unread
        else:
            unsure = answer.unsure or (answer.state == "abstained" and answer.place in untaught)
            kept.append(replace(answer, unsure=unsure))
    told = {answer.question for answer in kept}
    findings = tuple(_waits(question, unread) for question, unread in sorted(waiting.items()))
    return tuple(kept), findings, {answer.question for answer in answers} - told


def _waits(question: str, unread: bool) -> Finding:
    why, way_out = "", "read it with `answerbook review`, or approve it by its name with `answerbook approve NAME`"
    if unread:
        why = ": it is not in English, the only language that the models were taught"
        way_out += "; `approval: false` in book.yml publishes such answers unread"
    return Finding(
        rule="unapproved",
        subject=question,
        of_answer=True,
        message=f"waits for a person's approval and is not published{why}",
        hint=way_out,
    )


def show_nearest(
    published: Iterable[Answer], answers: Iterable[Answer], evidence: Iterable[Evidence]
) -> tuple[Answer, ...]:
    """Show beside each answer that fell what comes nearest now: what it was weighed with tells only what is left."""
    said, found = by_place(answers), by_place(evidence)
    return tuple(
        replace(one, nearest=_nearest(found[one.place])) if one.state == "abstained" and said[one.place].claims else one
        for one in published
    )


def _nearest(evidence: Evidence) -> tuple[str, ...]:
    best = sorted(evidence.passages, key=lambda scored: -scored.score)
    return tuple(scored.passage for scored in best[:NEAREST])


def find_reworded(answers: Iterable[Answer], questions: Iterable[Question], words: Mapping[str, str]) -> set[str]:
    """Return the questions that are asked in other words now than our own answers to them were written down for."""
    asked = by_id(questions)
    return {
        answer.question
        for answer in answers
        if answer.question in asked
        and not is_personal(answer)
        and asks_other(words.get(answer.question, ""), asked[answer.question].text)
    }


def find_lost(committed: Iterable[Answer], answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return a person's answers to questions or documents that are gone: kept in their file, not published."""
    asked = by_place(answers)
    return tuple(answer for answer in committed if is_personal(answer) and answer.place not in asked)


def find_orphans(lost: Iterable[Answer], questions: Iterable[Question]) -> tuple[Finding, ...]:
    """Say of a person's answers that they have nothing left to stand on."""
    asked = by_id(questions)
    return tuple(_orphan(answer, asked.get(answer.question)) for answer in lost)


def _orphan(answer: Answer, question: Question | None) -> Finding:
    if question is None:
        why, way_out = ", but its question is gone", "bring it back under its old id"
    elif (question.scope == "each") == (answer.document is not None):
        why, way_out = f", but its document {answer.document} is gone", "bring it back under its old name"
    elif answer.document is not None:
        why, way_out = f" for {answer.document}, but it is asked of the whole book now", "set `scope: each` again"
    else:
        why, way_out = " for the whole book, but it is asked of each document now", "set `scope: book` again"
    return Finding(
        rule="orphan",
        subject=answer.question,
        of_answer=True,
        message=f"{answer.state} by a person{why}",
        hint=f"{way_out}, or delete the entry from the answers file",
    )


def anchor_answers(
    answers: Iterable[Answer], passages: Sequence[Passage], *, everybody: bool = False
) -> tuple[Answer, ...]:
    """Let a person's quotes follow their words into a passage that has a new id because other words in it changed.

    A passage that was weighed when the person decided is another one that says the same, of another thing perhaps.
    Ours are composed anew instead; `everybody` lets them follow too, where nothing is composed.
    """
    known = {passage.id for passage in passages}
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source, []).append(passage)
    return tuple(
        replace(answer, claims=tuple(_anchored(claim, known, by_source, answer.candidates) for claim in answer.claims))
        if everybody or is_personal(answer)
        else answer
        for answer in answers
    )


def _anchored(
    claim: Claim, known: set[str], by_source: Mapping[str, Sequence[Passage]], weighed: Container[str]
) -> Claim:
    return replace(
        claim,
        citations=tuple(
            one if one.passage in known else _follow(one, by_source.get(_source(one.passage, by_source), ()), weighed)
            for one in claim.citations
        ),
    )


def _source(passage: str, sources: Iterable[str]) -> str:
    """Return the source whose id a passage's id begins with."""
    return max((one for one in sources if passage.startswith(f"{one}.")), key=len, default="")


def _follow(citation: Citation, passages: Sequence[Passage], weighed: Container[str]) -> Citation:
    words = r"\s+".join(map(re.escape, citation.quote.split()))
    for passage in passages:
        may_hold = bool(words) and passage.citable and passage.id not in weighed
        found = re.search(words, passage.text) if may_hold else None
        if found:
            return Citation(passage=passage.id, quote=found.group())
    return citation
