"""Make a shipped model from start to end: `python -m builder.training <model> --data DIR --base DIR`.

    encoder   base ──▶ ONNX, int8
    reader    sets ──▶ training ──▶ ONNX, int8 ──▶ calibration ──▶ the blend's weights
    words     sets, docstrings of Python's library ──▶ a row for every common word (the query box's; no base)
    blend     the blend's weights alone, for the reader in the folder `--out`
A killed training goes on from its last checkpoint; `--steps 0` exports, calibrates and weighs the one that is there.
Under torchrun, processes train together.
"""

import argparse
import os
from pathlib import Path

from builder.training.blending import SILENT, fit_blend
from builder.training.words import make_words_model


def main() -> None:
    """Read the command line and make the model it names."""
    parser = argparse.ArgumentParser(prog="python -m builder.training", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", choices=("encoder", "reader", "words", "blend"))
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training sets")
    parser.add_argument("--base", type=Path, help="the folder of the base model's weights and tokenizer")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, help="where the finished model goes; by default into the work folder")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--tokens", type=int, default=4096, help="tokens a step")
    parser.add_argument("--short", type=int, default=25, help="rounds that show short texts, before the full ones")
    parser.add_argument("--settled", type=int, default=0, help="layers, from below, that learn no more")
    parser.add_argument(
        "--earlier",
        type=Path,
        nargs="*",
        default=[],
        help="checkpoints before the last, or finished readers' model.onnx, to export the mean of all",
    )
    parser.add_argument(
        "--from", dest="start", type=Path, help="a finished reader's folder, to go on from where no checkpoint is"
    )
    parser.add_argument("--rate", type=float, default=2e-4, help="how fast the trunk learns; the heads three times so")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--silent",
        type=float,
        nargs=2,
        default=tuple(SILENT.values()),
        metavar=tuple(SILENT),
        help="the blend's working points: which share of the questions that nothing answers stay unanswered",
    )
    chosen = parser.parse_args()
    out = chosen.out or chosen.work / chosen.model
    if chosen.model == "blend":
        fit_blend(out, chosen.data, chosen.seed, dict(zip(SILENT, chosen.silent, strict=True)))
        return
    if chosen.model == "words":
        make_words_model(chosen.data, out, chosen.work, chosen.seed)
        return
    if chosen.base is None:
        parser.error(f"{chosen.model} needs --base")
    make(chosen, out)


def make(chosen: argparse.Namespace, out: Path) -> None:
    """Train where steps are asked for, export, calibrate, weigh."""
    # Imported here: torch is an extra that weighing a finished reader does not need.
    from builder.training.calibrate import calibrate  # noqa: PLC0415
    from builder.training.export import export_encoder, export_reader  # noqa: PLC0415

    if chosen.model == "encoder":
        export_encoder(chosen.base, out)
        return
    if chosen.steps:
        train_reader(chosen)
    if os.environ.get("RANK", "0") == "0":
        export_reader(chosen.base, [*chosen.earlier, chosen.work / "checkpoint.pt"], out)
        calibrate(out, chosen.data, chosen.base, chosen.seed)
        fit_blend(out, chosen.data, chosen.seed, dict(zip(SILENT, chosen.silent, strict=True)))


def train_reader(chosen: argparse.Namespace) -> None:
    """Train up to the number of steps asked for."""
    import torch  # noqa: PLC0415 - an extra

    from builder.training.export import read_held  # noqa: PLC0415
    from builder.training.loop import Plan, train  # noqa: PLC0415
    from builder.training.mix import Mix, read_sources  # noqa: PLC0415
    from builder.training.trunk import Reader  # noqa: PLC0415
    from builder.training.vocabulary import read_tokenizer  # noqa: PLC0415

    torch.manual_seed(chosen.seed)
    mix = Mix(
        read_sources(chosen.data, chosen.base), read_tokenizer(chosen.base), chosen.seed, chosen.tokens, chosen.short
    )
    model = Reader(chosen.base)
    if chosen.start:
        model.load_state_dict(read_held(chosen.start / "model.onnx"))
    plan = Plan(steps=chosen.steps, settled=chosen.settled, rate=chosen.rate)
    train(model, mix, chosen.work, plan)


if __name__ == "__main__":
    main()
