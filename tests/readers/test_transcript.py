"""Transcripts: pieces, question and earlier answer are told apart, and pieces never run into each other."""

from pathlib import Path

import pytest

from builder.readers import READERS
from builder.readers.transcript import cut_pieces, is_transcript, read_transcript
from builder.records import FileText

SEEDS = Path(__file__).parents[2] / "seeds" / "methods" / "documents"
FORM = (
    "Use the following pieces of context to answer the question at the end. If you don't know, say so.\n\n{context}"
    '\n\nQuestion: %INSTRUCTIONS:\nUse it.\n\n%Query\nQuery: "{query}"\n\nProvide your answer as follows:\n\n'
    "Answer:::\nAnswer: (provide it)\n\nAnswer:::\n\nHelpful Answer:\n{answer}"
)


def piece(letter: str, sentences: int = 9) -> str:
    return " ".join(
        f"Sentence {number} of piece {letter} tells what the piece {letter} is about, and it is long enough."
        for number in range(sentences)
    )


def read(context: str, query: str = "How tall is it?", answer: str = "Tall.") -> FileText:
    text = FORM.format(context=context, query=query, answer=answer)
    assert is_transcript(text)
    return read_transcript(text)


def test_question_and_answer_are_found() -> None:
    found = read("It is 5 m tall.", "How tall\nis it (e.g., in m)?", "It says:\n\nHelpful Answer: none.")
    assert found.asked == (("transcript", "How tall is it (e.g., in m)?"),)
    assert found.earlier == (("How tall is it (e.g., in m)?", "It says:\n\nHelpful Answer: none."),)
    assert "It says" not in "".join(block.text for block in found.blocks)


def test_a_plain_prompt_is_read_too() -> None:
    text = (
        "Use the following pieces of context to answer the question at the end.\n\nIt is 5 m tall.\n\nQuestion: How"
        " tall is it?\nHelpful Answer: Five metres."
    )
    assert is_transcript(text)
    found = read_transcript(text)
    assert [block.text for block in found.blocks if block.text] == ["It is 5 m tall."]
    assert found.earlier == (("How tall is it?", "Five metres."),)


def test_pieces_are_cut_where_only_they_can_end() -> None:
    pieces = [piece(letter) for letter in "abcd"]
    assert cut_pieces("\n\n".join(pieces)) == pieces


def test_very_many_gaps_are_no_trouble() -> None:
    pieces = [f"Line {number}" for number in range(20_000)]
    assert cut_pieces("\n\n".join(pieces)) == pieces


def test_a_gap_with_blanks_is_inside_a_piece() -> None:
    assert cut_pieces("One. \n\nStill one.\n\nTwo.\n\nThree.\n\nFour.") == [
        "One. \n\nStill one.",
        "Two.",
        "Three.",
        "Four.",
    ]


def test_where_it_is_unsure_every_gap_may_be_a_cut() -> None:
    assert cut_pieces("a.\n\nb.\n\nc.\n\nd.\n\ne.") == ["a.", "b.", "c.", "d.", "e."]


def test_more_than_four_pieces_are_still_read() -> None:
    pieces = [piece(letter) for letter in "abcdef"]
    assert cut_pieces("\n\n".join(pieces)) == pieces


def test_sentences_never_run_from_piece_to_piece() -> None:
    context = "\n\n".join(
        [piece("a") + " It ends in the middle of", "the next piece begins low. " + piece("b"), piece("c")]
    )
    texts = [block.text for block in read(context).blocks if block.text]
    assert texts[0].endswith("It ends in the middle of …")
    assert texts[1].startswith("… the next piece begins low.")


def test_a_transcript_without_a_query_says_so() -> None:
    opening = "Use the following pieces of context to answer the question at the end."
    found = read_transcript(f"{opening}\n\nIt is 5 m tall.\n\nQuestion: %INSTRUCTIONS:\n")
    assert found.losses == ("the transcript holds no query",)
    assert found.earlier == ()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_seeds_are_read(path: Path) -> None:
    found = READERS[".txt"][1](path.read_bytes())
    assert len(found.asked) == len(found.earlier) == 1
    words = "\n".join(block.text for block in found.blocks)
    for damage in ("  ", "ÔÅ¨", "√", "(cid:", "\uf06c", "-\n", "Query:", "Helpful Answer"):
        assert damage not in words


def test_the_seed_in_the_wrong_alphabet_is_put_right() -> None:
    found = READERS[".txt"][1](next(SEEDS.glob("003_*.txt")).read_bytes())
    assert found.notes == (
        "was UTF-8 read as Mac Roman",
        "mended words split at line ends (1), runs of blanks (83), private characters (8), mathematical letters (4)",
    )
    entries = [line for block in found.blocks if block.kind == "list" for line in block.text.split("\n")]
    wanted = "• The resolution of input data is 224×224 with Red Green Blue (RGB) format, and the inputs are batch"
    assert f"{wanted} normalized before training;" in entries
