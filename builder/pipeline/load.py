"""A project comes in, its site in records goes out, for the verbs that report. Writes nothing but the cache."""

from typing import NamedTuple

from builder.pipeline.build import CACHE, dated_inputs, open_books, watched
from builder.pipeline.date import input_epoch, shown_date
from builder.pipeline.engines import Engines, choose_engines
from builder.pipeline.gather import Gathered, gather_site
from builder.pipeline.reading import Progress
from builder.records import Book, Project
from builder.store import Store


class Loaded(NamedTuple):
    """A project's site, what it was answered with, and whom to tell how far the rest is."""

    books: tuple[Book, ...]
    gathered: Gathered
    engines: Engines
    progress: Progress


def load_site(project: Project, *, engine: str = "default", progress: Progress = lambda text: None) -> Gathered:
    """Return what a build would publish now; what is not known yet is computed, and kept."""
    return load_with_engines(project, engine, progress).gathered


def load_with_engines(project: Project, engine: str, progress: Progress, book: str = "") -> Loaded:
    """Load all books, or one, for who asks the engines more than a build does."""
    books = tuple(one for one in open_books(project) if book in ("", one.id))
    store = Store(project.cache_dir / CACHE)
    engines = choose_engines(engine, store)
    progress = watched(store, progress)
    date = shown_date(input_epoch(project.root, dated_inputs(project, books)))
    gathered = gather_site(project, books, engines, store, date=date, progress=progress)
    return Loaded(books, gathered, engines, progress)
