"""The fixed gates a sentence passes before it is published: what is wrong with it goes out. No model."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from builder.rank import stem, words
from builder.rank.opposites import turns_round
from builder.rank.words import SPACED_LETTER, fold
from builder.records import Citation, Claim, Passage
from builder.text import COLUMN, shorten, split_sentences
from builder.unaltered import Facts, facts_of, opposed, singular
from builder.wording import say, tidy

SHOWN = 60  # letters of what a message tells of
SHORTEST_QUOTE = 2  # characters: less could stand anywhere
ALIGNED = 0.25  # share of a sentence's words that a quoted sentence must hold to count as what it rests on

Gate = Callable[[Claim, str], str]

_SAID_BEFORE = r"(?:\w+\s+){0,3}(?:previous|prior|above|earlier|preceding|system)\s+(?:\w+\s+)?"
_INSTRUCTION = re.compile(
    rf"\b(?:ignore|disregard|forget)\s+{_SAID_BEFORE}(?:instructions?|prompts?|rules?|messages?|directions?|context)"
    rf"|\boverride\s+{_SAID_BEFORE}(?:instructions?|prompts?|messages?|directions?)"
    r"|\b(?:you are|act as|pretend to be|behave as)\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+){0,2}"
    r"(?:ai|assistant|language model|chatbot|chatgpt|llm|gpt|dan)\b"
    r"|\b(?:reveal|print|repeat|show|output)\s+(?:\w+\s+){0,3}"
    r"(?:system prompt|hidden (?:prompt|instructions?)|instructions above)"
    r"|\bas an ai (?:language )?model\b|<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]|<</?SYS>>"
    r"|\buse the (?:following|provided) pieces of context\b|\bdon[’']t try to make up an answer\b"
    r"|^\s*(?:system|assistant|user)\s*:\s+(?:you|ignore|disregard|forget|please|answer|respond|reply|from now|always"
    r"|never|do not|don[’']t|tell|say|act|print|reveal|repeat|write|output)\b"
    r"|\b(?:do not|don[’']t) (?:tell|inform|mention (?:this|it) to) the (?:user|reader)\b"
    r"|(?:^|[.!?:;,]\s+|\b(?:please|must|always|only|then|and|now|should)\s+)"
    r"(?:respond|reply|answer) (?:only )?with (?:the (?:word|phrase|text|exact)|[\"'“‘`])"
    # A message of this kind is a reader's to send.
    r"(?!\W*\w+\W+to (?:unsubscribe|subscribe|opt|stop|cancel|confirm|continue|proceed|accept|decline|join)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCE_SIGNS = (
    re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}\.)\s+[A-Z][\w'’-]+,?\s+(?:[A-Z]\.\s?)+"),
    # Several people by surname and initials, in either order: by itself no more than a list of names.
    re.compile(
        r"(?:\b[A-Z][\w'’-]+,\s+(?:[A-Z]\.[\s-]?){1,3},?\s*(?:(?:&|and)\s+)?){2,}"
        r"|(?:\b(?:[A-Z]\.[\s-]?){1,3}\s?[A-Z][\w'’-]+,\s+){2,}"
    ),
    re.compile(r"[,.]\s+(?:19|20)\d\d[a-z]?(?:[.,]|$)"),
    re.compile(r"\b(?:doi\s?:|doi\.org/|arXiv\s?:\s?\d|IS[BS]N\W*\d)", re.IGNORECASE),
    re.compile(
        r"\b(?:Proc(?:eedings)?\.?|Trans(?:actions)?\.|Journal\.|J\.(?=(?:\s(?:[A-Z][a-z]+[.,]?|of|and|for|the|in)){1,5}\s\(?\d)"
        r"|Conf(?:erence)?\.|Lett\.|Rev\.|Springer|Elsevier)\s"
    ),
    re.compile(
        r"\b(?:vol|no|pp?)\.\s?\d+|\b\d{1,4}\s?\(\d{1,3}\)\s?[,:]\s?\d+|\b\d+\s?[–-]\s?\d+\s?\(?(?:19|20)\d\d\)?\.?$"
    ),
    re.compile(r"\(\s?(?:19|20)\d\d[a-z]?\s?\)\s?[.,]"),
    re.compile(r"\b(?:In|in):\s+[A-Z]|\bAccessed\b|\bRetrieved from\b|\[Online\]"),
)
_NAME = re.compile(r"\w+(?:(?:[.:/-]|::)\w+)*")
_CODE = re.compile(r"`([^`\n]+)`")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
_OF_CODE = re.compile(r"^[a-z]{2,}\d*[A-Z]|_")  # getItem, but not iPhone
_PLURAL = re.compile(r"[A-Z][A-Z0-9]+s")
_LOWER = re.compile(r"(?<![\w./-])[a-zß-öø-ÿ]+(?![\w/-]|\.\w)")  # a word that is written without a capital
_OPENERS = frozenset(
    "the a an this these that those it its in on at for to of by with from and or but if when while as all both each"
    " every some most many there here they we our you your".split()
)
_CITES = re.compile(r"\([^()]*\bet al\b[^()]*\)")  # as prose does
REFERENCE = 2  # signs of a reference list in one sentence that make it one


def find_faults(claim: Claim, passages: Mapping[str, Passage], *, composed: bool) -> list[tuple[str, str]]:
    """What is wrong with a claim, as rule and message; what the builder composed must be its quotes, tidied."""
    faults = [fault for citation in claim.citations for fault in check_citation(citation, passages)]
    if not claim.citations:
        faults.append(("citation", "it has no citation"))
    if faults:
        return faults
    quotes = [citation.quote for citation in claim.citations]
    # A list's own number is not one of its entry's numbers.
    said, quoted = (replace(claim, text=_without_marks(claim.text)), _without_marks("\n".join(quotes)))
    around = [passages[citation.passage] for citation in claim.citations]
    gates: dict[str, Gate] = {**GATES, "names": partial(check_names, around=around)}
    faults = [(rule, message) for rule, gate in gates.items() if (message := gate(said, quoted))]
    if composed and not is_said_by(claim.text, quotes):
        faults.append(("wording", "it is not its quote"))
    return faults


def _without_marks(text: str) -> str:
    return "\n".join(tidy(line) for line in text.split("\n"))


def check_citation(citation: Citation, passages: Mapping[str, Passage]) -> list[tuple[str, str]]:
    """Whether the passage is there, may be cited, and holds the quote byte for byte."""
    passage = passages.get(citation.passage)
    if passage is None:
        return [("passage-gone", f"the passage it quotes is gone or was changed: `{_shown(citation.quote)}`")]
    if not passage.citable:
        return [("not-citable", f"it quotes what may not be cited ({passage.kind}): `{_shown(citation.quote)}`")]
    if len(citation.quote.strip()) < SHORTEST_QUOTE or citation.quote not in passage.text:
        return [("quote", f"the quote does not stand in its passage: `{_shown(citation.quote)}`")]
    return []


def _shown(text: str) -> str:
    return shorten(text, SHOWN)


def is_said_by(text: str, quotes: Sequence[str]) -> bool:
    """Whether a text is what its quotes allow the builder to say, to the letter."""
    return text == say(quotes) or (len(quotes) == 1 and text == quotes[0])


def check_numbers(claim: Claim, quoted: str) -> str:
    """Numbers with their units and bounds, numbers as words, months and days stand in the quote, each as often."""
    said, there = facts_of(claim.text), facts_of(quoted)
    if COLUMN in quoted:  # a table's unit may stand in its header
        missing = [*(Counter(number for number, _ in said.numbers) - Counter(number for number, _ in there.numbers))]
    else:
        missing = [f"{number} {unit}".strip() for number, unit in (_measured(said) - _measured(there))]
        missing += [*(said.words - there.words), *(said.binding - there.binding)]
    return f"its quote does not say {', '.join(sorted(missing))}" if missing else ""


def _measured(facts: Facts) -> Counter[tuple[str, str]]:
    """Numbers and their units, five seconds and a delay of 5-second runs alike."""
    return Counter((number, singular(unit)) for number, unit in facts.numbers.elements())


def check_names(claim: Claim, quoted: str, around: Sequence[Passage] = ()) -> str:
    """Names, identifiers and versions stand in the quote.

    No name is the first word where it is a common one, or what the header of a quoted table calls its columns.
    """
    said, there, forms = facts_of(claim.text), facts_of(quoted), _forms(quoted)
    first = claim.text.split(maxsplit=1)[0].strip("\"'“‘(`,").lower() if claim.text.split() else ""
    named = forms.union(*(_forms(one.text.split("\n", 1)[0]) for one in around if one.kind == "table"))
    common = {word for one in around for word in _LOWER.findall(one.text)} | _OPENERS
    dates = () if COLUMN in quoted else said.words  # of tables, the gate of numbers tells no month and no day
    missing = [
        name
        for name in said.names
        if name.lower() not in dates
        and not named >= _forms(name)
        and not _stands_in(name, quoted)
        and not (name.lower() == first and first in common)
    ]
    missing += [
        code for code in _CODE.findall(claim.text) if not forms >= _forms(code) and not _stands_in(code, quoted)
    ]
    missing += frozenset(_OPTION.findall(claim.text)) - frozenset(_OPTION.findall(quoted))
    missing += said.letters - there.letters
    return f"its quote does not name {', '.join(sorted(set(missing)))}" if missing else ""


def _stands_in(name: str, quoted: str) -> bool:
    """Whether a name stands in a quote as it is, and not as a part of another: Java is not JavaScript, nor C C++."""
    edges = rf"(?<!{SPACED_LETTER}){re.escape(name)}(?!{SPACED_LETTER}|\+\+|#)"
    return re.search(edges, quoted, re.IGNORECASE) is not None


def _forms(text: str) -> frozenset[str]:
    """The words of a text without their endings, names of several parts as their parts and as a whole."""
    found: set[str] = set()
    for name in _NAME.findall(fold(text)):
        parts = [_form(part) for part in re.findall(r"\w+", name)]
        found |= {*parts, "".join(parts)}
    return frozenset(found)


def _form(word: str) -> str:
    """A word without its ending; HTTPS is not HTTP, so an abbreviation has only that of a plural, and code has none."""
    if _OF_CODE.search(word):
        return word
    if _PLURAL.fullmatch(word):
        return word[:-1].lower()
    return word.lower() if word.isupper() else stem(word.lower())


def check_negation(claim: Claim, quoted: str) -> str:
    """What the quote denies is denied, what it says is said, and no word is turned round."""
    resting = _resting_on(claim.text, quoted)
    said, there = facts_of(claim.text).negations, facts_of(resting).negations
    if said != there:
        changed = sorted((said - there) + (there - said))
        return f"`{', '.join(changed)}` stands in only one of it and its quote"
    turned = opposed(claim.text, resting)
    if turned:
        return f"`{turned}` says the opposite of its quote"
    return "it tells the opposite of what its quote tells" if turns_round(claim.text, resting) else ""


def _resting_on(text: str, quoted: str) -> str:
    """Those sentences of a quote that share words with a text or stand in it; all where none does, or of a row."""
    if COLUMN in quoted:
        return quoted
    own = frozenset(words(text))
    spans = [quoted[start:end] for start, end in split_sentences(quoted)]
    near = [span for span in spans if span in text or len(own & frozenset(words(span))) >= ALIGNED * len(own)]
    return "\n".join(near) if near else quoted


def check_links(claim: Claim, quoted: str) -> str:
    """A link stands in the quote itself: the document's own words lead there, nobody else's."""
    strange = sorted(facts_of(claim.text).links - facts_of(quoted).links)
    return f"its quote does not hold the link {strange[0]}" if strange else ""


def check_instructions(claim: Claim, quoted: str) -> str:
    """Nothing that speaks to a model instead of a reader."""
    found = _INSTRUCTION.search(claim.text) or _INSTRUCTION.search(quoted)
    return f"it reads like an instruction to a model: `{_shown(found.group())}`" if found else ""


def check_references(claim: Claim, quoted: str) -> str:
    """No entry of a reference list: what others wrote is not what this document says."""
    own = _CITES.sub("", quoted)
    signs = sum(bool(sign.search(own)) for sign in _REFERENCE_SIGNS)
    return "it quotes an entry of a reference list" if signs >= REFERENCE else ""


GATES: dict[str, Gate] = {
    "numbers": check_numbers,
    "names": check_names,
    "negation": check_negation,
    "links": check_links,
    "instructions": check_instructions,
    "references": check_references,
}
