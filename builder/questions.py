"""The questions known beforehand: a person's own first, then those that stand in documents. Never invents one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.format import id_taken
from builder.format.questions import FILE as QUESTIONS
from builder.language import ASKING, count_words
from builder.links import local_id
from builder.records import Book, Finding, Passage, Question, Scope, SourceText
from builder.text import free_name
from builder.wording import asks, means, plain, question_slug, without_hints

FEWEST_WORDS = 3  # of a heading that asks something: "Why?" names nothing
_EMPTY = frozenset(
    "a an and are be can do does else for from go happens here how i is it its me more my next now of should so that"
    " the then there these they this to was we what where who why will you your".split()
) | frozenset("c ce cela das es eso est esto isso isto ist que qu sind son was é ça".split())  # what it is, elsewhere
_OF_ITS_PAGE = re.compile(
    r"\bth(?:is|ese) (?:article|chapter|document|example|guide|lesson|page|post|section|step|tutorial)s?\b",
    re.IGNORECASE,
)
# What numbers a heading among others: `3.`, `2.1`, `Q4:`.
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|Q\d*[.:)])\s+(?=\S)", re.IGNORECASE)
_EACH = "transcript"  # one question of a transcript is asked of one document
_NAME_THE_CASE = "name in each heading the case it is for"


@dataclass(frozen=True, slots=True)
class _AuthorAnswer:
    """A heading that asks, its document, and the passages under it."""

    heading: str
    path: str
    passages: tuple[str, ...]


def find_questions(
    book: Book, written: tuple[Question, ...], texts: Sequence[SourceText], passages: Sequence[Passage]
) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """A book's questions, each once, and what there is to say about those found in documents."""
    findings: list[Finding] = []
    known: dict[str, Question] = {}
    wordings: dict[str, str] = {}
    for question in written:
        _keep(question, known, wordings, findings)
    under = _passages_by_heading(passages)
    reworded = _open_to_headings(written, texts, wordings)
    answers: dict[str, list[_AuthorAnswer]] = {}
    for text in texts:
        repeated, path = _repeated_headings(text), text.source.paths[0]
        for found in text.asked:
            if found.origin != "heading":
                _add(book, found, path, known, wordings)
            elif _asks(found.text):
                heading = plain(found.text)
                below = () if heading in repeated else under.get((text.source.id, heading), ())
                asked = replace(found, text=_NUMBER.sub("", found.text))
                _join(asked.text, reworded, known, wordings)
                is_new = _add(book, asked, path, known, wordings)
                if below:
                    answers.setdefault(wordings[asks(asked.text)], []).append(_AuthorAnswer(found.text, path, below))
                elif is_new and heading in repeated:
                    findings.append(_unanswered(found.text, path, "it stands there more than once", _NAME_THE_CASE))
                elif is_new:
                    way_out = "write the answer under the heading"
                    findings.append(_unanswered(found.text, path, "no text stands under it", way_out))
    texts_of = {passage.id: passage.text for passage in passages}
    for name, several in answers.items():
        if known[name].scope == "book":
            known[name], said = _answered(known[name], several, texts_of)
            findings += said
    return tuple(known.values()), tuple(findings)


def _keep(question: Question, known: dict[str, Question], wordings: dict[str, str], findings: list[Finding]) -> None:
    known[question.id] = question
    for wording in question.wordings:
        other = wordings.setdefault(asks(wording), question.id)
        if other != question.id:
            findings.append(
                Finding(
                    rule="question-twice",
                    subject=question.id,
                    of_answer=True,
                    message=f"`{wording}` is asked by `{local_id(other)}` too: readers see one of the two",
                    hint="drop the wording from one of them",
                )
            )


def _open_to_headings(
    written: Sequence[Question], texts: Sequence[SourceText], wordings: Mapping[str, str]
) -> dict[str, str]:
    """The listed questions by what they mean, but those that a heading asks word for word: they have its answer."""
    found = (one.text for text in texts for one in text.asked if one.origin == "heading")
    taken = {wordings.get(asks(_NUMBER.sub("", heading))) for heading in found}
    open_ones = [question for question in written if question.scope == "book" and question.id not in taken]
    return {means(wording): question.id for question in reversed(open_ones) for wording in question.wordings}


def _join(text: str, reworded: Mapping[str, str], known: dict[str, Question], wordings: dict[str, str]) -> None:
    """Take a heading that asks what a listed question asks, in other words, for another wording of it."""
    name = reworded.get(means(text))
    if name is not None and asks(text) not in wordings:
        known[name] = replace(known[name], also=(*known[name].also, text))
        wordings[asks(text)] = name


def _add(book: Book, found: Question, path: str, known: dict[str, Question], wordings: dict[str, str]) -> bool:
    """Take in a question that stands in a document; whether it is a new one."""
    if asks(found.text) in wordings:
        return False
    name = _own_id(book, without_hints(found.text))
    listed = known.get(name)
    # What a person decided on the one must not become the answer to the other.
    if listed is not None and listed.origin == QUESTIONS and name != _own_id(book, listed.text):
        raise id_taken(book, local_id(name), f"`{found.text}` in {path}")
    scope: Scope = "each" if found.origin == _EACH else "book"
    question = replace(found, id=free_name(name, known), book=book.id, scope=scope)
    known[question.id] = question
    wordings[asks(question.text)] = question.id
    return True


def _answered(
    question: Question, answers: Sequence[_AuthorAnswer], texts: Mapping[str, str]
) -> tuple[Question, list[Finding]]:
    """A question with its author's answer; one that headings answer in several ways has none, and this is said."""
    first, *others = answers
    said = [texts[one] for one in first.passages]
    differing = [other for other in others if [texts[one] for one in other.passages] != said]
    why = f"`{first.heading}` in {first.path} is answered otherwise"
    if differing:
        return question, [_unanswered(other.heading, other.path, why, _NAME_THE_CASE) for other in differing]
    return replace(question, author_answer=first.passages), []


def _unanswered(heading: str, path: str, why: str, way_out: str) -> Finding:
    """Say why what stands under a heading is not the author's answer."""
    return Finding(
        rule="question-without-answer",
        subject=path,
        message=f"the heading `{heading}` asks a question, but {why}",
        severity="note",
        hint=f"{way_out}, or leave the builder to look for it elsewhere",
    )


def _own_id(book: Book, text: str) -> str:
    """The id that a question has from its words, if nobody else has it."""
    return f"{book.id}/{question_slug(text)}"


def _asks(heading: str) -> bool:
    """Whether a heading asks something that one can ask without its page."""
    bare = _NUMBER.sub("", heading)
    alone = count_words(bare) >= FEWEST_WORDS and any(word not in _EMPTY | ASKING for word in plain(bare).split())
    return alone and not _OF_ITS_PAGE.search(heading)


def _repeated_headings(text: SourceText) -> frozenset[str]:
    """The headings that a document has more than once, such as for each system: none of them has the one answer."""
    times = Counter(plain(block.text) for block in text.blocks if block.kind == "heading")
    return frozenset(heading for heading, count in times.items() if count > 1)


def _passages_by_heading(passages: Iterable[Passage]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The passages right under each heading of each source, those under its own sub-headings not counted."""
    under: dict[tuple[str, str], list[str]] = {}
    for passage in passages:
        if passage.headings:
            under.setdefault((passage.source, plain(passage.headings[-1])), []).append(passage.id)
    return {place: tuple(ids) for place, ids in under.items()}
