"""The names in a question, and whether what answers it is about them: an answer on HTTP/2 is none on HTTP/3. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder.answers.asking import ASKS_WHETHER
from builder.records import Book, Passage, Source
from builder.text import split_sentences
from builder.unaltered import DAYS_AND_MONTHS, facts_of
from builder.wording import without_hints

SHORT = 4  # letters of a name that stands within other words by chance
SHORTEST_PART = 3  # letters of a part of a name that may stand for it: Node for Node.js

# Only where a question is English does a capital tell a name: German ones have it on every noun.
_ENGLISH = re.compile(rf"\W*(?:what|which|who|whom|whose|when|where|why|how|{ASKS_WHETHER})\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*[\w'’]+")
_ENDING = re.compile(r"['’]s?$")
_JOINT = re.compile(r"[\s_-]+")
_WORD = re.compile(r"[^\W_]+")
_MODE = re.compile(r"(?<!\S)\+[A-Za-z](?![^\s.,?])")  # `+i`, as modes are set
_DOTFILE = re.compile(r"(?<!\S)\.[a-z][\w-]+(?:\.\w+)*")
_FILE = re.compile(r"^\.\w|\.[a-z]{2,5}$")
_FLAG = re.compile(r"(?<![\w-])--?[a-z][\w-]*", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Z][a-z]+\W*$")


def find_titles(books: Iterable[Book], sources: Iterable[Source]) -> dict[str, str]:
    """What each source is called, with its book: what a title names, its sentences need not say."""
    titles = {book.id: book.title for book in books}
    return {source.id: f"{titles.get(source.book, '')} · {source.own_title}" for source in sources}


def names_in(question: str) -> frozenset[str]:
    """The names in an English question, but for its first word, hints and dates; capitals tell none in a title."""
    if not _ENGLISH.match(question):
        return frozenset()
    rest = _FIRST.sub("", without_hints(question), count=1)
    long = [word for word in rest.split() if len(word) > SHORTEST_PART]
    titled = len(long) > 1 and all(word[0].isupper() for word in long)
    found = facts_of(rest).names - facts_of(rest).links
    found |= {*_MODE.findall(rest), *_DOTFILE.findall(rest)}
    return frozenset(name for name in found if not _is_date(name) and not (titled and _PLAIN.match(name)))


def _make_of(name: str) -> str:
    """What a name is by its letters: a file, an option or a variable; nothing of it tells what others name."""
    if name.startswith("-"):
        return "option"
    return "file" if _FILE.search(name) else "variable" if "_" in name else ""


def _inner_names(text: str) -> frozenset[str]:
    """The names in a text, but for the first words of its sentences."""
    inner = " ".join(_FIRST.sub("", text[start:end], count=1) for start, end in split_sentences(text))
    return facts_of(inner).names


def _is_date(name: str) -> bool:
    return name.lower().removesuffix("s") in DAYS_AND_MONTHS


def holds_names(names: frozenset[str], passages: Sequence[Passage], titles: Mapping[str, str]) -> bool:
    """Whether passages hold all names, in their words, their headings, or what their document and book are called."""
    told = "\n".join(
        " ".join((one.text, *one.headings, one.source, titles.get(one.source, ""))) for one in dict.fromkeys(passages)
    )
    squashed, whole = _squash(told), frozenset(_WORD.findall(told.lower()))
    flags = frozenset(_FLAG.findall(told.lower()))
    return all(
        name.lower() in flags if _FLAG.fullmatch(name) else any(_stands(form, squashed, whole) for form in _forms(name))
        for name in names
    )


def tells_of_names(names: frozenset[str], told: str, passage: Passage, titles: Mapping[str, str]) -> bool:
    """Whether what is told is about all names, by itself or where it stands; what names another file is about that.

    Names of people, places and companies are often told as `we`, or not at all.
    """
    names = frozenset(name for name in names if _make_of(name) or name.isupper())
    called = _squash(f"{passage.source} {titles.get(passage.source, '')}")
    makes = frozenset(map(_make_of, names)) - {""}
    others = any(_make_of(one) in makes and _squash(_forms(one)[0]) not in called for one in _inner_names(told) - names)
    if others:
        book = titles.get(passage.source, "").partition(" · ")[0]
        return holds_names(names, [replace(passage, text=told, headings=(), source="")], {"": book})
    return holds_names(names, [replace(passage, text=told)], titles)


def _stands(form: str, squashed: str, whole: frozenset[str]) -> bool:
    """Whether a name stands there; a short one as a word of its own, for Git is not in GitHub."""
    name = _squash(form)
    short = len(name) <= SHORT and name.isalnum()
    return bool(whole & {name, f"{name}s"}) if short else name in squashed


def _forms(name: str) -> tuple[str, ...]:
    """What may stand for a name: it without its ending, or a part of one with dots in it, but for the last."""
    if _MODE.fullmatch(name):
        return (name, *(f"{mark}{name[1:]}{mark}" for mark in "'`\""))
    bare = _ENDING.sub("", name)
    parts = [part for part in bare.split(".")[:-1] if len(part) >= SHORTEST_PART and part.isalpha()]
    return (bare, bare.removesuffix("s"), *parts)


def _squash(text: str) -> str:
    return _JOINT.sub("", text.lower())
