"""Which files are pages of the site, where each opens, and what is left out of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.utils import markdown_extensions
from ship_project import Ships

from builder.format import read_project
from builder.readers.front_matter import DRAFT
from builder.records import DocumentFolder
from builder.sources.scheduled import WAITS, find_waiting


@pytest.fixture
def ships(tmp_path: Path) -> Ships:
    return Ships(tmp_path)


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


def test_all_that_mkdocs_takes_for_pages_is_read_as_such(ships: Ships) -> None:
    for suffix in markdown_extensions:
        ships.write(f"docs/{suffix[1:]}{suffix}", f"# All about {suffix[1:]}\n\nSome words are here.")
    texts, findings = ships.read()
    assert not findings
    assert {text.source.page_url for text in texts.values()} == {f"{suffix[1:]}/" for suffix in markdown_extensions}
    assert {text.source.title for text in texts.values()} == {
        f"All about {suffix[1:]}" for suffix in markdown_extensions
    }


def test_urls_of_a_site_without_folders(ships: Ships) -> None:
    ships.project = replace(ships.project, use_directory_urls=False)
    for name in ("index.md", "guide/README.md", "guide/ship's log.markdown"):
        ships.write(f"docs/{name}", "Some words are here.")
    texts, _ = ships.read()
    assert [text.source.page_url for text in texts.values()] == [
        "guide/index.html",
        "guide/ship%27s%20log.html",
        "index.html",
    ]


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


@pytest.mark.parametrize(
    ("written", "waits"),
    [
        ("date: 2999-01-01", True),
        ("date: {created: 2999-01-01 08:00:00, updated: 2020-01-01}", True),
        ("date: 2999-01-01T08:00:00+02:00", True),
        ("date: 2999-01-01\ndraft: false", False),
        ("date: 2020-01-01", False),
        ("date: soon", False),
    ],
)
def test_a_post_waits_for_its_date_where_its_blog_holds_it_back(ships: Ships, written: str, waits: bool) -> None:
    for name in ("blog/posts/launch.md", "other/launched.md"):
        ships.write(f"docs/{name}", f"---\n{written}\n---\n\n# Secret\n\nThe launch is on May 4.")
    for option, held in (("true", waits), ("false", False)):
        plugins = f"[blog: {{draft_if_future_date: {option}}}]"
        (ships.root / "mkdocs.yml").write_text(f"site_name: Ships\nplugins: {plugins}\n")
        ships.project = read_project(ships.root)
        texts, findings = ships.read()
        read = [path for text in texts.values() for path in text.source.paths]
        assert read == ["docs/blog/posts/launch.md", "docs/other/launched.md"][held:]
        assert findings == ([("left-out", "docs/blog/posts/launch.md", WAITS)] if held else [])
        assert list(find_waiting(ships.project)) == (["blog/posts/launch.md"] if held else [])
