"""The reader and judge as one torch model: a BERT trunk, a head for tokens, a head for the pair; and its loss."""

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from builder.training.mix import Batch

TOKEN_OUTPUTS = ("start", "end", "evidence")
PAIR_OUTPUTS = ("answered", "supported")


class Reader(nn.Module):  # type: ignore[misc, unused-ignore]
    """A trunk read by two small heads."""

    def __init__(self, base: Path, attention: str = "eager") -> None:
        """Load the trunk; its word table stays as it is."""
        super().__init__()
        self.trunk = AutoModel.from_pretrained(
            base,
            attn_implementation=attention,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.trunk.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.trunk.config.hidden_size
        self.token_head = nn.Linear(width, len(TOKEN_OUTPUTS))
        self.pair_head = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, len(PAIR_OUTPUTS)))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return three numbers a token and two a pair."""
        hidden = self.trunk(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.token_head(hidden), self.pair_head(hidden[:, 0])


def sentence_means(values: torch.Tensor, sentences: torch.Tensor, most: int) -> torch.Tensor:
    """Return the mean of the tokens' values for each sentence."""
    place = torch.where(sentences < 0, torch.full_like(sentences, most), sentences)
    sums = values.new_zeros(values.shape[0], most + 1).scatter_add(1, place, values)
    counts = values.new_zeros(values.shape[0], most + 1).scatter_add(1, place, torch.ones_like(values))
    return (sums / counts.clamp(min=1.0))[:, :most]


def find_losses(token_scores: torch.Tensor, pair_scores: torch.Tensor, batch: Batch) -> dict[str, torch.Tensor]:
    """Return each head's loss over the examples that know its target."""
    token_scores, pair_scores = token_scores.float(), pair_scores.float()
    losses = {
        name: masked_cross_entropy(pair_scores[:, place], batch[name].float())
        for place, name in enumerate(PAIR_OUTPUTS)
    }
    means = sentence_means(token_scores[:, :, 2], batch["sentences"], batch["evidence"].shape[1])
    losses["evidence"] = masked_cross_entropy(means, batch["evidence"].float())
    known = batch["start"] >= 0
    in_text = batch["sentences"] >= 0
    for place, name in enumerate(TOKEN_OUTPUTS[:2]):
        scores = token_scores[:, :, place].masked_fill(~in_text, -1e4)[known]
        each = nn.functional.cross_entropy(scores, batch[name][known], reduction="sum")
        losses[name] = each / max(1, int(known.sum()))
    return losses


def masked_cross_entropy(scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return the mean binary cross-entropy where the target is known (not negative)."""
    known = targets >= 0
    each = nn.functional.binary_cross_entropy_with_logits(scores, targets.clamp(min=0.0), reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)
