"""Text from documents is carried as it is and acts on nothing."""

import html
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder.pages.escape import harmless, one_block, page_file, title_text
from builder.records import Page

HOSTILE = [
    "{{ 7 * 7 }} {% include 'x' %} {# note #}",
    '--8<-- "mkdocs.yml"',
    ";--8<--",
    "<script>alert(1)</script>",
    "[link](javascript:alert(1)) ![image](x) [ref]: http://example.org",
    "# heading\n\n- entry\n1. one\n> quote\n```python\ncode\n```\n~~~",
    "$x^2$ \\(y\\) \\[z\\] `code` *bold* _soft_ ~~gone~~ ==mark== ^^ins^^ ++ctrl++",
    "::: builder.pages\n!!! note\n??? question\n=== tab\n/// block\n*[HTML]: text\n[TOC]\n[^1]: note",
    "&lt;b&gt; &amp; &#60; AT&T",
    "{++ add ++} {-- del --} {>> comment <<} {!file.md!} :smile: http://example.org me@example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_its_words_and_loses_its_power(text: str) -> None:
    safe = harmless(text)
    assert html.unescape(safe) == text
    assert not set(safe) & set("{}<>[]`*_~$\\|!:=+^/\"'\n\t")


@given(st.text())
def test_any_text_is_one_line_of_harmless_letters(text: str) -> None:
    safe = harmless(text)
    assert "\n" not in safe
    assert "<" not in safe and "{" not in safe and "--" not in safe
    safe.encode("utf-8")


def test_finished_html_stays_as_it_is() -> None:
    assert harmless(Markup("<b>x</b>")) == "<b>x</b>"


@given(st.text())
def test_a_title_holds_no_markup_and_its_front_matter_is_yaml(text: str) -> None:
    title = title_text(text)
    assert not set(title) & set('<>"\n')
    assert html.unescape(title) == title
    front = page_file(Page(path="a.md", title=text, html="<p>x</p>", meta=(("hide", ["toc"]),))).decode()
    meta = yaml.safe_load(front.split("---\n")[1]) if "---\n" not in title else {"title": title}
    assert meta["title"] == title


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_title_turns_no_words_after_it(mark: str) -> None:
    assert title_text(f"Ships {mark}a&{mark}lt;") == "Ships a＆lt;"


def test_a_title_has_quotes_that_open_and_close_and_no_backticks() -> None:
    assert title_text('"GitHub Actions" (or "CI") runs `make`') == "“GitHub Actions” (or “CI”) runs make"


def test_a_page_file_is_front_matter_and_one_block() -> None:
    page = Page(path="a.md", title='A "title": <b>&lt;', html="<div>\n<p>x</p>\n</div>", meta=(("hide", ("toc",)),))
    content = page_file(page).decode("utf-8")
    assert content == '---\ntitle: "A “title”: ‹b›＆lt;"\nhide: ["toc"]\n---\n\n<div>\n<p>x</p>\n</div>\n'
    assert json.loads(content.splitlines()[2].partition(": ")[2]) == ["toc"]


def test_a_block_has_no_blank_lines() -> None:
    assert one_block("<div>\n\n  <p>x</p>\n\t\n</div>\n") == "<div>\n<p>x</p>\n</div>"


@pytest.mark.parametrize("letter", ["\x00", "\x7f", "\ud800", "\udfff", "\ufeff", "\uffff"])
def test_what_no_file_can_hold_is_replaced(letter: str) -> None:
    assert harmless(f"a{letter}b") == title_text(f"a{letter}b") == "a\ufffdb"
