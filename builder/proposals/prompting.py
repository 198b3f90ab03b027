"""The prompt: its template, a question and passages come in, what a model is asked goes out. Never asks a model.

A project's own `templates/prompts/answer.txt` wins over the one that ships. Passages are data: one pass fills the
template, so nothing in a document is ever filled in again, and no passage can close the fence around it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.digest import short
from builder.engines import Prompt
from builder.errors import FileError
from builder.packaged import templates_dir
from builder.records import Passage

NAME = Path("prompts") / "answer.txt"
_PART = re.compile(r"^--- (\w+)\n", re.MULTILINE)
_BLANK = re.compile(r"\{(\w+)\}")
_FENCE = re.compile(r'"{3,}')
_WANTED: Mapping[str, frozenset[str]] = {
    "duty": frozenset(),
    "asked": frozenset({"question", "passages"}),
    "passage": frozenset({"number", "text"}),
}
_KNOWN = {**_WANTED, "passage": _WANTED["passage"] | {"headings", "fence"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptForm:
    """A prompt template, read and found sound."""

    version: str
    duty: str
    asked: str
    passage: str

    @property
    def digest(self) -> str:
        """What tells this form from another."""
        return short((self.version, self.duty, self.asked, self.passage))


def read_prompt_form(project_templates: Path | None = None) -> PromptForm:
    """Read the project's own prompt if it has one, else the one that ships."""
    own = project_templates / NAME if project_templates else None
    path = own if own is not None and own.is_file() else templates_dir() / NAME
    head, *rest = _PART.split(path.read_text("utf-8"))
    parts = {name: text.strip("\n") for name, text in zip(rest[::2], rest[1::2], strict=True)}
    version = head.strip().removeprefix("version:").strip()
    if not version or not head.startswith("version:"):
        raise FileError("a prompt begins with `version: …`", path=str(path), line=1, hint="raise it with every change")
    for name, wanted in _WANTED.items():
        blanks = set(_BLANK.findall(parts.get(name, "")))
        if name not in parts:
            raise FileError(f"the part `--- {name}` is missing", path=str(path), hint="copy the prompt that ships")
        if missing := sorted(wanted - blanks):
            raise FileError(
                f"the part `{name}` lacks {{{missing[0]}}}", path=str(path), hint="copy the prompt that ships"
            )
        if strange := sorted(blanks - _KNOWN[name]):
            known = ", ".join(f"{{{one}}}" for one in sorted(_KNOWN[name])) or "none"
            raise FileError(
                f"nothing fills {{{strange[0]}}} in the part `{name}`", path=str(path), hint=f"known: {known}"
            )
    return PromptForm(version=version, duty=parts["duty"], asked=parts["asked"], passage=parts["passage"])


def make_prompt(form: PromptForm, question: str, passages: Sequence[Passage]) -> Prompt:
    """Fill the form for one question and its passages, numbered from 1."""
    shown = [_fill(form.passage, _words(passage, number)) for number, passage in enumerate(passages, 1)]
    return Prompt(duty=form.duty, asked=_fill(form.asked, {"question": question, "passages": "\n\n".join(shown)}))


def _words(passage: Passage, number: int) -> dict[str, str]:
    longest = max((len(found) for found in _FENCE.findall(passage.text)), default=2)
    return {
        "number": str(number),
        "headings": " › ".join(passage.headings),
        "text": passage.text,
        "fence": '"' * (longest + 1),
    }


def _fill(form: str, words: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: words[found[1]], form)
