"""HTML to blocks: the main content, without scripts, styles, navigation and forms. Never fetches, never runs."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.errors import SourceError
from builder.readers.asked import asked_by_headings
from builder.readers.furniture import main_content, strip_furniture, title_block
from builder.readers.panels import LABEL
from builder.readers.tables import Cell, row_line, span_number, spread
from builder.records import DEEPEST, Block, BlockKind, FileText
from builder.text import one_line

_HEADINGS = {f"h{level}": level for level in range(1, DEEPEST + 1)}
_ENTRIES = {"li", "dt", "dd"}
_BLOCKS = {
    *_HEADINGS,
    *_ENTRIES,
    *"address article blockquote body caption details div dl fieldset figcaption figure hr html main ol p pre".split(),
    *"section summary table tbody td tfoot th thead tr ul".split(),
}
_DEEPEST = 1000
_TOO_DEEP = f"its tags are nested deeper than {_DEEPEST:,} levels"
# Parsing takes time by the square of a page's depth: one of more tags is read apart, within limits.
MANY = 20_000
_LONGEST_CELL = 400
_UNSEEN = str.maketrans("", "", "\u00ad\u200b")  # where a word may be broken


def read_html(text: str) -> FileText:
    """The blocks of a page's main content."""
    tree = _parse(text)
    title = tree.css_first("title")
    root = main_content(tree)
    head = title_block(tree, root)
    blocks = tuple(block for part in (head, root) if part is not None for block in _read(part))
    first = next((block.text for block in blocks if block.kind == "heading" and block.level <= DEEPEST), "")
    name = first or (one_line(title.text()) if title else "")
    return FileText(blocks=blocks, title=name, asked=tuple(asked_by_headings(blocks)))


def read_fragment(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML inside another document; none where it is absurdly deep or long."""
    if text.count("<") > MANY:
        return ()
    try:
        root = _parse(text).body
    except SourceError:
        return ()
    if root is None:
        return ()
    strip_furniture(root, is_page=False)
    return tuple(_read(root))


def _parse(text: str) -> LexborHTMLParser:
    """The tree of a page, refused where it is nested absurdly deep."""
    tree = LexborHTMLParser(text)
    depth = 0
    for event, node in _events(tree.root) if tree.root is not None else ():
        if not node.is_text_node:
            depth += 1 if event == "enter" else -1
        if depth > _DEEPEST:
            raise SourceError(_TOO_DEEP)
    return tree


def _events(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Enter and leave of every node in reading order, without recursion."""
    stack: list[tuple[str, LexborNode]] = [("enter", root)]
    while stack:
        event, node = stack.pop()
        yield event, node
        if event == "enter" and not node.is_text_node:
            stack.append(("leave", node))
            children = []
            child = node.first_child
            while child is not None:
                children.append(("enter", child))
                child = child.next
            stack += reversed(children)


def _read(root: LexborNode) -> list[Block]:
    gathering = _Gathering()
    for event, node in _events(root):
        if node.is_text_node:
            gathering.words.append((node.text_content or "").translate(_UNSEEN))
        elif node.is_element_node and event == "enter":
            gathering.enter(node.tag or "", node.attributes)
        elif node.is_element_node:
            gathering.leave(node.tag or "")
    gathering.end_block()
    gathering.end_list()
    return gathering.blocks


class _Gathering:
    """Words on their way to blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.place = ""
        self.inside: list[str] = []  # the block elements we are in
        self.panels: list[int] = []  # how many of these are open within each tab
        self.entries: list[str] = []
        self.fresh_entry = False
        self.cell: list[str] = []
        self.span = (1, 1)  # columns and rows of the cell
        self.row: list[Cell] = []
        self.groups: list[list[list[Cell]]] = [[]]  # of rows: a cell reaches no farther down
        self.is_first_row = True
        self.names_columns = True  # so far, every filled cell of the table's first row is a header

    def enter(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            self.words.append("\n" if "pre" in self.inside else " ")
        if tag not in _BLOCKS:
            return
        self.end_block()
        self.inside.append(tag)
        if LABEL in attributes:
            self.enter_panel(attributes[LABEL] or "")
        if tag in _HEADINGS:
            self.end_list()
            self.place = attributes.get("id") or ""
        elif tag in _ENTRIES:
            self.fresh_entry = True
        elif tag == "section" and attributes.get("id"):
            self.place = attributes["id"] or ""
        elif tag in {"td", "th"} and self.inside.count("table") == 1:
            self.span = (span_number(attributes.get("colspan")), span_number(attributes.get("rowspan")))

    def enter_panel(self, label: str) -> None:
        """The label of a tab is a heading of what stands in it, or its first words in a list or table."""
        if label and not {*_ENTRIES, "table"} & set(self.inside):
            self.panels.append(len(self.inside))
            self.add("heading", label, DEEPEST + len(self.panels))
        else:
            self.words.append(label)
            self.end_block()

    def leave(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self.end_block()
        if self.panels and self.panels[-1] == len(self.inside):
            self.add("heading", "", DEEPEST + len(self.panels))  # it ends the tab
            self.panels.pop()
        self.inside.pop()
        if tag in {"ul", "ol", "dl"} and not {"ul", "ol", "dl"} & set(self.inside):
            self.end_list()
        elif "table" in self.inside and self.inside.count("table") == 1:
            self.leave_in_table(tag)
        elif tag == "table" and "table" not in self.inside:
            self.end_table()

    def leave_in_table(self, tag: str) -> None:
        if tag in {"td", "th"}:
            if self.cell and self.is_first_row:
                self.names_columns = self.names_columns and (tag == "th" or "thead" in self.inside)
            self.row.append(Cell(" ".join(self.cell), *self.span))
            self.cell = []
        elif tag == "tr":
            self.groups[-1].append(self.row)
            self.is_first_row = self.is_first_row and not any(cell.text for cell in self.row)
            self.row = []
        elif tag in {"thead", "tbody", "tfoot"}:
            self.groups.append([])

    def end_table(self) -> None:
        """A table of data stays one; one that only places paragraphs on the page becomes these paragraphs.

        One without names of columns begins with an empty line, so that its first row is not taken for them.
        """
        groups, self.groups = self.groups, [[]]
        names_columns, self.names_columns, self.is_first_row = self.names_columns, True, True
        texts = [cell.text for group in groups for row in group for cell in row if cell.text]
        if any(len(text) > _LONGEST_CELL for text in texts):
            for text in texts:
                self.add("paragraph", text)
        elif texts:
            lines = "\n".join(row_line(row) for group in groups for row in spread(group))
            self.add("table", lines if names_columns else f"\n{lines}")

    def end_block(self) -> None:
        """What was gathered since the last block element becomes a block, an entry or a cell."""
        raw = "".join(self.words)
        self.words = []
        text = one_line(raw)
        if "table" in self.inside and self.inside[-1] != "caption":
            if text:
                self.cell.append(text)
        elif not text:
            return
        elif "pre" in self.inside:
            self.add("code", raw.strip("\n"))
        elif self.inside and self.inside[-1] in _HEADINGS:
            self.add("heading", text, _HEADINGS[self.inside[-1]])
        elif _ENTRIES & set(self.inside):
            self.add_entry(text)
        elif self.inside and self.inside[-1] in {"caption", "figcaption"}:
            self.add("caption", text)
        else:
            self.add("paragraph", text)

    def add_entry(self, text: str) -> None:
        if self.fresh_entry or not self.entries:
            self.entries.append(text)
        else:
            self.entries[-1] += f" {text}"
        self.fresh_entry = False

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        self.end_list()
        self.blocks.append(Block(kind=kind, text=text, level=level, place=self.place))

    def end_list(self) -> None:
        entries, self.entries = self.entries, []
        if entries:
            self.blocks.append(Block(kind="list", text="\n".join(entries), place=self.place))
