"""A text comes in, the line goes out where a merge left it half done. What stands as code may tell of merges."""

import re

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_MARKS = tuple(map(re.compile, ("<<<<<<< ", "=======$", ">>>>>>> ")))  # each begins a line, in this order


def find_unmerged(text: str) -> int:
    """Return the line where the first unresolved merge conflict begins, or 0."""
    fence = ""
    start = seen = 0
    for number, line in enumerate(text.splitlines(), 1):
        # Within a conflict fences tell nothing: one side may open what the other closes.
        if not seen and (mark := _FENCE.match(line)):
            fence = _fence(fence, mark[1])
        elif not fence and _MARKS[seen].match(line):
            start = start if seen else number
            seen += 1
            if seen == len(_MARKS):
                return start
    return 0


def _fence(open_now: str, mark: str) -> str:
    """Return the fence that is open behind a line with a fence."""
    if not open_now:
        return mark
    return "" if mark.startswith(open_now) else open_now
