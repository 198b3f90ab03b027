"""Models from a hub: an id and a revision come in, a folder with the files of exactly that revision goes out.

Fetches safetensors, the tokenizer and the configuration, and nothing that could be run; resumes broken downloads.
"""

import errno
from pathlib import Path
from typing import NamedTuple

from builder.errors import EngineError

WANTED = ("*.safetensors", "*.safetensors.index.json", "tokenizer.json", "chat_template.jinja", "*config.json")
WANTED_ONNX = ("*.onnx", "*.onnx_data", "*.onnx.data", "*.onnx_data_*")
_OF_THE_DISK = (errno.ENOSPC, errno.EROFS, errno.EACCES)
_WAY_OUT = (
    "fetch the model's folder (config.json, tokenizer.json, *.safetensors) where a hub can be reached, "
    "copy it here and give its path"
)


class Fetched(NamedTuple):
    """A folder and the revision it holds."""

    folder: Path
    revision: str


def split_id(text: str) -> tuple[str, str]:
    """Split "owner/name@revision"; without a revision it is the hub's main one, pinned when it is fetched."""
    name, _, revision = text.partition("@")
    return name, revision or "main"


def fetch(text: str, root: Path) -> Fetched:
    """Fetch a model's files into the store's own folder for downloads; a broken download goes on where it stopped."""
    # Part of the [export] extra and slow to import.
    from huggingface_hub import HfApi, snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError  # noqa: PLC0415

    name, wanted = split_id(text)
    try:
        found = HfApi().model_info(name, revision=wanted, timeout=20)
        revision = str(found.sha)
        listed = [entry.rfilename for entry in found.siblings or []]
        ready = not any(one.endswith(".safetensors") for one in listed)
        folder = root / ".downloads" / f"{name.replace('/', '--')}@{revision[:12]}"
        patterns = [*WANTED, *(WANTED_ONNX if ready else ())]
        snapshot_download(name, revision=revision, local_dir=folder, allow_patterns=patterns)
    except HFValidationError as error:
        raise EngineError(
            f"{text!r} is neither a folder nor an id of a hub", hint="an id looks like owner/name"
        ) from error
    except HfHubHTTPError as error:
        raise EngineError(f"the hub does not give out {text!r}: {error}", hint=_WAY_OUT) from error
    except Exception as error:  # the hub's client changes its HTTP library, and with it what it raises
        raise cannot_write(error, root) or EngineError(
            f"no model hub can be reached for {text!r}", hint=_WAY_OUT
        ) from error
    return Fetched(folder, revision)


def cannot_write(error: Exception, root: Path) -> EngineError | None:
    """What to say of an error that the disk has caused; nothing of any other."""
    if not isinstance(error, OSError) or error.errno not in _OF_THE_DISK:
        return None
    hint = "make room, or name another place with ANSWERBOOK_MODELS"
    return EngineError(f"the model cannot be written: {error.strerror}", path=str(root), hint=hint)
