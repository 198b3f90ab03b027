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
