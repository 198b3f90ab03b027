"""A question that stands in a document with its answer under it: the author's own words, kept as approved."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import accumulate

from builder.answers.claims import make_claim
from builder.answers.fitness import find_spans, sends_away
from builder.answers.phrases import is_label, label_of
from builder.answers.pointing import points_back
from builder.answers.units import whole_rows
from builder.digest import digest
from builder.outdated import asks_for_the_past, find_over
from builder.records import Answer, Citation, Claim, Finding, Passage, Question, Recipe, Source, by_id
from builder.standing import AUTHOR, OURS
from builder.text import Span, is_lead, split_sentences
from builder.wording import MOST_WORDS, lists_below, tidy, trails_off

VERSION = 5
SHORTEST = 3  # words of a sentence that stands alone: "No." is said together with the sentence that follows

_FINISHED = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
_SHOWS = re.compile(r"\b(?:follow(?:s|ing)?|below|this|these|here|example|like so)\b", re.IGNORECASE)
_UNWRITTEN = re.compile(
    r"\W*(?:(?:todo|tbd|tba|fixme|wip)\b.*|to be (?:written|done|announced|decided|determined)|work in progress"
    r"|under construction)\W*",
    re.IGNORECASE | re.DOTALL,
)
# To who asks whether or when there is something, it is an answer.
_SOON = re.compile(r"\W*(?:coming|available) soon\W*", re.IGNORECASE)
_ASKS_WHAT = re.compile(r"(?:what|which|who|whose|whom|where|why|how)\b", re.IGNORECASE)


def say_author_answer(question: Question, known: Mapping[str, Passage], over: Container[str]) -> Answer | None:
    """The author's answer, sentence by sentence, or none where there is none that can be said.

    What cannot be quoted, such as a listing, is left out, unless the rest would say something else without it. Labels
    such as `TL;DR` are too. An author has not answered who ends by asking what stands under a heading below, or who
    only says where to read on, or that it is to be written; who says of the text that it no longer holds has only
    answered who asks for the past.
    """
    own = [known[one] for one in question.author_answer if one in known]
    outdated = any(passage.id in over for passage in own) and not asks_for_the_past(question.text)
    if outdated or not _can_be_said(own) or (_ends_asking(own) and _goes_on_below(own[-1], known)):
        return None
    claims = _first_claims(
        [(passage, claim) for passage in own if _can_be_quoted(passage) for claim in _claims(passage)]
    )
    if all(sends_away(claim.text) or _is_unwritten(claim.text, question.text) for claim in claims):
        return None
    ids = tuple(passage.id for passage in own)
    recipe = Recipe(stage="author", version=VERSION, parameters=(("question", question.text),), inputs=ids)
    return Answer(
        question=question.id,
        document=None,
        state="approved",
        claims=tuple(claims),
        candidates=ids,
        engine=AUTHOR,
        key=digest(recipe),
    )


def _first_claims(said: Sequence[tuple[Passage, Claim]]) -> list[Claim]:
    """The claims up to the longest that an answer may be; never half a list, nor what announces it alone.

    What speaks of requirements below is left out where these are.
    """
    lengths = accumulate(sum(len(citation.quote.split()) for citation in claim.citations) for _, claim in said)
    end = sum(length <= MOST_WORDS for length in lengths)
    if end < len(said) and said[end][0].kind == "list":
        while end and said[end - 1][0].kind == "list":
            end -= 1
    if end < len(said):
        lists = (at for at in range(end) if said[at][0].kind == "list" or is_lead(said[at][1].text))
        end = next((at for at in range(max(lists, default=-1) + 1, end) if lists_below(said[at][1].text)), end)
    while 0 < end < len(said) and is_lead(said[end - 1][1].text):
        end -= 1
    return [claim for _, claim in said[:end]]


def find_unsaid(
    questions: Sequence[Question], answers: Sequence[Answer], passages: Sequence[Passage], sources: Sequence[Source]
) -> tuple[Finding, ...]:
    """A note for each heading that asks and whose text could not be kept as its author's answer."""
    ours = {answer.question for answer in answers if answer.document is None and answer.state in OURS}
    known = by_id(passages)
    paths = {source.id: source.paths[0] for source in sources}
    over = find_over(passages)
    asked = (one for one in questions if one.author_answer and one.id in ours)
    unsaid = (known[one.author_answer[0]] for one in asked if one.author_answer[0] not in over)
    return tuple(
        Finding(
            rule="question-without-answer",
            subject=paths[passage.source],
            message=f"the heading `{passage.headings[-1]}` asks a question, but what stands under it cannot be quoted",
            severity="note",
            hint="answer it in sentences beside the code or table, or leave the builder to look for it elsewhere",
        )
        for passage in unsaid
    )


def _is_unwritten(text: str, question: str) -> bool:
    """Whether a text only tells that something is still to be written."""
    soon = _SOON.fullmatch(text) and _ASKS_WHAT.match(question)
    return bool(soon or _UNWRITTEN.fullmatch(text))


def _can_be_said(own: Sequence[Passage]) -> bool:
    """Whether something is left to say, and nothing in it speaks of what is left out."""
    said = ""
    omitted = False
    for passage in own:
        if not _can_be_quoted(passage):
            if said and not _is_finished(said):
                return False
            omitted = True
        else:
            if omitted and points_back(tidy(passage.text)):
                return False
            said, omitted = passage.text, False
    return bool(said) and not is_lead(said)


def _ends_asking(own: Sequence[Passage]) -> bool:
    said = [passage.text for passage in own if _can_be_quoted(passage)]
    return bool(said) and said[-1].rstrip().endswith(("?", "？"))


def _goes_on_below(last: Passage, known: Mapping[str, Passage]) -> bool:
    """Whether something stands under a heading below that of an answer's last passage."""
    depth = len(last.headings)
    return any(
        one.source == last.source and len(one.headings) > depth and one.headings[:depth] == last.headings
        for one in known.values()
    )


def _can_be_quoted(passage: Passage) -> bool:
    """Whether a passage says something: boxes that wait for a tick do not."""
    return passage.citable and "[ ] " not in passage.text and (passage.kind != "table" or bool(whole_rows(passage)))


def _is_finished(text: str) -> bool:
    """Whether the last sentence of a text neither announces what follows nor shows it."""
    start, end = split_sentences(text)[-1]
    last = text[start:end]
    return bool(_FINISHED.search(last)) and not trails_off(last) and not _SHOWS.search(last)


def _claims(passage: Passage) -> Iterator[Claim]:
    if passage.kind == "table":
        yield from (make_claim(row, 1.0) for row in whole_rows(passage))
        return
    for start, end in _sentences(passage):
        quote = passage.text[start:end]
        if passage.kind == "paragraph":
            if is_label(quote):
                continue
            quote = quote.removeprefix(label_of(quote))
        text = quote if passage.kind == "code" else tidy(quote)
        yield Claim(text=text, citations=(Citation(passage=passage.id, quote=quote),), support=1.0)


def _sentences(passage: Passage) -> Iterator[Span]:
    """The passage's sentences; one of a word or two goes with the next in its line."""
    start = -1
    for left, right in find_spans(passage):
        start = left if start < 0 else start
        alone = len(passage.text[start:right].split()) >= SHORTEST
        if alone or passage.text[right : right + 1] in ("\n", ""):
            yield start, right
            start = -1
