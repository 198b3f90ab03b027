"""What a quote lets one say."""

import pytest

from builder.wording import asks, facts_of, hints_of, opposed, say, tidy


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
    ],
)
def test_marks_and_blanks_go_words_stay(quote: str, said: str) -> None:
    assert tidy(quote) == said


def test_a_row_names_its_columns_and_leaves_out_what_is_empty() -> None:
    assert say(["Adam | 0.1 |  | 3", "Optimizer | Rate | Note | Count"]) == "Optimizer: Adam; Rate: 0.1; Count: 3"
    assert say(["Adam | 0.1 |", "Optimizer | Rate | Note"]) == "Optimizer: Adam; Rate: 0.1"
    assert say(["Adam | 0.1", "Optimizer | Rate | Note"]) == "Optimizer · Rate · Note: Adam · 0.1"


def test_numbers_carry_their_units() -> None:
    assert dict(facts_of("It took 1,000 GB, -0.5 °C and 3.6.2 on 8 GPUs at 50%.").numbers) == {
        ("1000", "GB"): 1,
        ("-0.5", "°C"): 1,
        ("3.6.2", ""): 1,
        ("8", ""): 1,
        ("50", "%"): 1,
    }


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The limit is –5 °C.", "-5", "°C"),
        ("– 40 °C is the limit.", "-40", "°C"),
        ("— 40 °C is the limit.", "-40", "°C"),
        ("It takes 5–10 seconds.", "5-10", "seconds"),
        ("It takes 5 to 10 seconds.", "5-10", "seconds"),
        ("It drew 10 mW.", "10", "mW"),
        ("It drew 10 MW.", "10", "MW"),
        ("It ran at 10 km/h.", "10", "km/h"),
        ("It covers 10 m².", "10", "m²"),
        ("A loss of 10⁻³ was seen.", "10⁻³", ""),
        ("It is ½ of that.", "½", ""),
        ("Here p<0.05 held.", "<0.05", ""),
        ("It costs $10 million.", "$10", "million"),
        ("It costs €10.", "€10", ""),
        ("It needs at least 8 GB.", "at least 8", "GB"),
        ("At least 8 GB are needed.", "at least 8", "GB"),
        ("World War II ended.", "II", ""),
        ("It holds over 50 l.", "more than 50", "l"),
        ("It is below 5 °C.", "less than 5", "°C"),
        ("It is older than 5 days.", "older than 5", "days"),
        ("It opens at 5 PM.", "5", "pm"),
    ],
)
def test_what_binds_a_number_goes_with_it(text: str, number: str, unit: str) -> None:
    assert list(facts_of(text).numbers) == [(number, unit)]


def test_numbers_as_words_carry_their_units_too() -> None:
    words = facts_of("One of ten thousand files waits five minutes, then a five-hour day, at nine pm.").words
    assert words == {"one": 1, "ten": 1, "thousand": 1, "five minute": 1, "five hour": 1, "nine pm": 1}


def test_what_binds_a_number_from_further_off() -> None:
    bound = facts_of("After June, versions 3.2 and up may send 5 GB or less, daily or each second, before you stop.")
    assert bound.binding == {"after", "or more", "or less", "day", "second"}
    assert facts_of("Sooner or later it stops after all.").binding == frozenset()


def test_a_hyphen_or_a_dash_between_words_is_no_minus() -> None:
    numbers = {
        number for number, _ in facts_of("On 2019-05-01 the ResNet-50 run – 3 epochs – ended at 10-fold.").numbers
    }
    assert numbers == {"2019-05-01", "50", "3", "10"}


def test_names_are_what_a_person_sees_as_names() -> None:
    assert facts_of("we set learning_rate for ResNet-50 in builder.text with --json").names == {
        "learning_rate",
        "ResNet-50",
        "builder.text",
        "--json",
    }


def test_what_counts_as_the_same_question() -> None:
    assert asks("What preprocessing STEPS are involved (e.g., scaling)?") == asks(
        "what preprocessing steps are involved"
    )
    assert asks("Which rate was used?") != asks("Which rate is used?")


def test_examples_in_brackets() -> None:
    assert hints_of("What steps are involved (e.g., scaling, cleaning)?") == "scaling, cleaning"
    assert hints_of("Which steps (of the first kind) are there?") == ""


def test_a_prefix_that_turns_a_word_round() -> None:
    assert opposed("It is unsupported.", "It is supported.") == "unsupported"
    assert opposed("It is valid.", "It is invalid.") == "valid"
    assert opposed("It is in use.", "It is in use.") == ""
