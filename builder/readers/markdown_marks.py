"""What MkDocs' extensions add to Markdown (admonitions, tabs, snippets, macros), made plain before it is parsed.

Never runs any of it.
"""

import re

_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)\s[\w\s-]++(?:\"(?P<title>[^\"]*)\")?$")
TAB = "\ufdd0"  # opens a paragraph that is a tab's label, once for each tab around it; alone, it ends the tab

_TAB = re.compile(r"===[!+]*\s+\"(?P<title>[^\"]*)\"\s*$")
_SLASHES = re.compile(r"/{3,}(?:\s+[\w-]+(?:\s*\|\s*(.*))?)?$")
_SIGNATURE = re.compile(r"::: +[\w.:-]+$")  # of mkdocstrings
_COLONS = re.compile(r":{3,}(?:\s*(?:[\w-]+|\{[^}]*\})(?:\[([^\]]*)\])?(?:\{[^}]*\})?(?:\s+(\S.*))?)?$")
_SNIPPET = re.compile(r"[-;]{1,3}8<-+")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_DROPPED = re.compile(
    r"\{\*.*\*\}\s*$"  # an included file
    r"|\[TOC\]\s*$"
    r"|(?:\{\{[<%].*?[>%]\}\}\s*)+$"  # shortcodes of Hugo
    r"|\*\[[^\]]+\]:"  # an abbreviation
    r"|\{:?\s*[.#][^}]*\}\s*$"  # attributes of the block above
)
_STATEMENT = re.compile(r"\{%.*%\}\s*$|\{#.*#\}\s*$")  # of a macro, or its comment


def plain_markdown(text: str, macros: bool = False) -> str:
    """Markdown without the marks of extensions: their titles stand as paragraphs, their bodies as plain text.

    `macros` where a plugin acts on braces.
    """
    lines: list[str] = []
    opened: list[int] = []  # indents of the admonitions and tabs we are in
    tabs: list[tuple[int, str]] = []  # the tabs among them: how many are open with each, and the mark that ends it
    fence = ""
    skipping = ""  # "snippet" until the next mark, "signature" until the indent ends
    for raw in text.expandtabs(4).split("\n"):
        indent = len(raw) - len(raw.lstrip(" "))
        while raw.strip() and opened and indent < opened[-1] + 4:
            opened.pop()
            while tabs and tabs[-1][0] > len(opened):
                _, end = tabs.pop()
                lines += [] if fence else ["", end, ""]
        line = raw[min(4 * len(opened), indent) :]
        stripped = line.strip()
        if fence:
            fence = "" if stripped.startswith(fence) and not stripped.strip(fence[0]) else fence
            lines.append(line)
            continue
        if skipping == "signature" and (not stripped or indent >= 4):
            continue
        skipping = "snippet" if skipping == "snippet" else ""
        if _SNIPPET.match(stripped):
            skipping = "" if skipping or len(stripped) > 6 else "snippet"
            continue
        if skipping:
            continue
        if opening := _FENCE.match(stripped):
            fence = opening.group()
            lines.append(line)
            continue
        if block := _ADMONITION.match(stripped) or _TAB.match(stripped):
            opened.append(indent)
            margin = " " * (indent - 4 * len(opened) + 4)
            if block.re is _TAB:
                margin += TAB * (len(tabs) + 1)
                tabs.append((len(opened), margin))
            lines += ["", margin + (block.group("title") or ""), ""]
        elif _SIGNATURE.match(stripped):
            skipping = "signature"
        elif block := _SLASHES.match(stripped) or _COLONS.match(stripped):
            title = next(filter(None, block.groups()), "")
            lines += ["", line[: len(line) - len(line.lstrip())] + title, ""]
        elif _DROPPED.match(stripped) or (macros and _STATEMENT.match(stripped)):
            lines.append("")
        else:
            lines.append(line)
    return "\n".join(lines)
