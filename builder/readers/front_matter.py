"""What a Markdown file says of itself before its text: title, questions, draft or not. Never takes text for it."""

import difflib
import re
from datetime import date
from typing import Any

import yaml

from builder.errors import SourceError
from builder.text import one_line

DRAFT = "its front matter says `draft: true`"
LIKE = 0.8  # share of letters by which a key is a slip for `questions`
_LARGEST_NUMBER = 10**18  # that is a title

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[\w-]+[ \t]*:(?:\s|\Z)")  # begins what is front matter, however wrong


class _Unmerged(yaml.SafeLoader):
    """YAML in which no mapping is merged into another (`<<`): a few lines of that could grow without end."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Leave a mapping as it is written."""


def cut_front_matter(text: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Front matter, the text after it, and what is wrong with it; none where a rule or a heading begins the text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text, ()
    try:
        meta = yaml.load(match.group(1), _Unmerged)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2026-02-30 is a ValueError
        if not _KEY.match(match.group(1)):
            return {}, text, ()
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        return {}, text[match.end() :], (f"the front matter is not YAML{line}",)
    if not isinstance(meta, dict):
        return {}, text, ()
    if meta.get("draft") is True:  # Material's blog publishes none of these, nor do other generators
        raise SourceError(DRAFT)
    return meta, text[match.end() :], ()


def written_title(meta: dict[str, Any]) -> str:
    """A title in words, or a number or a date for one; a list that is named within lists could grow without end."""
    value = meta.get("title")
    short = isinstance(value, str | float | date) or (isinstance(value, int) and abs(value) < _LARGEST_NUMBER)
    return str(value) if value and short else ""


def written_questions(meta: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that front matter asks, and what is wrong with them."""
    value = meta.get("questions")
    if value is None:
        slips = difflib.get_close_matches("questions", [str(key) for key in meta if key != "questions"], 1, LIKE)
        return (), tuple(f"`{slip}` in the front matter is not read: did you mean `questions`?" for slip in slips)
    if not isinstance(value, list):
        return (), ("`questions` in the front matter is not a list",)
    good = tuple(one_line(question) for question in value if isinstance(question, str) and question.strip())
    wrong = () if len(good) == len(value) else ("`questions` in the front matter holds more than plain sentences",)
    return good, wrong
