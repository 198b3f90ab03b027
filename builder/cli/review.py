"""answerbook review: every answer that is new, changed or stale, beside the words it rests on, for a decision."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.diff import changes_since
from builder.cli.site import engine_option, json_option, open_site
from builder.errors import AnswerbookError
from builder.links import local_id
from builder.pipeline import HEAD, Change, Gathered, compare_answers, in_git, record
from builder.records import Answer, Claim, Passage, Question, State, by_id, by_place
from builder.standing import WORDS, is_authors, is_personal, standing_of
from builder.text import counted, one_line, running_text, shorten

_COMMENT = "# "  # with its blank: a wrapped line may well begin with `#5`, and must not be lost as a comment
_EDITING = (
    "One sentence a line, with its number; delete a line to delete the sentence.",
    "Numbers, dates and names must stand in the sentence's quote.",
    "Unchanged or emptied, the answer is skipped; to publish none of its sentences, reject it.",
)
_STATES: dict[str, State] = {"a": "approved", "r": "rejected"}  # what a key makes of an answer as it stands
_KEYS = "[a]pprove  [e]dit  [r]eject  [s]kip  [q]uit  [?]"
_HELP = {
    "a": "approve: you stand by the answer as it is; where nothing is said, that the documents do not say it",
    "e": "edit: change its sentences in your editor",
    "r": "reject: it is not published, and the question counts as not found by us",
    "s": "skip: decide nothing now",
    "q": "quit: what you decided so far is kept",
    "?": "this help",
}
_SHOWN = 160  # characters of a passage that came near


@click.command("review", epilog="Example: answerbook review --since origin/main")
@click.option(
    "--since", default=HEAD, metavar="REVISION", help="Walk what changed since then. Default: the last commit."
)
@click.option("--all", "everything", is_flag=True, help="Walk every answer that nobody decided on yet.")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, since: str, everything: bool, as_json: bool, engine: str) -> int:
    """Walk through what is new or changed, and decide."""
    gathered = open_site(folder, engine)
    changes = _to_review(gathered, since, everything)
    if as_json:
        questions = by_id(gathered.questions)
        for change in changes:
            say.result_json(_plain(questions[change.question], change))
        return 0
    if not changes:
        say.result("Nothing to review.")
        return 0
    if not sys.stdin.isatty():
        raise AnswerbookError(
            f"{counted(len(changes), 'answer')} to review, but nobody at a terminal",
            hint="use --json here, or `answerbook approve ID`",
        )
    _walk(gathered, changes)
    return 0


def _to_review(gathered: Gathered, since: str, everything: bool) -> list[Change]:
    if everything or (since == HEAD and not in_git(gathered.site.project)):
        moved: Sequence[Change] = (*compare_answers((), gathered.answers), *gathered.stale)
    else:
        moved = changes_since(gathered, since)
    undecided = [one for one in moved if one.now is not None and (one.kind == "stale" or not is_personal(one.now))]
    # What documents answer themselves is shown when it changes; nobody must decide on it.
    return [one for one in undecided if not (everything and one.now is not None and is_authors(one.now))]


def _walk(gathered: Gathered, changes: Sequence[Change]) -> None:
    answers, questions = by_place(gathered.answers), by_id(gathered.questions)
    passages = by_id(gathered.site.passages)
    for number, change in enumerate(changes, 1):
        answer = answers[change.place]
        _show(questions[change.question], change, passages, f"{number} of {len(changes)}")
        decision = _asked()
        if decision == "q":
            return
        if decision == "e":
            _edit(gathered, answer)
        elif decision in _STATES:
            try:
                _record(gathered, replace(answer, state=_STATES[decision]))
            except AnswerbookError as problem:
                say.error(problem)


def _asked() -> str:
    """Return the key that a person presses, with the keys explained as often as they ask."""
    while (key := str(click.prompt(_KEYS, type=click.Choice(list(_HELP)), show_choices=False, default="s"))) == "?":
        for letter, meaning in _HELP.items():
            say.result(f"  {letter}  {meaning}")
    return key


def _record(gathered: Gathered, decided: Answer) -> None:
    record(gathered, [decided])
    silent = not decided.claims and decided.state == "approved"
    say.result(f"{decided.state}: {WORDS[standing_of(decided)]} in the documents." if silent else f"{decided.state}.")


def _edit(gathered: Gathered, answer: Answer) -> None:
    """Let the person's editor change the sentences; what is refused is shown again, so that no typed word is lost."""
    shown = [f"{number}. {' '.join(claim.text.splitlines())}" for number, claim in enumerate(answer.claims, 1)]
    typed = _typed(shown)
    while typed not in ([], shown):
        try:
            _record(gathered, replace(answer, state="edited", claims=_claims(answer, typed)))
            return
        except AnswerbookError as problem:
            say.error(problem)
            shown, typed = typed, _typed(typed, problem)
    say.result("skipped.")


def _typed(lines: Sequence[str], problem: AnswerbookError | None = None) -> list[str]:
    """Return what a person makes of lines in their editor, without blank lines and comments."""
    # An editor that fills the terminal hides what was said there, so a refusal stands in its text too.
    refusal = [f"error: {problem}", *([f"hint: {problem.hint}"] if problem.hint else [])] if problem else []
    comments = [_COMMENT + one_line(one) for one in (*_EDITING, *refusal)]
    text = click.edit("\n".join([*comments, *lines]))
    if text is None:  # closed without saving
        return list(lines)
    typed = [line.strip() for line in text.splitlines()]
    return [line for line in typed if line and not line.startswith(_COMMENT)]


def _claims(answer: Answer, lines: Sequence[str]) -> tuple[Claim, ...]:
    """Return the claims in the words of the lines; a line taken away takes its claim along."""
    by_number = {str(number): claim for number, claim in enumerate(answer.claims, 1)}
    claims = []
    for line in lines:
        number, _, words = line.partition(". ")
        if number not in by_number or not words:
            raise AnswerbookError(
                f"`{line}` does not begin with the number of one of these sentences, a full stop and a blank",
                hint="write each sentence on one line, like `1. Words.`, and keep the number that it has",
            )
        claims.append(replace(by_number[number], text=words.strip()))
    return tuple(claims)


def _show(question: Question, change: Change, passages: dict[str, Passage], place: str) -> None:
    where = f" [{local_id(change.document)}]" if change.document is not None else ""
    say.result(f"\n{place} · {change.kind} · {change.question}{where}\n{question.text}")
    if change.before is not None:
        say.result("  before: " + (running_text([one.text for one in change.before.claims]) or change.before.state))
    for words in change.words:
        say.result(f"  changed: {words}")
    answer = change.now
    for claim in answer.claims if answer else ():
        say.result(f"  now: {claim.text}")
        for citation in claim.citations:
            passage = passages.get(citation.passage)
            say.result(f"       {_in_place(citation.quote, passage)}")
    if answer is not None and not answer.claims:
        _show_silence(answer, passages)


def _show_silence(answer: Answer, passages: dict[str, Passage]) -> None:
    """Tell the two kinds of silence apart, and show what came near: only a person can say which it is."""
    say.result(f"  now: {WORDS[standing_of(answer)]}")
    for passage in (passages[one] for one in answer.nearest if one in passages):
        say.result(f"  nearest: {shorten(one_line(passage.text), _SHOWN)}  ({local_id(passage.source)})")
    if standing_of(answer) == "unfound":
        say.result(f"  to approve it is to say that it is {WORDS['silent']} in the documents")


def _in_place(quote: str, passage: Passage | None, around: int = 80) -> str:
    """Return a quote with the words around it, marked as what it is."""
    if passage is None or quote not in passage.text:
        return f"“{quote}” — NOT THERE ANY MORE"
    start = passage.text.index(quote)
    end = start + len(quote)
    before, after = passage.text[max(0, start - around) : start], passage.text[end : end + around]
    return " ".join(f"…{before}«{quote}»{after}…".split())


def _plain(question: Question, change: Change) -> dict[str, Any]:
    answer = change.now
    return {
        "kind": change.kind,
        "question_id": change.question,
        "document": change.document,
        "question": question.text,
        "before": [one.text for one in change.before.claims] if change.before else None,
        "now": [
            {"text": one.text, "quotes": [citation.quote for citation in one.citations]}
            for one in (answer.claims if answer else ())
        ],
        "state": answer.state if answer else None,
        "standing": standing_of(answer),
        "nearest": list(answer.nearest) if answer else [],
        "words": list(change.words),
    }
