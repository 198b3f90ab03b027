"""Distilling: what models state marks sentences, what they refuse or say in general marks none."""

from builder.training.transcripts import mark_row, rarities, read_statement

TEXT = "The sensors were placed on oaks. All pictures were scaled to 64 x 64 pixels. Herons nest nearby."


def make(*answers: str) -> tuple[float, ...]:
    row = {
        "publication": "p",
        "cq": 1,
        "question": "How were pictures prepared (e.g., scaling)?",
        "context": TEXT,
        "answers": dict(enumerate(answers)),
    }
    # Among many other texts, the rarer words of this one weigh more.
    cell = mark_row(row, rarities([TEXT, *(f"other text {number}" for number in range(50))]))
    assert cell and cell.example.evidence
    return cell.example.evidence


def test_the_sentence_that_is_repeated_is_marked() -> None:
    stated = "All pictures were scaled to 64 x 64 pixels."
    marks = make(stated, stated)
    assert marks[1] > 0.8 and max(marks[0], marks[2]) == 0.0


def test_the_share_of_models_counts() -> None:
    stated = "All pictures were scaled to 64 x 64 pixels."
    both, one = make(stated, stated), make(stated, "I don't know.")
    assert 0 < one[1] < both[1]


def test_refusals_and_generalities_state_nothing() -> None:
    assert read_statement("The text does not mention any scaling.") == (set(), 0.0)
    assert read_statement("Typically pictures are scaled.") == (set(), 0.0)
    words, share = read_statement("It does not mention cleaning. However, pictures were scaled.")
    assert "scaled" in words and 0 < share < 1
