"""Passages to what they are found by: vectors, sentences' vectors, words. Scores texts, decides nothing."""

from collections.abc import Sequence

import numpy

from builder.engines import Encoder, Span, Vectors
from builder.rank import Words, make_words
from builder.records import Passage
from builder.text import split_sentences

NEAREST_HEADINGS = 2  # of a passage's headings go into its vector: those above are the document's, not the passage's
SHORTEST = 3  # words of a sentence that gets a vector of its own


class Index:
    """The passages of a site in their order, and three ways to score them."""

    def __init__(
        self,
        passages: tuple[Passage, ...],
        vectors: Vectors,
        sentences: tuple[tuple[int, Span], ...],
        sentence_vectors: Vectors,
        words: Words,
    ) -> None:
        """Hold what was made; `sentences` names each sentence's passage by its row, and its place in the text."""
        self.passages = passages
        self.vectors = vectors
        self.sentences = sentences
        self.sentence_vectors = sentence_vectors
        self.words = words
        self._owners = numpy.array([row for row, _ in sentences], dtype=numpy.int64)

    def nearness(self, vector: Vectors) -> Vectors:
        """How near each passage as a whole is to a vector."""
        return numpy.asarray(self.vectors @ vector, dtype=numpy.float32)

    def sentence_nearness(self, vector: Vectors) -> Vectors:
        """How near each passage's nearest sentence is to a vector; a passage without sentences counts as a whole."""
        best = numpy.full(len(self.passages), -1.0, dtype=numpy.float32)
        numpy.maximum.at(best, self._owners, self.sentence_vectors @ vector)
        return numpy.where(best > -1.0, best, self.nearness(vector))


def make_index(passages: Sequence[Passage], encoder: Encoder) -> Index:
    """Encode every passage with its headings and every sentence by itself, and count their words."""
    ordered = tuple(passages)
    texts = [passage_words(passage) for passage in ordered]
    sentences = tuple((row, span) for row, passage in enumerate(ordered) for span in _sentences(passage))
    own = [ordered[row].text[start:end] for row, (start, end) in sentences]
    vectors = encoder.encode([*texts, *own])
    return Index(
        passages=ordered,
        vectors=vectors[: len(texts)],
        sentences=sentences,
        sentence_vectors=vectors[len(texts) :],
        words=make_words([passage.text for passage in ordered], [" ".join(passage.headings) for passage in ordered]),
    )


def passage_words(passage: Passage) -> str:
    """What a passage's vector is made of: its nearest headings and its text."""
    return "\n".join((*passage.headings[-NEAREST_HEADINGS:], passage.text))


def _sentences(passage: Passage) -> list[Span]:
    if passage.kind == "code" or not passage.citable:
        return []
    return [(start, end) for start, end in split_sentences(passage.text) if _is_worth(passage.text[start:end])]


def _is_worth(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST
