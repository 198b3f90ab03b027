"""The browser's side of the bundle: plain modules come in, one script without their imports goes out. No bundler.

The modules of web/ are written so that their top-level names differ; joined in the order of their imports they are one
script, and the same script with the bundle's files inside works from a folder, where a browser may not fetch.
"""

import base64
import re
from collections.abc import Mapping

from builder.bundle.short_names import QUOTED, shorten_names
from builder.digest import canonical
from builder.packaged import WEB

MODULES = (
    *("words", "files", "spelling", "sureness", "kinds", "pages", "rank", "fetching"),
    *("dom", "texts", "known", "cards", "results", "combobox", "ask", "box"),
)
FIXED = ("box.json", "load.js", "plain.js")  # names that every build has
LARGEST_SINGLE_FILE = 24_000_000  # bytes of a bundle that is also written as one file
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.MULTILINE)
_BLANKS = re.compile(r"^\s+", re.MULTILINE)
TEXT = rf"{QUOTED}|`(?:\$\{{(?:`[^`]*`|[^`}}])*\}}|[^`])*`"
_LOOSE = re.compile(
    rf"({TEXT})|;\n(?=}})|,\n(?=[)\]}}])|\n(?=[.?:])|(?<=[(\[{{,;}}])\n"
    r"| ?(=>|[=!]==|\|\||&&|\?\?|>=|<=|[-+*/<>?]?=|[-+*/%&<>?:{},;]) ?(?!/)"
    r"|\((\w+)\)(?= =>)|(?<=\)) (?=\w)|\b(if|for|while|catch|return|of) (?=[(\[{])"
)
_NUMBER = re.compile(r"^const ([A-Z][A-Z_]+) = ([\d.e-]+);", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/)\n|/\*\* @.*?\*/ ?|(?<=;) // [^\n]*", re.MULTILINE | re.DOTALL)


def join_modules() -> str:
    """All modules as one, without imports, exports and comments."""
    parts = [(WEB / f"{name}.js").read_text("utf-8") for name in MODULES]
    return _without_comments("".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts))


def _without_comments(script: str) -> str:
    """A script without comments, and with its numbers where they are used instead of their names."""
    script = _COMMENT.sub("", script)
    for name, number in _NUMBER.findall(script):
        script = re.sub(rf"\b{name}\b", number, script.replace(f"const {name} = {number};\n", ""))
    return script


def _tight(script: str) -> str:
    """A script without the blanks and line ends that nothing needs."""
    tight = _LOOSE.sub(lambda found: next(filter(None, found.groups()), ""), _BLANKS.sub("", script))
    return re.sub(r"\bconst ", "let ", tight)


def read_script() -> bytes:
    """The script that a focus on the box brings in."""
    script = f"{join_modules()}\nglobalThis.answerbook = {{ start }};\n"
    return f"(()=>{{{_tight(shorten_names(script))}}})();\n".encode()


def read_module(name: str) -> bytes:
    """A module that is fetched by itself."""
    return _tight(_without_comments((WEB / f"{name}.js").read_text("utf-8"))).encode()


def read_style() -> bytes:
    """How the box looks once it is open."""
    return (WEB / "box.css").read_bytes()


def single_file(files: Mapping[str, bytes], script: bytes) -> dict[str, bytes]:
    """The whole bundle as one script for pages opened from a folder; nothing where it would be too large."""
    if sum(map(len, files.values())) > LARGEST_SINGLE_FILE:
        return {}
    manifest = files["box.json"].decode()
    inside = {name: base64.b64encode(content).decode() for name, content in files.items() if name not in FIXED}
    held = f"globalThis.answerbookManifest = {manifest};\nglobalThis.answerbookFiles = {canonical(inside)};\n"
    return {"single.js": held.encode() + script}
