"""How `models/words` is made: short texts come in, a row for every common word and pair of words goes out.

The encoder says what each text means; rows are fitted so that those of a text's words add up to it, and then learn to
tell texts apart as the encoder does, above all the passages of one site.
`words.json` records every source with its sha256 and licence; no text is kept.
"""

import random
import sysconfig
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy

from builder.bundle.browser_encoder import read_tokens
from builder.bundle.ground import MOST_PAIRS, common_words, strengths_of
from builder.bundle.prior import DIMENSION, Prior, write_prior
from builder.bundle.table import Bags, features, fit_rows, rarity
from builder.bundle.vectors import make_basis
from builder.digest import sha256
from builder.engines import Encoder, Vectors
from builder.engines.encoder import load_encoder
from builder.rank.files import Floats, unit
from builder.rank.words import owner, words
from builder.training.pairs import by_site, read_written
from builder.training.word_texts import draw_texts, read_word_sources

FEWEST, FEWEST_PAIRS = 4, 12  # texts that a word or pair must stand in
MOST_COMMON_PAIRS = 96  # of two common words, together
LOT = 3  # by which texts are drawn
PART = 5000  # texts encoded at a time, and kept so that a run that was stopped goes on


def choose_names(texts: Sequence[str], encoder: Encoder, basis: Floats) -> tuple[dict[str, int], Floats]:
    """The words and pairs worth a row, with how many texts they stand in, and where each row begins."""
    singles = Counter(term for text in texts for term in set(words(text)))
    whole = [token for token in read_tokens() if token.isalpha() and token.isascii()]
    forms = {words(token)[0]: token for token in reversed(whole) if len(words(token)) == 1}
    vectors = encoder.encode(list(forms.values())) @ basis
    counts = {name: singles[name] for name in forms}
    counts |= {name: times for name, times in sorted(singles.items()) if times >= FEWEST and name not in forms}
    common = common_words(counts)
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


def encode_texts(texts: Sequence[str], encoder: Encoder, folder: Path) -> Vectors:
    """The texts' vectors in half precision, from the folder's files where an earlier run left them."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for start in range(0, len(texts), PART):
        some = texts[start : start + PART]
        path = folder / f"vectors-{sha256(encoder.fingerprint + chr(10).join(some))[:16]}.npy"
        if not path.is_file():
            numpy.save(path, encoder.encode(some).astype(numpy.float16))
        parts.append(numpy.load(path).astype(numpy.float32))
    return numpy.concatenate(parts)


def begin_with(learned: Prior, names: Sequence[str], start: Floats) -> Floats:
    """The rows to begin with, those that an encoder's training has learned in the place of others."""
    return numpy.stack([learned.rows.get(name, row) for name, row in zip(names, start, strict=True)])


def read_sites(data: Path) -> list[tuple[list[str], list[str]]]:
    """The queries that were written for the passages of each site, and the passages."""
    sites = by_site(read_written(data / "more" / "searching" / "written.jsonl.gz")).values()
    return [([query for pair in pairs for query in pair.asked], [pair.text for pair in pairs]) for pairs in sites]


def make_words_model(
    data: Path, out: Path, work: Path, seed: int, steps: int, folder: Path | None = None, learned: Prior | None = None
) -> None:
    """Read, encode, fit, learn, write: fitted to a folder's encoder, or to what ships; from rows it learned with."""
    # Imported here: torch is an extra.
    from builder.training.rows import Bagged, Site, learn_rows  # noqa: PLC0415

    sources = read_word_sources(data, Path(sysconfig.get_path("stdlib")), random.Random(seed))
    texts = draw_texts(sources, LOT)
    encoder = load_encoder(folder)
    vectors = encode_texts(texts, encoder, work)
    basis = learned.basis if learned else make_basis(vectors, DIMENSION)
    counts, start = choose_names(texts, encoder, basis)
    names = list(counts)
    if learned:
        start = begin_with(learned, names, start)
    numbers = numpy.array([counts[name] for name in names], numpy.int64)
    columns = {name: column for column, name in enumerate(names)}
    weights = rarity(numbers.astype(numpy.float64), len(texts))
    common = common_words(counts)
    targets = unit(vectors @ basis)
    rows = fit_rows(Bags(texts, columns, weights, common), targets, start)
    strengths = (weights * strengths_of(names, common)).astype(numpy.float32)
    bag = partial(Bagged, columns=columns, strengths=strengths, common=common)
    sites = [
        Site(bag(queries), *(unit(encode_texts(some, encoder, work) @ basis) for some in (queries, passages)))
        for queries, passages in read_sites(data)
    ]
    rows = learn_rows(rows, bag(texts), targets, sites, steps, seed)
    listed = [
        {"name": one.name, "licence": one.licence, "sha256": one.sha256, "texts": len(one.texts)} for one in sources
    ]
    about = {"encoder": encoder.fingerprint, "texts": len(texts), "sources": listed}
    write_prior(names, rows, numbers, basis, about, out)
