"""Whether a text tells a way to do what a question asks how to do: words come in, yes or no goes out. Pure."""

import re

from builder.rank import words

_ASKS_HOW = re.compile(r"how (?:do|does|can|could|should|would|may|might|must|to)\b", re.IGNORECASE)
_IF_NOT = re.compile(
    r"^if (?:(?:something|anything) (?:goes|went) wrong|(?:it|this|that|all(?: else)?) fails"
    r"|(?:it|this|that) does(?:n['’]t| not) work)\b"
    r"|^(?:failing|failure) to\b|[.!] (?:failing|failure) to do (?:so|this)\b",
    re.IGNORECASE,
)
_ASKS_HOW_TO = re.compile(r"how (?:(?:do|can|could|would|does) \w+|to) (?!use\b)([a-z]{3,})\b", re.IGNORECASE)
_BESIDE_IT = re.compile(
    r"(?:(?:before|after|once)\b|(?:when|if|while)\b(?=[^,]* (?:is|are|has been|have been) \w+ed\b))([^,]*),",
    re.IGNORECASE,
)
_MATTERS = (
    r"\b(?:is|are|can be) (?:\w+ly |very )?"
    r"(?:important|recommended|advisable|useful|helpful|essential|crucial|necessary)\b"
)
_DONE_BEFORE = r"(?:an?|the|your|already|previously|find|every|each|all)"
_GIVEN_THEN = re.compile(
    r"\b(?:\w+ed|given|chosen|set|made|written|shown|kept)(?: \w+)?"
    r" (?:when|while|after|before|upon|during) (?:you )?(\w+)",
    re.IGNORECASE,
)
_OF_DOING = frozenset(
    "a an the you ve have has is are was been being be your it and all complete completed done finished".split()
)
# By which a sentence that tells one to do what was asked tells how, too.
_NAMES_WAY = re.compile(
    r"\b(?:at|away|by|from|in|inside|on|through|to (?:the|an?|our|your)|under|until|us(?:e|es|ing)|via|with|without"
    r"|run(?:ning)?|call(?:ing)?|click\w*|select\w*|choos\w*|open\w*|press\w*|typ(?:e|ing)|adding|pass(?:ing)?)\b"
    r"|[_/=<>~|:…(]|(?<!\w)--?\w|\w\.\w|\d",
    re.IGNORECASE,
)
_ASKS_MY_WAY = re.compile(
    r"how (?:to|(?:do|can|could|should|would|may|might|must) (?:i|we|one|you(?!.*\bm[ey]\b)))\b", re.IGNORECASE
)
# A sentence that begins so tells that something can be done, or has to be, unless it goes on to name a way.
_TELLS_THAT = re.compile(
    r"(?:optionally,? |[^,.:]{3,80}, |if [^,]*? (?=you\b))?(?:there (?:is|are)\b"
    r"|it(?:['’]s| is)(?: \w+)? (?:possible|recommended|advised|advisable|important|necessary|essential|suggested)\b"
    r"|(?:you|one|users?|administrators?|admins?|anyone|everyone|we) (?:can|may|could) "
    r"|(?:[\w'’-]+ ){1,6}?(?:supports?|has|have|offers?|includes?|provides?|requires?|enables?|allows?)\b"
    r"|(?:[\w'’()-]+ ){1,10}?is an? "
    r"|.*\b(?:needs?|has|have|must|should) (?:to )?be (?:\w+ed|set up|turned on|switched on|done|made)\b"
    r"|.*\bwe (?:\w+ )?(?:recommend|advise|suggest)(?: that| to| you|ed| \w+ing)\b)",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?<!\bto )\b(?:us(?:e|es|ing)|via|through|by (?:means|\w+ing|e-?mail|fax|hand|post)"
    r"|run(?:ning)?|click\w*|select\w*|choos\w+(?! to\b)"
    r"|press\w*|typ(?:e|ing)|enter|open|go(?:ing)? to|add(?:ing)?|set|pass(?:ing)?|drag\w*|call|send|ask|contact|write"
    r"|fill|log in|sign in|provide|configure|install|create|define|edit|copy|change|replace|download|start|restart"
    r"|upload|specify|assign|put|place|attach|insert|buttons?|menus?|commands?|flags?|dialogs?|tabs?|keys?|fields?|options?"
    r"|checkbox\w*|parameters?|variables?|forms?|page|place|settings)\b"
    r"|[_=<>~|:…`“\"$\n]|(?<!\w)/\w|\w/\w+/|(?<![\w-])--?[a-z]|\w\.\w",
    re.IGNORECASE,
)
# What an instruction is good for: `To allow deletions, pass --delete.`
_PURPOSE = re.compile(r"(?:in order )?to (?!the\b|an?\b)(?:\w+ly )?([a-z]+)\b([^,:]*)[,:]", re.IGNORECASE)
_ASKED_OBJECT = re.compile(
    r"how (?:(?:do|does|can|could|should|would) \w+|to) \w+"
    r"((?: (?!(?:with|in|into|on|from|for|to|of|by|at|as|without|before|after)\b)[^\s?]+)+)",
    re.IGNORECASE,
)
_BY_MEANS = re.compile(r"\b(?:by|via|using|with|through|running)\b|`", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:only|just|some|certain|specific|particular|single|one|part|few|matching|selected)\b", re.IGNORECASE
)
# `It also runs on boats.` tells that it does.
_WORKS = re.compile(
    r"[\w.-]+(?: [\w.-]+)? (?:also |even |just )?(?:works?|runs?) (?:on|with|in|under) (?:[\w.-]+ ?){1,4}[.!]?",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"(?:outside(?: of)?|apart from|other than)(?: (?:the|an?))? ([^,.;]+),", re.IGNORECASE)
_CODE = re.compile(r"`([^`]+)`")
_ORDER = re.compile(r"^(?:(?:please|first|then|next|finally|lastly|now|also),? )+", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")  # `[[page|its label]]`
_NEXT = re.compile(r"[.!?]\s+(?:then|next|now)\b", re.IGNORECASE)
# Behind these a sentence tells one to do it, or that somebody did.
_MAY_OR_DID = re.compile(
    r"(?:we (?:recommend|suggest|advise)(?: that)? you(?: to)?"
    r"|it(?: is|['’]s) (?:recommended|advisable|possible|best)(?: that you| to)"
    r"|you (?:can|may|could|should|must|need to|have to)|we(?: have)?)(?: also| then| now)? (?=[a-z])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s")
_TAKES_FROM = ("un", "remov", "delet", "detach", "disconnect")  # `from` tells what, and not how
_OF_THE_WAY = r"(?:for|in|on|at|by|with|from|to|using|via|when|if|as|and|or|into|onto|through)\b"
_POINTS = frozenset("it them this that these those".split())
_WORD = re.compile(r"\w+")


def asks_my_way(question: str) -> bool:
    """Whether somebody asks how to do something, and not how a thing does it."""
    return bool(_ASKS_MY_WAY.match(question))


def tells_no_way(text: str, question: str) -> bool:
    """Whether a question asks how to do something, and a text tells what if it is left undone, or goes wrong.

    Nor does one tell a way that says what to do before or after it, or only tells one to do it: `Merge two accounts.`
    To whoever wants to do it, even less one that tells that it can be done, or how to do something else.
    """
    if not _ASKS_HOW.match(question):
        return False
    text = _LINK.sub(r"\1", text)
    if (
        _IF_NOT.search(text)
        or _tells_beside_it(text, question)
        or _only_tells_to_do_it(text, question)
        or _takes_it_as_done(text, question)
        or _does_only_some(text, question)
        or _WORKS.fullmatch(text)
        or _is_for_others(text, question)
    ):
        return True
    return asks_my_way(question) and (_only_tells_that(text, question) or _is_for_another_purpose(text, question))


def _is_for_others(text: str, question: str) -> bool:
    """Whether a text opens with what it is not for, and a question asks just that: `Outside of schools, …`."""
    found = _OUTSIDE.match(text)
    asked = {word.lower() for word in _WORD.findall(question)}
    return found is not None and {word.lower() for word in _WORD.findall(found[1])} <= asked and "outside" not in asked


def _does_only_some(text: str, question: str) -> bool:
    """Whether a text tells how to do it to some alone, where all are asked for: `…, to compress only small files`."""
    verb = _verb_asked(question)
    done = rf"\bto {re.escape(verb)}\w* (?:only|just) (?!{_OF_THE_WAY})"
    return bool(verb and re.search(done, text, re.IGNORECASE)) and not _SOME.search(question)


def _takes_it_as_done(text: str, question: str) -> bool:
    """Whether a text tells that the deed matters, or what else to do with what was done: `To move the built hull`."""
    verb = _verb_asked(question)
    if not verb:
        return False
    matters = rf"{re.escape(verb)}\w*ing\b(?:(?!\b(?:is|are|can)\b).)*{_MATTERS}"
    if re.match(rf"{matters}|(?:\w+ly|\w+-wide|already) {re.escape(verb)}\w*(?:ed|en)\b", text, re.IGNORECASE):
        return True
    other = re.search(rf"(?:^|[.!] )To (?!{re.escape(verb)})[a-z]+ ", text)
    done = re.findall(rf"(\S+ )?(?<![\w/.-])({re.escape(verb)}\w*)", text, re.IGNORECASE)
    return bool(other and done) and all(
        re.fullmatch(_DONE_BEFORE, before.strip(), re.IGNORECASE) and word.endswith(("ed", "en"))
        for before, word in done
    )


def _tells_beside_it(text: str, question: str) -> bool:
    """Whether a text begins with what comes before or after the very thing that a question asks how to do.

    Or only names that as the time when something was given: `Log in with the name chosen when creating the account.`
    Unless a way is named behind it: `Before installing it, log out. Then run the script.`
    """
    verb = _verb_asked(question)
    doing = [word for word in _WORD.findall(text.lower()) if verb and word.startswith(verb)]
    then, beside, first = _GIVEN_THEN.search(text), _BESIDE_IT.match(text), _SENTENCE_END.search(text)
    if then and doing == [then[1].lower()]:
        return not _ways_in(text[then.end() :], question)
    if first and (_NEXT.search(text) or _ways_in(text[first.end() :], question)):
        return False
    told = _WORD.findall(beside[1].lower()) if beside else []
    asked = "".join(_WORD.findall(question.lower()))
    others = [word for word in told if word not in doing and word not in _OF_DOING and word not in asked]
    return not others and not set(doing).isdisjoint(told)


def _only_tells_to_do_it(text: str, question: str) -> bool:
    """Whether a text is one sentence that tells one to do what a question asks how to do, and names no way.

    To do the same to something else may be the way: who asks how to avoid heat may be told to avoid the sun.
    """
    verb = _verb_asked(question)
    text = _ORDER.sub("", text)
    first, _, rest = text[_begins(text) :].rstrip(".!").partition(" ")
    if not verb or not first.lower().startswith(verb) or _SENTENCE_END.search(rest):
        return False
    asked = {word for word in _WORD.findall(question.lower()) if word not in _OF_DOING}
    same = not (asked | _POINTS).isdisjoint(_WORD.findall(rest.lower()))
    if first[0].isupper() and first.endswith("s") and not verb.endswith("s"):  # `Sends a file to the server.`
        return same and not _BY_MEANS.search(rest)
    return same and all(way == "from" and verb.startswith(_TAKES_FROM) for way in _ways_in(rest, question))


def _only_tells_that(text: str, question: str) -> bool:
    """Whether a text only tells that something can be done or has to be: `Backups are possible and must be made.`"""
    if not _TELLS_THAT.match(text):
        return False
    asked, verb = frozenset(_WORD.findall(question.lower())), _verb_asked(question)
    ways = (found.group().lower() for found in _WAY.finditer(text))
    return all(way in asked or (verb and way.startswith(verb)) for way in ways)


def _is_for_another_purpose(text: str, question: str) -> bool:
    """Whether a text tells how to reach another end than is asked for: another deed, done to something else."""
    purpose, wanted, verb = _PURPOSE.match(text), _ASKED_OBJECT.match(question), _verb_asked(question)
    if not purpose or not purpose[2] or not wanted or (verb and purpose[1].lower().startswith(verb)):
        return False
    return frozenset(words(wanted[1])).isdisjoint(words(purpose[2]))


def _begins(text: str) -> int:
    """Where the deed begins that a text tells one to do: behind `We recommend that you`."""
    found = _MAY_OR_DID.match(text)
    return found.end() if found else 0


def _ways_in(text: str, question: str) -> set[str]:
    """What in a text names a way, if the question does not hold it: code is one."""
    ways = {found.group().lower() for found in _NAMES_WAY.finditer(text)} - set(_WORD.findall(question.lower()))
    return ways | {code for code in _CODE.findall(text.lower()) if code not in question.lower()}


def _verb_asked(question: str) -> str:
    """How the word begins that a question asks how to do: `merg` of `How do I merge two accounts?`; or nothing."""
    found = _ASKS_HOW_TO.match(question)
    return found[1].lower().removesuffix("e") if found else ""
