"""Questions come in; those that ask what a heading asks in other words go out with that heading's author's answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy

from builder.engines import Encoder, Vectors
from builder.likeness import REWORDED, ask_the_same, read_wording
from builder.records import Book, Question
from builder.wording import first_wordings


def share_author_answers(
    questions: Sequence[Question], books: Iterable[Book], encoder: Encoder
) -> tuple[Question, ...]:
    """The questions; one that asks the same as a heading of its book in other words has the author's answer too."""
    titles = {book.id: book.title for book in books}
    headings = [one for one in questions if one.author_answer]
    texts = list(dict.fromkeys(wording for one in questions for wording in first_wordings(one))) if headings else []
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    shared: list[Question] = []
    for question in questions:
        likely = headings if question.scope == "book" and not question.author_answer else []
        same = (one for one in likely if one.book == question.book and _is_same(question, one, titles, vectors))
        found = next(same, None)
        shared.append(replace(question, author_answer=found.author_answer) if found else question)
    return tuple(shared)


def _is_same(question: Question, heading: Question, titles: Mapping[str, str], vectors: Mapping[str, Vectors]) -> bool:
    """Whether a heading asks what a question does: what its book or its document is called need not be said of it."""
    document = heading.author_answer[0].rpartition(".")[0]
    asked = vectors[heading.text]
    for wording in first_wordings(question):
        nearness = float(numpy.dot(vectors[wording], asked))
        if nearness >= REWORDED:
            called = read_wording(f"{titles.get(heading.book, '')} {document}").things
            one, other = (read_wording(text, called) for text in (wording, heading.text))
            if ask_the_same(one, other, nearness):
                return True
    return False
