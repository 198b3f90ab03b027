"""A project comes in, its site in records goes out, for the verbs that report. Writes nothing but the cache."""

from builder.pipeline.build import CACHE, dated_inputs, open_books, watched
from builder.pipeline.date import input_epoch, shown_date
from builder.pipeline.engines import choose_engines
from builder.pipeline.gather import Gathered, Progress, gather_site
from builder.records import Project
from builder.store import Store


def load_site(
    project: Project, *, engine: str = "default", frozen: bool = False, progress: Progress = lambda text: None
) -> Gathered:
    """Return what a build would publish now; what is not known yet is computed, and kept."""
    books = open_books(project)
    store = Store(project.cache_dir / CACHE)
    return gather_site(
        project,
        books,
        choose_engines(engine, store),
        store,
        date=shown_date(input_epoch(project.root, dated_inputs(project, books))),
        frozen=frozen,
        progress=watched(store, progress),
    )
