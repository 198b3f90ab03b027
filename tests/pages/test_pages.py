"""The pages of a small site: which there are, what none ever shows, and that the same site gives the same bytes."""

import dataclasses
import re
from collections import Counter
from pathlib import Path

import pytest
from sample_site import sample_site
from shown import pages, pages_of, site

from builder.errors import FileError
from builder.packaged import HERE, templates_dir
from builder.pages import STYLES, page_file, render_assets, render_pages, render_quotes
from builder.records import Finding, Site

__all__ = ["pages", "site"]  # fixtures


def test_every_page_of_the_url_space_is_there(pages: dict[str, str]) -> None:
    assert list(pages) == [
        "answers/build.md",
        "answers/handbook/gaps.md",
        "answers/handbook/index.md",
        "answers/handbook/install.md",
        "answers/handbook/price.md",
        "answers/handbook/publish.md",
        "answers/handbook/python.md",
        "answers/handbook/telemetry.md",
        "answers/handbook/topics/publish.md",
        "answers/handbook/topics/start.md",
        "answers/index.md",
        "answers/methods/audit.md",
        "answers/methods/comparison.md",
        "answers/methods/gaps.md",
        "answers/methods/hardware.md",
        "answers/methods/index.md",
        "answers/methods/matrix.md",
        "answers/methods/optimiser.md",
        "answers/methods/preprocessing.md",
        "answers/methods/topics/data.md",
        "answers/methods/topics/training.md",
        "ask.md",
        "documents/handbook/index.md",
        "documents/methods/birds.md",
        "documents/methods/cells.md",
        "documents/methods/empty.md",
        "documents/methods/fluxes.md",
        "documents/methods/index.md",
        "index.md",
    ]


def test_the_same_site_gives_the_same_bytes_whatever_its_folder(tmp_path: Path) -> None:
    one, other = sample_site(tmp_path / "one"), sample_site(tmp_path / "other")
    assert [page_file(page) for page in render_pages(one)] == [page_file(page) for page in render_pages(other)]
    assert render_quotes(one) == render_quotes(other)
    assert render_assets(one) == render_assets(other)


def test_no_page_names_a_draft(site: Site) -> None:
    draft = Finding(rule="left-out", subject="docs/blog/merger.md", message="its front matter says `draft: true`")
    pages = render_pages(dataclasses.replace(site, findings=(*site.findings, draft)))
    assert not [page.path for page in pages if "merger" in page.html]


def test_what_stands_between_backticks_is_code_and_a_title_has_none(site: Site) -> None:
    text = "What does `make <site>` do?"
    questions = tuple(dataclasses.replace(one, text=text, also=(text,)) for one in site.questions)
    made = render_pages(dataclasses.replace(site, questions=questions))
    assert [page.path for page in made if "&#96;" in page.html or "`" in page.html + page.title] == []
    pages = {page.path: page for page in made}
    for path in ("ask.md", "index.md", "answers/index.md", "answers/methods/matrix.md", "answers/handbook/price.md"):
        assert "What does <code>make &#60;site&#62;</code> do?" in pages[path].html, path
    assert pages["answers/handbook/price.md"].title == "What does make ‹site› do?"


def test_links_fit_a_site_without_directory_urls(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    flat = dataclasses.replace(site, project=dataclasses.replace(site.project, use_directory_urls=False))
    html = pages_of(flat)["answers/methods/preprocessing.md"]
    assert 'href="../../documents/methods/fluxes.html#q-' in html
    assert 'href="preprocessing.html"' in html or 'data-link="preprocessing.html"' in html


def test_a_project_s_own_template_wins(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "ask.html").write_text("<p>{{ title }} of ours, {{ site.project.site_name }}</p>", "utf-8")
    pages = pages_of(sample_site(tmp_path))
    assert pages["ask.md"] == "<p>Ask of ours, Sample answers</p>"
    assert "ab-hero" in pages["index.md"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>\n{% if title\n", 2, "unexpected end of template"),
        ("<p>\n\n{{ titel }}", 3, "'titel' is undefined"),
        ('{% include "missing.html" %}', 1, "'missing.html' not found"),
    ],
)
def test_a_mistake_in_a_project_s_own_template_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    own = tmp_path / "templates" / "ask.html"
    own.parent.mkdir()
    own.write_text(text, "utf-8")
    with pytest.raises(FileError) as caught:
        pages_of(sample_site(tmp_path))
    assert (Path(caught.value.path), caught.value.line) == (own, line)
    assert caught.value.message.startswith(f"this template cannot be used: {message}")


def test_an_empty_site_still_has_its_pages(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    bare = Site(project=site.project, books=(), sources=(), passages=(), questions=(), answers=())
    assert [page.path for page in render_pages(bare)] == ["answers/build.md", "answers/index.md", "ask.md", "index.md"]


def test_no_page_carries_styles_or_scripts_of_its_own(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert not re.search(r"<(?:style|script)|\sstyle=|\son\w+=", html), path


def test_no_rule_of_a_style_undoes_another_of_the_same_element() -> None:
    """One with the theme's class before it counts for more than one without, wherever they stand."""
    text = "".join((templates_dir() / "assets" / f"{name}.css").read_text("utf-8") for name in STYLES)
    always = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text, flags=re.DOTALL)
    given = Counter(
        (re.sub(r"^(?:\[dir\] )?(?:\.md-typeset )?", "", " ".join(selector.split())), name)
        for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", always)
        for selector in re.split(r",(?![^()]*\))", selectors)
        for name in re.findall(r"([\w-]+)\s*:[^;]+;", rules)
    )
    assert len(given) > 500
    assert [pair for pair, times in given.items() if times > 1] == []


def test_the_pages_and_the_query_box_share_no_class_but_the_places_where_it_is_mounted() -> None:
    named = [
        set(re.findall(r"\.(ab-[\w-]+)", path.read_text("utf-8")))
        for path in (*(templates_dir() / "assets").glob("*.css"), HERE / "web" / "box.css")
    ]
    shared = set().union(*named[:-1]) & named[-1]
    assert [name for name in shared if not name.startswith(("ab-ask", "ab-box", "ab-found", "ab-search"))] == []
