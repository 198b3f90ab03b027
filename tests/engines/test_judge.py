"""The judge: what it shows its model of a long quote."""

from builder.engines.judge import LONGEST_QUOTE, gather


def test_a_short_quote_is_judged_as_it_is() -> None:
    assert gather("The bridge opened in 1932.", "It opened in 1932.\nIt is long.") == "It opened in 1932.\nIt is long."


def test_of_a_long_quote_the_sentences_that_hold_the_claim_s_words_are_kept_in_order() -> None:
    filling = "Nothing of interest happened on that day. " * 30
    quote = f"The bridge was designed by Ada Holm. {filling}It opened in 1932. {filling}"
    made = gather("The bridge by Holm opened in 1932.", quote)
    assert made.startswith("The bridge was designed by Ada Holm.")
    assert "It opened in 1932." in made
    assert len(made) <= LONGEST_QUOTE


def test_a_long_quote_without_a_shared_word_is_cut() -> None:
    assert len(gather("xyzzy", "word " * 1000)) == LONGEST_QUOTE
