"""A sentence comes in, the questions about what one can do that it answers go out: ways, needs, consequences. Pure."""

import re
from collections.abc import Callable, Iterator

from builder.expect.phrases import Casing, clean_phrase, in_my_voice, is_name, stands_alone
from builder.expect.verbs import AFTER_VERBS, is_verb, may_be_verb

_VP = r"(?P<task>[a-z][\w-]*\s[^,;:.()]+?|[a-z][\w-]*\s[^,;:()]+?)"
_PURPOSE_FIRST = re.compile(
    rf"^(?:in order )?to {_VP}(?:, \w|\s+(?:you|just|simply|use|add|call|set|run|declare|import|pass|create)\s)",
    re.IGNORECASE,
)
# What comes behind a purpose tells the reader what to do, and not what the thing does by itself to that end.
_TELLS_READER = re.compile(
    r".*\b(?:must|should|can|needs? to|ha(?:s|ve) to) be \w+(?:ed|en|t)\b"
    r"|[, ]*(?:(?:both|either|then|first|please|simply|just|only) )*"
    r"(?:(?:you|one|we|it(?:['’]s| is))\b|(?P<verb>[a-z]+)\b)",
    re.IGNORECASE,
)
_STEPS = frozenset("click drag enter follow go hit hold look navigate press see tap tick type visit".split())
_IF_YOU_WANT = re.compile(
    rf"^(?:if|when|whenever) you (?:want|need|wish|would like|have) to {_VP},\s+(?:then )?"
    r"(?:you|use|just|add|set|call|run)\s",
    re.IGNORECASE,
)
_USE_TO = re.compile(
    rf"^(?:you (?:can|could|should|would) )?(?:also )?(?P<verb>use|add|set|declare|pass|import|create|call|run"
    rf"|install|define|include) (?P<means>[^,;:]{{2,70}}?)(?<!used) to {_VP}\.?$",
    re.IGNORECASE,
)
_YOU_CAN = re.compile(
    rf"^you (?:can|could|may)(?: also| even| then| still| always)? {_VP}"
    r"(?P<means>\s(?:by (?:\w+ing)|using|with the|with a|via|through)\s.+)?\.?$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(rf"^it['’]?(?:s| is)(?: also)? possible to {_VP}\.?$", re.IGNORECASE)
_LETS = re.compile(
    rf"^(?P<means>(?:\S+ ){{1,6}}?)(?:allows? (?:you|us) to|lets you|enables you to|helps you) {_VP}\.?$", re.IGNORECASE
)
_WITH = re.compile(rf"^(?:with|using) (?P<means>[^,;:]{{2,60}}?),? you can(?: also)? {_VP}\.?$", re.IGNORECASE)
_WAY = re.compile(rf"^(?:the|a|one) (?P<kind>\w+ )?way to {_VP} is\b", re.IGNORECASE)
_NEED = re.compile(
    rf"^you (?P<have>(?:don['’]t|do not) (?:need|have) to|need to|have to|must) {_VP}\.?$", re.IGNORECASE
)
_SHOULD = re.compile(  # but not what one may look forward to: `you should see a page`
    rf"^you should(?:n['’]t| not)? (?!(?:be|get|have|hear|notice|now|see)\b){_VP}\.?$", re.IGNORECASE
)
_BETTER = re.compile(
    rf"^it['’]?(?:s| is) (?:\w+ )?(?:better|best|recommended|important|necessary) to {_VP}\.?$", re.IGNORECASE
)
_USE_WHEN = re.compile(
    r"^(?:you (?:can|should|would|could) )?(?:only )?use (?:the |a |an )?"
    r"(?P<thing>(?:[\w@./+#()-]+ ){0,2}?[\w@./+#()-]+) (?:only )?(?:if|when)\b",
    re.IGNORECASE,
)
_IF_YOU = re.compile(
    rf"^(?P<when>if|when) you (?P<negated>(?:don['’]t|do not) )?{_VP}, "
    r"(?!you (?:can|could|should|need|have|might|may|will (?:need|have|probably))\b"
    r"|(?:use|see|read|check|make|then you)\b)",
    re.IGNORECASE,
)
_MAKES = frozenset("add create declare define".split())  # `create a function to do it` tells nobody how
_MAKES_ABLE = frozenset("allow enable help let".split())  # `to allow you to find it` is nothing that a reader does
_EASILY = re.compile(r"\s(?:easily|simply|automatically|directly|as well|normally)$", re.IGNORECASE)


def ask_tasks(text: str, casing: Casing) -> Iterator[str]:
    """The questions of somebody with something to do."""
    for ask in (_ask_purpose, _ask_ability, _ask_need, _ask_when, _ask_consequence):
        yield from ask(text, casing)


def ask_task(opening: str, task: str, casing: Casing, is_task: Callable[[str], bool] = may_be_verb) -> Iterator[str]:
    """A task behind an opening such as `How do I`, where it is one that stands by itself."""
    phrase = _EASILY.sub("", clean_phrase(task))
    words = phrase.lower().split()
    if (
        len(words) < 2
        or not phrase[0].islower()
        or not is_task(words[0])
        or words[1] in AFTER_VERBS
        or words[1].endswith("ly")
        or (words[0] in _MAKES_ABLE and words[1] == "you")
    ):
        return
    if stands_alone(phrase) and not casing.is_of_example(phrase):
        yield f"{opening} {in_my_voice(phrase)}?"


def _ask_purpose(text: str, casing: Casing) -> Iterator[str]:
    for pattern in (_PURPOSE_FIRST, _IF_YOU_WANT):
        found = pattern.match(text)
        if found and _tells_reader(text[found.end("task") :]):
            yield from ask_task("How do I", found["task"], casing)
    for pattern in (_USE_TO, _LETS, _WITH):
        found = pattern.match(text)
        if found and _names_means(found, casing):
            # `pass it to the function` names no task: what follows `to` has to be a verb that we know
            yield from ask_task("How do I", found["task"], casing, is_verb)
    way = _WAY.match(text)
    if way and way["kind"]:
        yield from ask_task(f"What is the {way['kind'].lower()}way to", way["task"], casing)
    elif way:
        yield from ask_task("How do I", way["task"], casing)


def _tells_reader(rest: str) -> bool:
    """Whether what stands behind a purpose speaks to the reader: `, you use …`, `, run …`, `, a key has to be set`."""
    found = _TELLS_READER.match(rest)
    verb = (found["verb"] or "").lower() if found else ""
    return found is not None and (not verb or is_verb(verb) or is_verb(verb.removeprefix("re")) or verb in _STEPS)


def _names_means(found: re.Match[str], casing: Casing) -> bool:
    """Whether a sentence tells by what something is done, in words that say so away from their page."""
    means = clean_phrase(found["means"])
    verb = (found.groupdict().get("verb") or "").lower()
    if verb in _MAKES:
        return any(map(is_name, means.split()))
    return bool(verb) or (stands_alone(means) and not casing.is_everywhere(means))


def _ask_ability(text: str, casing: Casing) -> Iterator[str]:
    found = _YOU_CAN.match(text)
    if not found or found["task"].lower().startswith(("use ", "see ", "read ", "check ", "find ", "learn ", "go ")):
        return
    if found["means"]:
        yield from ask_task("How do I", found["task"], casing)
    else:
        yield from ask_task("Can I", found["task"], casing)


def _ask_need(text: str, casing: Casing) -> Iterator[str]:
    possible = _POSSIBLE.match(text)
    if possible:
        yield from ask_task("Is it possible to", possible["task"], casing)
    found = _NEED.match(text)
    if found:
        yield from ask_task("Do I need to", found["task"], casing)
    should = _SHOULD.match(text) or _BETTER.match(text)
    if should:
        yield from ask_task("Should I", should["task"], casing)


def _ask_when(text: str, casing: Casing) -> Iterator[str]:
    found = _USE_WHEN.match(text)
    if found and is_name(found["thing"].split()[0]) and stands_alone(found["thing"]):
        yield f"When should I use {found['thing']}?"


def _ask_consequence(text: str, casing: Casing) -> Iterator[str]:
    found = _IF_YOU.match(text)
    if found:
        negated = "don't " if found["negated"] else ""
        yield from ask_task(f"What happens {found['when'].lower()} I {negated}".rstrip(), found["task"], casing)
