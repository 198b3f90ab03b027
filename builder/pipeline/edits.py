"""Edits shown before anything is worked out: documents and committed answers come in, pages go out. Asks no engine.

An answer whose evidence went is marked as such on its page; the query box stays as the last build made it. The next
build puts everything right.
"""

from collections.abc import Iterable, Sequence

from builder.checks import check_answers
from builder.format import read_answers, read_asked
from builder.links import local_id
from builder.pages import page_file, render_assets, render_pages, render_quotes
from builder.pipeline.build import CACHE, dated_inputs, open_books
from builder.pipeline.changes import Change, stale_notice
from builder.pipeline.date import input_epoch, shown_date
from builder.pipeline.gather import without_words
from builder.pipeline.held import anchor_answers, find_reworded, hold_back
from builder.pipeline.judged import read_judged
from builder.pipeline.moved import follow_documents
from builder.pipeline.reading import read_all
from builder.pipeline.strangers import MADE, OURS, claim_build
from builder.publish import Changes, locked, write_tree
from builder.records import Answer, AnswerId, Finding, Passage, Project, Question, Report, Site, Source, by_place
from builder.standing import is_personal
from builder.store import Store


def show_edits(project: Project) -> Changes:
    """Write the pages as they are now, from the cache and the committed answers alone."""
    with locked(project.cache_dir / "lock"):
        site = _site(project)
        files = {f"pages/{page.path}": page_file(page) for page in render_pages(site)}
        files |= {f"assets/{asset.path}": asset.content for asset in render_assets(site)}
        files = {**_kept(project), **files, "quotes.json": render_quotes(site), OURS: MADE}
        claim_build(project.build_dir)
        return write_tree(project.build_dir, files)


def _kept(project: Project) -> dict[str, bytes]:
    """What the last build made beside pages: the query box and its files."""
    folder = project.build_dir / "assets"
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(project.build_dir).as_posix(): path.read_bytes() for path in found}


def _site(project: Project) -> Site:
    books = open_books(project)
    store = Store(project.cache_dir / CACHE)
    read = read_all(project, books, store)
    sources, passages, questions = read.sources, read.passages, read.questions
    written = tuple(answer for book in books for answer in read_answers(book))
    committed, _ = follow_documents(written, passages, sources)
    reworded = find_reworded(committed, questions, read_asked(books))
    current = [answer for answer in committed if is_personal(answer) or answer.question not in reworded]
    asked = by_place(anchor_answers(current, passages, everybody=True))
    answers = tuple(asked[place] for place in _places(questions, sources) if place in asked)
    published, fallen = check_answers(answers, questions, passages, sources)
    kept, waiting, held = hold_back(books, published, questions, passages)
    stale = (*_stale(answers, passages), *map(_asked_anew, sorted(reworded)))
    findings = (*read.findings, *map(without_words, fallen), *waiting, *stale)
    judged = read_judged(project, questions, sources, passages)
    return Site(
        project=project,
        books=books,
        sources=sources,
        passages=passages,
        questions=tuple(question for question in questions if question.id not in held),
        answers=kept,
        audits=judged.audits,
        opinions=judged.opinions,
        findings=findings,
        report=Report(
            files_read=sum(len(source.paths) for source in sources),
            set_aside=tuple(finding for finding in findings if finding.rule == "set-aside"),
            date=shown_date(input_epoch(project.root, dated_inputs(project, books))),
        ),
    )


def _places(questions: Sequence[Question], sources: Sequence[Source]) -> Iterable[AnswerId]:
    for question in questions:
        if question.scope == "book":
            yield question.id, None
        else:
            yield from ((question.id, source.id) for source in sources if source.book == question.book)


def _stale(answers: Iterable[Answer], passages: Sequence[Passage]) -> Iterable[Finding]:
    """The answers of which a passage that was weighed is gone; whether a better one came, only an engine can say."""
    known = {passage.id for passage in passages}
    for answer in answers:
        if not known.issuperset(answer.candidates):
            yield (
                _being_answered(answer)
                if not is_personal(answer)
                else stale_notice(Change(kind="stale", question=answer.question, document=answer.document, now=answer))
            )


def _asked_anew(question: str) -> Finding:
    message = "the question changed just now, and is being answered anew"
    return Finding(rule="stale", subject=question, of_answer=True, message=message)


def _being_answered(answer: Answer) -> Finding:
    where = f" for {local_id(answer.document)}" if answer.document is not None else ""
    message = f"the documents changed just now, and this answer{where} is being worked out anew"
    return Finding(rule="stale", subject=answer.question, of_answer=True, message=message)
