"""Claims for the judge: sets of claims with documents come in, examples of supported and unsupported claims go out.

Plain sentences give more: a true sentence, shortened or not, is supported by a quote that holds it; with a number,
a name, a word or a negation altered it is not, nor is it by the sentences around it, nor where half of it is.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from builder.training.examples import Example, Shape
from builder.training.reading_sets import join_sentences, plain
from builder.training.swaps import Swapper, names_in, negate, put
from builder.training.texts import content_words, cut_sentences, is_held_out, read_rows

STANCES = {"completely-support": 1.0, "partially-support": 0.3, "refute": 0.0, "irrelevant": 0.0}
OPENERS = {
    "The",
    "A",
    "An",
    "It",
    "In",
    "This",
    "These",
    "He",
    "She",
    "They",
    "His",
    "Her",
    "Its",
    "At",
    "On",
    "By",
    "For",
}
LABELS = {"supported": 1.0, "partially_supported": 0.12, "not_supported": 0.0}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, the sentences it is judged by, the sentences known to matter, and how far it is supported."""

    text: str
    sentences: tuple[str, ...]
    marked: tuple[tuple[int, ...], ...]
    supported: float


def read_claims(folder: Path) -> list[Claim]:
    """Read all that is trained on of the three sets; WiCE's few claims count three times."""
    return read_documented(folder) + read_stances(folder) + read_marked(folder / "wice_dev.jsonl.gz") * 3


def read_documented(folder: Path, *, held_out: bool = False) -> list[Claim]:
    """Read FactCG's claims with their documents."""
    return [
        Claim(" ".join(row["claim"]), split(row["document"]), (), float(row["supported"]))
        for row in read_rows(folder / "factcg_doc.jsonl.gz")
        if is_held_out(row["document"][:200]) == held_out
    ]


def read_stances(folder: Path, *, held_out: bool = False) -> list[Claim]:
    """Read Factcheck-GPT's claims with what was found on them."""
    return [
        Claim(row["claim"], split(row["document"]), (), STANCES[row["stance"]])
        for row in read_rows(folder / "factcheck_gpt.jsonl.gz")
        if is_held_out(row["claim"]) == held_out
    ]


def read_quoted(folder: Path, *, held_out: bool = False) -> list[Claim]:
    """Read FEVER's claims with their quotes: a line of three files each, where they are."""
    if not (folder / "dev.label").is_file():
        return []
    files = (folder / "dev.raw.input1", folder / "dev.raw.input0", folder / "dev.label")
    columns = [file.read_text(encoding="utf-8").split("\n") for file in files]
    claims = []
    for claim, quote, verdict in zip(*columns, strict=True):
        if quote and is_held_out(quote[:80]) == held_out:
            sentences = tuple(plain(part) for part in re.split(r"(?<= [.?!]) ", quote))
            whole = (tuple(range(len(sentences))),)
            claims.append(Claim(plain(claim), sentences, whole, float(verdict == "entailment")))
    return claims


def read_marked(path: Path, *, held_out: bool = False) -> list[Claim]:
    """Read claims whose supporting sentences are marked."""
    claims = []
    for row in read_rows(path):
        if is_kept(row["sentences"][0]) == held_out:
            marked = tuple(tuple(group) for group in row["supporting"] if group)
            claims.append(Claim(row["claim"], tuple(row["sentences"]), marked, LABELS[row["label"]]))
    return claims


def read_partial(path: Path) -> list[Claim]:
    """Read WiCE's claims that their documents support in part only, where they are."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [
        Claim(
            row["claim"], tuple(row["evidence"]), tuple(map(tuple, row["supporting_sentences"])), LABELS[row["label"]]
        )
        for row in map(json.loads, lines)
        if not is_kept(row["evidence"][0])
    ]


def read_written(path: Path) -> list[Claim]:
    """Read claims that were written for a paragraph, half of them to seem supported; none where the file is missing."""
    return [
        Claim(row["claim"], sentences, (tuple(range(len(sentences))),), row["supported"])
        for row in read_rows(path, optional=True)
        for sentences in [split(row["quote"])]
    ]


def is_kept(title: str) -> bool:
    """Say whether a document of WiCE, by its first line, is kept to measure the judge: a third of them are."""
    return sum(title.encode()) % 3 == 0


def split(text: str) -> tuple[str, ...]:
    """Return a text's sentences."""
    return tuple(text[start:end] for start, end in cut_sentences(text))


def nearest(claim: str, sentences: tuple[str, ...], longest: int) -> tuple[int, ...]:
    """Return the numbers of the sentences that share most words with a claim, in order, up to a length."""
    wanted = content_words(claim)
    shares = [
        len(wanted & content_words(sentence)) / (3 + len(content_words(sentence)) ** 0.5) for sentence in sentences
    ]
    chosen: list[int] = []
    used = 0
    for number in sorted(range(len(sentences)), key=lambda one: -shares[one]):
        if used + len(sentences[number]) <= longest or not chosen:
            chosen.append(number)
            used += len(sentences[number])
    return tuple(sorted(chosen))


def draw_claim(claim: Claim, random: Random, shape: Shape) -> Example:
    """Show the marked sentences, or the nearest ones where none are marked, with a few others."""
    longest = random.randint(350, max(600, shape.longest))
    if claim.marked and random.random() < 0.6:
        chosen = set(random.choice(claim.marked))
        extra = [number for number in nearest(claim.text, claim.sentences, longest) if number not in chosen]
        room = longest - sum(len(claim.sentences[number]) for number in chosen if number < len(claim.sentences))
        for number in extra:
            room -= len(claim.sentences[number])
            if room > 0:
                chosen.add(number)
        numbers = tuple(sorted(number for number in chosen if number < len(claim.sentences)))
    else:
        numbers = nearest(claim.text, claim.sentences, longest)
    return pair(claim.text, [claim.sentences[number] for number in numbers], claim.supported)


def pair(claim: str, quote: list[str], supported: float) -> Example:
    """Make an example of a claim and its quote."""
    text, spans = join_sentences(quote)
    return Example(question=claim, text=text, sentences=spans, supported=supported)


def read_sentences(texts: list[str]) -> list[tuple[str, ...]]:
    """Cut texts into runs of sentences to make claims of; sentences of a few words or with no letters are left out."""
    runs = []
    for text in dict.fromkeys(texts):
        run = tuple(one for one in split(text) if len(one.split()) >= 7 and len(one) < 400 and one.count(" ") < 70)
        if run:
            runs.append(run)
    return runs


def draw_made(run: tuple[str, ...], swapper: Swapper, random: Random) -> Example:
    """Make a claim of one sentence of a run, or of two: true, shortened, altered, or without a sentence of its own."""
    at = random.randrange(len(run))
    sentence = run[at]
    first, last = max(0, at - random.randint(0, 2)), at + random.randint(0, 2)
    quote = list(run[first : last + 1])
    lot = random.random()
    claim = shorten(sentence, random) if random.random() < 0.5 else sentence
    if lot < 0.3:
        return pair(claim, quote, 1.0)
    if lot < 0.5 and len(run) > 1:
        other = random.choice([one for one in run if one != sentence] or [sentence])
        return pair(join(claim, shorten(other, random), random), quote, float(other in quote))
    if lot < 0.6 and len(quote) > 1:
        return pair(claim, [one for one in quote if one != sentence], 0.0)
    altered = alter(claim, run, swapper, random)
    return pair(altered, quote, 0.0) if altered else pair(claim, quote, 1.0)


def join(one: str, other: str, random: Random) -> str:
    """Make one claim of two, in either order: it is supported where both are."""
    first, second = (one, other) if random.random() < 0.5 else (other, one)
    word, _, rest = second.partition(" ")
    second = f"{word.lower()} {rest}" if word in OPENERS else second
    return f"{first.rstrip(' .;')}, and {second}"


def shorten(sentence: str, random: Random) -> str:
    """Take out what stands in brackets, or keep a first part that can stand alone."""
    without = re.sub(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]", "", sentence)
    parts = re.split(r"(?:, (?:which|and|but|while|where)|;) ", without)
    if len(parts) > 1 and len(parts[0].split()) >= 6 and random.random() < 0.6:
        return parts[0].rstrip(",;") + "."
    return without


def alter(sentence: str, run: tuple[str, ...], swapper: Swapper, random: Random) -> str | None:
    """Change one number, name, word or negation."""
    if random.random() < 0.25:
        negated = negate(sentence, random)
        if negated:
            return negated
    numbers = re.findall(r"(?<![A-Za-z])\d[\d.,]*\d|\d", sentence)
    if numbers and random.random() < 0.5:
        word = random.choice(numbers)
        other = swapper.replacement(word, (), random)
        return put(sentence, word, other) if other else None
    found = swapper.swap(sentence, " ".join(run), names_in(" ".join(run)), random)
    return put(sentence, *found) if found else None
