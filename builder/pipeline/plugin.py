"""A project comes in; whether its mkdocs.yml names our plugin, and its `nav` our pages, goes out. Decides nothing."""

from collections.abc import Iterator

from builder.errors import FileError
from builder.format import config_path
from builder.format.marked import read_marked
from builder.pipeline.watched import config_files
from builder.records import Finding, Project

NAME = "answerbook"
PAGES = (("Ask", "ask.md"), ("Answers", "answers/index.md"))


def missing_plugin(project: Project) -> FileError | None:
    """Return what is wrong where MkDocs would render the site without its answers."""
    if NAME in plugins_of(project):
        return None
    return FileError(
        f"`plugins` does not name `{NAME}`, so the site would hold no answers",
        path=str(config_path(project.root)),
        hint=f"add the line `  - {NAME}` to `plugins`, or run `answerbook init`, which does it",
    )


def unlisted_pages(project: Project) -> tuple[str, ...]:
    """Return the lines that `nav` lacks, where a site writes one, to lead readers to our pages."""
    named = {path for path, _ in project.nav}
    return tuple(f"- {title}: {page}" for title, page in PAGES if page not in named) if named else ()


def unlisted_note(project: Project) -> tuple[Finding, ...]:
    """Say that readers come to our pages only by links and the query box."""
    lines = unlisted_pages(project)
    if not lines:
        return ()
    return (
        Finding(
            rule="not-in-nav",
            subject=config_path(project.root).name,
            message=f"`nav` does not name {' and '.join(line.split(': ')[1] for line in lines)}",
            severity="note",
            hint=f"add to it: {' and '.join(f'`{line}`' for line in lines)}",
        ),
    )


def plugins_of(project: Project) -> Iterator[str]:
    """Yield the names of plugins as MkDocs puts them together: a list counts alone, mappings count together."""
    for path in config_files(project):
        plugins = read_marked(path).keys().get("plugins")
        if plugins is not None and plugins.is_list():
            for entry in plugins.entries():
                yield from entry.keys() if entry.is_mapping() else [entry.text()]
            return
        if plugins is not None and plugins.is_mapping():
            yield from plugins.keys()
