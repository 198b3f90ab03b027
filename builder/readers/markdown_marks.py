"""What extensions add to Markdown (admonitions, tabs, snippets, macros), made plain before it is parsed.

Never runs any of it.
"""

import re

from builder.outdated import say_over

TAB = "\ufdd0"  # opens a paragraph that is a tab's label, once for each tab around it; alone, it ends the tab
APART = "\ufdd4"  # a paragraph that no reader sees: in a list, what follows is a line of its own
INCLUDED = "\ufdd2"  # a paragraph that a plugin would take from another file
NO_TERM = "\ufdd3"  # stands for the term of a definition that has none

_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)(?=.)(?:\s+[\w-][\w\s-]*+|[\w-]++)?\s*(?:\"(?P<title>.*)\")?$")
_TAB = re.compile(r"===[!+]*\s+\"(?P<title>[^\"]*)\"\s*$")
_SLASHES = re.compile(r"/{3,}(?:\s+[\w-]+(?:\s*\|\s*(.*))?)?$")
_SIGNATURE = re.compile(r"::: +[\w.:-]+$")  # of mkdocstrings
_COLONS = re.compile(r":{3,}(?:\s*(?:[\w-]+|\{[^}]*\})(?:\[([^\]]*)\])?(?:\{[^}]*\})?(?:\s+(\S.*))?)?$")
_ALERT = re.compile(r"(?P<quote>(?:>\s*)+)\[![\w|-]+\][+-]?(?:\s+(?P<title>.*))?$")  # of GitHub and Obsidian
_DIRECTIVE = re.compile(  # of MyST, where it holds text
    r"(?P<fence>`{3,}|~{3,})\{(?:admonition|attention|caution|danger|deprecated|dropdown|error|hint|important|margin|note"
    r"|seealso|sidebar|tab-item|tab-set|tip|topic|versionadded|versionchanged|warning)\}\s*(?P<title>[^`]*)$"
)
_OPTION = re.compile(r":[\w-]+:(?:\s|$)")  # of a directive
_HEADING = re.compile(r"#{1,6}\s")
_DEFINITION = re.compile(r" {0,3}:\s+\S")
_CODE = re.compile(r"(?<!`)(`+)(?!`).{1,2000}?(?<!`)\1(?!`)")
_BAR = re.compile(r"(?<!\\)\|")
_SNIPPET = re.compile(r"[-;]{1,3}8<-+")
_INCLUSION = re.compile(r"\{%-?\s*include(?:-markdown)?\s.*%\}\s*$|\{!.*!\}\s*$")
_SPREAD = re.compile(r"^[ \t]*\{%-?\s*include-markdown\b[^%]{0,1000}%\}", re.MULTILINE)
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_READ_AS_MARKDOWN = re.compile(
    r"<[a-zA-Z][^>]{0,300}?\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?(?:\s[^>]{0,300})?>(?:\s*<summary.*</summary>)?$"
)
_TABLE_TAG = re.compile(r"\s*</?(?:table|thead|tbody|tfoot|tr|td|th)\b(?!.*</table>).*>\s*$")
_DROPPED = re.compile(
    r"\{\*.*\*\}\s*$"  # an included file
    r"|\[TOC\]\s*$"
    r"|(?:\{\{[<%](?:(?![>%]\}\}).)*+[>%]\}\}\s*)++$"  # shortcodes of Hugo
    r"|\*\[[^\]]+\]:"  # an abbreviation
    r"|\{:?\s*[.#][^}]*\}\s*$"  # attributes of the block above
)
# In a line of text: where a link leads, in Hugo, Jekyll and the like; of Hugo, what a template writes. Code stays.
_SHORTCODE = re.compile(
    r"(?P<code>(?<!`)(`{1,4})(?!`).{0,300}?(?<!`)\2(?!`))"
    r"|(?P<link>(?:(?<=\]\()|(?<=\]: ))\{\{.{0,300}?\}\}(?=[^)\s]{0,300}(?:\)|$|[ ][\"'])))"
    r"| ?\{\{[<%]\s{0,9}(?P<name>[\w-]{0,99}).{0,300}?[%>]\}\}"
)
_STATEMENT = re.compile(r"\{%.*%\}\s*$|\{#.*#\}\s*$")  # of a macro, or its comment


def plain_markdown(text: str, macros: bool = False) -> str:
    """Markdown without the marks of extensions: their titles stand as paragraphs, their bodies as plain text.

    `macros` where a plugin acts on braces.
    """
    walk = _Walk(macros)
    text = _SPREAD.sub(lambda inclusion: inclusion[0].replace("\n", " "), text.expandtabs(4))
    for line in text.split("\n"):
        walk.step(line)
    return "\n".join(walk.lines)


class _Walk:
    """Gathers lines, each without the indents and marks that extensions give it."""

    def __init__(self, macros: bool) -> None:
        self.macros = macros
        self.lines: list[str] = []
        self.opened: list[int] = []  # indents of the admonitions and tabs we are in
        self.tabs: list[tuple[int, str]] = []  # the tabs among them: how many are open with each, the mark that ends it
        self.fence = ""
        self.directives: list[str] = []  # the fences of those that hold text
        self.skipping = ""  # "snippet" until the next mark, "signature" until the indent ends, "options" of a directive
        self.under_heading = False  # nothing stands between this line and one
        self.in_table = False
        self.is_summary = False  # the next line may be one, within a tag whose content is Markdown

    def step(self, raw: str) -> None:
        """Take in a line."""
        indent = len(raw) - len(raw.lstrip(" "))
        while raw.strip() and self.opened and indent < self.opened[-1] + 4:
            self.close()
        line = raw[min(4 * len(self.opened), indent) :]
        stripped = line.strip()
        if self.fence:
            self.fence = "" if stripped.startswith(self.fence) and not stripped.strip(self.fence[0]) else self.fence
            self.lines.append(line)
        elif not self.skip(stripped, indent) and not self.open(line, stripped, indent):
            self.add(line, stripped)
        self.under_heading = bool(_HEADING.match(line)) or (self.under_heading and not stripped)
        in_text = bool(stripped) and not self.fence
        self.in_table = in_text and (self.in_table or _parts_names_from_rows(stripped))

    def close(self) -> None:
        """End the admonition or tab we are in."""
        self.opened.pop()
        while self.tabs and self.tabs[-1][0] > len(self.opened):
            _, end = self.tabs.pop()
            self.lines += [] if self.fence else ["", end, ""]

    def skip(self, stripped: str, indent: int) -> bool:
        """Whether a line is no text: part of what stands elsewhere, or a setting."""
        if self.skipping == "signature" and (not stripped or indent >= 4):
            return True
        if self.skipping == "options" and _OPTION.match(stripped):
            return True
        self.skipping = "snippet" if self.skipping == "snippet" else ""
        if _SNIPPET.match(stripped):
            self.skipping = "" if self.skipping or len(stripped) > 6 else "snippet"
            return True
        return bool(self.skipping)

    def open(self, line: str, stripped: str, indent: int) -> bool:
        """Take in a line that opens or ends a block of its own, or return that it does not."""
        if self.directives and stripped.startswith(self.directives[-1]) and not stripped.strip(stripped[0]):
            self.directives.pop()
            self.lines.append("")
        elif directive := _DIRECTIVE.match(stripped):
            self.directives.append(directive["fence"])
            self.skipping = "options"
            self.title(_margin(line), directive["title"])
        elif opening := _FENCE.match(stripped):
            self.fence = opening.group()
            self.lines.append(line)
        elif block := _ADMONITION.match(stripped) or _TAB.match(stripped):
            self.opened.append(indent)
            margin = " " * (indent - 4 * len(self.opened) + 4)
            if block.re is _TAB:
                margin += TAB * (len(self.tabs) + 1)
                self.tabs.append((len(self.opened), margin))
                self.lines += ["", margin + block["title"], ""]
            else:
                self.title(margin, block["title"] or "")
        elif _SIGNATURE.match(stripped):
            self.skipping = "signature"
        elif block := _SLASHES.match(stripped) or _COLONS.match(stripped):
            self.title(_margin(line), next(filter(None, block.groups()), ""))
        else:
            return False
        return True

    def add(self, line: str, stripped: str) -> None:
        """Take in a line of text, or what stands in the place of one."""
        line = _SHORTCODE.sub(_without_shortcode, line) if "{{" in line else line
        opens_markdown = bool(_READ_AS_MARKDOWN.match(stripped))
        if _DROPPED.match(stripped) or (self.macros and _STATEMENT.match(stripped)):
            self.lines.append("")
        elif _INCLUSION.match(stripped):
            self.lines += ["", _margin(line) + INCLUDED, ""]
        elif alert := _ALERT.match(stripped):
            self.lines.append(_margin(line) + alert["quote"] + (alert["title"] or ""))
            self.lines.append(_margin(line) + alert["quote"])
        elif opens_markdown or (self.is_summary and stripped.endswith("</summary>")):
            self.lines += ["", line, ""]
        else:
            self.join_rows(line)
            self.lines += [NO_TERM] if self.under_heading and _DEFINITION.match(line) else []
            self.lines.append(_with_whole_code(line) if self.in_table else line)
        self.is_summary = opens_markdown or (self.is_summary and not stripped)

    def title(self, margin: str, title: str) -> None:
        apart = [margin + APART, ""] if title else []
        self.lines += ["", *apart, margin + title, "", *apart]

    def join_rows(self, line: str) -> None:
        """Let no empty line between the tags of a table end its HTML."""
        if _TABLE_TAG.match(line) and self.lines and not self.lines[-1].strip():
            end = len(self.lines)
            while end and not self.lines[end - 1].strip():
                end -= 1
            if end and _TABLE_TAG.match(self.lines[end - 1]):
                del self.lines[end:]


def _without_shortcode(found: re.Match[str]) -> str:
    """What is read of a shortcode: code as it stands, and a mark such as `{{< deprecated >}}` by its name."""
    over = say_over(f"({found['name']})").strip("()")
    return found["code"] or ("." if found["link"] else f" ({over})" if over else "")


def _parts_names_from_rows(stripped: str) -> bool:
    return {"|", "-"} <= set(stripped) <= set("|-: ")


def _with_whole_code(row: str) -> str:
    """A row of a table where a bar within code parts no cells: parsers other than that of MkDocs want a mark for it."""
    is_row = "|" in _CODE.sub("", row)  # a heading or list right below a table is none, and shows what it holds
    return _CODE.sub(lambda code: _BAR.sub(r"\|", code[0]), row) if is_row else row


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
