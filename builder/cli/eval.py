"""answerbook eval: how well the site answers questions whose answers a person wrote down."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import json_option, open_project
from builder.errors import FileError
from builder.eval import Case, figures_of, render_evaluation
from builder.eval.measuring import FIGURES, OUTCOMES
from builder.format import read_gold
from builder.pipeline import NAMES, evaluate
from builder.publish import write_file

_GOOD = frozenset({"right", "silent"})
Threshold = tuple[str, float]


class _AtLeast(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """A figure and the least it may be: `right=90`."""

    name = "figure=percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Threshold:
        """Read one threshold."""
        if isinstance(value, tuple):
            return value
        name, _, least = str(value).partition("=")
        if name not in FIGURES:
            self.fail(f"there is no figure `{name}`; figures: {', '.join(FIGURES)}", param, ctx)
        try:
            percent = float(least)
        except ValueError:
            self.fail(f"`{value}` is not a figure and a number, as in `{name}=90`", param, ctx)
        if not 0 <= percent <= 100:  # `nan` is not between them either
            self.fail(f"`{least}` is no percentage from 0 to 100", param, ctx)
        return name, percent


@click.command("eval", epilog="Example: answerbook eval gold.yml --at-least right=80 --at-least abstention_recall=95")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--at-least", type=_AtLeast(), multiple=True, help="Fail below this figure, in percent: for CI.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with every case here.")
@click.option(
    "--engine",
    "engines",
    type=click.Choice(NAMES),
    multiple=True,
    default=("default",),
    envvar="ANSWERBOOK_ENGINE",
    show_envvar=True,
    help="What composes answers; several are compared. Default: the shipped models.",
)
@json_option
@click.pass_obj
def command(
    folder: Path,
    gold: Path,
    at_least: Sequence[Threshold],
    html: Path | None,
    engines: Sequence[str],
    as_json: bool,
) -> int:
    """Measure the answers by GOLD, a file of questions with their right answers.

    GOLD is YAML, JSON lines or CSV with the keys question, document, book, facts and sentence. A question of the book
    is measured by its published answer; any other is answered as the build would. Fails with 1 where a figure of the
    first engine is below its threshold, and with 2 where GOLD cannot be read.
    """
    try:
        cases = _measure(folder, gold, dict.fromkeys(engines))
    except FileError as problem:
        if problem.path != str(gold):
            raise
        say.error(problem)
        return 2
    first = next(iter(cases.values()))
    missed = _missed(figures_of(first), at_least)
    if html:
        write_file(html, render_evaluation(f"Answers measured by {gold.name}", cases).encode())
    if as_json:
        say.result_json(
            {"met": not missed, "missed": missed, "engines": {name: _plain(one) for name, one in cases.items()}}
        )
    else:
        _tell(cases)
    for text in missed:
        say.label("error", text)
    return 1 if missed else 0


def _measure(folder: Path, gold: Path, engines: Mapping[str, None]) -> dict[str, Sequence[Case]]:
    project, asked = open_project(folder), read_gold(gold)
    with say.Progress() as progress:
        return {name: evaluate(project, asked, gold, engine=name, progress=progress) for name in engines}


def _missed(figures: Mapping[str, float | None], wanted: Sequence[Threshold]) -> list[str]:
    missed = []
    for name, least in wanted:
        figure = figures[name]
        if figure is None:
            raise click.UsageError(f"`{name}` cannot be held to {least:g}: the file has nothing to measure it by")
        if figure < least:
            missed.append(f"{name} is {figure:g}, below {least:g}")
    return missed


def _tell(engines: Mapping[str, Sequence[Case]]) -> None:
    first = next(iter(engines.values()))
    for outcome, meaning in OUTCOMES.items():
        cases = [case for case in first if case.outcome == outcome]
        if not cases or outcome in _GOOD:
            continue
        say.result(f"{meaning} ({len(cases)}):")
        for case in cases:
            _tell_case(case)
        say.result()
    _tell_figures(engines)
    books = sorted({case.book for case in first})
    if len(books) > 1:
        say.result("\nby book:")
        _tell_figures({book: [case for case in first if case.book == book] for book in books})


def _tell_case(case: Case) -> None:
    where = f" [{case.gold.document}]" if case.gold.document else ""
    say.result(f"  line {case.gold.line}: {case.gold.text}{where}")
    lost = [" or ".join(fact) for fact, found in zip(case.gold.facts, case.facts, strict=True) if not found]
    if lost:
        say.result(f"    missing: {'; '.join(lost)}")
    if case.cited is False:
        say.result(f"    not cited: {case.gold.sentence}")
    for sentence in case.said.sentences:
        say.result(f"    said: {sentence}")


def _tell_figures(columns: Mapping[str, Sequence[Case]]) -> None:
    measured = {name: figures_of(cases) for name, cases in columns.items()}
    widths = {name: max(8, len(name) + 2) for name in columns}
    say.result(f"{'':22}" + "".join(f"{name:>{widths[name]}}" for name in columns))
    say.result(f"{'questions':22}" + "".join(f"{len(cases):>{widths[name]}}" for name, cases in columns.items()))
    for figure, meaning in FIGURES.items():
        shown = ((name, figures[figure]) for name, figures in measured.items())
        cells = "".join(f"{'–' if one is None else f'{one:.1f}':>{widths[name]}}" for name, one in shown)
        say.result(f"{figure:22}{cells}  {meaning}")


def _plain(cases: Sequence[Case]) -> dict[str, Any]:
    books = sorted({case.book for case in cases})
    return {
        "questions": len(cases),
        "outcomes": {outcome: sum(case.outcome == outcome for case in cases) for outcome in OUTCOMES},
        "figures": figures_of(cases),
        "books": {book: figures_of([case for case in cases if case.book == book]) for book in books},
        "cases": [_plain_case(case) for outcome in OUTCOMES for case in cases if case.outcome == outcome],
    }


def _plain_case(case: Case) -> dict[str, Any]:
    return {
        "line": case.gold.line,
        "question": case.gold.text,
        "book": case.book,
        "document": case.gold.document or None,
        "outcome": case.outcome,
        "facts": [
            {"wordings": list(fact), "said": found} for fact, found in zip(case.gold.facts, case.facts, strict=True)
        ],
        "cited": case.cited,
        "sentences": list(case.said.sentences),
        "quotes": list(case.said.quotes),
        "published": case.said.known,
    }
