"""A project comes in; whether its mkdocs.yml names our plugin, and its `nav` our pages, goes out. Decides nothing."""

from collections.abc import Iterator

from builder.errors import FileError
from builder.format import config_path
from builder.format.marked import Entry, read_marked
from builder.pipeline.watched import config_files
from builder.records import Finding, Project

NAME = "answerbook"
_PRIVATE = frozenset({"privacy", "material/privacy"})  # plugins that bring what other hosts hold onto the site
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


def foreign_note(project: Project) -> tuple[Finding, ...]:
    """Say that pages fetch their fonts from another host, as Material's do unless told otherwise."""
    theme = _theme(project)
    is_material = "name" in theme and theme["name"].node is not None and theme["name"].text() == "material"
    has_own = "font" in theme and theme["font"].what() == "true or false"  # only `false` is allowed there
    if not is_material or has_own or not _PRIVATE.isdisjoint(plugins_of(project)):
        return ()
    return (
        Finding(
            rule="foreign-fonts",
            subject=config_path(project.root).name,
            message="the theme lets readers' browsers fetch fonts from fonts.googleapis.com",
            severity="note",
            hint="set `font: false` under `theme`, or name Material's plugin `privacy`, which keeps a copy on the site",
        ),
    )


def _theme(project: Project) -> dict[str, Entry]:
    """Return what is said of the theme, in mkdocs.yml before what it inherits; a bare name takes the place of all."""
    found: dict[str, Entry] = {}
    for path in config_files(project):
        theme = read_marked(path).keys().get("theme")
        if theme is not None and not theme.is_mapping():
            return {"name": theme, **found}
        found = {**theme.keys(), **found} if theme is not None else found
    return found


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
