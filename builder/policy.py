"""A strict Content-Security-Policy for finished pages: HTML comes in and goes out with its policy.

Only scripts of the site run, inline ones by their hash; no inline style, no other host; text becomes markup or the
address of a script only through the policies named here (Trusted Types).
"""

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_RULES = (
    "default-src 'none'; script-src 'self'{wasm}{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; trusted-types answerbook default; "
    "require-trusted-types-for 'script'"
)


def policy_of(html: str, *, wasm: bool = False) -> str:
    """The policy that a page's own scripts allow; `wasm` for a site whose readers may fetch the encoder."""
    digests = [hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(html)]
    hashes = "".join(f" 'sha256-{base64.b64encode(one).decode()}'" for one in dict.fromkeys(digests))
    return _RULES.format(hashes=hashes, wasm=" 'wasm-unsafe-eval'" if wasm else "")


def with_policy(html: str, *, wasm: bool = False) -> str:
    """The page with its policy as the first thing in its head."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_of(html, wasm=wasm)}">'
    return re.sub(r"(<head[^>]*>)", lambda head: head[1] + meta, html, count=1)
