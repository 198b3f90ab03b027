"""Words that turn a question round: its wordings come in, its words with their opposites go out. Pure.

To an encoder, enabling and disabling are nearly the same, but whoever asks for the one is not served by the other.
"""

from collections.abc import Sequence

from builder.rank.words import words

_OPPOSITES = (
    "accept reject, accept refuse, add delete, add remove, allow deny, allow forbid, allow prevent, approve reject,"
    " attach detach, compress decompress, connect disconnect, create delete, decrease increase, decrypt encrypt,"
    " disable enable, download upload, downgrade upgrade, exclude include, expand collapse, export import,"
    " external internal, first last, hide show, input output, install uninstall, load unload, lock unlock,"
    " login logout, maximum minimum, mount unmount, newest oldest, offline online, open close, private public,"
    " pull push, receive send, register unregister, start stop, subscribe unsubscribe"
)
_PAIRS = [(own, other) for own, other in map(words, _OPPOSITES.split(","))]
_BOTH = sorted({(own, other) for pair in _PAIRS for own, other in (pair, pair[::-1])})


def find_opposed(wordings: Sequence[str]) -> list[tuple[str, str]]:
    """The words that a question asks with and that have an opposite which no other wording holds, each with it."""
    asked = {word for wording in wordings[:1] for word in words(wording)}
    held = {word for wording in wordings for word in words(wording)}
    return [(own, other) for own, other in _BOTH if own in asked and other not in held]
