"""Training examples: windows keep whole sentences, and spans and marks move with them."""

from random import Random

from builder.training.examples import Example, cut_window, drop_sentence, sentence_at
from builder.training.reading_sets import change_text, join_sentences
from builder.training.texts import cut_sentences, tidy

SENTENCES = ["The dam was begun in 1931.", "It was opened in 1936.", "Its wall is 221 metres high."]


def make() -> Example:
    text, spans = join_sentences(SENTENCES)
    start = text.index("1936")
    return Example(
        question="When was it opened?",
        text=text,
        sentences=spans,
        evidence=(0.0, 1.0, 0.0),
        answered=1.0,
        span=(start, start + 4),
    )


def words(example: Example) -> list[str]:
    return [example.text[start:end] for start, end in example.sentences]


def test_a_window_keeps_the_sentence_asked_for_and_moves_the_span() -> None:
    for seed in range(20):
        shown = cut_window(make(), 1, 55, Random(seed))
        assert len(shown.text) <= 55
        assert SENTENCES[1] in words(shown)
        assert shown.span and shown.text[slice(*shown.span)] == "1936"
        assert shown.evidence and shown.evidence[words(shown).index(SENTENCES[1])] == 1.0


def test_a_dropped_sentence_leaves_nothing_that_answers() -> None:
    left = drop_sentence(make(), 1)
    assert words(left) == [SENTENCES[0], SENTENCES[2]]
    assert left.answered == 0.0 and left.span is None and left.evidence == (0.0, 0.0)


def test_a_swapped_word_moves_every_span() -> None:
    changed = change_text(make(), "was", "had never been")
    assert changed and changed.text.count("had never been") == 2
    assert changed.span and changed.text[slice(*changed.span)] == "1936"
    assert words(changed)[2] == SENTENCES[2]
    assert change_text(make(), "absent", "present") is None


def test_the_sentence_of_a_character() -> None:
    assert sentence_at(make().sentences, make().text.index("1936")) == 1


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "As shown by Holm et al. 2019 in Fig. 3, it works. We used it."
    assert [text[start:end] for start, end in cut_sentences(text)] == [text[:-12], "We used it."]


def test_broken_lines_and_ligatures_are_mended() -> None:
    assert tidy("classi\ufb01-\ncation  of\nimages\n\nnext") == "classification of images\nnext"
