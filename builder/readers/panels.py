"""The tabs of a page: labels stand apart from their panels, and each panel is told its own. Never drops a panel."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from builder.text import one_line

LABEL = "answerbook-label"  # attribute of a panel
_LISTS = "[role=tablist], .tabbed-labels"
_LABELS = "[role=tab], .tabbed-labels > label"
_PANELS = "[role=tabpanel], .tabbed-block"
_FOLLOWED = "input[type=radio] + label"  # by its panel


def label_panels(root: LexborNode) -> None:
    """Move the label of each tab from its list to its panel."""
    for tabs in reversed(root.css(_LISTS)):
        labels = tabs.css(_LABELS)
        panels = _panels_beside(tabs)
        if labels and len(labels) == len(panels):
            for label, panel in zip(labels, panels, strict=True):
                panel.attrs[LABEL] = one_line(label.text())
            tabs.decompose()
    for label in reversed(root.css(_FOLLOWED)):
        following = _next_element(label)
        if following is not None and following.tag == "div":
            following.attrs[LABEL] = one_line(label.text())
            label.decompose()


def _panels_beside(tabs: LexborNode) -> Sequence[LexborNode]:
    """The panels in the nearest element around a list of tabs that holds any."""
    around = tabs.parent
    while around is not None and around.is_element_node:
        panels = list(_outermost(around))
        if panels:
            return panels
        around = around.parent
    return ()


def _outermost(root: LexborNode) -> Iterator[LexborNode]:
    """The panels in an element that stand in no other of its panels."""
    found = {node.mem_id for node in root.css(_PANELS)}
    for node in root.css(_PANELS):
        parent = node.parent
        while parent is not None and parent.mem_id != root.mem_id and parent.mem_id not in found:
            parent = parent.parent
        if parent is not None and parent.mem_id == root.mem_id:
            yield node


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following
