"""Places that contradict each other are found; places that only look like it are not."""

import pytest

from builder.conflicts import find_conflicts
from builder.records import Answer, Citation, Claim, Conflict, Passage, Question, Source, State

TIMEOUT = "What is the default timeout?"
SUPPORT = "When does support end?"
PYTHON = "Which Python does it need?"
POWER = "Which power does the plant have?"
HEAT = "How many degrees Celsius or Fahrenheit warm may the pump be?"
# question · sentence · heading · other sentence · its heading · what they differ in
TRUE = [
    (
        TIMEOUT,
        "The default timeout is 30 seconds.",
        "Settings",
        "The default timeout is 60 seconds.",
        "Reference",
        "number",
    ),
    ("What is the timeout?", "The timeout is 30 seconds.", "API", "The timeout is 60 seconds.", "API", "number"),
    (
        "Are backups encrypted?",
        "Kestrel encrypts all backups.",
        "",
        "Kestrel does not encrypt backups.",
        "",
        "negation",
    ),
    ("How long are logs kept?", "Logs are kept for 14 days.", "Logs", "Logs are kept for 30 days.", "", "number"),
    (TIMEOUT, "The default timeout is 30 s.", "Settings", "The timeout defaults to 60 s.", "FAQ", "number"),
    (TIMEOUT, "The default timeout is 30 s.", "Settings", "The default timeout is 30 ms.", "Settings", "number"),
    (TIMEOUT, "By default the timeout is two minutes.", "Settings", "The default timeout is 1 minute.", "", "number"),
    (TIMEOUT, "The default timeout is at least 30 s.", "Settings", "The default timeout is 20 s.", "FAQ", "number"),
    (TIMEOUT, "The default timeout is 10–20 s.", "Settings", "The default timeout is 25 s.", "FAQ", "number"),
    (
        PYTHON,
        "It is written in Rust. Answerbook needs Python 3.8 or newer.",
        "",
        "Answerbook requires Python 3.10 or newer.",
        "Install",
        "version",
    ),
    (POWER, "The plant has a power of 5 MW.", "Data", "The plant has a power of 5 mW.", "Reference", "number"),
    (POWER, "The plant has a power of 5 MW.", "Data", "The plant has a power of 4000 kW.", "Reference", "number"),
    ("How long is the fish?", "The fish is 5 centimetres long.", "Data", "The fish is 60 mm long.", "Data", "number"),
    (HEAT, "The pump may be 40 °C warm.", "Data", "The pump may be 50 degrees Celsius warm.", "Reference", "number"),
    (HEAT, "The pump may be 100 °F warm.", "Data", "The pump may be 120 ° F warm.", "Reference", "number"),
    (PYTHON, "Answerbook runs on Python 3.1.", "", "Answerbook runs on Python 3.10.", "Install", "version"),
    ("Which version of MkDocs works?", "Use version 1.6.1 of MkDocs.", "", "Use version 1.5 of MkDocs.", "", "version"),
    (
        "How large may a file be?",
        "A file may be at most 10 MB large.",
        "",
        "A file may be up to 20 MB large.",
        "",
        "number",
    ),
    (
        "How tall is the mast of the frigate?",
        "The mast of the frigate is 48 m tall.",
        "The frigate",
        "The mast of the frigate is 50 m tall.",
        "Records",
        "number",
    ),
    (
        "When does the lab close on weekdays?",
        "The lab closes at 19:00 on weekdays.",
        "Hours",
        "The lab closes at 21:00 on weekdays.",
        "Opening times",
        "number",
    ),
    ("When was the tower built?", "The tower was built in 1791.", "", "The tower was built in 1794.", "", "number"),
    (
        "Is the cache on by default?",
        "The cache is enabled by default.",
        "",
        "The cache is disabled by default.",
        "",
        "negation",
    ),
    ("Does the server keep logs?", "The server keeps logs.", "", "The server does not keep logs.", "", "negation"),
    ("Is Windows supported?", "Windows is supported.", "Install", "Windows is not supported.", "FAQ", "negation"),
    (
        "When was it released?",
        "The first stable version was released on 2024-05-01.",
        "",
        "The first stable version was released on 2024-06-01.",
        "",
        "date",
    ),
    (SUPPORT, "Support ends on 31 March 2026.", "", "Support ends on 30 June 2026.", "", "date"),
    (SUPPORT, "Support ends on March 31, 2026.", "", "Support ends on 2026-06-30.", "", "date"),
    (SUPPORT, "Support ends on 4 May.", "", "Support ends on 6 May 2024.", "", "date"),
    (SUPPORT, "Support ends in March 2026.", "", "Support ends in March 2027.", "", "date"),
    (
        "How many users may log in at once?",
        "Up to 50 users may log in at once.",
        "",
        "More than 80 users may log in at once.",
        "",
        "number",
    ),
]
NEAR_MISSES = [
    (SUPPORT, "Support ends on 4 May 2024.", "", "Support ends on 2024-05-04.", ""),
    (SUPPORT, "Support ends on 4 May 2024.", "", "Support ends on May 4th, 2024.", ""),
    (SUPPORT, "Support ends on 4 May 2024.", "", "Support ends in May 2024.", ""),
    (SUPPORT, "Support ends on 4 May.", "", "Support ends on the 4th of May 2024.", ""),
    ("What is the price?", "The price is 1.000 euros.", "", "The price is 1000 euros.", ""),
    # the same amount
    (TIMEOUT, "The default timeout is 30 seconds.", "", "The default timeout is 30 s.", ""),
    (TIMEOUT, "The default timeout is 30 seconds.", "", "The default timeout is 0.5 minutes.", ""),
    (TIMEOUT, "The default timeout is two minutes.", "", "The default timeout is 120 s.", ""),
    ("How long is the ship?", "The ship is 1,200 m long.", "", "The ship is 1.2 km long.", ""),
    (POWER, "The line has a power of 5 MV.", "", "The line has a power of 5000 kV.", ""),
    ("How large may a file be?", "A file may be 1 GB large.", "", "A file may be 1000 MB large.", ""),
    ("How tall is the mast?", "The mast is 48 m tall.", "", "The mast is 48.2 m tall.", ""),
    ("How tall is the mast?", "The mast is about 50 m tall.", "", "The mast is 48 m tall.", ""),
    (PYTHON, "Answerbook needs Python 3.10.", "", "Answerbook needs Python 3.10.4.", ""),
    (POWER, "The plant has a power of 5 MW.", "", "The plant has a power of 5000 kW.", ""),
    (POWER, "The plant has a power of 5 mW.", "", "The plant has a power of 0.005 W.", ""),
    (HEAT, "The pump may be 100 °C warm.", "", "The pump may be 212 °F warm.", ""),
    (HEAT, "The pump may be 100 °C warm.", "", "The pump may be 212 degrees Fahrenheit warm.", ""),
    ("How large may it be?", "The upload may be 2 MB large.", "", "The upload may be 2048 KB large.", ""),
    (TIMEOUT, "The default timeout is about 30 s.", "", "The default timeout is 28 s.", ""),
    ("How fast is the line?", "The line carries 80 Mb in a second.", "", "The line carries 10 MB in a second.", ""),
    # a range that holds it
    (TIMEOUT, "The default timeout is between 10 and 60 seconds.", "", "The default timeout is 30 seconds.", ""),
    (TIMEOUT, "The default timeout is at most 60 s.", "", "The default timeout is 30 s.", ""),
    (TIMEOUT, "The default timeout is at most 60 s.", "", "The default timeout is more than 10 s.", ""),
    (TIMEOUT, "The default timeout is 10–60 s.", "", "The default timeout is 20 to 30 s.", ""),
    ("How large is the upload?", "The upload is 1–2 GB large.", "", "The upload is 1024–2048 MB large.", ""),
    ("How large is the upload?", "The upload is 1–2 GB large.", "", "The upload is 1000–2000 MB large.", ""),
    ("How many users may log in?", "50+ users may log in.", "", "80 users may log in.", ""),
    # about something else
    (TIMEOUT, "The default read timeout is 30 s.", "", "The default write timeout is 60 s.", ""),
    ("What is the timeout?", "The timeout is 30 s.", "Client", "The timeout is 60 s.", "Server"),
    ("What is the timeout?", "The timeout is 30 s.", "", "A timeout of 60 s is long.", ""),
    (TIMEOUT, "The default timeout is 30 s.", "Client", "The default timeout is 60 s.", "Server"),
    (TIMEOUT, "The default timeout is 30 s.", "Redis prices", "The default timeout is 60 s.", "Kafka prices"),
    ("What does a key cost?", "A key costs 25 EUR.", "Rules of 2015 (no longer valid)", "A key costs 40 EUR.", "Rules"),
    (TIMEOUT, "The default timeout is 30 s.", "", "On Windows the default timeout is 60 s.", ""),
    (TIMEOUT, "The default timeout is 30 s.", "", "If the disk is slow, the default timeout is 60 s.", ""),
    (TIMEOUT, "The default timeout is 30 s.", "1.2.0", "The default timeout is 60 s.", "1.3.0"),
    (TIMEOUT, "The default timeout is 30 s.", "", "The default timeout is 2 times the interval.", ""),
    ("Which crew sails?", "A crew of 230 sails the ship.", "The frigate", "A crew of 12 sails the ship.", "Kiel"),
    ("How heavy is the anchor?", "The anchor weighs 2 t.", "", "The anchor is 3 m long.", ""),
    ("How heavy is the anchor?", "The anchor weighs 2 t.", "", "It weighs 3 t.", ""),
    ("How are images resized?", "We resized images to 224 pixels.", "", "We resized images to 256 pixels.", "OTHER"),
    ("How many steps are there?", "See step 3 of the guide.", "", "See step 4 of the guide.", ""),
    ("How large is the set?", "The set holds 100 images [3].", "", "The set holds 100 images [14].", ""),
    ("Is the cache on?", "The cache is enabled by default.", "", "The cache is not disabled by default.", ""),
    ("Does the server keep logs?", "The server keeps logs.", "", "The server does not keep logs unless asked.", ""),
    ("Does the server keep logs?", "The server keeps logs.", "", "Does the server not keep logs?", ""),
    ("What does the server keep?", "The server keeps not only logs.", "", "The server keeps logs.", ""),
    ("Is the file deleted?", "Check that the file was deleted.", "", "Check that the file was not deleted.", ""),
    ("Does it print the message?", "The message is printed if asked.", "", "The message is not printed if asked.", ""),
    ("How do I turn logs on?", "Enable-Logs is one of the commands.", "", "Disable-Logs is one of the commands.", ""),
    ("Does it encrypt backups?", "It encrypts backups.", "", "Kestrel does not encrypt all backups.", ""),
    ("Does Kestrel encrypt backups?", "Kestrel encrypts backups.", "", "Kestrel does not encrypt all backups.", ""),
    ("How long are files kept?", "All files are kept for 5 days.", "", "Files are kept for 9 days.", ""),
    ("What was fixed?", "The fix was made in PR #131.", "", "The fix was made in PR #145.", ""),
    ("How many barrels are there?", "12 barrels of water", "", "14 barrels of salt", ""),
]  # fmt: skip


def passage(name: str, source: str, heading: str, text: str) -> Passage:
    return Passage(
        id=f"b/{source}.{name}",
        source=f"b/{source}",
        kind="paragraph",
        headings=(heading,) if heading else (),
        text=text,
    )


def conflicts(
    asked: str, one: str, heading: str, other: str, other_heading: str, state: State = "answered", engine: str = ""
) -> tuple[Conflict, ...]:
    question = Question(id="b/q", book="b", text=asked)
    passages = (passage("1", "one", heading, one), passage("2", "two", other_heading, f"{other} More follows here."))
    sources = tuple(
        Source(id=f"b/{name}", book="b", title=title, paths=(f"docs/{name}.md",), media_type="text/markdown", sha256="")
        for name, title in (("one", "Handbook"), ("two", "Reference"))
    )
    quote = one.split(". ")[-1]
    claim = Claim(text=quote, citations=(Citation(passage="b/one.1", quote=quote),))
    answer = Answer(
        question="b/q",
        document=None,
        state=state,
        claims=(claim,),
        candidates=("b/one.1", "b/two.2"),
        engine=engine,
    )
    return find_conflicts((answer,), (question,), passages, sources, lambda side: True)


@pytest.mark.parametrize(
    ("asked", "one", "heading", "other", "other_heading", "about"), TRUE, ids=lambda text: text[:40]
)
def test_a_contradiction_is_found(
    asked: str, one: str, heading: str, other: str, other_heading: str, about: str
) -> None:
    (found,) = conflicts(asked, one, heading, other, other_heading)
    assert found.about == about
    assert [side.passage for side in found.sides] == ["b/one.1", "b/two.2"]
    assert found.sides[1].quote == other


@pytest.mark.parametrize(("asked", "one", "heading", "other", "other_heading"), NEAR_MISSES, ids=lambda text: text[:40])
def test_what_only_looks_like_a_contradiction_is_not(
    asked: str, one: str, heading: str, other: str, other_heading: str
) -> None:
    assert conflicts(asked, one, heading, other, other_heading) == ()
    assert conflicts(asked, other, other_heading, one, heading) == ()


def test_the_order_of_the_sides_does_not_matter() -> None:
    for asked, one, heading, other, other_heading, about in TRUE:
        if ". " not in one:
            (found,) = conflicts(asked, other, other_heading, one, heading)
            assert found.about == about


@pytest.mark.parametrize(
    ("state", "engine", "settled"),
    [
        ("answered", "reader", False),
        ("approved", "reader", True),
        ("edited", "reader", True),
        ("approved", "author", False),  # it is the document that speaks
        ("edited", "author", True),
    ],
)
def test_only_a_person_settles_a_contradiction(state: State, engine: str, settled: bool) -> None:
    asked, one, heading, other, other_heading, _ = TRUE[0]
    (found,) = conflicts(asked, one, heading, other, other_heading, state, engine)
    assert found.settled is settled


def test_an_abstention_or_a_rejection_contradicts_nothing() -> None:
    asked, one, heading, other, other_heading, _ = TRUE[0]
    for state in ("abstained", "rejected"):
        assert conflicts(asked, one, heading, other, other_heading, state) == ()  # type: ignore[arg-type]
