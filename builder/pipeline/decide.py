"""What a person decides about answers goes into the answers files, pinned to the question and evidence of then."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from builder.answers import answer_key
from builder.checks import check_answers
from builder.errors import AnswerbookError
from builder.format import read_answers
from builder.pipeline.changes import words_of
from builder.pipeline.gather import Gathered, lay_out_answers
from builder.pipeline.headings import headings_digest
from builder.pipeline.moved import lead_answers
from builder.publish import locked, write_file
from builder.records import Answer, AnswerId, Evidence, State, by_id, by_place
from builder.standing import is_personal, name_of


def decide(gathered: Gathered, places: Iterable[AnswerId], state: State) -> int:
    """Give answers a state, pinned to the evidence of now; say how many files changed."""
    answers = by_place(gathered.answers)
    decided = [replace(answers[place], state=state) for place in places]
    if state == "approved":
        _refuse_unread(gathered, decided)
    return record(gathered, decided)


def _refuse_unread(gathered: Gathered, decided: Iterable[Answer]) -> None:
    """Never approve words that stand in no file yet: nobody has read them."""
    committed = by_place(gathered.committed)
    for answer in decided:
        read = committed.get(answer.place)
        if read is None or words_of(read) != words_of(answer):
            why = "it stands in no file yet" if read is None else "it is composed in other words by now"
            raise AnswerbookError(
                f"{name_of(answer)}: {why}",
                hint="run `answerbook build`, read it, and approve it then",
            )


def record(gathered: Gathered, decided: Iterable[Answer]) -> int:
    """Write a person's answers into their files, beside what was decided since; say how many files changed.

    What could not be published is refused.
    """
    pinned = by_place(_pinned(gathered, decided))
    _refuse_faults(gathered, pinned.values())
    site = gathered.site
    questions = {question for question, _ in pinned}
    with locked(site.project.cache_dir / "lock"):
        written = (answer for book in site.books for answer in read_answers(book, questions))
        now = by_place(lead_answers(written, gathered.moves, site.passages, site.sources))
        _refuse_overtaken(gathered, pinned, now)
        since = {place: answer for place, answer in now.items() if is_personal(answer)}
        answers = {**by_place((*gathered.answers, *gathered.lost)), **since, **pinned}
        kept = [answer for answer in answers.values() if answer.question in questions]
        files = lay_out_answers(site.books, gathered.questions, kept)
        changed = [path for path, content in files.items() if not (path.is_file() and path.read_bytes() == content)]
        for path in changed:
            write_file(path, files[path])
    return len(changed)


def _refuse_overtaken(gathered: Gathered, pinned: Iterable[AnswerId], now: Mapping[AnswerId, Answer]) -> None:
    """Never decide on words that a person changed after they were shown."""
    shown = by_place(gathered.committed)
    for place in pinned:
        answer = now.get(place)
        if answer is not None and is_personal(answer) and answer != shown.get(place):
            raise AnswerbookError(
                f"{name_of(answer)}: somebody changed this answer meanwhile",
                hint="run this again to see it as it is now",
            )


def _pinned(gathered: Gathered, answers: Iterable[Answer]) -> Iterator[Answer]:
    """Yield answers resting on the questions and the evidence of now, so that a later change is seen."""
    questions, evidence = by_id(gathered.questions), by_place(gathered.evidence)
    known = by_id(gathered.site.passages)
    order = {passage: row for row, passage in enumerate(known)}
    for answer in answers:
        question, found = questions[answer.question], evidence[answer.place]
        weighed = {scored.passage for scored in found.passages}
        key = answer_key(question, [known[one] for one in sorted(weighed, key=order.__getitem__)], answer.engine)
        standing = _without_gone(answer, found, known)
        under = headings_digest(standing, known)
        yield replace(standing, candidates=tuple(sorted(weighed)), asked=question.text, key=key, under=under)


def _without_gone(answer: Answer, evidence: Evidence, there: Container[str]) -> Answer:
    """Return the answer without what it names that is gone, which would make it stale again at once.

    Of a rejection whole sentences go, which nobody reads; what is to be read keeps its own, and is refused.
    """
    nearest = [one for one in answer.nearest if one in there]
    more = sorted(evidence.passages, key=lambda scored: -scored.score)
    nearest = list(dict.fromkeys([*nearest, *(scored.passage for scored in more)]))[: len(answer.nearest)]
    claims = answer.claims
    if answer.state == "rejected":
        claims = tuple(one for one in claims if all(citation.passage in there for citation in one.citations))
    return replace(answer, claims=claims, nearest=tuple(nearest))


def _refuse_faults(gathered: Gathered, answers: Iterable[Answer]) -> None:
    site = gathered.site
    chosen = tuple(one for one in answers if one.state != "rejected")
    _, findings = check_answers(chosen, gathered.questions, site.passages, site.sources)
    faults = [one for one in findings if one.severity == "error"]
    if faults:
        raise AnswerbookError(f"{faults[0].subject}: {faults[0].message}", hint=faults[0].hint)
