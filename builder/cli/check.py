"""answerbook check: whether the site stands, for people and for CI."""

from pathlib import Path

import click

from builder.cli import say
from builder.cli.reports import in_file, junit, plain_finding, sarif
from builder.cli.site import engine_option, open_project, open_site
from builder.errors import FileError
from builder.format import book_paths, find_damages, find_merge_conflicts, find_root
from builder.pipeline import (
    Change,
    Gathered,
    compare_answers,
    foreign_note,
    missing_plugin,
    move_findings,
    open_books,
    stale_finding,
    unlisted_note,
)
from builder.records import Finding
from builder.text import counted

FORMATS = ("text", "json", "sarif", "junit")
_ORDER = {"error": 0, "warning": 1, "note": 2}


@click.command("check", epilog="Example: answerbook check --strict --format sarif > answerbook.sarif")
@click.option("--strict", is_flag=True, help="Fail on warnings too: for CI.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", help="How findings are printed.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@engine_option
@click.pass_obj
def command(folder: Path, strict: bool, shape: str, as_json: bool, engine: str) -> int:
    """Check that the site stands: files, quotes, answers.

    Fails on errors: a quote that is not there, an approved answer whose question changed, or the words it rests on.
    With --strict it also fails on warnings: documents set aside or contradicting each other, answers that the
    documents have left behind, approved answers near which other passages came, answers that wait for approval.
    """
    answers, found = _look(folder, engine)
    findings = sorted(found, key=lambda one: (_ORDER[one.severity], one.subject, one.line, one.message))
    bad = [one for one in findings if one.severity == "error" or (strict and one.severity == "warning")]
    shape = "json" if as_json else shape
    if shape == "json":
        say.result_json({"fine": not bad, "findings": [plain_finding(one) for one in findings]}, indent=2)
    elif shape == "sarif":
        say.result(sarif(findings))
    elif shape == "junit":
        say.result(junit(findings, answers))
    else:
        say.findings(findings, err=False)
        said = ", ".join(_counts(findings)) or "no findings"
        say.result(f"Checked {counted(answers, 'answer')}: {said}.")
    return 1 if bad else 0


def _look(folder: Path, engine: str) -> tuple[int, list[Finding]]:
    """Return how many answers there are and every finding; files that stop a build are named, all of them."""
    root = find_root(folder)
    try:
        project = open_project(folder)
        unresolved = [one for path in book_paths(project.seeds_dir) for one in find_merge_conflicts(path)]
        if unresolved:
            return 0, [in_file(root, "merge-conflict", one) for one in unresolved]
        gathered = open_site(folder, engine)
    except FileError as error:
        return 0, _stopped(folder, root, error)
    without = missing_plugin(project)
    unnamed = [in_file(root, "no-plugin", without)] if without else []
    return len(gathered.site.answers), [*unnamed, *unlisted_note(project), *foreign_note(project), *find_all(gathered)]


def _stopped(folder: Path, root: Path, error: FileError) -> list[Finding]:
    """Name every damaged answer, or else the slip that stops a build."""
    try:
        damaged = [one for book in open_books(open_project(folder)) for one in find_damages(book)]
    except FileError:
        damaged = []
    return [in_file(root, "damaged-answers", one) for one in damaged] or [in_file(root, "mistake", error)]


def find_all(gathered: Gathered) -> list[Finding]:
    """Return every finding: of files, of quotes, of a person's answers, and of answers not committed as they are."""
    # What a person decided on and nobody asks any more is told as such, and no build changes it.
    lost = {answer.place for answer in gathered.lost}
    moved = [one for one in compare_answers(gathered.committed, gathered.answers) if one.place not in lost]
    told = (*gathered.findings, *move_findings(gathered.moves, gathered.site.sources))
    return [*told, *map(stale_finding, gathered.stale), *map(_uncommitted, moved)]


def _uncommitted(change: Change) -> Finding:
    grown = change.kind == "changed" and change.now is not None and change.now.state == "abstained"
    said = {
        "new": "no answer is committed yet",
        "gone": "an answer is committed, but nobody asks this any more",
        "changed": "the documents do not answer this any more" if grown else "the committed answer is out of date",
    }
    return Finding(
        rule="gap" if grown else "out-of-date",
        subject=change.question,
        of_answer=True,
        message=said[change.kind] + (f" ({change.document})" if change.document is not None else ""),
        hint="run `answerbook build` and commit seeds/*/answers",
    )


def _counts(findings: list[Finding]) -> list[str]:
    counts = {kind: sum(one.severity == kind for one in findings) for kind in _ORDER}
    return [counted(number, kind) for kind, number in counts.items() if number]
