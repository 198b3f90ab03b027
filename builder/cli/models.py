"""answerbook models: language models brought in, listed, checked and removed; they word answers if asked to."""

from dataclasses import asdict
from typing import cast

import click

from builder.cli import say
from builder.cli.reports import plain_finding
from builder.cli.site import json_option
from builder.engines.devices import count_gpus
from builder.errors import EngineError
from builder.model_store import check_model, find_model, list_models, models_dir, remove_model
from builder.packaged import install_extra
from builder.text import counted

PRECISIONS = ("auto", "fp16", "bf16", "fp32", "int8", "int4")


@click.group("models", epilog="Example: answerbook models list")
def command() -> None:
    """Bring language models in, list, check and remove them.

    A model words answers when `answerbook build --model NAME` asks it to. Models lie outside the project, in a folder
    that all projects share (ANSWERBOOK_MODELS changes it).
    """


@command.command("add", epilog="Example: answerbook models add Qwen/Qwen2.5-1.5B-Instruct")
@click.argument("source", metavar="ID_OR_FOLDER")
@click.option("--name", default="", help="What to call it here. Default: the last part of its id.")
@click.option(
    "--precision",
    type=click.Choice(PRECISIONS),
    default="auto",
    help="Default: fp16 with a GPU, int8 without. bf16 needs a GPU of 2020 or later.",
)
@click.option(
    "--through",
    type=click.Choice(["auto", "own", "optimum"]),
    default="auto",
    help="Who writes the graph. Default: Answerbook for the families it knows, optimum for the rest.",
)
@click.option(
    "--longest", type=click.IntRange(256), default=32_768, help="Most tokens the model keeps. Default: 32768."
)
def add(source: str, name: str, precision: str, through: str, longest: int) -> int:
    """Bring a model in: an id on a model hub (owner/name or owner/name@revision), or a folder on this machine.

    The folder holds config.json, tokenizer.json and *.safetensors, or a finished model.onnx with its tokenizer.json.
    Code that comes with a model is never run.
    """
    try:
        # Part of the [export] extra: whoever only runs models needs none of it.
        from builder.export.adding import Through, Wish, add_model  # noqa: PLC0415
        from builder.export.sink import Precision  # noqa: PLC0415
    except ImportError as error:
        raise EngineError(
            f"adding models needs what is not installed: {error.name}", hint=install_extra("export")
        ) from error
    chosen = cast("Precision", precision if precision != "auto" else "fp16" if count_gpus() else "int8")
    wish = Wish(source=source, precision=chosen, name=name, through=cast("Through", through), longest=longest)
    with say.Progress() as progress:
        model = add_model(wish, models_dir(), told=progress)
    say.result(f"Added {model.name}: {model.precision}, {_size(model.bytes)}, in {say.shown_path(str(model.folder))}")
    say.result(f"Use it with `answerbook build --model {model.name}`.")
    return 0


@command.command("list", epilog="Example: answerbook models list --json")
@json_option
def list_(as_json: bool) -> int:
    """List the models on this machine."""
    found = list_models(models_dir())
    if as_json:
        say.result_json([{**asdict(model), "folder": str(model.folder)} for model in found], indent=2)
    elif not found:
        say.result(f"No models in {models_dir()} yet. `answerbook models add` brings one in.")
    for model in found if not as_json else ():
        if model.damage:
            say.result(f"{model.name}  cannot be used: {model.damage}; add it again")
            continue
        origin = f"{model.source}@{model.revision[:12]}" if model.revision else model.source
        say.result(f"{model.name}  {model.precision}  {_size(model.bytes)}  from {origin}")
    return 0


@command.command("check", epilog="Example: answerbook models check qwen2.5-1.5b-instruct")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@json_option
def check(names: tuple[str, ...], as_json: bool) -> int:
    """Compare every file of the models with what was added, by sha256."""
    folders = [find_model(name, models_dir()) for name in names] or [one.folder for one in list_models(models_dir())]
    findings = [finding for folder in folders for finding in check_model(folder)]
    damaged = any(finding.severity == "error" for finding in findings)
    if as_json:
        checked = [folder.name for folder in folders]
        say.result_json(
            {"fine": not damaged, "models": checked, "findings": [plain_finding(one) for one in findings]}, indent=2
        )
        return 1 if damaged else 0
    for finding in findings:
        say.finding(finding)
    say.result(f"Checked {counted(len(folders), 'model')}: {counted(len(findings), 'finding')}.")
    return 1 if damaged else 0


@command.command("remove", epilog="Example: answerbook models remove qwen2.5-1.5b-instruct")
@click.argument("name")
def remove(name: str) -> int:
    """Delete a model from this machine; answers that it worded stay."""
    remove_model(name, models_dir())
    say.result(f"Removed {name}.")
    return 0


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
