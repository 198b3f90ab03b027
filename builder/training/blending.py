"""The blend's weights: a reader's folder and held-out sets come in, its blend.json goes out.

    held-out questions ──▶ both readers ──▶ log-odds of each sentence ──▶ logistic fit ──▶ constant
Questions with examples in brackets and questions without are fitted apart. The five seeds are never among them.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from builder.engines import Reader
from builder.engines.blend import PARTS, WEIGHTS, log_odds, sum_up, weigh
from builder.engines.encoder import load_encoder
from builder.engines.overlap import OverlapReader
from builder.engines.reader import load_reader
from builder.training.asked import Asked, hold_hinted, hold_plain
from builder.training.examples import Example, as_pair
from builder.training.fitting import Numbers, apply, area, fit
from builder.training.spans import Read, overlap, reading_threshold
from builder.training.twins import hold_turned

CELLS = 400  # held-out transcripts read
ROWS = 150  # questions of each held-out set without examples in brackets
FOLDS = 4
PENALTY = 1e-4  # on large weights
TRUE = 0.6  # the mark from which on a sentence counts as right
FALSE = 0.2  # the mark up to which it counts as wrong; marks between are fitted as they are, spread over 0 to 1
# The share of the questions that nothing answers which stay unanswered: below it, wrong answers show in the seeds, and
# on five sites of documentation. Of the plain ones four in ten are asked of passages that a build found for them.
# `blend.json` says what other shares would cost.
SILENT = {"hinted": 0.95, "plain": 0.86}
# How much more questions count than their sentences in the fit. The more, the more the passage decides, and the less
# what its sentences have in common with the question: on seven sites whole answers were wrong half as often then. Which
# of a passage's sentences answers is fitted apart, or an answer would hold all that stands beside it.
QUESTIONS = {"hinted": 1.0, "plain": 64.0}
WITHIN = 1.0
MIDDLE = 0.5  # a target above it is answered
SHARES = (0.86, 0.88, 0.9, 0.92, 0.94, 0.96)


@dataclass(frozen=True, slots=True)
class Marked:
    """Every sentence that may be said: three log-odds and a one, its mark, its question and passage, its share."""

    scores: Numbers
    marks: Numbers
    owners: NDArray[np.intp]
    passages: NDArray[np.intp]
    shares: Numbers
    asked: Sequence[Asked]


def fit_blend(folder: Path, data: Path, seed: int, silent: Mapping[str, float] = SILENT) -> None:
    """Fit the weights of both kinds of questions and write them beside the model."""
    reader, shared = load_reader(folder), OverlapReader(load_encoder())
    held = {"hinted": hold_hinted(data, CELLS, seed), "plain": hold_plain(data, ROWS, seed)}
    found: dict[str, dict[str, float]] = {}
    figures: dict[str, dict[str, float]] = {}
    others: dict[str, dict[str, float]] = {}
    for kind, asked in held.items():
        sys.stderr.write(f"blend, {kind}: reading {len(asked)} held-out questions\n")
        marked = read_both(asked, reader, shared)
        times = QUESTIONS[kind]
        found[kind] = name_parts(fit_kind(marked, silent[kind], times))
        if kind == "plain":
            found["within"] = name_parts(fit_kind(marked, silent[kind], WITHIN))
        measured = measure(marked, silent[kind], times)
        figures[kind] = {name: round(value, 3) for name, value in measured.items()}
        figures[kind]["silent_by_choice"] = silent[kind]
        others[kind] = {str(share): round(float(fit_kind(marked, share, times)[-1]), 3) for share in SHARES}
        sys.stderr.write(f"blend, {kind}: {found[kind]} {figures[kind]} constants by silence: {others[kind]}\n")
    sys.stderr.write("blend, span: reading held-out questions that people made unanswerable\n")
    span, point = fit_span([row.example for row in hold_turned(data)], reader, shared)
    found["span"] = name_parts(span)
    held_too = {"reading": round(point, 3), "figures": figures, "constants_by_silence": others}
    (folder / WEIGHTS).write_text(json.dumps({**found, **held_too}, indent=1) + "\n", encoding="utf-8")


def name_parts(weights: Numbers) -> dict[str, float]:
    """Return weights as their file holds them."""
    return {part: round(float(one), 3) for part, one in zip(PARTS, weights, strict=True)}


def fit_span(held: Sequence[Example], reader: Reader, shared: Reader) -> tuple[Numbers, float]:
    """Return the weights by which a span is an answer, and the score from which it is one."""
    pairs = [as_pair(one) for one in held]
    readings = list(zip(reader.read(pairs), shared.read(pairs), strict=True))
    said = [sum_up(first, second) for first, second in readings]
    scores = np.array([[*map(log_odds, row), 1.0] for row in said])
    targets = np.array([one.answered or 0.0 for one in held])
    weights = fit_in_favour(scores, targets, share_out([str(one > MIDDLE) for one in targets]))
    read = [
        (weigh(tuple(weights), row), Read("squad", target, overlap(first.span, one.span)))
        for row, target, (first, _), one in zip(said, targets, readings, held, strict=True)
    ]
    return weights, reading_threshold(read)


def read_both(asked: Sequence[Asked], reader: Reader, overlap: Reader) -> Marked:
    """Let both read every passage and line up what they say of its sentences."""
    pairs = [pair for one in asked for pair in one.pairs]
    readings = zip(reader.read(pairs), overlap.read(pairs), strict=True)
    scores, marks, owners, passages = [], [], [], []
    rows = ((number, row) for number, one in enumerate(asked) for row in one.marks)
    for passage, ((number, row), (trained, shared)) in enumerate(zip(rows, readings, strict=True)):
        for place, mark in row:
            first, second = log_odds(trained.sentences[place]), log_odds(shared.sentences[place])
            scores.append([log_odds(trained.answered), first, second, 1.0])
            marks.append(mark)
            owners.append(number)
            passages.append(passage)
    shares = share_out([asked[number].name for number in owners])
    return Marked(np.array(scores), np.array(marks), np.array(owners), np.array(passages), shares, asked)


def fit_kind(marked: Marked, silent: float, questions: float) -> Numbers:
    """Return the weights, none below 0, with the constant at the working point."""
    everything = np.ones(len(marked.marks), dtype=bool)
    weights = fit_some(marked, everything, questions)
    weights[-1] -= working_point(marked, marked.scores @ weights, silent)
    return weights


def fit_some(marked: Marked, chosen: Numbers, questions: float) -> Numbers:
    """Fit on some sentences and on their questions, answered or not, which count so many times as much.

    A sentence tells the right one from its neighbours. Fitted on sentences alone, words in common outweigh what the
    reader says of the passage; on questions alone, what stands beside an answer passes for one.
    """
    targets = np.clip((marked.marks[chosen] - FALSE) / (TRUE - FALSE), 0.0, 1.0)
    shares = marked.shares[chosen] / marked.shares[chosen].sum()
    owners, places = np.unique(marked.owners[chosen], return_inverse=True)
    highest = highest_of(places, marked.scores[chosen])
    answered = highest_of(places, targets)
    names = [marked.asked[int(owner)].name for owner in owners]
    asked = share_out([f"{name} {one > MIDDLE}" for name, one in zip(names, answered, strict=True)])
    return fit_in_favour(
        np.concatenate([marked.scores[chosen], highest]),
        np.concatenate([targets, answered]),
        np.concatenate([shares, questions * asked]),
    )


def highest_of(places: NDArray[np.intp], values: Numbers) -> Numbers:
    """Return the highest value, or row of values, at each place, be it a question or a passage."""
    highest = np.full((int(places.max()) + 1, *values.shape[1:]), -np.inf)
    np.maximum.at(highest, places, values)
    return highest


def share_out(sets: Sequence[str]) -> Numbers:
    """Return each one's share of the whole: every set has the same."""
    counts = Counter(sets)
    return np.array([1.0 / (len(counts) * counts[name]) for name in sets])


def fit_in_favour(scores: Numbers, targets: Numbers, shares: Numbers) -> Numbers:
    """Fit weights of which none is below 0: a reader that would count against itself counts for nothing."""
    used = [True] * scores.shape[1]
    while True:
        weights = np.zeros(len(used))
        weights[used] = fit(scores[:, used], targets, shares / shares.sum(), PENALTY)
        against = [place for place in range(len(used) - 1) if weights[place] < 0]
        if not against:
            return weights
        used[min(against, key=lambda place: float(weights[place]))] = False


def best_by_question(marked: Marked, whole: Numbers, within: Numbers) -> tuple[Numbers, Numbers]:
    """Return the highest logit of each question's best passage, and the mark of the best sentence within that.

    Nothing to say is far below all.
    """
    best, right = np.full(len(marked.asked), -20.0), np.zeros(len(marked.asked))
    passage = highest_of(marked.passages, whole)[marked.passages]
    order = np.lexsort((within, passage))  # the best comes last, and what is put last stays
    best[marked.owners[order]], right[marked.owners[order]] = passage[order], marked.marks[order]
    return best, right


def working_point(marked: Marked, logits: Numbers, silent: float) -> float:
    """Return the logit below which that share of the questions stays that nothing answers."""
    best, _ = best_by_question(marked, logits, logits)
    nothing = np.array([one.silent is True for one in marked.asked])
    return float(np.quantile(best[nothing], silent))


def measure(marked: Marked, silent: float, questions: float) -> dict[str, float]:
    """Return what the weights are worth on questions that they were not fitted on, fold by fold."""
    whole, within = fit_by_folds(marked, questions), fit_by_folds(marked, WITHIN)
    best, right = best_by_question(marked, whole, within)
    nothing = np.array([one.silent is True for one in marked.asked])
    something = np.array([one.silent is False for one in marked.asked])
    said = best >= working_point(marked, whole, silent)
    return {
        "sentences_area": area(apply(np.ones(1), within[:, None]), marked.marks),
        "questions_area": area(best[nothing | something], something[nothing | something].astype(float)),
        "silent_where_nothing_answers": float(1 - said[nothing].mean()),
        "said_where_something_answers": float(said[something].mean()),
        "of_these_first_sentence_right": float((right[said & something] >= TRUE).mean()),
    }


def fit_by_folds(marked: Marked, questions: float) -> Numbers:
    """Return each sentence's logit by weights that were fitted on other questions."""
    logits = np.zeros(len(marked.marks))
    for fold in range(FOLDS):
        out = marked.owners % FOLDS == fold
        logits[out] = marked.scores[out] @ fit_some(marked, ~out, questions)
    return logits
