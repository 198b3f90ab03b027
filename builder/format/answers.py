"""The answers lockfile: one YAML file a question; records in and out. A person's changes are told apart from ours.

The last line of an entry seals it: `key: <key>.<seal of the claims>.<seal of the rest>`, and pins what a person decided
to the headings over its quotes. Claims that do not fit their seal are a person's words where `state` says so; whatever
else does not fit is a damaged file and is refused. Names are sealed as they stand there, without the book's, so that a
book may be renamed; earlier seals with it still hold.
"""

import dataclasses
import re
from collections.abc import Container, Iterable, Mapping
from functools import partial
from pathlib import Path

from builder.errors import FileError
from builder.format.answer_files import FOLDER, answer_paths
from builder.format.marked import Entry, find_merge_conflict, quoted, read_marked, read_text, say_the_same
from builder.format.seals import rename, seal_claims, seal_rest, shown_support
from builder.records import Answer, Book, Citation, Claim, State
from builder.standing import OURS, is_personal

STATES: tuple[State, ...] = ("answered", "abstained", "edited", "approved", "rejected")
_AGAIN = " again"  # what a person puts behind a state to stand by an entry whose seals no longer say whose it is
_HEAD = """\
# Composed by `answerbook build`, which keeps what a person wrote: change a `text` and set `state: edited`, or only set
# `state` to approved or rejected. The lines from `nearest` to `key` belong to the build, and so does the last line.
"""
_END = "..."  # YAML's own mark: a file that lost its end does not look like one that never had more
_SEALED = re.compile(r"(?P<key>[^\s.]*)\.(?P<claims>[0-9a-f]{10})\.(?P<rest>[0-9a-f]{10})(\.(?P<under>[0-9a-f]{10}))?")
_HINT = "take the file from git again, or delete this entry and let the build compose it anew"


def answer_path(book: Book, question: str) -> Path:
    """Return the file that holds the answers to one question."""
    return book.root / FOLDER / f"{_name(book, question)}.yml"


def settle_answer(answer: Answer) -> Answer:
    """Return the answer as it reads back from its file, so that fresh and stored ones give the same pages."""
    claims = tuple(dataclasses.replace(claim, support=round(claim.support, 2)) for claim in answer.claims)
    return dataclasses.replace(answer, claims=claims, candidates=tuple(sorted({*answer.candidates, *_named(answer)})))


def write_answers(book: Book, asked: Mapping[str, str], answers: Iterable[Answer]) -> dict[Path, bytes]:
    """Return the files of a book's answers, by path; `asked` holds the questions' texts by id.

    What stands in a file already keeps its seals, and a file that says the same its bytes: its comments are a person's.
    """
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question, []).append(answer)
    return {
        answer_path(book, question): _file(answer_path(book, question), book, asked.get(question, ""), found)
        for question, found in sorted(by_question.items())
    }


def read_answers(book: Book, questions: Container[str] | None = None, *, trusted: bool = False) -> tuple[Answer, ...]:
    """Read a book's committed answers, or those to some questions.

    In trusted files, such as git's own, every changed word is a person's.
    """
    found: list[Answer] = []
    for path in answer_paths(book.root):
        if questions is not None and f"{book.id}/{path.stem}" not in questions:
            continue
        entries, wrong = _read_file(book, path, trusted)
        if wrong:
            raise wrong[0]
        found += entries
    return tuple(found)


def read_sound(book: Book, *, trusted: bool = False) -> tuple[tuple[Answer, ...], tuple[FileError, ...]]:
    """Read the answers of a book that can be believed, and say what is wrong with all others."""
    found: list[Answer] = []
    wrong: list[FileError] = []
    for path in answer_paths(book.root):
        try:
            entries, faults = _read_file(book, path, trusted)
        except FileError as error:
            entries, faults = [], [error]
        found += entries
        wrong += faults
    return tuple(found), tuple(wrong)


def find_damages(book: Book) -> tuple[FileError, ...]:
    """Return what is wrong with every answer of a book that cannot be believed."""
    return read_sound(book)[1]


def find_merge_conflicts(root: Path) -> tuple[FileError, ...]:
    """Return what is wrong with every file in a book's folder that a merge left half done."""
    paths = [root / "book.yml", root / "questions.yml", *answer_paths(root)]
    found = (find_merge_conflict(path, read_text(path)) for path in paths if path.is_file())
    return tuple(one for one in found if one is not None)


def _file(path: Path, book: Book, asked: str, answers: list[Answer]) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    before = content.decode("utf-8-sig", "replace")
    standing = frozenset(before.split())
    lines = [_HEAD + f"ask: {quoted(asked)}", "answers:"]
    for answer in sorted(answers, key=lambda one: one.document or ""):
        lines += _entry(book, asked, settle_answer(answer), standing)
    made = "\n".join([*lines, _END]) + "\n"
    ours = before.replace("\r\n", "\n").startswith(_HEAD)  # what stands above all is no person's comment
    return content if made != before and ours and say_the_same(made, before) else made.encode()


def _entry(book: Book, asked: str, answer: Answer, standing: Container[str]) -> list[str]:
    whole = answer if is_personal(answer) else dataclasses.replace(answer, asked="", under="")
    answer = rename(whole, partial(_name, book))
    lines = [f"document: {quoted(answer.document)}"] if answer.document is not None else []
    lines.append(f"state: {answer.state}")
    if answer.claims:
        lines.append("claims:")
    for claim in answer.claims:
        lines.append(f"  - text: {quoted(claim.text)}")
        lines.append(f"    support: {shown_support(claim)}")
        lines.append("    citations:" if claim.citations else "    citations: []")
        for citation in claim.citations:
            lines.append(f"      - quote: {quoted(citation.quote)}")
            lines.append(f"        passage: {quoted(citation.passage)}")
    lines += ["unsure: true"] if answer.unsure else []
    lines += _ids("nearest", answer.nearest)
    # A candidate that is cited or shown is named already: a change of one fact stays a change of few lines.
    lines += _ids("candidates", _others(answer))
    lines += [f"asked: {quoted(answer.asked)}"] if answer.asked not in ("", asked) else []
    lines.append(f"engine: {quoted(answer.engine)}")
    sealed = _sealed(answer)
    lines.append(f"key: {sealed if sealed in standing or (old := _sealed(whole)) not in standing else old}")
    return [("  - " if number == 0 else "    ") + line for number, line in enumerate(lines)]


def _ids(name: str, ids: Iterable[str]) -> list[str]:
    lines = [f"  - {quoted(one)}" for one in ids]
    return [f"{name}:", *lines] if lines else []


def _named(answer: Answer) -> set[str]:
    return {citation.passage for claim in answer.claims for citation in claim.citations} | set(answer.nearest)


def _others(answer: Answer) -> tuple[str, ...]:
    return tuple(sorted(set(answer.candidates) - _named(answer)))


def _sealed(answer: Answer) -> str:
    """Return the last line of an entry; words of a person that wait for their correction are not sealed yet."""
    edited = answer.state == "edited"
    kept = edited and answer.under is not None
    claims = answer if kept or not edited else dataclasses.replace(answer, claims=())
    rest = seal_rest(answer, _others(answer), edited=kept)
    return ".".join((answer.key, seal_claims(claims), rest, *([answer.under] if answer.under else [])))


def _name(book: Book, known_id: str) -> str:
    """Return an id without the book's own name in front, which the folder says already."""
    return known_id.removeprefix(f"{book.id}/")


def _read_file(book: Book, path: Path, trusted: bool) -> tuple[list[Answer], list[FileError]]:
    """Return the answers of a file, and what is wrong with those that cannot be believed."""
    keys = read_marked(path).keys(("ask", "answers"), of="an answers file")
    if not trusted:
        _refuse_cut(path)
    asked = keys["ask"].text("`ask`") if "ask" in keys else ""
    found: dict[str | None, tuple[Answer, int]] = {}
    wrong: list[FileError] = []
    for entry in keys["answers"].entries("`answers`") if "answers" in keys else []:
        try:
            answer = _read_entry(book, path.stem, asked, entry, trusted)
            _refuse_twin(entry, found.get(answer.document))
        except FileError as error:
            wrong.append(error)
        else:
            found[answer.document] = (answer, entry.line)
    return [answer for answer, _ in found.values()], wrong


def _refuse_cut(path: Path) -> None:
    lines = read_text(path).rstrip().splitlines()
    if not lines or lines[-1] != _END:
        raise FileError(
            f"this file is cut short: it does not end with `{_END}`",
            path=str(path),
            line=max(1, len(lines)),
            hint="take the file from git again, or delete it and let the build compose its answers anew",
        )


def _refuse_twin(entry: Entry, other: tuple[Answer, int] | None) -> None:
    if other is not None:
        raise entry.wrong(
            f"two answers to this question for the same document, first in line {other[1]}", "keep one of them"
        )


def _read_entry(book: Book, question: str, asked: str, entry: Entry, trusted: bool) -> Answer:
    keys = entry.keys(
        ("document", "state", "claims", "unsure", "nearest", "candidates", "asked", "engine", "key"), of="an answer"
    )
    if "state" not in keys or "key" not in keys:
        raise entry.wrong("this answer is cut short: `state` or `key` is missing", _HINT)
    sealed = _SEALED.fullmatch(keys["key"].text("`key`"))
    if sealed is None:
        raise keys["key"].wrong("this key is damaged", _HINT)
    again = tuple(f"{one}{_AGAIN}" for one in STATES if one not in OURS)
    said = keys["state"].one_of((*STATES, *again), "`state`")
    state = next(one for one in STATES if one == said.removesuffix(_AGAIN))
    answer = dataclasses.replace(_as_written(question, keys, state), key=sealed["key"], under=sealed["under"] or "")
    whole_name = f"{book.id}/{{}}".format
    whole = rename(answer, whole_name)
    rests = {
        seal_rest(dataclasses.replace(named, asked=one), named.candidates, edited=edited): (edited, one)
        for named in (answer, whole)
        for one in ({answer.asked} if answer.asked else {"", asked})
        for edited in (False, True)
    }
    owned = said.endswith(_AGAIN)
    if sealed["rest"] not in rests:
        if not owned:
            raise _torn(entry, said)
        # Nobody knows which passages the decision was taken on: all but those it quotes count as new ones.
        answer = dataclasses.replace(answer, candidates=(), key="")
    kept, decided_on = rests.get(sealed["rest"], (False, ""))
    changed = sealed["claims"] not in map(seal_claims, (answer, whole))
    if changed and not (trusted or owned or (said == "edited" and not kept)):
        raise _changed(keys["state"], said, kept)
    # Words that a person wrote stay a person's, whatever `state` says of them by now.
    if (changed and said != "rejected") or (kept and said in OURS):
        answer = dataclasses.replace(answer, state="edited")
    decided = (answer.asked or asked) if is_personal(answer) else ""
    # What a build sealed as decided is pinned to its headings, or was before there were such pins.
    under = None if changed or owned or not decided_on else answer.under
    return settle_answer(rename(dataclasses.replace(answer, asked=decided, under=under), whole_name))


def _as_written(question: str, keys: Mapping[str, Entry], state: State) -> Answer:
    """Return an answer as its lines say it, whoever wrote them."""
    return Answer(
        question=question,
        document=keys["document"].text("`document`") if "document" in keys else None,
        state=state,
        claims=tuple(map(_read_claim, keys["claims"].entries("`claims`"))) if "claims" in keys else (),
        unsure="unsure" in keys and keys["unsure"].flag("`unsure`"),
        nearest=_read_ids(keys, "nearest"),
        candidates=_read_ids(keys, "candidates"),
        asked=keys["asked"].text("`asked`") if "asked" in keys else "",
        engine=keys["engine"].text("`engine`") if "engine" in keys else "",
    )


def _torn(entry: Entry, said: str) -> FileError:
    """Say that the build's own lines are not as it left them: damage, or two sides that a merge put together."""
    message = "the lines that belong to the build were changed or damaged"
    if said in OURS:
        return entry.wrong(message, _HINT)
    return entry.wrong(
        message,
        f"if a merge put two sides together here, write `state: {said}{_AGAIN}` to keep what a person decided;"
        f" if not, the file is damaged: {_HINT}",
    )


def _changed(state: Entry, said: str, kept: bool) -> FileError:
    """Say that words changed and nobody said it was them: a person who did must say so, damage is never published."""
    again = kept and said == "edited"
    since = "since they were kept as edited" if again else f"but its state is still `{said}`"
    back = "take the file from git again" if kept else _HINT
    return state.wrong(
        f"the sentences or quotes of this answer changed, {since}",
        f"if you changed them, write `state: edited{_AGAIN if again else ''}` in this line to keep them;"
        f" if not, the file is damaged: {back}",
    )


def _read_ids(keys: Mapping[str, Entry], name: str) -> tuple[str, ...]:
    return keys[name].texts(f"`{name}`") if name in keys else ()


def _read_claim(entry: Entry) -> Claim:
    keys = entry.keys(("text", "support", "citations"), of="a claim")
    if "text" not in keys or not keys["text"].text("`text`").strip():
        raise entry.wrong("a claim without `text`", "write the sentence, or delete the claim")
    return Claim(
        text=keys["text"].text("`text`"),
        support=keys["support"].number("`support`") if "support" in keys else 0.0,
        citations=tuple(map(_read_citation, keys["citations"].entries("`citations`"))) if "citations" in keys else (),
    )


def _read_citation(entry: Entry) -> Citation:
    keys = entry.keys(("quote", "passage"), of="a citation")
    for name in ("quote", "passage"):
        if name not in keys:
            raise entry.wrong(f"a citation without `{name}`", "every sentence rests on a quote from a passage")
    return Citation(passage=keys["passage"].text("`passage`"), quote=keys["quote"].text("`quote`"))
