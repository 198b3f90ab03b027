"""answerbook doctor: what this installation can do and what is wrong with it, each fault with what mends it."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from builder import __version__, packaged
from builder.cli import say
from builder.cli.site import json_option
from builder.engines.devices import name_gpus
from builder.errors import AnswerbookError
from builder.format import find_root, read_books, read_project, read_questions
from builder.model_store import list_models, models_dir
from builder.packaged import install_extra
from builder.publish import can_exchange
from builder.text import counted, one_line

PACKAGES = ("mkdocs", "mkdocs-material", "numpy", "jinja2", "click", "pypdfium2", "tokenizers")
RUNTIMES = ("onnxruntime-gpu", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    fine: bool
    told: str
    hint: str = ""


@click.command("doctor", epilog="Example: answerbook doctor --json")
@json_option
@click.pass_obj
def command(folder: Path, as_json: bool) -> int:
    """Print what this installation can do, and what is wrong with it."""
    checks = [*_installation(), *_devices(), *_models(), *_project(folder)]
    if as_json:
        say.result_json([asdict(check) for check in checks], indent=2)
    else:
        for check in checks:
            say.result(f"{'ok   ' if check.fine else 'WRONG'}  {check.name}: {check.told}")
            if check.hint:
                say.result(f"       hint: {check.hint}")
    return 0 if all(check.fine for check in checks) else 1


def _installation() -> Iterator[Check]:
    yield Check("answerbook", True, f"{__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    yield Check("packages", True, ", ".join(f"{name} {_version(name) or 'missing'}" for name in PACKAGES))
    found = [name for name in RUNTIMES if _version(name)]
    if len(found) == 2:
        yield Check(
            "runtime",
            False,
            "onnxruntime and onnxruntime-gpu are both installed and overwrite each other",
            "pip uninstall -y onnxruntime onnxruntime-gpu && pip install --force-reinstall onnxruntime-gpu",
        )
    else:
        told = f"{found[0]} {_version(found[0])} ({_providers()})" if found else "no onnxruntime"
        yield Check("runtime", bool(found), told)
    yield Check(
        "publication",
        True,
        "the site is exchanged in one step" if can_exchange() else "the site is exchanged by two renames",
    )


def _devices() -> Iterator[Check]:
    """Which GPUs answer, and where each language model on this machine would run."""
    # Imported here for the same reason as below.
    try:
        from builder.engines.generator.opening import missing_for_cuda, place_of  # noqa: PLC0415
    except ImportError as error:
        yield Check("GPU", False, one_line(str(error))[:300], "install Answerbook again")
        return
    if gpus := name_gpus():
        named = ", ".join(f"{gpu.name} ({gpu.bytes / 1e9:.0f} GB)" for gpu in gpus)
        missing = missing_for_cuda()
        told = missing or "language models in fp16 or bf16 run there, everything else on the processor"
        yield Check("GPU", not missing, f"{named}: {told}", install_extra("gpu") if missing else "")
    else:
        yield Check("GPU", True, "none answers here: everything runs on the processor")
    for model in list_models(models_dir()):
        if model.damage:
            yield Check("language model", False, f"{model.name}: {model.damage}", "add the model again")
            continue
        try:
            place = place_of(model.folder)
        except AnswerbookError as error:
            yield Check("language model", False, f"{model.name}: {error.message}", error.hint)
            continue
        where = "on the GPU" if place.device == "cuda" else "on the processor"
        why = f", because {place.reason}" if gpus and place.reason else ""
        yield Check("language model", True, f"{model.name} ({model.precision}) runs {where}{why}")


def _models() -> Iterator[Check]:
    # Imported here: only this part needs the runtime, and it must not keep the rest from being told.
    try:
        from builder.engines.encoder import load_encoder  # noqa: PLC0415

        encoder = load_encoder()
        length = float((encoder.encode(["Is anybody there?"]) ** 2).sum())
        yield Check(
            "encoder", abs(length - 1) < 1e-3, f"{encoder.fingerprint[:10]}, {encoder.dimension} numbers a text"
        )
    except Exception as error:
        yield Check("encoder", False, one_line(str(error))[:300], "install Answerbook again")
    try:
        from builder.engines.reader import load_reader  # noqa: PLC0415

        if not (packaged.HERE / "models" / "reader" / "model.onnx").is_file():
            yield Check("reader", True, "none installed: answers are found by word overlap and the encoder")
        else:
            yield Check("reader", True, load_reader().fingerprint[:10])
    except Exception as error:
        yield Check("reader", False, one_line(str(error))[:300], "install Answerbook again")


def _project(folder: Path) -> Iterator[Check]:
    try:
        project = read_project(find_root(folder))
        books = read_books(project)
        questions = sum(not one.proposed for book in books for one in read_questions(book))
    except AnswerbookError as error:
        yield Check("project", False, f"{say.shown_path(error.path)}: {error.message}", error.hint)
        return
    yield Check(
        "project", True, f"{project.site_name}, {counted(len(books), 'book')}, {counted(questions, 'listed question')}"
    )
    # Imported here for the same reason as the models.
    from builder.pipeline.plugin import missing_plugin  # noqa: PLC0415

    if without := missing_plugin(project):
        yield Check("plugin", False, f"{say.shown_path(without.path)}: {without.message}", without.hint)


def _providers() -> str:
    # Imported here for the same reason as the models.
    try:
        from builder.engines.generator.opening import list_providers  # noqa: PLC0415
    except ImportError as error:
        return one_line(str(error))[:300]
    return f"built for {', '.join(list_providers())}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
