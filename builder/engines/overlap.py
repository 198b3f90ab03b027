"""The reader and judge without a model of their own: vectors and shared words come in, cautious scores go out.

It stands in where no trained reader is installed. Its scores are ordered well and set so that 0.5 is the working point;
they promise no frequency. Each pair is scored by itself: its neighbours never change a score.
"""

import re
from collections.abc import Sequence

import numpy

from builder.engines import Encoder, Reading, ReadPair, Span, Vectors
from builder.rank import words
from builder.wording import hints_of, without_hints

VERSION = "overlap 2"

# Weights of two logistic regressions. The first was fitted on 1,600 questions of SQuAD 2.0 and SelQA, half of them with
# a passage near by that does not answer. The second was fitted on 1,000 transcripts of five language models, where
# questions name examples in brackets and the target was the share of a sentence's words that the models took up;
# across publications it finds the sentences they used with an AUC of .90, and passages that answer with .91. The last
# number of each sets the working point to 0.5, on the cautious side.
PLAIN = {"sentence": 6.47, "window": -1.31, "words": 4.13, "window words": 0.09, "length": -0.31, "rest": -5.45}
HINTED = {
    "sentence": 4.21,
    "sentence core": -1.84,
    "sentence hints": 4.18,
    "window": 3.89,
    "window core": -0.93,
    "window hints": 3.34,
    "words": 0.62,
    "hint words": 0.78,
    "length": -1.9,
    "rest": -5.44,
}
LONG = 400  # characters beyond which a sentence is no longer punished for its length
LEAST_WORDS = (
    0.34  # share of a plain question's words that must stand in the passage: near in meaning alone is not enough
)
UNSAID = -1.0  # taken from the logit where that share is missed
HEADED = 1.2  # added where a plain question and the nearest heading have the same words
BETWEEN_HEADINGS = " › "
DEFINES = 0.8  # added where a sentence says what the asked thing is, taken where it does not

_WHAT_IS = re.compile(r"^what (?:is|are) (?:an? |the )?([\w.@+#-]+(?: [\w.@+#-]+)?)\?*$", re.IGNORECASE)
_SAYS_WHAT = (
    r"(?: \w+)?[\"”]?(?: or [^.,]{1,50}| \([^)]{1,60}\))?,?(?: \w+ly)?"
    r" (?:is|are|means?|refers? to|stands? for|turns?|lets?|provides?|holds?|describes?)\b"
)
_FUNCTION_WORDS = frozenset(
    words(
        "a an and any are as at be been both but by can could did do does for from had has have how i if in into is it"
        " its may more most my no not of on one only or other our out should so some such than that the their them then"
        " there these they this those to under up use used using was we were what when where which while who"
        " why will with"
        " would you your"
    )
)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning."""
    return frozenset(word for word in words(text) if word not in _FUNCTION_WORDS)


class OverlapReader:
    """Scores a passage's sentences by their vectors, their neighbours' and the words they share with the question."""

    def __init__(self, encoder: Encoder) -> None:
        """Read with the vectors of `encoder`."""
        self._encoder = encoder
        self.fingerprint = f"{VERSION} {encoder.fingerprint}"
        self.calls = 0

    def read(self, pairs: Sequence[ReadPair]) -> list[Reading]:
        """Return one reading a pair, in the pairs' order."""
        self.calls += len(pairs)
        texts = list(dict.fromkeys(text for pair in pairs for text in _texts(pair)))
        rows = {text: row for row, text in enumerate(texts)}
        vectors = self._encoder.encode(texts)
        return [_reading(pair, rows, vectors) for pair in pairs]


class OverlapJudge:
    """Says how much of a claim stands in a quote: the share of its words, held down by the vectors' nearness."""

    supported = 0.5

    def __init__(self, encoder: Encoder) -> None:
        """Judge with the vectors of `encoder`."""
        self._encoder = encoder
        self.fingerprint = f"{VERSION} {encoder.fingerprint}"
        self.calls = 0

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return one score a pair of claim and quote."""
        self.calls += len(pairs)
        claims = self._encoder.encode([claim for claim, _ in pairs])
        quotes = self._encoder.encode([quote for _, quote in pairs])
        nearness = (claims * quotes).sum(axis=1)
        shares = [_share(content_words(claim), content_words(quote)) for claim, quote in pairs]
        return [round(max(0.0, min(share, float(near))), 4) for share, near in zip(shares, nearness, strict=True)]


def _texts(pair: ReadPair) -> list[str]:
    own = [pair.text[start:end] for start, end in pair.sentences]
    windows = [pair.text[start:end] for start, end in _windows(pair.sentences)]
    hints = hints_of(pair.question)
    asked = [pair.question, without_hints(pair.question), hints] if hints else [pair.question]
    return [*asked, *own, *windows]


def _windows(sentences: Sequence[Span]) -> list[Span]:
    """Each sentence with the one before it and the one after it."""
    last = len(sentences) - 1
    return [(sentences[max(0, at - 1)][0], sentences[min(last, at + 1)][1]) for at in range(len(sentences))]


def _reading(pair: ReadPair, rows: dict[str, int], vectors: Vectors) -> Reading:
    if not pair.sentences:
        return Reading(answered=0.0, sentences=())
    own = vectors[[rows[pair.text[start:end]] for start, end in pair.sentences]]
    near = vectors[[rows[pair.text[start:end]] for start, end in _windows(pair.sentences)]]
    lengths = numpy.minimum([end - start for start, end in pair.sentences], LONG) / LONG
    hints = hints_of(pair.question)
    if hints:
        asked = [vectors[rows[text]] for text in (pair.question, without_hints(pair.question), hints)]
        logits = _hinted_logits(pair, own, near, asked) + HINTED["length"] * lengths
    else:
        question = vectors[rows[pair.question]]
        logits = _plain_logits(pair, own @ question, near @ question) + PLAIN["length"] * lengths
    scores = tuple(round(float(score), 4) for score in 1 / (1 + numpy.exp(-logits)))
    best = max(scores)
    return Reading(answered=best, sentences=scores, span=pair.sentences[scores.index(best)], span_score=best)


def _hinted_logits(pair: ReadPair, own: Vectors, near: Vectors, asked: Sequence[Vectors]) -> Vectors:
    wanted = content_words(without_hints(pair.question))
    examples = content_words(hints_of(pair.question))
    held = [content_words(pair.text[start:end]) for start, end in pair.sentences]
    logits = HINTED["words"] * numpy.array([_share(wanted, there) for there in held])
    logits += HINTED["hint words"] * numpy.array([float(bool(examples & there)) for there in held])
    for name, question in zip(("", " core", " hints"), asked, strict=True):
        logits += HINTED["sentence" + name] * (own @ question) + HINTED["window" + name] * (near @ question)
    return numpy.asarray(logits + HINTED["rest"])


def _plain_logits(pair: ReadPair, own: Vectors, near: Vectors) -> Vectors:
    wanted = content_words(pair.question)
    shared = numpy.array([_share(wanted, content_words(pair.text[start:end])) for start, end in pair.sentences])
    around = numpy.array(
        [_share(wanted, content_words(pair.text[start:end])) for start, end in _windows(pair.sentences)]
    )
    said = _share(wanted, content_words(f"{pair.heading} {pair.text}"))
    nearest = content_words(pair.heading.rsplit(BETWEEN_HEADINGS, 1)[-1])
    headed = max(_share(wanted, nearest) * _share(nearest, wanted), _share(wanted, content_words(pair.heading)) / 2)
    return numpy.asarray(
        PLAIN["sentence"] * own
        + PLAIN["window"] * near
        + PLAIN["words"] * shared
        + PLAIN["window words"] * around
        + PLAIN["rest"]
        + HEADED * headed
        + (UNSAID if said < LEAST_WORDS else 0.0)
        + _defines(pair.question, [pair.text[start:end] for start, end in pair.sentences])
    )


def _defines(question: str, sentences: Sequence[str]) -> Vectors:
    """Where a question asks what a thing is: more for sentences that open by saying it, less for the others."""
    asked = _WHAT_IS.match(without_hints(question))
    if not asked:
        return numpy.zeros(len(sentences), dtype=numpy.float32)
    says = re.compile(rf"^(?:\W|\w+ ){{0,3}}{re.escape(asked[1])}\b{_SAYS_WHAT}", re.IGNORECASE)
    return numpy.array([DEFINES if says.search(sentence) else -DEFINES for sentence in sentences], dtype=numpy.float32)


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0
