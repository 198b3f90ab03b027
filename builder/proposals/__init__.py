"""Answers in a language model's words: extractive answers and passages come in, the same answers worded anew go out.

    question + passages ─ prompt ─ model ─ parsing ─ quoting ─ gates ─ judge ─ vote ─ answer
A model words an answer that the documents give; it never decides that there is one, and nothing it says is believed.
Where nothing of it is left, the extractive answer stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.digest import digest, short
from builder.engines import Generator, Judge, Prompt, Told, unheard
from builder.instructions import speaks_to_model
from builder.proposals.disposal import Disposed, Faults, quote_reply, weigh_claims
from builder.proposals.parsing import read_reply
from builder.proposals.prompting import PromptForm, make_prompt, read_prompt_form
from builder.proposals.voting import vote
from builder.records import Answer, AnswerId, Evidence, Opinion, Passage, Question, Recipe, by_id
from builder.wording import MODEL, is_by_model

__all__ = [
    "MOST_TOKENS",
    "Wish",
    "Writer",
    "ask_writer",
    "engine_of",
    "find_written",
    "make_wishes",
    "read_prompt_form",
    "write_answers",
]

VERSION = 5  # raised whenever the same words of a model would be read or gated in another way
_FROM_DOCUMENTS = frozenset({"heading", "front matter", "transcript"})  # origins of questions
MOST_TOKENS = 700  # of an answer: 400 words and their quotes, for most tokenizers


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One language model and the form in which it is asked."""

    name: str
    generator: Generator
    form: PromptForm

    @property
    def fingerprint(self) -> str:
        """All that decides what this writer says."""
        return digest((self.generator.fingerprint, self.form.digest, MOST_TOKENS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An answer that is to be worded, its passages in the order in which they are numbered, and its prompt."""

    answer: Answer
    question: Question
    passages: tuple[Passage, ...]
    prompt: Prompt


def engine_of(writers: Sequence[Writer], judge: Judge) -> str:
    """How an answer names the models that worded it; its digest covers everything that decided the words."""
    names = "+".join(writer.name for writer in writers)
    said = tuple(writer.fingerprint for writer in writers)
    return f"{MODEL}{names} {short((VERSION, said, judge.fingerprint, judge.supported))}"


def written_key(question: Question, passages: Sequence[Passage], engine: str) -> str:
    """The digest of all that decides a worded answer; it needs no model, so a clone without one knows what is stale."""
    return digest(
        Recipe(
            stage="proposals",
            version=VERSION,
            engine=engine,
            parameters=(("question", question.text), ("scope", question.scope)),
            inputs=tuple(passage.id for passage in passages),
        )
    )


def find_written(
    previous: Mapping[AnswerId, Answer],
    questions: Sequence[Question],
    evidence: Sequence[Evidence],
    passages: Sequence[Passage],
    engine: str = "",
) -> dict[AnswerId, Answer]:
    """The committed answers in models' words that still stand: by this engine, or by any where none is asked for."""
    asked = by_id(questions)
    order = {passage.id: place for place, passage in enumerate(passages)}
    kept: dict[AnswerId, Answer] = {}
    for one in evidence:
        answer = previous.get(one.place)
        if answer is None or not is_by_model(answer.engine) or answer.state != "answered":
            continue
        weighed = [passages[row] for row in sorted(order[scored.passage] for scored in one.passages)]
        key = written_key(asked[one.question], weighed, answer.engine)
        if engine in ("", answer.engine) and answer.key == key:
            kept[one.place] = answer
    return kept


def make_wishes(
    answers: Sequence[Answer], questions: Sequence[Question], passages: Sequence[Passage], writer: Writer
) -> tuple[Wish, ...]:
    """A prompt for each answer that the documents give and that is not a person's."""
    asked = by_id(questions)
    known = by_id(passages)
    return tuple(
        _wish(answer, asked[answer.question], [known[one] for one in answer.candidates], writer)
        for answer in answers
        if answer.state == "answered" and _may_be_put(asked[answer.question])
    )


def _may_be_put(question: Question) -> bool:
    """Whether a question may stand in a prompt: one that a document asks could give orders to the model."""
    return question.origin not in _FROM_DOCUMENTS or not speaks_to_model(question.text)


def _wish(answer: Answer, question: Question, passages: Sequence[Passage], writer: Writer) -> Wish:
    """As many passages as the model can hold; those the extractive answer quotes stay the longest."""
    quoted = {citation.passage for claim in answer.claims for citation in claim.citations}
    given = [one for one in passages if one.citable and not speaks_to_model("\n".join((*one.headings, one.text)))]
    while True:
        prompt = make_prompt(writer.form, question.text, given)
        fits = writer.generator.count_tokens([prompt])[0] + MOST_TOKENS <= writer.generator.longest
        if fits or len(given) <= 1:
            return Wish(answer=answer, question=question, passages=tuple(given), prompt=prompt)
        given.remove(next((one for one in reversed(given) if one.id not in quoted), given[-1]))


def write_answers(
    answers: Sequence[Answer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    writers: Sequence[Writer],
    judge: Judge,
    faults: Faults,
    *,
    listen: Callable[[Writer], Told] = lambda writer: unheard,
) -> tuple[tuple[Answer, ...], tuple[Opinion, ...]]:
    """Word the extractive answers anew; the second result is what each model said, before the vote."""
    said = [ask_writer(answers, questions, passages, writer, judge, faults, listen(writer)) for writer in writers]
    engine = engine_of(writers, judge)
    asked = by_id(questions)
    known = by_id(passages)
    worded: list[Answer] = []
    for answer in answers:
        opinions = [by_place[answer.place] for by_place in said if answer.place in by_place]
        claims = vote(opinions)
        if claims:
            weighed = [known[one] for one in answer.candidates]
            key = written_key(asked[answer.question], weighed, engine)
            worded.append(replace(answer, claims=claims, engine=engine, key=key))
        else:
            worded.append(answer)
    return tuple(worded), tuple(opinion for by_place in said for opinion in by_place.values())


def ask_writer(
    answers: Sequence[Answer],
    questions: Sequence[Question],
    passages: Sequence[Passage],
    writer: Writer,
    judge: Judge,
    faults: Faults,
    told: Told = unheard,
) -> dict[AnswerId, Opinion]:
    """What one model says to each answer that the documents give, gated."""
    wishes = make_wishes(answers, questions, passages, writer)
    texts = writer.generator.generate([wish.prompt for wish in wishes], most=MOST_TOKENS, told=told)
    replies = [read_reply(text) for text in texts]
    quoted = [quote_reply(reply, wish.passages, faults) for reply, wish in zip(replies, wishes, strict=True)]
    weighed = weigh_claims(quoted, judge)
    return {
        wish.answer.place: _opinion(wish, writer, disposed, reply.refused)
        for wish, disposed, reply in zip(wishes, weighed, replies, strict=True)
    }


def _opinion(wish: Wish, writer: Writer, disposed: Disposed, refused: bool) -> Opinion:
    return Opinion(
        question=wish.answer.question,
        document=wish.answer.document,
        engine=f"{MODEL}{writer.name}",
        claims=disposed.claims,
        refused=refused and not disposed.claims,
        dropped=tuple(sorted(disposed.dropped.items())),
    )
