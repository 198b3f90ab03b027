"""Make a shipped model from start to end: `python -m builder.training <model> --data DIR --base DIR`.

    encoder   sets ──▶ training ──▶ ONNX, int8, and in `finder/words` of the work folder the rows learned beside
    reader    sets ──▶ training ──▶ ONNX, int8 ──▶ calibration ──▶ the blend's weights
    words     sets, docstrings of Python's library ──▶ a row for every common word (the query box's; no base)
    blend     the blend's weights alone, for the reader in the folder `--out`
A killed training goes on from its last checkpoint, that of words from the texts encoded so far; `--steps 0` exports,
calibrates and weighs the one that is there.
Under torchrun, processes train together.
"""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from builder.bundle.prior import read_prior
from builder.packaged import WORDS, install_extra
from builder.training.blending import SILENT, fit_blend
from builder.training.words import make_words_model

STEPS = {"encoder": 525, "reader": 3000, "words": 5000}
RATES = {"encoder": 6e-5, "reader": 2e-4}


def main() -> None:
    """Read the command line and make the model it names."""
    parser = argparse.ArgumentParser(prog="python -m builder.training", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", choices=("encoder", "reader", "words", "blend"))
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training sets")
    parser.add_argument("--base", type=Path, help="the folder of the base model's weights and tokenizer")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, help="where the finished model goes; by default into the work folder")
    parser.add_argument("--steps", type=int, help=f"how long to learn, by default {say_usual(STEPS)}")
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
        "--from", dest="start", type=Path, help="a finished model's folder, to go on from where no checkpoint is"
    )
    parser.add_argument(
        "--words", type=Path, help="a folder of rows to begin with; by default an encoder begins with those that ship"
    )
    parser.add_argument(
        "--encoder", type=Path, help="the encoder's folder that words are fitted to; by default what ships"
    )
    parser.add_argument("--lot", type=int, default=64, help="texts a step of the encoder's training")
    parser.add_argument(
        "--rate",
        type=float,
        help=f"how fast the trunk learns, by default {say_usual(RATES)}; a reader's heads three times so",
    )
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
    chosen.steps = STEPS.get(chosen.model, 0) if chosen.steps is None else chosen.steps
    chosen.rate = chosen.rate or RATES.get(chosen.model)
    if chosen.base is None and chosen.model in RATES:
        parser.error(f"{chosen.model} needs --base")
    try:
        make(chosen, chosen.out or chosen.work / chosen.model)
    except ModuleNotFoundError as error:
        parser.exit(1, f"error: {error.name} is not installed\nhint: {install_extra('export')}\n")


def say_usual(values: Mapping[str, float]) -> str:
    """Return what is usual for each model, for the help."""
    return ", ".join(f"{value:g} for the {model}" for model, value in values.items())


def make(chosen: argparse.Namespace, out: Path) -> None:
    """Make the model that was chosen."""
    if chosen.model == "blend":
        fit_blend(out, chosen.data, chosen.seed, dict(zip(SILENT, chosen.silent, strict=True)))
        return
    if chosen.model == "words":
        learned = read_prior(chosen.words) if chosen.words else None
        make_words_model(chosen.data, out, chosen.work, chosen.seed, chosen.steps, chosen.encoder, learned)
        return
    make_trained(chosen, out)


def make_trained(chosen: argparse.Namespace, out: Path) -> None:
    """Train where steps are asked for, export, calibrate, weigh."""
    # Imported here: torch is an extra that weighing a finished reader does not need.
    from builder.training.calibrate import calibrate  # noqa: PLC0415
    from builder.training.export import export_encoder, export_reader  # noqa: PLC0415

    if chosen.model == "encoder":
        if chosen.steps:
            train_encoder(chosen, chosen.work / "finder")
        kept = chosen.work / "finder" / "checkpoint.pt"
        export_encoder(chosen.base, out, kept if kept.is_file() else None)
        return
    if chosen.steps:
        train_reader(chosen)
    if os.environ.get("RANK", "0") == "0":
        export_reader(chosen.base, [*chosen.earlier, chosen.work / "checkpoint.pt"], out)
        calibrate(out, chosen.data, chosen.base, chosen.seed)
        fit_blend(out, chosen.data, chosen.seed, dict(zip(SILENT, chosen.silent, strict=True)))


def train_encoder(chosen: argparse.Namespace, work: Path) -> None:
    """Train up to the number of steps asked for, and write the rows that were learned beside."""
    import torch  # noqa: PLC0415 - an extra

    from builder.training.export import read_trunk  # noqa: PLC0415
    from builder.training.finder import Finder, train_finder, write_rows  # noqa: PLC0415
    from builder.training.loop import Plan  # noqa: PLC0415
    from builder.training.pairs import Pairs  # noqa: PLC0415

    torch.manual_seed(chosen.seed)
    pairs = Pairs(chosen.data, chosen.seed, chosen.lot)
    queries = [query for some in pairs.written.values() for pair in some for query in pair.asked]
    finder = Finder(chosen.base, read_prior(chosen.words or WORDS), queries)
    if chosen.start:
        finder.trunk.load_state_dict(read_trunk(chosen.start / "model.onnx"))
    train_finder(finder, pairs, work, Plan(steps=chosen.steps, rate=chosen.rate, warm_up=30, falling=1.0))
    write_rows(finder, work / "words")


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
