"""The words in a sentence that must not change."""

import pytest

from builder.unaltered import facts_of, opposed


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


def test_a_prefix_that_turns_a_word_round() -> None:
    assert opposed("It is unsupported.", "It is supported.") == "unsupported"
    assert opposed("It is valid.", "It is invalid.") == "valid"
    assert opposed("It is in use.", "It is in use.") == ""
