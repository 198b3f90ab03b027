"""Where everything is: one place decides it, and MkDocs agrees."""

import dataclasses

import pytest

from builder.links import (
    answer_url,
    citation_url,
    document_url,
    page_url,
    passage_url,
    question_path,
    quote_id,
    relative,
)
from builder.records import Citation, Passage, Question, Source

PAPER = Source(
    id="methods/paper", book="methods", title="A paper", paths=("paper.txt",), media_type="text/plain", sha256="0"
)
GUIDE = Source(
    id="handbook/start",
    book="handbook",
    title="Start",
    paths=("site_src/start.md",),
    media_type="text/markdown",
    sha256="0",
    page_url="start/",
)
ADAM = Passage(id="methods/paper.1f2e.2", source="methods/paper", kind="paragraph", headings=(), text="We used Adam.")
INSTALL = Passage(
    id="handbook/start.77aa", source="handbook/start", kind="paragraph", headings=(), text="Run it.", place="install"
)


@pytest.mark.parametrize(
    ("path", "directory", "plain"),
    [
        ("index.md", "", "index.html"),
        ("ask.md", "ask/", "ask.html"),
        ("answers/index.md", "answers/", "answers/index.html"),
        ("answers/methods/optimiser.md", "answers/methods/optimiser/", "answers/methods/optimiser.html"),
        ("documents/b/größe.md", "documents/b/gr%C3%B6%C3%9Fe/", "documents/b/gr%C3%B6%C3%9Fe.html"),
    ],
)
def test_a_page_has_the_url_that_mkdocs_gives_it(path: str, directory: str, plain: str) -> None:
    assert page_url(path) == directory
    assert page_url(path, use_directory_urls=False) == plain


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("", "", "./"),
        ("", "a/b/", "../../"),
        ("a/b/", "", "a/b/"),
        ("a/b/#x", "a/b/", "#x"),
        ("a/c/#x", "a/b/", "../c/#x"),
        ("a/", "a/b/", "../"),
        ("x.html", "a/b.html", "../x.html"),
        ("a/c.html#d", "a/b.html", "c.html#d"),
    ],
)
def test_links_are_relative_to_their_page(url: str, page: str, expected: str) -> None:
    assert relative(url, page) == expected


def test_a_document_opens_where_its_words_are() -> None:
    citation = Citation(passage=ADAM.id, quote="We used Adam.")
    assert passage_url(ADAM, PAPER) == "documents/methods/paper/#p-1f2e.2"
    assert citation_url(citation, PAPER) == f"documents/methods/paper/#{quote_id(citation)}"
    assert document_url(GUIDE) == "start/"
    assert passage_url(INSTALL, GUIDE) == "start/#install"
    assert citation_url(Citation(passage=INSTALL.id, quote="Run it."), GUIDE).startswith("start/#q-")


def test_a_home_page_that_people_wrote_is_a_document_too() -> None:
    home = dataclasses.replace(GUIDE, page_url="./")
    assert document_url(home) == ""
    assert passage_url(INSTALL, home) == "#install"
    assert relative(passage_url(INSTALL, home), "answers/x/") == "../../#install"


def test_a_quote_has_its_own_id() -> None:
    ids = {
        quote_id(Citation(passage=passage, quote=quote))
        for passage in ("a.1", "a.2")
        for quote in ("We used Adam.", "We used Adam")
    }
    assert len(ids) == 4


def test_a_question_named_like_a_page_of_its_book_has_a_page_of_its_own() -> None:
    gaps = Question(id="methods/gaps", book="methods", text="Which gaps are there?")
    assert question_path(gaps) == "answers/methods/gaps-question.md"
    adam = Question(id="methods/optimiser", book="methods", text="Which optimiser?")
    assert answer_url(adam, None) == "answers/methods/optimiser/"
    assert answer_url(adam, "methods/paper") == "answers/methods/optimiser/#paper"


@pytest.mark.parametrize("name", ["index", "matrix", "gaps", "audit", "comparison", "topics"])
def test_each_page_of_a_book_keeps_its_name(name: str) -> None:
    question = Question(id=f"methods/{name}", book="methods", text="Which?")
    assert question_path(question) == f"answers/methods/{name}-question.md"
