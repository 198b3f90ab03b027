"""What is wrong with printed text, counted before it is mended, so that a build can say so. Changes nothing."""

import re

from builder.repair.leaves import drop_stamps

_SPLITS = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])")
# Of all lines, where words are split to fit: an author breaks a line behind a hyphen now and then.
_FEWEST_SPLITS = 1 / 40
_ALSO_TYPED = frozenset({"words split at line ends", "runs of blanks", "detached accents"})
DAMAGE = (
    ("words split at line ends", _SPLITS),
    ("runs of blanks", re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")),
    ("page breaks", re.compile("\f")),
    ("ligatures", re.compile("[ﬀ-ﬆ]")),
    ("detached accents", re.compile(r"(?<=[A-Za-z])[´¨ˆ˜ˇ˘˙](?=[A-Za-zı])|(?<=[cCsStT])¸")),
    ("codes of glyphs", re.compile(r"\(cid:\d+\)")),
    ("private characters", re.compile("[\ue000-\uf8ff]")),
    ("mathematical letters", re.compile("[\U0001d400-\U0001d7ff]")),
)


def is_printed(text: str) -> bool:
    """Whether a text was taken from printed pages: it has damage that nobody types, or many split words."""
    if any(defect.search(text) for name, defect in DAMAGE if name not in _ALSO_TYPED) or drop_stamps(text) != text:
        return True
    splits = sum(1 for _ in _SPLITS.finditer(text))
    return splits > 1 and splits > _FEWEST_SPLITS * text.count("\n")


def describe_damage(text: str) -> tuple[str, ...]:
    """One line that names and counts the damage of a text; nothing for sound text."""
    found = [f"{name} ({count:,})" for name, defect in DAMAGE if (count := sum(1 for _ in defect.finditer(text)))]
    if drop_stamps(text) != text:
        found.append("download stamps")
    return (f"mended {', '.join(found)}",) if found else ()
