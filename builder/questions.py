"""The questions known beforehand: a person's own first, then those that stand in documents. Never invents one."""

from collections import Counter
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
        repeated = _repeated_headings(text)
        for found in text.asked:
            if found.origin != "heading":
                _add(book, found, known, wordings)
            elif _asks(found.text):
                heading = plain(found.text)
                answer = () if heading in repeated else under.get((text.source.id, heading), ())
                is_new = _add(book, replace(found, author_answer=answer), known, wordings)
                if is_new and not answer:
                    findings.append(_unanswered(found, text.source.paths[0], is_repeated=heading in repeated))
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


def _add(book: Book, found: Question, known: dict[str, Question], wordings: dict[str, str]) -> bool:
    """Take in a question that stands in a document; whether it is a new one."""
    same = wordings.get(asks(found.text))
    if same is not None:
        held = known[same]
        if found.author_answer and held.scope == "book" and not held.author_answer:
            known[same] = replace(held, author_answer=found.author_answer)
        return False
    scope: Scope = "each" if found.origin == _EACH else "book"
    question = replace(found, id=_free_id(book, found.text, known), book=book.id, scope=scope)
    known[question.id] = question
    wordings[asks(question.text)] = question.id
    return True


def _unanswered(found: Question, path: str, *, is_repeated: bool) -> Finding:
    """Say why what stands under a heading is not the author's answer."""
    why = "it stands there more than once" if is_repeated else "no text stands under it"
    way_out = "name in each heading the case it is for" if is_repeated else "write the answer under the heading"
    return Finding(
        rule="question-without-answer",
        subject=path,
        message=f"the heading `{found.text}` asks a question, but {why}",
        severity="note",
        hint=f"{way_out}, or leave the builder to look for it elsewhere",
    )


def _free_id(book: Book, text: str, known: dict[str, Question]) -> str:
    return free_name(f"{book.id}/{slug(without_hints(text)) or 'question'}", known)


def _asks(heading: str) -> bool:
    words = plain(heading).split()
    return len(words) >= FEWEST_WORDS and any(word not in _EMPTY for word in words)


def _repeated_headings(text: SourceText) -> frozenset[str]:
    """The headings that a document has more than once, such as for each system: none of them has the one answer."""
    times = Counter(plain(block.text) for block in text.blocks if block.kind == "heading")
    return frozenset(heading for heading, count in times.items() if count > 1)


def _passages_by_heading(passages: Iterable[Passage]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The passages right under each heading of each source, those under its own sub-headings not counted."""
    under: dict[tuple[str, str], tuple[str, ...]] = {}
    for passage in passages:
        if passage.headings:
            place = (passage.source, plain(passage.headings[-1]))
            under[place] = (*under.get(place, ()), passage.id)
    return under
