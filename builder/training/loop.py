"""The training loop: sources and a work folder come in, checkpoints and a loss plot go out; a killed run resumes.

The rate rises over the first steps, stays, and falls to nothing over the last third, so that a run's length may be
changed while it stays.
"""

import json
import os
import sys
import time
import timeit
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path

import torch
import torch.distributed as together
from torch import nn

from builder.training.mix import Batch, Mix
from builder.training.plot import write_plot
from builder.training.trunk import Reader, find_losses

WEIGHTS = {"answered": 1.5, "supported": 1.0, "evidence": 2.0, "start": 0.7, "end": 0.7}
HEADS = 3  # how much faster the heads learn than the trunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn."""

    steps: int
    rate: float  # of the trunk
    warm_up: int = 100
    falling: float = 0.35
    keep_every: int = 25
    settled: int = 0  # layers of the trunk, from below, that learn no more: a fourth less work for two of six


def rate_at(step: int, plan: Plan) -> float:
    """Return the share of the full rate at a step."""
    rising = min(1.0, (step + 1) / plan.warm_up)
    left = (plan.steps - step) / (plan.falling * plan.steps)
    return max(0.0, min(rising, left, 1.0))


def train(model: Reader, mix: Mix, work: Path, plan: Plan) -> None:
    """Learn until the plan's last step, keeping a checkpoint now and then."""
    work.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device).train()
    mine, all_of_us = find_place()
    optimizer = make_optimizer(model, plan)
    step, number, done, history = resume(model, optimizer, work)
    settle(model, plan.settled)
    (work / "plan.json").write_text(json.dumps(asdict(plan), indent=1) + "\n", encoding="utf-8")
    started, first = time.monotonic(), step
    while step < plan.steps:
        for batches in mix.round(number)[done:]:
            for group in optimizer.param_groups:
                group["lr"] = group["full_rate"] * rate_at(step, plan)
            ours = [{name: one.to(device) for name, one in batch.items()} for batch in batches[mine::all_of_us]]
            history.append(take_step(model, optimizer, ours, len(batches)))
            step, done = step + 1, done + 1
            if mine == 0:
                show_progress(step, first, plan, history, time.monotonic() - started)
            if mine == 0 and (step % plan.keep_every == 0 or step >= plan.steps):
                keep(model, optimizer, work, (step, number, done, history))
            if step >= plan.steps:
                break
        number, done = number + 1, 0


def settle(model: Reader, layers: int) -> None:
    """Let the word and place tables and the lowest layers be as they are."""
    lowest = [model.trunk.embeddings, *model.trunk.encoder.layer[:layers]] if layers else []
    for part in lowest:
        part.requires_grad_(False)


def find_place() -> tuple[int, int]:
    """Return this process's number and how many train together: under torchrun, one a core wait less for each other."""
    if "RANK" not in os.environ:
        return 0, 1
    together.init_process_group("gloo")
    return together.get_rank(), together.get_world_size()


def share_gradients(model: Reader) -> None:
    """Add up the gradients of all processes, in one message."""
    gradients = [one.grad for one in model.parameters() if one.grad is not None]
    joined = torch.cat([gradient.flatten() for gradient in gradients])
    together.all_reduce(joined)
    for gradient, part in zip(gradients, joined.split([one.numel() for one in gradients]), strict=True):
        gradient.copy_(part.view_as(gradient))


def make_optimizer(model: Reader, plan: Plan) -> torch.optim.Optimizer:
    """Give the heads, which start from nothing, a higher rate than the trunk."""
    groups = [
        {"params": [one for one in model.trunk.parameters() if one.requires_grad], "full_rate": plan.rate},
        {
            "params": [*model.token_head.parameters(), *model.pair_head.parameters()],
            "full_rate": HEADS * plan.rate,
        },
    ]
    return torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


@cache
def halves_pay(device: str) -> bool:
    """Try whether bfloat16 is any faster there: without units for it, a processor may take forty times as long."""
    if device != "cpu":
        return True
    seconds = {}
    for kind in (torch.float32, torch.bfloat16):
        words, layer = torch.ones(512, 384, dtype=kind), torch.ones(384, 1536, dtype=kind)
        seconds[kind] = min(timeit.repeat(partial(torch.matmul, words, layer), number=1, repeat=5))
    return seconds[torch.bfloat16] < seconds[torch.float32]


def take_step(
    model: Reader, optimizer: torch.optim.Optimizer, batches: Sequence[Batch], parts: int
) -> dict[str, float]:
    """Learn from this process's batches among the step's `parts`, and return their mean losses."""
    optimizer.zero_grad(set_to_none=True)
    sums: dict[str, float] = {}
    for batch in batches:
        device = batch["ids"].device.type
        with torch.autocast(device, dtype=torch.bfloat16, enabled=halves_pay(device)):
            token_scores, pair_scores = model(batch["ids"], batch["mask"], batch["types"])
        losses = find_losses(token_scores, pair_scores, batch)
        loss = sum((WEIGHTS[name] * one for name, one in losses.items()), torch.zeros((), device=device))
        (loss / parts).backward()
        for name, one in losses.items():
            sums[name] = sums.get(name, 0.0) + float(one.detach()) / len(batches)
    if together.is_initialized():
        share_gradients(model)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return sums


def keep(
    model: nn.Module, optimizer: torch.optim.Optimizer, work: Path, at: tuple[int, int, int, list[dict[str, float]]]
) -> None:
    """Write a checkpoint beside the old one, then put it in its place."""
    step, number, done, history = at
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "round": number,
        "done": done,
        "history": history,
    }
    torch.save(state, work / "checkpoint.new")
    (work / "checkpoint.new").replace(work / "checkpoint.pt")
    write_plot(history, work / "loss.svg")


def resume(
    model: nn.Module, optimizer: torch.optim.Optimizer, work: Path
) -> tuple[int, int, int, list[dict[str, float]]]:
    """Go on from the work folder's checkpoint, where there is one."""
    if not (work / "checkpoint.pt").is_file():
        return 0, 0, 0, []
    state = torch.load(work / "checkpoint.pt", map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    rates = [group["full_rate"] for group in optimizer.param_groups]
    optimizer.load_state_dict(state["optimizer"])
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["full_rate"] = rate  # the plan's, which may have changed since
    return state["step"], state["round"], state["done"], state["history"]


def show_progress(step: int, first: int, plan: Plan, history: list[dict[str, float]], seconds: float) -> None:
    """Write one line: the step, the mean losses of late, and the time left."""
    if step % 10:
        return
    late = history[-50:]
    means = " ".join(f"{name} {sum(one[name] for one in late) / len(late):.3f}" for name in late[-1])
    left = seconds / (step - first) * (plan.steps - step) / 60
    sys.stderr.write(f"step {step}/{plan.steps} {means} {seconds / (step - first):.2f} s a step, {left:.0f} min left\n")
    sys.stderr.flush()
