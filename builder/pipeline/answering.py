"""Evidence and committed answers come in, what is said and what is published of it goes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.answers import compose_answers
from builder.answers.named import find_titles
from builder.checks import check_answers
from builder.errors import AnswerbookError
from builder.format import read_asked, settle_answer
from builder.pipeline.engines import Engines
from builder.pipeline.headings import pin_headings
from builder.pipeline.held import anchor_answers, find_reworded, show_nearest
from builder.pipeline.reading import Progress, Read
from builder.pipeline.sharing import share_author_answers
from builder.pipeline.writing import find_standing, word_answers
from builder.records import Answer, AnswerId, Book, Evidence, Finding, Opinion, by_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Answers as they stand in their files, as they are said, and as they may be published; and who thought what."""

    filed: tuple[Answer, ...]
    answers: tuple[Answer, ...]
    published: tuple[Answer, ...]
    fallen: tuple[Finding, ...]  # sentences that no gate lets pass
    opinions: tuple[Opinion, ...]


def answer_questions(
    books: Sequence[Book],
    read: Read,
    evidence: Sequence[Evidence],
    committed: Sequence[Answer],
    engines: Engines,
    progress: Progress,
    *,
    frozen: bool,
) -> Said:
    """Compose, or take as committed where nothing may be composed, and hold every sentence to the gates."""
    progress(f"answering {len(read.questions)} questions")
    opinions: tuple[Opinion, ...] = ()
    if frozen:
        filed = _committed(books, read, evidence, committed)
    else:
        filed, opinions = _compose(books, read, evidence, by_place(committed), engines, progress)
    # A person's answer stands in its file as it was decided; only what is shown follows its words.
    answers = tuple(map(settle_answer, anchor_answers(filed, read.passages)))
    published, fallen = check_answers(answers, read.questions, read.passages, read.sources)
    filed, answers = (pin_headings(those, read.passages, fallen) for those in (filed, answers))
    shown = show_nearest(published, answers, evidence)
    return Said(filed=filed, answers=answers, published=shown, fallen=fallen, opinions=opinions)


def _compose(
    books: Sequence[Book],
    read: Read,
    evidence: Sequence[Evidence],
    previous: Mapping[AnswerId, Answer],
    engines: Engines,
    progress: Progress,
) -> tuple[tuple[Answer, ...], tuple[Opinion, ...]]:
    """Return an answer for each piece of evidence; a model's committed wording stands as long as its evidence does."""

    def listen(done: int, total: int) -> None:
        progress(f"answering questions, {done:,} of {total:,} done")

    titles = find_titles(books, read.sources)
    standing = find_standing(previous, read.questions, evidence, read.passages, engines)
    stale = [one for one in evidence if one.place not in standing]
    asked = share_author_answers(read.questions, books, engines.encoder)
    extractive = compose_answers(asked, stale, read.passages, engines.reader, previous, titles, listen)
    worded, opinions = word_answers(
        extractive, tuple(standing.values()), read.questions, read.passages, engines, progress
    )
    answers = {**standing, **by_place(worded)}
    return tuple(answers[one.place] for one in evidence), opinions


def _committed(
    books: Iterable[Book], read: Read, evidence: Iterable[Evidence], previous: Iterable[Answer]
) -> tuple[Answer, ...]:
    """Return the committed answers to everything that is asked; one that is missing is an error.

    What answers a question in other words than it has now is no answer to it.
    """
    known = by_place(previous)
    reworded = find_reworded(known.values(), read.questions, read_asked(books))
    wanted = [one.place for one in evidence]
    missing = sorted({place[0] for place in wanted if place not in known or place[0] in reworded})
    if missing:
        now = " in its words of now" if missing[0] in reworded else ""
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise AnswerbookError(
            f"no committed answer to `{missing[0]}`{now}{more}, and --frozen composes none",
            hint="run `answerbook build` where the models are, and commit seeds/*/answers",
        )
    return tuple(known[place] for place in wanted)
