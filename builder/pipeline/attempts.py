"""Questions that are only thought of, answered as a build would answer them. The site itself stays untouched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.answers import compose_answers
from builder.answers.named import find_titles
from builder.checks import check_answers
from builder.evidence import find_evidence
from builder.expect import is_served
from builder.format import settle_answer
from builder.likeness import read_wording
from builder.links import local_id
from builder.pipeline.engines import Engines
from builder.pipeline.gather import Gathered
from builder.records import Answer, Book, Evidence, Passage, Proposal, Question, by_id
from builder.standing import NEAREST

Attempt = tuple[Proposal, Evidence]


def likely_first(book: Book, proposals: Sequence[Proposal], gathered: Gathered, engines: Engines) -> list[Attempt]:
    """Proposals with their evidence, if their own passage is among it: what readers asked first, then the nearest."""
    questions = [_asking(book, one, str(number)) for number, one in enumerate(proposals)]
    evidence = find_evidence(questions, gathered.site.sources, gathered.index, engines.encoder)
    ranked: list[tuple[int, int, int]] = []
    for number, (proposal, one) in enumerate(zip(proposals, evidence, strict=True)):
        ids = [scored.passage for scored in one.passages]
        if not proposal.passage:
            ranked.append((-1 - proposal.asked, 0, number))
        elif proposal.passage in ids:
            ranked.append((0, ids.index(proposal.passage), number))
    return [(proposals[number], evidence[number]) for _, _, number in sorted(ranked)]


def answer_all(book: Book, proposals: Sequence[Proposal], gathered: Gathered, engines: Engines) -> tuple[Answer, ...]:
    """The answer to each proposal, whatever it is worth."""
    questions = [_asking(book, one, str(number)) for number, one in enumerate(proposals)]
    evidence = find_evidence(questions, gathered.site.sources, gathered.index, engines.encoder)
    return _compose(book, list(zip(proposals, evidence, strict=True)), gathered, engines)


def attempt_answers(
    book: Book, batch: Sequence[Attempt], gathered: Gathered, engines: Engines
) -> Iterator[tuple[Proposal, Answer | None]]:
    """The answer to each proposal, where it stands on the words that were meant and serves who asks.

    What readers typed in vain has an answer without claims.
    """
    known = by_id(gathered.site.passages)
    everywhere = read_wording(book.title).things
    alone = [(proposal, _only(evidence, proposal, known)) for proposal, evidence in batch]
    # A passage that does not answer by itself does not among others: asking it alone first spares most readings.
    tried = zip(batch, _compose(book, alone, gathered, engines), strict=True)
    hopeful = [whole for whole, said in tried if said.claims or not whole[0].passage]
    answers = {
        proposal.text: answer
        for (proposal, _), answer in zip(hopeful, _compose(book, hopeful, gathered, engines), strict=True)
    }
    for proposal, evidence in batch:
        answer = answers.get(proposal.text)
        if answer is not None and answer.claims and _is_good(answer, proposal, known, everywhere):
            yield proposal, answer
        else:
            yield proposal, None if proposal.passage or answer is None else _open(answer, evidence)


def _asking(book: Book, proposal: Proposal, name: str) -> Question:
    return Question(id=f"{book.id}/{name}", book=book.id, text=proposal.text, also=proposal.also, origin="proposed")


def _only(evidence: Evidence, proposal: Proposal, known: Mapping[str, Passage]) -> Evidence:
    """Of the evidence only what a proposal was made of: its passage, or its heading's."""
    if not proposal.passage:
        return evidence
    kept = tuple(one for one in evidence.passages if _is_meant(known[one.passage], proposal, known))
    return replace(evidence, passages=kept)


def _is_meant(passage: Passage, proposal: Proposal, known: Mapping[str, Passage]) -> bool:
    meant = known[proposal.passage]
    if proposal.quote:
        return passage.id == meant.id
    return (passage.source, passage.headings) == (meant.source, meant.headings)


def _compose(book: Book, batch: Sequence[Attempt], gathered: Gathered, engines: Engines) -> tuple[Answer, ...]:
    questions = [_asking(book, proposal, local_id(evidence.question)) for proposal, evidence in batch]
    return compose_apart(questions, [evidence for _, evidence in batch], gathered, engines)


def compose_apart(
    questions: Sequence[Question], evidence: Sequence[Evidence], gathered: Gathered, engines: Engines
) -> tuple[Answer, ...]:
    """Answer questions that no book asks as a build would: reader, composition, gates."""
    site = gathered.site
    titles = find_titles(site.books, site.sources)
    composed = compose_answers(questions, evidence, site.passages, engines.reader, {}, titles)
    published, _ = check_answers(tuple(map(settle_answer, composed)), questions, site.passages, site.sources)
    return published


def _is_good(answer: Answer, proposal: Proposal, known: Mapping[str, Passage], everywhere: frozenset[str]) -> bool:
    """Whether an answer serves who asks, and opens with the words that a proposal was made of; a query has none."""
    core = answer.claims[0].citations[0]
    if proposal.passage and not _is_meant(known[core.passage], proposal, known):
        return False
    if proposal.quote and core.quote not in proposal.quote:
        return False
    sentences = [claim.text for claim in answer.claims]
    return is_served(proposal.text, sentences, of_sentence=bool(proposal.quote), everywhere=everywhere)


def _open(answer: Answer, evidence: Evidence) -> Answer:
    """An answer that does not serve, as one that says nothing: what came nearest is shown instead."""
    nearest = answer.nearest or tuple(scored.passage for scored in evidence.passages[:NEAREST])
    return replace(answer, state="abstained", claims=(), nearest=nearest)
