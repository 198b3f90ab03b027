"""Which files are one document, what it is called, and what of them is kept once."""

from pathlib import Path

import pytest
from ship_project import Ships

from builder.digest import short
from builder.sources.pooling import document_name

FORM = (
    "Use the following pieces of context to answer the question at the end.\n\n{context}\n\nQuestion: %INSTRUCTIONS:\n"
    'Use it.\n\n%Query\nQuery: "{query}"\n\nHelpful Answer:\n{answer}'
)
PIECE = (
    "The mast of the frigate is 48 m tall, and it was made in 1791 of fir from the north. It was carried down the river"
    " by forty people, who were paid with salt and beer, and it stood for more than a hundred years in all winds."
)


@pytest.fixture
def ships(tmp_path: Path) -> Ships:
    return Ships(tmp_path)


def test_documents_are_named_by_their_files(ships: Ships) -> None:
    for name in ("index.md", "guide/index.md", "guide/First steps.md", "notes/mast_2.txt", "README.md"):
        ships.write(f"docs/{name}", f"Text of {name}, which is short.")
    texts, findings = ships.read()
    assert sorted(texts) == [
        "ships/guide",
        "ships/guide-first-steps",
        "ships/index",
        "ships/notes-mast-2",
        "ships/readme",
    ]
    assert findings == []
    assert texts["ships/guide-first-steps"].source.paths == ("docs/guide/First steps.md",)
    assert texts["ships/notes-mast-2"].source.title == "Mast 2"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", "a"),
        ("a/index.md", "a"),
        ("index.md", "index"),
        ("Ä ö/ß.txt", "a-o"),
        ("日本.md", document_name("日本.md")),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert document_name(name) == expected
    assert expected.isascii() and expected


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    folder = "/".join(letter * 34 for letter in "abcdefgh")
    one, other = document_name(f"{folder}/one.md"), document_name(f"{folder}/other.md")
    assert one != other
    assert (one[:34], one[-11:], len(one) <= 131) == ("a" * 34, f"-{short(f'{folder}/one.md')}", True)
    assert document_name(f"{'a' * 120}.md") == "a" * 120


def test_two_files_with_one_id_are_both_read_and_said(ships: Ships) -> None:
    ships.write("docs/mast.md", "The mast is tall.")
    ships.write("docs/mast.txt", "The mast is old.")
    texts, findings = ships.read()
    assert list(texts) == ["ships/mast", "ships/mast-txt"]
    assert findings == [
        ("equal-ids", "docs/mast.txt", "it has the same id as docs/mast.md; it is called `mast-txt` here")
    ]


def test_documents_whose_names_differ_in_signs_alone_stay_apart(ships: Ships) -> None:
    for name in ("C", "C#", "C++"):
        ships.write(f"docs/{name}.md", f"# {name}\n\nA sentence about {name}.\n")
    texts, _ = ships.read()
    assert {name: text.source.paths for name, text in texts.items()} == {
        "ships/c": ("docs/C#.md",),
        "ships/c-md": ("docs/C++.md",),
        "ships/c-md-2": ("docs/C.md",),
    }


def test_another_kind_of_file_beside_a_markdown_page_moves_no_id(ships: Ships) -> None:
    for name in ("mast.md", "mast.html", "mast-html.md"):
        ships.write(f"docs/{name}", f"Text of {name}, which is short.")
    texts, _ = ships.read()
    assert {name: text.source.paths for name, text in texts.items()} == {
        "ships/mast": ("docs/mast.md",),
        "ships/mast-html": ("docs/mast-html.md",),
        "ships/mast-html-2": ("docs/mast.html",),
    }


def transcript(*pieces: str, query: str = "How tall is it?") -> str:
    return FORM.format(context="\n\n".join(pieces), query=query, answer="It is tall.")


def test_transcripts_are_pooled_by_pattern(ships: Ships) -> None:
    ships.write("docs/1_ab.txt", transcript("The mast is 48 m tall."))
    ships.write(
        "docs/2_ab.txt", transcript("The anchor weighs 2 t.", "The mast is 48 m tall.", query="How heavy is it?")
    )
    ships.write("docs/3_cd.txt", transcript("The schooner is black."))
    texts, findings = ships.read(pool_pattern=r"^\d+_(?P<document>\w+)\.txt$")
    assert list(texts) == ["ships/ab", "ships/cd"]
    assert [block.text for block in texts["ships/ab"].blocks if block.text] == [
        "The mast is 48 m tall.",
        "The anchor weighs 2 t.",
    ]
    assert [one.text for one in texts["ships/ab"].asked] == ["How tall is it?", "How heavy is it?"]
    assert [one.question for one in texts["ships/ab"].earlier] == ["How tall is it?", "How heavy is it?"]
    assert texts["ships/ab"].source.paths == ("docs/1_ab.txt", "docs/2_ab.txt")
    assert findings == []


def test_pooled_names_that_are_not_latin_stay_apart(ships: Ships) -> None:
    for name in ("报告_q1", "报告_q2", "手册_q1"):
        ships.write(f"docs/{name}.txt", transcript(f"The mast of {name} is tall."))
    texts, _ = ships.read(pool_pattern=r"(?P<document>.+)_q\d+\.txt")
    assert {name: text.source.paths for name, text in texts.items()} == {
        f"ships/{short('手册')}": ("docs/手册_q1.txt",),
        f"ships/{short('报告')}": ("docs/报告_q1.txt", "docs/报告_q2.txt"),
    }


def test_transcripts_are_pooled_by_mapping(ships: Ships) -> None:
    ships.write("docs/1.txt", transcript("The mast is 48 m tall."))
    ships.write("docs/2.txt", transcript("The anchor weighs 2 t."))
    texts, _ = ships.read(pool=(("1.txt", "frigate"), ("2.txt", "frigate")))
    assert list(texts) == ["ships/frigate"]


def test_transcripts_are_pooled_where_pieces_recur(ships: Ships) -> None:
    ships.write("docs/1.txt", transcript(PIECE, "The anchor weighs 2 t."))
    ships.write("docs/2.txt", transcript("The crew is 230 strong.", PIECE))
    ships.write("docs/3.txt", transcript("The schooner is black."))
    ships.write("docs/4.txt", transcript(PIECE.replace("frigate", "brig")))
    texts, findings = ships.read()
    assert list(texts) == ["ships/1", "ships/3", "ships/4"]
    assert findings == [("pooled", "docs/2.txt", "it repeats pieces of docs/1.txt: one document")]
    ships.write("docs/5.txt", transcript(PIECE, PIECE.replace("frigate", "brig")))
    assert list(ships.read()[0]) == ["ships/1", "ships/3"]
    assert sum(block.text == PIECE for block in texts["ships/1"].blocks) == 1


def test_what_stands_within_a_longer_piece_is_kept_once(ships: Ships) -> None:
    ships.write(
        "docs/1_a.txt",
        transcript("The fragment of the middle sentence is here, and it ends. Then more is said about it."),
    )
    ships.write("docs/2_a.txt", transcript("Then more is said about it. And even more, which is new."))
    ships.write("docs/3_a.txt", transcript("The fragment of the middle sentence is here, and it ends."))
    texts, _ = ships.read(pool_pattern=r"_(?P<document>\w)\.txt$")
    assert len([block for block in texts["ships/a"].blocks if block.text]) == 2


def test_other_documents_are_not_pooled_because_they_agree(ships: Ships) -> None:
    ships.write("docs/1.txt", PIECE)
    ships.write("docs/2.txt", PIECE)
    texts, _ = ships.read()
    assert list(texts) == ["ships/1", "ships/2"]
