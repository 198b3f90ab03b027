"""Transcripts of question answering (pieces of a document, a question, an earlier answer) to blocks.

The answer is kept apart: never evidence.
"""

import re
from bisect import bisect_right

from builder.readers.printed import has_plain_splits, read_lines
from builder.records import Block, FileText
from builder.repair.characters import mend_characters
from builder.repair.damage import describe_damage
from builder.repair.leaves import drop_running_heads, drop_stamps
from builder.text import one_line

_OPENING = "Use the following pieces of context to answer the question at the end."
_QUESTION = "\n\nQuestion:"
_INSTRUCTED = "\n\nQuestion: %INSTRUCTIONS:"
_ANSWER = re.compile(r"\n\n?Helpful Answer:")
_QUERY = re.compile(r"^Query:\s*\"(.*?)\"\s*$", re.MULTILINE | re.DOTALL)
_PIECES = 4
_LONGEST = 1000
_CUT = re.compile(r"(?<=\S)\n\n(?=\S)")


def is_transcript(text: str) -> bool:
    """Whether a text is one of these transcripts."""
    return text.lstrip().startswith(_OPENING) and _QUESTION in text


def read_transcript(text: str) -> FileText:
    """The pieces as blocks with a break between them, the question, and the earlier answer."""
    prompt, *answers = _ANSWER.split(text, maxsplit=1)
    answer = "".join(answers)
    if _INSTRUCTED in prompt:
        opening, _, asked = prompt.partition(_INSTRUCTED)
        query = _QUERY.search(asked)
        question = one_line(query.group(1)) if query else ""
    else:
        opening, _, asked = prompt.rpartition(_QUESTION)
        question = one_line(asked)
    context = opening.partition("\n\n")[2]
    hyphen_before_blank = has_plain_splits(context)
    blocks: list[Block] = []
    for piece in cut_pieces(context):
        mended = drop_running_heads(drop_stamps(mend_characters(piece)))
        blocks += [*read_lines(mended, hyphen_before_blank), Block(kind="break", text="")]
    return FileText(
        blocks=tuple(blocks),
        asked=(("transcript", question),) if question else (),
        earlier=((question, answer.strip()),) if question and answer.strip() else (),
        notes=describe_damage(context),
        losses=() if question else ("the transcript holds no query",),
    )


def cut_pieces(context: str) -> list[str]:
    """The context cut wherever one of its pieces may end: pieces are stripped and have at most 1,000 characters."""
    cuts = [match.start() for match in _CUT.finditer(context)]
    starts, ends = [0, *(cut + 2 for cut in cuts)], [*cuts, len(context)]
    reachable = [{0}]
    for _ in range(_PIECES):
        ways = (range(i, bisect_right(ends, starts[i] + _LONGEST)) for i in reachable[-1] if i < len(starts))
        reachable.append({j + 1 for way in ways for j in way})
    wanted = {len(ends)}
    possible: set[int] = set()
    for before in reversed(reachable[:-1]):
        wanted = {i for i in before for j in wanted if i < j and ends[j - 1] - starts[i] <= _LONGEST}
        possible |= wanted
    edges = sorted(possible - {0}) if 0 in wanted else list(range(1, len(ends)))
    pieces = [(starts[i], ends[j - 1]) for i, j in zip([0, *edges], [*edges, len(ends)], strict=True)]
    return [context[start:end] for start, end in pieces]
