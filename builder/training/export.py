"""From torch to what ships: a trained model comes in, a checked ONNX graph in int8 with its tokenizer goes out.

The graph must agree with torch to 1e-4 before it is quantised; what quantising costs is printed, never assumed. The
reader is rounded by blocks and rows, which moves a score a quarter as far as one scale a tensor does.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import nn
from transformers import AutoModel

from builder.training.shipped import read_weights
from builder.training.trunk import Reader
from builder.training.vocabulary import read_tokenizer

AGREES = 1e-4
BLOCK = 128  # numbers that share a scale
TRUNK = "trunk."  # before the names of a checkpoint's weights that ship
Quantise = Callable[[Path, Path], None]
SAMPLE = (
    ("When was the bridge opened?", "The bridge was opened in 1932. It spans 503 metres."),
    ("Which optimiser is used?", "All runs used the same seed, a batch of 32 and 60 epochs on one machine."),
)


class Encoder(nn.Module):  # type: ignore[misc, unused-ignore]
    """The base model with mean pooling and unit length inside the graph."""

    def __init__(self, base: Path) -> None:
        """Load the base model as it is."""
        super().__init__()
        self.trunk = AutoModel.from_pretrained(base, attn_implementation="eager", add_pooling_layer=False)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return one unit vector a text."""
        hidden = self.trunk(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1).clamp(min=1e-9), dim=1)


class RowTable(nn.Module):  # type: ignore[misc, unused-ignore]
    """A table of one byte a number, with a scale for each row: of words, of places."""

    def __init__(self, table: torch.Tensor) -> None:
        """Round every row by its own largest number."""
        super().__init__()
        scales = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("rows", (table / scales).round().to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return the words' rows as numbers."""
        return self.rows[ids].float() * self.scales[ids]


def export_encoder(base: Path, out: Path, checkpoint: Path | None = None) -> None:
    """Write the encoder's folder: of the base as it is, or of what it has learned."""
    model = Encoder(base).eval()
    if checkpoint:
        model.trunk.load_state_dict(read_trunk(checkpoint))
    write_folder(model, ("input_ids", "attention_mask"), ("vectors",), base, out, quantise_by_tensor)


def export_reader(base: Path, checkpoints: Sequence[Path], out: Path) -> None:
    """Write the reader's folder from a checkpoint, or from the mean of several of one training."""
    model = Reader(base, attention="eager").eval()
    model.load_state_dict(mean_of(checkpoints))
    tables = model.trunk.embeddings
    tables.word_embeddings = RowTable(tables.word_embeddings.weight.detach())
    tables.position_embeddings = RowTable(tables.position_embeddings.weight.detach())
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    write_folder(model, inputs, ("tokens", "pair"), base, out, quantise_by_block)


def mean_of(checkpoints: Sequence[Path]) -> dict[str, torch.Tensor]:
    """Return the mean of the weights that checkpoints and finished readers hold: less fitted than the last alone."""
    held = [read_held(path) for path in checkpoints]
    return {name: torch.stack([one[name] for one in held]).mean(0) for name in held[0]}


def read_trunk(path: Path) -> dict[str, torch.Tensor]:
    """Return the trunk's weights alone, by their names in it."""
    held = read_held(path)
    return {name.removeprefix(TRUNK): weight for name, weight in held.items() if name.startswith(TRUNK)}


def read_held(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of a checkpoint, or of a finished model's graph."""
    if path.suffix == ".onnx":
        return {name: torch.from_numpy(weight) for name, weight in read_weights(path).items()}
    weights: dict[str, torch.Tensor] = torch.load(path, map_location="cpu", weights_only=True)["model"]
    return weights


def write_folder(
    model: nn.Module, inputs: Sequence[str], outputs: Sequence[str], base: Path, out: Path, quantise: Quantise
) -> None:
    """Export, check against torch, quantise and put the tokenizer beside it."""
    out.mkdir(parents=True, exist_ok=True)
    sample = make_sample(base)
    whole = out / "model.fp32.onnx"
    torch.onnx.export(
        model,
        tuple(sample[name] for name in inputs),
        str(whole),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: {0: "batch", 1: "length"} for name in inputs}
        | {name: {0: "batch", 1: "length"} if name == "tokens" else {0: "batch"} for name in outputs},
        opset_version=17,
        dynamo=False,  # right under transformers 4.57, which the export extra pins; wrong, silently, under 5
    )
    with torch.no_grad():
        expected = model(*(sample[name] for name in inputs))
    expected = expected if isinstance(expected, tuple) else (expected,)
    off = furthest(run_graph(whole, sample, inputs), expected)
    if off > AGREES:
        raise SystemExit(f"error: the exported graph is {off:.1e} from torch, more than {AGREES:.0e}")
    quantise(whole, out / "model.onnx")
    lost = furthest(run_graph(out / "model.onnx", sample, inputs), expected)
    sys.stderr.write(f"{out}: graph within {off:.1e} of torch, int8 within {lost:.2f} on the sample\n")
    whole.unlink()
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")


def quantise_by_tensor(whole: Path, out: Path) -> None:
    """Round the weights by channel, and what flows between them by tensor, as it comes: quickest."""
    quantize_dynamic(str(whole), str(out), per_channel=True, weight_type=QuantType.QInt8)


def quantise_by_block(whole: Path, out: Path) -> None:
    """Round the trunk's weights, and what flows between them, by blocks; the small heads decide alone: they stay."""
    model = onnx.load(whole)
    heads = [node.name for node in model.graph.node if "head" in node.name]
    quantiser = MatMulNBitsQuantizer(
        model, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4, nodes_to_exclude=heads
    )
    quantiser.process()
    quantiser.model.save_model_to_file(str(out), False)


def make_sample(base: Path) -> dict[str, torch.Tensor]:
    """Return two pairs as a padded batch."""
    tokenizer = read_tokenizer(base)
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch([list(pair) for pair in SAMPLE])
    return {
        "input_ids": torch.tensor([one.ids for one in encoded]),
        "attention_mask": torch.tensor([one.attention_mask for one in encoded]),
        "token_type_ids": torch.tensor([one.type_ids for one in encoded]),
    }


def run_graph(path: Path, sample: dict[str, torch.Tensor], inputs: Sequence[str]) -> list[np.ndarray]:
    """Return what onnxruntime makes of the sample."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return list(session.run(None, {name: sample[name].numpy() for name in inputs}))


def furthest(made: Sequence[np.ndarray], expected: Sequence[torch.Tensor]) -> float:
    """Return the largest difference between two sets of outputs."""
    return max(float(np.abs(one - two.numpy()).max()) for one, two in zip(made, expected, strict=True))
