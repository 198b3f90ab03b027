"""Whose files lie where a build puts its own: what a person put there is refused, never deleted.

Which files a build wrote is noted in the cache; without a note, as after plain MkDocs, nobody's files are told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.errors import FileError
from builder.format import from_json, path_from, to_json
from builder.publish import TEMPORARY, tree_names, write_file
from builder.records import Project

OURS = "made-by-answerbook.txt"
MADE = b"`answerbook build` makes this folder and removes from it what it did not make.\n"
FILE = "site-files.json"
_SHOWN = 5  # names of files in one message
_DEBRIS = (".DS_Store", "Thumbs.db", "desktop.ini", TEMPORARY)  # how names begin of what file managers or kills leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Which files of which folder were written."""

    site: str
    files: tuple[str, ...]


def refuse_folders(project: Project) -> None:
    """Never take somebody else's folder for ours: what lies in ours and is not made again is removed."""
    if _holds_files(project.build_dir) and not (project.build_dir / OURS).is_file():
        raise FileError(
            "this folder holds files that Answerbook did not make",
            path=str(project.build_dir),
            hint="move them elsewhere: Answerbook needs `build/` for itself",
        )
    if _holds_files(project.site_dir) and not is_site(project.site_dir):
        raise FileError(
            "this folder holds files that are no site of MkDocs, and a site is replaced as a whole",
            path=str(project.site_dir),
            hint="move them elsewhere, or name another folder as `site_dir` in mkdocs.yml",
        )


def _holds_files(folder: Path) -> bool:
    """Say whether anything lies in a folder but files of ours that a kill left half written."""
    return folder.is_dir() and any(not path.name.startswith(TEMPORARY) for path in folder.iterdir())


def is_site(folder: Path) -> bool:
    """Say whether MkDocs made a folder, so that nothing is lost with it; a repository is more than a site."""
    return any((folder / name).is_file() for name in ("sitemap.xml", "404.html")) and not (folder / ".git").exists()


def claim_build(folder: Path) -> None:
    """Mark the build folder as ours before anything else is in it, so that a killed build's is known again."""
    if not (folder / OURS).is_file():
        write_file(folder / OURS, MADE)


def refuse_strangers(project: Project, staging: Path | None = None) -> None:
    """Stop where the site holds files that neither the last build wrote nor this one, in `staging`, will."""
    known = _noted(project)
    if known is None:
        return
    lost = sorted(tree_names(project.site_dir) - known - (tree_names(staging) if staging else set()))
    lost = [name for name in lost if not name.rpartition("/")[2].startswith(_DEBRIS)]
    if lost:
        more = f" and {len(lost) - _SHOWN:,} more" if len(lost) > _SHOWN else ""
        raise FileError(
            "files lie here that no build wrote, and a site is replaced or deleted as a whole:"
            f" {', '.join(lost[:_SHOWN])}{more}",
            path=str(project.site_dir),
            hint=f"move them to `{path_from(project.root, project.docs_dir)}/`, from where MkDocs copies them into"
            " every site, or delete them",
        )


def note_files(project: Project, names: Iterable[str]) -> None:
    """Note which files of the site are a build's."""
    note = Note(site=path_from(project.root, project.site_dir), files=tuple(sorted(names)))
    write_file(project.cache_dir / FILE, to_json(note))


def _noted(project: Project) -> set[str] | None:
    try:
        note = from_json(Note, (project.cache_dir / FILE).read_bytes())
    except (OSError, FileError):
        return None
    return set(note.files) if note.site == path_from(project.root, project.site_dir) else None
