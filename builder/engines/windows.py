"""Pairs as the reader's model sees them: a question and a text come in, windows of token numbers go out.

    [CLS] question [SEP] heading sentence sentence … [SEP]      at most 256 tokens
A longer text is cut at sentence ends into windows that overlap by about half. Nothing of the text is left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer

from builder.engines import Span

LONGEST = 256
LONGEST_QUESTION = 72
LONGEST_HEADING = 24  # of its tokens the last, where the nearest heading stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One input of the model; `offsets` and `sentences` go with the text's tokens, which start at `lead`."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    lead: int
    offsets: tuple[Span, ...]
    sentences: tuple[int, ...]

    def inputs(self) -> dict[str, NDArray[numpy.int64]]:
        """The window as the graph's inputs, a batch of one."""
        ids = numpy.array([self.ids], dtype=numpy.int64)
        types = numpy.array([self.types], dtype=numpy.int64)
        return {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": types}


def cut_windows(
    tokenizer: Tokenizer, question: str, text: str, sentences: Sequence[Span], heading: str = ""
) -> list[Window]:
    """The windows of one pair; a text without a token gives none."""
    first, last = (int(tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]"))
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
    titled = tokenizer.encode(heading, add_special_tokens=False).ids[-LONGEST_HEADING:] if heading else []
    read = tokenizer.encode(text, add_special_tokens=False)
    numbers = number_tokens(read.offsets, sentences)
    before = [first, *asked, last]
    windows = []
    for start, end in cut_ranges(numbers, LONGEST - len(before) - len(titled) - 1):
        after = [*titled, *read.ids[start:end], last]
        windows.append(
            Window(
                ids=(*before, *after),
                types=(0,) * len(before) + (1,) * len(after),
                lead=len(before) + len(titled),
                offsets=tuple(read.offsets[start:end]),
                sentences=tuple(numbers[start:end]),
            )
        )
    return windows


def number_tokens(offsets: Sequence[Span], sentences: Sequence[Span]) -> list[int]:
    """The number of the sentence each token starts in, or -1 where it stands in none."""
    starts = [start for start, _ in sentences]
    numbers = []
    for start, _ in offsets:
        number = bisect_right(starts, start) - 1
        numbers.append(number if number >= 0 and start < sentences[number][1] else -1)
    return numbers


def cut_ranges(numbers: Sequence[int], room: int) -> list[Span]:
    """Ranges of tokens of at most `room`, ending with a sentence wherever one ends in time, each half over the last."""
    total = len(numbers)
    if total <= room:
        return [(0, total)] if total else []
    edges = [0, *(place for place in range(1, total) if numbers[place] != numbers[place - 1]), total]
    ranges = []
    start = 0
    while True:
        end = edges[bisect_right(edges, start + room) - 1]
        if end <= start:
            end = start + room
        ranges.append((start, min(end, total)))
        if end >= total:
            return ranges
        following = edges[bisect_left(edges, start + room // 2)]
        start = following if start < following <= end else end
