"""What MDX adds to Markdown (tags, expressions, imports and exports, comments), made plain before it is parsed.

Never runs any of it; what only a run would show is not kept.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence

from builder.readers.markdown_marks import TAB
from builder.text import one_line

_MARK = re.compile(
    r"(?P<verbatim>"
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:\n[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|\\[\\`{<]"
    r"|\{#[^\s{}]+\}[ \t]*$"  # the name of a heading
    r")|(?P<dropped>^import\s+(?:[\w$*{},\s]+?\sfrom\s*)?(?:\"[^\"\n]+\"|'[^'\n]+')[^\n]*|<!--.*?(?:-->|\Z))"
    r"|(?P<export>^export\s+(?:default|const|let|var|function|class|async)\b)"
    r"|(?P<expression>\{)|(?P<tag><)",
    re.MULTILINE | re.DOTALL,
)
_IMPORTED = re.compile(r"^import\s+(?:\{\s*)?([A-Z]\w*)\b(?=[^\n]*\sfrom\s)", re.MULTILINE)
_SCRIPT = re.compile(  # what decides where a piece of JavaScript ends
    r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|/\*.*?\*/|(?<!:)//[^\n]*"
    r"|(?P<opens>[({\[])|(?P<closes>[)}\]])|(?P<blank>\n[ \t]*(?=\n|\Z))",
    re.DOTALL,
)
_LITERAL = re.compile(r"\{\s*(?:\"([^\"\\]*)\"|'([^'\\]*)'|`([^`\\$]*)`)\s*\}")
_NAME = re.compile(r"<(/?)(?:([A-Za-z][\w.-]*)(?=[\s/>])|(?=>))")
_ATTRIBUTE = re.compile(r"\s*(?:([\w:.-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(?=\{)))?|(?=\{))")
_TAG_END = re.compile(r"\s*(/?)>")
_LABELS = ("label", "title", "header", "name", "path", "query", "body", "value")  # of a tab, a step, a parameter …
_SAID = ("description", "body")  # what a card says that holds nothing
_DEEPEST = 9  # tags within each other whose labels are kept
# Tags of HTML that shape a text or strike it out; of all others only the content is read.
_SHAPING = frozenset(
    "caption dd del dl dt h1 h2 h3 h4 h5 h6 li ol s script strike style table tbody td tfoot th thead tr ul".split()
)
_DEEP = re.compile(r"(?<=\n)(?=[ \t]{4,}(?:[-*+]|\d+[.)]|#{1,6})[ \t])")  # a list or heading, indented like code
_MARGIN = re.compile(r"[ \t>]*")
_GONE = "\ufdd1"  # begins a line that something was taken from
_GONE_LINE = re.compile(rf"^([ \t>]*){_GONE}[{_GONE} \t]*$", re.MULTILINE)


def is_mdx(text: str) -> bool:
    """Whether Markdown is MDX whatever its file is called: it imports, outside of code, what it then uses as a tag.

    Within a script, as VitePress has it, an import makes no braces of the text a program.
    """
    if "<script" in text:
        return False
    imports = "".join(f"{found['dropped']}\n" for found in _MARK.finditer(text) if found["dropped"])
    return any(re.search(rf"<{name}[\s/>]", text) for name in _IMPORTED.findall(imports))


def plain_mdx(text: str) -> str:
    """MDX as Markdown: content of tags as text, labels of tags as those of tabs, nothing of what is program."""
    walk = _Walk(text)
    at = 0
    while mark := _MARK.search(text, at):
        walk.keep(_DEEP.sub("\n", text[at : mark.start()]))  # where the line before would take it in
        at = walk.step(mark)
    walk.keep(_DEEP.sub("\n", text[at:]))
    # A tag in a line of its own ends a list before it, and so does a comment of HTML.
    return _GONE_LINE.sub(r"\1<!-- -->", "".join(walk.parts)).replace(_GONE, "")


class _Walk:
    """Gathers what is text, mark by mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.margin: str | None = ""  # of the line we are in, as long as it holds nothing else
        self.opened: list[tuple[str, str | None, int]] = []  # tags: name, margin of the label if any, labels around
        self.counts: Counter[str] = Counter()  # of them, by name
        self.is_closed = True  # once a brace is not, the others are taken as they stand and not looked through again

    def keep(self, text: str) -> None:
        self.parts.append(text)
        _, ended, line = text.rpartition("\n")
        before = "" if ended else self.margin
        self.margin = before + line if before is not None and _MARGIN.fullmatch(line) else None

    def drop(self) -> None:
        if self.margin is not None:
            self.parts.append(_GONE)

    def step(self, mark: re.Match[str]) -> int:
        """Take in what stands at a mark; return where it ends."""
        match mark.lastgroup:
            case "dropped":
                self.drop()
                return mark.end()
            case "export":
                return _statement_end(self.text, mark.end())
            case "expression" if (end := self.brace_end(mark.start())) > 0:
                self.expression(self.text[mark.start() : end])
                return end
            case "tag" if (end := self.tag(mark.start())) > 0:
                return end
        self.keep(f"\n{mark.group()}" if mark["fence"] else mark.group())
        return mark.end()

    def brace_end(self, at: int) -> int:
        end = _brace_end(self.text, at) if self.is_closed else -1
        self.is_closed = end > 0
        return end

    def expression(self, source: str) -> None:
        said = _literal(source)
        if said.count("\n") > 1:
            self.keep(f"\n\n~~~\n{said.strip(chr(10))}\n~~~\n\n")
        elif said:
            self.keep(html.escape(said, quote=False))
        else:
            self.drop()

    def tag(self, at: int) -> int:
        """Take in a tag; return where it ends, or -1 where none is."""
        name = _NAME.match(self.text, at)
        if name is None:
            return -1
        at = name.end()
        attributes: dict[str, str] = {}
        while attribute := _ATTRIBUTE.match(self.text, at):
            start = attribute.end()
            at = self.brace_end(start) if self.text.startswith("{", start) else start
            if at < 0:
                return -1
            attributes[attribute[1] or ""] = attribute[2] or attribute[3] or _literal(self.text[start:at])
        end = _TAG_END.match(self.text, at)
        if end is None:
            return -1
        self.element(name[2] or "", attributes, closing=bool(name[1]), empty=bool(end[1]))
        return end.end()

    def element(self, name: str, attributes: dict[str, str], *, closing: bool, empty: bool) -> None:
        if name in _SHAPING:
            place = f' id="{html.escape(attributes["id"])}"' if attributes.get("id") else ""
            self.keep(f"</{name}>" if closing else f"<{name}{place}></{name}>" if empty else f"<{name}{place}>")
        elif name == "br" and self.margin is None:
            self.keep(" ")
        elif closing:
            self.close(name)
        elif empty:
            self.card(attributes) if name.endswith("Card") else self.drop()
        elif name[:1].isupper():
            self.open(name, _first(attributes, _LABELS))
        else:
            self.drop()

    def open(self, name: str, label: str) -> None:
        self.counts[name] += 1
        depth = self.opened[-1][2] if self.opened else 0
        if label and self.margin is not None and depth < _DEEPEST:
            self.opened.append((name, self.margin, depth + 1))
            self.paragraph(TAB * (depth + 1) + label, self.margin)
        else:
            self.opened.append((name, None, depth))
            self.drop()

    def close(self, name: str) -> None:
        """End a tag, and with it those within that nothing has ended."""
        ended: list[tuple[str, int]] = []
        around = self.counts[name] - 1
        while self.counts[name] > max(around, 0):
            opened, margin, depth = self.opened.pop()
            self.counts[opened] -= 1
            ended += [] if margin is None else [(margin, depth)]
        for margin, depth in ended:
            self.paragraph(TAB * depth, margin)
        if not ended:
            self.drop()

    def card(self, attributes: dict[str, str]) -> None:
        margin = self.margin or ""
        for said in (_first(attributes, _LABELS), _first(attributes, _SAID)):
            self.paragraph(said, margin)

    def paragraph(self, text: str, margin: str) -> None:
        self.keep(f"\n\n{margin}{text}\n\n{margin}")


def _first(attributes: dict[str, str], names: Sequence[str]) -> str:
    return one_line(next((attributes[name] for name in names if attributes.get(name)), ""))


def _literal(source: str) -> str:
    """The text that an expression is, if it is no more than a text."""
    literal = _LITERAL.fullmatch(source)
    return literal[1] or literal[2] or literal[3] or "" if literal else ""


def _brace_end(text: str, at: int) -> int:
    """Where the braces end that open here; -1 where they do not."""
    depth = 0
    for mark in _SCRIPT.finditer(text, at):
        depth += {"opens": 1, "closes": -1}.get(mark.lastgroup or "", 0)
        if depth == 0 and mark.lastgroup == "closes":
            return mark.end()
    return -1


def _statement_end(text: str, at: int) -> int:
    """Where a statement ends: at the first blank line that no brackets stand around."""
    depth = 0
    for mark in _SCRIPT.finditer(text, at):
        depth += {"opens": 1, "closes": -1}.get(mark.lastgroup or "", 0)
        if depth <= 0 and mark.lastgroup == "blank":
            return mark.end()
    return len(text)
