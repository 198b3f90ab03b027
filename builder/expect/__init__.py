"""Passages come in, questions that they seem to answer go out, each with the words that made us ask it.

Nothing here decides whether the documents answer: the pipeline asks the reader, as it does for every question.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.expect.headings import ask_heading
from builder.expect.phrases import Casing, learn_casing
from builder.expect.queries import find_queries
from builder.expect.sentences import ask_entry, ask_sentence
from builder.expect.worth import is_served, names_its_subject
from builder.outdated import tells_news
from builder.records import Passage, Proposal
from builder.text import split_sentences

MOST_DOCUMENTS = 3  # with one heading: beyond it, `SYNOPSIS` or `Recap` is how the documents are built

__all__ = ["find_proposals", "find_queries", "is_served"]


def find_proposals(passages: Sequence[Passage]) -> tuple[Proposal, ...]:
    """The questions that passages seem to answer, in document order, each wording once for each passage."""
    casing = learn_casing(passages)
    found: dict[tuple[str, str], Proposal] = {}
    for proposal in _all(passages, casing):
        found.setdefault((proposal.text.casefold(), proposal.passage), proposal)
    return tuple(found.values())


def _all(passages: Sequence[Passage], casing: Casing) -> Iterator[Proposal]:
    before: tuple[str, tuple[str, ...]] = ("", ())
    placed = {(passage.source, passage.headings[-1]) for passage in passages if passage.headings}
    documents = Counter(heading for _, heading in placed)
    for passage in passages:
        # What changed in a version is news: nobody asks the documents for it in the words of its commit.
        if any(map(tells_news, (passage.source, *passage.headings[:1]))):
            continue
        place = (passage.source, passage.headings)
        if place != before and passage.headings and documents[passage.headings[-1]] <= MOST_DOCUMENTS:
            for question in ask_heading(passage.headings[-1], casing):
                yield Proposal(text=question, passage=passage.id, rule="heading")
        before = place
        if passage.citable and passage.kind in {"paragraph", "list", "table"}:
            yield from _of_sentences(passage, casing)


def _of_sentences(passage: Passage, casing: Casing) -> Iterator[Proposal]:
    for start, end in split_sentences(passage.text):
        quote = passage.text[start:end]
        first = start == 0 or passage.text[start - 1] == "\n"
        asked = list(ask_entry(quote, passage.headings, casing)) if first else []
        for question in (*asked, *ask_sentence(quote, casing)):
            if names_its_subject(question, passage.headings):
                yield Proposal(text=question, passage=passage.id, quote=quote, rule="entry" if asked else "sentence")
