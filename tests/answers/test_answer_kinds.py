"""What may answer a question by what it asks for, and what only repeats it."""

import pytest

from builder.answers.kinds import holds_what_is_asked, states_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Our question is how often a network of such sensors must be recalibrated.",
        "We ask how long callers wait, why they cancel, and what a second vehicle would change.",
        "We also ask whether the fan or the laser ages first.",
        "In this paper, we investigate whether drift depends on the housing.",
        "We aim to find out why sensors drift.",
        "The aim of this study was to determine how often sensors drift.",
        "This paper examines whether sensors drift.",
        "It is still unknown whether the laser ages.",
        "Section 4 describes the calibration of the sensors.",
        "The next section explains how sensors are recalibrated.",
        "In section 5, we discuss the drift of the sensors.",
        "The other sections on this page go into further detail about sensors.",
        "Imagine the sensor had a cache of 5 MB.",
        "Assume that a sensor costs 2 cents.",
        "For example, suppose a sensor drifts by one percent.",
        "Say you have two sensors.",
        "If the sensor had a fan, it would drift less.",
    ],
)
def test_what_states_nothing(text: str) -> None:
    assert states_nothing(text, "How often should sensors be recalibrated?")


@pytest.mark.parametrize(
    "text",
    [
        "We asked the drivers for their names.",
        "We study kelp cover at 24 sites.",
        "We determined which sensors drift by co-location.",
        "The purpose of the cache is to keep pages near.",
        "It is known that lasers age.",
        "The page tells whether a sensor drifts.",
        "Section headings are read as questions.",
        "Assume the role of an owner to read it.",
        "If sensors were recalibrated, nobody is told.",
        "If you were to lose it, we would send another.",
    ],
)
def test_what_states_something(text: str) -> None:
    assert not states_nothing(text, "How often should sensors be recalibrated?")


def test_a_question_may_ask_for_the_aim() -> None:
    assert not states_nothing("We ask whether sensors drift.", "What is the aim of the study?")
    assert not states_nothing("We ask whether sensors drift.", "What did they study?")
    assert states_nothing("We ask whether sensors drift.", "What did the study find?")
    assert not states_nothing("It is unknown whether sensors drift.", "Is it known whether sensors drift?")
    assert not states_nothing("If it had a fan, it would drift less.", "Would it drift less with a fan?")


def test_what_a_table_shows_is_told_by_the_table() -> None:
    asked = "How was the drift of the sensors measured?"
    assert states_nothing("Table 2 shows the drift of the sensors.", asked)
    assert states_nothing("Notes: The figure displays the drift of sensors that were in the sun.", asked)
    assert states_nothing("From all of these sensors we conclude the following.", asked)
    assert states_nothing("Next, we turn to how the drift was measured.", asked)
    assert not states_nothing("Note: The table is locked while the drift is measured.", asked)
    assert not states_nothing("Table 2 shows that the sensors drift by the hour.", asked)
    assert not states_nothing("Table 2 shows a drift of 3 degrees.", asked)
    assert not states_nothing("Table 2 shows the drift of the sensors.", "Where is the drift shown?")


@pytest.mark.parametrize(
    "text",
    [
        "Berg et al. (2012) found that sensors drift.",
        "In Berg and Lund (2012), they found that sensors drift.",
        "Previous studies have found that sensors drift.",
        "² Previous studies have found that sensors drift.",
    ],
)
def test_what_others_found_is_no_result_of_the_study(text: str) -> None:
    assert states_nothing(text, "What is the main result of the study?")
    assert not states_nothing(text, "What did earlier studies find before the study?")
    assert not states_nothing(text, "Do sensors drift?")
    assert not states_nothing(f"Unlike others, we agree: {text}", "What is the main result of the study?")


@pytest.mark.parametrize("text", ["© 2019 Harbour Lamps, Inc.", "Fax: 555 0100. All rights reserved."])
def test_whose_the_text_is_answers_only_who_asks_for_it(text: str) -> None:
    assert states_nothing(text, "What is the lamp?")
    assert not states_nothing(text, "Who holds the rights?")


HELD = [
    ("What is the operating temperature range?", "It works from -20 °C to 60 °C."),
    ("At which temperature does it freeze?", "It freezes at 3 degrees."),
    ("Which sensor measures temperature?", "The small one does."),
    ("Which temperature sensor does the board use?", "The board uses a DS18B20."),
    ("How long does it take?", "It takes an hour."),
    ("What is the default interval?", "The default interval is a week."),
    ("What does the pump cost?", "The pump is free."),
    ("What does the pump cost?", "It costs as much as a car."),
    ("How much does a lost key cost?", "A lost key: 40 EUR."),
    ("What does it cost in memory?", "A table takes as much room as its rows."),
    ("How many backups are kept?", "The last seven are kept."),
    ("How many backups are kept?", "No backups are kept."),
    ("How long are logs kept?", "Logs are kept until the disk is full."),
    ("How often does it run?", "It runs daily."),
    ("When was 4.0 released?", "Version 4.0 came out in May 2023."),
    ("When was the truck rented?", "It was rented until 2019."),
    ("When was it sold?", "It was sold after the war."),
    ("When was it sold?", "It was sold on 3 Apr."),
    ("When does it abstain?", "It abstains when nothing is found."),
    ("When is the oil changed?", "The oil is changed after 400 hours."),
    ("Which Python version does it need?", "It needs Python 3."),
    ("Which version answers?", "The newest version answers."),
    ("Who funded the study?", "The study was funded by the Northern Sea Trust."),
    ("Who collected the sensors?", "Volunteers collected the sensors."),
    ("Who may use the boat?", "Ortega may use it."),
    ("Who are the authors?", "The authors are Lee and Osei."),
    ("Who may use the boat?", "It is for members."),
    ("Who decides?", "The government and the manager decide."),
    ("What is the default timeout?", "The default timeout is 5 s."),
    ("What is the maximum upload size?", "The maximum file size is 10 MB."),
    ("What is the default timeout?", "The default value is 5 s."),
    ("Where is the lab?", "Anything at all."),
    ("How many backups are kept?", "As many as the disk holds are kept."),
    ("How do I merge two accounts?", "Merge two accounts by dragging one onto the other."),
    ("How do I merge two accounts?", "Merge two accounts with `crew merge`: it keeps the older one."),
    ("How do I merge two accounts?", "Merge them. Nothing else is needed."),
    ("How do I get a key?", "Get a key from the office."),
    ("What does --all do?", "Unlike --one, --all takes every seed."),
    ("How should I store seeds?", "Store seeds dry."),
    ("How do I report a fault?", "Report a fault to the captain."),
    ("How do I use the lamp?", "Use the lamp to find the rope."),
    ("How do I uninstall it?", "It is uninstalled by make. Keep what is not removed when uninstalling it."),
    ("How do I create a crew?", "A crew is created when its first member joins."),
    ("How do I run the tests?", "The tests are executed when running `crew test`."),
    ("How do I install Crew?", "Before installing Crew, stop the pump. Then put the disk in its drive."),
    ("How do I install Crew?", "Before installing Crew, log out. The script is run by `make`."),
    ("How do I avoid overheating?", "Avoid direct sunlight."),
    ("How do I contact support?", "Contact the help desk."),
    ("How do I start the server?", "Start `crewd`, which is the server."),
    ("What is the default timeout of a request?", "No timeout is set by default."),
    ("What is the default size?", "The default size is `medium`."),
    ("What is the maximum age?", "Logs may be 3 days old."),
    ("What is a custom field?", "A custom field is a place for a note."),
    ("How do I install plugins?", "Once Crew is installed, name them in the file."),
    ("How do I install Crew?", "After unpacking it, install Crew with make."),
    ("How do I enable the lamp?", "When the lamp is dark, enable it by its key."),
    ("How do I pin a version?", "Pinning the version is done in crew.toml, which is very important."),
    ("How do I install Java?", "To get Java, install it with `crew install java`."),
    ("How do I send a file?", "Sends a file to the server with `crew send`."),
    ("What is a helper?", "A helper is a helper's helper."),
    ("What is a helper?", "Helpers are people who mend sails."),
    ("How do I use Crew with Bun?", "Crew runs on Bun, where it is started by `bun crew`."),
    ("How do I cancel the trip?", "You are asked to cancel only in writing."),
    ("How do I cancel the trip?", "You can only cancel by post."),
    ("How do I compress only some files?", "You can pass a pattern to compress only matching files."),
    ("What does KEY do?", "Like LOCK, KEY is renamed at noon."),
    ("How do I pay outside of the shop?", "Outside of the shop, pay with a cheque."),
    ("How do I create a crew?", "We recommend that you create a crew with `crew new`."),
    ("How do I disable the lamp?", "You can disable the lamp by holding its key."),
    ("How do I return an item?", "You can return the product by post."),
    ("How do I hide a crew?", "To hide crews, or to show them, use `--all`."),
    ("How do I use sails instead of oars?", "Set sails to use them instead of oars."),
    ("At what temperature is glue stored?", "Glue is stored at 8 °C."),
    ("At what temperature is glue stored?", "Keep the glue at room temperature."),
    ("How hot is the oven?", "The oven is set to 425 F."),
    ("How much is parking?", "Parking costs 5 euros, except on Sundays."),
    ("How much is parking on Sundays?", "Parking costs 5 euros, except on Sundays, when it costs 2."),
    ("How long is a visit on days other than Sundays?", "On days other than Sundays a visit takes 2 hours."),
    ("Is parking free on Sundays?", "Parking costs 5 euros, except on Sundays."),
    ("Who is the head of the lab?", "Ana Reyes became the head of the lab in 2020."),
    ("Who is the head of the lab?", "Head of the lab: Ana Reyes"),
    ("Who is the head of the lab?", "The head of the lab is a chemist."),
    ("Who is the head of the lab?", "Since May a chemist is the head of the lab."),
    ("Who are the members?", "We welcome everyone."),
    ("What is the difference between a mast and a pole?", "A mast bears sails, while a pole bears nothing."),
    ("What is the difference between a mast and a pole?", "Masts are taller than poles."),
    ("Which sails may a boat have?", "Boats have several sails: a jib, a main sail."),
    ("Which sails may a boat have?", "A boat may have different sails, such as a jib."),
    ("Which sail is the largest?", "The main sail is larger than several sails."),
    ("Who is the safety officer?", "Ana Reyes looks after that."),
    ("Who is the safety officer?", "A chemist is the officer for safety."),
    ("What is a log?", "A log is a book."),
    ("What is a log?", "You must keep a book that is called a log."),
    ("What is a log?", "Each ship keeps a log, which tells where it was."),
    ("What is an MPU?", "Main pump unit (MPU)"),
    ("What is required?", "You must have a key, and a lamp is required."),
    ("What number do I call at night?", "At night call 555 0100."),
    ("What is the penalty for noise?", "Whoever is loud pays 5 euros."),
    ("When does the crew meet?", "It meets next Monday, 4 May 2020."),
    ("When is a card sent?", "A card is sent the next week."),
]
LACKING = [
    ("Which temperatures does it bear?", "It bears 2.7 V to 6 V."),
    ("What is the operating temperature range?", "2.7 V to 6 V operating range"),
    ("What does the pump cost?", "The pump weighs 14 kg; the large model weighs 22 kg."),
    ("What is the price of a key?", "A key is handed out by Mrs. Ortega."),
    ("How many connections does the pool allow?", "The maximum of connections is configured by the argument limits."),
    ("How long is the warranty?", "The warranty covers damage by frost."),
    ("When was version 4.0 released?", "From 3.x, upgrade to 4.0 first and then to 4.2."),
    ("When was version 4.0 released?", "The file has been gone since 4.0."),
    ("Which Python version does it need?", "It is written in Python."),
    ("Who maintains it?", "The code lies in a box."),
    ("Who are the authors?", "All data are available on request from the first author."),
    ("Who are the authors?", "The authors count the sensors."),
    ("Who maintains it?", "The code is for later events, or the master copy."),
    ("Who owns the water?", "The water is a matter of other documents."),
    ("What does LOCAL_NAME do?", "As with LOCAL_NAME, SHOWN_NAME cannot be changed once it is set."),
    ("How many members may join?", "The page shows how many members have joined."),
    ("How do I merge two accounts?", "Merge two remote accounts into one."),
    ("How do I uninstall Crew?", "Uninstall Crew from your machine, keeping or dropping what it needs."),
    ("How do I install Crew?", "Before installing Crew, make sure that there is room."),
    ("How do I install Crew?", "After installing Crew, log out. It is there."),
    ("How do I install Crew?", "Install `Crew`."),
    ("How do I merge two accounts?", "Merge them."),
    ("How do I create a crew?", "We recommend that you create a crew for each ship."),
    ("How do I disable the lamp?", "We disabled the lamp for small ships."),
    ("How do I disable the lamp?", "You can also disable the lamp."),
    ("How do I enable the lamp?", "When the lamp is enabled, it shines."),
    ("How do I pin a version?", "Pinning the version in crew.toml is very important to ensure that all have it."),
    ("How do I install Java?", "Some programs find installed Java at once. To move an installed Java, run this."),
    ("How do I install Java?", "Locally installed Java in the folder of the project"),
    ("How do I override a port?", "To keep an overridden port, define it in the list."),
    ("How do I send a file?", "Sends a file to the server."),
    ("How do I compress files?", "You can pass a pattern to compress only matching files."),
    ("What does KEY do?", "LOCK is renamed at noon. The name is then like KEY, which is renamed too."),
    ("How do I pay with vouchers?", "Outside of vouchers, which are rare, pay with a cheque."),
    ("How do I hide a crew?", "To show crews that were hidden with `hide`, use `--all`."),
    ("How do I use sails instead of oars?", "It uses oars for speed instead of sails."),
    ("How do I run a script from the bridge?", "Run a script from the bridge, outside the mess."),
    ("How do I create a crew?", "Log in with the name that was chosen when creating a crew."),
    ("What is the default timeout for a job?", "The longest time that a job may take, in seconds."),
    ("What is a custom field?", "Each custom field must have a name."),
    ("What is a helper?", "The sail helper is a small helper for those who mend sails."),
    ("How do I use Crew with Bun?", "Crew also works on Bun."),
    ("What is a custom field?", "A custom field must be assigned to a ship."),
    ("how to install crew", "After the installation is complete, the lamp is green."),
    ("At what temperature is glue dried?", "Glue is dried for 26 to 35 minutes."),
    ("How much is parking on Sundays?", "Parking costs 5 euros, except on Sundays."),
    ("How long is a round of chess?", "A round takes one hour. Exception: chess."),
    ("How long is a round of chess?", "For games other than chess, the host sets a limit of 20 minutes."),
    ("Who is the head of the lab?", "A leak is told to the manager and the head of the lab."),
    ("Who is the Head of Sales?", "Ask the Head of Sales before you call a customer."),
    ("What is the difference between a mast and a pole?", "Masts and poles can be nested in locks."),
    ("Which sails may a boat have?", "A boat may have multiple 'sails' and flags."),
    ("Which flag types are there?", "Each type has a colour of its own."),
    ("What is a sea chest number?", "Enter a sea chest number to open it."),
    ("Who is the safety officer?", "The contact person is the head of the lab."),
    ("What is a log?", "You must keep a log on each ship."),
    ("What is a full member?", "A guest is turned into a full member after a year."),
    ("What is a log?", "Choose a cover for the log:"),
    ("What number do I call at night?", "At night call the captain."),
    ("Which numeric code means that it is full?", "It is returned to whoever sends too much."),
    ("What is the penalty for noise?", "Noise breaks the rules of the house."),
    ("When does the crew meet?", "Kim: the crew meets two weeks from Friday."),
    ("When does the crew meet?", "The crew meets next Monday."),
    ("What is the default password?", "The default port is now 7411; it was 7400."),
]


@pytest.mark.parametrize(("question", "text"), HELD)
def test_what_holds_the_kind(question: str, text: str) -> None:
    assert holds_what_is_asked(text, question)


@pytest.mark.parametrize(("question", "text"), LACKING)
def test_what_lacks_it(question: str, text: str) -> None:
    assert not holds_what_is_asked(text, question)
