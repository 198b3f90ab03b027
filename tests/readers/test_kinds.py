"""What every kind of file has in common, whichever module reads it."""

import json

import pytest

from builder.format import to_json
from builder.readers import READERS


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (".ipynb", json.dumps({"cells": [{"cell_type": "markdown", "source": "# T\n\nA \ud83d b"}]})),
        (".md", '---\ntitle: "A \\ud83d b"\nquestions: ["What is \\ud83d b?"]\n---\nText.\n'),
    ],
)
def test_no_half_of_a_character_comes_out(kind: str, content: str) -> None:
    found = READERS[kind][1](content.encode())
    assert "A \ufffd b" in to_json(found).decode()


WORKS = (
    "Berg, A., Lund, O., & Holm, P. (2019). Ships of the north. Journal of the Sea, 12(3), 45-67.",
    "Dahl, E. & Vik, S. (2021). Who built the yards? Harbour Studies, 4(1), 1-9.",
    "Yard Council. Timber and its price.",
    "Moe, T., Ness, K., & Ruud, J. (2008). Storms, sails and oak. Arctic Press.",
    "Aas, B. (2011). Crews of the coast. Journal of the Sea, 3(2), 10-12.",
)


@pytest.mark.parametrize("kind", [".md", ".html"])
def test_works_that_follow_each_other_are_no_evidence_whether_or_not_a_heading_stands_above_them(kind: str) -> None:
    def read(*paragraphs: str) -> list[str]:
        text = "\n\n".join(paragraphs) if kind == ".md" else "".join(f"<p>{one}</p>" for one in paragraphs)
        return [block.kind for block in READERS[kind][1](text.encode()).blocks]

    prose = "Moe, T., who built ships in 1908, tells of storms, and we follow him in all of this."
    assert read(prose, *WORKS, prose) == ["paragraph", *["reference"] * 5, "paragraph"]
    assert read(prose, *WORKS[:2], prose) == ["paragraph"] * 4


def test_under_the_heading_of_the_references_one_work_makes_all_of_them_references() -> None:
    def read(*entries: str) -> list[str]:
        text = (
            "# References\n\n" + "\n".join(f"- {one}" for one in entries) + "\n\nSee also the web.\n\n# Next\n\nProse."
        )
        return [block.kind for block in READERS[".md"][1](text.encode()).blocks]

    assert read(WORKS[0]) == ["heading", "reference", "reference", "heading", "paragraph"]
    assert read("The reference of the command line") == ["heading", "list", "paragraph", "heading", "paragraph"]
