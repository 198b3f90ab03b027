"""A project comes in, its published site goes out: everything is gathered first, the site is exchanged last.

lock → stamp equal? nothing to do
     → gather (no file but the cache) → answers → build/ → MkDocs into a staging folder → exchange → stamp
"""

import shutil
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.bundle import learn_box, make_bundle, prepare_box
from builder.digest import short
from builder.engines.spread import read_spread
from builder.errors import FileError
from builder.format import answers_digest, config_path, read_answer_files, read_books
from builder.format.answer_files import SEEN
from builder.pages import page_file, render_assets, render_pages, render_quotes
from builder.pipeline.answer_files import write_answer_files
from builder.pipeline.beforehand import look_over
from builder.pipeline.changes import stale_finding
from builder.pipeline.date import input_epoch, render_epoch, shown_date
from builder.pipeline.engines import Engines, choose_engines
from builder.pipeline.gather import Gathered, gather_site
from builder.pipeline.judged import keep_judged
from builder.pipeline.plugin import missing_plugin
from builder.pipeline.reading import Progress
from builder.pipeline.render import render_folder
from builder.pipeline.stamp import Stamp, inputs_digest, read_stamp, write_stamp
from builder.pipeline.strangers import MADE, OURS, claim_build, note_files, refuse_folders, refuse_strangers
from builder.pipeline.writing import choose_writers, tell_devices
from builder.publish import (
    TEMPORARY,
    Changes,
    files_digest,
    locked,
    publish_site,
    remove_temporaries,
    remove_tree,
    restore_site,
    tree_digest,
    tree_names,
    write_tree,
)
from builder.records import Book, Finding, Project
from builder.sources.scheduled import find_waiting
from builder.standing import AUTHOR, is_authors
from builder.store import Store

STAGING = f"{TEMPORARY}staging-"
CACHE = "cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did."""

    site_dir: Path
    nothing_to_do: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    states: tuple[tuple[str, int], ...] = ()
    calls: tuple[tuple[str, int], ...] = ()
    answers_changed: int = 0
    answers: str = ""  # the digest of all answers files, as this build left them
    build: Changes = field(default_factory=Changes)
    site_changed: bool = False
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()


def build(
    project: Project,
    *,
    engine: str = "default",
    strict: bool = True,
    frozen: bool = False,
    render: bool = True,
    models: Sequence[str] = (),
    spread: str = "",
    progress: Progress = lambda text: None,
) -> Outcome:
    """Build and publish a project's site, as far as anything changed since the last time."""
    with locked(project.cache_dir / "lock"):
        _clear_leftovers(project)
        refuse_folders(project)
        if without := missing_plugin(project):
            raise without
        books = open_books(project)
        # What changes in them from here on is a person's edit.
        committed = read_answer_files(book.root for book in books)
        epoch = input_epoch(project.root, dated_inputs(project, books))
        store = Store(project.cache_dir / CACHE)
        pool = read_spread(spread).pool() if spread else None
        writers = choose_writers(models, project, store, pool)
        said = [writer.fingerprint for writer in writers]
        waiting = list(find_waiting(project))
        inputs = inputs_digest(project, books, [engine, strict, frozen, epoch, *said, *waiting])
        stamp = read_stamp(project)
        answers = answers_digest(committed)
        if stamp is not None and _stands(project, stamp, inputs, answers):
            return Outcome(
                site_dir=project.site_dir,
                nothing_to_do=True,
                counts=stamp.counts,
                states=stamp.states,
                answers=answers,
                findings=stamp.findings,
            )
        if render:
            look_over(project, store, strict)
        engines = replace(choose_engines(engine, store, pool), writers=writers)
        progress = watched(store, progress)
        gathered = gather_site(project, books, engines, store, date=shown_date(epoch), frozen=frozen, progress=progress)
        progress("making pages")
        answers = answers if frozen else answers_digest(gathered.answer_files)
        files = {**_build_files(gathered, engines), SEEN: answers.encode()}
        answers_changed = 0 if frozen else write_answer_files(books, committed, gathered.answer_files)
        claim_build(project.build_dir)
        changes = write_tree(project.build_dir, files)
        keep_judged(project, gathered.site.audits, gathered.site.opinions)
        outcome = Outcome(
            site_dir=project.site_dir,
            counts=_counts(gathered),
            states=_states(gathered),
            calls=engines.calls,
            answers_changed=answers_changed,
            answers=answers,
            build=changes,
            findings=(*gathered.findings, *map(stale_finding, gathered.stale)),
            warnings=(*_tell_moves(gathered), *tell_devices(writers), *_tell_encoder(files)),
        )
        if not render:
            return outcome
        progress("rendering with MkDocs")
        changed, warnings = _publish(project, render_epoch(epoch), strict)
        stamp = Stamp(
            inputs=inputs,
            answers=answers,
            # Of what was made, not of what lies there by now: an edit in between must be seen by the next build.
            build=files_digest(files),
            site=tree_digest(project.site_dir),
            states=outcome.states,
            counts=outcome.counts,
            findings=outcome.findings,
        )
        write_stamp(project, stamp)
        return replace(outcome, site_changed=changed, warnings=(*warnings, *outcome.warnings))


def open_books(project: Project) -> tuple[Book, ...]:
    """Read a project's books; a project without any is a person's slip."""
    books = read_books(project)
    if not books:
        raise FileError(
            "no book here: a book is a folder with a book.yml",
            path=str(project.seeds_dir),
            hint="run `answerbook init` to start one",
        )
    return books


def dated_inputs(project: Project, books: Sequence[Book]) -> list[Path]:
    """Return what people write, whose last recorded change dates the site; answers are ours."""
    written = [book.root / name for book in books for name in ("book.yml", "questions.yml")]
    documents = [folder.path for book in books for folder in book.documents]
    return [config_path(project.root), project.docs_dir, *written, *documents]


def _stands(project: Project, stamp: Stamp, inputs: str, answers: str) -> bool:
    return (
        stamp.inputs == inputs
        and stamp.answers == answers
        and stamp.build == tree_digest(project.build_dir)
        and stamp.site == tree_digest(project.site_dir)
    )


def watched(store: Store, progress: Progress) -> Progress:
    """Let the store say how far a long stage is."""
    stage = [""]

    def note(text: str) -> None:
        stage[0] = text.partition(":")[0]
        progress(text)

    store.watch = lambda done, total: progress(f"{stage[0]}: {done:,} of {total:,}")
    return note


def _build_files(gathered: Gathered, engines: Engines) -> dict[str, bytes]:
    prepared = prepare_box(gathered.site, gathered.index, engines.encoder)
    learned = learn_box(prepared, engines.encoder)
    figures = (*gathered.site.report.figures, *learned.figures)
    site = replace(gathered.site, report=replace(gathered.site.report, figures=figures))
    files = {f"pages/{page.path}": page_file(page) for page in render_pages(site)}
    assets = (*render_assets(site), *make_bundle(site, prepared, engines.encoder, learned))
    files |= {f"assets/{asset.path}": asset.content for asset in assets}
    return {**files, "quotes.json": render_quotes(site), OURS: MADE}


def _tell_moves(gathered: Gathered) -> tuple[str, ...]:
    """Return which documents have a new name, so that nobody wonders about answers files that changed."""
    return tuple(f"{before} is called {now} now; its answers moved with it" for before, now in gathered.moves.items())


def _tell_encoder(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return what readers may fetch, where a site has chosen the real encoder."""
    size = sum(len(content) for name, content in files.items() if "/box/encoder-" in name)
    return (f"readers are offered the real encoder: {size / 1e6:.0f} MB, fetched when they ask for it",) if size else ()


def _publish(project: Project, epoch: str, strict: bool) -> tuple[bool, tuple[str, ...]]:
    """Render into a staging folder and exchange it with the site; say whether anything differs."""
    staging = _staging_place(project) / f"{_staging_name(project)}{uuid.uuid4().hex}"
    try:
        warnings = render_folder(project, staging, epoch, strict)
        refuse_strangers(project, staging)
        fresh = tree_names(staging)
        differs = tree_digest(staging) != tree_digest(project.site_dir)
        if differs:
            note_files(project, fresh | tree_names(project.site_dir))  # so that after a kill both are known
            publish_site(staging, project.site_dir)
        note_files(project, fresh)
        return differs, warnings
    finally:
        remove_tree(staging)


def _staging_place(project: Project) -> Path:
    """Return a folder on the site's own file system, for only there can two folders be exchanged in one step."""
    beside = project.site_dir.parent
    beside.mkdir(parents=True, exist_ok=True)
    return project.cache_dir if project.cache_dir.stat().st_dev == beside.stat().st_dev else beside


def _staging_name(project: Project) -> str:
    """Return how the names of this site's staging folders begin: others may publish beside it at the same time."""
    return f"{STAGING}{short([str(project.root), str(project.site_dir)])}-"


def _clear_leftovers(project: Project) -> None:
    """Remove what a killed build left behind."""
    restore_site(project.site_dir)
    beside = _staging_place(project).glob(f"{_staging_name(project)}*")
    for leftover in [*project.cache_dir.glob(f"{STAGING}*"), *beside]:
        # Best effort: its MkDocs may still be alive and writing; a name is used once, so it cannot do harm.
        shutil.rmtree(leftover, ignore_errors=True)
    for folder in (project.cache_dir, project.seeds_dir):
        remove_temporaries(folder)


def _states(gathered: Gathered) -> tuple[tuple[str, int], ...]:
    """Count the answers by their state; those that documents give themselves nobody approved."""
    told = (AUTHOR if is_authors(answer) else answer.state for answer in gathered.site.answers)
    return tuple(sorted(Counter[str](told).items()))


def _counts(gathered: Gathered) -> tuple[tuple[str, int], ...]:
    site = gathered.site
    counts = {
        "files": site.report.files_read,
        "documents": len(site.sources),
        "passages": len(site.passages),
        "questions": len(site.questions),
        "set aside": len(site.report.set_aside),
        "waiting": sum(one.rule == "unapproved" for one in gathered.findings),
    }
    return tuple(counts.items())
