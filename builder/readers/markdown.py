"""Markdown to blocks of visible text, headings with the anchors MkDocs gives them.

Never renders, never runs what a file holds.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.anchors import heading_slug, unique_anchor
from builder.readers.asked import asked_by_headings, is_heading
from builder.readers.footnotes import place_footnotes
from builder.readers.front_matter import cut_front_matter, written_questions, written_title
from builder.readers.html import read_fragment
from builder.readers.markdown_marks import APART, INCLUDED, NO_TERM, TAB, plain_markdown
from builder.readers.markdown_words import leads_within, prose, seen_blocks, visible_text, with_title_apart
from builder.readers.mdx import is_mdx, plain_mdx
from builder.readers.tables import row_line
from builder.records import DEEPEST, Block, BlockKind, FileText
from builder.text import counted, one_line

_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n ][^{}\n]*)\}[ ]*$")
_ID = re.compile(r"(?:^|\s)(?:#|id=[\"']?)([^\s\"']+)")
# What VitePress is told of a line of code: it never shows that, and lines that are struck out are not to be written.
_TOLD_OF_LINE = re.compile(
    r"^[^\n]*\[!code --\][^\n]*\n?|[ \t]*(?://|#|--|;|<!--|/\*)[ \t]*\[!code [^\]\n]+\](?:[ \t]*(?:-->|\*/))?[ \t]*$",
    re.MULTILINE,
)
_UNSEEN = str.maketrans("", "", TAB + APART + INCLUDED)
_TASK = re.compile(r"\[[xX]\] ")  # an open box stays: what is not done is not said to be


def _parser(mdx: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.disable(["code"] if mdx else [])  # MDX has no indented code
    return parser.use(footnote_plugin).use(deflist_plugin)


def read_markdown(text: str, macros: bool = False, mdx: bool = False, front_matter: bool = True) -> FileText:
    """The blocks of a Markdown file, with the questions its headings and front matter ask.

    `macros` where a plugin would put other words in the place of braces, `mdx` where tags and braces are program,
    `front_matter` where a file may begin with some.
    """
    meta, body, mistakes = cut_front_matter(text) if front_matter else ({}, text, ())
    mdx = mdx or is_mdx(body)
    tokens = place_footnotes(_parser(mdx).parse(plain_markdown(plain_mdx(body) if mdx else body, macros)))
    blocks, losses = _blocks(tokens, macros)
    title = written_title(meta) or _first_heading(blocks)
    written, wrong = written_questions(meta)
    asked = (*(("front matter", question) for question in written), *asked_by_headings(blocks))
    return FileText(blocks=blocks, title=one_line(title), asked=asked, losses=losses, mistakes=mistakes + wrong)


def _first_heading(blocks: Sequence[Block]) -> str:
    """The heading that is a page's title, as MkDocs has it: one of the first level before all others."""
    first = next(filter(is_heading, blocks), None)
    return first.text if first is not None and first.level == 1 else ""


def _custom_ids(tokens: Sequence[Token]) -> set[str]:
    ids = set()
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and (anchor := _custom_id(inline.content)):
            ids.add(anchor)
    return ids


def _custom_id(heading: str) -> str:
    attributes = _ATTRIBUTES.search(heading)
    found = _ID.search(attributes.group(1)) if attributes else None
    return found.group(1) if found else ""


def _blocks(tokens: Sequence[Token], macros: bool) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a page, and what of it is not read."""
    walk = _Walk(dict.fromkeys(_custom_ids(tokens), 0), macros)
    for token in seen_blocks(tokens):
        walk.step(token)
    walk.end_list()
    reasons = {"macros write the words": walk.dropped, "other files hold the words": walk.included}
    return tuple(walk.blocks), tuple(
        f"left out, because {reason}: {counted(number, 'block')}" for reason, number in reasons.items() if number
    )


class _Walk:
    """Gathers blocks token by token; lists become one block with a line an entry."""

    def __init__(self, anchors: dict[str, int], macros: bool) -> None:
        self.blocks: list[Block] = []
        self.macros = macros
        self.dropped = 0
        self.included = 0
        self.anchors = anchors
        self.place = ""
        self.heading = 0
        self.lists = 0
        self.around_tabs: list[int] = []  # how many lists are open around each tab that we are in
        self.fresh_entry = False
        self.entries: list[str] = []
        self.is_contents = True  # so far, every entry of this list only leads to a place on the page
        self.rows: list[list[str]] = []
        self.in_table = False

    def step(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.end_list()
                self.heading = int(token.tag[1])
            case "inline":
                self.inline(token)
            case "bullet_list_open" | "ordered_list_open" | "dl_open":
                if not self.in_list():
                    self.end_list()
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close" | "dl_close":
                self.lists -= 1
                self.around_tabs = [lists for lists in self.around_tabs if lists <= self.lists]
                if not self.in_list():
                    self.end_list()
            case "list_item_open" | "dt_open" | "dd_open":
                self.fresh_entry = True
            case "fence" | "code_block":
                self.add("code", _TOLD_OF_LINE.sub("", token.content.translate(_UNSEEN)).strip("\n"))
            case "html_block":
                self.html(token.content)
            case "table_open":
                self.end_list()
                self.in_table, self.rows = True, []
            case "tr_open":
                self.rows.append([])
            case "table_close":
                self.in_table = False
                lines = [row_line(row) if any(row) else "" for row in self.rows]
                # The first line stays where it names no columns, so that no row is taken for their names.
                self.add("table", "\n".join([*lines[:1], *filter(None, lines[1:])]))

    def inline(self, token: Token) -> None:
        text = visible_text(token)
        if self.heading:
            self.add_heading(token, text)
        elif self.in_table:
            self.rows[-1].append(text)
        elif self.macros and _holds_macro("".join(prose(token))):
            self.dropped += 1
        elif text == INCLUDED:
            self.included += 1
        elif text == APART:
            self.fresh_entry = True
        elif text.startswith(TAB):
            self.add_label(text)
        elif self.in_list():
            self.add_entry(text.strip(NO_TERM))
            self.is_contents = self.is_contents and leads_within(token)
        else:
            for part in with_title_apart(token):
                self.add("paragraph", visible_text(part))

    def add_label(self, text: str) -> None:
        """A tab's label is a heading of what stands in the tab, without a place of its own; an empty one ends it."""
        self.end_list()
        label = text.lstrip(TAB)
        depth = len(text) - len(label)
        self.around_tabs[depth - 1 :] = [self.lists] if label else []
        self.blocks.append(Block(kind="heading", text=label, level=DEEPEST + depth, place=self.place))

    def in_list(self) -> bool:
        """Whether a list is open; one that only stands around a tab is none of what the tab holds."""
        return self.lists > (self.around_tabs[-1] if self.around_tabs else 0)

    def add_heading(self, token: Token, text: str) -> None:
        named = _custom_id(token.content)
        whole = visible_text(token, struck=True)  # an anchor is made of struck words too
        if named or _ATTRIBUTES.search(token.content):
            text, whole = (_ATTRIBUTES.sub("", one).rstrip() for one in (text, whole))
        self.place = named or unique_anchor(heading_slug(whole), self.anchors)
        if text:
            self.blocks.append(Block(kind="heading", text=text, level=self.heading, place=self.place))
        self.heading = 0

    def add_entry(self, text: str) -> None:
        text = _TASK.sub("", text, count=1) if self.fresh_entry and _TASK.match(text) else text
        if self.fresh_entry or not self.entries:
            self.entries.append(text)
        else:
            self.entries[-1] = f"{self.entries[-1]} {text}".strip()
        self.fresh_entry = False

    def add(self, kind: BlockKind, text: str) -> None:
        self.end_list()
        if text.strip():
            self.blocks.append(Block(kind=kind, text=text, place=self.place))

    def end_list(self) -> None:
        entries = [entry for entry in self.entries if entry]
        kind: BlockKind = "reference" if self.is_contents else "list"  # a table of contents says nothing itself
        self.entries, self.is_contents = [], True
        if entries:
            self.blocks.append(Block(kind=kind, text="\n".join(entries), place=self.place))

    def html(self, content: str) -> None:
        if self.macros and _holds_macro(content):
            self.dropped += 1
            return
        for block in read_fragment(content.translate(_UNSEEN)):
            self.end_list()
            self.place = block.place or self.place
            self.blocks.append(Block(kind=block.kind, text=block.text, level=block.level, place=self.place))


def _holds_macro(text: str) -> bool:
    """Whether a macro would put other words in this place."""
    return ("{{" in text and "}}" in text) or ("{%" in text and "%}" in text)
