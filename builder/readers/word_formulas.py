"""Formulas of Word documents: the XML of a part comes in and goes out with each formula as words in one line, much as
Word's own linear form writes it. Without that a sentence would lose its number or its condition, and seem whole.
"""

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_FORMULA = re.compile(r"<m:oMath(?:\s[^>]*[^/>])?>(.*?)</m:oMath>", re.DOTALL)
_AROUND = re.compile(r"</?m:oMathPara\b[^>]*>")  # a line of its own
_TAG = re.compile(r"<[^>]*>")
_PREFIX = re.compile(r"(</?|\s)[A-Za-z][\w.-]*:")  # of a namespace, which a piece of a document lacks
_HAT, _BAR = "\u0302", "\u0305"  # over the letter before
_SIMPLE = re.compile(r"[\w.,′∞]*")  # what needs no brackets


def with_formulas_as_words(part: bytes) -> bytes:
    """The part with every formula as a run of text; one that cannot be read says at least that it is there."""
    if b"<m:oMath" not in part:
        return part
    text = _FORMULA.sub(lambda found: _run(_linear(found[1])), part.decode("utf-8", "replace"))
    return _AROUND.sub("", text).encode()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _linear(formula: str) -> str:
    try:
        bare = _TAG.sub(lambda tag: _PREFIX.sub(r"\1", tag[0]), formula)
        return _say(ElementTree.fromstring(f"<e>{bare}</e>"))
    except ElementTree.ParseError:
        return "[formula]"


def _say(node: ElementTree.Element) -> str:
    """A formula's words; what has no form of its own is said as its parts, one after the other."""
    if node.tag == "t":
        return node.text or ""
    if node.tag.endswith("Pr") or node.tag in {"del", "moveFrom"}:
        return ""
    form = _FORMS.get(node.tag)
    return form(node) if form else "".join(map(_say, node))


def _part(node: ElementTree.Element, name: str) -> str:
    found = node.find(name)
    return _say(found).strip() if found is not None else ""


def _closed(node: ElementTree.Element, name: str) -> str:
    text = _part(node, name)
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _sign(node: ElementTree.Element, name: str, usual: str) -> str:
    """A property of the form, or the usual one, which Word does not write down."""
    found = node.find(f"{node.tag}Pr/{name}")
    return usual if found is None else found.get("val", "")


def _marks(node: ElementTree.Element, **named: str) -> str:
    """What stands below and above, where anything does."""
    return "".join(f"{mark}{_closed(node, name)}" for name, mark in named.items() if _part(node, name))


def _root(node: ElementTree.Element) -> str:
    degree = _part(node, "deg")
    return f"√({degree}&{_part(node, 'e')})" if degree else f"√{_closed(node, 'e')}"


def _brackets(node: ElementTree.Element) -> str:
    inner = _sign(node, "sepChr", "|").join(_say(one).strip() for one in node.findall("e"))
    return f"{_sign(node, 'begChr', '(')}{inner}{_sign(node, 'endChr', ')')}"


def _lines(node: ElementTree.Element) -> str:
    rows = [" & ".join(_say(cell).strip() for cell in row.findall("e")) for row in node.findall("mr")]
    return f"[{'; '.join(rows or [_say(one).strip() for one in node.findall('e')])}]"


def _over(node: ElementTree.Element) -> str:
    return "¦" if _sign(node, "type", "bar") == "noBar" else "/"  # one above the other is no fraction


_FORMS: dict[str, Callable[[ElementTree.Element], str]] = {
    "f": lambda node: f"{_closed(node, 'num')}{_over(node)}{_closed(node, 'den')}",
    **dict.fromkeys(("sSub", "sSup", "sSubSup"), lambda node: f"{_closed(node, 'e')}{_marks(node, sub='_', sup='^')}"),
    "sPre": lambda node: f"{_marks(node, sub='_', sup='^')} {_closed(node, 'e')}",
    "nary": lambda node: f"{_sign(node, 'chr', '∫')}{_marks(node, sub='_', sup='^')} {_part(node, 'e')}",
    "limLow": lambda node: f"{_part(node, 'e')}{_marks(node, lim='_')}",
    "limUpp": lambda node: f"{_part(node, 'e')}{_marks(node, lim='^')}",
    "func": lambda node: f"{_part(node, 'fName')} {_closed(node, 'e')}",
    "acc": lambda node: f"{_closed(node, 'e')}{_sign(node, 'chr', _HAT)}",
    "bar": lambda node: f"{_closed(node, 'e')}{_BAR}",
    "rad": _root,
    "d": _brackets,
    "m": _lines,
    "eqArr": _lines,
}
