"""Further public reading sets: files in the form of `reading/`, and SQuADShifts, come in; rows by kind go out.

    more/reading/<set>.jsonl.gz              question, context, answers with start; without answers, not answered there,
                                             and where it `seems` so
    more/reading/squad_turned_sentences…     question, sentences, which are right: twins, one of them answered by none
    more/reading/papers_marked.jsonl.gz      the same form: excerpts of papers, read one by one
    more/reading/passages_marked.jsonl.gz    passages of documentation under their headings, with what answers them
    more/reading/found_marked.jsonl.gz       the same form: passages that a build would weigh for questions of a site
    more/squadshifts/<set>.json              SQuAD's own form, three people's answers
What they share with known questions or with a held-out text is passed over, as is a file that is missing.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.training.reading_sets import Row, read_marked_passages, read_reading_set, read_sentence_set
from builder.training.shifts import read_shifts

KINDS = {
    "squad": ("squad_flan",),  # more of SQuAD's training part
    "asked": ("nq_qed", "nq_oracle", "tydiqa_en"),  # questions people had before they saw a text
    "stories": ("fairytaleqa", "quoref_contrast", "belebele_eqa_en"),
    "unanswerable": ("squad_unans", "clapnq_unans"),
    "twins": ("written_twins",),
    "written": ("written",),  # answerable and unanswerable ones in equal parts, of one hand
}
NOT_LETTERS = re.compile(r"[\W_]+")
PASSAGES = "passages_marked.jsonl.gz"
FOUND = "found_marked.jsonl.gz"
ENOUGH = 80  # letters from a text's start that tell it from others, however it is cut into tokens


def read_more(data: Path, known: Iterable[Row], held: Iterable[Row] = ()) -> dict[str, list[Row]]:
    """Return the rows of every kind that are not known and show no held-out text."""
    folder = data / "more"
    kinds = {
        kind: [row for name in names for row in read_set(folder / "reading" / f"{name}.jsonl.gz")]
        for kind, names in KINDS.items()
    }
    kinds["shifts"] = read_shifts(folder / "squadshifts")
    kinds["sentences"] = read_set(folder / "reading" / "squad_turned_sentences.jsonl.gz", read_sentence_set)
    kinds["papers"] = read_set(folder / "reading" / "papers_marked.jsonl.gz", read_sentence_set)
    kinds["passages"] = read_set(folder / "reading" / PASSAGES, read_marked_passages)
    kinds["found"] = read_set(folder / "reading" / FOUND, read_marked_passages)
    asked = {letters(row.example.question) for row in known}
    hidden = {letters(row.example.text)[:ENOUGH] for row in held}
    return {
        kind: [
            row
            for row in rows
            if letters(row.example.question) not in asked and letters(row.example.text)[:ENOUGH] not in hidden
        ]
        for kind, rows in kinds.items()
    }


def hold_passages(data: Path, name: str = PASSAGES) -> list[Row]:
    """Return the questions about passages of held-out documents, where they are there."""
    path = data / "more" / "reading" / name
    return read_marked_passages(path, held_out=True) if path.is_file() else []


def read_set(path: Path, read: Callable[[Path], list[Row]] = read_reading_set) -> list[Row]:
    """Read one set, where it is there."""
    return read(path) if path.is_file() else []


def letters(text: str) -> str:
    """Return a text's letters and digits alone, lower-cased."""
    return NOT_LETTERS.sub("", text.lower())
