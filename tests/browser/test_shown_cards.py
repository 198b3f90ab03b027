"""An answer's card: a row a line, each source once, the documents that the query names first; and misspelt words."""

import re
from pathlib import Path

import pytest
from browser.box_site import HARBOUR_BOOK, Served, ask_on_page, build_ships
from chromium import needs_chromium
from playwright.sync_api import Locator, Page, expect

QUESTIONS = """\
questions:
  - id: depth
    ask: How deep is the water?
    scope: each
  - id: codes
    ask: What do the exit codes mean?
  - id: windlass
    ask: How is the windlass turned?
  - id: signals
    ask: Which flags does the pilot hoist?
  - id: whales
    ask: Why do whales sing?
"""
WINDLASS = """\
# Windlass

The windlass is turned by this program:

```python
# from the quay
with Windlass() as windlass:
    windlass.turn(chain, "<b> & slowly")
```
"""
FLAGS = """\
# Flags

The pilot hoists these flags:

- The white flag calls the pilot. It is torn.
- The red flag warns the pilot.

## How is the chain kept?

The mate keeps the chain in the locker. It is oiled by the cook. No boy may touch it. It lies in tar over the winter.
"""
TABLE = """\
# Signals

## Exit codes

The exit codes tell how the command ended:

| Code | Meaning |
| --- | --- |
| 0 | the exit went well |
| 1 | the exit failed |
| 2 | the exit was wrong |
"""
HARBOUR = {
    "harbour/inlet.md": "# Inlet\n\nThe water is 3 metres deep. At low tide the water is 2 metres deep.\n",
    "harbour/pier.md": "# Pier\n\nThe water is 4 metres deep.\n",
    "harbour/quay.md": "# Quay\n\nThe water is 9 metres deep.\n",
    "harbour/zuider.md": "# Zuiderdock\n\nSee licence.txt. No licence is needed. In the zuider lie barges.\n",
    "harbour/signals.md": TABLE,
    "harbour/windlass.md": WINDLASS,
    "harbour/flags.md": FLAGS,
    "seeds/harbour/book.yml": HARBOUR_BOOK,
    "seeds/harbour/questions.yml": QUESTIONS,
}

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_ships(tmp_path_factory.mktemp("harbour"), more=HARBOUR)


def type_in_box(page: Page, served: Served, query: str) -> Locator:
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type(query)
    card = page.locator(".ab-search .ab-answer")
    expect(card).to_be_visible()
    return card


def test_rows_stand_on_lines_of_their_own_and_each_source_once(page: Page, served: Served) -> None:
    ask_on_page(page, served, "What do the exit codes mean?")
    lines = page.locator("#ab-ask .ab-answer__claims > div")
    expect(lines).to_have_text(
        [re.compile("^The exit codes"), *(re.compile(f"^Code: {code}; .*1 $") for code in range(3))]
    )
    expect(page.locator("#ab-ask .ab-quoted summary")).to_have_text(["Source 1: Signals"])
    expect(page.locator("#ab-ask .ab-quoted p", has_text="Code | Meaning")).to_have_count(1)
    expect(page.locator("#ab-ask .ab-quoted p")).to_have_count(5)
    card = type_in_box(page, served, "What do the exit codes mean?")
    rows = card.locator(".ab-answer__claims > div")
    places = [box["y"] for row in rows.all() if (box := row.bounding_box())]
    assert len(set(places)) == len(places) == 3


def test_the_row_that_the_query_names_is_among_the_few_that_are_shown(page: Page, served: Served) -> None:
    card = type_in_box(page, served, "What do the exit codes mean, code 2?")
    expect(card.locator(".ab-answer__claims > div")).to_have_text(
        [re.compile("^The exit codes"), re.compile("^Code: 0;"), re.compile("^Code: 2;")]
    )
    passages = page.locator(".ab-search .ab-option--passage mark", has_text=re.compile("^2$"))
    expect(passages.first).to_be_visible()


def test_a_sentence_that_goes_on_is_not_shown_without_the_one_before(page: Page, served: Served) -> None:
    card = type_in_box(page, served, "How is the chain kept over winter?")
    expect(card.locator(".ab-answer__claims")).to_contain_text("No boy may touch it.")
    expect(card).not_to_contain_text("tar")


def test_rows_of_documents_lead_to_their_sources_and_count_what_is_left_out(page: Page, served: Served) -> None:
    card = type_in_box(page, served, "How deep is the water?")
    rows = card.locator("li")
    expect(rows).to_have_text([re.compile("Inlet.*1 more sentence"), re.compile("Pier"), re.compile("Quay")])
    expect(card).to_contain_text("3 documents answer this · 4 not stated")
    rows.last.locator(".ab-cite").click()
    page.wait_for_url(re.compile(r"/documents/harbour/quay/#q-"))


@pytest.mark.parametrize(("query", "first"), [("at the Quay", "Quay"), ("in zuider", "Zuiderdock"), ("", "Inlet")])
def test_documents_that_the_query_names_come_first(page: Page, served: Served, query: str, first: str) -> None:
    ask_on_page(page, served, f"How deep is the water {query}?")
    expect(page.locator("#ab-ask .ab-answer li > a").first).to_have_text(first)


def test_a_misspelt_word_and_what_is_taken_for_it_are_whole_words(page: Page, served: Served) -> None:
    ask_on_page(page, served, "licens needed")
    expect(page.locator("#ab-ask .ab-notice")).to_have_text(re.compile("^Searched for “licence” for “licens”"))


def test_a_name_of_parts_that_is_misspelt_is_said_once(page: Page, served: Served) -> None:
    ask_on_page(page, served, "reef_topsial")
    expect(page.locator("#ab-ask .ab-notice")).to_have_text(
        re.compile("^Searched for “reef_topsail” for “reef_topsial”. ?")
    )


def test_code_is_shown_as_code_in_its_own_lines(page: Page, served: Served) -> None:
    code = WINDLASS.split("```")[1].removeprefix("python\n").rstrip("\n")
    card = type_in_box(page, served, "How is the windlass turned?")
    expect(card.locator("pre > code")).to_have_text(code, use_inner_text=True)
    assert card.locator("pre > code").text_content() == code
    ask_on_page(page, served, "How is the windlass turned?")
    assert page.locator("#ab-ask .ab-answer pre > code").text_content() == code
    page.locator("#ab-ask .ab-answer__more").click()
    assert page.locator(".ab-reply pre > code").text_content() == code
    expect(page.locator(".ab-reply pre .ab-number")).to_have_text("2")


def test_what_a_passage_announces_stands_with_it_and_not_once_more(page: Page, served: Served) -> None:
    ask_on_page(page, served, "How is the windlass turned by a program?")
    found = page.locator("#ab-ask .ab-option--passage", has_text="is turned by this program:")
    expect(found.locator(".ab-option__text--code")).to_contain_text("windlass.turn(chain")
    expect(page.locator("#ab-ask .ab-option--passage", has_text="windlass.turn(chain")).to_have_count(1)
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type("windlass program")
    expect(page.locator(".ab-search .ab-option__text--code").first).to_be_visible()


def test_an_entry_of_a_list_begins_a_line_and_keeps_its_sentences(page: Page, served: Served) -> None:
    lines = [re.compile("^The pilot hoists"), re.compile("^The white.*torn"), re.compile("^The red")]
    ask_on_page(page, served, "Which flags does the pilot hoist?")
    expect(page.locator("#ab-ask .ab-answer__claims > div")).to_have_text(lines)
    page.locator("#ab-ask .ab-answer__more").click()
    expect(page.locator(".ab-reply br")).to_have_count(2)


def test_a_number_stays_with_the_word_before_it(page: Page, served: Served) -> None:
    card = type_in_box(page, served, "Which flags does the pilot hoist?")
    assert "flags:1" in (card.locator(".ab-answer__claims > div").first.text_content() or "")
    for width in range(320, 420, 7):
        page.set_viewport_size({"width": width, "height": 800})
        alone = card.evaluate(
            """card => [...card.querySelectorAll(".ab-cite")].filter((cite) => {
              const range = document.createRange();
              range.setStart(cite.previousSibling, cite.previousSibling.length - 1);
              range.setEnd(cite.previousSibling, cite.previousSibling.length);
              return cite.getBoundingClientRect().left < range.getBoundingClientRect().left;
            }).length"""
        )
        assert alone == 0


def test_no_answer_is_said_to_be_none(page: Page, served: Served) -> None:
    card = type_in_box(page, served, "Why do whales sing?")
    expect(card).to_contain_text(re.compile("do not say|did not find"))
    expect(page.locator(".ab-search .ab-status")).to_have_text(re.compile("^No answer, "))


@pytest.mark.parametrize("query", ["???", " / ", "…"])
def test_nothing_is_shown_where_no_letter_is_typed(page: Page, served: Served, query: str) -> None:
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type(f"mast {query}")
    expect(page.locator(".ab-search .ab-answer, .ab-search .ab-option").first).to_be_visible()
    page.fill("#ab-query", query)
    expect(page.locator(".ab-search .ab-answer, .ab-search .ab-option, .ab-search .ab-notice")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(page.locator(".ab-search .ab-answer, .ab-search .ab-option, .ab-search .ab-notice")).to_have_count(0)
    page.goto(f"{served.url}ask/?q={query.strip()}")
    page.wait_for_timeout(500)
    expect(page.locator("#ab-ask .ab-found")).to_be_empty()
