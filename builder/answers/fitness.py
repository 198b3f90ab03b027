"""Which of a passage's sentences can be said: whole, in prose, pointing at nothing left out. Knows no question."""

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.answers.lines import ENDS_WHOLE, FEWEST_WORDS, is_finished, starts_line, starts_whole
from builder.answers.pointing import goes_on, lacks_subject, points_back, tells_value
from builder.records import Passage
from builder.text import COLUMN, Span, hangs, is_lead, one_line, split_sentences
from builder.wording import announces_next, is_command, lists_below, tidy, trails_off

LONGEST_SENTENCE = 90  # words, beyond which a "sentence" is a page whose full stops were lost
FEWEST_LETTERS = 0.6  # share of letters and blanks below which a line is a formula's debris
REMEMBERED = 1 << 14  # passages whose sentences are known: each question weighs and meets the same ones again
MOST_CRUMBS = 0.35  # share of one-letter words above which it is one too

_CAPTION = re.compile(
    r"^(?:Fig(?:ure|s)?|Tab(?:le)?|Scheme|Algorithm|Listing|Box|Appendix)\.?\s*[A-Z]?\d+\s*[.:|—–-]", re.IGNORECASE
)
_FORMULA = re.compile(
    r"\b(?:formula|equation|eqs?\.|expression)\s*\(?\d+|\bfollowing (?:formula|equation)[:.]?$"
    r"|^where\s+(?:\S+\s+){1,6}?(?:is|are|denotes?|represents?|refers?)\b",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(r"\bas follows[:.]?$", re.IGNORECASE)  # a formula, unless its list is said with it
_SHOWN_ELSEWHERE = re.compile(
    r"\b(?:shown|listed|summari[sz]ed|given|presented|described|depicted|illustrated|detailed|provided|explained"
    r"|discussed|reported|outlined)\s+(?:\w+\s+){0,3}(?:in|by)\s+(?:the\s+)?"
    r"(?:fig(?:ure|s?\.)|tab(?:le|\.)|sec(?:tion|\.)|appendix|supplement|next|following|subsequent)"
    r"|^in (?:the|this) (?:[\w-]+\s+){0,4}section,? we (?:delve|describe|present|discuss|explain|introduce|outline)",
    re.IGNORECASE,
)
_SENDS_AWAY = re.compile(
    r"^(?:for (?:more|further)\b|(?:please )?(?:see|read|check|consult|visit|refer to)\b|new docs\b|read more\b"
    r"|(?:and |but )?(?:then |now |later )?(?:you|we)(?:['’]ll| will| can| could| may| might| should)?(?: also)?"
    r"(?: already)? (?:read|learn|learned|check|saw|have (?:seen|read|learned))\b|let['’]s\b)"
    r"|^more (?:info|details|about|on)\b"
    r"|^get (?:answers|more (?:info\w*|details|help))\b"
    r"|^(?:learn|discover|find out|explore) (?:more|about|how|what|when|where|whether|who|why|which|if)\b"
    r"(?!.*\b(?:before|first|by|from|after)\b)"
    r"|^(?:for|on|about|to) [^.:;]+?, (?:please )?(?:see|refer to|consult|(?:have|take) a look)\b"
    r"|^if [^.:;]+?, (?:please )?(?:see|read|check|consult) (?:the|our) (?:[\w-]+ ){0,2}?"
    r"(?:faq|docs?|documentation|guide|manual|page|section|article|chapter)s?\b"
    r"|\b(?:is|are|was|were|be) (?:\w+ )?(?:shown|listed|described|explained|discussed|documented|covered|detailed"
    r"|outlined) (?:\w+ )?(?:below|above|later|elsewhere)\W*$"
    r"|\b(?:shown|listed|described|given) (?:below|above)\W*$"
    r"|^(?:the|this|our) (?:following |next |last )?(?:example|screenshot|snippet|listing)s? (?:above |below )?"
    r"(?:shows?|illustrates?|demonstrates?)\b"
    # What is on the floor above is no text.
    r"|(?<!\bis on )(?<!\bare on )\bthe (?:(?!(?:is|are) on\b)[\w-]+ ){0,4}?"
    r"(?!(?:examples?|commands?|code|snippets?|sections?|tables?|lists?|steps?|settings?"
    r"|\w+ed|shown|given|seen)\b)[\w-]+ above(?= (?:to|for|and|or|is|are|will|can)\b|[.,;:)]|$)"
    r"|^the following (?:steps|instructions|sections?|guides?|procedures?)\b(?!.*:$)"
    r"|^\[\[[^\]]*\]\]\W*$"
    r"|\bin the next (?:section|chapter)s?\b|\b(?:as|like) (?:you (?:saw|read)|we (?:saw|did))\b",
    re.IGNORECASE,
)
# Further up in a passage's last line only a listing is meant: what else it speaks of may follow in that line.
# A wiki link that is all of a line, or what the line explains.
_PAGE = re.compile(r"\[\[[^\]]*\]\]\s*(?:$|[:—–-]|[A-Z])")
_CODE_NEXT = re.compile(
    r"\b(?:following (?:commands?|code|snippets?|lines?|scripts?|configuration)"
    r"|(?:commands?|code|snippets?) below)\b.*\.$",
    re.IGNORECASE,
)
_DEBRIS = re.compile(r"(?<!\w)=|=(?![\w\"'])|[∑∏∫√∥‖∈∀∂≜]|\b[A-Za-z] ?[,:] ?[A-Za-z]\b ?,")
_CRUMB = re.compile(r"(?!(?:So|No|Or|Yes|As|In|If),)\w{1,2}, ")  # a symbol that a formula left behind
# As a reference lists functions and commands: they tell what there is, not how anything is done.
_SIGNATURE = re.compile(
    r"(?:Usage: )?[a-z][\w-]*(?: [a-z][\w-]*){0,3}(?: (?:\[[^\]]+\]|<[^>]+>)[….]*)+"
    r"|(?:(?:async\s+)?(?:class|def|fn|func|function)\s+)?[\w.]+\([^()]*(?:\([^()]*\)[^()]*)*\)(?:\s*->\s*\S+)?:?$"
)
_LABELS = re.compile(r"(?:[^.!?:;\s][^.!?:;]{1,79}:\s*+){3,}")  # of fields whose values stand elsewhere
_LINE = re.compile(r"\S(?:.*\S)?")
_INCHES = re.compile(r"(?<=\d)\"")
_DASH = re.compile(r"\s*[—–]")
_NAME_BEHIND_DASH = re.compile(r"\s*[—–]\s*(?=[^\W\d_])(?![a-zß-öø-ÿ])(?:[^\s.!?:;]\S*+\s*+){1,8}$")
_STARTS_AS_NAME = re.compile(r"[a-z][\w-]*[_.\dA-Z/-]\w|[a-z]+\(\)|`")
_GENERAL = re.compile(
    r"\b(?:typically|usually|generally|commonly|often|in general|widely|traditionally|for instance|can be"
    r"|may be|might be|many (?:studies|authors|researchers)|(?:introduced|proposed|developed) (?:by|in)"
    r"|refers? to|(?:is|are) (?:defined as|known as|called|referred to as)|measures? the"
    r"|et al\.?,? ?(?:\[[\d, ]+\]|\(\d{4}\w?\))?,? (?:constructed|developed|introduced|presented|proposed)"
    r"|as a reminder|the (?:key|main|basic) idea (?:behind|of)"
    r"|is (?:an?|the) (?:\w+ ){0,3}(?:technique|method|measure|metric|function|algorithm|ratio|process)\b)",
    re.IGNORECASE,
)
_DONE_HERE = re.compile(
    r"\b(?:we|our|us|i|my|this (?:study|work|paper|article|research|project|experiment)|the (?:proposed|present)"
    r"|was|were|have been|has been|been used|is used (?:here|to)|are used (?:here|to))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: where it stands and what it needs to be understood."""

    passage: Passage
    span: Span
    number: int  # among its passage's sentences
    whole: bool = False  # may be said at all
    points_back: bool = False  # only together with the sentence before it
    leads: bool = False  # announces what follows it; one that ends in dots and its passage, only code
    entry: bool = False  # of a list
    listed: bool = False  # may be said below its lead, or as the lead of a list: short, pointing back, sending away

    @property
    def quote(self) -> str:
        """The sentence as it stands in the passage."""
        return self.passage.text[self.span[0] : self.span[1]]


@lru_cache(REMEMBERED)
def find_spans(passage: Passage) -> tuple[Span, ...]:
    """A passage's sentences as spans: code is one, and a table has its lines, whatever its cells hold."""
    if passage.kind == "code":
        return ((0, len(passage.text)),)
    if passage.kind == "table":
        return tuple((match.start(), match.end()) for match in _LINE.finditer(passage.text))
    return split_sentences(passage.text)


@lru_cache(REMEMBERED)
def find_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """A passage's sentences, each with what it needs; a table's first line is only its header, which may be empty."""
    return tuple(_find_sentence(passage, span, number) for number, span in enumerate(find_spans(passage)))


def _find_sentence(passage: Passage, span: Span, number: int) -> Sentence:
    if not passage.citable or _is_overview(passage):
        return Sentence(passage, span, number)
    if passage.kind in {"paragraph", "list"}:
        return _prose(passage, span, number)
    if passage.kind == "code":
        return Sentence(passage, span, number, whole=is_command(passage.text), listed=True)
    return Sentence(passage, span, number, whole=_is_row(passage, span))


@lru_cache(REMEMBERED)
def _is_overview(passage: Passage) -> bool:
    """Whether a list tells of other pages: `[[Sails]]` and below it what is told there, or the link alone."""
    lines = passage.text.split("\n")
    return passage.kind == "list" and 3 * sum(bool(_PAGE.match(line)) for line in lines) >= len(lines)


def _is_row(passage: Passage, span: Span) -> bool:
    """Whether a line is a table's row that says what it is about: its first cell is not empty."""
    row = passage.text[span[0] : span[1]]
    return passage.kind == "table" and not stands_in_header(passage, span) and COLUMN in row and row[0] != COLUMN[1]


def stands_in_header(passage: Passage, span: Span) -> bool:
    """Whether a line is the first of a table; a table without a header has an empty one."""
    return passage.kind == "table" and "\n" not in passage.text[: span[0]]


def _prose(passage: Passage, span: Span, number: int) -> Sentence:
    raw = passage.text[span[0] : span[1]]
    text = tidy(raw)
    marked = (text != one_line(raw) or raw.rstrip().endswith(";")) and not hangs(raw)
    entry = passage.kind == "list" or marked
    others = _is_of_others(passage.text, span)
    rest = passage.text[span[1] :].rstrip()
    torn = hangs(raw) and not (passage.kind == "list" and rest)  # `the account you sign in with` is an entry
    value = number > 0 and passage.kind == "paragraph" and tells_value(text)
    shown = announces_next(text) if not rest else "\n" not in rest and bool(_CODE_NEXT.search(text))
    return Sentence(
        passage,
        span,
        number,
        whole=not (others or torn) and is_whole(raw, entry=entry or value or is_finished(passage, span)),
        points_back=points_back(text)
        or value
        or (number > 0 and goes_on(text))
        or (not starts_line(passage.text, span[0]) and lacks_subject(text)),
        leads=is_lead(raw) or (not rest and trails_off(raw)) or shown,
        entry=entry,
        listed=not others and is_whole(raw, entry=True, listed=True),
    )


def _is_of_others(text: str, span: Span) -> bool:
    """Whether somebody else is quoted: from within quotation marks that stay open, or with a name behind a dash."""
    begun = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
    rest, below, further = [*text[span[1] :].split("\n", 3), "", ""][:3]
    if not _is_closed(begun) or _NAME_BEHIND_DASH.match(rest):
        return True
    in_list = _DASH.match(begun + text[span[0] :]) or _DASH.match(further)  # then a dash only marks an entry
    return bool(_NAME_BEHIND_DASH.match(below)) and not in_list


def _is_closed(text: str) -> bool:
    """Whether quotation marks that open in a text close in it; a straight one behind a digit may mean inches."""
    low, opening, closing = (text.count(mark) for mark in "„“”")
    straight, inches = text.count('"'), len(_INCHES.findall(text))
    curled = low == opening + closing if low else opening == closing or (not opening and closing % 2 == 0)
    return curled and text.count("«") == text.count("»") and 0 in (straight % 2, (straight - inches) % 2)


def is_whole(raw: str, *, entry: bool = False, listed: bool = False) -> bool:
    """Whether a sentence is one: begun, ended, in words; an entry of a list may be short and end in nothing.

    Said with its list, it may be a mere number, and a step may tell one to read or check something.
    """
    text = tidy(raw)
    count = len(text.split())
    if not text or count > LONGEST_SENTENCE or (count < FEWEST_WORDS and not entry):
        return False
    if not (_is_language(text) or (listed and count < FEWEST_WORDS)):
        return False
    if not (starts_whole(text) or _STARTS_AS_NAME.match(text)) and not (entry and text[0].isalpha()):
        return False
    if not entry and not ENDS_WHOLE.search(text):
        return False
    if text.startswith("… ") or text.endswith(" …") or " … " in text:  # as readers mark a sentence that was cut
        return False
    if text.endswith(("-", ",", "?")) or text.count("(") != text.count(")") or not _is_closed(text):
        return False
    return not (
        _CRUMB.match(text)
        or _LABELS.fullmatch(text)
        or _CAPTION.match(text)
        or _FORMULA.search(text)
        or (not listed and _AS_FOLLOWS.search(text))
        or (not listed and _SIGNATURE.fullmatch(text))
        or _SHOWN_ELSEWHERE.search(text)
        or (not listed and (_SENDS_AWAY.search(text) or lists_below(text)))
    )


def _is_language(text: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in text)
    crumbs = sum(len(word) == 1 and not word.isdigit() and word not in "aAI" for word in text.split())
    count = len(text.split())
    return (
        letters >= FEWEST_LETTERS * len(text)
        and crumbs <= MOST_CRUMBS * count
        and len(_DEBRIS.findall(text)) * 8 <= count
    )


def ends_in_stop(lead: Sentence) -> bool:
    """Whether a lead ends in a full stop, so that only its words tell that something follows."""
    return lead.quote.rstrip().endswith(".") and not trails_off(lead.quote)


def sends_away(text: str) -> bool:
    """Whether a sentence only tells where to read on."""
    return bool(_SENDS_AWAY.search(text) or _SHOWN_ELSEWHERE.search(text))


def is_general(text: str) -> bool:
    """Whether a sentence says what holds of a thing anywhere, and not what was done or is so here."""
    return bool(_GENERAL.search(text)) and not _DONE_HERE.search(text)
