"""Sentences that are only understood with the one before them, and those that only look so."""

import pytest

from builder.answers.pointing import goes_on, lacks_subject, points_back


@pytest.mark.parametrize(
    "text",
    [
        "This method is quick.",
        "It is quick.",
        "They were resized.",
        "In this case, use pip.",
        "However, these fail.",
        "No, that is never allowed.",
        "Yes. The book is free.",
        "And then instantiating a client with HTTP/2 support enabled.",
        "Or disable timeouts for an individual request.",
        "Which now allows us to use it from the command line.",
        "But backups are kept for a week.",
        "No — the book may not be sold.",
        "By default it is 30 seconds.",
        "Copies may be kept for another 30 days.",
        "The board may grant a further two weeks.",
        "By default, they are kept for a day.",
        "Usually it takes a minute.",
        "When it is on, passwords are written to the log.",
        "As long as these exist, nothing is removed.",
        "To accomplish that, we commit to:",
        "To disable it, edit config.json and remove the line:",
        "Using the example above would remove the header from the request.",
        "Note: This only works on Linux.",
        "Set it to `0`.",
        "Compared to other pumps, such as Alpha or Beta, it is quiet.",
        "Unlike sails, they need no wind.",
        "After making these changes, restart the server:",
        "Once you've completed those steps, log in.",
        "This is a manual process.",
        "This is a document type of its own.",
        "You can work around that by turning the mast.",
        "For example:",
        "It is used to find the server.",
        "It is limited to 5 GB of memory.",
        "It was renamed to `keep`.",
        "Obviously, this trick only works at night.",
        "Of course, they need no wind.",
        "For example, it uses oars.",
        "Like KEY, this is a setting for the start.",
        "Another variable is a good choice for this.",
        "With crew, you can take from any of them.",
        "Now the client knows the type.",
        "To work around this, set an empty value.",
        "Use this to share a folder.",
        "Pair it with `--dry`.",
        "While others, such as `crew.rc`, only allow comments.",
        "If you find one, please tell us.",
        "When you want that selection, keep the list.",
    ],
)
def test_what_points_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "In this study, images were resized.",
        "This guide shows how to start.",
        "This is an open access article that anyone may share.",
        "If you break these terms, your account is closed.",
        "If only those with a key may enter, the door stays closed.",
        "It is recommended to use a virtual environment.",
        "It is possible to skip it.",
        "Usually, it is possible to skip it.",
        "Ideally, this policy is read once a year.",
        "Italy was the first.",
        "Thistles were removed.",
        "No. 5 was the first.",
        "No-one may sell the book.",
        "AND joins two filters.",
        "Andorra is small.",
        "By default the delay is 30 seconds.",
        "When it comes to speed, pip is slow.",
        "To find the version, read the file.",
        "You can use the same client to test it.",
        "It is best to keep a copy.",
        "It is not necessary to restart.",
        "Another way is to wait for 30 days.",
        "It seems that nothing is lost.",
        "It is often claimed that queues are free.",
        "The lab closes at 19:00, which is described below.",
        "Unlike sails, an engine needs no wind, and it is loud.",
        "For example, oars need no wind.",
        "While other boats wait, the crew rows.",
        "If you find one of the keys, please tell us.",
        "Crew lists all of these:",
        "Now this version is stable.",
        "Nowadays the client knows the type.",
        "Use this command to share a folder.",
    ],
)
def test_what_only_seems_to(text: str) -> None:
    assert not points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "So, you can keep raising the exception as normally in your code.",
        "Therefore, the feature may be delayed by up to 60 seconds.",
        "You can alternatively move the files to a chart of their own.",
        "You can also get the results gzipped, like so:",
        "Notably, the old one (see the list).",
        "However, boats that were painted after May are not covered.",
        "In particular, the feature is slow.",
        "You can do so by adding a crew.",
        "You can now run that script by its name.",
    ],
)
def test_what_goes_on_says_by_itself_what_it_says(text: str) -> None:
    assert goes_on(text)
    assert not points_back(text)
    assert not goes_on("So that it runs, set the port.")
    assert not goes_on("In particular cases, a fee is due.")


@pytest.mark.parametrize(
    "text",
    [
        "Default: 45 seconds.",
        "Type: integer.",
        "Not available on Windows.",
        "Not supported on macOS.",
        "Off by default; cannot be combined with the cache.",
        "Enabled by default.",
        "Optional.",
        "Removed in 5.0.",
        "Added in version 3.2.",
        "Deprecated since 2.1.",
        "Only on Linux.",
        "Defaults to 4.",
        "Exception: members pay nothing.",
        "Penalty: two seconds.",
    ],
)
def test_what_is_said_of_an_option_names_none(text: str) -> None:
    assert lacks_subject(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not all plans include support.",
        "Only customers in Austria get them.",
        "Available plans are the small and the large one.",
        "Removed files are kept for a week.",
        "On weekends it answers within a day.",
        "Default settings are fine.",
    ],
)
def test_what_names_something_lacks_no_subject(text: str) -> None:
    assert not lacks_subject(text)
