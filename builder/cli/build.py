"""answerbook build: the project's site, as far as anything changed."""

import dataclasses
from pathlib import Path

import click

from builder.cli import say
from builder.cli.site import engine_option, json_option, open_project, way_to_spread
from builder.pipeline import Outcome, Work, build, rehearse
from builder.records import Project
from builder.standing import AUTHOR
from builder.text import counted

_STATES = {AUTHOR: "in the author's own words"}


@click.command("build", epilog="Example: answerbook build")
@click.option(
    "--frozen", is_flag=True, help="Compose nothing: publish the committed answers, or fail if one is missing."
)
@click.option("--strict/--no-strict", default=True, help="Publish nothing if MkDocs warns. Default: --strict.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help="Let this language model word the answers; several vote. `answerbook models` brings them in.",
)
@click.option(
    "--spread", type=way_to_spread, default="", metavar="WHERE", help="Spread the models' work: local:4, or ray."
)
@click.option("--dry-run", is_flag=True, help="Only say what the models would be asked, and how long it would take.")
@engine_option
@json_option
@click.pass_obj
def command(
    folder: Path,
    frozen: bool,
    strict: bool,
    models: tuple[str, ...],
    spread: str,
    dry_run: bool,
    engine: str,
    as_json: bool,
) -> int:
    """Read the documents, answer the questions and publish the site.

    It publishes in spite of findings, and tells them each time; `answerbook check` fails on them.
    """
    if frozen and models:
        raise click.UsageError("--frozen composes nothing, so --model has nothing to do")
    if dry_run and spread:
        raise click.UsageError("--dry-run tries each model once, here: leave out --spread")
    if dry_run:
        return _rehearse(open_project(folder), models, engine, as_json)
    project = open_project(folder)
    with say.Progress() as progress:
        outcome = build(
            project, engine=engine, strict=strict, frozen=frozen, models=models, spread=spread, progress=progress
        )
    if as_json:
        say.result_json(_plain(outcome), indent=2)
    else:
        _tell(outcome, progress.seconds)
    return 0


def _rehearse(project: Project, models: tuple[str, ...], engine: str, as_json: bool) -> int:
    if not models:
        raise click.UsageError("--dry-run says what language models would do: name one with --model")
    with say.Progress() as progress:
        works = rehearse(project, models, engine=engine, progress=progress)
    if as_json:
        say.result_json([dataclasses.asdict(work) for work in works], indent=2)
        return 0
    for work in works:
        say.result(f"{work.model}: {_plan(work)}.")
    return 0


def _plan(work: Work) -> str:
    if not work.prompts:
        return "nothing to ask, every answer is known"
    where = "GPU" if work.device == "cuda" else "CPU"
    return (
        f"{counted(work.prompts, 'prompt')}, {counted(work.tokens, 'token')} to read and about"
        f" {work.answer_tokens:,} to write: about {max(1, round(work.minutes)):,} min on this machine's {where}"
    )


def _tell(outcome: Outcome, seconds: float) -> None:
    states = ", ".join(f"{count:,} {_STATES.get(state, state)}" for state, count in outcome.states) or "none"
    site = say.shown_path(str(outcome.site_dir)) + "/"
    say.findings(one for one in outcome.findings if one.severity != "note")
    if outcome.nothing_to_do:
        say.result(f"Nothing to do: no input changed. 0 model calls, 0 files written. Answers: {states}.")
        say.result(f"The site is in {site}")
        return
    for warning in outcome.warnings:
        say.note(warning)
    counts, calls = dict(outcome.counts), dict(outcome.calls)
    say.result(
        f"Read {counted(counts['files'], 'file')}, set aside {counts['set aside']:,}:"
        f" {counted(counts['documents'], 'document')}, {counted(counts['passages'], 'passage')}."
    )
    waiting = f"; {counted(counts['waiting'], 'question')} waiting for approval" if counts["waiting"] else ""
    say.result(f"Answers to {counted(counts['questions'], 'question')}: {states}{waiting}.")
    say.result("Model calls: " + ", ".join(f"{role} {number:,}" for role, number in calls.items()) + ".")
    changes = outcome.build
    say.result(
        f"Files written: {counted(outcome.answers_changed, 'answers file')},"
        f" {counted(changes.written, 'page or asset', 'pages and assets')}"
        f" ({changes.removed:,} removed, {changes.kept:,} kept)."
    )
    state = "published" if outcome.site_changed else "as it was"
    say.result(f"The site is in {site} ({state}, {seconds:.1f} s)")


def _plain(outcome: Outcome) -> dict[str, object]:
    return {
        "nothing_to_do": outcome.nothing_to_do,
        "site_dir": str(outcome.site_dir),
        "counts": dict(outcome.counts),
        "answers": dict(outcome.states),
        "model_calls": dict(outcome.calls),
        "answers_files_written": outcome.answers_changed,
        "files_written": outcome.build.written,
        "files_removed": outcome.build.removed,
        "files_kept": outcome.build.kept,
        "site_changed": outcome.site_changed,
        "warnings": list(outcome.warnings),
        "findings": [
            {
                "rule": one.rule,
                "subject": one.subject,
                "line": one.line,
                "severity": one.severity,
                "message": one.message,
            }
            for one in outcome.findings
        ],
    }
