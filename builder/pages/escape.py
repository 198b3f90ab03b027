"""Text made harmless: strings come in, HTML that no Markdown, Jinja or snippet extension acts on goes out.

Every ASCII punctuation mark that could mean something to any of them is written as a number, and so is every line end,
so a page is one block without blank lines whatever the documents hold.
"""

import html
import json
import re

from markupsafe import Markup

from builder.records import Page

_ACTIVE = re.compile(r"[!\"#$%&'*+/:;<=>@\[\\\]^_`{|}~\t\r\n]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_OPENING = re.compile(r'(?<![^\s(\[])"(?=\S)')
_IN_TITLES = str.maketrans({"<": "‹", ">": "›", '"': "”", "`": "", "\n": " ", "\r": " ", "\t": " ", "\x85": " "})
_LINES = str.maketrans({"\u2028": " ", "\u2029": " "})
# A browser's tab has nothing to end them: they would turn the words after the title, too.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def harmless(value: object) -> Markup:
    """Any value as HTML text; what is marked as HTML already stays as it is."""
    if isinstance(value, Markup):
        return value
    text = _UNPRINTABLE.sub("\ufffd", str(value))
    return Markup(_ACTIVE.sub(lambda match: f"&#{ord(match.group())};", text))


def title_text(text: str) -> str:
    """A title for front matter: themes put it into pages as it is, so it holds nothing they could take for HTML."""
    quoted = _OPENING.sub("“", _UNPRINTABLE.sub("\ufffd", text))
    plain = quoted.translate(_IN_TITLES).translate(_LINES).translate(_TURNS)
    return plain if html.unescape(plain) == plain else plain.replace("&", "＆")


def _plain(value: object) -> object:
    if isinstance(value, str):
        return title_text(value)
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value


def one_block(rendered: str) -> str:
    """What a template gave, without blank lines and indents."""
    return "\n".join(line.strip() for line in rendered.splitlines() if line.strip())


def page_file(page: Page) -> bytes:
    """A page as the Markdown file that MkDocs reads: front matter (JSON, which is YAML too) and one block of HTML."""
    meta = {"title": page.title, **dict(page.meta)}
    lines = [f"{key}: {json.dumps(_plain(value), ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", page.html, ""]).encode("utf-8")
