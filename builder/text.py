"""Splitting and normalising text: sentences, blanks, ids. Pure; never guesses at meaning."""

import re
import unicodedata
from collections.abc import Container, Sequence
from itertools import count, pairwise

Span = tuple[int, int]

COLUMN = " | "  # between the cells of a table's row, as readers write it and pages show it
YEAR = 4  # digits: fewer at a line's start, with a dot, are a list's own number
# A day before a month as Germans and others write it: its dot ends no sentence and makes it no list's number.
DAY_OF_MONTH = r"\d{1,2}\.\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"

# Behind a bracket that closes within its sentence, `「行く。」と言った。` goes on.
_END = re.compile(r"(?<![.!?…])[.!?…]++(?:[^\S\n]?»|[\"'”’)\]])*(?=\s)|\n+|[。！？]+(?![」』）])[”’]*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:e\.\s?g|i\.\s?e|et al|etc|cf|vs|viz|approx|resp|ca|Fig|Figs|Eq|Eqs|Sec|Sect|Ref|Refs|Tab|No|Nos"
    r"|Vol|pp|p|v|Dr|Mr|Mrs|Ms|Prof|Hon|Rev|Gen|Col|Capt|Lt|Sgt|Gov|Sen|St|Jr|Sr|Inc|Ltd|Pte|Pty|Bros|Co|Corp|Ph\.D"
    r"|(?:[A-Z]\.)*[A-Z]|bzw|usw|vgl|ggf|evtl|inkl|exkl|zzgl|bspw|sog|Nr|Abs|Abb|ex|ej|[Pp]ág|[Nn]úm|Sra|Mme)\.$"
)
# One letter before another: z. B., u. a., d. h.
_LETTERS = re.compile(r"(?:^|[\s(\[])[a-z]\.(?=\s[A-Za-z]\.)")
# Of these, what may end a sentence too: it does where the next word can only begin one. Behind a line's or another
# sentence's end a letter is a list's own.
_MAY_END = re.compile(r"[^\s.!?…:;][^\S\n]+(?:\S*\b(?:etc|et al|Jr|Sr|Inc|Ltd|Co|Corp|Ph\.D)|(?:[A-Z]\.)*[A-Z])\.$")
_BEGINS = re.compile(
    r"\s+(?:The|This|These|Those|There|It|Its|They|Their|We|Our|You|Your|In|If|When|However|All|Each|Both|For|Here"
    r"|Although|While|Since|After|Before|To)\s"
)
# These end no sentence before a number, nor a time of day before its zone.
_BEFORE_NUMBER = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Mm]ax|[Mm]in|[Tt]emp|[Vv]er|[Cc]hap|[Aa]rt)\.\s+\d"
    rf"|\b{DAY_OF_MONTH}"
    r"|\b[ap]\.m\.\s+(?:\(|[A-Z]{1,3}T\b))"
)
_STARTS_LOW = re.compile(r"\s+[a-zß-öø-ÿ,;:)]")
_ENDED = re.compile(r"[.!?…:;。！？：；][\"'”’)\]]*$")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PART_OF_A_WORD = re.compile(r"\s+\S{0,40}\Z")  # what is longer is text without blanks; as in web/texts.js
# Nobody ends a sentence so, unless something stands below it: `it is started like`, `the answer holds more, e.g.,`.
# Entries of lists do end in `; and`.
_HANGS = re.compile(
    r"\b(?:e\.g\.|i\.e\."
    r"|(?:for example|such as|like|includ(?:e|es|ing)|the|an?|(?<![;,]\s)and|as|with|using|of|is|are)\b)[,\s]*$"
)


def one_line(text: str) -> str:
    """The text with every run of blanks as one blank."""
    return " ".join(text.split())


def whole_characters(text: str) -> str:
    """The text with halves of a character put together; half a character alone becomes `�`, which any file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match.group()[0] in "\n。！？":
        return True
    if _STARTS_LOW.match(text, match.end()):
        return False
    if not match.group().startswith("."):
        return True
    begun = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    if begun.isdecimal() and len(begun) < YEAR:
        return False
    before = max(0, match.start() - 12)
    if _ABBREVIATION.search(text, before, match.start() + 1):
        return bool(_BEGINS.match(text, match.end()) and _MAY_END.search(text, before, match.start() + 1))
    if _LETTERS.match(text, max(0, match.start() - 2)):
        return False
    return not any(found.end() > match.end() for found in _BEFORE_NUMBER.finditer(text, before, match.end() + 12))


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as character spans without surrounding blanks; a line end always ends one."""
    spans: list[Span] = []
    start = 0
    ends = [match.end() for match in _END.finditer(text) if _ends_sentence(text, match)]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = end
    return tuple(spans)


def is_ended(sentence: str) -> bool:
    """Whether a mark ends it, which entries of lists and rows go without."""
    return bool(_ENDED.search(sentence))


def is_lead(text: str) -> bool:
    """Whether a colon of whatever script ends it, so that it announces what follows."""
    return text.rstrip().endswith((":", "："))


def running_text(sentences: Sequence[str]) -> str:
    """Sentences as one line, set apart by a dot where one ends without a mark; a colon does without."""
    line = "".join(sentences[:1])
    for before, now in pairwise(sentences):
        apart = not (is_ended(before) and is_ended(now)) and not is_lead(before)
        line += (" · " if apart else " ") + now
    return line


def composed(text: str) -> str:
    """A text in which no accent stands apart from its letter, as it does in names that some file systems give."""
    return unicodedata.normalize("NFC", text)


def slug(text: str, words: int = 8) -> str:
    """An id that people can read and a URL can carry: lower case, ASCII, hyphens."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(_NOT_IN_ID.sub(" ", folded).split()[:words])


def free_name(name: str, taken: Container[str]) -> str:
    """The name, counted up until nobody has it: `mast`, `mast-2`, `mast-3`."""
    return next(one for number in count(1) if (one := name if number == 1 else f"{name}-{number}") not in taken)


def is_id(text: str) -> bool:
    """Whether a person may give a book or a question this id: it becomes a part of addresses."""
    return bool(_ID.fullmatch(text))


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 file`, `2,000 files`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def beginning(text: str, length: int) -> str:
    """The first letters of a text, without the part of a word that they would end with."""
    return _PART_OF_A_WORD.sub("", text[: length + 1])[:length]


def shorten(text: str, length: int) -> str:
    """The beginning of a text on one line, cut between words."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return beginning(line, length).rstrip(" ,;:") + " …"


def hangs(text: str) -> bool:
    """Whether a text ends in the midst of a sentence."""
    return bool(_HANGS.search(text))
