"""Phrases of a document in a reader's mouth: `your app` is `my app`, `Path Parameters` are `path parameters`. Pure.

What only makes sense on its page (`the model above`) is told apart, never guessed at.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from builder.records import Passage
from builder.text import split_sentences

ODD = 10  # times from which a word is an everyday one
COMMON = 0.25  # as often in small letters as with a capital, from which a word is no name
EVERYWHERE = 0.02  # of a book's sentences
LONGEST = 14  # words of what a question asks after its opening
_VOICE = {"you": "I", "your": "my", "yours": "mine", "yourself": "myself", "you're": "I'm", "you've": "I've"}
_AFTER_ME = frozenset("to with in on a an the from by for and when if as".split())
_NAME = re.compile(r"[A-Za-z_].*[A-Z_@\d]|[._/@#<>{}()=*$]|^--?\w|^[A-Z]{2,}s?$")
_WORD = re.compile(r"[\w'’-]+")
_PAGE_WORDS = (  # of somebody who has the page before him
    "it its this that these those they them their there here he she we us our ours let['’]?s i me above below"
    " following previous previously next earlier later before example examples same such former latter first"
    " second third one ones recap section chapter tutorial step steps now again so also already something"
    " itself everything anything things? stuff yet specific more just especially two three both either else"
    " too then actually really etc rest others? case cases way ways point part parts"
)
_POINTS = re.compile(
    rf"\b(?:{'|'.join(_PAGE_WORDS.split())}|the different|the (?:existing|actual|whole|main) \w+$)\b", re.IGNORECASE
)
_OPENS = re.compile(
    r"^(?:(?:so|and|but|or|then|now|also|in fact|for example|additionally|first|next|finally|instead|alternatively"
    r"|however|normally|in that case|just|note that|of course|in general|in summary|as always),?\s+)+",
    re.IGNORECASE,
)
_ODD = re.compile(r"[:;!?…“”|]|\s[-–—/]\s|[^\x00-\u024f’‘–—-]")
_THE = re.compile(r"\bthe ((?:(?!(?:to|in|on|for|with|from|by|as|at|and|or|when|if)\b)[\w'’.@*-]+ ?){1,4})")
_OF_NAMES = frozenset("import install run use".split())  # whose object may be a name that nobody else uses
_FILE = re.compile(r"[\w-]+\.\w{1,4}")
_OF_CODE = re.compile(r"\w[._=]\w+[._=]|^[a-z]\w*=")
_DANGLES = re.compile(
    r"\b(?:and|or|but|with|by|for|to|of|in|on|from|as|the|a|an|if|when|while|because|is|are|that|than|using|not|via|allows?|whether"
    r"|requires?|like|such|has|have|can|will)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Casing:
    """How a book writes its words where no sentence begins: `query` although a heading says `Query`."""

    lower: Counter[str]
    upper: Counter[str]
    sentences: int = 0
    texts: tuple[str, ...] = ()  # all that was counted, in small letters, a document each

    def settle(self, word: str) -> str:
        """A word as the book writes it inside sentences."""
        if _NAME.search(word) or not word[:1].isupper():
            return word
        bare = word.strip("'\"“”()*,.").lower()
        common = self.lower[bare] >= COMMON * self.upper[bare] and self.lower[bare] > 0
        unseen = not self.lower[bare] and not self.upper[bare]
        return word.lower() if common or (unseen and word[1:].islower() and bare.endswith(("ing", "ed", "s"))) else word

    def is_everywhere(self, thing: str) -> bool:
        """Whether the whole book speaks of a thing, so that a question about it has to say more."""
        return self.lower[thing.lower()] + self.upper[thing.lower()] > EVERYWHERE * self.sentences

    def is_common(self, word: str) -> bool:
        """Whether a word is an everyday one here, even where it stands with a capital."""
        return self.lower[word.lower()] > self.upper[word.lower()] and not is_name(word)

    def is_odd(self, word: str) -> bool:
        """Whether a small bare word is one that hardly anybody uses: the name of something in an example."""
        return word.islower() and word.isalpha() and not word.endswith("s") and self.lower[word] < ODD

    def is_of_example(self, task: str) -> bool:
        """Whether a task is that of an example: it makes a file, or handles names of which no other document speaks."""
        words = task.split()
        alone = len(words) == 2 and words[0] not in _OF_NAMES
        if words[1] in ("every", "each") or (alone and (_FILE.fullmatch(words[1]) or self.is_odd(words[1]))):
            return True
        return any(_OF_CODE.search(word) and self.is_of_one_place(word) for word in words[1:])

    def is_of_one_place(self, thing: str) -> bool:
        """Whether only one document speaks of a thing: then it is often its example's own."""
        lower = thing.lower()
        return len(list(islice((text for text in self.texts if lower in text), 2))) < 2

    def is_called(self, thing: str) -> bool:
        """Whether the book speaks of one such thing, with an article: `the streaming API` is no task."""
        one = thing.lower().removesuffix("s")
        called = re.compile(rf"\b(?:the|an?|your|each|every) {re.escape(one)}s?\b")
        return any(one in text and called.search(text) for text in self.texts)

    def with_article(self, thing: str) -> str:
        """A thing with the article that the book gives it, where a heading left it out."""
        bare = thing.lower()
        given = re.compile(rf"(?:\b(the|an?) )?\b{re.escape(bare)}(?![\w-])")
        found = Counter(one or "" for text in self.texts if bare in text for one in given.findall(text))
        article, times = max(found.items(), key=lambda one: (one[1], one[0]), default=("", 0))
        return f"{article} {thing}" if article and times > found[""] else thing

    def phrase(self, text: str) -> str:
        """A heading's words as they would stand inside a sentence."""
        return " ".join(self.settle(word) for word in text.split())


def learn_casing(passages: Iterable[Passage]) -> Casing:
    """Count how words are written in the midst of sentences."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    sentences = 0
    texts: dict[str, list[str]] = {}
    for passage in passages:
        if passage.kind not in {"paragraph", "list"}:
            continue
        texts.setdefault(passage.source, []).append(passage.text.lower())
        for start, end in split_sentences(passage.text):
            sentences += 1
            for word in _WORD.findall(passage.text[start:end])[1:]:
                (upper if word[0].isupper() else lower)[word.lower()] += 1
    return Casing(lower, upper, sentences, tuple("\n".join(one) for one in texts.values()))


def is_name(word: str) -> bool:
    """Whether a word names a thing by its form: an identifier, a path, letters in capitals."""
    return bool(_NAME.search(word))


def is_plural(word: str) -> bool:
    """Whether an English word looks like several of a thing."""
    return word.lower().endswith("s") and not word.lower().endswith(("ss", "us", "is"))


def in_my_voice(text: str) -> str:
    """A phrase as the person who asks would say it."""
    words = text.split()
    return " ".join(_my(word, after) for word, after in zip(words, [*words[1:], ""], strict=True))


def _my(word: str, after: str) -> str:
    bare = word.lower().rstrip(",.")
    if bare not in _VOICE:
        return word
    mine = "me" if bare == "you" and (not after or after in _AFTER_ME) else _VOICE[bare]
    return mine + word[len(bare) :]


def stands_alone(phrase: str) -> bool:
    """Whether a phrase can be understood by somebody who does not have its page open."""
    words = phrase.split()
    if not phrase[:1].isalnum() and phrase[:1] not in "-._@/<{(":
        return False
    if not 1 <= len(words) <= LONGEST or _ODD.search(phrase) or _DANGLES.search(phrase):
        return False
    if _POINTS.search(phrase) or phrase.count("(") != phrase.count(")") or phrase.count('"') % 2:
        return False
    return not any(_is_vague(found[1]) for found in _THE.finditer(phrase))


def _is_vague(after_the: str) -> bool:
    """Whether `the …` means a thing of the page: an everyday noun and no name beside it."""
    words = after_the.split()
    return not any(is_name(word) or word[0].isupper() for word in words) and len(words) < 2


def without_opening(sentence: str) -> str:
    """A sentence without the words that only join it to the one before."""
    return _OPENS.sub("", sentence)


def clean_phrase(text: str) -> str:
    """A phrase without the marks around it: quotes around names, list marks, a full stop."""
    bare = re.sub(r"[\"“”*`]|['‘’](?=\w+['’])|(?<=[^\Ws])['’](?!\w)", "", text)
    return re.sub(r"\s+", " ", bare).strip(" .,;:")
