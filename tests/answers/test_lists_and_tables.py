"""Lists, tables and what announces them, in answers made of sentences with scores written by hand."""

from collections.abc import Sequence

import pytest

from builder.answers.composition import compose
from builder.text import split_sentences
from tests.answers.hand_scored import QUESTION, read, said

NEVER = "You must never do any of the following:"
ENTRIES = ["Share your password with a colleague.", "Write your password on paper."]


def test_a_lead_brings_its_list() -> None:
    text = "The following steps are needed:\n• resize the images;\n• scale the pixels;\n• remove the duplicates."
    assert said(read("1", text, [0.9, 0.1, 0.1, 0.1])) == [
        "The following steps are needed:",
        "resize the images.",
        "scale the pixels.",
        "remove the duplicates.",
    ]


@pytest.mark.parametrize(
    ("entries", "spoken"),
    [
        ("- A lamp\n- This manual\n- 443", ["A lamp", "This manual", "443"]),
        ("1. Open the settings.\n2. Check the box.", ["Open the settings.", "Check the box."]),
        ("- Temporary files. Only on Windows.\n- Logs.", ["Temporary files.", "Only on Windows.", "Logs."]),
    ],
)
def test_a_list_is_said_whole(entries: str, spoken: list[str]) -> None:
    text = f"The kit has all of these:\n{entries}"
    scores = [0.9] + [0.1] * (len(split_sentences(text)) - 1)
    assert said(read("1", text, scores)) == ["The kit has all of these:", *spoken]


def test_half_a_list_is_not_said() -> None:
    text = "These people must not use the drug:\n- Adults with asthma\n- Those shown in table 3\n- Adults with gout"
    assert said(read("1", f"The drug is old and cheap.\n{text}", [0.1, 0.9, 0.1, 0.1, 0.1])) == []
    long = "Adults may take these drugs:\n" + "\n".join(f"- drug number {number}" for number in range(30))
    assert said(read("1", long, [0.9] + [0.1] * 30)) == []


@pytest.mark.parametrize("end", ["every system except:", "all systems unless:", "the following systems:"])
def test_a_lead_that_needs_its_list_is_not_said_without(end: str) -> None:
    assert said(read("1", f"All plans include support for {end}", [0.9])) == []


def test_a_lead_of_three_words_brings_its_list() -> None:
    text = "The plan includes:\nTen seats\n5 GB of storage"
    assert said(read("1", text, [0.9, 0.4, 0.4])) == ["The plan includes:", "Ten seats", "5 GB of storage"]
    assert said(read("1", "The plan includes:", [0.9])) == []


def test_a_lead_that_announces_nothing_is_left_out() -> None:
    assert said(read("1", "The following steps are needed:", [0.9])) == []


def test_a_lead_brings_the_command_in_the_next_passage() -> None:
    lead = read("1", "Other ways exist too. Install the package with this command:", [0.1, 0.9])
    command = read("2", "pip install answerbook", [0.1], kind="code")
    assert said(lead, command, whole_book=True) == ["Install the package with this command:", "pip install answerbook"]
    elsewhere = read("2", "pip install answerbook", [0.1], kind="code", headings=("Removal",))
    assert said(lead, elsewhere, whole_book=True) == []


def test_a_row_of_a_table_is_said_with_its_header_and_cites_both() -> None:
    table = read("1", "Optimiser | Rate\nAdam | 0.001\nSGD | 0.1", [0.1, 0.9, 0.2], kind="table")
    (claim,) = compose([table], QUESTION, whole_book=False)
    assert claim.text == "Optimiser: Adam; Rate: 0.001"
    assert [citation.quote for citation in claim.citations] == ["Adam | 0.001", "Optimiser | Rate"]


def test_a_colon_without_its_list_is_not_said() -> None:
    lead = "To make a query parameter required you can leave out its default:"
    (claim,) = compose([read("1", lead, [0.9])], QUESTION, whole_book=True)
    assert claim.text == claim.citations[0].quote == lead.rstrip(":")


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_an_entry_is_said_with_the_lead_that_denies_it(mark: str) -> None:
    lines = "\n".join(mark + entry for entry in ENTRIES)
    assert said(read("1", f"{NEVER}\n{lines}", [0.1, 0.9, 0.2])) == [NEVER, *ENTRIES]
    lead, entries = read("1", NEVER, [0.1], answered=0.1), read("2", lines, [0.9, 0.2], kind="list")
    assert said(lead, entries) == [NEVER, *ENTRIES]


@pytest.mark.parametrize(
    ("lead", "alone"),
    [
        ("The six networks were set up as follows:", True),
        ("The network uses the following settings:", True),
        ("Any network may be trained, with some exceptions:", True),
        ("The network must not use the following settings:", False),
        ("Common mistakes are the following:", False),
        ("An earlier study used the following settings:", False),
        ("For small images, choose one of:", False),
    ],
)
def test_a_full_sentence_stands_without_a_lead_that_only_announces(lead: str, alone: bool) -> None:
    entries = ["The batch size is set to 30 when training.", "The dropout rate is 0.1 in all layers."]
    found = said(read("1", "\n".join([lead, *entries]), [0.1, 0.9, 0.2]))
    assert found == (entries[:1] if alone else [lead, *entries])


def test_an_entry_whose_lead_cannot_be_said_or_is_not_at_hand_is_left_out() -> None:
    unfit = "never share what is shown in table 3, such as:"
    assert said(read("1", f"{unfit}\n{ENTRIES[0]}", [0.1, 0.9])) == []
    entries = read("2", "\n".join(ENTRIES), [0.9, 0.2], kind="list")
    lead = read("1", NEVER, [0.1]).passage
    assert compose([entries], QUESTION, whole_book=False, beside={1: lead}) == ()
    assert said(entries) == [ENTRIES[0]]  # of a list below a heading


def test_a_row_is_said_with_the_sentence_that_announces_its_table() -> None:
    lead = read("1", "The following systems are not supported any more:", [0.1], answered=0.1)
    rows = "System | Year\nFedora | 2019\nDebian | 2020"
    table = read("2", rows, [0.1, 0.9, 0.1], kind="table")
    assert said(lead, table) == [lead.passage.text, "System: Fedora; Year: 2019"]
    caption = read("2", "Table 1. Systems.", [0.1, 0.1], kind="caption")
    below = read("3", rows, [0.1, 0.9, 0.1], kind="table")
    assert said(lead, caption, below) == [lead.passage.text, "System: Fedora; Year: 2019"]
    assert compose([table], QUESTION, whole_book=False, beside={1: lead.passage}) == ()


def test_an_entry_of_a_list_that_was_cut_goes_with_its_lead() -> None:
    first = read("1", f"{NEVER}\n{ENTRIES[0]}", [0.1, 0.1], answered=0.1)
    second = read("2", ENTRIES[1], [0.9], kind="list")
    assert said(first, second) == [NEVER, *ENTRIES]
    assert compose([second], QUESTION, whole_book=False, beside={1: first.passage}) == ()


def test_a_list_within_a_list_is_said_with_what_announces_both() -> None:
    text = f"{NEVER}\nKeep your password on one of these:\npaper\na phone"
    assert said(read("1", text, [0.1, 0.9, 0.1, 0.1])) == text.split("\n")


def test_what_follows_a_list_as_a_long_paragraph_stands_alone() -> None:
    paragraph = " ".join(["The lamp is made of glass and shines for many hours without any pause."] * 4)
    text = f"The kit contains:\na lamp\na cable\n{paragraph}"
    assert said(read("1", text, [0.1, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1])) == [paragraph[:70]]


@pytest.mark.parametrize(
    ("lead", "entries"),
    [
        ("You can get a refund for every order if you:", ["live in Norway", "ordered before May"]),
        ("Every plan can be cancelled at any time, excluding:", ["the yearly plan", "gifts"]),
    ],
)
def test_a_lead_keeps_the_list_that_limits_it(lead: str, entries: list[str]) -> None:
    text = "\n".join([lead, *entries])
    assert said(read("1", text, [0.9, 0.1, 0.1]), whole_book=True) == [lead, *entries]
    assert said(read("1", f"{text}\nFig. 2. All of them.", [0.9, 0.1, 0.1, 0.1, 0.1]), whole_book=True) == []


def test_a_lead_is_not_said_without_what_follows_it_elsewhere() -> None:
    lead = read("1", "Every plan can be cancelled at any time, gifts aside:", [0.9])
    entries = read("2", "the yearly plan\nthe plan of last year", [0.1, 0.1], kind="list").passage
    assert compose([lead], QUESTION, whole_book=True, beside={2: entries}) == ()
    assert said(lead, whole_book=True) == ["Every plan can be cancelled at any time, gifts aside"]


def test_a_command_is_not_said_without_the_sentence_that_forbids_it() -> None:
    command = read("2", "pip install answerbook", [0.9], kind="code")
    forbids = read("1", "It must not be installed with this command:", [0.1], answered=0.1)
    assert said(forbids, command) == []
    never = read("1", "Never install the package with this command:", [0.1]).passage
    assert compose([command], QUESTION, whole_book=True, beside={1: never}) == ()
    plain = read("1", "Install the package with this command:", [0.1]).passage
    (claim,) = compose([command], QUESTION, whole_book=True, beside={1: plain})
    assert claim.text == "pip install answerbook"
    tells = read("1", "It is installed with this command:", [0.1], answered=0.1)
    assert said(tells, command) == ["pip install answerbook"]


@pytest.mark.parametrize("header", ["", " | "])
def test_a_row_of_a_table_without_names_of_columns_is_said_as_it_stands(header: str) -> None:
    text = f"{header}\nHeight | 30 cm\nWeight | 4 kg"
    scores = [0.1] * bool(header) + [0.1, 0.9]
    (claim,) = compose([read("1", text, scores, kind="table")], QUESTION, whole_book=False)
    assert claim.text == "Weight | 4 kg"
    assert [citation.quote for citation in claim.citations] == ["Weight | 4 kg"]


def test_the_first_row_of_a_table_without_names_of_columns_can_be_said() -> None:
    assert said(read("1", "\nAnna | London\nBert | Paris", [0.9, 0.1], kind="table")) == ["Anna | London"]


def test_a_full_stop_in_a_cell_ends_no_row() -> None:
    table = read("1", "Plan | Price\nBasic plan. Annual billing | 10 USD", [0.1, 0.9], kind="table")
    assert said(table) == ["Plan: Basic plan. Annual billing; Price: 10 USD"]


def rows_said(question: str, plans: str, scores: Sequence[float]) -> list[str]:
    table = read("1", f"Plan | Price\n{plans}", [0.1, *scores], kind="table")
    found = compose([table], question, whole_book=True)
    return [claim.text.split("; ")[0].removeprefix("Plan: ") for claim in found]


def test_some_rows_of_a_table_do_not_pass_for_all() -> None:
    plans = "Free | 0 euros\nPro | 12 euros\nTeam | 40 euros"
    assert rows_said("Which plans are there?", plans, [0.9, 0.8, 0.1]) == ["Free", "Pro", "Team"]
    assert rows_said("Which plan costs 12 euros?", plans, [0.1, 0.9, 0.1]) == ["Pro"]
    many = "\n".join(f"Plan {number} | {number} euros" for number in range(9))
    assert rows_said("Which plans are there?", many, [0.9, 0.8, *[0.1] * 7]) == []


@pytest.mark.parametrize(
    ("question", "said_rows"),
    [
        ("Which plans are there?", ["Free", "Pro", "Team"]),
        ("What are the plans?", ["Free", "Pro", "Team"]),
        ("In which tiers is it sold?", ["Free", "Pro", "Team"]),
        ("Which plan is free of charge?", ["Free"]),
        ("What does it cost?", ["Free"]),
        ("What happens first?", ["Free"]),
        ("Which class is first?", ["Free"]),
        ("Which plans are like Free?", ["Free"]),
    ],
)
def test_one_row_does_not_answer_who_asks_for_several(question: str, said_rows: list[str]) -> None:
    assert rows_said(question, "Free | 0 euros\nPro | 12 euros\nTeam | 40 euros", [0.9, 0.1, 0.1]) == said_rows


def test_of_several_rows_those_that_the_question_names_are_said() -> None:
    plans = "Free | 0 euros\nPro | 12 euros\nTeam | 40 euros"
    assert rows_said("How much is the Pro plan?", plans, [0.8, 0.9, 0.1]) == ["Pro"]
    assert rows_said("Is Pro dearer than Free?", plans, [0.8, 0.9, 0.7]) == ["Free", "Pro"]


@pytest.mark.parametrize(("rows", "spoken"), [(8, 9), (9, 0), (12, 0)])
def test_half_a_table_is_not_said(rows: int, spoken: int) -> None:
    lead = read("1", "The service is sold in these countries of the world:", [0.9])
    text = "Country | Price\n" + "\n".join(f"Country {row} | {row} USD" for row in range(rows))
    assert len(said(lead, read("2", text, [0.1] * (rows + 1), kind="table"))) == spoken
    sold = read("1", "The service is sold in many countries of the world:", [0.9])
    assert len(said(sold, read("2", text, [0.1] * (rows + 1), kind="table"))) == spoken


def test_a_table_may_name_the_kind_in_its_header() -> None:
    table = read("1", "Plan | Price a month in EUR\nOffice | 19", [0.1, 0.9], kind="table")
    assert said(table, question="What does the plan Office cost?") == ["Plan: Office; Price a month in EUR: 19"]


@pytest.mark.parametrize(
    ("lead", "question", "scores", "alone"),
    [
        ("The pool takes these settings:", "How long is a connection kept?", [0.1, 0.1, 0.2, 0.9, 0.1], True),
        ("The pool takes these settings:", "How long is a connection kept?", [0.1, 0.1, 0.7, 0.9, 0.1], False),
        ("The pool takes these settings:", "Which settings are there?", [0.1, 0.1, 0.2, 0.9, 0.1], False),
        ("The pool never takes these settings:", "How long is a connection kept?", [0.1, 0.1, 0.2, 0.9, 0.1], False),
        ("The pool takes all settings:", "How long is a connection kept?", [0.1, 0.1, 0.2, 0.9, 0.1], False),
    ],
)
def test_of_a_list_one_entry_answers_who_asks_for_one_thing(
    lead: str, question: str, scores: list[float], alone: bool
) -> None:
    entries = [
        "Connections, the most of them that are kept. (Default 20)",
        "Expiry, the time that one is kept. (Default 5)",
    ]
    spoken = [*([] if alone else entries[0].split(" (")), *entries[1].split(" (")]
    text = "\n".join([lead, *entries])
    expected = [lead, *(f"({one}" if one.startswith("Default") else one for one in spoken)]
    assert said(read("1", text, scores), question=question, whole_book=True) == expected


def test_of_a_long_list_one_entry_is_said_too() -> None:
    entries = [f"Setting {number}, a thing that is kept." for number in range(9)]
    text = "\n".join(["The pool takes these settings:", *entries])
    scores = [0.1, 0.9, *[0.2] * 8]
    question = "How long is a connection kept?"
    assert said(read("1", text, scores), question=question, whole_book=True) == text.split("\n")[:2]
    assert said(read("1", text, [0.1, 0.9, 0.8, *[0.2] * 7]), question=question, whole_book=True) == []


def test_sentences_after_a_list_are_none_of_its_entries() -> None:
    after = "Support means that we test each of these browsers now and then. Only two of them are tested often."
    text = f"The tool supports these browsers:\nChrome v42\nFirefox v38\n{after}"
    scores = [0.9, *[0.1] * 4]
    assert said(read("1", text, scores), whole_book=True) == text.split("\n")[:3]
    short = "The tool supports these browsers:\nChrome v42\nFirefox v38 on most systems\nOpera. Only v12."
    assert said(read("1", short, scores), whole_book=True)[-2:] == ["Opera.", "Only v12."]


def test_what_names_no_option_is_said_with_the_sentence_before_it() -> None:
    text = "Timeout: seconds to wait.\nInterval: time between tries. Default: 45 seconds. Not available on Windows."
    assert said(read("1", text, [0.1, 0.1, 0.1, 0.9], kind="list")) == [
        "Interval: time between tries.",
        "Default: 45 seconds.",
        "Not available on Windows.",
    ]
