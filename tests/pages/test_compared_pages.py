"""Pages that hold answers against others: earlier ones, and those of several language models."""

from shown import pages, site, text_of

__all__ = ["pages", "site"]  # fixtures


def test_the_audit_shows_each_sentence_with_its_verdict_beside_ours(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/methods/audit.md"])
    for words in ("supported 1", "not in the document 1", "off the question 1", "a refusal 1"):
        assert words in text
    assert "Standardizing gives the data a mean of zero and a deviation of one. not in the document" in text
    assert "This document does not say." in text


def test_language_models_are_compared_and_their_dissent_is_shown(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/methods/comparison.md"])
    assert "2 language models worded 2 answers from the same passages." in text
    assert "large-2 1 1 1 1 0.8 –" in text
    assert "small-1 2 0 2 1 0.7 number: 2" in text
    _, differ = text.split("Where they differ")
    assert "Recordings were made at dawn." in differ and "Says that the documents do not answer." in differ
    assert "The data are standardized." not in differ
    assert "Published: that the documents do not say." in differ  # what a reader gets, beside what each model said
    assert "answers/handbook/comparison.md" not in pages
