"""How a question may be asked and what a quote lets one say."""

import pytest

from builder.wording import announces_next, asks, hints_of, how_it_defines, means, say, thing_to_define, tidy


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("• The inputs are  normalized;", "The inputs are normalized."),
        ("2. Partial training: Models are trained.", "Partial training: Models are trained."),
        ("(a) First, (b) second, and", "First, (b) second."),
        ("- `pip install x`", "`pip install x`"),
        ("In 2019. They won", "In 2019. They won"),
        ("3 layers are used", "3 layers are used"),
        ("Bias value is 0; •", "Bias value is 0."),
        ("-5 degrees is the limit.", "-5 degrees is the limit."),
        ("– 40 °C is the lowest temperature.", "– 40 °C is the lowest temperature."),
        ("- 40 °C is the lowest temperature.", "- 40 °C is the lowest temperature."),
        ("– 40 °C", "– 40 °C"),
        ("- 443", "443"),
        ("1. + 5 V is the highest voltage.", "+ 5 V is the highest voltage."),
        ("12. Mai 2024 ist der letzte Tag.", "12. Mai 2024 ist der letzte Tag."),
        ("• 12. März ist der letzte Tag;", "12. März ist der letzte Tag."),
        ("12. Maintain the pump.", "Maintain the pump."),
        ("- a password; or", "a password, or"),
        ("• a password, or •", "a password, or"),
        ("- a password; and", "a password."),
        ("2a1) A member must pay.", "A member must pay."),
        ("A3b) The clock is stopped.", "The clock is stopped."),
        ("(1b) The fee is due;", "The fee is due."),
        ("(G7) leaders met.", "(G7) leaders met."),
        ("- l'ancre et la chaîne\u00a0;", "l'ancre et la chaîne."),
    ],
)
def test_marks_and_blanks_go_words_stay(quote: str, said: str) -> None:
    assert tidy(quote) == said


def test_a_row_names_its_columns_and_leaves_out_what_is_empty() -> None:
    assert say(["Adam | 0.1 |  | 3", "Optimizer | Rate | Note | Count"]) == "Optimizer: Adam; Rate: 0.1; Count: 3"
    assert say(["Adam | 0.1 |", "Optimizer | Rate | Note"]) == "Optimizer: Adam; Rate: 0.1"
    assert say(["Adam | 0.1", "Optimizer | Rate | Note"]) == "Optimizer · Rate · Note: Adam · 0.1"


def test_what_counts_as_the_same_question() -> None:
    assert asks("What preprocessing STEPS are involved (e.g., scaling)?") == asks(
        "what preprocessing steps are involved"
    )
    assert asks("What’s the team's port") == asks("what's the team’s port?")
    assert asks("Qui répare l'ancre ?") != asks("Qui répare l'échelle ?")
    assert asks("ＡＢＣとは？") == asks("abcとは?") != asks("abcとば?")
    assert asks("Which rate was used?") != asks("Which rate is used?")
    assert asks("What’s a rate?") == asks("what is a rate")
    assert asks("Who's the host's guest?") == asks("Who is the host's guest?") != asks("Who the host's guest?")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("How do I install the app?", "How can you install an app", True),
        ("Where would we find our keys?", "Where to find the keys?", True),
        ("How do I install the app?", "How do I get the app?", False),
        ("How do I install the app?", "Can I install the app?", False),
        ("Can I install the app?", "Should I install the app?", False),
        ("When can I install the app?", "When should I install the app?", False),
    ],
)
def test_who_asks_and_whose_the_thing_is_makes_no_other_question(one: str, other: str, same: bool) -> None:
    assert (means(one) == means(other)) is same


def test_examples_in_brackets() -> None:
    assert hints_of("What steps are involved (e.g., scaling, cleaning)?") == "scaling, cleaning"
    assert hints_of("Which steps (of the first kind) are there?") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("You may sail if one of the requirements below is met.", True),
        ("Members get a key if any of the below conditions is met.", True),
        ("Choose one of the options listed below.", True),
        ("A fee is due in cases below 5 euros.", False),
        ("Keep the options below the lamp.", False),
    ],
)
def test_what_announces_requirements_below(text: str, shown: bool) -> None:
    assert announces_next(f"Welcome aboard.\n{text}") == shown


def test_a_definition_may_hold_an_insertion_or_quotation_marks() -> None:
    assert how_it_defines("Zlib is a library.", "zlib") == 2
    assert how_it_defines("Zlib - a word of old - is a library.", "zlib") == 2
    assert how_it_defines("“Catalogs” are a list of versions.", "catalogs") == 2
    assert how_it_defines("A “catalog” is a list of versions.", "catalog") == 2
    assert how_it_defines("Zlib is the fastest of all.", "zlib") == 1
    assert how_it_defines("Unlike zlib, it is a library.", "zlib") == 0
    assert thing_to_define("What is zlib?") == "zlib"
    assert thing_to_define("What is the size of zlib?") == ""
