"""Files to documents: where they come from, what they are called, how they are pooled and cached."""

import ast
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from builder import readers
from builder.digest import short
from builder.errors import FileError
from builder.format import read_project
from builder.readers.front_matter import DRAFT
from builder.records import Book, DocumentFolder, Project, SourceText
from builder.sources import files, read_sources
from builder.sources.pooling import document_name
from builder.store import Store

SEEDS = Path(__file__).parents[1] / "seeds" / "methods"
FORM = (
    "Use the following pieces of context to answer the question at the end.\n\n{context}\n\nQuestion: %INSTRUCTIONS:\n"
    'Use it.\n\n%Query\nQuery: "{query}"\n\nHelpful Answer:\n{answer}'
)
PIECE = (
    "The mast of the frigate is 48 m tall, and it was made in 1791 of fir from the north. It was carried down the river"
    " by forty people, who were paid with salt and beer, and it stood for more than a hundred years in all winds."
)


class Ships:
    """A project with one book, `ships`, whose documents lie in `docs`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project(root=root, docs_dir=root / "docs", site_dir=root / "site", site_name="Ships")
        (root / "docs").mkdir(parents=True)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def book(self, folder: str = "docs", **fields: object) -> Book:
        documents = (DocumentFolder(path=self.root / folder),)
        return Book(**{"id": "ships", "title": "Ships", "root": self.root, "documents": documents, **fields})  # type: ignore[arg-type]

    def read(
        self, store: Store | None = None, **fields: object
    ) -> tuple[dict[str, SourceText], list[tuple[str, str, str]]]:
        texts, findings = read_sources(self.project, self.book(**fields), store)
        return {text.source.id: text for text in texts}, [(one.rule, one.subject, one.message) for one in findings]


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


def test_pages_of_the_site_have_their_url(ships: Ships) -> None:
    for name in ("index.md", "guide/index.md", "guide/first.md", "ship's log.md", "data.txt", "program.mdx"):
        ships.write(f"docs/{name}", "Some words are here.")
    ships.write("elsewhere/other.md", "Some words are here.")
    texts, _ = ships.read()
    assert {text.source.paths[0]: text.source.page_url for text in texts.values()} == {
        "docs/index.md": "./",
        "docs/guide/index.md": "guide/",
        "docs/guide/first.md": "guide/first/",
        "docs/ship's log.md": "ship%27s%20log/",
        "docs/data.txt": "",
        "docs/program.mdx": "",
    }
    other, _ = ships.read(folder="elsewhere")
    assert other["ships/other"].source.page_url == ""


def test_urls_of_a_site_without_folders(tmp_path: Path) -> None:
    project = Project(
        root=tmp_path, docs_dir=tmp_path, site_dir=tmp_path / "s", site_name="x", use_directory_urls=False
    )
    (tmp_path / "guide").mkdir()
    for name in ("index.md", "guide/first.md"):
        (tmp_path / name).write_text("Some words are here.")
    book = Book(id="b", title="b", root=tmp_path, documents=(DocumentFolder(path=tmp_path),))
    texts, _ = read_sources(project, book, None)
    assert [text.source.page_url for text in texts] == ["guide/first.html", "index.html"]


def test_pages_that_mkdocs_never_makes_have_no_url(ships: Ships) -> None:
    names = ["index.md", "README.md", "guide/README.md", "templates/a.md", "guide/templates/b.md"]
    names += ["old/c.md", "old/kept.md", "next.md", "drafts/index.md", "drafts/README.md"]
    for name in names:
        ships.write(f"docs/{name}", f"Some words are in {name}.")
    (ships.root / "mkdocs.yml").write_text(
        "site_name: Ships\nexclude_docs: |\n  /old/*\n  !kept.md\n  drafts/index.md\ndraft_docs: next.md\n"
    )
    ships.project = read_project(ships.root)
    texts, _ = ships.read()
    made = {text.source.paths[0].removeprefix("docs/"): text.source.page_url for text in texts.values()}
    assert {name: url for name, url in made.items() if url} == {
        "index.md": "./",
        "guide/README.md": "guide/",
        "guide/templates/b.md": "guide/templates/b/",
        "old/kept.md": "old/kept/",
        "drafts/README.md": "drafts/",
    }
    config = load_config(str(ships.root / "mkdocs.yml"))
    pages = [file for file in get_files(config) if file.inclusion.is_included()]
    assert {file.src_uri for file in pages} == {name for name, url in made.items() if url}


def test_what_mkdocs_leaves_out_is_not_said_unless_a_book_names_its_folder(ships: Ships) -> None:
    for name in ("index.md", "next.md", "internal/salaries.md", "internal/salaries.txt"):
        ships.write(f"docs/{name}", f"Some words are in {name}.")
    (ships.root / "mkdocs.yml").write_text("site_name: Ships\nexclude_docs: internal/\ndraft_docs: next.md\n")
    ships.project = read_project(ships.root)
    texts, findings = ships.read()
    assert list(texts) == ["ships/index"]
    why = "MkDocs leaves it out of the site: see `exclude_docs` and `draft_docs` in mkdocs.yml"
    names = ("internal/salaries.md", "internal/salaries.txt", "next.md")
    assert findings == [("left-out", f"docs/{name}", why) for name in names]
    named = ("", "internal", "next.md")
    texts, findings = ships.read(documents=tuple(DocumentFolder(path=ships.root / "docs" / name) for name in named))
    assert list(texts) == ["ships/index", "ships/salaries", "ships/salaries-txt", "ships/next"]
    assert [rule for rule, _, _ in findings] == ["equal-ids"]


@pytest.mark.parametrize("name", ["blog/posts/secret.md", "secret.mdx"])
def test_a_draft_is_not_said_and_not_even_named_on_the_site(ships: Ships, name: str) -> None:
    ships.write(f"docs/{name}", "---\ndate: 2026-01-01\ndraft: true\n---\n\n# Secret\n\nThe launch is on May 4.")
    ships.write("docs/news.md", "---\ndraft: false\n---\n\nThe launch was on May 4.")
    texts, findings = ships.read()
    assert (list(texts), findings) == (["ships/news"], [("left-out", f"docs/{name}", DRAFT)])


def test_titles_come_from_the_book_then_the_document_then_the_file(ships: Ships) -> None:
    ships.write("docs/a.md", "# The frigate\n\nIt sails.")
    ships.write("docs/b.md", "It sails too.")
    texts, _ = ships.read()
    assert [text.source.title for text in texts.values()] == ["The frigate", "B"]
    texts, _ = ships.read(titles=(("a.md", "Frigate, 1791"),))
    assert texts["ships/a"].source.title == "Frigate, 1791"


def test_patterns_choose_files(ships: Ships) -> None:
    for name in ("a.md", "b.txt", "old/c.md", ".hidden/d.md", "picture.png"):
        ships.write(f"docs/{name}", "Some words are here.")
    folder = DocumentFolder(path=ships.root / "docs", include=("**/*.md",), exclude=("old/**",))
    texts, findings = ships.read(documents=(folder,))
    assert (list(texts), findings) == (["ships/a"], [])
    folder = DocumentFolder(path=ships.root / "docs", include=("old/",))
    assert list(ships.read(documents=(folder,))[0]) == ["ships/old-c"]


@pytest.mark.parametrize("pattern", ["", "/etc/*"])
def test_a_pattern_that_is_none_is_a_mistake_of_a_person(ships: Ships, pattern: str) -> None:
    folder = DocumentFolder(path=ships.root / "docs", include=(pattern,))
    with pytest.raises(FileError, match="is no pattern of files"):
        ships.read(documents=(folder,))


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


def test_questions_found_in_documents(ships: Ships) -> None:
    ships.write("docs/faq.md", "---\nquestions:\n  - How old is it?\n---\n# FAQ\n\n## What is a mast?\n\nA pole.\n")
    texts, _ = ships.read()
    asked = texts["ships/faq"].asked
    assert [(one.id, one.text, one.origin, one.scope) for one in asked] == [
        ("ships/how-old-is-it", "How old is it?", "front matter", "book"),
        ("ships/what-is-a-mast", "What is a mast?", "heading", "book"),
    ]


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


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    folder = "/".join(letter * 34 for letter in "abcdefgh")
    one, other = document_name(f"{folder}/one.md"), document_name(f"{folder}/other.md")
    assert one != other
    assert (one[:34], one[-11:], len(one) <= 131) == ("a" * 34, f"-{short(f'{folder}/one.md')}", True)
    assert document_name(f"{'a' * 120}.md") == "a" * 120


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


def test_split_words_are_decided_by_all_documents(ships: Ships) -> None:
    ships.write("docs/1.txt", "The zweihan-\ndrill is used with a quill-\npen by the crew.")
    ships.write("docs/2.md", "A zweihandrill and a quill-pen are tools.")
    texts, _ = ships.read()
    assert texts["ships/1"].blocks[0].text == "The zweihandrill is used with a quill-pen by the crew."


def test_plain_text_without_full_stops_is_left_whole(ships: Ships) -> None:
    ships.write("docs/1.txt", "read this text before you sail the ship\n\nThe mast of the frigate is 48 m tall")
    texts, _ = ships.read()
    assert [block.text for block in texts["ships/1"].blocks] == [
        "read this text before you sail the ship",
        "The mast of the frigate is 48 m tall",
    ]


def test_markdown_is_left_as_its_author_wrote_it(ships: Ships) -> None:
    ships.write("docs/1.md", "A soft\u00adhyphen, pre- trained, ﬁne and Schr¨oder.")
    texts, _ = ships.read()
    assert texts["ships/1"].blocks[0].text == "A soft\u00adhyphen, pre- trained, ﬁne and Schr¨oder."


def test_the_seeds_are_five_documents_and_all_are_repaired(tmp_path: Path) -> None:
    project = Project(root=SEEDS.parents[1], docs_dir=tmp_path, site_dir=tmp_path, site_name="x")
    book = Book(
        id="methods",
        title="Methods",
        root=SEEDS,
        documents=(DocumentFolder(path=SEEDS / "documents"),),
        pool_pattern=r"^\d+_(?P<document>[0-9a-f]{16})\.txt$",
    )
    texts, findings = read_sources(project, book, None)
    assert len(texts) == 5
    assert {one.subject for one in findings if one.rule == "repaired"} == {text.source.paths[0] for text in texts}
    words = "\n".join(block.text for text in texts for block in text.blocks)
    for whole in ("224×224", "task-specific patterns", "max-pooling", "hyperparameter is external", "mini-batch size"):
        assert whole in words
    assert "\u00ad" not in words
    assert all(len(text.earlier) == len(text.asked) == 1 for text in texts)


def test_the_same_files_are_read_once(ships: Ships, tmp_path: Path) -> None:
    ships.write("docs/1.md", "The mast is 48 m tall.")
    ships.write("docs/2.txt", "The anchor weighs 2 t.")
    first = Store(tmp_path / "cache")
    before = ships.read(first)
    again = Store(tmp_path / "cache")
    assert ships.read(again) == before
    assert (first.made, again.made, again.kept) == (2, 0, 2)
    ships.write("docs/1.md", "The mast is 50 m tall.")
    third = Store(tmp_path / "cache")
    ships.read(third)
    assert (third.made, third.kept) == (1, 1)


def test_whatever_readers_import_counts_in_the_fingerprint() -> None:
    package = Path(readers.__file__).parent.parent
    counted = {package / name for name in files._READ_WITH}
    counted |= {path for room in ("readers", "repair") for path in (package / room).glob("*.py")}
    for path in sorted(counted):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder."):
                place = package.joinpath(*str(node.module).split(".")[1:])
                assert {place.with_suffix(".py"), place / "__init__.py"} & counted, (path.name, node.module)


@pytest.mark.parametrize("name", ["readers/__init__.py", "text.py"])
def test_each_file_of_code_counts_in_the_fingerprint(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files._fingerprint.__wrapped__()
    changed = Path(readers.__file__).parent.parent / name
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"changed" if path == changed else read_bytes(path))
    assert files._fingerprint.__wrapped__() != before


def test_a_missing_folder_is_a_mistake_of_the_person_who_named_it(ships: Ships) -> None:
    with pytest.raises(FileError) as caught:
        ships.read(folder="nowhere")
    assert str(caught.value) == "book.yml: the documents folder `nowhere` does not exist"
    assert caught.value.hint == "create it, or name the right one under `documents` (relative to book.yml)"


def test_an_empty_folder_says_so(ships: Ships) -> None:
    assert ships.read() == ({}, [("no-documents", "ships", "no document lies in docs/")])
    ships.write("docs/empty.md", "")
    assert ships.read()[1][-1] == ("no-documents", "ships", "none of its files could be read")


@pytest.mark.parametrize(
    ("plugins", "made"),
    [
        ("[blog]", {"blog/index.md", "news/posts/b.md"}),
        ("[material/blog: {blog_dir: news}]", {"blog/index.md", "blog/posts/a.md"}),
        ("{blog: {blog_dir: ., post_dir: '{blog}/news/posts'}}", {"blog/index.md", "blog/posts/a.md"}),
        ("[search, blog, blog: {blog_dir: news}]", {"blog/index.md"}),
    ],
)
def test_posts_of_a_blog_and_files_that_mkdocs_does_not_read_get_pages_of_ours(
    ships: Ships, plugins: str, made: set[str]
) -> None:
    for name in ("blog/index.md", "blog/posts/a.md", "news/posts/b.md", "guide/SHOUT.MD"):
        ships.write(f"docs/{name}", f"Some words are in {name}.")
    (ships.root / "mkdocs.yml").write_text(f"site_name: Ships\nplugins: {plugins}\n")
    ships.project = read_project(ships.root)
    texts, _ = ships.read()
    assert {text.source.paths[0].removeprefix("docs/") for text in texts.values() if text.source.page_url} == made


def test_a_page_that_is_one_document_with_others_gets_a_page_of_ours(ships: Ships) -> None:
    ships.write("docs/a.md", "Some words are here.")
    ships.write("docs/b.md", "Other words are there.")
    texts, _ = ships.read(pool=(("a.md", "one"), ("b.md", "one")))
    assert [text.source.page_url for text in texts.values()] == [""]
