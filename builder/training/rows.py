"""How rows of words learn on: fitted rows and texts with the encoder's vectors come in, better rows go out.

Ridge regression brings each text's rows near to what the encoder says of it, whatever else it says of others. What a
query box needs is the order: so rows learn as well to tell the texts of a lot apart as the encoder tells them apart.
"""

import math
import sys
import time
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from builder.bundle.table import features
from builder.rank.files import Floats
from builder.training.loop import Plan, rate_at

LOT = 1024  # texts of a step
QUERIES, OTHERS = 256, 512  # of one site at each step, and passages and other queries that they are told apart by
HEAT = 0.05  # how sharply texts are told apart
AMONG = 2.5  # how much ordering what a site holds weighs beside telling apart
ALIKE = 12.0  # and pointing where the encoder does: whether a query is covered is told by how near it comes
RATE = 1e-3
SHOW_EVERY = 500


class Bagged:
    """Texts as the columns of their words and pairs, one after the other, and how strong each is."""

    def __init__(
        self, texts: Sequence[str], columns: Mapping[str, int], strengths: Floats, common: Container[str]
    ) -> None:
        """Look up the words and pairs of every text."""
        found = [
            [(columns[name], times) for name, times in Counter(features(text, common)).items() if name in columns]
            for text in texts
        ]
        self.ends = np.cumsum([0, *map(len, found)])
        self.columns = np.array([column for one in found for column, _ in one], np.int64)
        times = np.array([1 + math.log(times) for one in found for _, times in one], np.float32)
        self.strengths = strengths[self.columns] * times

    def some(self, places: np.ndarray) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the columns of these texts, where each text's begin, and their strengths."""
        lengths = self.ends[places + 1] - self.ends[places]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        at = np.arange(lengths.sum()) + np.repeat(self.ends[places] - starts, lengths)
        return torch.from_numpy(self.columns[at]), torch.from_numpy(starts), torch.from_numpy(self.strengths[at])


@dataclass(frozen=True, slots=True)
class Site:
    """Queries of one site, as bags and as the encoder says them, and what it says of the site's passages."""

    bagged: Bagged
    queries: Floats
    passages: Floats


def learn_rows(rows: Floats, bagged: Bagged, targets: Floats, sites: Sequence[Site], steps: int, seed: int) -> Floats:
    """Return the rows after so many steps; a text without any known word teaches nothing."""
    table = nn.EmbeddingBag.from_pretrained(torch.tensor(rows), freeze=False, mode="sum")
    goal = torch.from_numpy(targets)
    plan = Plan(steps=steps, rate=RATE, falling=0.6)
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE, betas=(0.9, 0.98))
    chance = np.random.default_rng(seed)
    known = np.flatnonzero(np.diff(bagged.ends))
    sizes = np.array([len(site.passages) for site in sites], float)
    shares = sizes / sizes.sum() if len(sites) else sizes
    started, queue = time.monotonic(), np.zeros(0, np.int64)
    for step in range(steps):
        if len(queue) < LOT:
            queue = np.concatenate([queue, chance.permutation(known)])
        lot, queue = queue[:LOT], queue[LOT:]
        for group in optimizer.param_groups:
            group["lr"] = RATE * rate_at(step, plan)
        columns, starts, strengths = bagged.some(lot)
        loss = find_loss(table(columns, starts, per_sample_weights=strengths), goal[lot])
        if sites:
            loss = loss + AMONG * find_order(table, sites[chance.choice(len(sites), p=shares)], chance)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if (step + 1) % SHOW_EVERY == 0:
            left = (time.monotonic() - started) / (step + 1) * (steps - step - 1) / 60
            sys.stderr.write(f"step {step + 1}/{steps} loss {loss.item():.3f} {left:.0f} min left\n")
    learned: Floats = table.weight.detach().numpy()
    return learned


def find_loss(sums: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return how far texts point from where the encoder does, and how differently they are told apart."""
    vectors = nn.functional.normalize(sums, dim=1)
    alike = (1 - (vectors * targets).sum(1)).mean()
    return ALIKE * alike + find_difference(vectors, targets, targets)


def find_order(table: nn.EmbeddingBag, site: Site, chance: np.random.Generator) -> torch.Tensor:
    """Return how differently queries order the passages of their site, and its other queries."""
    drawn = chance.permutation(np.flatnonzero(np.diff(site.bagged.ends)))
    asked, others = drawn[:QUERIES], drawn[QUERIES : QUERIES + OTHERS]
    columns, starts, strengths = site.bagged.some(asked)
    said = nn.functional.normalize(table(columns, starts, per_sample_weights=strengths), dim=1)
    queries = torch.from_numpy(site.queries[asked])
    passages = chance.permutation(len(site.passages))[:OTHERS]
    differences = [
        find_difference(said, queries, torch.from_numpy(some))
        for some in (site.passages[passages], site.queries[others])
    ]
    return torch.stack(differences).sum()


def find_difference(said: torch.Tensor, meant: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """Return how differently others are near to what is said and to what is meant."""
    here, there = ((one @ others.T / HEAT).log_softmax(1) for one in (said, meant))
    return nn.functional.kl_div(here, there, log_target=True, reduction="batchmean")
