"""Answers and passages to conflicts: places that answer one question with other numbers, versions or a negation.

It weighs words alone, asks no model, and rather says nothing than cries wolf: what is about another thing, in another
unit that comes to the same, or within a range that is given elsewhere, is no conflict.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.conflicts.lineages import find_lineages, lineage_finding
from builder.conflicts.scopes import same_subject
from builder.conflicts.statements import Statement, content, contradicts, read_statement
from builder.rank import words
from builder.records import Answer, Citation, Conflict, Difference, Finding, Passage, Question, Source
from builder.text import one_line, split_sentences
from builder.wording import tidy

__all__ = ["conflict_finding", "find_conflicts", "find_lineages", "lineage_finding"]

MOST_SIDES = 4  # of one conflict, the answer's own included
PUBLISHED = frozenset({"answered", "edited", "approved"})
_KINDS = frozenset({"paragraph", "list", "caption"})
_ABOUT: dict[Difference, str] = {
    "number": "with different numbers",
    "version": "with different versions",
    "date": "with different dates",
    "negation": "with yes and with no",
}
_ASKING = frozenset(words("how what when where why whether much many any long often"))
_PAST = re.compile(
    r"\b(?:change ?log|changes|release notes?|release history|version history|what[’']s new)\b", re.IGNORECASE
)
_read = lru_cache(maxsize=1 << 14)(read_statement)


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
    known = {passage.id: passage for passage in passages}
    asked = {question.id: question for question in questions}
    titles = {source.id: source.own_title for source in sources}
    versions = {source.id: source.version for source in sources}
    found: list[Conflict] = []
    for answer in answers:
        if answer.state in PUBLISHED and answer.question in asked:
            found += _conflicts_of(answer, asked[answer.question], known, titles, versions, may_show)
    return tuple(found)


def conflict_finding(conflict: Conflict, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> Finding:
    """Say where the documents disagree; a person's answer stands in spite of it."""
    told = [_told(side, passages, sources) for side in conflict.sides]
    where = f" of {conflict.document}" if conflict.document is not None else ""
    return Finding(
        rule="conflict",
        subject=conflict.question,
        message=f"the documents answer{where} {_ABOUT[conflict.about]}: {' — but '.join(told)}",
        severity="note" if conflict.settled else "warning",
        hint=""
        if conflict.settled
        else f"mend the document that is wrong, or settle it with `answerbook approve {conflict.question}`",
    )


def _told(side: Citation, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> str:
    passage = passages[side.passage]
    page = f", page {passage.page}" if passage.page else ""
    return f"“{one_line(side.quote)}” ({sources[passage.source].paths[0]}{page})"


def _conflicts_of(
    answer: Answer,
    question: Question,
    known: Mapping[str, Passage],
    titles: Mapping[str, str],
    versions: Mapping[str, str],
    may_show: Callable[[Citation], bool],
) -> Iterator[Conflict]:
    about = frozenset(content(" ".join((question.text, *question.also))) - _ASKING)
    cited = dict.fromkeys(one for claim in answer.claims for one in claim.citations if one.passage in known)
    own = [place for one in cited if (place := _place(one, known[one.passage]))]
    weighed = dict.fromkeys((*(one.passage for one in cited), *sorted(answer.candidates)))
    others = [place for name in weighed if name in known for place in _places(known[name])]
    told: set[Citation] = set()
    for mine in own:
        sides: list[_Place] = []
        kind: Difference | None = None
        for other in others:
            if other.passage.id == mine.passage.id or other.citation in told:
                continue
            if answer.document is not None and other.passage.source != answer.document:
                continue
            if len({versions[other.passage.source], versions[mine.passage.source]} - {""}) > 1:
                continue
            found = _contradicts(mine, other, about, titles)
            new = found and all(_contradicts(side, other, about, titles) for side in sides)
            if new and len(sides) < MOST_SIDES - 1 and may_show(other.citation):
                kind = kind or found
                sides.append(other)
        if kind:
            told |= {mine.citation, *(side.citation for side in sides)}
            yield Conflict(
                question=answer.question,
                document=answer.document,
                about=kind,
                sides=(mine.citation, *(side.citation for side in sides)),
                settled=answer.state != "answered",
            )


def _contradicts(one: _Place, other: _Place, about: frozenset[str], titles: Mapping[str, str]) -> Difference | None:
    one_place = one.passage.source == other.passage.source
    found = contradicts(one.statement, other.statement, about, one_place=one_place)
    if not found:
        return None
    trails = [[titles[place.passage.source], *place.passage.headings] for place in (one, other)]
    frames = one.statement.frame | other.statement.frame
    whole = about <= one.statement.frame and about <= other.statement.frame
    return found if same_subject(trails[0], trails[1], frozenset(frames | about), whole=whole) else None


def _place(citation: Citation, passage: Passage) -> _Place | None:
    told = passage.kind in _KINDS and passage.citable and not any(map(_PAST.search, passage.headings))
    statement = _read(tidy(citation.quote)) if told else None
    return _Place(citation, passage, statement) if statement else None


def _places(passage: Passage) -> Iterator[_Place]:
    for start, end in split_sentences(passage.text) if passage.kind in _KINDS else ():
        place = _place(Citation(passage=passage.id, quote=passage.text[start:end]), passage)
        if place:
            yield place
