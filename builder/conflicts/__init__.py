"""Answers and passages to conflicts: places that answer one question with other numbers, versions or a negation.

It weighs words alone, asks no model, and rather says nothing than cries wolf: what is about another thing, in another
unit that comes to the same, or within a range that is given elsewhere, is no conflict.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.conflicts.lineages import find_lineages, lineage_finding
from builder.conflicts.scopes import same_subject
from builder.conflicts.statements import Statement, are_twins, content, contradicts, read_statement
from builder.outdated import find_outdated
from builder.rank import words
from builder.records import Answer, Citation, Conflict, Difference, Finding, Passage, Question, Source, by_id
from builder.standing import is_personal, is_published
from builder.text import one_line, split_sentences
from builder.wording import tidy

__all__ = ["conflict_finding", "find_conflicts", "find_lineages", "lineage_finding"]

MOST_SIDES = 4  # of one conflict, the answer's own included
_KINDS = frozenset({"paragraph", "list", "caption"})
_ABOUT: dict[Difference, str] = {
    "number": "with different numbers",
    "version": "with different versions",
    "date": "with different dates",
    "negation": "with yes and with no",
}
_ASKING = frozenset(words("how what when where why whether much many any long often"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence, where it stands, and what it states."""

    citation: Citation
    passage: Passage
    statement: Statement


def find_conflicts(
    answers: Sequence[Answer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    sources: Sequence[Source],
    may_show: Callable[[Citation], bool],
) -> tuple[Conflict, ...]:
    """The conflicts of published answers, in their order.

    An answer of one document is held against that document, one of the whole book against all of it; what belongs to
    another version of the documents is a change and no conflict.
    """
    asked = by_id(questions)
    places = _Places(passages, sources)
    found: list[Conflict] = []
    for answer in answers:
        if is_published(answer) and answer.claims and answer.question in asked:
            found += _conflicts_of(answer, asked[answer.question], places, may_show)
    return tuple(found)


def conflict_finding(conflict: Conflict, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> Finding:
    """Say where the documents disagree; a person's answer stands in spite of it."""
    told = [_told(side, passages, sources) for side in conflict.sides]
    where = f" of {conflict.document}" if conflict.document is not None else ""
    way_out = f"mend the document that is wrong, or settle it: `answerbook approve {conflict.question}`, or edit it"
    return Finding(
        rule="conflict",
        subject=conflict.question,
        of_answer=True,
        message=f"the documents answer{where} {_ABOUT[conflict.about]}: {' — but '.join(told)}",
        severity="note" if conflict.settled else "warning",
        hint="" if conflict.settled else way_out,
    )


def _told(side: Citation, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> str:
    passage = passages[side.passage]
    page = f", page {passage.page}" if passage.page else ""
    return f"“{one_line(side.quote)}” ({sources[passage.source].paths[0]}{page})"


class _Places:
    """Every sentence that states something, read once."""

    def __init__(self, passages: Sequence[Passage], sources: Sequence[Source]) -> None:
        self.passages = by_id(passages)
        self._outdated = find_outdated(passages)
        self._sources = by_id(sources)
        self._read: dict[str, tuple[_Place, ...]] = {}

    def of(self, passage: str) -> tuple[_Place, ...]:
        """The statements of a passage."""
        if passage not in self._read:
            found = self.passages[passage]
            spans = split_sentences(found.text) if self._may_state(found) else ()
            quotes = (Citation(passage=passage, quote=found.text[start:end]) for start, end in spans)
            self._read[passage] = tuple(place for quote in quotes if (place := self.at(quote)))
        return self._read[passage]

    def at(self, citation: Citation) -> _Place | None:
        """The statement that a quote is, if it is one."""
        passage = self.passages[citation.passage]
        statement = read_statement(tidy(citation.quote)) if self._may_state(passage) else None
        return _Place(citation, passage, statement) if statement else None

    def _may_state(self, passage: Passage) -> bool:
        return passage.kind in _KINDS and passage.citable and passage.id not in self._outdated

    def comparable(self, one: _Place, other: _Place) -> bool:
        """Whether two places may belong to one version of the documents."""
        versions = {self._sources[place.passage.source].version for place in (one, other)}
        return one.passage.id != other.passage.id and len(versions - {""}) < 2

    def contradict(self, one: _Place, other: _Place, about: frozenset[str]) -> Difference | None:
        """What two places that answer a question differ in, if anything."""
        one_place = one.passage.source == other.passage.source
        found = contradicts(one.statement, other.statement, about, one_place=one_place)
        if not found:
            return None
        here, there = (
            [self._sources[place.passage.source].own_title, *place.passage.headings] for place in (one, other)
        )
        frames = one.statement.frame | other.statement.frame
        whole = are_twins(one.statement, other.statement) or (
            about <= one.statement.frame and about <= other.statement.frame
        )
        return found if same_subject(here, there, frames | about, whole=whole) else None


def _conflicts_of(
    answer: Answer, question: Question, places: _Places, may_show: Callable[[Citation], bool]
) -> Iterator[Conflict]:
    about = frozenset(content(" ".join(question.wordings)) - _ASKING)
    cited = dict.fromkeys(one for claim in answer.claims for one in claim.citations if one.passage in places.passages)
    weighed = dict.fromkeys((*(one.passage for one in cited), *sorted(answer.candidates)))
    here = [name for name in weighed if name in places.passages]
    if answer.document is not None:
        here = [name for name in here if places.passages[name].source == answer.document]
    told: set[Citation] = set()
    for mine in filter(None, map(places.at, cited)):
        sides = [mine]
        kind: Difference | None = None
        for other in (place for name in here for place in places.of(name)):
            if len(sides) == MOST_SIDES or other.citation in told or not places.comparable(mine, other):
                continue
            found = [places.contradict(side, other, about) for side in sides]
            if all(found) and may_show(other.citation):
                kind = kind or found[0]
                sides.append(other)
        if kind:
            told |= {side.citation for side in sides}
            yield Conflict(
                question=answer.question,
                document=answer.document,
                about=kind,
                sides=tuple(side.citation for side in sides),
                settled=is_personal(answer),
            )
