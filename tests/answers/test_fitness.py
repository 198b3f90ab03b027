"""Which sentences may be said alone."""

import pytest

from builder.answers.fitness import find_sentences, is_general, is_whole
from builder.records import BlockKind, Passage


def passage(text: str, kind: BlockKind = "paragraph", *, citable: bool = True) -> Passage:
    return Passage(id="b/d.1", source="b/d", kind=kind, headings=(), text=text, citable=citable)


@pytest.mark.parametrize(
    "text",
    [
        "described in the next section.",
        "Fig. 2. Data preprocessing process.",
        "Table 1: Settings of the six models used.",
        "The process of spectral normalization can be defined by the formula (7).",
        "Details of the parameters and settings are summarized in Table 1.",
        "In the Deep Learning section, we delve into the technical aspects of our model.",
        "Where d, k and r is feature depth, kernel and image resolution.",
        "To tailor the models to the specific",
        "Nevertheless, deep learning is now clearly over-",
        "σ(W) := max X:X∕=0 ‖ WX‖2 ‖ X ‖",
        "Which optimiser did the authors use here?",
        "The images (see the first part were resized.",
        "4.3. Parameter setting",
        "… hyperparameters for model architectures.",
        "Uk, we manage to compute the gradients.",
        "For more details, check the documentation of Starlette.",
        "And then you also read how to handle CORS with the CORSMiddleware.",
        "You will learn about dependencies in the next chapters.",
        "See the page on prices.",
        "If you need it on several drives, please read the FAQ.",
        "Learn how to set up a crew with files and variables.",
        "crew mend sails [-f --fast] <BOAT>…",
        "Usage: crew mend [-f --fast]",
        "For advanced timeout management, see Timeout fine-tuning.",
        "The format of the file is described below.",
        "The check can be switched off by the option shown below.",
        "More on prices stands on the page of plans.",
        "Find out how to ask for a key.",
        "Learn more about the lamps of the harbour.",
        "Get answers to more questions about the harbour.",
        "You may sail if one of the descriptions below is true for you.",
        "Members get a key if any of the below conditions is met.",
        "Use the first credentials above to log in.",
        "It is based on the configuration above.",
        "Then you should change the -U and --role values above.",
        "The example shows that leaving out files by a list of names is easy.",
        "Protection class: Temperature range (use and store): Weight of the lamp:",
        "Single specimens taken from the samples were indi- … two layers of 512 and 256 units were used.",
        "The following steps take you to the mast, by night or by day.",
        "[[masts|How to climb a mast]].",
    ],
)
def test_what_is_no_sentence(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "During the training of the model, the data is then standardized.",
        "`answerbook build` reads the documents.",
        "We follow Smith et al. (2019).",
        "The rate is 0.001 and the bias is 0.",
        "“No answer” is an answer too.",
        "Learn how to swim before you sail.",
        "Keep the items below the waterline dry.",
        "To find out why an answer is what it is, run answerbook why ID.",
        "You can use the same client to test it.",
        "The lock times out after 5 seconds (see Timeouts).",
        "To find the version, read the file VERSION.",
        "The lab, which is described below, closes at 19:00.",
        "If you need to mock a client, see RESPX.",
        "Keep the room temperature above 5 degrees.",
        "Click the small arrow above the table.",
        "The meeting room is on the floor above.",
        "Two rooms are on the floor above, beside the stairs.",
        "It is set by the variable PASSWORD as documented above or by a file.",
        "The examples are shipped with the package.",
        "Note: to see them, run the command:",
        "The following steps take you to the mast:",
        "Keep [[masts|the book of masts]] at hand when you climb.",
    ],
)
def test_what_is_one(text: str) -> None:
    assert is_whole(text)


def test_entries_of_a_list_may_be_short_and_small() -> None:
    first, second = find_sentences(passage("• are batch normalized before training;\n• Bias 0", kind="list"))
    assert first.whole and second.whole


def test_captions_code_for_show_and_headers_are_never_said() -> None:
    assert not any(one.whole for one in find_sentences(passage("A whole sentence stands here.", kind="caption")))
    assert not find_sentences(passage("x = 1", kind="code", citable=False))[0].whole
    header, row = find_sentences(passage("Name | Rate\nAdam | 0.1", kind="table"))
    assert (header.whole, row.whole) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Accuracy is widely used in classification problems.",
        "The transformer architecture, introduced by Vaswani et al., 2017, uses an attention mechanism.",
        "Dropout is a common technique to prevent overfitting.",
        "Adam can be combined with weight decay.",
        "A full pass over all images is referred to as an epoch.",
        "In 2012, Smith et al.[28] constructed a deeper network.",
        "As a reminder, a parameter is internal to the neural network.",
        "The key idea behind Hyperband is to explore several configurations in parallel.",
    ],
)
def test_a_remark_that_holds_anywhere(text: str) -> None:
    assert is_general(text)


@pytest.mark.parametrize(
    "text",
    [
        "We used the commonly known optimiser Adam.",
        "In this study, the widely used VGG16 is the trunk.",
        "Images were typically resized to 224 pixels.",
        "The batch size is 30.",
    ],
)
def test_what_was_done_here(text: str) -> None:
    assert not is_general(text)


def whole(text: str) -> list[str]:
    return [one.quote for one in find_sentences(passage(text)) if one.whole]


@pytest.mark.parametrize(
    "text",
    [
        "“The tool stores passwords in plain text. Anybody can read them,” a competitor claimed in 2019.",
        '"The tool stores passwords in plain text. Anybody can. Nobody cares about it," a competitor claimed.',
        "«The tool stores passwords in plain text. Anybody can read them,» a competitor claimed in 2019.",
        "„The tool stores passwords in plain text. Anybody can read them,“ a competitor claimed in 2019.",
        "The tool stores passwords in plain text.\n— Jane Doe, Rival Inc",
        "“The tool stores passwords in plain text.” – Jane Doe",
    ],
)
def test_the_words_of_others_are_not_said_without_their_name(text: str) -> None:
    assert [one for one in whole(text) if "Jane" not in one] == []


@pytest.mark.parametrize(
    "text",
    [
        "It asks “Are you sure?” and waits.",
        "Der Befehl „build“ baut die Seite.",
        "Kommandot ”build” bygger hela sidan.",
        'The disk of 5" is not supported.',
        'The version is called "version 3".',
        "The « site » folder is exchanged whole.",
        "The kit holds all of it.\n– Lamp\n– Cable",
    ],
)
def test_quotation_marks_that_close_are_fine(text: str) -> None:
    assert whole(text)[0] == text.split("\n")[0]


def test_a_table_is_read_by_lines_and_a_row_without_its_first_cell_says_nothing() -> None:
    found = find_sentences(passage("Name | Rate | Note\nAdam. Fast | 0.1 | x\n | 0.2 | y", kind="table"))
    assert [(one.quote, one.whole) for one in found] == [
        ("Name | Rate | Note", False),
        ("Adam. Fast | 0.1 | x", True),
        ("| 0.2 | y", False),
    ]


@pytest.mark.parametrize(
    "text",
    ["Run the following command to install the server.", "Add the lines below to your file.", "It needs these:"],
)
def test_a_sentence_at_the_end_may_announce_what_stands_below_its_passage(text: str) -> None:
    assert find_sentences(passage(f"It is small. {text}"))[1].leads


@pytest.mark.parametrize(
    "text",
    ["Following the guide is enough.", "More stands in the following sections.", "It is below the limit of five."],
)
def test_others_announce_nothing(text: str) -> None:
    assert not find_sentences(passage(text))[0].leads


def test_behind_its_name_a_sentence_may_lack_a_subject() -> None:
    first, second, third = find_sentences(passage("The seconds to wait. Defaults to 30.\nDefaults to 5 elsewhere."))
    assert (first.points_back, second.points_back, third.points_back) == (False, True, False)


def test_a_line_that_tells_the_default_is_said_with_what_stands_above_it() -> None:
    above = "The style of the hull. It can be `flat` or `round`."
    *_, line = find_sentences(passage(f"{above}\nDefault: `flat`"))
    assert line.whole
    assert line.points_back
    assert not find_sentences(passage("Default: `flat`"))[0].whole
    assert not find_sentences(passage(f"{above}\nHull: `flat`"))[-1].whole


def test_what_goes_on_is_said_with_what_stands_before_it_if_anything_does() -> None:
    text = "You can also get the results gzipped."
    assert not find_sentences(passage(text))[0].points_back
    assert find_sentences(passage(f"Results are files. {text}"))[1].points_back


def test_an_entry_that_ends_in_and_is_an_entry_and_announces_nothing() -> None:
    for one in find_sentences(passage("(a) The key is kept; and\n(b) the lamp is kept; and")):
        assert one.entry and one.whole and not one.leads


@pytest.mark.parametrize(
    "text",
    [
        "[[Sails]]\nHow to set and mend them.\n[[Masts|All masts]]\nChoose a mast.",
        "[[Sails]]: how to set them.\n[[Masts]] Choose a mast.",
    ],
)
def test_a_list_of_other_pages_says_nothing_itself(text: str) -> None:
    assert not any(one.whole or one.listed for one in find_sentences(passage(text, "list")))


def test_a_list_that_only_holds_links_does() -> None:
    text = "[[Sails]] are kept in the loft.\nChoose one of the [[Masts]].\nOpen [[Settings]]."
    assert all(one.whole for one in find_sentences(passage(text, "list")))
