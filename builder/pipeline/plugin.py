"""A project comes in; whether its mkdocs.yml names our plugin, and its `nav` our pages, goes out. Decides nothing."""

from builder.errors import FileError
from builder.format import config_path, read_settings, switched_on
from builder.format.marked import Entry
from builder.records import Finding, Project

NAME = "answerbook"
_PRIVATE = frozenset({"privacy", "material/privacy"})  # plugins that bring what other hosts hold onto the site
PAGES = (("Ask", "ask.md"), ("Answers", "answers/index.md"))


def missing_plugin(project: Project) -> FileError | None:
    """Return what is wrong where MkDocs would render the site without its answers."""
    if NAME in switched_on(read_settings(project.root), "plugins"):
        return None
    return FileError(
        f"`plugins` does not name `{NAME}`, so the site would hold no answers",
        path=str(config_path(project.root)),
        hint=f"add `{NAME}` to `plugins`, or run `answerbook init`, which does it, or says in which line to",
    )


def unlisted_pages(project: Project) -> tuple[str, ...]:
    """Return the lines that `nav` lacks, where a site writes one, to lead readers to our pages."""
    return tuple(f"- {title}: {page}" for title, page in _unlisted(project))


def _unlisted(project: Project) -> list[tuple[str, str]]:
    named = {path for path, _ in project.nav}
    return [(title, page) for title, page in PAGES if page not in named] if named else []


def unlisted_note(project: Project) -> tuple[Finding, ...]:
    """Say that readers come to our pages only by links and the query box."""
    unlisted = _unlisted(project)
    if not unlisted:
        return ()
    return (
        Finding(
            rule="not-in-nav",
            subject=config_path(project.root).name,
            message=f"`nav` does not name {' and '.join(page for _, page in unlisted)}",
            severity="note",
            hint=f"add to it: {' and '.join(f'`{line}`' for line in unlisted_pages(project))}",
        ),
    )


def foreign_note(project: Project) -> tuple[Finding, ...]:
    """Say that pages fetch their fonts from another host, as Material's do unless told otherwise."""
    settings = read_settings(project.root)
    theme = _theme(settings.get("theme"))
    is_material = "name" in theme and theme["name"].node is not None and theme["name"].text() == "material"
    has_own = "font" in theme and theme["font"].what() == "true or false"  # only `false` is allowed there
    if not is_material or has_own or not _PRIVATE.isdisjoint(switched_on(settings, "plugins")):
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


def _theme(entry: Entry | None) -> dict[str, Entry]:
    """Return what is said of the theme; a bare name is all that is said."""
    if entry is None:
        return {}
    return entry.keys() if entry.is_mapping() else {"name": entry}
