"""A sentence comes in, the questions about what a thing is or does that it answers go out. Pure."""

import re
from collections.abc import Iterator

from builder.expect.phrases import Casing, clean_phrase, in_my_voice, is_name, is_plural, stands_alone
from builder.expect.tasks import ask_task
from builder.expect.verbs import from_third_person

MOST_OF_SUBJECT = 4  # words

_THING = r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
_IS = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>[\w\"“”'’@./+#() -]{2,60}?),?"
    r"\s(?P<verb>is|are|means?|refers? to|stands? for)\s"
    r"(?:(?:basically|just|simply|actually|really|essentially)\s)?(?P<what>.+)$"
)
_DEFINES = re.compile(
    r"^(?:an?|one of (?:the|several)|the (?:name|process|combination|standard|official|way|place|part|command|program"
    r"|abbreviation|situation|act|ability|mechanism|concept|idea|term)|used (?:to|for)|something|any)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    _THING + r" (?P<verb>returns|requires|supports|provides|receives|accepts|raises|generates|creates|contains|includes"
    r"|handles|converts|validates|checks|reads|runs|expects|inherits from|depends on|comes with|adds|stores|sends"
    r"|starts|needs)"
    r" (?P<what>\S+ \S+.*)$"
)
_BASED = re.compile(
    _THING + r" (?P<be>is|are) (?:\w+ly )?(?P<how>based on|compatible with|made of|written in|inspired by|built on"
    r"|(?:available|served|found) (?:in|from|at|under)|located (?:in|at)|installed with|stored in|used (?:for|to))\b"
)
_WILL = re.compile(
    _THING + r" (?P<verb>will|can|does not|doesn['’]t|cannot|can['’]t)(?: also| automatically| now| only)?"
    r" (?P<task>[^,;:]+)\.?$"
)
_STATE = re.compile(
    _THING
    + r" (?P<verb>is|are) (?:now |not |also )?(?P<state>optional|required|deprecated|recommended|mandatory|experimental"
    r"|thread-safe|case-sensitive|asynchronous|synchronous|enabled by default|disabled by default)\b"
)
_SINCE = re.compile(_THING + r" (?P<verb>was|were) (?P<how>added|introduced|deprecated|removed) in (?P<what>.+)$")
_DEFAULT = re.compile(r"^(?:and )?the default (?P<thing>[\w -]{3,50}?) (?P<be>is|are) (?P<what>.+)$", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\bthe (?P<main>main |only |key )?difference between (?P<one>[^,.;:]{2,60}?) and (?P<other>[^,.;:]{2,60}?) is\b",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:raises?|throws?|get|see|cause|gives?) (?:an? |the )?(?P<error>[A-Z]\w*(?:Error|Exception|Warning))\b"
)
_POINTS = re.compile(r"(?:\S+ ){0,3}?(?:this|that|these|those|it|them|one|same)\b", re.IGNORECASE)
_PLACED = frozenset({"available", "served", "found", "located", "stored"})
_BY_DEFAULT = re.compile(
    r"^by default,? "
    + _THING[1:]
    + r" (?:will )?(?P<verb>returns?|uses?|sends?|includes?|creates?|generates?|expects?|reads?|stores?|runs?|converts?"
    r"|serves?|raises?|is|are) (?!not\b)(?P<what>.+)$",
    re.IGNORECASE,
)
_USEFUL = re.compile(
    _THING + r" (?P<verb>is|are|can be|could be) (?:(?:very|especially|particularly|really) )?useful"
    r" (?:for|when|if|to)\b"
)
_BECAUSE = re.compile(_THING + r" (?P<verb>is|are) (?P<state>[\w -]{3,40}?),? because (?P<what>.+)$")
_PLURAL_VERBS = frozenset({"are", "mean", "refer to", "stand for"})
_NO_SUBJECT = frozenset(
    "when if as because by in to for what each every what while where since with without at on of after before not any"
    " some most many all no and or but however only just another your my our sometimes often usually".split()
)
_NOT_IN_SUBJECT = frozenset(
    "is are was were be has have can could will would should may might must do does did variable value which who"
    " also only and or generated resulting given".split()
)
_OF_CODE = re.compile(r"[a-z]\w*[._]\w")


def ask_facts(text: str, casing: Casing) -> Iterator[str]:
    """The questions of somebody who wants to understand."""
    for ask in (
        _ask_definition,
        _ask_whether,
        _ask_state,
        _ask_default,
        _ask_difference,
        _ask_fact,
        _ask_reason,
        _ask_base,
        _ask_error,
    ):
        yield from ask(text, casing)


def _ask_definition(text: str, casing: Casing) -> Iterator[str]:
    found = _IS.match(text)
    if not found or not (thing := subject_of(found, casing)):
        return
    verb = found["verb"].lower()
    if verb.startswith("stand"):
        yield f"What does {thing} stand for?"
    elif verb not in {"is", "are"} or _DEFINES.match(found["what"]):
        yield f"What {'are' if verb in _PLURAL_VERBS else 'is'} {thing}?"


def _ask_whether(text: str, casing: Casing) -> Iterator[str]:
    found = _WILL.match(text)
    if found and (thing := subject_of(found, casing)):
        yield from ask_task(f"{'Can' if found['verb'].startswith('can') else 'Does'} {thing}", found["task"], casing)


def _ask_state(text: str, casing: Casing) -> Iterator[str]:
    state = _STATE.match(text)
    if state and (thing := subject_of(state, casing)):
        yield f"{state['verb'].capitalize()} {thing} {state['state'].lower()}?"
    since = _SINCE.match(text)
    if since and (thing := subject_of(since, casing)):
        yield f"When {since['verb']} {thing} {since['how']}?"


def _ask_default(text: str, casing: Casing) -> Iterator[str]:
    found = _DEFAULT.match(text)
    if found and stands_alone(found["thing"]) and " the " not in found["thing"]:
        yield f"What {found['be'].lower()} the default {in_my_voice(found['thing'])}?"
    found = _BY_DEFAULT.match(text)
    if found and (thing := subject_of(found, casing)) and not _POINTS.match(found["what"]):
        verb = found["verb"].lower()
        asks = f"{verb} {thing}" if verb in {"is", "are"} else f"does {thing} {from_third_person(verb)}"
        yield f"What {asks} by default?"


def _ask_difference(text: str, casing: Casing) -> Iterator[str]:
    found = _DIFFERENCE.search(text)
    if found and stands_alone(found["one"]) and stands_alone(found["other"]):
        yield f"What is the difference between {clean_phrase(found['one'])} and {clean_phrase(found['other'])}?"


def _ask_reason(text: str, casing: Casing) -> Iterator[str]:
    found = _USEFUL.match(text)
    if found and (thing := subject_of(found, casing)):
        be = "are" if found["verb"] == "are" or (found["verb"] != "is" and is_plural(thing)) else "is"
        yield f"When {be} {thing} useful?"
    found = _BECAUSE.match(text)
    if found and stands_alone(found["state"]) and (thing := subject_of(found, casing)):
        yield f"Why {found['verb']} {thing} {in_my_voice(found['state'])}?"


def _ask_fact(text: str, casing: Casing) -> Iterator[str]:
    found = _DOES.match(text)
    if found and (thing := subject_of(found, casing)) and not _POINTS.match(found["what"]):
        verb, _, rest = found["verb"].partition(" ")
        support = re.match(r"supports ((?:[\w.-]+ ?){1,5})(?=[.,;(]|$)", text[found.start("verb") :])
        if support and stands_alone(support[1].strip()):
            yield f"Does {thing} support {support[1].strip()}?"
        if not casing.is_everywhere(thing):
            yield f"What does {thing} {' '.join(filter(None, (from_third_person(verb), rest)))}?"


def _ask_base(text: str, casing: Casing) -> Iterator[str]:
    based = _BASED.match(text)
    if based and (thing := subject_of(based, casing)):
        how = based["how"].lower()
        place, _, _ = how.partition(" ")
        asks = ("Where", place) if place in _PLACED else ("What", "used for" if how == "used to" else how)
        yield f"{asks[0]} {based['be']} {thing} {asks[1]}?"


def _ask_error(text: str, casing: Casing) -> Iterator[str]:
    found = _RAISED.search(text)
    if found and re.search(r"\b(?:if|when|because)\b", text):
        yield f"When do I get {found['error']}?"


def subject_of(found: re.Match[str], casing: Casing) -> str:
    """What a sentence speaks of, as a question names it; nothing where one would have to know the page."""
    article = (found["article"] or "").lower()
    thing = clean_phrase(found["thing"])
    words = thing.split()
    if not words or len(words) > MOST_OF_SUBJECT or not stands_alone(thing) or thing[0].isdigit() or "(" in thing:
        return ""
    if any(word.lower() in _NOT_IN_SUBJECT for word in words):
        return ""
    parts = found.groupdict()
    singular = "is" in (parts.get("verb"), parts.get("be"))
    first = words[0] if article or (singular and is_plural(words[-1])) else casing.settle(words[0])
    defines = (parts.get("verb") or "").startswith(("mean", "refer", "stand"))
    does = not article and first.islower() and first.endswith(("ing", "ed", "ly"))  # `running it takes …`
    if first.lower() in _NO_SUBJECT or (does and not defines):
        return ""
    if not article and casing.is_common(first) and not is_plural(first):
        return ""
    if (article == "the " or _OF_CODE.match(words[0])) and casing.is_of_one_place(thing):
        return ""
    named = is_name(first) or any(is_name(word) or word[0].isupper() for word in (first, *words[1:]))
    if not named and (article == "the " or not (article or defines or is_plural(words[-1]))):
        return ""
    return in_my_voice(" ".join((article + first, *words[1:])))
