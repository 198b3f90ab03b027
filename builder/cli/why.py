"""answerbook why: what an answer or a passage rests on, down to the file."""

from pathlib import Path
from typing import Any

import click

from builder.cli import say
from builder.cli.site import engine_option, find_places, json_option, open_site
from builder.links import local_id
from builder.pipeline import Gathered
from builder.records import Answer, Citation, Claim, Passage, Scored, by_id, by_place
from builder.standing import AUTHOR
from builder.text import shorten

_SHOWN = 100  # characters of a passage


@click.command("why", epilog="Example: answerbook why methods/optimiser")
@click.argument("wanted", metavar="ID")
@json_option
@engine_option
@click.pass_obj
def command(folder: Path, wanted: str, as_json: bool, engine: str) -> int:
    """Print what an answer rests on.

    ID is a question (`book/question`, or the question alone where one book has it), one document's answer to it
    (`book/question@document`), or a passage.
    """
    gathered = open_site(folder, engine)
    passage = _passage(gathered, wanted)
    records = [_passage_record(gathered, passage)] if passage else _answer_records(gathered, wanted)
    for record in records:
        if as_json:
            say.result_json(record)
        elif passage:
            _tell_passage(record)
        else:
            _tell_answer(record)
    return 0


def _passage(gathered: Gathered, wanted: str) -> Passage | None:
    return next((one for one in gathered.site.passages if wanted in (one.id, local_id(one.id))), None)


def _answer_records(gathered: Gathered, wanted: str) -> list[dict[str, Any]]:
    answers, before = by_place(gathered.answers), by_place(gathered.committed)
    published = by_place(gathered.site.answers)
    evidence, stale = by_place(gathered.evidence), by_place(gathered.stale)
    passages, questions = by_id(gathered.site.passages), by_id(gathered.questions)
    records: list[dict[str, Any]] = []
    for place in find_places(gathered, wanted):
        answer = answers[place]
        shown = published[place].claims if place in published else ()
        records.append(
            {
                "question": place[0],
                "document": place[1],
                "text": questions[place[0]].text,
                "state": answer.state,
                "engine": answer.engine,
                "key": answer.key,
                "differs": _differences(before.get(place), answer),
                "changed_words": list(stale[place].words) if place in stale else [],
                "claims": [{**_claim(one, passages), "published": one in shown} for one in answer.claims],
                "published": place in published and bool(shown or not answer.claims),
                "evidence": [_weighed(one, passages) for one in evidence[place].passages],
            }
        )
    return records


def _differences(before: Answer | None, now: Answer) -> list[str]:
    """Return which parts of the recipe are not what they were when the answer was committed."""
    if before is None:
        return ["no answer was committed"]
    told = []
    if before.engine != now.engine:
        told.append(f"engine: {before.engine} → {now.engine}")
    told += [f"left the evidence: {one}" for one in sorted(set(before.candidates) - set(now.candidates))]
    told += [f"entered the evidence: {one}" for one in sorted(set(now.candidates) - set(before.candidates))]
    if not told and before.key != now.key:
        told.append("the question's own words, or the headings of its passages")
    return told


def _claim(claim: Claim, passages: dict[str, Passage]) -> dict[str, Any]:
    quotes = [_quote(one, passages) for one in claim.citations]
    return {"text": claim.text, "support": claim.support, "quotes": quotes}


def _weighed(scored: Scored, passages: dict[str, Passage]) -> dict[str, Any]:
    return {
        "passage": scored.passage,
        "score": scored.score,
        "words": scored.lexical,
        "meaning": scored.meaning,
        "text": passages[scored.passage].text,
    }


def _quote(citation: Citation, passages: dict[str, Passage]) -> dict[str, Any]:
    passage = passages.get(citation.passage)
    return {
        "quote": citation.quote,
        "passage": citation.passage,
        "there": passage is not None and citation.quote in passage.text,
    }


def _passage_record(gathered: Gathered, passage: Passage) -> dict[str, Any]:
    source = next(one for one in gathered.site.sources if one.id == passage.source)
    cited = [
        f"{answer.question}@{local_id(answer.document)}" if answer.document else answer.question
        for answer in gathered.site.answers
        if any(one.passage == passage.id for claim in answer.claims for one in claim.citations)
    ]
    return {
        "passage": passage.id,
        "source": source.id,
        "title": source.title,
        "files": list(source.paths),
        "page": passage.page or None,
        "place": passage.place,
        "headings": list(passage.headings),
        "kind": passage.kind,
        "text": passage.text,
        "cited_by": cited,
    }


def _tell_passage(record: dict[str, Any]) -> None:
    page = f", page {record['page']}" if record["page"] else ""
    say.result(f"{record['passage']}: {record['kind']} in {', '.join(record['files'])}{page}")
    if record["headings"]:
        say.result("  under " + " › ".join(record["headings"]))
    say.result("  " + record["text"].replace("\n", "\n  "))
    say.result("  cited by " + (", ".join(record["cited_by"]) or "no answer"))


def _tell_answer(record: dict[str, Any]) -> None:
    where = f" [{local_id(record['document'])}]" if record["document"] else ""
    say.result(f"{record['question']}{where}: {record['text']}")
    engine = "the document's own answer" if record["engine"] == AUTHOR else f"engine {record['engine'] or 'unknown'}"
    shown = "" if record["published"] else ", not published"
    say.result(f"  {record['state']}{shown}, {engine}, key {record['key'][:16]}")
    for claim in record["claims"]:
        left_out = ", not published" if record["published"] and not claim["published"] else ""
        say.result(f"  {claim['text']}  (support {claim['support']:.2f}{left_out})")
        for quote in claim["quotes"]:
            gone = "" if quote["there"] else "  — NOT THERE ANY MORE"
            say.result(f"    “{quote['quote']}”  {quote['passage']}{gone}")
    for words in record["changed_words"]:
        say.result(f"  changed: {words}")
    for one in record["differs"]:
        say.result(f"  differs from what is committed: {one}")
    say.result("  weighed:")
    for one in record["evidence"]:
        say.result(f"    {one['score']:.3f}  {one['passage']}  {shorten(one['text'], _SHOWN)}")
