"""A project comes in, all that its site says goes out: every stage in its order. Writes nothing but the cache."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.answers import AUTHOR, OURS, compose_answers
from builder.audit import audit_earlier
from builder.checks import check_answers
from builder.errors import AnswerbookError
from builder.evidence import find_evidence
from builder.format import read_answers, read_questions, settle_answer, write_answers
from builder.index import Index, make_index
from builder.passages import cut_passages
from builder.pipeline.engines import Engines
from builder.questions import find_questions
from builder.records import Answer, Book, Evidence, Finding, Passage, Project, Question, Report, Site, SourceText
from builder.sources import read_sources
from builder.store import Store

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One book before anything is asked."""

    book: Book
    texts: tuple[SourceText, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The site in records, the index it was answered from, and the answers as their files will hold them."""

    site: Site
    index: Index
    evidence: tuple[Evidence, ...]
    previous: tuple[Answer, ...]
    composed: tuple[Answer, ...]
    answer_files: dict[Path, bytes]


def gather_site(
    project: Project,
    books: Sequence[Book],
    engines: Engines,
    store: Store,
    *,
    date: str = "",
    frozen: bool = False,
    progress: Progress = lambda text: None,
) -> Gathered:
    """Read, index, answer and check everything, and say nothing to the disk yet."""
    previous = tuple(answer for book in books for answer in read_answers(book))
    reads = tuple(_read_book(project, book, store, progress) for book in books)
    texts = tuple(text for read in reads for text in read.texts)
    sources = tuple(text.source for text in texts)
    passages = tuple(passage for read in reads for passage in read.passages)
    questions = tuple(question for read in reads for question in read.questions)
    progress(f"indexing {len(passages)} passages")
    index = make_index(passages, engines.encoder)
    evidence = find_evidence(questions, sources, index, engines.encoder)
    progress(f"answering {len(questions)} questions")
    composed = (
        _committed(evidence, previous)
        if frozen
        else compose_answers(
            questions, evidence, passages, engines.reader, engines.judge, _by_place(previous), engines.thresholds
        )
    )
    composed = tuple(map(settle_answer, composed))
    published, findings = check_answers(composed, questions, passages, sources)
    earlier = tuple(answer for text in texts for answer in text.earlier)
    progress("auditing earlier answers" if earlier else "checking answers")
    audits = audit_earlier(earlier, questions, passages, engines.encoder, engines.judge)
    kept, waiting, unapproved = _approved(books, published, questions)
    lost = _lost(previous, composed)
    said = tuple(finding for read in reads for finding in read.findings)
    all_findings = (*said, *findings, *waiting, *map(_orphan, lost))
    site = Site(
        project=project,
        books=tuple(books),
        sources=sources,
        passages=passages,
        questions=tuple(question for question in questions if question.id not in unapproved),
        answers=kept,
        audits=audits,
        findings=all_findings,
        report=_report(texts, engines, all_findings, kept, passages, date),
    )
    locked = (*_locked(composed, published), *lost)
    return Gathered(
        site=site,
        index=index,
        evidence=evidence,
        previous=previous,
        composed=composed,
        answer_files=_answer_files(books, questions, locked),
    )


def _read_book(project: Project, book: Book, store: Store, progress: Progress) -> Read:
    progress(f"reading {book.title}")
    written = read_questions(book)
    texts, findings = read_sources(project, book, store)
    passages = tuple(passage for text in texts for passage in cut_passages(text))
    questions, more = find_questions(book, written, texts, passages)
    said = tuple(finding for text in texts for finding in text.findings)
    return Read(book=book, texts=texts, passages=passages, questions=questions, findings=(*findings, *said, *more))


def _by_place(answers: Iterable[Answer]) -> dict[tuple[str, str | None], Answer]:
    return {(answer.question, answer.document): answer for answer in answers}


def _committed(evidence: Iterable[Evidence], previous: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the committed answers to everything that is asked; one that is missing is an error."""
    known = _by_place(previous)
    wanted = [(one.question, one.document) for one in evidence]
    missing = sorted({question for question, document in wanted if (question, document) not in known})
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise AnswerbookError(
            f"no committed answer to `{missing[0]}`{more}, and --frozen composes none",
            hint="run `answerbook build` where the models are, and commit seeds/*/answers",
        )
    return tuple(known[place] for place in wanted)


def is_personal(answer: Answer) -> bool:
    """Say whether a person decided on this answer; what a document itself gives as an answer is not meant."""
    return answer.state not in OURS and not (answer.state == "approved" and answer.engine == AUTHOR)


def _approved(
    books: Iterable[Book], answers: Sequence[Answer], questions: Sequence[Question]
) -> tuple[tuple[Answer, ...], tuple[Finding, ...], set[str]]:
    """Hold back what a person must approve first: what is published, what is said of the rest, and what waits."""
    careful = {book.id for book in books if book.approval}
    held = {question.id for question in questions if question.book in careful}
    kept = tuple(answer for answer in answers if answer.question not in held or answer.state not in OURS)
    waiting = sorted({answer.question for answer in answers} - {answer.question for answer in kept})
    findings = tuple(
        Finding(
            rule="unapproved",
            subject=question,
            message="waits for a person's approval and is not published",
            hint=f"read it with `answerbook review`, or approve it with `answerbook approve {question}`",
        )
        for question in waiting
    )
    return kept, findings, set(waiting)


def _lost(previous: Iterable[Answer], composed: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return a person's answers to questions or documents that are gone: kept in their file, not published."""
    asked = _by_place(composed)
    return tuple(
        answer for answer in previous if is_personal(answer) and (answer.question, answer.document) not in asked
    )


def _orphan(answer: Answer) -> Finding:
    return Finding(
        rule="orphan",
        subject=answer.question,
        message=f"{answer.state} by a person, but its {'document' if answer.document else 'question'} is gone",
        hint="bring it back under its old id, or delete the entry from the answers file",
    )


def _locked(composed: Iterable[Answer], published: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return what the answers files hold: of ours what the checks left, of a person's every word."""
    passed = _by_place(published)
    return tuple(
        passed.get((answer.question, answer.document), answer) if not is_personal(answer) else answer
        for answer in composed
    )


def _answer_files(books: Iterable[Book], questions: Iterable[Question], answers: Iterable[Answer]) -> dict[Path, bytes]:
    asked = {question.id: question.text for question in questions}
    by_book: dict[str, list[Answer]] = {}
    for answer in answers:
        by_book.setdefault(answer.question.partition("/")[0], []).append(answer)
    files: dict[Path, bytes] = {}
    for book in books:
        files |= write_answers(book, asked, by_book.get(book.id, []))
    return files


def _report(
    texts: Sequence[SourceText],
    engines: Engines,
    findings: Iterable[Finding],
    answers: Sequence[Answer],
    passages: Sequence[Passage],
    date: str,
) -> Report:
    counts = {
        "documents": len(texts),
        "passages": len(passages),
        "answers": len(answers),
        "claims": sum(len(answer.claims) for answer in answers),
        "citations": sum(len(claim.citations) for answer in answers for claim in answer.claims),
    }
    return Report(
        files_read=sum(len(text.source.paths) for text in texts),
        set_aside=tuple(finding for finding in findings if finding.rule == "set-aside"),
        engines=engines.roles,
        date=date,
        figures=tuple((name, float(count)) for name, count in counts.items()),
    )
