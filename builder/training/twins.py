"""Questions people made unanswerable and the answerable ones they were made from: public files come in, rows go out.

    more/squad_du_split/test-v1.1.json        paragraphs and answerable questions, in SQuAD's own form
    more/unansq/{train,dev}-*.txt             twins: an answerable question and what it was turned into; dev has texts
    more/squad2_cr/word_att_gold_train.tsv    more of the turned ones, in the order of their articles
All three are cut from SQuAD 2.0's training part; none of its development part. A file that is missing is passed over.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from builder.training.examples import Example, sentence_at, unanswered
from builder.training.reading_sets import Row, as_row, join_sentences, plain, read_reading_set
from builder.training.texts import content_words, cut_sentences, is_held_out, read_rows

RUN = 20  # texts without a title, side by side in their file, that count as one document
Changes = Mapping[str, Sequence[str]]
Place = tuple[str, int]  # an article's title and the number of the paragraph


@dataclass(frozen=True, slots=True)
class Twins:
    """Rows that are answered, rows that are not, and which words people put in the place of which."""

    answerable: list[Row] = field(default_factory=list)
    unanswerable: list[Row] = field(default_factory=list)
    changes: Changes = field(default_factory=dict)


def read_twins(folder: Path, known: frozenset[str], *, held_out: bool = False) -> Twins:
    """Read what is there of the three; questions whose number is known already are passed over."""
    unansq, paragraphs = folder / "unansq", folder / "squad_du_split" / "test-v1.1.json"
    pairs = read_pairs_of(unansq, "train")
    answered, placed = read_paragraphs(paragraphs) if paragraphs.is_file() else ({}, {})
    turned = list(place_turned(folder / "squad2_cr" / "word_att_gold_train.tsv", pairs, placed, answered))
    rows = [row for number, row in answered.items() if number not in known]
    rows += [row for number, row in turned if number not in known]
    rows += [row for pair in read_texts(unansq) for row in pair]
    rows = [row for row in rows if is_held_out(row.group) == held_out]
    return Twins(
        answerable=[row for row in rows if row.example.answered],
        unanswerable=[row for row in rows if not row.example.answered],
        changes=find_changes([(one, two) for (number, one), (_, two) in pairs if may_learn(number, placed)]),
    )


def read_slice(data: Path, *, held_out: bool = False) -> tuple[list[Row], Twins]:
    """Return the slice of SQuAD 2.0 and the twins that are not in it."""
    path = data / "reading" / "squad2_slice.jsonl.gz"
    known = frozenset(row["id"] for row in read_rows(path))
    return read_reading_set(path, held_out=held_out), read_twins(data / "more", known, held_out=held_out)


def hold_turned(data: Path) -> list[Row]:
    """Return held-out questions that people made unanswerable, with the answerable ones of the same texts."""
    rows, twins = read_slice(data, held_out=True)
    texts = {row.example.text for row in twins.unanswerable}
    return rows + twins.unanswerable + [row for row in twins.answerable if row.example.text in texts]


def may_learn(number: str, placed: Mapping[str, Place]) -> bool:
    """Say whether a question is not of a document that is kept for measuring."""
    return number not in placed or not is_held_out(placed[number][0])


def read_paragraphs(path: Path) -> tuple[dict[str, Row], dict[str, Place]]:
    """Return the row and the place of every answerable question, by its number."""
    rows, placed = {}, {}
    for article in read_articles(path):
        for at, paragraph in enumerate(article["paragraphs"]):
            text, group = paragraph["context"], article["title"]
            sentences = cut_sentences(text)
            for asked in paragraph["qas"]:
                answers = [{"text": one["text"], "start": one["answer_start"]} for one in asked["answers"]]
                rows[asked["id"]] = as_row(
                    {"group": group, "question": asked["question"], "context": text, "answers": answers}, sentences
                )
                placed[asked["id"]] = (group, at)
    return rows, placed


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file in SQuAD's own form."""
    articles: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    return articles


def read_columns(path: Path) -> list[list[str]]:
    """Return the fields of every line of a file that parts them by tabs; none where it is missing."""
    if not path.is_file():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_pairs_of(folder: Path, part: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the number and words of each answerable question and of its twin."""
    both = [read_columns(folder / f"{part}-{kind}-questions.txt") for kind in ("answerable", "unanswerable")]
    return [((one[0], one[1]), (two[0], two[1])) for one, two in zip(*both, strict=True)]


def place_turned(
    path: Path,
    pairs: Sequence[tuple[tuple[str, str], tuple[str, str]]],
    placed: Mapping[str, Place],
    answered: Mapping[str, Row],
) -> Iterator[tuple[str, Row]]:
    """Yield every turned question with the text of its twin, or of the neighbours that stand around it in the file."""
    twin_of = {two[0]: one[0] for one, two in pairs if one[0] in answered}
    words_of = {two[0]: two[1] for _, two in pairs}
    texts: dict[Place, Row] = {place: answered[number] for number, place in placed.items()}
    for number, twin in twin_of.items():
        yield number, turn(answered[twin], plain(words_of[number]))
    lines = read_columns(path)[1:]
    others = {two[0] for _, two in pairs} - twin_of.keys()
    before: Place | None = None
    waiting: list[list[str]] = []
    for line in lines:
        if line[0] in twin_of:
            after = placed[twin_of[line[0]]]
            if before and before[0] == after[0]:
                for one in waiting:
                    yield one[0], turn(nearest(one[1], texts, before, after), plain(one[1]))
            before, waiting = after, []
        elif line[0] in others:
            before, waiting = None, []
        else:
            waiting.append(line)


def nearest(question: str, texts: Mapping[Place, Row], before: Place, after: Place) -> Row:
    """Return a row of the paragraph between the two that shares most words with the question."""
    wanted = content_words(question)
    first, last = sorted((before[1], after[1]))
    between = [texts[before[0], at] for at in range(first, last + 1) if (before[0], at) in texts]
    return max(between, key=lambda row: len(wanted & content_words(row.example.text)))


def turn(row: Row, question: str) -> Row:
    """Return the row with a question that its text does not answer, though the same sentence may seem to."""
    seems = sentence_at(row.example.sentences, row.example.span[0]) if row.example.span else None
    return replace(row, example=unanswered(replace(row.example, question=question)), seems=seems)


def read_texts(folder: Path) -> Iterator[tuple[Row, Row]]:
    """Yield both twins over their text, which is lower-cased and parted into tokens in the file."""
    lines = zip(
        read_columns(folder / "dev-context.txt"),
        read_columns(folder / "dev-answerable-questions.txt"),
        read_pairs_of(folder, "dev"),
        strict=True,
    )
    groups: dict[str, str] = {}
    for (text, *_), (_, _, start, end), (one, two) in lines:
        group = groups.setdefault(text, f"twins {len(groups) // RUN}")
        tokens = text.split()
        parts = [plain(part) for part in re.split(r"(?<= [.?!]) ", text)]
        whole, sentences = join_sentences(parts)
        right = len(re.findall(r" [.?!] ", " ".join(tokens[: int(start)]) + " "))
        right = min(right, len(sentences) - 1)
        answer = plain(" ".join(tokens[int(start) : int(end) + 1]))
        at = whole.find(answer, sentences[right][0])
        example = Example(
            question=plain(one[1]),
            text=whole,
            sentences=sentences,
            answered=1.0,
            evidence=tuple(float(place == right) for place in range(len(sentences))),
            span=(at, at + len(answer)) if 0 <= at < sentences[right][1] else None,
        )
        row = Row(group, example)
        yield row, turn(row, plain(two[1]))


def find_changes(pairs: Sequence[tuple[str, str]]) -> Changes:
    """Return which word people wrote instead of which, as often as they did, where it was the only change."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, two in pairs:
        first, second = one.split(), two.split()
        steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
        changed = [step for step in steps if step[0] != "equal"]
        if len(changed) == 1:
            kind, start, end, other, last = changed[0]
            if kind == "replace" and end - start == last - other == 1:
                found[first[start]].append(second[other])
    return dict(found)
