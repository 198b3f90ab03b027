"""A project comes in, what is wrong goes out where its mkdocs.yml does not name our plugin. Decides nothing else."""

from collections.abc import Iterator

from builder.errors import FileError
from builder.format import config_path
from builder.format.marked import read_marked
from builder.pipeline.watched import config_files
from builder.records import Project

NAME = "answerbook"


def missing_plugin(project: Project) -> FileError | None:
    """Return what is wrong where MkDocs would render the site without its answers."""
    if NAME in _plugins(project):
        return None
    return FileError(
        f"`plugins` does not name `{NAME}`, so the site would hold no answers",
        path=str(config_path(project.root)),
        hint=f"add the line `  - {NAME}` to `plugins`, or run `answerbook init`, which does it",
    )


def _plugins(project: Project) -> Iterator[str]:
    """Yield the names of plugins as MkDocs puts them together: a list counts alone, mappings count together."""
    for path in config_files(project):
        plugins = read_marked(path).keys().get("plugins")
        if plugins is not None and plugins.is_list():
            for entry in plugins.entries():
                yield from entry.keys() if entry.is_mapping() else [entry.text()]
            return
        if plugins is not None and plugins.is_mapping():
            yield from plugins.keys()
