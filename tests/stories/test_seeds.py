"""The five papers of the demo, asked with the shipped models: two state how data were preprocessed, three do not."""

import shutil
from pathlib import Path

import pytest

from builder.format import read_project
from builder.pipeline import Gathered, load_site
from builder.records import Answer

SEEDS = Path(__file__).parent.parent.parent / "seeds"
STANDARDISED = "During the training of the model, the data is then standardized."
RESIZED = "The resolution of input data is 224×224 with Red Green Blue (RGB) format"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    root = tmp_path_factory.mktemp("papers")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Papers\n", "utf-8")
    shutil.copytree(SEEDS / "methods", root / "seeds" / "methods", ignore=shutil.ignore_patterns("answers"))
    return load_site(read_project(root))


def preprocessing(papers: Gathered) -> dict[str, Answer]:
    asked = [one for one in papers.site.answers if one.question == "methods/preprocessing"]
    return {(one.document or "").removeprefix("methods/")[:4]: one for one in asked}


def test_the_two_that_say_it_are_quoted(papers: Gathered) -> None:
    for document, words in (("ea31", STANDARDISED), ("c800", RESIZED)):
        answer = preprocessing(papers)[document]
        assert answer.state == "answered"
        assert any(words in one.quote for claim in answer.claims for one in claim.citations)


def test_the_three_that_do_not_say_it_abstain_beside_their_nearest_passages(papers: Gathered) -> None:
    for document in ("afdf", "796f", "8541"):
        answer = preprocessing(papers)[document]
        assert (answer.state, answer.claims) == ("abstained", ())
        assert answer.nearest


def test_the_misread_file_is_repaired(papers: Gathered) -> None:
    assert len(papers.site.sources) == 5
    assert any("was UTF-8 read as Mac Roman" in one.message for one in papers.site.findings)
    words = "\n".join(passage.text for passage in papers.site.passages)
    assert "224×224" in words
    assert not any(damage in words for damage in ("√ó", "ÔÅ", "(cid:"))
