"""A prompt as tokens: a model's chat template is rendered in a sandbox, document text never is a control token.

The template sees two marks in place of the words; the words are turned into tokens apart and put where the marks were.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import Tokenizer

from builder.engines import Prompt
from builder.errors import EngineError

_DUTY, _ASKED = "\ue000duty\ue001", "\ue000asked\ue001"
_MARKS = re.compile(f"({_DUTY}|{_ASKED})")
_LONGEST_TEMPLATE = 200_000


class Chat:
    """Turns prompts into tokens the way one model expects them."""

    def __init__(self, tokenizer: Tokenizer, template: str, specials: Mapping[str, str]) -> None:
        """Render the template once; every prompt is put into the same frame."""
        self._tokenizer = tokenizer
        self._pieces = [piece for piece in _MARKS.split(_frame(template, specials)) if piece]
        added = sorted(
            (token.content for token in tokenizer.get_added_tokens_decoder().values()), key=len, reverse=True
        )
        self._added = re.compile("|".join(re.escape(one) for one in added if one)) if added else None
        self._bare = not template
        self._known: dict[str, list[int]] = {}

    def tokens(self, prompt: Prompt) -> list[int]:
        """The prompt's tokens, up to where the model is to go on."""
        words = {_DUTY: prompt.duty, _ASKED: prompt.asked}
        made = self._opening() if self._bare else []
        for piece in self._pieces:
            if piece == _DUTY:
                made += self._remembered(prompt.duty)
            elif piece in words:
                made += self._plain(words[piece])
            else:
                made += self._tokenizer.encode(piece, add_special_tokens=False).ids
        return made

    def _opening(self) -> list[int]:
        """What the tokenizer puts before every text of its own accord."""
        ids: list[int] = self._tokenizer.encode("", add_special_tokens=True).ids
        return ids[:1]

    def _remembered(self, text: str) -> list[int]:
        if text not in self._known:
            self._known = {text: self._plain(text)}
        return self._known[text]

    def _plain(self, text: str) -> list[int]:
        """Tokens of a text in which nothing is a control token, whatever it looks like."""
        made: list[int] = []
        for piece in _cut_inside(text, self._added):
            made += self._tokenizer.encode(piece, add_special_tokens=False).ids
        return made


def _cut_inside(text: str, added: re.Pattern[str] | None) -> list[str]:
    """Cut a text after the first character of everything that would be read as one control token."""
    pieces, start, at = [], 0, 0
    while added is not None and (found := added.search(text, at)):
        at = found.start() + 1
        if found.end() - found.start() > 1:
            pieces.append(text[start:at])
            start = at
    return [piece for piece in [*pieces, text[start:]] if piece]


def _frame(template: str, specials: Mapping[str, str]) -> str:
    if not template:
        return f"{_DUTY}\n\n{_ASKED}\n"
    if len(template) > _LONGEST_TEMPLATE:
        raise EngineError("the model's chat template is too long to be one")
    apart = [{"role": "system", "content": _DUTY}, {"role": "user", "content": _ASKED}]
    joined = [{"role": "user", "content": f"{_DUTY}\n\n{_ASKED}"}]
    for messages in (apart, joined):  # some families know no system role and say so, or leave it out
        try:
            frame = _render(template, messages, specials)
        except TemplateError as error:
            reason = str(error)
            continue
        if frame.count(_DUTY) == 1 and frame.count(_ASKED) == 1:
            return frame
        reason = "it does not show what it is given"
    raise EngineError(f"the model's chat template cannot be used: {reason}")


def _render(template: str, messages: list[dict[str, str]], specials: Mapping[str, str]) -> str:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.globals["raise_exception"] = _raise
    environment.filters["tojson"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
    values: dict[str, Any] = {"messages": messages, "add_generation_prompt": True, "enable_thinking": False, **specials}
    try:
        return environment.from_string(template).render(values)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise TemplateError(str(error)) from error


def _raise(message: str) -> NoReturn:
    raise TemplateError(message)
