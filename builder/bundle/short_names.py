"""Short names for what the browser's modules call their own: a joined script comes in, a smaller one goes out.

Only names are written anew, never texts, patterns, properties, keys or what a browser calls by name. A name of a module
is the same everywhere; a name inside a function is short for that function alone, so most are called a, b or c.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product
from string import ascii_lowercase, ascii_uppercase

# A text or a pattern stays as it is: a division stands between blanks, and a pattern begins with none.
QUOTED = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/(?! )(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*'
_NAME = r"[A-Za-z_$][\w$]*"
_TOKEN = re.compile(rf"{QUOTED}|{_NAME}|\d[\w.]*|\s+|=>|\?\.|\.\.\.|&&|\|\||\?\?|.", re.DOTALL)
_TEMPLATE = re.compile(r"(?:\\.|[^`\\$]|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_MODULES_OWN = re.compile(r"^(?:async )?(?:function|const|let|class) (?:(\w+)|[\[{](.*?)[\]}] = )", re.MULTILINE)
_LANGUAGE = frozenset(
    "async await break case catch class const continue default delete do else export extends false finally for"
    " function get if import in instanceof let new null of return set static super switch this throw true try"
    " typeof undefined void while yield".split()
)
_BROWSER = frozenset(  # what else the modules use by its own name, TypeScript finds out in the tests
    "addEventListener atob btoa clearTimeout console crypto customElements decodeURIComponent document"
    " encodeURIComponent fetch getSelection globalThis history isFinite isNaN localStorage location matchMedia"
    " navigator parseFloat parseInt performance queueMicrotask removeEventListener requestAnimationFrame self"
    " sessionStorage setTimeout structuredClone window".split()
)
_BEFORE_AN_OBJECT = frozenset("( , = : ? [ && || ?? return let const".split())


@dataclass(frozen=True, slots=True)
class _Use:
    """A place where a name stands that may be another."""

    at: int  # which token
    part: int  # which of the script's outermost statements
    short_for: bool  # whether a property's name is meant as well, as in {name}


def shorten_names(script: str) -> str:
    """The script with short names, where `script` is what modules hold without imports, exports and comments."""
    tokens = list(_tokens(script))
    shared = frozenset(name for found in _MODULES_OWN.findall(script) for name in re.findall(_NAME, " ".join(found)))
    uses = list(_uses(tokens, shared))
    changed = {use.at for use in uses}
    taken = {token for at, token in enumerate(tokens) if at not in changed} | _LANGUAGE
    counted = Counter(tokens[use.at] for use in uses)
    often = sorted((name for name in shared if name in counted), key=lambda name: (-counted[name], name))
    short = dict(zip(often, _fresh(ascii_uppercase, taken), strict=False))
    inside: dict[int, dict[str, str]] = {}
    for use in uses:
        name = tokens[use.at]
        names = short if name in shared else inside.setdefault(use.part, {})
        if name not in names:
            names[name] = next(one for one in _fresh(ascii_lowercase, taken) if one not in names.values())
        tokens[use.at] = f"{name}:{names[name]}" if use.short_for else names[name]
    return "".join(tokens)


def _fresh(letters: str, taken: set[str]) -> Iterator[str]:
    """Names of few letters that nothing is called by."""
    return (name for size in count(1) for name in map("".join, product(letters, repeat=size)) if name not in taken)


def _tokens(script: str) -> Iterator[str]:
    """The script in pieces; of a template, what it says is a piece and what it is filled with is code."""
    at, braces = 0, [0]
    while at < len(script):
        closes = script[at] == "}" and not braces[-1]
        found = _TEMPLATE.match(script, at + 1) if closes or script[at] == "`" else _TOKEN.match(script, at)
        assert found, script[at : at + 40]
        token = script[at : found.end()]
        if closes:
            braces.pop()
        if (closes or token[0] == "`") and token.endswith("${"):
            braces.append(0)
        elif token in ("{", "}"):
            braces[-1] += 1 if token == "{" else -1
        yield token
        at = found.end()


def _uses(tokens: Sequence[str], shared: frozenset[str]) -> Iterator[_Use]:
    """Every place where a name stands that is neither the language's, the browser's, a property nor a key."""
    seen = [(at, token) for at, token in enumerate(tokens) if not token.isspace()]
    around: list[str] = []
    part = 0
    for place, (at, token) in enumerate(seen):
        before = [one for _, one in seen[max(place - 2, 0) : place]]
        after = seen[place + 1][1] if place + 1 < len(seen) else ""
        last = before[-1] if before else ""
        room = around[-1] if around else ""
        if re.fullmatch(_NAME, token):
            key = room == "object" and last in ("{", ",")
            if not (
                token in _LANGUAGE | _BROWSER
                or (token[0].isupper() and token not in shared)
                or last in (".", "?.")
                or (key and after == ":")
                or (room == "class" and after in ("(", "=", ";"))
            ):
                yield _Use(at, part, key and after in (",", "}", "="))
        elif token == "{":
            named = before[:1] in (["class"], ["extends"])
            around.append(
                "class" if named else "object" if last in _BEFORE_AN_OBJECT or last.endswith("${") else "block"
            )
        elif token in ("(", "[") or (token[0] == "`" and token.endswith("${")):
            around.append(token)
        elif token in (")", "]", "}") or (token[0] == "}" and token[-1] == "`"):
            around.pop()
        if not around and token in (";", "}"):
            part += 1
