"""A question that stands in a document with its answer under it: the author's own words, kept as approved."""

from collections.abc import Iterator, Sequence

from builder.digest import digest
from builder.records import Answer, Citation, Claim, Passage, Question, Recipe
from builder.text import Span, split_sentences
from builder.wording import MOST_WORDS, tidy

VERSION = 1
SHORTEST = 3  # words of a sentence that stands alone: "No." is said together with the sentence that follows


def say_author_answer(
    question: Question, document: str | None, passages: Sequence[Passage], engine: str
) -> Answer | None:
    """The author's answer, sentence by sentence, or none where there is none that can be said whole.

    Without its table, or code that may not be cited, the rest would say something else.
    """
    own = [passage for passage in passages if passage.id in question.author_answer]
    if any(passage.kind == "table" or not passage.citable for passage in own):
        return None
    claims: list[Claim] = []
    length = 0
    for passage in own:
        for start, end in _sentences(passage):
            quote = passage.text[start:end]
            length += len(quote.split())
            if length > MOST_WORDS:
                break
            text = quote if passage.kind == "code" else tidy(quote)
            claims.append(Claim(text=text, citations=(Citation(passage=passage.id, quote=quote),), support=1.0))
    if not claims or document is not None:
        return None
    ids = tuple(passage.id for passage in own)
    recipe = Recipe(stage="author", version=VERSION, parameters=(("question", question.text),), inputs=ids)
    return Answer(
        question=question.id,
        document=None,
        state="approved",
        claims=tuple(claims),
        candidates=ids,
        engine=engine,
        key=digest(recipe),
    )


def _sentences(passage: Passage) -> Iterator[Span]:
    """The passage's sentences; one of a word or two goes with the next in its line."""
    if passage.kind == "code":
        yield 0, len(passage.text)
        return
    start = -1
    for left, right in split_sentences(passage.text):
        start = left if start < 0 else start
        alone = len(passage.text[start:right].split()) >= SHORTEST
        if alone or passage.text[right : right + 1] in ("\n", ""):
            yield start, right
            start = -1
