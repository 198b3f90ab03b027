"""A thousand sentences altered in a number, unit, negation or name are all stopped; a thousand untouched ones pass."""

import random
from collections.abc import Callable

import pytest

from builder.checks.gates import find_faults
from builder.records import Citation, Claim, Passage
from builder.wording import tidy

TIMES = 1000
SUBJECTS = (
    "The network",
    "The second model",
    "Our detector",
    "ResNet-50",
    "The build",
    "A worker",
    "The CNN in Table",
    "`make site`",
)
VERBS = ("was trained for", "needs", "reads", "reaches", "processes", "keeps", "is limited to", "stores")
UNITS = ("GB", "ms", "%", "epochs", "pixels", "km", "kHz", "images", "hours", "°C", "layers", "MB/s", "mg", "days")
TAILS = (
    "on the test data",
    "with Adam and a rate of 1e-4",
    "in version 2.1.3",
    "since March 2021",
    "of the 1,500 samples",
    "at 0.5 dropout",
    "after two runs",
    "under Windows 11",
)
ADDED = ("without warning", "but not on Linux", "and never fails", "unless it is told so", "", "", "", "")
LIST_MARKS = ("", "", "• ", "2. ", "- ")
ENDS = (".", ".", ";", "")


def sentence(chance: random.Random) -> str:
    number = chance.choice(["3", "12", "0.25", "1,024", "-7", "99.9", "224"])
    parts = (
        chance.choice(SUBJECTS),
        chance.choice(VERBS),
        f"{number} {chance.choice(UNITS)}",
        chance.choice(TAILS),
        chance.choice(ADDED),
    )
    return chance.choice(LIST_MARKS) + " ".join(part for part in parts if part) + chance.choice(ENDS)


def other_number(text: str, chance: random.Random) -> str:
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    place = chance.choice(digits)
    return text[:place] + chance.choice([figure for figure in "123456789" if figure != text[place]]) + text[place + 1 :]


def other_unit(text: str, chance: random.Random) -> str:
    unit = next(unit for unit in UNITS if f" {unit} " in text)
    return text.replace(f" {unit} ", f" {chance.choice([other for other in UNITS if other != unit])} ", 1)


def other_negation(text: str, chance: random.Random) -> str:
    for negation in ("without ", "not ", "never ", "unless "):
        if negation in text:
            return text.replace(negation, "", 1)
    verb = next(verb for verb in VERBS if verb in text)
    return text.replace(verb, f"{chance.choice(['never', 'not', 'hardly'])} {verb}", 1)


def other_name(text: str, chance: random.Random) -> str:
    names = [name for name in ("Adam", "Windows", "March", "Linux", "ResNet-50", "CNN", "make site") if name in text]
    new = chance.choice(["RMSProp", "Debian", "YOLOv4", "EfficientNet-B0", "SVM"])
    if names:
        return text.replace(chance.choice(names), new, 1)
    return f"{text.rstrip('.;')} by {new}."


def swapped_numbers(text: str, chance: random.Random) -> str:
    return other_number(text.replace("two", str(chance.randint(3, 9))), chance)


def faults(said: str, quote: str, *, composed: bool) -> list[tuple[str, str]]:
    passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=f"Before. {quote}\nAfter that.")
    claim = Claim(text=said, citations=(Citation(passage=passage.id, quote=quote),))
    return find_faults(claim, {passage.id: passage}, composed=composed)


@pytest.mark.parametrize("alter", [other_number, other_unit, other_negation, other_name, swapped_numbers])
def test_every_altered_sentence_is_stopped(alter: Callable[[str, random.Random], str]) -> None:
    chance = random.Random(20261120)
    for _ in range(TIMES):
        quote = sentence(chance)
        said = alter(tidy(quote), chance)
        assert said != tidy(quote)
        assert faults(said, quote, composed=False), f"{said!r} passed for {quote!r}"
        assert faults(said, quote, composed=True)


def test_every_untouched_sentence_passes() -> None:
    chance = random.Random(11202026)
    for _ in range(TIMES):
        quote = sentence(chance)
        for composed in (True, False):
            assert faults(tidy(quote), quote, composed=composed) == [], quote


def test_an_altered_quote_is_stopped_whatever_the_sentence_says() -> None:
    chance = random.Random(5)
    for _ in range(TIMES):
        quote = sentence(chance)
        passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=quote)
        changed = other_number(quote, chance)
        claim = Claim(text=tidy(changed), citations=(Citation(passage="b/d.1", quote=changed),))
        assert [rule for rule, _ in find_faults(claim, {"b/d.1": passage}, composed=True)] == ["quote"]
