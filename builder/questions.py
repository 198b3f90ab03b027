"""The questions known beforehand: a person's own first, then those that stand in documents. Never invents one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.links import local_id
from builder.records import Book, Finding, Passage, Question, Scope, SourceText
from builder.text import free_name, slug
from builder.wording import asks, plain, without_hints

FEWEST_WORDS = 3  # of a heading that asks something: "Why?" names nothing
_EMPTY = frozenset(
    "a an and are can do does else how i is it its me more my next now of so that the then there these they this to we"
    " what who why you your".split()
)
_EACH = "transcript"  # one question of a transcript is asked of one document


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
    for text in texts:
        for found in text.asked:
            if found.origin == "heading" and not _asks(found.text):
                continue
            answer = under.get((text.source.id, plain(found.text)), ()) if found.origin == "heading" else ()
            _add(book, replace(found, author_answer=answer), text.source.paths[0], known, wordings, findings)
    return tuple(known.values()), tuple(findings)


def _keep(question: Question, known: dict[str, Question], wordings: dict[str, str], findings: list[Finding]) -> None:
    known[question.id] = question
    for wording in (question.text, *question.also):
        other = wordings.setdefault(asks(wording), question.id)
        if other != question.id:
            findings.append(
                Finding(
                    rule="question-twice",
                    subject=question.id,
                    message=f"`{wording}` is asked by `{local_id(other)}` too: readers see one of the two",
                    hint="drop the wording from one of them",
                )
            )


def _add(
    book: Book,
    found: Question,
    path: str,
    known: dict[str, Question],
    wordings: dict[str, str],
    findings: list[Finding],
) -> None:
    same = wordings.get(asks(found.text))
    if same is not None:
        held = known[same]
        if found.author_answer and held.scope == "book" and not held.author_answer:
            known[same] = replace(held, author_answer=found.author_answer)
        return
    if found.origin == "heading" and not found.author_answer:
        findings.append(
            Finding(
                rule="question-without-answer",
                subject=path,
                message=f"the heading `{found.text}` asks a question, but no text stands under it",
                severity="note",
                hint="write the answer under the heading, or leave the builder to look for it elsewhere",
            )
        )
    scope: Scope = "each" if found.origin == _EACH else "book"
    question = replace(found, id=_free_id(book, found.text, known), book=book.id, scope=scope)
    known[question.id] = question
    wordings[asks(question.text)] = question.id


def _free_id(book: Book, text: str, known: dict[str, Question]) -> str:
    return free_name(f"{book.id}/{slug(without_hints(text)) or 'question'}", known)


def _asks(heading: str) -> bool:
    words = plain(heading).split()
    return len(words) >= FEWEST_WORDS and any(word not in _EMPTY for word in words)


def _passages_by_heading(passages: Iterable[Passage]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The passages right under each heading of each source, those under its own sub-headings not counted."""
    under: dict[tuple[str, str], tuple[str, ...]] = {}
    for passage in passages:
        if passage.headings:
            place = (passage.source, plain(passage.headings[-1]))
            under[place] = (*under.get(place, ()), passage.id)
    return under
