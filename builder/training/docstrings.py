"""Docstrings of a Python file as sentences, and as somebody would ask for them: a path comes in, short texts go out."""

import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path

FORMS = ("how do I {}?", "How can I {}?", "How to {}", "what is the way to {}?", "can I {}?", "I want to {}", "{}")
_PLAIN = re.compile(r"[A-Z][\w ,'()`./-]{25,220}\.$")
_VERB = re.compile(
    r"(Return|Create|Get|Set|Add|Remove|Check|Convert|Compute|Find|Load|Save|Write|Read|Parse|Build|Open|Close|Delete|Update"
    r"|Send|Run|Start|Stop|List|Print|Make|Generate|Register|Apply|Copy|Move|Draw|Format|Test|Wait|Call|Change|Define"
    r"|Extract|Install|Configure|Enable|Disable|Split|Join|Sort|Show|Use|Encode|Decode|Validate|Download|Upload|Import"
    r"|Export|Handle|Determine|Give|Insert|Replace|Search|Store|Render)s? "
)


def read_docstrings(path: Path, chance: random.Random) -> Iterator[str]:
    """Yield the first sentence of each docstring; one that begins with a verb also as somebody would ask for it."""
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Module)):
            first = re.sub(r"\s+", " ", (ast.get_docstring(node) or "").partition("\n\n")[0]).strip()
            if _PLAIN.match(first):
                yield first
                if found := _VERB.match(first):
                    rest = first[found.end() : -1].split(" ")[: chance.randint(4, 13)]
                    yield chance.choice(FORMS).format(" ".join((found[1].lower(), *rest)))
