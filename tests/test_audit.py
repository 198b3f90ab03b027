"""Earlier answers held to the documents, with the toy engines."""

from collections import Counter
from collections.abc import Sequence

import pytest

from builder.audit import audit_earlier, split_answer
from builder.engines import Vectors
from builder.engines.toy import ToyEncoder, ToyJudge
from builder.records import Audit, Citation, EarlierAnswer, Passage, Question

ASKED = "Which preprocessing was applied to the images (e.g., scaling)?"
QUESTION = Question(id="b/preprocessing", book="b", text=ASKED, scope="each")
PASSAGES = (
    Passage(
        id="b/d.1",
        source="b/d",
        kind="paragraph",
        headings=(),
        text="The preprocessing applied to the images was scaling to 224 pixels. A leaky unit is last.",
    ),
    Passage(
        id="b/d.2",
        source="b/d",
        kind="reference",
        headings=(),
        text="Smith, J. Histogram equalisation of leaf scans, 2019.",
        citable=False,
    ),
)


def audit(text: str, question: str = ASKED) -> tuple[Audit, ...]:
    earlier = EarlierAnswer(source="b/d", question=question, text=text, engine="old")
    return audit_earlier([earlier], [QUESTION], PASSAGES, ToyEncoder(), ToyJudge())


def verdicts(text: str) -> list[str]:
    return [sentence.verdict for one in audit(text) for sentence in one.sentences]


def test_a_sentence_with_its_words_and_numbers_in_one_place_is_supported() -> None:
    (one,) = audit("Preprocessing of the images was scaling to 224 pixels.")
    assert (one.source, one.question, one.engine) == ("b/d", "b/preprocessing", "old")
    (sentence,) = one.sentences
    assert sentence.verdict == "supported"
    assert sentence.citation == Citation(
        passage="b/d.1", quote="The preprocessing applied to the images was scaling to 224 pixels."
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Preprocessing of the images was scaling to 512 pixels.", "absent"),
        ("Preprocessing of the images was not scaling to 224 pixels.", "absent"),
        ("Histogram equalisation of leaf scans was done.", "absent"),
        ("Cleaning removes outliers and duplicates from a dataset.", "absent"),
        ("A leaky unit is last.", "off"),
        ("The text does not explicitly mention any preprocessing.", "refusal"),
        ("Unfortunately, there isn't any explicit mention of preprocessing.", "refusal"),
        ("Based on the given context, there isn't explicit mention of scaling.", "refusal"),
        ("Other steps not explicitly mentioned in the context include cleaning.", "refusal"),
        ("I don't know the answer to this.", "refusal"),
    ],
)
def test_every_verdict(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


def test_only_what_is_supported_or_off_has_a_quote() -> None:
    for sentence in audit("A leaky unit is last. Cleaning removes outliers.")[0].sentences:
        assert (sentence.citation is not None) == (sentence.verdict in {"supported", "off"})


def test_the_words_of_the_question_need_no_brackets_to_be_known() -> None:
    assert audit("Scaling.\nScaling is done.", "Which preprocessing was applied to the images?") != ()
    assert audit("Scaling is done.", "Which optimiser was used?") == ()


def test_an_answer_is_split_as_people_read_it() -> None:
    assert split_answer("Answer:::\nAnswer: The steps are:\n\n1. Scaling: to 224.\n2. Cleaning the data.\nYes") == (
        "The steps are:",
        "Scaling: to 224.",
        "Cleaning the data.",
    )


class Denier(ToyJudge):
    """A judge that finds nothing supported."""

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [0.0 for _ in pairs]


def test_the_judge_is_asked_and_may_overrule() -> None:
    text = "Preprocessing of the images was scaling to 224 pixels."
    assert verdicts(text) == ["supported"]
    earlier = EarlierAnswer(source="b/d", question=ASKED, text=text, engine="old")
    (one,) = audit_earlier([earlier], [QUESTION], PASSAGES, ToyEncoder(), Denier())
    assert [sentence.verdict for sentence in one.sentences] == ["absent"]


def test_a_document_is_encoded_once_for_all_its_answers() -> None:
    class Counting(ToyEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            encoded.extend(texts)
            return super().encode(texts)

    encoded: list[str] = []
    text = "Preprocessing of the images was scaling to 224 pixels."
    earlier = [EarlierAnswer(source="b/d", question=ASKED, text=text, engine=engine) for engine in ("old", "older")]
    found = audit_earlier(earlier, [QUESTION], PASSAGES, Counting(), ToyJudge())
    assert [one.engine for one in found] == ["old", "older"]
    times = Counter(encoded)
    assert [times[one] for one in (text, ASKED, PASSAGES[0].text)] == [2, 2, 1]


def test_a_second_sentence_is_quoted_only_for_what_it_brings() -> None:
    (one,) = audit("Preprocessing applied to the images was scaling to 224 pixels.")
    assert one.sentences[0].citation is not None
    assert "leaky" not in one.sentences[0].citation.quote
