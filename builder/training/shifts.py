"""SQuADShifts: questions on Wikipedia, reviews and comments in SQuAD's form come in, rows go out.

    more/squadshifts/{new_wiki,amazon_reviews,reddit}.json      three people answered each question
None of its articles is one of SQuAD's. What the three do not agree on is passed over, as is a file that is missing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from builder.training.reading_sets import Row, as_row
from builder.training.texts import cut_sentences, is_held_out
from builder.training.twins import read_articles

RUN = 40  # paragraphs of a file with one title, side by side, that count as one document


def read_shifts(folder: Path, *, held_out: bool = False) -> list[Row]:
    """Read every question on which at least two of three people agree."""
    return [
        row for path in sorted(folder.glob("*.json")) for row in read_shift(path) if is_held_out(row.group) == held_out
    ]


def hold_shifts(data: Path) -> list[Row]:
    """Return the questions on held-out documents, where they are there."""
    return read_shifts(data / "more" / "squadshifts", held_out=True)


def read_shift(path: Path) -> list[Row]:
    """Read one file; comments stand under one title, whatever they are about."""
    articles = read_articles(path)
    rows = []
    for article in articles:
        title = article["title"].replace("_", " ")
        for at, paragraph in enumerate(article["paragraphs"]):
            group = title if len(articles) > 1 else f"{title} {at // RUN}"
            sentences = cut_sentences(paragraph["context"])
            for asked in paragraph["qas"]:
                answer = most_agreed(asked["answers"])
                if answer:
                    row = {"group": group, "question": asked["question"], "context": paragraph["context"]}
                    rows.append(as_row(row | {"answers": [answer]}, sentences))
    return rows


def most_agreed(answers: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the answer that shares most with the others, as text and start; None where no two meet."""
    spans = [(one["answer_start"], one["answer_start"] + len(one["text"])) for one in answers]
    shares = [
        sum(shared(span, other) for place, other in enumerate(spans) if place != at) for at, span in enumerate(spans)
    ]
    if not any(shares):
        return None
    best = answers[shares.index(max(shares))]
    return {"text": best["text"], "start": best["answer_start"]}


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return what two spans have in common, as a share of what either holds."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))
