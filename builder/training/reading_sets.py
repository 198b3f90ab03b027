"""Reading sets: questions with paragraphs, marked sentences, sentence-question pairs come in; examples go out.

Unanswerable questions are scarce there, so most are made: the answer's sentence is taken out, a word of the question or
of the text is swapped, or a near paragraph of the same document is shown. The same swap on both sides keeps the answer,
so that a swapped word alone gives nothing away.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from builder.training.examples import FULL, Example, Shape, cut_window, drop_sentence, sentence_at, unanswered
from builder.training.swaps import Swapper, names_in, negate, put
from builder.training.texts import content_words, cut_sentences, is_held_out, read_rows
from builder.wording import without_hints

HEADED = 0.3  # the share of examples shown with their document's title, as passages come with headings
COMPLETING = 0.6  # the mark of a sentence that completes the answer of a better one
ELSEWHERE = 0.1  # the share of marked passages for which another one of their document is shown


@dataclass(frozen=True, slots=True)
class Row:
    """One reading question with its whole text."""

    group: str
    example: Example
    near: tuple[str, ...] = ()  # paragraphs of the same document that look as if they might answer
    seems: int | None = None  # the sentence that only seems to answer


def read_reading_set(path: Path, *, held_out: bool = False) -> list[Row]:
    """Read a file in the form question, context, answers with start."""
    rows = [row for row in read_rows(path) if is_held_out(row["group"]) == held_out]
    cut: dict[str, Any] = {}
    made = []
    for row in rows:
        text = row["context"]
        if text not in cut:
            cut[text] = cut_sentences(text)
        made.append(as_row(row, cut[text]))
    return made


def as_row(row: dict[str, Any], sentences: tuple[tuple[int, int], ...]) -> Row:
    """Turn one question as the files have it into a row over its whole text."""
    question, text, group = without_hints(row["question"]), row["context"], row["group"]
    if not row.get("answers"):
        seems = sentence_at(sentences, row["seems"]) if "seems" in row else None
        return Row(group, unanswered(Example(question=question, text=text, sentences=sentences)), seems=seems)
    start = row["answers"][0]["start"]
    end = start + len(row["answers"][0]["text"])
    evidence = tuple(1.0 if one < end and start < two else 0.0 for one, two in sentences)
    span = (start, end)
    example = Example(question=question, text=text, sentences=sentences, evidence=evidence, answered=1.0, span=span)
    return Row(group, example)


def with_near_paragraphs(rows: list[Row]) -> list[Row]:
    """Add to each row its document's paragraphs that share most words with the question but do not hold its answer."""
    paragraphs: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in rows:
        paragraphs[row.group].setdefault(row.example.text, content_words(row.example.text))
    made = []
    for row in rows:
        wanted = content_words(row.example.question)
        answer = row.example.text[slice(*row.example.span)].lower() if row.example.span else ""
        others = [
            (len(wanted & words), text)
            for text, words in paragraphs[row.group].items()
            if text != row.example.text and (not answer or answer not in text.lower())
        ]
        others.sort(key=lambda other: (-other[0], other[1]))
        made.append(replace(row, near=tuple(text for _, text in others[:4])))
    return made


def draw_reading(row: Row, swapper: Swapper, random: Random, shape: Shape) -> Example:
    """Make one example of a row: as it is, or turned into one that its text does not answer."""
    example = row.example
    if random.random() < HEADED:
        example = replace(example, heading=row.group.replace("_", " "))
    if not example.span:
        keep = likeliest(example) if row.seems is None else row.seems
        return shorten(example, keep, random, shape)
    right = sentence_at(example.sentences, example.span[0])
    answer = example.text[slice(*example.span)]
    lot = random.random()
    if lot < 0.08 and example.text.lower().count(answer.lower()) == 1 and len(example.sentences) > 2:
        without = drop_sentence(example, right)
        return shorten(without, min(right, len(without.sentences) - 1), random, shape)
    if lot < 0.18 and row.near:
        text = random.choice(row.near)
        other = unanswered(replace(example, text=text, sentences=cut_sentences(text)), 0.02)
        return shorten(other, random.randrange(len(other.sentences)), random, shape)
    shown = shorten(example, right, random, shape)
    if lot < 0.21:
        return negated(shown, random) or shown
    if lot < 0.21 + shape.swaps:
        return swapped(shown, swapper, random) or shown
    return shown


def draw_written(row: Row, random: Random, shape: Shape) -> Example:
    """Make one example of a row that somebody judged as it stands: only how much of its text is shown differs."""
    example = row.example
    right = [number for number, mark in enumerate(example.evidence or ()) if mark]
    keep = random.choice(right) if right else likeliest(example)
    return shorten(example, keep, random, shape)


def read_marked_passages(path: Path, *, held_out: bool = False) -> list[Row]:
    """Read questions about passages under their headings, with the sentences that answer them, the best one first."""
    made = []
    for row in read_rows(path):
        if is_held_out(row["group"]) != held_out:
            continue
        marks = dict.fromkeys(row["right"][1:], COMPLETING) | dict.fromkeys(row["right"][:1], 1.0)
        example = Example(
            question=row["question"],
            text=row["text"],
            heading=row["heading"],
            sentences=tuple((start, end) for start, end in row["sentences"]),
            evidence=tuple(marks.get(number, 0.0) for number in range(len(row["sentences"]))),
            answered=float(bool(marks)),
            span=tuple(row["span"]) if row.get("span") else None,
        )
        made.append(Row(row["group"], example))
    return made


def draw_passage(row: Row, random: Random, shape: Shape) -> Example:
    """Make one example of a marked passage: as it stands, or the question with another passage of its document."""
    example = row.example
    if example.answered and row.near and random.random() < ELSEWHERE:
        text = random.choice(row.near)
        other = replace(example, text=text, sentences=cut_sentences(text), heading="")
        return shorten(unanswered(other, 0.1), likeliest(other), random, shape)
    keep = example.evidence.index(1.0) if example.evidence and example.answered else likeliest(example)
    return shorten(example, keep, random, shape)


def likeliest(example: Example) -> int:
    """Return the sentence that shares most words with the question: the one that only seems to answer."""
    wanted = content_words(example.question)
    shares = [len(wanted & content_words(example.text[start:end])) for start, end in example.sentences]
    return shares.index(max(shares))


def shorten(example: Example, keep: int, random: Random, shape: Shape) -> Example:
    """Show the whole text where it is short enough, else (and sometimes anyway) a window around one sentence, or it."""
    if random.random() < shape.alone:
        return cut_window(example, keep, 0, random)
    if len(example.text) <= FULL.longest and random.random() < shape.whole:
        return example
    return cut_window(example, keep, random.randint(250, shape.longest), random)


def negated(example: Example, random: Random) -> Example | None:
    """Ask for the opposite."""
    question = negate(example.question, random)
    return unanswered(replace(example, question=question), 0.08) if question else None


def swapped(example: Example, swapper: Swapper, random: Random) -> Example | None:
    """Swap a word in the question, in the text or in both; in both the answer stays."""
    answer = example.text[slice(*example.span)] if example.span else ""
    found = swapper.swap(example.question, example.text, names_in(example.text), random, spare=answer)
    if not found:
        return None
    word, other = found
    where = random.choice(["question", "question", "text", "both"])
    if where == "question":
        return unanswered(replace(example, question=put(example.question, word, other)), 0.05)
    changed = change_text(example, word, other)
    if changed is None:
        return unanswered(replace(example, question=put(example.question, word, other)), 0.05)
    if where == "text":
        return unanswered(changed, 0.05)
    return replace(changed, question=put(example.question, word, other))


def change_text(example: Example, word: str, other: str) -> Example | None:
    """Swap a word all through the text, moving every span; None where the text has no such word."""
    places = list(re.finditer(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", example.text, re.IGNORECASE))
    if not places:
        return None
    grows = len(other) - len(word)

    def moved(position: int) -> int:
        return position + grows * sum(place.end() <= position for place in places)

    return replace(
        example,
        text=put(example.text, word, other),
        sentences=tuple((moved(one), moved(two)) for one, two in example.sentences),
        span=(moved(example.span[0]), moved(example.span[1])) if example.span else None,
    )


def read_sentence_set(path: Path, *, held_out: bool = False) -> list[Row]:
    """Read questions over a section's sentences with the right ones marked."""
    made = []
    for row in read_rows(path):
        if is_held_out(row["group"]) != held_out:
            continue
        text, spans = join_sentences(row["sentences"])
        evidence = tuple(1.0 if number in row["right"] else 0.0 for number in range(len(spans)))
        question, answered = without_hints(row["question"]), float(bool(row["right"]))
        example = Example(question=question, text=text, sentences=spans, evidence=evidence, answered=answered)
        made.append(Row(row["group"], example))
    return made


def read_pairs(path: Path, *, held_out: bool = False) -> list[Row]:
    """Read sentence-question pairs; a sentence's neighbours in the file's order stand around it."""
    pairs = [(plain(row["sentence"]), plain(row["question"])) for row in read_rows(path)]
    order = list(dict.fromkeys(sentence for sentence, _ in pairs))
    place = {sentence: number for number, sentence in enumerate(order)}
    made = []
    for sentence, question in pairs:
        at = place[sentence]
        group = f"pairs {at // 200}"
        if is_held_out(group) != held_out:
            continue
        around = order[max(0, at - 2) : at + 3]
        text, spans = join_sentences(around)
        evidence = tuple(float(other == sentence) for other in around)
        example = Example(question=question, text=text, sentences=spans, evidence=evidence, answered=1.0)
        made.append(Row(group, example))
    return made


def draw_marked(row: Row, swapper: Swapper, random: Random, shape: Shape) -> Example:
    """Make one example of a row whose right sentences are known but whose answer's words are not."""
    example = row.example
    if example.evidence is None or not any(example.evidence):
        return cut_window(example, random.randrange(len(example.sentences)), random.randint(250, shape.longest), random)
    right = example.evidence.index(1.0)
    lot = random.random()
    if lot < 0.2 and sum(example.evidence) == 1 and len(example.sentences) > 2:
        without = drop_sentence(example, right)
        return cut_window(without, min(right, len(without.sentences) - 1), random.randint(250, shape.longest), random)
    shown = cut_window(example, right, random.randint(250, shape.longest), random)
    if lot < 0.45:
        return swapped(shown, swapper, random) or shown
    return shown


def join_sentences(sentences: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join sentences into a text and return where each stands."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return " ".join(sentences), tuple(spans)


def plain(text: str) -> str:
    """Undo the spaces and bracket names of tokenised text."""
    text = text.replace("-lrb-", "(").replace("-rrb-", ")").replace("``", '"').replace("''", '"')
    text = re.sub(r" ([.,;:?!%)]|'s\b|n't\b)", r"\1", text)
    return re.sub(r"(?<=[($]) ", "", text)
