"""What MkDocs will refuse, found in seconds: a project comes in before anything is read; what is wrong is an error.

Only mkdocs.yml and the names of pages are looked at; what shows when pages are rendered, MkDocs says then. What was
fine once is not looked at again before one of them changes.
"""

from builder.digest import digest, sha256
from builder.errors import AnswerbookError
from builder.format import config_path, read_configs, read_settings, switched_on
from builder.pipeline.plugin import NAME
from builder.pipeline.render import ask_child, complaint, indented, way_out
from builder.pipeline.stamp import environment, versions
from builder.readers import MARKDOWN
from builder.records import Project, Recipe
from builder.store import Store

_MAY_BE_MISSING = frozenset({"hooks", "markdown_extensions", "nav"})
_SHIPPED = frozenset({NAME, "search", "material/search"})


def look_over(project: Project, store: Store, strict: bool) -> None:
    """Refuse settings that MkDocs would refuse, before the documents are read for them."""
    if not _names_anything(project):
        return
    settings = [sha256(config.path.read_bytes()) for config in read_configs(project.root)]
    found = (path for kind in MARKDOWN for path in project.docs_dir.rglob(f"*{kind}"))
    pages = sorted(path.relative_to(project.docs_dir).as_posix() for path in found)
    seen = digest([settings, pages, environment(project), versions()])
    recipe = Recipe(stage="mkdocs", version=1, parameters=(("strict", strict),), inputs=(seen,))
    store.once(recipe, lambda: _look(project, strict))


def _names_anything(project: Project) -> bool:
    """Whether the settings name what may not be there: most small sites name nothing."""
    settings = read_settings(project.root)
    return not (_MAY_BE_MISSING.isdisjoint(settings) and _SHIPPED.issuperset(switched_on(settings, "plugins")))


def _look(project: Project, strict: bool) -> bytes:
    """Let MkDocs load the settings, with their plugins, in a process of its own."""
    config = str(config_path(project.root))
    done = ask_child(project, "builder.mkdocs_plugin", config, *(["--strict"] if strict else []))
    if done.returncode != 0:
        raise AnswerbookError(
            "MkDocs cannot render the site with these settings\n" + indented(complaint(done.stdout)),
            path=config,
            hint=way_out(done.stdout),
        )
    return b"fine"
