"""One training example and the window it shows: a text with its sentences comes in, a shorter one goes out."""

from dataclasses import dataclass, replace
from random import Random

from builder.engines import ReadPair
from builder.training.texts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question (or a claim) and a text; a target that is None is not learned from."""

    question: str
    text: str
    sentences: tuple[Span, ...]
    evidence: tuple[float, ...] | None = None
    answered: float | None = None
    span: Span | None = None
    supported: float | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How long the texts are that a phase of training shows, and how often a word is swapped."""

    longest: int  # characters, 1,000 are about 230 tokens
    whole: float  # the share of texts shown whole where they are short enough
    swaps: float  # the share of answerable questions of which a word is swapped
    alone: float  # the share of texts of which nothing is shown but one sentence, as the reader looks again at one


# Twice as many examples for the same work, and easier ones, come first.
SHORT = Shape(longest=480, whole=0.1, swaps=0.18, alone=0.2)
FULL = Shape(longest=1000, whole=0.7, swaps=0.2, alone=0.3)


def as_pair(example: Example) -> ReadPair:
    """Return an example as a reader takes it."""
    return ReadPair(question=example.question, text=example.text, sentences=example.sentences, heading=example.heading)


def cut_window(example: Example, keep: int, longest: int, random: Random) -> Example:
    """Show whole sentences around the one numbered `keep`, at most `longest` characters (one sentence at least)."""
    first = last = keep
    while True:
        wider = []
        if first > 0 and example.sentences[last][1] - example.sentences[first - 1][0] <= longest:
            wider.append((first - 1, last))
        if (
            last + 1 < len(example.sentences)
            and example.sentences[last + 1][1] - example.sentences[first][0] <= longest
        ):
            wider.append((first, last + 1))
        if not wider:
            return show(example, first, last)
        first, last = random.choice(wider)


def show(example: Example, first: int, last: int) -> Example:
    """Show only the sentences numbered first to last."""
    start, end = example.sentences[first][0], example.sentences[last][1]
    span = example.span
    if span and (span[0] < start or span[1] > end):
        span = None
    return replace(
        example,
        text=example.text[start:end],
        sentences=tuple((one - start, two - start) for one, two in example.sentences[first : last + 1]),
        evidence=example.evidence[first : last + 1] if example.evidence else None,
        span=(span[0] - start, span[1] - start) if span else None,
    )


def drop_sentence(example: Example, number: int) -> Example:
    """Take one sentence out of the text; nothing that is left answers."""
    start, end = example.sentences[number]
    rest = example.text[:start] + example.text[end:].lstrip()
    moved = len(example.text) - len(rest)
    spans = (
        *example.sentences[:number],
        *((one - moved, two - moved) for one, two in example.sentences[number + 1 :]),
    )
    return unanswered(replace(example, text=rest, sentences=spans))


def unanswered(example: Example, answered: float = 0.0) -> Example:
    """Mark an example as one whose text does not answer."""
    return replace(example, evidence=tuple(0.0 for _ in example.sentences), answered=answered, span=None)


def sentence_at(sentences: tuple[Span, ...], position: int) -> int:
    """Return the number of the sentence that holds a character."""
    for number, (_, end) in enumerate(sentences):
        if position < end:
            return number
    return len(sentences) - 1
