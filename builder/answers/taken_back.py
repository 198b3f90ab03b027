"""Whether a sentence limits or takes back the one before it, so that nobody may quote that without it. Pure."""

import re

from builder.answers.fitness import Sentence
from builder.wording import tidy

_TAKES_BACK = re.compile(
    r"(?:however|but|only|unless(?![^.;]*,)|except(?:ions?)?|(?:an? )?(?:exceptions?|exemptions?|waivers?)"
    r"|the (?:only |one )?exceptions?|not so|not quite|at least,? (?:that|this))\b"
    r"|well,"
    r"|(?:this|that|these|those|it|they)\b[^.;]*?"
    r"(?:\b(?:not|never|no longer|cannot|excluded|wrong|false|myths?|untrue|incorrect)\b|n[’']t\b"
    r"|\b(?:is|are|was|were|been|has|have)(?: \w+)? (?:repealed|abolished|revoked|withdrawn|superseded|suspended|lapsed"
    r"|expired)\b)"
    r"|(?:that|it)[’']s (?:not|a myth|wrong|false)\b"
    r"|we\b[^.;]*\b(?:against (?:it|this|that)|no longer|wrong)\b"
    r"|[^.;]*\b(?:is|are) (?:excluded|exempt(?:ed)?)\b",
    re.IGNORECASE,
)


def find_taken_back(sentence: Sentence, siblings: tuple[Sentence, ...]) -> Sentence | None:
    """The sentence right behind another in its line that limits it or takes it back, if there is one."""
    if sentence.number + 1 >= len(siblings):
        return None
    following = siblings[sentence.number + 1]
    text = tidy(following.quote)
    same_line = "\n" not in sentence.passage.text[sentence.span[1] : following.span[0]]
    return following if same_line and _TAKES_BACK.match(text) and not text.endswith("?") else None
