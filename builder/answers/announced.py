"""The lines below a sentence that announces them: lines come in, those that it announces go out. Pure."""

from collections.abc import Sequence

from builder.answers.fitness import Sentence, stands_in_header
from builder.answers.lines import starts_line

LONGEST_ENTRY = 240  # characters beyond which a line below a list's entries is the next paragraph
OUTGROWN = 2  # times the longest entry, beyond which a line of several sentences is the next paragraph too

Line = tuple[Sentence, ...]


def cut_lines(sentences: Sequence[Sentence]) -> list[Line]:
    """Sentences by the lines they stand in; a table's header is none of its rows."""
    lines: list[list[Sentence]] = []
    for one in sentences:
        if starts_line(one.passage.text, one.span[0]) or not lines:
            lines.append([])
        lines[-1].append(one)
    return [tuple(line) for line in lines if not stands_in_header(line[0].passage, line[0].span)]


def find_announced(lead: Sentence, lines: Sequence[Line]) -> list[Line]:
    """The lines right below a lead, up to the next paragraph or a lead that opens alike: `On Windows:`, `On Linux:`."""
    if lines and lines[0][0].passage.kind == "code" and not lines[0][0].listed:  # too long, so it is never said
        return []
    taken: list[Line] = []
    for line in lines:
        if taken and (_is_paragraph(line, taken) or _begins_alike(line[-1], lead)):
            break
        taken.append(line)
    return taken


def go_on(lines: Sequence[Line]) -> list[Line]:
    """The lines of a list that was cut: entries, as far as they are marked as such."""
    taken: list[Line] = []
    for line in lines:
        if not line[0].entry:
            break
        taken.append(line)
    return taken


def _is_paragraph(line: Line, taken: Sequence[Line]) -> bool:
    """Whether a line is the paragraph after a list: long, and of sentences where the entries were not."""
    if line[0].entry or taken[-1][-1].whole or not line[-1].whole:
        return False
    return _length(line) > LONGEST_ENTRY or _outgrows(line, taken)


def _begins_alike(line: Sentence, lead: Sentence) -> bool:
    """Whether a line announces something too, and opens with the same word."""
    return line.leads and line.quote.split()[0] == lead.quote.split()[0]


def _outgrows(line: Line, taken: Sequence[Line]) -> bool:
    """Whether a line of several sentences is far longer than the entries before it, none of which is a sentence."""
    bare = len(taken) > 1 and not any(one.whole for entry in taken for one in entry)
    sentences = len(line) > 1 and all(one.whole for one in line)
    return bare and sentences and _length(line) > OUTGROWN * max(map(_length, taken))


def _length(line: Line) -> int:
    return line[-1].span[1] - line[0].span[0]
