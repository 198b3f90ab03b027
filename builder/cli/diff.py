"""answerbook diff: what changed for readers since a revision, as text, as a comment for a pull request, or as JSON."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import engine_option, json_option, open_site
from builder.links import local_id
from builder.pipeline import HEAD, Change, Gathered, answers_at, compare_answers, follow_documents
from builder.records import Answer, Question, by_id
from builder.standing import is_published
from builder.text import running_text

_SIGNS = {"new": "+", "gone": "-", "changed": "~", "stale": "!"}


@click.command("diff", epilog="Example: answerbook diff origin/main --markdown")
@click.argument("revision", default=HEAD)
@click.option("--markdown", is_flag=True, help="Print Markdown for a comment on a pull request.")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, revision: str, markdown: bool, as_json: bool, engine: str) -> int:
    """Print what changed for readers since a revision.

    Without REVISION: since the last commit.
    """
    gathered = open_site(folder, engine)
    changes = changes_since(gathered, revision)
    questions = by_id(gathered.questions)
    records = [_record(gathered, questions.get(change.question), change) for change in changes]
    if as_json:
        for record in records:
            say.result_json(record)
    elif markdown:
        _tell_markdown(records, revision)
    else:
        _tell(records, revision)
    return 0


def changes_since(gathered: Gathered, revision: str) -> tuple[Change, ...]:
    """Return what differs between the answers of a revision and those of now, and what went stale.

    What cannot be read of the revision is told, and not compared.
    """
    written = answers_at(gathered.site.project, gathered.site.books, revision)
    say.findings(written.findings)
    before, _ = follow_documents(written.answers, gathered.site.passages, gathered.site.sources)
    now = (answer for answer in gathered.answers if answer.question not in written.unread)
    return (*compare_answers(before, now), *gathered.stale)


def _record(gathered: Gathered, question: Question | None, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "question_id": change.question,
        "question": question.text if question else "",
        "document": local_id(change.document) if change.document is not None else None,
        "before": _said(change.before),
        "now": _said(change.now),
        "words": list(change.words),
        **_versions(gathered, change),
    }


def _versions(gathered: Gathered, change: Change) -> dict[str, Any]:
    """Since which version of the documents an answer holds, and what older ones said, where a book names versions."""
    found = [one for one in gathered.site.lineages if one.place == change.place]
    if not found or change.kind in ("gone", "stale"):
        return {}
    own = change.question.partition("/")[0]
    names = [name for book in gathered.site.books if book.id == own for name, _ in book.versions]
    before = [[version, side.quote] for one in found for version, side in one.before]
    return {"since": max((one.since for one in found), key=names.index), "before_versions": before}


def _said(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {"state": answer.state, "claims": [claim.text for claim in answer.claims] if is_published(answer) else []}


def _happened(record: dict[str, Any]) -> str:
    """What became of an answer; of one whose words are the same, what a person decided."""
    return str(record["now"]["state"] if _only_decided(record) else record["kind"])


def _only_decided(record: dict[str, Any]) -> bool:
    return record["kind"] == "changed" and bool(record["before"]["claims"] == record["now"]["claims"])


def _sides(record: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """What was said before and what is said now, where that tells what happened."""
    if record["kind"] == "stale" or _only_decided(record):
        return []
    sides = (("-", "before", record["before"]), ("+", "now", record["now"]))
    return [(sign, name, side) for sign, name, side in sides if side is not None]


def _tell(records: list[dict[str, Any]], revision: str) -> None:
    for record in records:
        where = f" [{record['document']}]" if record["document"] is not None else ""
        say.result(f"{_SIGNS[record['kind']]} {record['question_id']}{where}: {_happened(record)}")
        for sign, _, side in _sides(record):
            for line in "\n".join(side["claims"] or [f"({side['state']})"]).split("\n"):
                say.result(f"    {sign} {line}")
        for words in (*record["words"], *_told_versions(record)):
            say.result(f"    {words}")
    say.result(f"Since {revision}: {_summary(records)}.")


def _tell_markdown(records: list[dict[str, Any]], revision: str) -> None:
    say.result(f"### What changed for readers since `{revision}`\n")
    say.result(f"{_summary(records).capitalize()}.\n")
    for record in records:
        where = f" ({say.as_markdown(record['document'])})" if record["document"] is not None else ""
        say.result(f"- **{say.as_markdown(record['question'] or record['question_id'])}**{where}: {_happened(record)}")
        for _, name, side in _sides(record):
            said = say.as_markdown(running_text(side["claims"])) or f"_{side['state']}_"
            say.result(f"    - {name}: {said}")
        for words in (*record["words"], *_told_versions(record)):
            say.result(f"    - {say.as_markdown(words)}")


def _told_versions(record: dict[str, Any]) -> list[str]:
    if "since" not in record:
        return []
    return [
        f"holds since version {record['since']} of the documents",
        *(f"up to version {version}: “{' '.join(quote.split())}”" for version, quote in record["before_versions"]),
    ]


def _summary(records: list[dict[str, Any]]) -> str:
    counts = Counter(record["kind"] for record in records)
    told = [f"{counts[kind]:,} {kind}" for kind in _SIGNS if counts[kind]]
    return ", ".join(told) or "no answer changed"
