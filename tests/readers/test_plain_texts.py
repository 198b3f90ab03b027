"""Plain text: its title, its authors and its numbered sections."""

from builder.readers.plain import read_plain

PAPER = """\
Drift of sensors over two winters

A. Rivera, B. Osei

Summary
We placed 42 sensors in the valley. They drifted.

1 Introduction
Sensors are cheap. They drift, however.

3 people complained about them in May.

2 Methods
2.1 Co-location
Every three months all sensors were brought back.
2.2 Effect of recalibration
Recalibration helped. It took the whole day, and
2 Rooms were needed for it.

5 Later
This number does not follow.

3. Results
3.1 Drift?
It was small. We list what to do:
1. Open the lid.
2. Close the lid
It is closed.
"""


def test_the_first_line_is_the_title_and_numbers_that_follow_on_are_headings() -> None:
    read = read_plain(PAPER)
    assert read.title == "Drift of sensors over two winters"
    assert [(block.text, block.level) for block in read.blocks if block.kind == "heading"] == [
        ("Drift of sensors over two winters", 1),
        ("Summary", 1),
        ("1 Introduction", 1),
        ("2 Methods", 1),
        ("2.1 Co-location", 2),
        ("2.2 Effect of recalibration", 2),
        ("3. Results", 1),
        ("3.1 Drift?", 2),
    ]
    texts = [block.text for block in read.blocks]
    assert "A. Rivera, B. Osei" in texts
    assert "Recalibration helped. It took the whole day, and 2 Rooms were needed for it." in texts


def test_names_are_running_heads_only_where_they_recur() -> None:
    pages = "\n\n\f".join(f"J. LeBien, et al.\n\nThe page of {what} tells a story." for what in ("one", "two"))
    assert [block.text for block in read_plain(pages).blocks] == [
        "The page of one tells a story.",
        "The page of two tells a story.",
    ]
    assert read_plain("J. LeBien, K. Doe\n\nIt tells a story.").blocks[0].text == "J. LeBien, K. Doe"


def test_a_first_line_that_is_a_sentence_or_all_there_is_is_no_title() -> None:
    for text in (
        "It tells a story.\n\nMore of it.",
        "Only words",
        "Abstract\n\nIt tells a story.",
        "One\ntwo\n\nThree.",
    ):
        assert read_plain(text).title == ""
    assert read_plain("Ship manual\n===========\n\nSails are dried.").title == "Ship manual"


def test_steps_stay_a_list() -> None:
    text = "How to start\n\nDo this:\n1. Fill the tank\n2. Start the pump\n3. Wait\n\nThen go on.\n"
    assert [block.kind for block in read_plain(text).blocks] == ["heading", "paragraph", "list", "paragraph"]


def test_a_numbered_line_that_goes_on_below_its_words_is_a_step() -> None:
    steps = (
        "First steps\n\nDo this:\n\n1. In this shell, create a user with the same name as your\n   Unix login:\n\n"
        "   $ createuser joe\n\n2. Create a database:\n\n   $ createdb joe\n\n3. Leave it and\n   log in.\n"
    )
    found = [block for block in read_plain(steps).blocks if block.kind == "heading"]
    assert [block.text for block in found] == ["First steps"]
    sections = "A title\n\n1. Introduction\nSensors are cheap. They drift.\n\n2. Methods\nThey were counted.\n"
    assert len([block for block in read_plain(sections).blocks if block.kind == "heading"]) == 3


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_plain(text).blocks]


def test_lines_that_name_a_value_stay_lines_and_can_be_cited() -> None:
    text = "Contact\n\nYou can reach us like this.\n\nTelephone: +49 30 1234999\nFax: +49 30 1234998\n\nPort: 8080\n"
    assert kinds(f"{text}\nNo restart is needed.") == [
        ("heading", "Contact"),
        ("paragraph", "You can reach us like this."),
        ("list", "Telephone: +49 30 1234999\nFax: +49 30 1234998"),
        ("paragraph", "Port: 8080"),
        ("paragraph", "No restart is needed."),
    ]


def test_what_printed_pages_bear_at_their_edges_is_text_where_people_wrote_it() -> None:
    for line in (
        "www.acme-pumps.example",
        "10/12",
        "J. Smith and A. Miller",
        "A B C D are the grades.",
        "Run `ls .` now.",
    ):
        assert ("paragraph", line) in kinds(f"The pump\n\nIt pumps.\n\n{line}\n\nThat is all.\n\n{line}\n\nBye now.")
    printed = "The pump\n\nIt pumps.\n\n10/12\n\n\fThe page of another story."
    assert ("paragraph", "10/12") not in kinds(printed)


def test_each_mark_that_people_type_begins_an_entry() -> None:
    assert kinds(
        "Bring these:\n- two apples\n- a knife that cuts\n  well\n- bread\n\n* Never bring glass.\n* Bring a towel."
    ) == [
        ("paragraph", "Bring these:"),
        ("list", "- two apples\n- a knife that cuts well\n- bread\n* Never bring glass.\n* Bring a towel."),
    ]


def test_a_line_in_capitals_alone_is_a_heading_however_short_its_text_is() -> None:
    text = "ACME PUMP MANUAL\n\nINSTALLATION\n\nPut it on a flat floor.\n\nMAINTENANCE\n\nClean it.\n\nOK\n\nBye now."
    assert [(kind, words) for kind, words in kinds(text) if kind != "paragraph"] == [
        ("heading", "ACME PUMP MANUAL"),
        ("heading", "INSTALLATION"),
        ("heading", "MAINTENANCE"),
    ]


def test_the_last_of_several_steps_is_one_too_whatever_follows() -> None:
    text = "The pump\n\n1. Open the lid\n\n2. Press the button\n\n3. Close the lid\n\nCall us if it leaks.\n"
    assert kinds(text)[1:] == [
        ("list", "1. Open the lid\n2. Press the button\n3. Close the lid"),
        ("paragraph", "Call us if it leaks."),
    ]


def test_only_lines_of_cells_without_marks_or_names_are_loose() -> None:
    assert kinds("Ports\n\nName    Port\nweb     8080\n\nIt is so.")[1] == ("table", "Name Port\nweb 8080")
    assert kinds("Ports\n\nWeb:    8080\nData:   5432\n\nIt is so.")[1] == ("list", "Web: 8080\nData: 5432")
    assert kinds("Ports\n\n1. Web    8080\n2. Data   5432\n\nIt is so.")[1] == ("list", "1. Web 8080\n2. Data 5432")


def test_a_sentence_goes_on_over_the_lines_between_typed_pages() -> None:
    texts = ("A hive is opened by the keeper who wants to\n   look for", "the queen.  She is marked.", "It is closed.")
    pages = (
        f"Note 7      Keeping of Bees      May 1998\n\n\n   {text}\n\n\nRivera      Report      [Page {number}]\n"
        for number, text in enumerate(texts, 1)
    )
    blocks = [block.text for block in read_plain("\f".join(pages)).blocks]
    assert "A hive is opened by the keeper who wants to look for the queen. She is marked." in blocks


def test_a_round_letter_before_entries_is_their_mark() -> None:
    text = 'Tools\n\nA keeper needs:\n\n   o  A smoker that\n      burns.\n\n   o "Veils"\n\nIt is o\n   or not.'
    lists = [block.text for block in read_plain(text).blocks if block.kind == "list"]
    assert lists == ['• A smoker that burns.\n• "Veils"']
