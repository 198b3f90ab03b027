"""Where the files that ship with the package lie: templates beside it in a clone, inside it once installed."""

from pathlib import Path

HERE = Path(__file__).parent
WEB = HERE / "web"  # the browser's modules
WORDS = HERE / "models" / "words"  # what is known of English words


def templates_dir() -> Path:
    """The folder of the templates that ship."""
    inside = HERE / "templates"
    return inside if inside.is_dir() else HERE.parent / "templates"


def install_extra(name: str) -> str:
    """How to get an extra: no public registry has the package, and its name there may become anybody's."""
    return f'`pip install ".[{name}]"` in the cloned folder of Answerbook'
