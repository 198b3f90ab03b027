"""Whether two sentences can be about one thing, by the headings they stand under. Pure.

`The timeout is 30 s` under "Client" and under "Server" are two timeouts; under "Settings" and "Reference" it is one.
"""

import re
from collections.abc import Sequence

from builder.rank import words

_TOKEN = re.compile(r"[\w.+#-]+")
_NEUTRAL = frozenset(
    words(
        "a an the of in on at to for by with from as is are be how what when where which why do does can you your our"
        " we i and or it its about all api appendix background basic basics best books chapter changes command commands"
        " concepts configuration configure conclusion default defaults details document documentation documents"
        " everything example examples facts faq feature features first getting guide guides handbook help index"
        " information install installation installing introduction key keys knowledge known limit limits list manual"
        " more next note notes options other overview page pages parameters part practice practices question questions"
        " quick quickstart readme reference requirements result results section set settings setup site specification"
        " start started steps summary support table technical text tips topic topics troubleshooting tutorial tutorials"
        " usage use using value values welcome working answer answers discussion methods method experiments data"
        " access closing contact cost costs current fee fees general hours open opening our policies policy practical"
        " price prices pricing regulation regulations rule rules schedule term terms time times timetable"
    )
)


def same_subject(one: Sequence[str], other: Sequence[str], known: frozenset[str], *, whole: bool) -> bool:
    """Whether two trails of headings name nothing that sets them apart.

    `known` are the words of the question and of both sentences; `whole` says that each sentence by itself holds all
    that is asked, so that a heading more only says where it stands.
    """
    here, there = (_names(trail, known) for trail in (one, other))
    if _numbered(here) != _numbered(there):
        return False
    if here == there:
        return True
    return whole and (here <= there or there <= here)


def _names(trail: Sequence[str], known: frozenset[str]) -> frozenset[str]:
    """What headings name beyond the neutral and what is said anyway; a word with a digit stays whole."""
    tokens = [token.lower().strip(".-") for heading in trail for token in _TOKEN.findall(heading)]
    numbered = {token for token in tokens if any(letter.isdigit() for letter in token)}
    plain = {term for token in tokens if token not in numbered for term in words(token)}
    return frozenset(numbered | (plain - _NEUTRAL - known))


def _numbered(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if any(letter.isdigit() for letter in name))
