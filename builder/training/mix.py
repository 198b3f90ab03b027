"""The mix of all training sets: a data folder comes in, an endless stream of token batches goes out.

A round draws a fixed number from each source, sorts by length and cuts into batches of about equal numbers of tokens.
XQuAD is left out: its English part is cut from SQuAD's development part, on which readers are measured.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import torch
from tokenizers import Tokenizer

from builder.engines.windows import LONGEST, LONGEST_HEADING, LONGEST_QUESTION
from builder.training.claims import (
    draw_claim,
    draw_made,
    read_claims,
    read_partial,
    read_quoted,
    read_sentences,
    read_written,
)
from builder.training.examples import FULL, SHORT, Example, Shape
from builder.training.more_sets import read_more
from builder.training.reading_sets import (
    Row,
    draw_marked,
    draw_passage,
    draw_reading,
    draw_written,
    read_pairs,
    read_reading_set,
    read_sentence_set,
    with_near_paragraphs,
)
from builder.training.transcripts import draw_cell, read_cells
from builder.training.twins import hold_turned, read_slice
from builder.training.vocabulary import read_swapper

UNKNOWN = -1.0
PARTS = 4  # batches a step: sorting by length puts like with like, a few together mix them again
Batch = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Source:
    """One set: its rows, how to draw an example of a row, and how many are drawn a round."""

    name: str
    rows: Sequence[Any]
    draw: Callable[[Any, Random, Shape], Example]
    a_round: int


def read_sources(data: Path, base: Path) -> list[Source]:
    """Read every set that is there."""
    reading = data / "reading"
    squad, twins = read_slice(data)
    swapper = read_swapper(base, twins.changes)

    def from_row(row: Row, random: Random, shape: Shape) -> Example:
        return draw_reading(row, swapper, random, shape)

    def from_marked(row: Row, random: Random, shape: Shape) -> Example:
        return draw_marked(row, swapper, random, shape)

    def from_run(run: tuple[str, ...], random: Random, shape: Shape) -> Example:
        return draw_made(run, swapper, random)

    more = read_more(data, squad + twins.answerable + twins.unanswerable, hold_turned(data))
    squad += twins.answerable + more["squad"]
    spanned = [row for row in squad if row.example.span]
    unanswerable = [row for row in squad + more["unanswerable"] if not row.example.answered] + twins.unanswerable
    covid = read_reading_set(reading / "covidqa.jsonl.gz")
    policy = [row for part in "ab" for row in read_reading_set(reading / f"policyqa_{part}.jsonl.gz")]
    cells = read_cells(data / "transcripts")
    plain_texts = [row.example.text for row in squad] + [cell.example.text for cell in cells[::7]]
    sources = [
        Source("squad", with_near_paragraphs(spanned), from_row, 2000),
        Source("shifts", with_near_paragraphs(more["shifts"]), from_row, 400),
        Source("asked", with_near_paragraphs(more["asked"]), from_row, 250),
        Source("stories", with_near_paragraphs(more["stories"]), from_row, 120),
        Source("unanswerable", unanswerable, from_row, 1000),
        Source("written twins", more["twins"], from_row, 1800),
        Source("written", more["written"], draw_written, 3000),
        Source("marked passages", with_near_paragraphs(more["passages"]), draw_passage, 3200),
        Source("found passages", more["found"], draw_written, 4500),
        Source("marked papers", more["papers"], draw_written, 600),
        Source("turned sentences", more["sentences"], from_marked, 200),
        Source("pairs", read_pairs(data / "questions" / "sentence_to_question.jsonl.gz"), from_marked, 40),
        Source("selqa", read_sentence_set(reading / "selqa_sentences.jsonl.gz"), from_marked, 40),
        Source("covid", covid, from_row, 50),
        Source("policy", with_near_paragraphs(policy), from_row, 60),
        Source("transcripts", cells, draw_cell, 800),
        Source("claims", read_claims(data / "claims"), draw_claim, 90),
        Source("quoted claims", read_quoted(data / "more" / "fever"), draw_claim, 90),
        Source(
            "partial claims", read_partial(data / "more" / "wice" / "non_supported_tokens_train.jsonl"), draw_claim, 30
        ),
        Source("written claims", read_written(data / "more" / "claims" / "written.jsonl.gz"), draw_claim, 500),
        Source("made claims", read_sentences(plain_texts), from_run, 90),
    ]
    return [source for source in sources if source.rows]


class Mix:
    """Draws rounds of batches; a round depends on the seed and its number alone."""

    def __init__(self, sources: Sequence[Source], tokenizer: Tokenizer, seed: int, tokens: int, short: int) -> None:
        """Keep the sources, how many tokens a batch may hold, and how many rounds show short texts."""
        self._sources = sources
        self._tokenizer = tokenizer
        self._seed = seed
        self._tokens = tokens // PARTS
        self._short = short

    def round(self, number: int) -> list[list[Batch]]:
        """Return the steps of one round, each of a few batches of unlike lengths."""
        random = Random(self._seed * 100_003 + number)
        examples = [one for source in self._sources for one in self._draw(source, number, random)]
        encoded = [code for one in examples if (code := encode(one, self._tokenizer))]
        encoded.sort(key=lambda code: len(code["ids"]))
        batches: list[list[dict[str, Any]]] = [[]]
        for code in encoded:
            if len(code["ids"]) * (len(batches[-1]) + 1) > self._tokens:
                batches.append([])
            batches[-1].append(code)
        random.shuffle(batches)
        whole = len(batches) // PARTS * PARTS
        return [[collate(batch) for batch in batches[at : at + PARTS]] for at in range(0, whole, PARTS)]

    def _draw(self, source: Source, number: int, random: Random) -> Iterator[Example]:
        for place in range(number * source.a_round, (number + 1) * source.a_round):
            epoch, at = divmod(place, len(source.rows))
            row = source.rows[order_of(len(source.rows), self._seed + epoch)[at]]
            yield source.draw(row, random, SHORT if number < self._short else FULL)


_orders: dict[tuple[int, int], list[int]] = {}


def order_of(length: int, seed: int) -> list[int]:
    """Return the order of rows in one pass over them."""
    if (length, seed) not in _orders:
        order = list(range(length))
        Random(seed).shuffle(order)
        _orders[length, seed] = order
    return _orders[length, seed]


def encode(example: Example, tokenizer: Tokenizer) -> dict[str, Any] | None:
    """Turn an example into token numbers, the sentence of each token, and targets; None where nothing of it fits."""
    asked = tokenizer.encode(example.question).ids[1:-1][:LONGEST_QUESTION]
    text = tokenizer.encode(example.text, add_special_tokens=False)
    titled = tokenizer.encode(example.heading, add_special_tokens=False).ids[-LONGEST_HEADING:]
    room = LONGEST - len(asked) - len(titled) - 3
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids = [first, *asked, last, *titled, *text.ids[:room], last]
    lead = len(asked) + len(titled) + 2
    sentences, number = [-1] * lead, 0
    start = end = -1
    for place, (one, two) in enumerate(text.offsets[:room]):
        while number + 1 < len(example.sentences) and one >= example.sentences[number + 1][0]:
            number += 1
        sentences.append(number)
        if example.span and start < 0 and two > example.span[0]:
            start = lead + place
        if example.span and one < example.span[1]:
            end = lead + place
    sentences.append(-1)
    if example.span and text.offsets and example.span[1] > text.offsets[:room][-1][1]:
        return None
    evidence = [UNKNOWN] * (max(sentences) + 1)
    if example.evidence is not None:
        evidence = list(example.evidence[: max(sentences) + 1])
    if not evidence:
        return None
    return {
        "ids": ids,
        "types": [0] * (len(asked) + 2) + [1] * (len(ids) - len(asked) - 2),
        "sentences": sentences,
        "evidence": evidence,
        "answered": UNKNOWN if example.answered is None else example.answered,
        "supported": UNKNOWN if example.supported is None else example.supported,
        "start": start,
        "end": end,
    }


def collate(batch: Sequence[dict[str, Any]]) -> Batch:
    """Pad a batch of encoded examples into tensors."""
    longest = max(len(code["ids"]) for code in batch)
    most = max(len(code["evidence"]) for code in batch)
    padded = partial(pad, batch=batch)
    return {
        "ids": padded("ids", longest, 0),
        "types": padded("types", longest, 0),
        "mask": torch.tensor([[1] * len(code["ids"]) + [0] * (longest - len(code["ids"])) for code in batch]),
        "sentences": padded("sentences", longest, -1),
        "evidence": padded("evidence", most, UNKNOWN),
        **{name: torch.tensor([code[name] for code in batch]) for name in ("answered", "supported", "start", "end")},
    }


def pad(name: str, longest: int, filling: float, *, batch: Sequence[dict[str, Any]]) -> torch.Tensor:
    """Pad one field to the longest."""
    return torch.tensor([code[name] + [filling] * (longest - len(code[name])) for code in batch])
