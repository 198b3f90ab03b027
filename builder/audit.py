"""Earlier answers held to the documents, sentence by sentence: supported, absent, off the question, a refusal.

Cautious on purpose: a sentence counts as supported only where its words and numbers stand together in one place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy

from builder.engines import Encoder, Judge, Span, Vectors
from builder.rank import words
from builder.records import Audit, AuditedSentence, Citation, EarlierAnswer, Passage, Question, Verdict
from builder.text import split_sentences
from builder.unaltered import facts_of
from builder.wording import asks, tidy

# Chosen on the 44 sentences of the five seeds' earlier answers, marked by hand, and looked at on 200 sentences of the
# collection they come from: each is the lowest value at which no sentence of general knowledge counted as supported.
SHARED = 0.55  # share of a sentence's content words that stand in its quote
NEAR = 0.45  # nearness of the sentence and its quote
ABOUT = 0.33  # nearness of a supporting quote and the question, below which the sentence is off the question
JUDGED = 0.1  # below it the judge overrules words and numbers; above it, it adds nothing
STEM = 8  # letters by which long words are compared: standardised and standardisation are one
LONGER = 0.1  # what a second sentence in the quote must bring
TRIED = 5  # places looked at for one sentence
LONGEST_QUOTE = 2  # neighbouring sentences that may support one sentence together

_REFUSAL = re.compile(
    r"\b(?:do|does|did)(?:\s+not|n[’']t)\s+(?:\w+\s+){0,3}(?:know|mention|provide|state|specify|say|contain|include|discuss"
    r"|describe|indicate|address|give|detail|offer)"
    r"|(?:\bnot|n[’']t)\s+(?:\w+\s+){0,3}(?:mentioned|provided|stated|specified|given|clear|discussed|described|addressed"
    r"|available|included|possible to)"
    r"|(?:\bno|n[’']t|\bnot|without)\s+(?:\w+\s+){0,2}(?:mention|information|details?|reference|indication)\b"
    r"|cannot\s+be\s+(?:determined|inferred|answered)|unable to (?:answer|determine|provide|find)"
    r"|not enough information"
    r"|I don[’']t know",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:(?:Helpful\s+)?Answer:+\s*)+", re.IGNORECASE)
_EMPTY = frozenset(
    words(
        "a about also an and any are as at based be been before being both but by can could did do does each"
        " for from given had has have how however i if in include included including into is it its may"
        " mention mentioned might more most of on one or other our provided shall should so some such than"
        " that the their them then there these they this those to used using various was we were what when"
        " where which while who will with within would you context text following step steps common typically"
        " generally often involve involves process"
    )
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where support may stand: one sentence of a passage, or neighbours together."""

    passage: Passage
    span: Span
    words: frozenset[str]
    several: bool

    @property
    def quote(self) -> str:
        return self.passage.text[self.span[0] : self.span[1]]


def audit_earlier(
    earlier: Sequence[EarlierAnswer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    encoder: Encoder,
    judge: Judge,
) -> tuple[Audit, ...]:
    """One audit for each earlier answer whose question is known, in their order."""
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source, []).append(passage)
    asked = {
        (question.book, asks(wording)): question.id for question in reversed(questions) for wording in question.wordings
    }
    audits = []
    for source, answers in groupby(earlier, key=lambda answer: answer.source):
        book = source.split("/", 1)[0]
        known = [(answer, name) for answer in answers if (name := asked.get((book, asks(answer.question))))]
        places = [place for passage in by_source.get(source, ()) for place in _places(passage)] if known else []
        vectors = encoder.encode([place.quote for place in places])
        for answer, name in known:
            sentences = _audit(answer, places, vectors, encoder, judge)
            audits.append(Audit(source=source, question=name, sentences=sentences, engine=answer.engine))
    return tuple(audits)


def _places(passage: Passage) -> Iterator[_Place]:
    if not passage.citable or passage.kind == "code":
        return
    spans = split_sentences(passage.text)
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + LONGEST_QUOTE)):
            span = (spans[first][0], spans[last][1])
            yield _Place(passage, span, _content(passage.text[span[0] : span[1]]), last > first)


def split_answer(text: str) -> tuple[str, ...]:
    """The sentences of an earlier answer, without its label and its list marks."""
    whole = _LABEL.sub("", text.strip())
    found = [tidy(whole[start:end]) for start, end in split_sentences(whole)]
    return tuple(sentence for sentence in found if len(sentence.split()) > 1)


def _audit(
    answer: EarlierAnswer, places: Sequence[_Place], vectors: Vectors, encoder: Encoder, judge: Judge
) -> tuple[AuditedSentence, ...]:
    sentences = split_answer(answer.text)
    own = encoder.encode([*sentences, answer.question])
    audited = []
    for sentence, vector in zip(sentences, own, strict=False):
        if _REFUSAL.search(sentence):
            audited.append(AuditedSentence(text=sentence, verdict="refusal"))
            continue
        row = _support(sentence, vector, places, vectors, judge)
        if row is None:
            audited.append(AuditedSentence(text=sentence, verdict="absent"))
            continue
        verdict: Verdict = "supported" if float(vectors[row] @ own[-1]) >= ABOUT else "off"
        citation = Citation(passage=places[row].passage.id, quote=places[row].quote)
        audited.append(AuditedSentence(text=sentence, verdict=verdict, citation=citation))
    return tuple(audited)


def _support(sentence: str, vector: Vectors, places: Sequence[_Place], vectors: Vectors, judge: Judge) -> int | None:
    """The row of the place that says what the sentence says, or none."""
    own = _content(sentence)
    if not own or not places:
        return None
    nearness = vectors @ vector
    shares = numpy.array([len(own & place.words) / len(own) for place in places])
    longer = numpy.array([LONGER if place.several else 0.0 for place in places])
    best = numpy.argsort(longer - shares - nearness, kind="stable")[:TRIED]
    likely = [row for row in best if shares[row] >= SHARED and nearness[row] >= NEAR]
    for row in likely:
        quote = places[row].quote
        if _states(sentence, quote) and judge.support([(sentence, quote)])[0] >= JUDGED:
            return int(row)
    return None


def _states(sentence: str, quote: str) -> bool:
    """Whether the sentence's numbers stand in the quote, and both deny or both say."""
    said, there = facts_of(sentence), facts_of(quote)
    numbers = {number for number, _ in said.numbers} <= {number for number, _ in there.numbers}
    return numbers and bool(said.negations) == bool(there.negations)


def _content(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words(text) if word not in _EMPTY)
