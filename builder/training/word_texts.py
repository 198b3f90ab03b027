"""What `models/words` is learned from: a folder of public sets comes in, short texts with their sources go out.

Titles and questions of Stack Overflow, what commands do, what people ask a bank or an assistant, what readers of
documentation type, questions about texts, docstrings of Python's own library. The texts are read here and nowhere kept.
"""

import csv
import gzip
import io
import json
import pickle
import platform
import random
import re
import tarfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.digest import sha256
from builder.index import NEAREST_HEADINGS
from builder.text import split_sentences
from builder.training.docstrings import read_docstrings
from builder.training.texts import is_held_out, read_rows

SHORTEST, LONGEST = 8, 200  # letters of a text
MOST = 400_000  # texts in all: encoding them takes minutes
MOST_OF = {"staqc": 16_000, "banking": 5_000}  # that are much alike
LANGUAGES = ("csharp", "go", "html", "java", "javascript", "php", "python", "ruby")
LEFT_OUT = frozenset({"idlelib", "lib2to3", "site-packages", "test", "tests", "turtledemo"})
_CLOSED = re.compile(r"\s*\[(?:duplicate|closed|on hold|migrated)\]$")
_QUESTION = re.compile(
    r"(?<=[.!?:,] )((?:How|What|Why|Is|Are|Can|Could|Should|Do|Does|Which|Where|When|Would)\b[^.?!<>{}=;|\\]{12,110}\?)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Texts to learn from, and what is recorded of where they are from."""

    name: str
    licence: str
    sha256: str
    group: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Set:
    """A file of the folder, how its texts are found in it, and the group that it is drawn with."""

    name: str
    licence: str
    group: str
    find: Callable[[bytes], Iterable[str]]


class _Plain(pickle.Unpickler):
    """Reads a pickle of texts and numbers, and refuses anything else."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def _rows(data: bytes) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8", "replace"))))


def _find_titles(data: bytes) -> Iterable[str]:
    return [row["reformulatedTitle"] or "" for row in _rows(data)]


def _find_asked(data: bytes) -> Iterable[str]:
    return [found for row in _rows(data) for found in _QUESTION.findall(row["body"] or "")[:1]]


def _find_pickled(data: bytes) -> Iterable[str]:
    titles = _Plain(io.BytesIO(data), encoding="utf-8").load()
    return [titles[key] for key in sorted(titles)]


def _find_lines(data: bytes) -> Iterable[str]:
    return data.decode("utf-8", "replace").splitlines()


def _find_commands(data: bytes) -> Iterable[str]:
    """What each command does, and each of its examples."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = sorted((one for one in archive.getmembers() if one.name.endswith(".md")), key=lambda one: one.name)
        pages = [file.read().decode() for one in members if (file := archive.extractfile(one))]
    for line in (line for page in pages for line in page.splitlines()):
        if line.startswith("- "):
            yield re.sub(r"\[(\w)\]", r"\1", line[2:]).rstrip(":").replace("`", "")
        elif line.startswith("> ") and not line.startswith(("> More information", "> See also", "> Note")):
            yield line[2:].replace("`", "")


def _find_spoken(data: bytes) -> Iterable[str]:
    sets = json.loads(data)
    return [text for name in ("train", "oos_train") for text, _ in sets[name]]


def _find_banking(data: bytes) -> Iterable[str]:
    return [row["text"] for row in _rows(data)]


def _find_written(data: bytes) -> Iterable[str]:
    """What readers would type, but of the sites that are held out."""
    rows = [json.loads(line) for line in gzip.decompress(data).splitlines()]
    return [query for row in rows if not is_held_out(row["site"]) for query in row["asked"]]


def _find_sections(data: bytes) -> Iterable[str]:
    """Headings and sentences of documentation."""
    for row in map(json.loads, gzip.decompress(data).splitlines()):
        if not is_held_out(row["site"]):
            yield from row["headings"][-NEAREST_HEADINGS:]
            yield from (row["text"][start:end] for start, end in split_sentences(row["text"]))


def _find_sentences(data: bytes) -> Iterable[str]:
    return [one["text"] for one in json.loads(data)["sentences"]]


_STACK = "Stack Overflow, CC BY-SA 4.0"
_SITES = "the documentation that site_src/contributing.md names, at the strictest, CC BY-SA 4.0"
_QETRA = [f"stackoverflow/qetra_{name}_{part}.csv" for name in LANGUAGES for part in ("test", "train", "valid")]
SETS = (
    *(_Set(name, f"{_STACK}, by way of KeLiu97/QETRA", "qetra", _find_titles) for name in _QETRA),
    *(_Set(name, f"{_STACK}, by way of KeLiu97/QETRA", "body", _find_asked) for name in _QETRA),
    _Set("stackoverflow/staqc_sql_titles.pickle", "StaQC, CC BY 4.0", "staqc", _find_pickled),
    _Set("stackoverflow/kaggle_titles.txt", f"{_STACK}, by way of jacoxu/StackOverflow", "kaggle", _find_lines),
    _Set("tldr/pages.tar.gz", "tldr-pages, CC BY 4.0", "tldr", _find_commands),
    _Set("everyday/clinc.json", "CLINC150, CC BY 3.0", "clinc", _find_spoken),
    _Set("everyday/banking.csv", "BANKING77, CC BY 4.0", "banking", _find_banking),
    _Set("everyday/AskUbuntuCorpus.json", "NLU Evaluation Corpora, CC BY-SA 3.0", "nlu", _find_sentences),
    _Set("everyday/WebApplicationsCorpus.json", "NLU Evaluation Corpora, CC BY-SA 3.0", "nlu", _find_sentences),
    _Set("more/searching/written.jsonl.gz", "written for Answerbook, Apache-2.0", "written", _find_written),
    _Set("more/searching/sections.jsonl.gz", _SITES, "sections", _find_sections),
)
QUESTIONS = {
    "questions/sentence_to_question.jsonl.gz": "SQuAD 1.1, CC BY-SA 4.0",
    "reading/squad2_slice.jsonl.gz": "SQuAD 2.0, CC BY-SA 4.0",
    "reading/xquad_en.jsonl.gz": "XQuAD, CC BY-SA 4.0",
    "reading/policyqa_a.jsonl.gz": "PolicyQA, MIT",
    "reading/policyqa_b.jsonl.gz": "PolicyQA, MIT",
    "reading/covidqa.jsonl.gz": "COVID-QA, Apache-2.0",
}


def read_word_sources(data: Path, library: Path, chance: random.Random) -> list[Source]:
    """Read every set of the folder that is there, and the docstrings of Python's library."""
    found = [
        Source(one.name, one.licence, sha256(content), one.group, tuple(one.find(content)))
        for one in SETS
        if (data / one.name).is_file()
        for content in [(data / one.name).read_bytes()]
    ]
    found += [read_source(data, name, licence) for name, licence in QUESTIONS.items()]
    return [*found, read_library(library, chance)]


def read_source(folder: Path, name: str, licence: str) -> Source:
    """Read every question of a set, and the sentences that stand beside questions."""
    rows = list(read_rows(folder / name))
    texts = dict.fromkeys(text for row in rows for text in (row["question"], row.get("sentence", "")) if text)
    return Source(name, licence, sha256((folder / name).read_bytes()), "old", tuple(texts))


def read_library(folder: Path, chance: random.Random) -> Source:
    """Read the docstrings of Python's own library."""
    paths = [path for path in sorted(folder.rglob("*.py")) if LEFT_OUT.isdisjoint(path.relative_to(folder).parts)]
    texts = tuple(dict.fromkeys(text for path in paths for text in read_docstrings(path, chance)))
    name = f"the library of Python {platform.python_version()}"
    return Source(name, "PSF-2.0", sha256("\n".join(texts)), "old", texts)


def draw_texts(sources: Sequence[Source], seed: int) -> list[str]:
    """Tidy the texts of all sources, once each, and draw so many by lot; any beginning of them is a fair mixture."""
    groups: dict[str, list[str]] = {}
    seen: set[str] = set()
    for source in sources:
        for text in source.texts:
            tidy = _CLOSED.sub("", re.sub(r"\s+", " ", text).strip())
            if SHORTEST <= len(tidy) <= LONGEST and tidy not in seen:
                seen.add(tidy)
                groups.setdefault(source.group, []).append(tidy)
    chance = random.Random(seed)
    for texts in groups.values():
        chance.shuffle(texts)
    kept = {group: texts[: MOST_OF.get(group)] for group, texts in groups.items()}
    drawn = sorted((chance.random(), text) for texts in kept.values() for text in texts)
    return [text for _, text in drawn[:MOST]]
