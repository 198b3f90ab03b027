"""How much words weigh against meaning, and when nothing covers a query: learned from a site's own questions, held out.

One wording in three is kept from the files and asked of them. Wordings are also asked as if their question were not
known, so that it must not be taken for another: most of what readers ask is known to nobody. Questions about ordinary
life stand for those that no document covers. Where a site has too few questions to learn from, the settings stay as
they were measured on other sites.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy

from builder.bundle.choosing import DEFAULTS, Asked, Learned, Trial, choose
from builder.bundle.gathering import Gathered
from builder.bundle.ground import Ground, Searchable
from builder.bundle.making import Files, make_files
from builder.digest import canonical
from builder.engines import Encoder
from builder.packaged import WORDS
from builder.rank.files import GROUPS, unit, write_head, write_words
from builder.rank.query import Box, rank_query

MOST_ALONE = 240  # wordings that are asked as if their question were not known: more cost time and tell no more
OFF_TOPIC = WORDS / "off_topic.txt"


def learn(gathered: Gathered, encoder: Encoder, ground: Ground, *, exact: bool = False) -> Learned:
    """Hold out, ask, choose; `exact` for readers whose queries the encoder itself reads."""
    searchable, trials = hold_out(gathered)
    if not searchable.texts:
        return Learned(DEFAULTS, ())
    box = open_files(make_files(searchable, ground, encoder, DEFAULTS))
    if exact:
        box.encode = lambda query: unit(encoder.encode([query]) @ ground.prior.basis)[0].astype(numpy.float64)
    asked = [Asked(trial, rank_query(trial.query, box)) for trial in trials]
    off = [rank_query(line, box) for line in OFF_TOPIC.read_text("utf-8").splitlines()]
    alone = [rank_query(wording, box, without=number) for number, wording in pick_alone(searchable.wordings)]
    return choose(asked, alone, off, box.page_of)


def hold_out(gathered: Gathered) -> tuple[Searchable, list[Trial]]:
    """What remains to be searched, and what is asked of it."""
    kept: list[tuple[str, ...]] = []
    trials: list[Trial] = []
    for number, wordings in enumerate(gathered.searchable.wordings):
        target = gathered.targets[number]
        asked = [wording for place, wording in enumerate(wordings) if place and (place + number) % 3 == 0]
        trials += [Trial(wording, number, target) for wording in asked]
        kept.append(tuple(wording for wording in wordings if wording not in asked))
    return replace(gathered.searchable, wordings=tuple(kept)), trials


def pick_alone(wordings: Sequence[tuple[str, ...]]) -> list[tuple[int, str]]:
    """Questions by their numbers, each with a wording, evenly from all there are."""
    every = [(number, wording) for number, several in enumerate(wordings) for wording in several]
    return every[:: -(-len(every) // MOST_ALONE) or 1]


def open_files(files: Files) -> Box:
    """A bundle in memory, as the browser would read it; only what is asked for is written."""
    counts = {"words": len(files.words), "near": len(files.near)}
    names = {group: ("00000000",) * counts.get(group, 0) for group in GROUPS}
    read = {
        "box.json": lambda: canonical({"head": "head"}).encode(),
        "head": lambda: write_head(replace(files.head, names=names)),
    }

    def read_file(name: str) -> bytes:
        if name in read:
            return read[name]()
        group, number, _ = name.split("-")
        if group == "near":
            return files.near[int(number)]
        return write_words(files.words[int(number)])

    return Box(read_file)
