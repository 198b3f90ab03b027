"""A sentence comes in, the claim that says it goes out, with the quotes it rests on. Pure."""

from builder.answers.fitness import Sentence
from builder.answers.phrases import label_of
from builder.records import Citation, Claim
from builder.text import COLUMN
from builder.wording import say, tidy


def make_claim(sentence: Sentence, score: float) -> Claim:
    """A sentence as it is said: tidied, a table's row with the names of its columns."""
    # In a list a label tells its entries apart: `Fix: …`, `New: …`.
    label = label_of(sentence.quote) if sentence.passage.kind == "paragraph" else ""
    quotes = [sentence.quote.removeprefix(label)]
    header = sentence.passage.text.split("\n", 1)[0]
    if sentence.passage.kind == "table" and header.strip(COLUMN):  # one without names of columns has an empty header
        quotes.append(header)
    text = say(quotes) if len(quotes) > 1 else quotes[0] if sentence.passage.kind == "code" else tidy(quotes[0])
    return Claim(
        text=text,
        citations=tuple(Citation(passage=sentence.passage.id, quote=quote) for quote in quotes),
        support=round(score, 4),
    )
