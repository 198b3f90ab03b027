"""A dry run: a project and models come in, what wording its answers would take goes out. Publishes nothing."""

from collections.abc import Sequence
from dataclasses import replace

from builder.pipeline.build import CACHE, open_books, watched
from builder.pipeline.engines import choose_engines
from builder.pipeline.gather import gather_site
from builder.pipeline.reading import Progress
from builder.pipeline.trials import Work, count_work
from builder.pipeline.writing import choose_writers
from builder.publish import locked
from builder.records import Project
from builder.store import Store


def rehearse(
    project: Project, models: Sequence[str], *, engine: str = "default", progress: Progress = lambda text: None
) -> tuple[Work, ...]:
    """Count the prompts and tokens each model would get, and estimate the minutes from a short trial of it."""
    with locked(project.cache_dir / "lock"):
        store = Store(project.cache_dir / CACHE)
        engines = choose_engines(engine, store)
        counting, works = count_work(replace(engines, writers=choose_writers(models, project, store)))
        gather_site(project, open_books(project), counting, store, progress=watched(store, progress))
        progress("trying the models")
        return works()
