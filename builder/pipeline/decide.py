"""What a person decides about answers goes into the answers files, pinned to the evidence it was decided on."""

from collections.abc import Iterable
from dataclasses import replace

from builder.answers import answer_key
from builder.checks import check_answers
from builder.errors import AnswerbookError
from builder.pipeline.gather import Gathered, lay_out_answers
from builder.pipeline.held import by_place
from builder.publish import locked, write_file
from builder.records import Answer, AnswerId, State


def decide(gathered: Gathered, places: Iterable[AnswerId], state: State) -> int:
    """Give answers a state, pinned to the evidence of now; say how many files changed."""
    answers = by_place(gathered.composed)
    return record(gathered, [replace(answers[place], state=state) for place in places])


def record(gathered: Gathered, decided: Iterable[Answer]) -> int:
    """Write a person's answers into their files; what could not be published is refused."""
    pinned = {(one.question, one.document): _pinned(gathered, one) for one in decided}
    _refuse_faults(gathered, pinned.values())
    kept = [pinned.get((one.question, one.document), one) for one in (*gathered.composed, *gathered.lost)]
    site = gathered.site
    questions = {answer.question for answer in pinned.values()}
    files = lay_out_answers(site.books, gathered.questions, [one for one in kept if one.question in questions])
    changed = 0
    with locked(site.project.cache_dir / "lock"):
        for path, content in files.items():
            if not (path.is_file() and path.read_bytes() == content):
                write_file(path, content)
                changed += 1
    return changed


def _pinned(gathered: Gathered, answer: Answer) -> Answer:
    """Return the answer resting on the evidence of now, so that a later change of it is seen."""
    question = next(one for one in gathered.questions if one.id == answer.question)
    evidence = next(
        one for one in gathered.evidence if (one.question, one.document) == (answer.question, answer.document)
    )
    weighed = {scored.passage for scored in evidence.passages}
    passages = tuple(one for one in gathered.site.passages if one.id in weighed)
    return replace(answer, candidates=tuple(sorted(weighed)), key=answer_key(question, passages, answer.engine))


def _refuse_faults(gathered: Gathered, answers: Iterable[Answer]) -> None:
    site = gathered.site
    chosen = tuple(one for one in answers if one.state != "rejected")
    _, findings = check_answers(chosen, gathered.questions, site.passages, site.sources)
    faults = [one for one in findings if one.severity == "error"]
    if faults:
        raise AnswerbookError(f"{faults[0].subject}: {faults[0].message}", hint=faults[0].hint)
