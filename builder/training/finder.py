"""The encoder as it learns: a trunk that reads texts, and beside it the table of words that stands for it in a browser.

A reader's browser adds up rows of words instead of running a model. So the trunk learns to put a text where the rows
of what people ask for it lead, and to say of a query what its words can say; the rows learn along: `training
words` begins with them when it fits those that ship.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from builder.bundle.ground import common_words, strengths_of
from builder.bundle.prior import Prior, write_prior
from builder.bundle.table import features, rarity
from builder.training.loop import Plan, halves_pay, keep, rate_at, resume, show_progress
from builder.training.pairs import Pairs
from builder.training.rows import Bagged
from builder.training.vocabulary import read_tokenizer

TEXT, QUERY = 144, 40  # tokens read of each
TOGETHER = 16  # texts of a batch
HEAT = 0.05  # how sharply the nearest is told from the others
WEIGHTS = {"whole": 0.7, "kept": 0.7, "words": 1.0, "alike": 1.0, "reworded": 0.5}
FEWEST = 3  # queries in which a word must stand to get a row that the prior lacks
ROWS_RATE = 1e-3  # how fast the rows learn


class Finder(nn.Module):  # type: ignore[misc, unused-ignore]
    """A trunk, the directions of its vectors that are kept, and a row for each word."""

    def __init__(self, base: Path, prior: Prior, queries: Sequence[str]) -> None:
        """Begin with the base's weights and the rows that were fitted to it."""
        super().__init__()
        self.trunk = AutoModel.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.trunk.embeddings.requires_grad_(False)  # words that no lot shows must keep their place among the others
        self._tokenizer = read_tokenizer(base)
        self._common = common_words(prior.counts)
        self.counts = count_words(prior, queries, self._common)
        self.size = prior.size  # of the texts that were counted
        self._columns = {name: column for column, name in enumerate(self.counts)}
        shares = np.array(list(self.counts.values()), np.float64)
        self._strengths = (rarity(shares, prior.size) * strengths_of(self.counts, self._common)).astype(np.float32)
        self.register_buffer("basis", torch.from_numpy(prior.basis), persistent=False)
        self.rows = nn.EmbeddingBag(len(self.counts), prior.basis.shape[1], mode="sum")
        with torch.no_grad():
            self.rows.weight.zero_()
            self.rows.weight[: len(prior.rows)] = torch.from_numpy(np.stack(list(prior.rows.values())))

    def read(self, texts: Sequence[str], longest: int) -> torch.Tensor:
        """Return the trunk's unit vectors, texts of like length together."""
        tokens = [cut_tokens(self._tokenizer, text, longest) for text in texts]
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        lots = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        vectors = torch.cat([self._read_together([tokens[place] for place in lot]) for lot in lots])
        return vectors[torch.tensor(order).argsort()]

    def _read_together(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        device = self.basis.device
        ids = nn.utils.rnn.pad_sequence([torch.tensor(one) for one in tokens], batch_first=True).to(device)
        lengths = torch.tensor([len(one) for one in tokens], device=device)[:, None]
        mask = torch.arange(ids.shape[1], device=device) < lengths
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=halves_pay(device.type)):
            hidden = self.trunk(input_ids=ids, attention_mask=mask.long()).last_hidden_state.float()
        return nn.functional.normalize((hidden * mask[:, :, None]).sum(1) / lengths, dim=1)

    def keep(self, vectors: torch.Tensor) -> torch.Tensor:
        """Return what a bundle keeps of vectors."""
        return nn.functional.normalize(vectors @ self.basis, dim=1)

    def add_up(self, queries: Sequence[str]) -> torch.Tensor:
        """Return what a browser makes of queries: the sum of their words' rows, at length one."""
        bagged = Bagged(queries, self._columns, self._strengths, self._common)
        device = self.basis.device
        columns, starts, strengths = (one.to(device) for one in bagged.some(np.arange(len(queries))))
        sums = self.rows(columns, starts, per_sample_weights=strengths)
        return nn.functional.normalize(sums, dim=1)


def count_words(prior: Prior, queries: Sequence[str], common: frozenset[str]) -> dict[str, int]:
    """Return the words and pairs that have a row and how often they stand somewhere: the prior's come first."""
    found = Counter(name for query in queries for name in set(features(query, common)))
    new = {name: times for name, times in found.items() if times >= FEWEST and name not in prior.rows}
    return {name: prior.counts[name] for name in prior.rows} | new


def cut_tokens(tokenizer: Tokenizer, text: str, longest: int) -> list[int]:
    """Return a text's tokens, or as many of them as are read, closed as a whole text is."""
    tokens: list[int] = tokenizer.encode(text).ids
    return tokens if len(tokens) <= longest else [*tokens[: longest - 1], tokens[-1]]


def find_losses(
    finder: Finder, texts: Sequence[str], ones: Sequence[str], others: Sequence[str]
) -> dict[str, torch.Tensor]:
    """Return how far each text is from being the nearest to its two queries, and they to each other."""
    read = finder.read(texts, TEXT)
    asked = finder.read([*ones, *others], QUERY)
    kept, kept_asked, said = finder.keep(read), finder.keep(asked), finder.add_up([*ones, *others])
    own = torch.arange(len(texts), device=read.device)
    twice = torch.cat([own, own])
    twin = find_twins(texts).to(read.device)
    losses = {
        "whole": nearest(asked, read, twice, twin.repeat(2, 1)),
        "kept": nearest(kept_asked, kept, twice, twin.repeat(2, 1)),
        "words": nearest(said, kept, twice, twin.repeat(2, 1)),
        "alike": (1 - (said * kept_asked).sum(1)).mean(),
    }
    if all(one != other for one, other in zip(ones, others, strict=True)):
        same = twin.repeat(2, 2) | torch.eye(2 * len(texts), dtype=torch.bool, device=read.device)
        other = torch.cat([own + len(texts), own])
        by_words, by_trunk = (nearest(query, kept_asked, other, same) for query in (said, kept_asked))
        losses["reworded"] = (by_words + by_trunk) / 2
    return losses


def find_twins(texts: Sequence[str]) -> torch.Tensor:
    """Return which texts are another's equal: these are no wrong answers."""
    return torch.tensor(
        [[one == two and row != place for place, two in enumerate(texts)] for row, one in enumerate(texts)]
    )


def nearest(queries: torch.Tensor, texts: torch.Tensor, own: torch.Tensor, passed_over: torch.Tensor) -> torch.Tensor:
    """Return the loss of choosing each query's own text among all by nearness."""
    scores = (queries @ texts.T / HEAT).masked_fill(passed_over, -1e4)
    return nn.functional.cross_entropy(scores, own)


def weigh(losses: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """Return the sum of the losses, each with its weight."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()


def train_finder(finder: Finder, pairs: Pairs, work: Path, plan: Plan) -> None:
    """Learn from one lot a step until the plan's last, keeping a checkpoint now and then."""
    work.mkdir(parents=True, exist_ok=True)
    finder.to("cuda" if torch.cuda.is_available() else "cpu").train()
    groups = [
        {"params": [one for one in finder.trunk.parameters() if one.requires_grad], "full_rate": plan.rate},
        {"params": finder.rows.parameters(), "full_rate": ROWS_RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01)
    step, _, _, history = resume(finder, optimizer, work)
    started, first = time.monotonic(), step
    while step < plan.steps:
        for group in optimizer.param_groups:
            group["lr"] = group["full_rate"] * rate_at(step, plan)
        optimizer.zero_grad(set_to_none=True)
        losses = find_losses(finder, *pairs.lot(step))
        weigh(losses).backward()
        nn.utils.clip_grad_norm_(finder.trunk.parameters(), 1.0)
        optimizer.step()
        history.append(
            {name: float(losses[name].detach()) if name in losses else history[-1].get(name, 0.0) for name in WEIGHTS}
        )
        step += 1
        show_progress(step, first, plan, history, time.monotonic() - started)
        if step % plan.keep_every == 0 or step >= plan.steps:
            keep(finder, optimizer, work, (step, 0, 0, history))


def write_rows(finder: Finder, folder: Path) -> None:
    """Write the rows as `training words` takes them to begin with."""
    rows = finder.rows.weight.detach().cpu().numpy()
    numbers = np.array(list(finder.counts.values()), np.int64)
    write_prior(list(finder.counts), rows, numbers, finder.basis.cpu().numpy(), {"texts": finder.size}, folder)
