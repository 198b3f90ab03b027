"""Dates, versions, units, signs, scales, negations in their shapes: 1,000 altered stopped, 1,000 untouched kept.

Only the gates are asked, not whether the sentence is its quote: that is how a model's sentence is held to its quote.
"""

import random
from collections.abc import Callable

import pytest

from builder.checks.gates import find_faults
from builder.records import Citation, Claim, Passage

TIMES = 1000
MONTHS = "January February March April May June July August September October November December".split()
UNITS = (
    ("GB", "MB", "TB", "KB", "GiB"),
    ("ms", "s", "µs", "ns", "minutes", "hours", "days", "weeks"),
    ("km", "m", "cm", "mm", "µm", "nm", "miles"),
    ("km/h", "m/s", "mph"),
    ("kg", "g", "mg", "tonnes"),
    ("%", "percentage points", "‰"),
    ("°C", "°F", "K"),
    ("kHz", "MHz", "GHz", "Hz"),
    ("V", "mV", "kV"),
    ("images", "samples", "epochs", "iterations", "layers", "parameters", "tokens", "pixels"),
    ("mmol", "mol", "ppm"),
    ("USD", "EUR", "GBP"),
)
DENIED = (
    ("is", "is not"),
    ("is", "isn't"),
    ("can", "cannot"),
    ("can", "can't"),
    ("does", "doesn’t"),
    ("was", "was never"),
    ("were", "were hardly"),
    ("works with", "works without"),
    ("is possible", "is impossible"),
    ("stable", "unstable"),
    ("supervised", "unsupervised"),
    ("linear", "non-linear"),
    ("dependent", "independent"),
    ("all of them", "none of them"),
    ("if", "unless"),
    ("either", "neither"),
    ("something", "nothing"),
)
Pair = tuple[str, str]  # a sentence, and the same sentence altered


def unit(chance: random.Random) -> Pair:
    one, other = chance.sample(chance.choice(UNITS), 2)
    number = chance.choice(["3", "12", "0.25", "1,024", "99.9", "-7"])
    gap = chance.choice([" ", " ", ""]) if one[0].isascii() and len(one) < 4 else " "
    return (
        f"The sensor was read at {number}{gap}{one} in all runs.",
        f"The sensor was read at {number}{gap}{other} in all runs.",
    )


def date(chance: random.Random) -> Pair:
    year, day, month = chance.randint(1950, 2029), chance.randint(1, 28), chance.randrange(12)
    shapes = (
        "{year}-{number:02}-{day:02}",
        "{day} {month} {year}",
        "{month} {day}, {year}",
        "{month} {year}",
        "{day:02}.{number:02}.{year}",
        "{number:02}/{day:02}/{year}",
        "the {day}th of {month} {year}",
    )
    shape = chance.choice(shapes)
    part = chance.choice(
        [name for name in ("year", "day", "month") if f"{{{name}" in shape or (name == "month" and "number" in shape)]
    )
    changed = {
        "year": year + (chance.choice([-1, 1, 10]) if part == "year" else 0),
        "day": day % 28 + 1 if part == "day" else day,
        "month": (month + chance.randint(1, 11)) % 12 if part == "month" else month,
    }

    def say(when: dict[str, int]) -> str:
        shown = shape.format(year=when["year"], day=when["day"], number=when["month"] + 1, month=MONTHS[when["month"]])
        return f"The service ends on {shown} for good."

    return say({"year": year, "day": day, "month": month}), say(changed)


def version(chance: random.Random) -> Pair:
    parts = [chance.randint(0, 30) for _ in range(chance.choice([2, 3, 3, 4]))]
    place = chance.randrange(len(parts))
    changed = [part + 1 if number == place else part for number, part in enumerate(parts)]
    lead, tail = chance.choice(["", "v", "version ", "=="]), chance.choice(["", "", "rc1", "-beta.2", "+cu121"])
    name = chance.choice(["Python", "TensorFlow", "the library", "`answerbook`", "PyTorch"])

    def say(numbers: list[int]) -> str:
        return f"The page needs {name} {lead}{'.'.join(map(str, numbers))}{tail} or later."

    return say(parts), say(changed)


def sign(chance: random.Random) -> Pair:
    number = chance.choice(["3", "0.5", "12", "1,000"])
    one, other = chance.sample(["-", "", "<", ">", "≤", "≥", "±", "~"], 2)
    return f"The loss was {one}{number} at the end.", f"The loss was {other}{number} at the end."


def scale(chance: random.Random) -> Pair:
    one, other = chance.sample(["hundred", "thousand", "million", "billion", "trillion"], 2)
    number = chance.choice(["3", "25.6", "two", "1.2"])
    return f"The model has {number} {one} weights.", f"The model has {number} {other} weights."


def number_word(chance: random.Random) -> Pair:
    one, other = chance.sample(
        "one two three four five six seven eight nine ten eleven twelve twenty half twice".split(), 2
    )
    return f"The crew was fed {one} times a day.", f"The crew was fed {other} times a day."


def digits(chance: random.Random) -> Pair:
    shape = chance.choice(
        ["{}e-4", "10^{}", "{}x{}", "{}–{} m", "1:{}", "{}/10", "0.{}", "{}k", "#{}", "{}-fold", "{}D", "Table {}"]
    )
    one, other = chance.sample(range(11, 99), 2)
    fill = shape.count("{}")
    return f"It was set to {shape.format(*[one] * fill)} here.", f"It was set to {shape.format(*[other] * fill)} here."


def negation(chance: random.Random) -> Pair:
    one, other = chance.choice(DENIED)
    if chance.random() < 0.5:
        one, other = other, one
    subject = chance.choice(["The network", "A worker", "This step", "The cache", "Every build"])
    tail = chance.choice(["on Linux", "after the second run", "with 3 GPUs", "in most cases"])
    return f"{subject} that we use {one} to the end {tail}.", f"{subject} that we use {other} to the end {tail}."


ALTERED = (unit, date, version, sign, scale, number_word, digits, negation)


def faults(said: str, quote: str) -> list[tuple[str, str]]:
    passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=f"Before it. {quote} And after.")
    claim = Claim(text=said, citations=(Citation(passage=passage.id, quote=quote),))
    return find_faults(claim, {passage.id: passage}, composed=False)


@pytest.mark.parametrize("make", ALTERED)
def test_every_altered_fact_is_stopped(make: Callable[[random.Random], Pair]) -> None:
    chance = random.Random(20261120)
    passed = {pair for pair in (make(chance) for _ in range(TIMES)) if not faults(pair[1], pair[0])}
    assert passed == set()


@pytest.mark.parametrize("make", ALTERED)
def test_every_untouched_fact_is_kept(make: Callable[[random.Random], Pair]) -> None:
    chance = random.Random(11202026)
    stopped = {quote for quote, _ in (make(chance) for _ in range(TIMES)) if faults(quote, quote)}
    assert stopped == set()
