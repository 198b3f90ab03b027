"""The words of Markdown, from its tokens: no marks, no images, and nothing that is struck out or hidden."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from builder.text import one_line

_ATTRIBUTES_AFTER = re.compile(r"\{:?[ ]*[.#\w][^}\n]*\}")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^}\n]*\})?")
_KEYS = re.compile(r"\+\+([a-z0-9_\"-]+(?:\+[a-z0-9_\"-]+)*)\+\+")
# Where a mark is not closed, no later one is: the rest is taken as it stands, so that it is not looked through again.
# Within words a mark is none: `numpy==1.24`.
_MARKED = tuple(
    re.compile(rf"(?<!\w){mark}(?=\S)(.+?)(?<=\S){mark}(?!\w)|((?<!\w){mark}(?=\S).+)") for mark in ("==", r"\^\^")
)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_STRUCK = frozenset({"del", "s", "strike"})
_CLOSED = frozenset("article aside b code div em i p section span strong".split())  # by a tag of their own
_HIDDEN = re.compile(
    r"\shidden(?=[\s=/]|$)|\sstyle\s*=\s*[\"'][^\"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_END = re.compile(r"[^\s.,;:!?…]$")
_BEGUN = re.compile(r"[^\w\s]*(?![a-zß-öø-ÿ])\w")
_HOLDING = frozenset({"inline", "fence", "code_block", "html_block", "heading_open", "heading_close"})


def visible_text(token: Token, struck: bool = False) -> str:
    """What a reader sees of an inline token, blanks as one blank; with what is struck out if `struck`."""
    parts: list[str] = []
    before = ""
    for child in token.children or () if struck else _seen(token.children or ()):
        content = child.content
        if child.type == "text":
            if before in {"link_close", "image", "code_inline", "em_close", "strong_close"}:
                content = _ATTRIBUTES_AFTER.sub("", content, count=1) if content.startswith("{") else content
            parts.append(_plain(content))
        elif child.type == "code_inline":
            parts.append(content)
        elif _breaks(child):
            parts.append(" ")
        before = child.type
    return one_line("".join(parts))


def _breaks(child: Token) -> bool:
    """Whether a line ends here."""
    tag = child.type == "html_inline" and _BREAK.fullmatch(child.content)
    return bool(tag) or child.type in {"softbreak", "hardbreak"}


def with_title_apart(token: Token) -> tuple[Token, ...]:
    """A paragraph, parted behind a bold first line that is its title: no mark ends it, and a sentence begins below."""
    children = [one for one in token.children or () if one.content or one.type != "text"]
    end = next((place for place, one in enumerate(children) if one.type == "strong_close"), 0)
    below = children[end + 1 : end + 2]
    if not (end and children[0].type == "strong_open" and below and _breaks(below[0])):
        return (token,)
    title, rest = token.copy(children=children[: end + 1]), token.copy(children=children[end + 2 :])
    parted = _NO_END.search(visible_text(title)) and _BEGUN.match(visible_text(rest))
    return (title, rest) if parted else (token,)


def leads_within(token: Token) -> bool:
    """Whether all of an entry's words are one link to a place on its own page."""
    children = [child for child in token.children or () if child.content.strip() or child.type != "text"]
    opened = [child for child in children if child.type == "link_open"]
    alone = len(opened) == 1 and children[0] is opened[0] and children[-1].type == "link_close"
    return alone and str(opened[0].attrGet("href")).startswith("#")


def prose(token: Token) -> Iterator[str]:
    """The texts of an inline token that are no code."""
    return (child.content for child in token.children or () if child.type != "code_inline")


def seen_blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the words between raw HTML that strikes out or hides, and the later block that closes it."""
    unseen = _Unseen()
    passed: list[Token] = []
    for token in tokens:
        was_open = bool(unseen.name)
        if token.type == "html_block":
            token = token.copy(content=_COMMENT.sub("", token.content))
        rest = unseen.pass_over(token) if was_open or token.type == "html_block" else ""
        if not was_open or token.type not in _HOLDING:
            yield token
        elif unseen.name:
            passed.append(token)
        else:
            passed = []
            if token.type == "html_block":
                yield token.copy(content=rest)
    yield from passed  # what is never closed is a slip


class _Unseen:
    """The element of raw HTML that strikes out or hides what stands in it, while one is open."""

    def __init__(self) -> None:
        self.name = ""
        self.depth = 0

    def pass_over(self, token: Token) -> str:
        """Step through a token's tags; return what stands after the last that closed an element."""
        rest = ""
        raw = [child.content for child in token.children or () if child.type == "html_inline"]
        for source in raw or [token.content]:
            for tag in _TAG.finditer(source):
                was_open = bool(self.name)
                self.step(tag)
                rest = source[tag.end() :] if was_open and not self.name else rest
        return rest

    def step(self, tag: re.Match[str]) -> None:
        name, closing = tag[2].lower(), bool(tag[1])
        if self.name:
            self.depth += 0 if name != self.name else -1 if closing else 1
            self.name = self.name if self.depth else ""
        elif not closing and (name in _STRUCK or (name in _CLOSED and _HIDDEN.search(tag[3]))):
            self.name, self.depth = name, 1


def _seen(children: Sequence[Token]) -> Iterator[Token]:
    """What of a line is neither struck out nor hidden."""
    unseen = _Unseen()
    for child in children:
        source = {"s_open": "<s>", "s_close": "</s>"}.get(child.type) or child.content
        tag = _TAG.fullmatch(source) if child.type in {"s_open", "s_close", "html_inline"} else None
        if tag:
            unseen.step(tag)
        if not unseen.name:
            yield child


def _plain(text: str) -> str:
    text = _ICON.sub("", text)
    for marked in _MARKED:
        text = marked.sub(r"\1\2", text)
    return _KEYS.sub(lambda keys: "+".join(key.strip('"').capitalize() for key in keys.group(1).split("+")), text)
