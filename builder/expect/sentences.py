"""A sentence comes in, the questions that it answers by itself go out: definitions, ways to do things, facts. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence

from builder.expect.phrases import Casing, clean_phrase, in_my_voice, is_name, stands_alone
from builder.expect.verbs import from_third_person, is_verb

FEWEST_WORDS = 5
MOST_WORDS = 45
MOST_OF_SUBJECT = 4  # words
LONG_OPTION = 12  # letters from which an option's name says enough without its owner's: `max_age` does not

_LEAD = re.compile(
    r"^(?:for example|in fact|also|additionally|and|but|so|now|however|note that|in that case|of course|normally"
    r"|in general|in summary|as always),?\s+",
    re.IGNORECASE,
)
_VP = r"(?P<task>[a-z][\w-]*\s[^,;:.()]+?|[a-z][\w-]*\s[^,;:()]+?)"
_PURPOSE_FIRST = re.compile(
    rf"^(?:in order )?to {_VP},?\s+(?:you|just|simply|use|add|call|set|run|declare|import|pass|create)\s",
    re.IGNORECASE,
)
_IF_YOU_WANT = re.compile(
    rf"^(?:if|when|whenever) you (?:want|need|wish|would like|have) to {_VP},\s+(?:then )?"
    r"(?:you|use|just|add|set|call|run)\s",
    re.IGNORECASE,
)
_USE_TO = re.compile(
    rf"^(?:you (?:can|could|should|would) )?(?:also )?(?:use|add|set|declare|pass|import|create|call|run|install|define"
    rf"|include) (?P<means>[^,;:]{{2,70}}?)(?<!used) to {_VP}\.?$",
    re.IGNORECASE,
)
_YOU_CAN = re.compile(
    rf"^you (?:can|could|may)(?: also| even| then)? {_VP}"
    r"(?P<means>\s(?:by (?:\w+ing)|using|with the|with a|via|through)\s.+)?\.?$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(rf"^it['’]?(?:s| is)(?: also)? possible to {_VP}\.?$", re.IGNORECASE)
_LETS = re.compile(
    rf"^(?:\S+ ){{1,6}}?(?:allows? (?:you|us) to|lets you|enables you to|helps you) {_VP}\.?$", re.IGNORECASE
)
_WAY = re.compile(rf"^(?:the|a|one) (?P<kind>\w+ )?way to {_VP} is\b", re.IGNORECASE)
_WILL = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
    r" (?P<verb>will|can|does not|doesn['’]t|cannot|can['’]t)(?: also| automatically| now| only)? (?P<task>[^,;:]+)\.?$"
)
_SINCE = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
    r" (?P<verb>was|were) (?P<how>added|introduced|deprecated|removed) in (?P<what>.+)$"
)
_NEED = re.compile(
    rf"^you (?P<have>(?:don['’]t|do not) (?:need|have) to|need to|have to|must) {_VP}\.?$", re.IGNORECASE
)
_SHOULD = re.compile(rf"^you should(?:n['’]t| not)? {_VP}\.?$", re.IGNORECASE)
_BETTER = re.compile(
    rf"^it['’]?(?:s| is) (?:\w+ )?(?:better|best|recommended|important|necessary) to {_VP}\.?$", re.IGNORECASE
)
_USE_WHEN = re.compile(
    r"^(?:you (?:can|should|would|could) )?(?:only )?use (?:the |a |an )?"
    r"(?P<thing>(?:[\w@./+#()-]+ ){0,2}?[\w@./+#()-]+) (?:only )?(?:if|when)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
    r" (?P<verb>is|are) (?:now |not |also )?(?P<state>optional|required|deprecated|recommended|mandatory|experimental"
    r"|thread-safe|case-sensitive|asynchronous|synchronous|enabled by default|disabled by default)\b"
)
_IF_YOU = re.compile(
    rf"^(?P<when>if|when) you (?P<negated>(?:don['’]t|do not) )?{_VP}, "
    r"(?!you (?:can|could|should|need|have|might|may|will (?:need|have|probably))\b"
    r"|(?:use|see|read|check|make|then you)\b)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>[\w\"“”'’@./+#() -]{2,60}?),?"
    r"\s(?P<verb>is|are|means?|refers? to|stands? for)\s"
    r"(?:(?:basically|just|simply|actually|really|essentially|also)\s)?(?P<what>.+)$"
)
_DEFINES = re.compile(
    r"^(?:an?|one of (?:the|several)|the (?:name|process|combination|standard|official|way|place|part|command|program"
    r"|abbreviation|situation|act|ability|mechanism|concept|idea|term)|used (?:to|for)|something|any)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
    r" (?P<verb>returns|requires|supports|provides|receives|accepts|raises|generates|creates|contains|includes|handles"
    r"|converts|validates|checks|reads|runs|expects|inherits from|depends on|comes with|adds|stores|sends|starts|needs)"
    r" (?P<what>\S+ \S+.*)$"
)
_BASED = re.compile(
    r"^(?P<article>(?i:an? |the ))?(?P<thing>(?:[\w@./+#()-]+ ){0,3}?[\w@./+#()-]+)"
    r" (?P<be>is|are) (?:\w+ly )?(?P<how>based on|compatible with|made of|written in|inspired by|built on"
    r"|available (?:in|from)|installed with|stored in|used (?:for|to))\b"
)
_DEFAULT = re.compile(r"^(?:and )?the default (?P<thing>[\w -]{3,50}?) (?P<be>is|are) (?P<what>.+)$", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\bthe (?P<main>main |only |key )?difference between (?P<one>[^,.;:]{2,60}?) and (?P<other>[^,.;:]{2,60}?) is\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^(?P<name>[\w.@*/<>{}()=\[\]\"'$-]+(?: [\w.@-]+)?)(?:\s[-–—]\s|: )(?P<says>.+)$", re.DOTALL)
_OWNER = re.compile(r"(?=.*_|.*[A-Z].*[A-Z])(?=.*[a-z]{2})\w+")
_OPTION = re.compile(r"--?[a-z][\w-]+|[A-Za-z_][\w.-]{3,}")
_POINTS = re.compile(r"(?:\S+ ){0,3}?(?:this|that|these|those|it|them|one|same)\b", re.IGNORECASE)
_VALUE = re.compile(r"\bdefaults? to\b|\bthe default (?:value )?is\b|\bby default,? (?:it is|it's|is)\b", re.IGNORECASE)
_RAISED = re.compile(
    r"\b(?:raises?|throws?|get|see|cause|gives?) (?:an? |the )?(?P<error>[A-Z]\w*(?:Error|Exception|Warning))\b"
)
_HOW = {
    "available in": "available",
    "available from": "available",
    "stored in": "stored",
    "used to": "used for",
}
_EASILY = re.compile(r"\s(?:easily|simply|automatically|directly|as well|normally)$", re.IGNORECASE)
_AFTER_VERB = frozenset("to with in for of on at as and or from by into if that".split())
_NO_SUBJECT = frozenset(
    "when if as because by in to for what each every what while where since with without at on of after before not any"
    " some most many all no and or but however only just another your my our".split()
)
_OF_CODE = re.compile(r"[a-z]\w*[._]\w")
_NOT_IN_SUBJECT = frozenset(
    "is are was were be has have can could will would should may might must do does did variable value which who"
    " also only and or generated resulting given".split()
)
_PLURAL_VERBS = frozenset({"are", "mean", "refer to", "stand for"})


def ask_sentence(sentence: str, casing: Casing) -> Iterator[str]:
    """The questions that a sentence answers, the surest first."""
    text = _LEAD.sub("", sentence.strip()).rstrip(":")
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or text.endswith("?"):
        return
    for ask in _ASKS:
        yield from ask(text, casing)


def ask_entry(entry: str, headings: Sequence[str], casing: Casing) -> Iterator[str]:
    """The questions that an entry of a list of parameters, options or settings answers."""
    found = _ENTRY.match(entry.strip())
    if not found or not _is_option(found["name"]) or len(found["says"].split()) < 3:
        return
    name = found["name"].strip("`\"'")
    if casing.is_everywhere(name):
        return
    owners = [word for word in clean_phrase(headings[-1]).split() if is_name(word)] if headings else []
    owned = len(owners) == 1 and owners[0] != name and _OWNER.fullmatch(owners[0])
    if not owned and len(name) < LONG_OPTION:
        return
    of = f" in {owners[0]}" if owned and len(name) < LONG_OPTION else ""
    yield f"What does {name} do{of}?"
    if _VALUE.search(found["says"]):
        yield f"What is the default of {name}{of}?"


def _is_option(name: str) -> bool:
    return _OPTION.fullmatch(name) is not None and is_name(name)


def _ask_purpose(text: str, casing: Casing) -> Iterator[str]:
    for pattern in (_PURPOSE_FIRST, _IF_YOU_WANT, _USE_TO, _LETS):
        found = pattern.match(text)
        if found:
            yield from _how(found["task"], casing)
    way = _WAY.match(text)
    if way and way["kind"]:
        yield from _task(f"What is the {way['kind'].lower()}way to", way["task"], casing)
    elif way:
        yield from _how(way["task"], casing)


def _ask_ability(text: str, casing: Casing) -> Iterator[str]:
    found = _YOU_CAN.match(text)
    if not found or found["task"].lower().startswith(("use ", "see ", "read ", "check ", "find ", "learn ", "go ")):
        return
    if found["means"]:
        yield from _how(found["task"], casing)
    else:
        yield from _task("Can I", found["task"], casing)


def _ask_possible(text: str, casing: Casing) -> Iterator[str]:
    found = _POSSIBLE.match(text)
    if found:
        yield from _task("Is it possible to", found["task"], casing)


def _ask_whether(text: str, casing: Casing) -> Iterator[str]:
    found = _WILL.match(text)
    thing = _subject(found, casing) if found else ""
    if found and thing:
        yield from _task(f"{'Can' if found['verb'].startswith('can') else 'Does'} {thing}", found["task"], casing)
    state = _STATE.match(text)
    thing = _subject(state, casing) if state else ""
    if state and thing:
        yield f"{state['verb'].capitalize()} {thing} {state['state'].lower()}?"
    since = _SINCE.match(text)
    thing = _subject(since, casing) if since else ""
    if since and thing:
        yield f"When {since['verb']} {thing} {since['how']}?"


def _ask_need(text: str, casing: Casing) -> Iterator[str]:
    found = _NEED.match(text)
    if found:
        yield from _task("Do I need to", found["task"], casing)
    should = _SHOULD.match(text) or _BETTER.match(text)
    if should:
        yield from _task("Should I", should["task"], casing)


def _ask_when(text: str, casing: Casing) -> Iterator[str]:
    found = _USE_WHEN.match(text)
    if found and is_name(found["thing"].split()[0]) and stands_alone(found["thing"]):
        yield f"When should I use {found['thing']}?"


def _ask_consequence(text: str, casing: Casing) -> Iterator[str]:
    found = _IF_YOU.match(text)
    if found:
        negated = "don't " if found["negated"] else ""
        yield from _task(f"What happens {found['when'].lower()} I {negated}".rstrip(), found["task"], casing)


def _ask_definition(text: str, casing: Casing) -> Iterator[str]:
    found = _IS.match(text)
    if not found:
        return
    verb = found["verb"].lower()
    if verb in {"is", "are"} and not _DEFINES.match(found["what"]):
        return
    thing = _subject(found, casing)
    if not thing:
        return
    if verb.startswith("stand"):
        yield f"What does {thing} stand for?"
        return
    yield f"What {'are' if verb in _PLURAL_VERBS else 'is'} {thing}?"


def _ask_fact(text: str, casing: Casing) -> Iterator[str]:
    found = _DOES.match(text)
    thing = _subject(found, casing) if found else ""
    if found and thing and not _POINTS.match(found["what"]):
        verb, _, rest = found["verb"].partition(" ")
        support = re.match(r"supports ((?:[\w.-]+ ?){1,5})(?=[.,;(]|$)", text[found.start("verb") :])
        if support and stands_alone(support[1].strip()):
            yield f"Does {thing} support {support[1].strip()}?"
        if not casing.is_everywhere(thing):
            yield f"What does {thing} {' '.join(filter(None, (from_third_person(verb), rest)))}?"
    based = _BASED.match(text)
    thing = _subject(based, casing) if based else ""
    if based and thing:
        how = based["how"].lower()
        opening = "Where" if how.split()[0] in {"available", "stored"} else "What"
        yield f"{opening} {based['be']} {thing} {_HOW.get(how, how)}?"


def _ask_default(text: str, casing: Casing) -> Iterator[str]:
    found = _DEFAULT.match(text)
    if found and stands_alone(found["thing"]):
        yield f"What {found['be'].lower()} the default {in_my_voice(found['thing'])}?"


def _ask_difference(text: str, casing: Casing) -> Iterator[str]:
    found = _DIFFERENCE.search(text)
    if found and stands_alone(found["one"]) and stands_alone(found["other"]):
        yield f"What is the difference between {clean_phrase(found['one'])} and {clean_phrase(found['other'])}?"


def _ask_error(text: str, casing: Casing) -> Iterator[str]:
    found = _RAISED.search(text)
    if found and re.search(r"\b(?:if|when|because)\b", text):
        yield f"When do I get {found['error']}?"


_ASKS: tuple[Callable[[str, Casing], Iterator[str]], ...] = (
    _ask_definition,
    _ask_purpose,
    _ask_ability,
    _ask_possible,
    _ask_whether,
    _ask_need,
    _ask_when,
    _ask_consequence,
    _ask_default,
    _ask_difference,
    _ask_fact,
    _ask_error,
)


def _how(task: str, casing: Casing) -> Iterator[str]:
    yield from _task("How do I", task, casing)


def _task(opening: str, task: str, casing: Casing) -> Iterator[str]:
    phrase = _EASILY.sub("", clean_phrase(task))
    words = phrase.lower().split()
    if (
        len(words) < 2
        or not phrase[0].islower()
        or not is_verb(words[0])
        or words[1] in _AFTER_VERB
        or words[1].endswith("ly")
    ):
        return
    if stands_alone(phrase) and not casing.is_of_example(phrase):
        yield f"{opening} {in_my_voice(phrase)}?"


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _subject(found: re.Match[str], casing: Casing) -> str:
    """What a sentence speaks of, as a question names it; nothing where one would have to know the page."""
    article = (found["article"] or "").lower()
    thing = clean_phrase(found["thing"])
    words = thing.split()
    if not words or len(words) > MOST_OF_SUBJECT or not stands_alone(thing) or thing[0].isdigit() or "(" in thing:
        return ""
    if any(word.lower() in _NOT_IN_SUBJECT for word in words):
        return ""
    first = words[0] if article else casing.settle(words[0])
    first = (
        words[0] if found["verb" if "verb" in found.groupdict() else "be"] == "is" and _is_plural(words[-1]) else first
    )
    if first.lower() in _NO_SUBJECT or (not article and first.islower() and first.endswith(("ing", "ed", "ly"))):
        return ""
    if not article and casing.is_common(first) and not _is_plural(first):
        return ""
    if casing.is_of_one_place(thing) and (article == "the " or _OF_CODE.match(words[0])):
        return ""
    named = is_name(first) or any(is_name(word) or word[0].isupper() for word in (first, *words[1:]))
    if not named and (article == "the " or not (article or _is_plural(words[-1]))):
        return ""
    return in_my_voice(" ".join((article + first, *words[1:])))
