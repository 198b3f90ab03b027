"""How `models/words` is made: general English comes in, a row for every common word and pair of words goes out.

Questions and sentences of the sets named here, and the first sentences of the docstrings of Python's own library, half
of them as somebody would ask for them. The shipped encoder says what each text means; rows are fitted so that those of
a text's words add up to it. `words.json` records every source with its sha256 and licence; no text is kept.
"""

import ast
import json
import platform
import random
import re
import sysconfig
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy

from builder.bundle.prior import DIMENSION, FOLDER, write_prior
from builder.bundle.table import Bags, features, fit_rows, rarity
from builder.bundle.vectors import make_basis
from builder.digest import sha256
from builder.engines import Encoder
from builder.engines.encoder import load_encoder
from builder.packaged import HERE
from builder.rank.files import Floats, unit
from builder.rank.words import owner, words
from builder.training.texts import read_rows

SETS = {
    "questions/sentence_to_question.jsonl.gz": "SQuAD 1.1, CC BY-SA 4.0",
    "reading/squad2_slice.jsonl.gz": "SQuAD 2.0, CC BY-SA 4.0",
    "reading/xquad_en.jsonl.gz": "XQuAD, CC BY-SA 4.0",
    "reading/policyqa_a.jsonl.gz": "PolicyQA, MIT",
    "reading/policyqa_b.jsonl.gz": "PolicyQA, MIT",
    "reading/covidqa.jsonl.gz": "COVID-QA, Apache-2.0",
}
LEFT_OUT = frozenset({"idlelib", "lib2to3", "site-packages", "test", "tests", "turtledemo"})
COMMON = 128
FEWEST, FEWEST_PAIRS = 4, 5  # texts that a word or pair must stand in
MOST_PAIRS, MOST_COMMON_PAIRS = 24, 96  # of one word; of two common ones together
FORMS = ("how do I {}?", "How can I {}?", "How to {}", "what is the way to {}?", "can I {}?", "I want to {}", "{}")
_PLAIN = re.compile(r"[A-Z][\w ,'()`./-]{25,220}\.$")
_VERB = re.compile(
    r"(Return|Create|Get|Set|Add|Remove|Check|Convert|Compute|Find|Load|Save|Write|Read|Parse|Build|Open|Close|Delete|Update"
    r"|Send|Run|Start|Stop|List|Print|Make|Generate|Register|Apply|Copy|Move|Draw|Format|Test|Wait|Call|Change|Define"
    r"|Extract|Install|Configure|Enable|Disable|Split|Join|Sort|Show|Use|Encode|Decode|Validate|Download|Upload|Import"
    r"|Export|Handle|Determine|Give|Insert|Replace|Search|Store|Render)s? "
)


@dataclass(frozen=True, slots=True)
class Source:
    """Texts to learn from, and what is recorded of where they are from."""

    name: str
    licence: str
    sha256: str
    texts: tuple[str, ...]


def read_source(folder: Path, name: str, licence: str) -> Source:
    """Read every question of a set, and the sentences that stand beside questions."""
    rows = list(read_rows(folder / name))
    texts = dict.fromkeys(text for row in rows for text in (row["question"], row.get("sentence", "")) if text)
    return Source(name, licence, sha256((folder / name).read_bytes()), tuple(texts))


def read_library(folder: Path, chance: random.Random) -> Source:
    """Read the docstrings of Python's own library."""
    paths = [path for path in sorted(folder.rglob("*.py")) if LEFT_OUT.isdisjoint(path.relative_to(folder).parts)]
    texts = tuple(dict.fromkeys(text for path in paths for text in read_docstrings(path, chance)))
    name = f"the library of Python {platform.python_version()}"
    return Source(name, "PSF-2.0", sha256("\n".join(texts)), texts)


def read_docstrings(path: Path, chance: random.Random) -> Iterator[str]:
    """Yield the first sentence of each docstring; one that begins with a verb also as somebody would ask for it."""
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Module)):
            first = re.sub(r"\s+", " ", (ast.get_docstring(node) or "").partition("\n\n")[0]).strip()
            if _PLAIN.match(first):
                yield first
                if found := _VERB.match(first):
                    rest = first[found.end() : -1].split(" ")[: chance.randint(4, 13)]
                    yield chance.choice(FORMS).format(" ".join((found[1].lower(), *rest)))


def choose_names(texts: Sequence[str], encoder: Encoder, basis: Floats) -> tuple[dict[str, int], Floats]:
    """The words and pairs worth a row, with how many texts they stand in, and where each row begins."""
    singles = Counter(term for text in texts for term in set(words(text)))
    tokens = json.loads((HERE / "models" / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    whole = [token for token in sorted(tokens, key=tokens.__getitem__) if token.isalpha() and token.isascii()]
    forms = {words(token)[0]: token for token in reversed(whole) if len(words(token)) == 1}
    vectors = encoder.encode(list(forms.values())) @ basis
    counts = {name: singles[name] for name in forms}
    counts |= {name: times for name, times in sorted(singles.items()) if times >= FEWEST and name not in forms}
    common = frozenset(sorted(counts, key=lambda name: (-counts[name], name))[:COMMON])
    twos = Counter(name for text in texts for name in set(features(text, common)) if " " in name)
    taken: Counter[str] = Counter()
    for name, times in sorted(twos.items(), key=lambda one: (-one[1], one[0])):
        kind = "" if owner(name) in common else owner(name)
        most = MOST_PAIRS if kind else MOST_COMMON_PAIRS
        if times >= FEWEST_PAIRS and owner(name) in counts and taken[kind] < most:
            taken[kind] += 1
            counts[name] = times
    start = numpy.zeros((len(counts), basis.shape[1]), numpy.float32)
    start[: len(forms)] = vectors
    start[len(forms) : len([name for name in counts if " " not in name])] = vectors.mean(axis=0)
    return counts, start


def make_words_model(data: Path, out: Path = FOLDER, seed: int = 7) -> None:
    """Read, encode, fit, write."""
    sources = [read_source(data, name, licence) for name, licence in SETS.items()]
    sources.append(read_library(Path(sysconfig.get_path("stdlib")), random.Random(seed)))
    texts = list(dict.fromkeys(text for source in sources for text in source.texts))
    encoder = load_encoder()
    vectors = encoder.encode(texts)
    basis = make_basis(vectors, DIMENSION)
    counts, start = choose_names(texts, encoder, basis)
    names = list(counts)
    single = sorted((name for name in names if " " not in name), key=lambda name: (-counts[name], name))
    numbers = numpy.array([counts[name] for name in names], numpy.int64)
    columns = {name: column for column, name in enumerate(names)}
    weights = rarity(numbers.astype(numpy.float64), len(texts))
    rows = fit_rows(Bags(texts, columns, weights, frozenset(single[:COMMON])), unit(vectors @ basis), start)
    listed = [
        {"name": one.name, "licence": one.licence, "sha256": one.sha256, "texts": len(one.texts)} for one in sources
    ]
    about = {"encoder": encoder.fingerprint, "texts": len(texts), "sources": listed}
    write_prior(names, rows, numbers, basis, about, out)
