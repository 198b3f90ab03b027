"""A project comes in, all that its site says goes out: every stage in its order. Writes nothing but the cache."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builder.answers.authored import find_unsaid
from builder.audit import audit_earlier
from builder.checks import may_show
from builder.conflicts import conflict_finding, find_conflicts, find_lineages, lineage_finding
from builder.evidence import find_evidence
from builder.format import read_answers, write_answers
from builder.gaps import find_gaps
from builder.index import Index, make_index
from builder.pipeline.answering import Said, answer_questions
from builder.pipeline.changes import Change, find_stale, remember_passages, stale_notice, without_gone
from builder.pipeline.engines import Engines
from builder.pipeline.held import find_lost, find_orphans, hold_back, older_ids
from builder.pipeline.moved import Moves, follow_documents
from builder.pipeline.reading import Progress, Read, read_all
from builder.records import (
    Answer,
    Book,
    Conflict,
    Evidence,
    Finding,
    Lineage,
    Project,
    Question,
    Report,
    Site,
    by_id,
)
from builder.standing import FELL
from builder.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The site in records, the index it was answered from, and how its answers came about.

    committed → answers → site.answers: what the files say → what is said now → what of it is published
    """

    site: Site
    questions: tuple[Question, ...]  # all of them; the site lacks those whose answers wait for approval
    index: Index
    evidence: tuple[Evidence, ...]
    committed: tuple[Answer, ...]  # under the names that their documents have now
    answers: tuple[Answer, ...]  # to all that is asked: a person's follow their words, of ours what is stale is new
    moves: Moves  # documents under new names
    findings: tuple[Finding, ...]  # with every word of what is not published; the site's own tell only that it is not
    lost: tuple[Answer, ...]  # a person's answers to what nobody asks any more
    stale: tuple[Change, ...]
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
    written = tuple(answer for book in books for answer in read_answers(book))
    read = read_all(project, books, store, progress)
    passages, sources, questions = read.passages, read.sources, read.questions
    committed, moves = follow_documents(written, passages, sources)
    progress(f"indexing {len(passages)} passages")
    index = make_index(passages, engines.encoder)
    weighed = {answer.place: answer.candidates for answer in committed}
    evidence = find_evidence(questions, sources, index, engines.encoder, weighed)
    said = answer_questions(books, read, evidence, committed, engines, progress, frozen=frozen)
    lost = find_lost(committed, said.answers)
    remember_passages(store, passages)
    stale = find_stale(said.answers, questions, evidence, passages, store, older_ids(sources), said.fallen)
    site, told = _make_site(project, books, read, said, engines, progress, date, find_orphans(lost, questions), stale)
    return Gathered(
        site=site,
        questions=questions,
        index=index,
        evidence=evidence,
        committed=committed,
        answers=said.answers,
        moves=moves,
        findings=(*read.findings, *without_gone(said.fallen, stale), *told),
        lost=lost,
        stale=stale,
        answer_files=lay_out_answers(books, questions, (*said.filed, *lost)),
    )


def _make_site(
    project: Project,
    books: Sequence[Book],
    read: Read,
    said: Said,
    engines: Engines,
    progress: Progress,
    date: str,
    orphans: Sequence[Finding],
    stale: Iterable[Change],
) -> tuple[Site, tuple[Finding, ...]]:
    """Return the site that readers get, and the findings on answers that are told there as they are elsewhere."""
    earlier = tuple(answer for text in read.texts for answer in text.earlier)
    progress("auditing earlier answers" if earlier else "checking answers")
    audits = audit_earlier(earlier, read.questions, read.passages, engines.encoder, engines.judge)
    kept, waiting, held = hold_back(books, said.published, read.questions, read.passages)
    conflicts, lineages, compared = _compare(kept, books, read)
    compared += find_unsaid(read.questions, said.answers, read.passages, read.sources)
    shown = (*read.findings, *map(without_words, said.fallen), *waiting, *orphans, *map(stale_notice, stale), *compared)
    site = Site(
        project=project,
        books=tuple(books),
        sources=read.sources,
        passages=read.passages,
        questions=tuple(question for question in read.questions if question.id not in held),
        answers=kept,
        audits=audits,
        opinions=said.opinions,
        conflicts=conflicts,
        lineages=lineages,
        gaps=find_gaps(read.questions, kept, read.passages, engines.encoder),
        findings=shown,
        report=_report(read, engines, shown, kept, date),
    )
    return site, (*waiting, *orphans, *compared)


def _compare(
    answers: Sequence[Answer], books: Sequence[Book], read: Read
) -> tuple[tuple[Conflict, ...], tuple[Lineage, ...], tuple[Finding, ...]]:
    """Hold what is published against other places and older versions, and tell what differs."""
    known, documents = by_id(read.passages), by_id(read.sources)
    showable = partial(may_show, passages=known)
    conflicts = find_conflicts(answers, read.questions, read.passages, read.sources, showable)
    lineages = find_lineages(answers, books, read.passages, read.sources, showable)
    contradictions = (conflict_finding(one, known, documents) for one in conflicts)
    changes = (lineage_finding(one, known, documents) for one in lineages if one.before)
    return conflicts, lineages, (*contradictions, *changes)


def without_words(finding: Finding) -> Finding:
    """Return what the site may say of a sentence that is not published: nothing of its words, which may be gone."""
    return replace(finding, message=f"{FELL} ({finding.rule})", hint="")


def lay_out_answers(
    books: Iterable[Book], questions: Iterable[Question], answers: Iterable[Answer]
) -> dict[Path, bytes]:
    """Return the answers files of all books, by path."""
    answers = tuple(answers)
    asked = {answer.question: answer.asked for answer in answers} | {one.id: one.text for one in questions}
    by_book: dict[str, list[Answer]] = {}
    for answer in answers:
        by_book.setdefault(answer.question.partition("/")[0], []).append(answer)
    files: dict[Path, bytes] = {}
    for book in books:
        files |= write_answers(book, asked, by_book.get(book.id, []))
    return files


def _report(read: Read, engines: Engines, findings: Iterable[Finding], answers: Sequence[Answer], date: str) -> Report:
    counts = {
        "documents": len(read.texts),
        "passages": len(read.passages),
        "answers": len(answers),
        "claims": sum(len(answer.claims) for answer in answers),
        "citations": sum(len(claim.citations) for answer in answers for claim in answer.claims),
    }
    return Report(
        files_read=sum(len(text.source.paths) for text in read.texts),
        set_aside=tuple(finding for finding in findings if finding.rule == "set-aside"),
        engines=engines.roles,
        date=date,
        figures=tuple((name, float(count)) for name, count in counts.items()),
    )
