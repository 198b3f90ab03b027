"""How `models/words` was made: general English in, a row for every common word and pair of words out.

    python -m builder.bundle.teaching --questions F... --docstrings FOLDER...

The files hold one JSON object a line with a `question` and maybe `sentence` or `sentences`; the folders hold Python,
whose docstrings are plain sentences on technical things and, where they begin with a verb, easily asked for. The
shipped encoder says what each text means; rows are fitted so that those of a text's words add up to it.
"""

import argparse
import ast
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy

from builder.bundle.prior import DIMENSION, write_prior
from builder.bundle.table import Bags, features, fit_rows, rarity
from builder.bundle.vectors import make_basis
from builder.engines import Encoder
from builder.engines.encoder import load_encoder
from builder.packaged import HERE
from builder.rank.files import Floats, unit
from builder.rank.words import owner, words

COMMON = 128
FEWEST, FEWEST_PAIRS = 4, 5  # texts that a word or pair must stand in
MOST_PAIRS, MOST_COMMON_PAIRS = 24, 96  # of one word; of two common ones together
MOST_SENTENCES = 25_000
FORMS = ("how do I {}?", "How can I {}?", "How to {}", "what is the way to {}?", "can I {}?", "I want to {}", "{}")
_PLAIN = re.compile(r"[A-Z][\w ,'()`./-]{25,220}\.$")
_VERB = re.compile(
    r"(Return|Create|Get|Set|Add|Remove|Check|Convert|Compute|Find|Load|Save|Write|Read|Parse|Build|Open|Close|Delete|Update"
    r"|Send|Run|Start|Stop|List|Print|Make|Generate|Register|Apply|Copy|Move|Draw|Format|Test|Wait|Call|Change|Define"
    r"|Extract|Install|Configure|Enable|Disable|Split|Join|Sort|Show|Use|Encode|Decode|Validate|Download|Upload|Import"
    r"|Export|Handle|Determine|Give|Insert|Replace|Search|Store|Render)s? "
)


def read_questions(paths: Sequence[Path]) -> list[str]:
    """Every question, and some of the sentences beside them."""
    questions: list[str] = []
    sentences: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                questions.append(row["question"])
                sentences += [row["sentence"]] if "sentence" in row else row.get("sentences", [])
    random.shuffle(sentences)
    return [*questions, *sentences[:MOST_SENTENCES]]


def read_docstrings(folders: Sequence[Path]) -> Iterator[str]:
    """The first sentence of each docstring, every other one as somebody would ask for it."""
    for path in sorted(one for folder in folders for one in folder.rglob("*.py")):
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Module)):
                first = re.sub(r"\s+", " ", (ast.get_docstring(node) or "").partition("\n\n")[0]).strip()
                if _PLAIN.match(first):
                    yield first
                    if found := _VERB.match(first):
                        rest = first[found.end() : -1].split(" ")[: random.randint(4, 13)]
                        yield random.choice(FORMS).format(" ".join((found[1].lower(), *rest)))


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


def main() -> None:
    """Read, encode, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--docstrings", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    random.seed(1)
    texts = [*dict.fromkeys([*read_questions(arguments.questions), *read_docstrings(arguments.docstrings)])]
    encoder = load_encoder()
    vectors = encoder.encode(texts)
    basis = make_basis(vectors, DIMENSION)
    counts, start = choose_names(texts, encoder, basis)
    names = list(counts)
    common = frozenset(
        sorted((name for name in names if " " not in name), key=lambda name: (-counts[name], name))[:COMMON]
    )
    numbers = numpy.array([counts[name] for name in names], numpy.int64)
    columns = {name: column for column, name in enumerate(names)}
    bags = Bags(texts, columns, rarity(numbers.astype(numpy.float64), len(texts)), common)
    rows = fit_rows(bags, unit(vectors @ basis), start)
    write_prior(names, rows, numbers, basis, {"encoder": encoder.fingerprint, "texts": len(texts)})


if __name__ == "__main__":
    main()
