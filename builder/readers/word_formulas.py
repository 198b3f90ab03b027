"""Formulas of Word documents: the XML of a part comes in and goes out with each formula as words in one line, as Word
itself writes one in its linear form. Without that a sentence would lose its number or its condition, and seem whole.
"""

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_FORMULA = re.compile(r"<m:oMath(?:\s[^>]*[^/>])?>(.*?)</m:oMath>", re.DOTALL)
_AROUND = re.compile(r"</?m:oMathPara\b[^>]*>")  # a line of its own
_TAG = re.compile(r"<[^>]*>")
_PREFIX = re.compile(r"(</?|\s)[A-Za-z][\w.-]*:")  # of a namespace, which a piece of a document lacks
_HAT = "\u0302"
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


def _character(node: ElementTree.Element, name: str, usual: str) -> str:
    """A sign of the form's own, or the usual one, which Word does not write down."""
    found = node.find(f"{node.tag}Pr/{name}")
    return usual if found is None else found.get("val", "")


def _marks(node: ElementTree.Element) -> str:
    return "".join(f"{mark}{_closed(node, name)}" for mark, name in (("_", "sub"), ("^", "sup")) if _part(node, name))


def _scripts(node: ElementTree.Element) -> str:
    return f"{_closed(node, 'e')}{_marks(node)}"


def _sum(node: ElementTree.Element) -> str:
    return f"{_character(node, 'chr', '∫')}{_marks(node)} {_part(node, 'e')}"


def _fraction(node: ElementTree.Element) -> str:
    return f"{_closed(node, 'num')}/{_closed(node, 'den')}"


def _root(node: ElementTree.Element) -> str:
    degree = _part(node, "deg")
    return f"√({degree}&{_part(node, 'e')})" if degree else f"√{_closed(node, 'e')}"


def _brackets(node: ElementTree.Element) -> str:
    inner = _character(node, "sepChr", "|").join(_say(one).strip() for one in node.findall("e"))
    return f"{_character(node, 'begChr', '(')}{inner}{_character(node, 'endChr', ')')}"


def _accent(node: ElementTree.Element) -> str:
    return f"{_closed(node, 'e')}{_character(node, 'chr', _HAT)}"


def _limit(node: ElementTree.Element) -> str:
    return f"{_part(node, 'e')}_{_closed(node, 'lim')}"


def _function(node: ElementTree.Element) -> str:
    return f"{_part(node, 'fName')} {_closed(node, 'e')}"


def _lines(node: ElementTree.Element) -> str:
    rows = [" & ".join(_say(cell).strip() for cell in row.findall("e")) for row in node.findall("mr")]
    return f"[{'; '.join(rows or [_say(one).strip() for one in node.findall('e')])}]"


_FORMS: dict[str, Callable[[ElementTree.Element], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts,
    "nary": _sum,
    "rad": _root,
    "d": _brackets,
    "acc": _accent,
    "limLow": _limit,
    "func": _function,
    "m": _lines,
    "eqArr": _lines,
}
