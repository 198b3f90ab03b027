"""Sentences put together as readers meet them."""

import pytest

from builder.text import hangs, is_ended, is_id, running_text, shorten, split_sentences, whole_characters


def test_an_entry_that_ends_in_and_is_not_torn() -> None:
    assert hangs("The keys and") and hangs("It is started with such options as")
    assert not hangs("to keep the keys; and") and not hangs("the keys, and")


@pytest.mark.parametrize(
    ("sentences", "running"),
    [
        ([], ""),
        (["It flies."], "It flies."),
        (["It flies.", "It “sings.”", "Why?"], "It flies. It “sings.” Why?"),
        (["Check these:", "the mast", "the sail", "Then go."], "Check these: the mast · the sail · Then go."),
        (["请检查：", "桅杆", "船帆", "出发。"], "请检查： 桅杆 · 船帆 · 出发。"),
        (["Open one for a fix", "Open one for a feature"], "Open one for a fix · Open one for a feature"),
    ],
)
def test_sentences_without_a_mark_at_their_end_are_set_apart(sentences: list[str], running: str) -> None:
    assert running_text(sentences) == running


def test_entries_and_rows_go_without_a_mark_at_their_end() -> None:
    assert [one for one in ("Check:", "the mast", "It “sings.”", "(Default 100)") if not is_ended(one)] == [
        "the mast",
        "(Default 100)",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The store is closed from Dec. 24 to Jan. 2, 2021 in all towns.",
        "The upload limit is max. 10 MB a file.",
        "Store it at temp. 5 °C in a dry place.",
        "Das System wurde am 12. März 2020 abgeschaltet.",
        "Call us from 8:00 a.m. to 9 p.m. ET, or write.",
        "The door is open until 9:00 p.m. (ET).",
    ],
)
def test_an_abbreviation_before_a_number_ends_no_sentence(sentence: str) -> None:
    both = f"{sentence} Another follows."
    assert [both[start:end] for start, end in split_sentences(both)] == [sentence, "Another follows."]


def test_neither_a_case_nor_a_rank_ends_a_sentence() -> None:
    text = "It was settled in Brook v. Mill, and again by Gen. Ward. Nobody asked."
    assert [text[start:end] for start, end in split_sentences(text)] == [text[:-14], "Nobody asked."]


def test_a_number_may_end_a_sentence_and_another_begin_the_next() -> None:
    text = "It ended in May. 3 files are left. The limit is 12. March on. It opens at 5 p.m. Bring a lamp."
    assert len(split_sentences(text)) == 6


def test_a_lists_own_number_is_no_sentence() -> None:
    text = "Follow these steps:\n1. Open it. Then wait.\n12. Close it."
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found == ["Follow these steps:", "1. Open it.", "Then wait.", "12. Close it."]


def test_a_lists_own_letter_is_no_sentence() -> None:
    text = "Its parts are:\nA. The mast\nB. The sail\nWho pays? C. The owner does; D. The guest does."
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found[:3] == ["Its parts are:", "A. The mast", "B. The sail"]
    assert found[3:] == ["Who pays?", "C. The owner does; D. The guest does."]


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("one two", 7, "one two"),
        ("one two  three", 8, "one two …"),
        ("one two three", 7, "one two …"),
        ("one, two", 6, "one …"),
        ("学習率は線形に上がる", 4, "学習率は …"),
        ("The " + "学習率" * 20, 50, "The " + "学習率" * 15 + "学 …"),
        ("x" * 50 + " y", 45, "x" * 45 + " …"),
    ],
)
def test_a_text_is_cut_between_words_where_there_are_blanks(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short


def test_halves_of_characters_are_put_together_or_replaced() -> None:
    assert whole_characters("\ud83d\ude00 a \ud83d b \ude00") == "\U0001f600 a \ufffd b \ufffd"
    assert whole_characters("\ufeffß 日本 😀") == "\ufeffß 日本 😀"


def test_a_year_at_the_start_of_a_line_ends_its_sentence_and_a_lists_number_does_not() -> None:
    text = "1997. It was founded.\n120. It was found."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "1997.",
        "It was founded.",
        "120. It was found.",
    ]


@pytest.mark.parametrize(("name", "fine"), [("a-b_c", True), ("9", True), ("-a", False), ("_a", False), ("", False)])
def test_an_id_begins_with_a_letter_or_a_digit(name: str, fine: bool) -> None:
    assert is_id(name) is fine


@pytest.mark.parametrize(
    "sentence",
    [
        "It was paid by the Council and M.J. Rivera lent us a boat.",
        "The E.U. Commission and J. R. R. Rivera paid for it.",
        "Harbour Ltd. Northern Branch keeps the lamps.",
        "Harbour Lamps Pte. Ltd. warrants every lamp.",
        "No. The lamps are kept by others.",
        "A. The lamps are kept by others.",
    ],
)
def test_initials_and_firms_end_no_sentence_before_a_name(sentence: str) -> None:
    assert split_sentences(sentence) == ((0, len(sentence)),)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is kept by Harbour Lamps Ltd.",
        "It holds vitamin C.",
        "It is sold in the U.S.",
        "They bring ropes, bread, etc.",
    ],
)
def test_they_do_before_a_word_that_begins_one(sentence: str) -> None:
    both = f"{sentence} This is another."
    assert [both[start:end] for start, end in split_sentences(both)] == [sentence, "This is another."]


def test_a_page_of_dots_is_cut_at_once() -> None:
    text = f"It leads on {'.' * 300_000}5"
    assert split_sentences(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Hafen hat Kräne, z. B. Drehkräne bzw. Laufkräne, u. a. für Holz.",
        "Der Kai ist 40 Meter lang (vgl. Abb. 3, Nr. 12).",
        "Le port a des grues, p. ex. Titan, et « Un quai. » en grand.",
        "El puerto tiene grúas, p. ej. Titán (véase la pág. 12).",
        "船長は「出る。」と言った。",
    ],
)
def test_other_languages_sentences_are_whole(sentence: str) -> None:
    assert [sentence[start:end] for start, end in split_sentences(sentence)] == [sentence]


def test_other_languages_sentences_are_apart() -> None:
    text = "Il dit : « Partez. » Elle part. 他说：“走吧。”她走了。船が出た。港に着いた。"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Il dit : « Partez. »",
        "Elle part.",
        "他说：“走吧。”",
        "她走了。",
        "船が出た。",
        "港に着いた。",
    ]
