"""Held-out questions with the passages they are asked of, cut as in a build: sets come in, marked pairs go out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from builder.answers.fitness import Sentence, find_sentences, is_general
from builder.digest import short
from builder.engines import ReadPair
from builder.passages import cut_passages
from builder.readers.printed import has_plain_splits, read_lines
from builder.readers.transcript import cut_pieces
from builder.records import Block, Passage, Source, SourceText
from builder.repair.characters import mend_characters
from builder.repair.leaves import drop_running_heads, drop_stamps
from builder.repair.words import count_words, decide_hyphens
from builder.text import split_sentences
from builder.training.examples import as_pair
from builder.training.more_sets import FOUND, hold_passages
from builder.training.reading_sets import Row, read_reading_set, read_sentence_set, with_near_paragraphs
from builder.training.shifts import hold_shifts
from builder.training.texts import content_words, is_held_out, read_rows, tidy
from builder.training.transcripts import peak, rarities, read_statement, share_found
from builder.wording import is_command, without_hints

MOST_PASSAGES = 8  # of one question, as a build weighs
FEW, MANY = 1, 4  # models that refuse, of five: at most so few where something answers, so many where nothing does

Marks = tuple[tuple[int, float], ...]  # the sentences that may be said, by their number, and how right each is


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the pairs to read, their sentences' marks, and whether nothing there answers; None is unclear."""

    name: str
    pairs: tuple[ReadPair, ...]
    marks: tuple[Marks, ...]
    silent: bool | None


def hold_hinted(data: Path, most: int, seed: int) -> list[Asked]:
    """Return transcripts of held-out publications; sentences are marked by what five language models took up."""
    rows = [row for path in sorted((data / "transcripts").glob("part*.jsonl.gz")) for row in read_rows(path)]
    rows = [row for row in rows if is_held_out(row["publication"])]
    weights = rarities(tidy(row["context"]) for row in rows)
    Random(seed).shuffle(rows)
    blocks = [read_blocks(row["context"]) for row in rows[:most]]
    known = count_words(block.text for of_row in blocks for block in of_row)
    return [
        ask_transcript(row, [replace(block, text=decide_hyphens(block.text, known)) for block in of_row], weights)
        for row, of_row in zip(rows, blocks, strict=False)
    ]


def read_blocks(context: str) -> list[Block]:
    """Read a transcript's pieces as a build does."""
    split = has_plain_splits(context)
    found: list[Block] = []
    for piece in cut_pieces(context):
        mended = drop_running_heads(drop_stamps(mend_characters(piece)))
        found += [*read_lines(mended, split), Block(kind="break", text="")]
    return found


def ask_transcript(row: dict[str, Any], blocks: Sequence[Block], weights: dict[str, float]) -> Asked:
    """Ask one transcript's question of its passages."""
    statements = [read_statement(answer) for answer in row["answers"].values()]
    known = content_words(without_hints(row["question"]))
    refused = sum(weight < 1.0 for _, weight in statements)

    def mark(sentence: Sentence) -> float:
        words = content_words(sentence.quote)
        marks = [weight * peak(share_found(words, said - known, known, weights)) for said, weight in statements]
        return sum(marks) / len(marks)

    source = Source(id=short(row["publication"]), book="", title="", paths=(), media_type="text/plain", sha256="")
    passages = [one for one in cut_passages(SourceText(source=source, blocks=tuple(blocks))) if may_answer(one)]
    silent = True if refused >= MANY else False if refused <= FEW else None
    read = [find_sentences(passage) for passage in passages[:MOST_PASSAGES]]
    return Asked(
        name="transcripts",
        pairs=tuple(
            ReadPair(
                question=row["question"],
                text=passage.text,
                sentences=tuple(sentence.span for sentence in sentences),
                heading=" › ".join(passage.headings),
            )
            for passage, sentences in zip(passages, read, strict=False)
        ),
        marks=tuple(
            tuple((one.number, mark(one)) for one in sentences if one.whole and not is_general(one.quote))
            for sentences in read
        ),
        silent=silent,
    )


def may_answer(passage: Passage) -> bool:
    """Say whether a build would weigh a passage."""
    listing = passage.kind == "code" and not is_command(passage.text)
    return passage.citable and not listing and passage.kind not in {"heading", "break", "reference"}


def hold_plain(data: Path, most: int, seed: int) -> list[Asked]:
    """Return held-out questions of reading sets, each with a passage that answers and with one that does not."""
    random = Random(seed)
    reading = data / "reading"
    asked: list[Asked] = []
    sets = {
        "squad2_slice": read_reading_set(reading / "squad2_slice.jsonl.gz", held_out=True),
        "shifts": hold_shifts(data),
    }
    for name, rows in sets.items():
        drawn = draw(with_near_paragraphs(rows), most, random)
        asked += [one for row in drawn for one in ask_row(name, row)]
    asked += [ask_passage(row) for row in draw(hold_passages(data), most, random)]
    asked += ask_found(hold_passages(data, FOUND))
    marked = draw(read_sentence_set(reading / "selqa_sentences.jsonl.gz", held_out=True), most, random)
    turned = marked[1:] + marked[:1]
    return asked + [one for row, other in zip(marked, turned, strict=True) for one in ask_marked(row, other)]


def draw(rows: Sequence[Row], most: int, random: Random) -> list[Row]:
    """Return at most so many of the rows that are answered, and of those that are not."""
    kept: list[Row] = []
    for answered in (True, False):
        some = [row for row in rows if bool(row.example.answered) == answered]
        kept += random.sample(some, min(most, len(some)))
    return kept


def ask_row(name: str, row: Row) -> Iterator[Asked]:
    """Ask a question of its paragraph, and of one near by that does not hold its answer."""
    example = row.example
    spans = split_sentences(example.text)
    span = example.span
    marks = tuple(
        (number, float(span is not None and start <= span[0] < end)) for number, (start, end) in enumerate(spans)
    )
    pair = ReadPair(question=example.question, text=example.text, sentences=spans)
    # A question that people made unanswerable is learned from, but it is not what sets the working point: what a site
    # is asked and does not answer is seldom worded against its own text.
    yield Asked(name, (pair,), (marks,), False if span else None)
    if span and row.near:
        yield ask_other(name, example.question, row.near[0], split_sentences(row.near[0]))


def ask_passage(row: Row) -> Asked:
    """Ask a question of its passage; one that the passage only seems to answer sets no working point either."""
    example = row.example
    marks = tuple(enumerate(example.evidence or ()))
    return Asked("passages", (as_pair(example),), (marks,), False if example.answered else None)


def ask_found(rows: Sequence[Row]) -> Iterator[Asked]:
    """Ask a question of all the passages that a build would weigh for it, which stand together in their set."""
    for _, together in groupby(rows, key=lambda row: (row.group, row.example.question)):
        examples = [row.example for row in together]
        yield Asked(
            "found",
            tuple(map(as_pair, examples)),
            tuple(tuple(enumerate(one.evidence or ())) for one in examples),
            not any(one.answered for one in examples),
        )


def ask_marked(row: Row, other: Row) -> Iterator[Asked]:
    """Ask a question of its section, and of another's."""
    example = row.example
    yield Asked("selqa", (as_pair(example),), (tuple(enumerate(example.evidence or ())),), not example.answered)
    if row.group != other.group:
        yield ask_other("selqa", example.question, other.example.text, other.example.sentences)


def ask_other(name: str, question: str, text: str, spans: Sequence[tuple[int, int]]) -> Asked:
    """Ask a question of a text that does not answer it."""
    pair = ReadPair(question=question, text=text, sentences=tuple(spans))
    return Asked(name, (pair,), (tuple((number, 0.0) for number in range(len(spans))),), True)
