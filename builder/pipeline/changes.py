"""Two states of a site's answers come in, what changed goes out: which, how, and which words of the documents."""

import difflib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.format import from_json, to_json
from builder.links import local_id
from builder.pipeline.headings import tell_elsewhere
from builder.records import Answer, Evidence, Finding, Passage, Placed, Question, Recipe, by_id, by_place
from builder.standing import is_personal, is_reworded, name_of
from builder.store import Store
from builder.text import one_line

Kind = Literal["new", "changed", "gone", "stale"]
_BATCH = 1024  # passages in one pack of the cache
_MOST_WORDS = 12  # of a change, before it is shortened
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Placed):
    """One answer that is not what it was."""

    kind: Kind
    before: Answer | None = None
    now: Answer | None = None
    words: tuple[str, ...] = ()  # “old words” → “new words”, of the passages that changed
    unquoted: bool = False  # words that the answer quotes are gone: it cannot stand as it is
    reworded: bool = False  # another question is asked than a person decided on: it is not published
    fell: bool = False  # a sentence of it is not published, for what the checks found


def compare_answers(before: Iterable[Answer], now: Iterable[Answer]) -> tuple[Change, ...]:
    """Return what readers see differently, in the order of questions."""
    old, new = by_place(before), by_place(now)
    places = sorted({*old, *new}, key=lambda place: (place[0], place[1] or ""))
    changes: list[Change] = []
    for place in places:
        was, is_now = old.get(place), new.get(place)
        if was is None or is_now is None:
            kind: Kind = "new" if was is None else "gone"
        elif _said(was) != _said(is_now):
            kind = "changed"
        else:
            continue
        changes.append(Change(kind=kind, question=place[0], document=place[1], before=was, now=is_now))
    return tuple(changes)


def find_stale(
    answers: Iterable[Answer],
    questions: Iterable[Question],
    evidence: Iterable[Evidence],
    passages: Sequence[Passage],
    store: Store,
    older: Container[str] = (),
    fallen: Iterable[Finding] = (),
) -> tuple[Change, ...]:
    """Return a person's answers whose question or evidence is not what it was when the person decided.

    What stands in an `older` version alone is gone from what answers a question of the whole book; `fallen` is what
    the checks found in sentences.
    """
    known, asked = by_id(passages), by_id(questions)
    current = {one.id for one in passages if one.source not in older}
    weighed = {one.place: {scored.passage for scored in one.passages} for one in evidence}
    fell = {one.subject for one in fallen}
    changes: list[Change] = []
    for answer in answers:
        if not is_personal(answer) or answer.place not in weighed:
            continue
        # A passage that only fell behind others of those weighed before is no change.
        left = sorted(set(answer.candidates) - (known.keys() if answer.document is not None else current))
        entered = [known[one] for one in sorted(weighed[answer.place] - set(answer.candidates))]
        question = asked[answer.question].text
        reworded = is_reworded(answer, question)
        elsewhere = tell_elsewhere(answer, known)
        if left or entered or reworded or elsewhere:
            # The cache may have forgotten: it helps to say what changed, never to decide whether anything did.
            old = {one: passage.text for one in left if (passage := recall_passage(store, one)) is not None}
            quoted = {citation.passage for claim in answer.claims for citation in claim.citations}
            changes.append(
                Change(
                    kind="stale",
                    question=answer.question,
                    document=answer.document,
                    now=answer,
                    words=(
                        *([f"asked “{answer.asked}”, now “{question}”"] if reworded else []),
                        # Near another question other passages lie, of course.
                        *_changed_words(answer, left, old, [] if reworded else entered),
                        *elsewhere,
                    ),
                    unquoted=not quoted.isdisjoint(left),
                    reworded=reworded,
                    fell=name_of(answer) in fell,
                )
            )
    return tuple(changes)


def stale_notice(change: Change) -> Finding:
    """Say on the page that an answer is under review; old words, which may be gone, are not told."""
    state = change.now.state if change.now is not None else "approved"
    where = f" for {local_id(change.document)}" if change.document is not None else ""
    moved = "question" if change.reworded else "documents"
    return Finding(
        rule="stale",
        subject=change.question,
        of_answer=True,
        message=f"the {moved} changed since a person {state} this answer{where}",
    )


def stale_finding(change: Change) -> Finding:
    """Say what changed under a person's answer, and in which words."""
    where = f" for {change.document}" if change.document is not None else ""
    state = change.now.state if change.now is not None else "approved"
    name = change.question + (f"@{local_id(change.document)}" if change.document is not None else "")
    return Finding(
        rule="stale",
        subject=change.question,
        of_answer=True,
        message=f"{state} by a person{where}{_what_changed(change, state)}: {'; '.join(change.words)}",
        severity="warning" if _stands(change) else "error",
        hint=_way_out(change, name, state),
    )


def without_gone(fallen: Iterable[Finding], stale: Iterable[Change]) -> tuple[Finding, ...]:
    """Return what the checks found, without what a person's answer lost: that it is stale tells this."""
    told = {name_of(one.now) for one in stale if one.now is not None and one.unquoted}
    return tuple(one for one in fallen if one.rule != "passage-gone" or one.subject not in told)


def _stands(change: Change) -> bool:
    """Whether all that an answer quotes is still there, so that it can wait for its person."""
    return not (change.reworded or change.unquoted or change.fell)


def _what_changed(change: Change, state: str) -> str:
    if change.reworded:
        return ", but its question changed, so it is not published"
    if not _stands(change):
        fallen = change.unquoted and state != "rejected"
        return f", but its evidence changed{', so what rests on it is not published' if fallen else ''}"
    quotes = change.now is not None and change.now.claims
    still = "the words it quotes still stand" if quotes else "it quotes nothing"
    return f"; {still}, but other passages came near or changed"


def _way_out(change: Change, name: str, state: str) -> str:
    read = f"read it with `answerbook why {name}`, then"
    again = f"`answerbook {'reject' if state == 'rejected' else 'approve'} {name}` again"
    anew = "delete its entry to have it composed anew"
    if change.unquoted or change.fell:
        return f"{read} {again if state == 'rejected' else 'edit it'}, or {anew}"
    if change.reworded:
        return f"{read} {again} if it answers this too, or {anew}"
    stays = f"it stays {'unpublished' if state == 'rejected' else 'published'}; " if _stands(change) else ""
    return f"{stays}{read} {again} if it still holds, or edit it"


def remember_passages(store: Store, passages: Sequence[Passage]) -> None:
    """Keep the passages' texts, so that a later build can say which words are gone."""
    recipes = [_recipe(passage.id) for passage in passages]
    store.once_each(recipes, lambda places: [to_json(passages[place]) for place in places], batch=_BATCH)


def recall_passage(store: Store, passage: str) -> Passage | None:
    """Return a passage of this build or an earlier one, if the cache still holds it."""
    kept = store.known(_recipe(passage))
    return from_json(Passage, kept) if kept is not None else None


def _recipe(passage: str) -> Recipe:
    return Recipe(stage="passage", version=1, inputs=(passage,))


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.state, words_of(answer)


def words_of(answer: Answer) -> list[tuple[str, list[str]]]:
    """Return what a person reads of an answer: its sentences, each with the quotes it rests on.

    A person's quote follows its words into other white space, which its file does not tell.
    """
    plain = one_line if is_personal(answer) else str
    return [(claim.text, [plain(citation.quote) for citation in claim.citations]) for claim in answer.claims]


def _changed_words(
    answer: Answer, left: Iterable[str], old: Mapping[str, str], entered: Sequence[Passage]
) -> tuple[str, ...]:
    told: list[str] = []
    explained: set[str] = set()
    for one in left:
        text = old.get(one)
        near = _nearest(text, entered) if text is not None else None
        if text is not None and near is not None:
            told += word_changes(text, near.text) or [f"the same words stand elsewhere now: “{_shortened(text)}”"]
            explained.add(near.id)
        else:
            told.append(f"gone: “{_shortened(text if text is not None else _quoted_from(answer, one))}”")
    told += [f"new: “{_shortened(one.text)}”" for one in entered if one.id not in explained]
    return tuple(told)


def word_changes(old: str, new: str) -> list[str]:
    """Return the words that differ between two texts: `“old” → “new”`, `added “new”`, `removed “old”`."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    told: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        was, is_now = _shortened(" ".join(before[a:b])), _shortened(" ".join(after[c:d]))
        if tag == "replace":
            told.append(f"“{was}” → “{is_now}”")
        elif tag != "equal":
            told.append(f"added “{is_now}”" if is_now else f"removed “{was}”")
    return told


def _nearest(text: str, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage that a text became: one that shares half of its words or more."""
    words = _WORD.findall(text)
    scored = [
        (difflib.SequenceMatcher(a=words, b=_WORD.findall(one.text), autojunk=False).ratio(), one) for one in passages
    ]
    ratio, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if ratio >= 0.5 else None


def _quoted_from(answer: Answer, passage: str) -> str:
    quotes = [one.quote for claim in answer.claims for one in claim.citations if one.passage == passage]
    return " … ".join(quotes) or passage


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _MOST_WORDS else " ".join(words[:_MOST_WORDS]) + " …"
