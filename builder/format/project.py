"""mkdocs.yml: a folder comes in, the project it belongs to goes out. Reads only the keys that the builder needs.

What a file inherits counts as MkDocs counts it: mappings are put together, of all else the nearest file's stands alone.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import normpath

import yaml
from pathspec.gitignore import GitIgnoreSpec

from builder.errors import FileError
from builder.format.marked import Entry, read_marked
from builder.records import Project

NAMES = ("mkdocs.yml", "mkdocs.yaml")
_MACROS = frozenset({"macros", "markdownextradata"})  # plugins that act on braces in pages
_BLOGS = frozenset({"blog", "material/blog"})
_SNIPPET = "pymdownx.snippets"
_NEVER_PAGES = (".*", "/templates/")  # as mkdocs.structure.files says; `exclude_docs` may bring them back


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upward, that holds a mkdocs.yml."""
    start = start.resolve()
    if not start.is_dir():
        raise FileError("there is no such folder", path=str(start))
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in NAMES):
            return folder
    raise FileError(
        "no mkdocs.yml here or in any folder above",
        path=str(start),
        hint="run `answerbook init` to start a site in this folder",
    )


def config_path(root: Path) -> Path:
    """Return the path of the project's mkdocs.yml."""
    return next((root / name for name in NAMES if (root / name).is_file()), root / NAMES[0])


def path_from(root: Path, path: Path) -> str:
    """Return a path as one names it from a folder, with forward slashes; whole where it lies on another drive."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on Windows
        return path.as_posix()


def read_project(root: Path) -> Project:
    """Read where one site's files are."""
    root = root.resolve()
    path = config_path(root)
    keys = read_settings(root)
    pages = _value(keys, "docs_dir") or "docs"
    docs_dir = (root / pages).resolve()
    site_dir = (root / (_value(keys, "site_dir") or "site")).resolve()
    if not docs_dir.is_dir():
        entry = keys.get("docs_dir", Entry(path, None))
        raise entry.wrong(f"the folder of pages `{pages}` does not exist", "create it or set `docs_dir`")
    project = Project(
        root=root,
        docs_dir=docs_dir,
        site_dir=site_dir,
        site_name=_value(keys, "site_name") or root.name,
        site_url=_value(keys, "site_url"),
        use_directory_urls="use_directory_urls" not in keys or _is_on(keys["use_directory_urls"], "use_directory_urls"),
        left_out=((*_NEVER_PAGES, *_patterns(keys, "exclude_docs")), _patterns(keys, "draft_docs")),
        posts=tuple(_posts(keys)),
        scheduled=tuple(folder for folder, waits in _posts(keys).items() if waits),
        nav=tuple(_named_in(keys["nav"].node)) if "nav" in keys else (),
        macros=not _MACROS.isdisjoint(switched_on(keys, "plugins")),
        taken_from=_folders_taken_from(root, docs_dir, keys),
        browser_runtime=_browser_runtime(root, keys),
    )
    _check_site_dir(project, keys.get("site_dir", Entry(path, None)))
    return project


def _check_site_dir(project: Project, entry: Entry) -> None:
    """Refuse a place for the site that holds, or lies in, what is kept: a site is replaced as a whole."""
    site, root = project.site_dir, project.root
    kept = (project.docs_dir, project.seeds_dir, root / "templates", project.build_dir, project.cache_dir)
    lost = next((folder for folder in kept if site.is_relative_to(folder) or folder.is_relative_to(site)), None)
    if lost:
        what = "this project" if root.is_relative_to(site) else f"`{path_from(root, lost)}`"
        raise entry.wrong(
            f"the site cannot be written to `{path_from(root, site)}`: it would take the place of {what}",
            "give the site a folder of its own, such as `site_dir: site`",
        )


def _browser_runtime(root: Path, keys: dict[str, Entry]) -> Path | None:
    """Return the folder that the plugin's `encoder_in_browser` names, from the project's root."""
    options = switched_on(keys, "plugins").get("answerbook")
    named = options.keys().get("encoder_in_browser") if options is not None and options.is_mapping() else None
    return (root / named.text()).resolve() if named is not None and named.text() else None


def _posts(keys: dict[str, Entry]) -> dict[str, bool]:
    """Return the folders of the posts of Material's blogs, from the folder of pages, and whether posts wait there."""
    found = {}
    for name, options in _named_with_options(keys.get("plugins")):
        if name in _BLOGS:
            named = options.keys() if options.is_mapping() else {}
            blog = named["blog_dir"].text() if "blog_dir" in named else "blog"
            posts = named["post_dir"].text() if "post_dir" in named else "{blog}/posts"
            waits = named.get("draft_if_future_date")
            found[normpath(posts.replace("{blog}", blog))] = waits is not None and _is_on(waits, "draft_if_future_date")
    return found


def switched_on(settings: Mapping[str, Entry], key: str) -> dict[str, Entry]:
    """Return plugins or extensions by name, each with its options."""
    return dict(_named_with_options(settings.get(key)))


def _named_with_options(entry: Entry | None) -> Iterator[tuple[str, Entry]]:
    """Yield what a list names, or a mapping: MkDocs takes either, and a list may name one thing twice."""
    for one in entry.entries() if entry is not None and entry.is_list() else [entry]:
        if one is not None and one.is_mapping():
            yield from one.keys().items()
        elif one is not None and isinstance(one.node, yaml.ScalarNode):
            yield one.text(), Entry(one.path, None)


def _named_in(node: yaml.Node | None, title: str = "") -> Iterator[tuple[str, str]]:
    """Yield each page's path in a navigation, however deep, with the title that it gives the page."""
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value).lstrip("/"), title
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _named_in(one)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _named_in(value, str(name.value) if isinstance(name, yaml.ScalarNode) else "")


def _folders_taken_from(root: Path, docs_dir: Path, keys: dict[str, Entry]) -> tuple[Path, ...]:
    """Return where files lie that pages take in: `base_path` of the extension, from the project's root."""
    options = switched_on(keys, "markdown_extensions").get(_SNIPPET)
    if options is None:
        return ()
    named = options.keys().get("base_path") if options.is_mapping() else None
    bases = named.texts() if named is not None else (".",)
    return tuple(
        (root / base.replace("$docs_dir", str(docs_dir)).replace("$config_dir", ".")).resolve() for base in bases
    )


def read_configs(root: Path) -> tuple[Entry, ...]:
    """Read mkdocs.yml and all that it inherits from, each file as a whole, the nearest first."""
    found = [read_marked(config_path(root))]
    while inherited := found[-1].keys(of="mkdocs.yml").get("INHERIT"):
        path = (found[-1].path.parent / inherited.text()).resolve()
        if path in [one.path for one in found]:
            raise inherited.wrong("this file inherits from itself")
        found.append(read_marked(path))
    return tuple(found)


def read_settings(root: Path) -> dict[str, Entry]:
    """Return the top-level keys as MkDocs puts them together."""
    found: dict[str, Entry] = {}
    for config in reversed(read_configs(root)):
        for name, near in config.keys(of="mkdocs.yml").items():
            found[name] = near.over(found.get(name))
    return found


def _value(keys: dict[str, Entry], name: str) -> str:
    entry = keys.get(name)
    if entry is None:
        return ""
    return _from_environment(entry) if _is_environment(entry) else entry.text(f"`{name}`")


def _patterns(keys: dict[str, Entry], name: str) -> tuple[str, ...]:
    """Return the gitignore patterns of a key, one a line."""
    lines = tuple(_value(keys, name).splitlines())
    try:
        GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise keys[name].wrong(f"`{name}` holds what is no pattern of files: {error}") from None
    return lines


def _is_on(entry: Entry, name: str) -> bool:
    if _is_environment(entry):
        return _from_environment(entry).lower() in ("true", "yes", "on", "1")
    return entry.flag(f"`{name}`")


def _is_environment(entry: Entry) -> bool:
    return entry.node is not None and entry.node.tag == "!ENV"


def _from_environment(entry: Entry) -> str:
    """Read MkDocs' `!ENV NAME` or `!ENV [NAME, OTHER, default]`."""
    if isinstance(entry.node, yaml.ScalarNode):
        return os.environ.get(entry.text(), "")
    names = [one.text() for one in entry.entries()]
    default = names.pop() if len(names) > 1 else ""
    return next((os.environ[name] for name in names if name in os.environ), default)
