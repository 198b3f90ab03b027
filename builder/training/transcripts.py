"""Distilling five large models: transcripts of what they were shown and said come in, soft marks on sentences go out.

A sentence's mark is the share of its rarer words that a model's own statements repeat, times the share of models that
stated anything; where models refuse, nothing is marked. It never learns the models' words, only where they found them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from builder.training.examples import Example, Shape, cut_window
from builder.training.texts import content_words, cut_sentences, is_held_out, read_rows, tidy
from builder.wording import without_hints

REFUSAL = re.compile(
    r"don't know|do not know|no (?:specific |explicit |direct |clear )?(?:information|mention|details?)|"
    r"(?:does|do|did|is|are|was|were|has|have)(?:n't| not) (?:\w+ ){0,3}(?:mention|provid|contain|specif|describ"
    r"|discuss|includ|state|address|detail|available|given|clear|relat|indicat|refer|offer)"
    r"|cannot|can't|unable to|not possible|without (?:more|further|additional)|i apologize|i'm sorry|unfortunately"
    r"|unclear|not explicit|not direct|no direct|nothing about|unrelated|not related|lacks? ",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:generally|typically|commonly|usually|in general|common(?:ly used)? |often|can be|can include|may include"
    r"|may be|might|could|such as the following|would|likely|it is important|crucial|essential|assum\w+|infer\w*"
    r"|potential\w*)\b",
    re.IGNORECASE,
)
TURN = re.compile(r"\b(?:however|but|nevertheless|that said|it does mention|does state)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One question asked of one publication's text, with soft marks."""

    publication: str
    number: int
    example: Example


def read_cells(folder: Path, *, held_out: bool = False) -> list[Cell]:
    """Read the transcripts of the publications to learn from (or of those held out)."""
    rows = [row for path in sorted(folder.glob("part*.jsonl.gz")) for row in read_rows(path)]
    rows = [row for row in rows if is_held_out(row["publication"]) == held_out]
    weights = rarities(tidy(row["context"]) for row in rows)
    return [cell for row in rows if (cell := mark_row(row, weights))]


def rarities(texts: Iterable[str]) -> dict[str, float]:
    """Return each word's weight: the rarer the heavier."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(content_words(text))
        total += 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def mark_row(row: dict[str, Any], weights: dict[str, float]) -> Cell | None:
    """Mark the sentences of one transcript's text."""
    text = tidy(row["context"])
    sentences = cut_sentences(text)
    if not sentences:
        return None
    question = without_hints(row["question"])
    statements = [read_statement(answer) for answer in row["answers"].values()]
    known = content_words(question)
    evidence = []
    for start, end in sentences:
        words = content_words(text[start:end])
        marks = [weight * peak(share_found(words, said - known, known, weights)) for said, weight in statements]
        evidence.append(sum(marks) / len(marks))
    example = Example(question=question, text=text, sentences=sentences, evidence=tuple(evidence))
    return Cell(row["publication"], row["cq"], example)


def read_statement(answer: str) -> tuple[set[str], float]:
    """Return the words of what a model states of the text, and how far it stated rather than refused."""
    answer = re.sub(r"Answer:+", " ", answer)
    sentences = [part for part in re.split(r"(?<=[.!?:])\s+|\n+", answer) if len(part) > 3]
    kept: list[str] = []
    refusals = [bool(REFUSAL.search(sentence)) for sentence in sentences]
    refused = any(refusals[:2])
    turned = False
    for sentence, refusal in zip(sentences, refusals, strict=True):
        turned = turned or bool(TURN.search(sentence))
        if not refusal and not GENERIC.search(sentence) and (not refused or turned):
            kept.append(sentence)
    words = content_words(" ".join(kept))
    if not words:
        return set(), 0.0
    return words, 0.35 if refused else 1.0


def share_found(words: set[str], said: set[str], known: set[str], weights: dict[str, float]) -> float:
    """Return the weighted share of a sentence's words that were said; words of the question count for little."""
    whole = found = 0.0
    for word in words:
        weight = weights.get(word, 1.0) * (0.3 if word in known else 1.0)
        whole += weight
        found += weight * (word in said)
    # A sentence of one or two words says little even when all of it was repeated.
    return found / (whole + 6.0)


def peak(share: float) -> float:
    """Push a share to the ends: a third of the words is chance, two thirds is a quotation."""
    return min(1.0, max(0.0, (share - 0.26) / 0.3))


def draw_cell(cell: Cell, random: Random, shape: Shape) -> Example:
    """Make one example: the window that holds the best sentence, or any window."""
    example = cell.example
    evidence = example.evidence or ()
    best = max(range(len(evidence)), key=evidence.__getitem__)
    keep = best if evidence[best] > 0.25 and random.random() < 0.65 else random.randrange(len(evidence))
    shown = cut_window(example, keep, random.randint(250, shape.longest), random)
    marks = shown.evidence or ()
    return Example(
        question=shown.question,
        text=shown.text,
        sentences=shown.sentences,
        evidence=marks,
        answered=min(1.0, 1.25 * max(marks)),
    )
