"""Printed lines to blocks: what belongs together is joined, what is cut says so."""

import pytest

from builder.readers.printed import Part, has_plain_splits, read_lines, read_parts
from builder.repair.words import UNDECIDED


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_lines(text)]


def test_lines_of_a_paragraph_are_joined_with_single_blanks() -> None:
    assert kinds("The  model   was \ntrained on  images  of \nbirds.") == [
        ("paragraph", "The model was trained on images of birds.")
    ]


def test_a_hyphen_at_a_line_end_waits_for_a_decision() -> None:
    assert kinds("The classi-\nfication of the images works.") == [
        ("paragraph", f"The classi{UNDECIDED}fication of the images works.")
    ]


def test_a_hyphen_before_a_blank_belongs_to_its_word_where_others_have_none() -> None:
    text = "A classi-\nfication with max- \npooling layers is used."
    assert has_plain_splits(text)
    assert read_lines(text, hyphen_before_blank=True)[0].text == (
        f"A classi{UNDECIDED}fication with max-pooling layers is used."
    )
    assert read_lines("with max- \npooling layers it works.")[0].text.startswith(f"… with max{UNDECIDED}pooling")


def test_a_sentence_goes_on_behind_a_gap() -> None:
    assert kinds("The algorithm is proposed and is \n\ndescribed in the next section.") == [
        ("paragraph", "The algorithm is proposed and is described in the next section.")
    ]


def test_cut_sentences_are_marked() -> None:
    assert kinds("described in the next section. It works.") == [
        ("paragraph", "… described in the next section. It works.")
    ]
    assert kinds("It works. To tailor the models to the specific") == [
        ("paragraph", "It works. To tailor the models to the specific …")
    ]
    assert kinds("iPhones and mRNA are words. They start low.")[0][1].startswith("iPhones")


def test_headings() -> None:
    found = read_lines(
        "2.5. Model training \n\nWe train it.\n\n4. Model optimization: Determination of \nparameters\n\nIt ends.\n\n"
        "3.1. Data\nThe data are images.\n\nReferences"
    )
    assert [(block.text, block.level) for block in found if block.kind == "heading"] == [
        ("2.5. Model training", 2),
        ("4. Model optimization: Determination of parameters", 1),
        ("3.1. Data", 2),
        ("References", 1),
    ]


def test_numbered_steps_apart_from_each_other_are_a_list() -> None:
    assert kinds("1. Raise the sails\n\n2. Weigh the anchor\n\n3. Leave the harbour") == [
        ("list", "1. Raise the sails\n2. Weigh the anchor\n3. Leave the harbour")
    ]
    assert [kind for kind, _ in kinds("3. Results\n\n3.1. Sails\n\nThey are white.")] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_underlined_lines_are_headings() -> None:
    found = read_lines("Ship manual\n===========\n\nSails\n-----\nThey are made of cotton.")
    assert [(block.kind, block.text, block.level) for block in found] == [
        ("heading", "Ship manual", 1),
        ("heading", "Sails", 2),
        ("paragraph", "They are made of cotton.", 0),
    ]


def test_a_short_line_before_a_long_paragraph_is_a_heading() -> None:
    long = (
        "The images were taken in the forest over three years, and each of them shows at least one bird of the region."
    )
    assert kinds(f"Image collection\n\n{long} Then more.")[0] == ("heading", "Image collection")


def test_lists() -> None:
    text = (
        "2. Partial training: Models are trained on \na part.\n3. Halving: The rest is \ngrouped.\n\n"
        "4. Repeat: Until one re-\nmains."
    )
    assert kinds(text) == [
        (
            "list",
            "2. Partial training: Models are trained on a part.\n3. Halving: The rest is grouped.\n"
            f"4. Repeat: Until one re{UNDECIDED}mains.",
        )
    ]


def test_bullets_without_text_go_and_bullets_in_a_line_part() -> None:
    assert kinds("• One is 5; \n• \n• Two is 6; • Three is 7;") == [("list", "• One is 5;\n• Two is 6;\n• Three is 7;")]


def test_a_line_that_begins_with_a_number_by_chance_is_no_entry() -> None:
    assert kinds("The result is shown in Fig. \n2. It was good.")[0][0] == "paragraph"


def test_captions_tables_and_formulas_are_no_prose() -> None:
    text = (
        "Fig. 2. Data preprocessing process.  \n\nWSN(W) =\n\nW\nσ(W)\n\n(7)\n\nOperations \n\n"
        "spectral normalization \nspectral normalization \nspectral normalization\n\nWe use it."
    )
    assert [kind for kind, _ in kinds(text)] == ["caption", "table", "paragraph"]


@pytest.mark.parametrize("name", ["Références", "Literaturverzeichnis", "Referencias bibliográficas", "Works cited"])
def test_lists_of_references_are_known_by_their_names_in_other_languages_too(name: str) -> None:
    blocks = read_lines(f"{name}\n\nA. Rivera, a harbour and its fogs, in Ships of the North, pages 4 to 9.")
    assert [block.kind for block in blocks] == ["heading", "reference"]


def test_what_stands_under_references_is_one() -> None:
    entries = "Smith, J., 2019. Ships. J. Sea 3 (1), 5–9.\n\nof the north. Arctic Press."
    text = f"References\n\n{entries}\n\n2. Next section\n\nProse it is."
    assert [kind for kind, _ in kinds(text)] == ["heading", "reference", "heading", "paragraph"]


@pytest.mark.parametrize(
    "entry", ["1. Rivera A, Mora BC: A harbour and its fogs in the north", "Rivera A, Mora BC, Stein D, Wolf E"]
)
def test_an_entry_of_the_references_that_looks_like_a_heading_is_one_of_them(entry: str) -> None:
    parts = [Part(text="References"), Part(text=entry, level=1), Part(text="It tells of ships. Arctic Press, in all.")]
    assert [block.kind for block in read_parts(parts)][1:] == ["reference"]
    after = [*parts, Part(text="2. Next section", level=1), Part(text="Prose it is, and a good deal of it.")]
    assert [block.kind for block in read_parts(after)][2:] == ["heading", "paragraph"]


def test_loose_cells_above_a_table_are_no_names_of_its_columns() -> None:
    loose, rows = Part(text="Ta = 25 C", kind="table"), Part(text="Part | Most\nGate | 40", kind="table")
    assert [block.text for block in read_parts([loose, rows])] == ["Ta = 25 C", "Part | Most\nGate | 40"]
    below = Part(text="of the store", kind="table")
    assert [block.text for block in read_parts([rows, below])] == ["Part | Most\nGate | 40\nof the store"]


def test_running_heads_between_pages_go() -> None:
    found = kinds("It is trained on the\n\n\fK. Bjerge et al.\n\nimages of birds.")
    assert found == [("paragraph", "It is trained on the images of birds.")]


def test_stray_symbols_within_prose_go() -> None:
    assert kinds("We use layers \n\n′\nin the residual block, denoted as X\n, is used.") == [
        ("paragraph", "We use layers in the residual block, denoted as X, is used."),
    ]


def test_parts_know_pages_levels_tables_and_code() -> None:
    blocks = read_parts(
        [
            Part(text="Results", page=1, level=1),
            Part(text="The values are shown in the", page=1),
            Part(text="a | b\n1 | 2", page=2, kind="table"),
            Part(text="table above, and they are good.", page=2),
            Part(text="x = 1", page=2, kind="code"),
        ],
        over_floats=True,
    )
    assert [(block.kind, block.text, block.page) for block in blocks] == [
        ("heading", "Results", 1),
        ("paragraph", "The values are shown in the table above, and they are good.", 1),
        ("table", "a | b\n1 | 2", 2),
        ("code", "x = 1", 2),
    ]


def test_a_caption_takes_its_own_words_and_leaves_the_sentence_around_it_whole() -> None:
    blocks = read_parts(
        [
            Part(text="It found many faults in the handling of"),
            Part(text="Figure 11. Fraction of codes that were executed by inter-"),
            Part(text="preter and trace."),
            Part(text="loops and branches."),
        ],
        over_floats=True,
    )
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "It found many faults in the handling of loops and branches."),
        ("caption", f"Figure 11. Fraction of codes that were executed by inter{UNDECIDED}preter and trace."),
    ]


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    assert kinds("Figure 10 shows the speed of the ships.")[0][0] == "paragraph"
    assert kinds("Table 2 Sizes of the ships.")[0][0] == "caption"


def test_a_full_line_may_go_on_with_a_capital() -> None:
    parts = [Part(text="The loop has become hot, so Trace-", full=True), Part(text="Monkey starts to record.")]
    assert read_parts(parts)[0].text == f"The loop has become hot, so Trace{UNDECIDED}Monkey starts to record."
    short = [Part(text="The loop has become hot at last"), Part(text="Monkey starts to record.")]
    assert [block.text for block in read_parts(short)] == [
        "The loop has become hot at last …",
        "Monkey starts to record.",
    ]


def test_a_word_that_only_opens_sentences_goes_on_with_none() -> None:
    parts = [Part(text="The ships were built of oak and", full=True), Part(text="To build them took two years.")]
    assert [block.text for block in read_parts(parts)] == [
        "The ships were built of oak and …",
        "To build them took two years.",
    ]


def test_a_sentence_goes_on_in_letters_of_one_size_over_the_smaller_ones_of_a_footnote() -> None:
    body = Part(text="The ships that were built before the war and", full=True, size=10, page=1)
    note = Part(text="3 Ships of the navy are counted elsewhere, because their yards", full=True, size=8, page=1)
    rest = [Part(text="Norwegian ones came home.", size=10, page=2), Part(text="were closed.", size=8, page=2)]
    assert [(block.text, block.page) for block in read_parts([body, note, *rest], over_floats=True)] == [
        ("The ships that were built before the war and Norwegian ones came home.", 1),
        ("3 Ships of the navy are counted elsewhere, because their yards were closed.", 1),
    ]


@pytest.mark.parametrize("size", [0, 9.5])
def test_letters_of_about_the_same_size_are_one_text(size: float) -> None:
    parts = [Part(text="The ships were built of oak and", size=size and 10), Part(text="fir.", size=size)]
    assert [block.text for block in read_parts(parts)] == ["The ships were built of oak and fir."]


def test_nothing_is_nothing() -> None:
    assert read_lines("") == []
    assert read_lines("\n\n \f \n") == []
