"""How many answers stand how, in words and counts: looked-up records come in, tallies and reasons go out."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.pages.lookup import Lookup
from builder.records import Answer, Question, Source
from builder.standing import FELL, STANDINGS, WORDS, Standing, name_of, standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many answers stand how."""

    stated: int = 0
    silent: int = 0
    unfound: int = 0

    @property
    def total(self) -> int:
        return self.stated + self.silent + self.unfound

    def parts(self) -> tuple[tuple[Standing, str, int], ...]:
        counts = (self.stated, self.silent, self.unfound)
        return tuple((name, WORDS[name], count) for name, count in zip(STANDINGS, counts, strict=True))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            stated=self.stated + other.stated,
            silent=self.silent + other.silent,
            unfound=self.unfound + other.unfound,
        )


def reason_unfound(lookup: Lookup, question: Question, answer: Answer | None, document: Source | None) -> str:
    """Why we have no answer although we cannot say that there is none."""
    if document is not None and not lookup.passages(document):
        return "No text could be read from this document."
    if answer is None and any(finding.rule == "unapproved" for finding in lookup.findings(question.id)):
        return "An answer waits for a person’s approval."
    if answer is None:
        return "This question has not been worked out yet."
    if answer.state == "rejected":
        return "An answer was turned down by a person and is not shown."
    if any(finding.message.startswith(FELL) for finding in lookup.findings(name_of(answer))):
        return "An answer is there, but the documents do not hold what it says, so it is not shown."
    return "A passage comes near, but not near enough to be quoted as the answer."


def _tally(standings: Iterable[Standing]) -> Tally:
    counts = dict.fromkeys(STANDINGS, 0)
    for standing in standings:
        counts[standing] += 1
    return Tally(**counts)


def tally_question(lookup: Lookup, question: Question) -> Tally:
    """The counts of one question: of every document for `each`, of itself otherwise."""
    if question.scope == "book":
        return _tally([standing_of(lookup.answer.get((question.id, None)))])
    book = lookup.book[question.book]
    found = [standing_of(lookup.answer.get((question.id, source.id))) for source in lookup.sources(book)]
    return _tally(found) + Tally(unfound=len(lookup.missing(book)))


def tally_document(lookup: Lookup, source: Source) -> Tally:
    """The counts of one document: of every question asked of each."""
    asked = lookup.asked_of_each(lookup.book[source.book])
    return _tally(standing_of(lookup.answer.get((question.id, source.id))) for question in asked)
