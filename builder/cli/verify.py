"""answerbook verify: whether the cache, the answers and the site still hold the bytes that were written."""

from pathlib import Path

import click

from builder.cli import say
from builder.cli.reports import in_file
from builder.cli.site import json_option, open_project
from builder.format import find_damages
from builder.pipeline import CACHE, open_books, read_stamp
from builder.publish import locked, tree_digest
from builder.records import Finding, Project
from builder.store import Store


@click.command("verify", epilog="Example: answerbook verify && echo sound")
@json_option
@click.pass_obj
def command(folder: Path, as_json: bool) -> int:
    """Hash the cache, the answers and the site again.

    What is damaged in the cache is taken away and made anew when it is needed; a damaged site is made anew by the next
    build; a damaged answers file needs a person.
    """
    project = open_project(folder)
    findings = [*_cache(project), *_answers(project), *_site(project)]
    if as_json:
        say.result_json({"fine": not findings, "damaged": [one.subject for one in findings]}, indent=2)
    say.findings(findings if not as_json else [], err=False)
    if not findings and not as_json:
        say.result("Sound: the cache, the answers and the site hold what was written.")
    return 1 if findings else 0


def _cache(project: Project) -> list[Finding]:
    store = Store(project.cache_dir / CACHE)
    if next(store.damaged(), None) is None:
        return []
    with locked(project.cache_dir / "lock"):
        damaged = store.mend()
    return [
        Finding(
            rule="damaged-cache",
            subject=path.relative_to(project.root).as_posix(),
            message="does not hold what was written",
            severity="error",
            hint="nothing is lost: it was taken away, and a build that needs it makes it anew",
        )
        for path in damaged
    ]


def _answers(project: Project) -> list[Finding]:
    return [
        in_file(project.root, "damaged-answers", error) for book in open_books(project) for error in find_damages(book)
    ]


def _site(project: Project) -> list[Finding]:
    stamp = read_stamp(project)
    if stamp is None:
        return []
    return [
        Finding(
            rule=f"damaged-{name}",
            subject=folder.relative_to(project.root).as_posix() if folder.is_relative_to(project.root) else str(folder),
            message="is not what the last build wrote",
            severity="error",
            hint="run `answerbook build`",
        )
        for name, folder, wanted in (("build", project.build_dir, stamp.build), ("site", project.site_dir, stamp.site))
        if tree_digest(folder) != wanted
    ]
