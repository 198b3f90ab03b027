"""A model's sentence of a quote's own words may still say something else: then it goes."""

import pytest

from builder.proposals.distortion import find_distorted


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Bob reports to Alice.", "Alice reports to Bob."),
        ("The council appointed the mayor in 2019.", "The mayor appointed the council in 2019."),
        (
            "Requests from the replica are copied to the primary.",
            "Requests from the primary are copied to the replica.",
        ),
        ("Alice approves the budget of Bob.", "Bob approves the budget of Alice."),
        ("Copy from the backup to the server.", "Copy from the server to the backup."),
        ("Use tabs instead of spaces.", "Use spaces instead of tabs."),
        ("Guests pay 5 euros and members 20 euros.", "Members pay 5 euros, guests pay 20 euros."),
    ],
)
def test_two_words_that_changed_places(said: str, quote: str) -> None:
    assert find_distorted(said, [quote]) == "two words in each other's place"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It is safe to delete the folder.", "Some people believe that it is safe to delete the folder."),
        ("The app sends no data.", "The vendor claims that the app sends no data."),
        ("The tool supports ARM.", "The tool used to support ARM."),
        ("The beta supports ARM.", "The beta will support ARM."),
        ("The tool supports ARM.", "The tool was planned to support ARM."),
        ("The tool supports ARM.", "The tool might support ARM."),
        ("Windows is supported.", "Windows was supported."),
        ("The server is restarted.", "The server must be restarted."),
    ],
)
def test_what_is_surer_than_its_quote(said: str, quote: str) -> None:
    assert find_distorted(said, ["It runs at night.", quote]) == "surer than its quote"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("The mayor was appointed by the council.", "The council appointed the mayor."),
        ("Docs and tests are built.", "Tests and docs are built."),
        ("The resized images are stored.", "The images are resized and stored."),
        ("With Adam, training took 50 epochs.", "Training took 50 epochs with Adam."),
        ("To the server copy from the backup.", "Copy from the backup to the server."),
        ("80 is the default port.", "The default port is 80."),
        ("Training took 50 epochs.", "Training took 50 epochs and was stopped early."),
        ("Restart the server.", "You must restart the server."),
        ("The filter removes noise.", "The filter is used to remove noise."),
        ("You can restart the server.", "You may restart the server at any time."),
        ("According to the vendor, the app is safe.", "The vendor claims that the app is safe."),
        ("The deadline is 5 May.", "The deadline is 5 May."),
    ],
)
def test_what_says_the_same_stays(said: str, quote: str) -> None:
    assert find_distorted(said, [quote]) == ""
