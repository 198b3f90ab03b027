"""A heading comes in, the question that its section answers goes out, or none. Pure."""

import re
from collections.abc import Iterator

from builder.expect.phrases import Casing, clean_phrase, in_my_voice, is_name, is_plural, stands_alone
from builder.expect.verbs import AFTER_VERBS, DETERMINERS, from_gerund, is_verb, may_be_verb, needs_determiner

_NUMBER = re.compile(
    r"^(?:(?:step|part|chapter)\s+)?\d+(?:\.\d+)*\s*[.:)–-]?\s+|^(?:step|part)\s+\d+\s*[:.–-]\s*", re.I
)
_ASIDE = re.compile(r",\s+(?!and\b|or\b)[^,]+$|\s+[-–—]\s+.*$")  # `…, tricks`, `… - Return Type`
_OPTIONAL = re.compile(r"\s*\((?:optional|advanced|recommended|experimental)\)$", re.I)
_ASKS = re.compile(r"^(what|why|when|where|which|who)\b\s+(.+)$", re.I)
_HOW = re.compile(r"^how (?:to|do i|do you|can i|can you)\s+(.+)$", re.I)
_WHEN_TO = re.compile(r"^(when|where) (?:to|should you|should i)\s+(.+)$", re.I)
_WHY_TO = re.compile(r"^why (?:to )?(use|choose|should (?:you|i) \w+)\b\s*(.*)$", re.I)
_JOINED = re.compile(r"^(?P<thing>[\w ._-]+?) (?:with|without|in|inside) .+$", re.I)
_STEPS = frozenset(
    "check describe review see show skip start stop try go finish recap continue".split()
)  # of a page, rather than tasks
_WITHOUT_OBJECT = frozenset("connect contribute migrate subscribe upgrade work".split())
_VAGUE = frozenset(  # what only its page makes a thing of
    "a an the my and or extra additional new data information instance instances type types list lists object objects"
    " value values class classes function functions metadata model models tests response responses code project app"
    " change changes page file files tags parameters variable variables simple dependencies".split()
)
_CODE_NAME = re.compile(r"@?[A-Za-z][\w.]{2,}(?:\(\))?")
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_NO_THING = frozenset("about always and of or read the to your vs".split())
MOST_OF_THING = 3  # words


def ask_heading(heading: str, casing: Casing) -> Iterator[str]:
    """The questions behind a heading; none where it names a place in the document rather than a thing to know."""
    text = clean_phrase(_OPTIONAL.sub("", _NUMBER.sub("", heading)).rstrip("?"))
    text = text if re.search(r",? (?:and|or) \S+$", text) else _ASIDE.sub("", text)
    if not text:
        return
    for ask in (_ask_asking, _ask_difference, _ask_task, _ask_joined):
        question = ask(text, casing)
        if question:
            yield question
            return
    yield from _ask_thing(text, casing)


def _ask_thing(text: str, casing: Casing) -> Iterator[str]:
    """`Header Parameters`: several of a thing that the book speaks of elsewhere too."""
    words = casing.phrase(text).split()
    phrase = " ".join(words)
    if len(words) == 1 and is_name(text) and _CODE_NAME.fullmatch(text):
        yield from (f"What is {text}?", f"How do I use {text}?")
        return
    if not 2 <= len(words) <= MOST_OF_THING or not is_plural(words[-1]) or casing.is_of_one_place(phrase):
        return
    if any(not word.islower() or word in _NO_THING or word in DETERMINERS for word in words):
        return
    for opening in ("What are", "How do I use"):
        if question := _whole(opening, phrase):
            yield question


def _ask_asking(text: str, casing: Casing) -> str:
    """`What is "Mounting"`, `When to use a class`, `How to install`."""
    how = _HOW.match(text)
    if how:
        task = casing.phrase(how[1])
        return _how(task[0].lower() + task[1:])
    when = _WHEN_TO.match(text)
    if when:
        return _whole(f"{when[1].capitalize()} should I", casing.phrase(when[2]))
    why = _WHY_TO.match(text)
    if why:
        return _whole(f"Why {why[1].lower()}".replace(" you ", " I "), casing.phrase(why[2]))
    asks = _ASKS.match(text)
    if asks and re.match(r"(?:is|are|does|do|can|should)\b", asks[2], re.I):
        verb, _, rest = asks[2].partition(" ")
        return _whole(f"{asks[1].capitalize()} {verb.lower()}", casing.phrase(rest))
    return ""


def _ask_difference(text: str, casing: Casing) -> str:
    """`PUT vs PATCH`."""
    sides = [casing.phrase(side) for side in _VERSUS.split(text)]
    if len(sides) != 2 or not all(map(stands_alone, sides)):
        return ""
    return f"What is the difference between {sides[0]} and {sides[1]}?"


def _ask_task(text: str, casing: Casing) -> str:
    """`Install the thing`, `Customizing the docs`."""
    first, _, rest = text.partition(" ")
    gerund = from_gerund(first.lower())
    bare = first.lower()
    commands = may_be_verb(bare) and rest.split()[:1] and rest.split()[0].lower() in ("a", "an", "the", "your")
    verb = gerund or (bare if is_verb(bare) or commands else "")
    if not verb or not rest or verb in _STEPS or not first.isalpha():
        return ""
    after = rest.split()[0]
    if after.lower() in AFTER_VERBS and verb not in _WITHOUT_OBJECT:
        return ""
    shown = after.lower() in DETERMINERS or is_name(after) or (bool(gerund) and (verb == "use" or is_plural(after)))
    if (needs_determiner(verb) and not shown) or (gerund and casing.is_called(text)):
        return ""
    task = f"{verb} {_with_article(casing.phrase(rest), casing)}"
    return "" if casing.is_of_example(task) else _how(task)


def _with_article(phrase: str, casing: Casing) -> str:
    """An object of one or two everyday words with the article that headings leave out: `get the current user`."""
    words = phrase.split()
    end = next((at for at, word in enumerate(words) if word.lower() in AFTER_VERBS), len(words))
    head = words[:end]
    if not 1 <= len(head) <= 3 or head[0].lower() in DETERMINERS or is_plural(head[-1]) or is_name(head[-1]):
        return phrase
    return " ".join((casing.with_article(" ".join(head)), *words[end:]))


def _ask_joined(text: str, casing: Casing) -> str:
    """`GraphQL with Strawberry`: two things, and how one uses them together."""
    found = _JOINED.match(text)
    if not found:
        return ""
    things = found["thing"].split()
    head = casing.settle(things[-1])
    if len(things) > MOST_OF_THING or not (is_plural(head) or is_name(head)) or things[0].lower() in DETERMINERS:
        return ""
    if _is_vague(things) or any(
        word.lower().endswith(("ed", "ing", "ly")) or word.lower() in _NO_THING for word in things[:-1]
    ):
        return ""
    return _whole("How do I use", casing.phrase(text))


def _how(phrase: str) -> str:
    return "" if _is_vague(phrase.split()[1:]) else _whole("How do I", phrase)


def _is_vague(words: list[str]) -> bool:
    return all(word.lower() in _VAGUE for word in words)


def _whole(opening: str, phrase: str) -> str:
    phrase = re.sub(r"^(\w+) some ", r"\1 ", phrase)
    if not stands_alone(phrase) or _is_vague(phrase.split()):
        return ""
    return f"{opening} {in_my_voice(phrase)}?"
