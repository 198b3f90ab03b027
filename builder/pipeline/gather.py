"""A project comes in, all that its site says goes out: every stage in its order. Writes nothing but the cache."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builder.answers import compose_answers
from builder.answers.authored import find_unsaid
from builder.answers.named import find_titles
from builder.audit import audit_earlier
from builder.checks import check_answers, may_show
from builder.conflicts import conflict_finding, find_conflicts, find_lineages, lineage_finding
from builder.errors import AnswerbookError
from builder.evidence import find_evidence
from builder.format import (
    find_unlisted,
    find_unread,
    read_answers,
    read_asked,
    read_questions,
    settle_answer,
    write_answers,
)
from builder.gaps import find_gaps
from builder.index import Index, make_index
from builder.passages import cut_passages
from builder.pipeline.changes import Change, find_stale, remember_passages, stale_notice, without_gone
from builder.pipeline.engines import Engines
from builder.pipeline.headings import pin_headings
from builder.pipeline.held import (
    anchor_answers,
    find_lost,
    find_orphans,
    find_reworded,
    hold_back,
    older_ids,
    show_nearest,
)
from builder.pipeline.moved import Moves, follow_documents
from builder.pipeline.writing import find_standing, word_answers
from builder.questions import find_questions
from builder.records import (
    Answer,
    AnswerId,
    Book,
    Conflict,
    Evidence,
    Finding,
    Lineage,
    Opinion,
    Passage,
    Project,
    Question,
    Report,
    Site,
    Source,
    SourceText,
    by_id,
    by_place,
)
from builder.sources import read_sources
from builder.standing import FELL
from builder.store import Store

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Books before anything is asked."""

    texts: tuple[SourceText, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Their documents."""
        return tuple(text.source for text in self.texts)


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
    texts, sources, passages, questions = read.texts, read.sources, read.passages, read.questions
    committed, moves = follow_documents(written, passages, sources)
    progress(f"indexing {len(passages)} passages")
    index = make_index(passages, engines.encoder)
    weighed = {answer.place: answer.candidates for answer in committed}
    evidence = find_evidence(questions, sources, index, engines.encoder, weighed)
    progress(f"answering {len(questions)} questions")
    opinions: tuple[Opinion, ...] = ()
    if frozen:
        filed = _committed(books, questions, evidence, committed)
    else:
        titles = find_titles(books, sources)
        filed, opinions = _compose(questions, evidence, passages, titles, engines, by_place(committed), progress)
    # A person's answer stands in its file as it was decided; only what is shown follows its words.
    answers = tuple(map(settle_answer, anchor_answers(filed, passages)))
    published, fallen = check_answers(answers, questions, passages, sources)
    filed, answers = (pin_headings(those, passages, fallen) for those in (filed, answers))
    earlier = tuple(answer for text in texts for answer in text.earlier)
    progress("auditing earlier answers" if earlier else "checking answers")
    audits = audit_earlier(earlier, questions, passages, engines.encoder, engines.judge)
    kept, waiting, held = hold_back(books, show_nearest(published, answers, evidence), questions)
    conflicts, lineages, compared = _compare(kept, books, read)
    compared += find_unsaid(questions, answers, passages, sources)
    lost = find_lost(committed, answers)
    orphans = find_orphans(lost, questions)
    remember_passages(store, passages)
    stale = find_stale(answers, questions, evidence, passages, store, older_ids(sources), fallen)
    shown = (
        *read.findings,
        *map(without_words, fallen),
        *waiting,
        *orphans,
        *map(stale_notice, stale),
        *compared,
    )
    site = Site(
        project=project,
        books=tuple(books),
        sources=sources,
        passages=passages,
        questions=tuple(question for question in questions if question.id not in held),
        answers=kept,
        audits=audits,
        opinions=opinions,
        conflicts=conflicts,
        lineages=lineages,
        gaps=find_gaps(questions, kept, passages, engines.encoder),
        findings=shown,
        report=_report(texts, engines, shown, kept, passages, date),
    )
    return Gathered(
        site=site,
        questions=questions,
        index=index,
        evidence=evidence,
        committed=committed,
        answers=answers,
        moves=moves,
        findings=(*read.findings, *without_gone(fallen, stale), *waiting, *orphans, *compared),
        lost=lost,
        stale=stale,
        answer_files=lay_out_answers(books, questions, (*filed, *lost)),
    )


def read_all(project: Project, books: Sequence[Book], store: Store, progress: Progress = lambda text: None) -> Read:
    """Read all books: their documents, passages and questions."""
    reads = [_read_book(project, book, store, progress) for book in books]
    return Read(
        texts=tuple(text for read in reads for text in read.texts),
        passages=tuple(passage for read in reads for passage in read.passages),
        questions=tuple(question for read in reads for question in read.questions),
        findings=(*find_unread(project), *(finding for read in reads for finding in read.findings)),
    )


def _read_book(project: Project, book: Book, store: Store, progress: Progress) -> Read:
    progress(f"reading {book.title}")
    written = tuple(question for question in read_questions(book) if not question.proposed)
    texts, findings = read_sources(project, book, store)
    passages = tuple(passage for text in texts for passage in cut_passages(text))
    current = [text for text in texts if not text.source.older]  # nobody asks what an older version answered
    questions, more = find_questions(book, written, current, passages)
    said = tuple(finding for text in texts for finding in text.findings)
    findings = (*findings, *find_unlisted(project, book), *said, *more)
    return Read(texts=texts, passages=passages, questions=questions, findings=findings)


def _compose(
    questions: Sequence[Question],
    evidence: Sequence[Evidence],
    passages: Sequence[Passage],
    titles: Mapping[str, str],
    engines: Engines,
    previous: Mapping[AnswerId, Answer],
    progress: Progress,
) -> tuple[tuple[Answer, ...], tuple[Opinion, ...]]:
    """Return an answer for each piece of evidence; a model's committed wording stands as long as its evidence does."""
    standing = find_standing(previous, questions, evidence, passages, engines)
    stale = [one for one in evidence if one.place not in standing]
    extractive = compose_answers(questions, stale, passages, engines.reader, previous, titles)
    worded, opinions = word_answers(extractive, tuple(standing.values()), questions, passages, engines, progress)
    answers = {**standing, **by_place(worded)}
    return tuple(answers[one.place] for one in evidence), opinions


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


def _committed(
    books: Iterable[Book], questions: Iterable[Question], evidence: Iterable[Evidence], previous: Iterable[Answer]
) -> tuple[Answer, ...]:
    """Return the committed answers to everything that is asked; one that is missing is an error.

    What answers a question in other words than it has now is no answer to it.
    """
    known = by_place(previous)
    reworded = find_reworded(known.values(), questions, read_asked(books))
    wanted = [one.place for one in evidence]
    missing = sorted({place[0] for place in wanted if place not in known or place[0] in reworded})
    if missing:
        now = " in its words of now" if missing[0] in reworded else ""
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise AnswerbookError(
            f"no committed answer to `{missing[0]}`{now}{more}, and --frozen composes none",
            hint="run `answerbook build` where the models are, and commit seeds/*/answers",
        )
    return tuple(known[place] for place in wanted)


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
