"""The tree of a page without what is no text of it: programs, navigation, controls, line numbers, hidden elements."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.readers.panels import label_panels

_DROPPED = (
    "script, style, noscript, template, nav, footer, select, textarea, svg, math annotation, iframe, object, canvas, "
    "[role=navigation], [role=search], [role=contentinfo], [role=complementary], a.headerlink, "
    ".linenodiv, td.linenos, td.hljs-ln-numbers, pre.lineno, pre .lineno, pre .linenos, pre .ln, pre .lnt, "
    "aside.footnote > .label, "
    "del, s, strike, "  # no longer so
    # nobody sees it, so nobody could find it in the source; but one tab is shown at a time
    "[hidden]:not([role=tabpanel]), [aria-hidden=true], "
    '[style*="display:none" i], [style*="display: none" i], '
    '[style*="visibility:hidden" i], [style*="visibility: hidden" i]'
)
# Dropped unless they hold what is found with the second selector.
_DROPPED_WITHOUT = (("header, [role=banner]", "h1, h2"), ("form", "h1, main, article, [role=main]"))
_MAIN = ("main article", "article", "main", "[role=main]", "body")
_LONG = 200  # letters: a shorter article is one of several parts; what is called the main part is it at any length
_TITLES = frozenset("a h1 h2 h3 h4 h5 h6".split())
_SENTENCE = re.compile(r"[.!?…。！？]")
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_ROW_TAGS = ["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"]
_INLINE = frozenset("a abbr b code em i kbd mark q small span strong sub sup u var".split())


def strip_furniture(root: LexborNode, is_page: bool = True) -> None:
    """Take out of a page, or of a piece of one, what is no text of it."""
    # What stands within is taken out first: nothing of an element that is gone may be touched.
    for node in reversed(root.css(_DROPPED)):
        node.decompose()
    for selector, kept_with in _DROPPED_WITHOUT:
        for node in reversed(root.css(selector)):
            if not node.css_first(kept_with):
                node.decompose()
    for node in reversed(root.css("aside")):
        if _only_leads(node) or (is_page and not _is_in_main(node)):
            node.decompose()
    for node in reversed(root.css("ul, ol")):
        if _is_contents(node):
            node.decompose()
    label_panels(root)
    for node in reversed(root.css("button")):
        if not (_has_word_beside(node, "prev") and _has_word_beside(node, "next")):
            node.decompose()  # it is no word of a sentence
    for heading in root.css(_HEADINGS):
        for node in heading.css('a[href*="#"]'):
            if not any(letter.isalnum() for letter in node.text()) and _words(node) != _words(heading):
                node.decompose()
    for node in reversed(root.css("table")):
        if node.css_first("pre") and not any(_texts_outside(node, frozenset({"pre"}))):
            node.unwrap_tags(_ROW_TAGS)  # it only places lines of code beside their numbers
            node.unwrap()


def main_content(tree: LexborHTMLParser) -> LexborNode | None:
    """The element of a page that holds its text."""
    if tree.body is None:
        return None
    strip_furniture(tree.body)
    for selector in _MAIN:
        found = tree.css(selector)
        least = _LONG if selector.endswith("article") else 0
        if len(found) == 1 and len(found[0].text(strip=True)) > least:
            return found[0]
    return tree.body


def title_block(tree: LexborHTMLParser, main: LexborNode | None) -> LexborNode | None:
    """What Pandoc sets above the text of a document, with its title and its abstract, where that stands outside it."""
    block = tree.css_first("#title-block-header")
    outside = block is not None and main is not None and main.tag != "body" and not _is_in_main(block)
    return block if outside else None


def _is_in_main(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in {"main", "article"} and parent.attributes.get("role") != "main":
        parent = parent.parent
    return parent is not None


def _is_contents(node: LexborNode) -> bool:
    """Whether all words of a list are links to places on its own page: navigation."""
    links = node.css("a")
    within = bool(links) and all((link.attributes.get("href") or "").startswith("#") for link in links)
    return within and not any(_texts_outside(node, frozenset({"a"})))


def _only_leads(aside: LexborNode) -> bool:
    """Whether an aside says nothing but where to read on: links, or a title and a list of links."""
    if not any(_texts_outside(aside, _TITLES)):
        return True
    entries = aside.css("li")
    linked = bool(entries) and not any(text for entry in entries for text in _texts_outside(entry, frozenset({"a"})))
    return linked and not any(_SENTENCE.search(text) for text in _texts_outside(aside, _TITLES))


def _texts_outside(root: LexborNode, tags: frozenset[str]) -> Iterator[str]:
    """The texts in an element that stand outside elements of these tags."""
    waiting = [root]
    while waiting:
        child = waiting.pop().first_child
        while child is not None:
            if child.is_text_node and (text := (child.text_content or "").strip()):
                yield text
            if child.is_element_node and child.tag not in tags:
                waiting.append(child)
            child = child.next


def _words(node: LexborNode) -> str:
    return "".join(node.text().split())


def _has_word_beside(node: LexborNode, side: str) -> bool:
    beside = getattr(node, side)
    while beside is not None and beside.is_text_node and not (beside.text_content or "").strip():
        beside = getattr(beside, side)
    return beside is not None and (beside.is_text_node or beside.tag in _INLINE)
