"""What publishers print around pages goes; what authors wrote stays."""

import pytest

from builder.repair.leaves import drop_running_heads, drop_stamps, is_running_head

STAMPS = [
    "Authorized licensed use limited to: Some University. Downloaded on May 16,2023 at 09:41:16 UTC from IEEE Xplore."
    "  Restrictions apply.",
    "20457758, 2020, 15, Downloaded from https://onlinelibrary.wiley.com/doi/10.1002/x1 by A Person - Some University ,"
    " Wiley Online Library on [28/08/2024]. See the Terms and Conditions (https://onlinelibrary.wiley.com/terms-and-"
    "conditions) on Wiley Online Library for rules of use; OA articles are governed by the applicable Creative Commons"
    " License",
    "All content following this page was uploaded by A Person on 29 September 2015.",
    "This content downloaded from 10.0.0.1 on Tue, 3 May 2022 10:00:00 UTC",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_stamps_that_name_people_go(stamp: str) -> None:
    left = drop_stamps(f"We trained the network.\n\n{stamp}\n\nIt was tested.")
    assert left.split() == "We trained the network. It was tested.".split()


SOUND = [
    "The data can be downloaded from https://example.org by anyone.",
    "Images were uploaded by volunteers of the project.",
    "See the Terms and Conditions of the licence.",
    "The dataset was downloaded on demand and licensed under CC BY.",
]


@pytest.mark.parametrize("text", SOUND)
def test_sentences_about_downloads_stay(text: str) -> None:
    assert drop_stamps(text) == text
    assert drop_running_heads(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "K. Bjerge et al.",
        "J. LeBien, et al.",
        "C. Meng et al.                          ",
        "Ecological Informatics 59 (2020) 101113",
        "EcologicalInformatics77(2023)1022784",
        "Sensors 2021, 21, 343",
        "Remote Sens. 2020, 12, 2225; doi:10.3390/rs12142225",
        "VOLUME 7, 2019",
        "11 of 18",
        "K. DEMERTZIS ET AL.",
        "M.M. Morgan and J. Braasch",
        "Journal Pre-proof",
        "Contents lists available at ScienceDirect",
    ],
)
def test_running_heads_are_known(line: str) -> None:
    assert is_running_head(line)


@pytest.mark.parametrize(
    "line",
    [
        "Results",
        "2.1. Data collection",
        "We follow Bjerge et al. here.",
        "In 2021, 21 ships sailed",
        "Adam and Eve",
        "",
    ],
)
def test_other_lines_are_not(line: str) -> None:
    assert not is_running_head(line)


def test_heads_and_numbers_go_at_page_breaks() -> None:
    text = "one end of a page\n\n6\n\n\fJ. LeBien, et al.\n\nEcological Informatics 59 (2020) 101113\n\nand the next"
    assert drop_running_heads(text).split() == "one end of a page and the next".split()


def test_a_number_inside_a_page_stays() -> None:
    text = "first\n\n42\n\nlast"
    assert drop_running_heads(text) == text


def test_a_head_that_sticks_to_the_text_is_cut_off() -> None:
    assert drop_running_heads("EcologicalInformatics81(2024)1025696Intercept") == "Intercept"


def _typed(*texts: str) -> str:
    """Pages as typed standards have them: the same line above and below each, but for its numbers."""
    head = "Note 7            Keeping of Bees            May 1998"
    foot = "Rivera            Informational            [Page {}]"
    pages = [f"{head}\n\n{text}\n\n{foot.format(number)}" for number, text in enumerate(texts, 1)]
    return "".join(f"{page}\n\f" for page in pages)


def test_lines_that_recur_at_the_edges_of_pages_go() -> None:
    left = drop_running_heads(_typed("A hive is opened to", "look for the queen.", "Note 7 tells more."), whole=True)
    assert "Page" not in left
    assert left.count("Keeping of Bees") == 1  # the first page's may be the title
    assert "Note 7 tells more." in left


def test_lines_at_the_edges_of_two_pages_alone_stay() -> None:
    assert drop_running_heads(_typed("One.", "Two."), whole=True).count("Page") == 2
