"""The Ask page's filters hold for all that it shows, say nothing false of the rest, and keep the focus."""

import hashlib
import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from browser.box_site import BOX, HARBOUR_BOOK, Served, ask_on_page, build_ships
from chromium import needs_chromium
from playwright.sync_api import Page, expect

QUESTIONS = """\
questions:
  - id: depth
    ask: How deep is the water?
    scope: each
  - id: owner
    ask: Who owns the lighthouse?
"""
LONG = "这艘船在北方的港口建造，它的桅杆用松木制成。" * 20
HARBOUR = {
    "harbour/quay.md": "# Quay\n\nThe water is 9 metres deep.\n\nThe cook and the pilot rest while they work.\n",
    "harbour/pilot.md": "# Pilot\n\nThe pilot’s boat is red.\n",
    "harbour/pier.md": "# Pier\n\nThe water is 4 metres deep.\n",
    "harbour/chinese.md": f"# 船\n\n{LONG}船上的灯塔很高。{LONG}\n",
    **{
        f"harbour/berth-{number}.md": f"# Berth {number}\n\nA barge lies here. Its name is {name}.\n"
        for number, name in enumerate("Ada Bea Cleo Dora Edda Fay Gwen Hal Ida Jan Kai Lea Mia Noa Ola".split(), 1)
    },
    "seeds/harbour/book.yml": HARBOUR_BOOK,
    "seeds/harbour/questions.yml": QUESTIONS,
}

pytestmark = needs_chromium


def split_known(site: Path) -> None:
    """As on a site with very many known questions: a file for each two."""
    manifest = json.loads((site / BOX / "box.json").read_text("utf-8"))
    known = json.loads((site / BOX / manifest["known"][0]).read_text("utf-8"))
    manifest["known"] = []
    for at in range(0, len(known), 2):
        pack = json.dumps(known[at : at + 2]).encode()
        name = f"known-{at // 2}-{hashlib.sha256(pack).hexdigest()[:8]}.json"
        (site / BOX / name).write_bytes(pack)
        manifest["known"].append(name)
    (site / BOX / "box.json").write_text(json.dumps(manifest), "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("builder.bundle.cards"), "DOCUMENTS", 1)
        built = build_ships(tmp_path_factory.mktemp("harbour"), more=HARBOUR)
    split_known(built)
    return built


@pytest.mark.parametrize(("document", "kept"), [("Rig", 1), ("Anchor", 0)])
def test_an_answer_of_the_whole_book_stays_where_it_rests_on_the_document(
    page: Page, served: Served, document: str, kept: int
) -> None:
    ask_on_page(page, served, "How tall is the mast?", document=document)
    expect(page.locator("#ab-ask .ab-answer", has_text="31 metres")).to_have_count(kept)
    expect(page.locator("#ab-ask > .ab-status")).to_have_text(re.compile("^One answer" if kept else "^Nothing"))


def test_sentences_and_sources_are_those_of_the_chosen_document(page: Page, served: Served) -> None:
    def of_two_documents(path: str, content: bytes) -> bytes:
        if "/box/cards-" not in path or b"31 metres" not in content:
            return content
        card = json.loads(content)
        (claim,) = card["answers"][0]["claims"]
        claim["citations"].append({**claim["citations"][0], "title": "Pier"})
        card["answers"][0]["claims"].append({"text": "Seen from the pier.", "citations": [claim["citations"][1]]})
        return json.dumps(card).encode()

    served.change = of_two_documents
    # The card is not the one that the build made, which a browser that can hash would refuse.
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    for document, sentences in {"": 2, "Rig": 1, "Pier": 2}.items():
        ask_on_page(page, served, "How tall is the mast?", document=document)
        expect(page.locator("#ab-ask .ab-answer__claims > div > span")).to_have_count(sentences)
        sources = page.locator("#ab-ask .ab-quoted summary")
        expect(sources).to_have_text([f"Source 1: {document}"] if document else ["Source 1: Rig", "Source 2: Pier"])


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"book": "harbour"}, "“The harbour” does not cover that."),
        ({"document": "Pilot"}, "“Pilot” does not cover that."),
        ({"document": "Nowhere"}, "None of the nearest passages is in “Nowhere”."),
        ({"book": "nowhere"}, "None of the nearest passages is in “nowhere”."),
    ],
)
def test_where_nothing_chosen_covers_it_that_is_said_and_the_choice_can_be_dropped(
    page: Page, served: Served, chosen: dict[str, str], said: str
) -> None:
    ask_on_page(page, served, "windlass", **chosen)
    expect(page.locator("#ab-ask > .ab-status")).to_have_text("Nothing here covers that.")
    expect(page.locator("#ab-ask .ab-notice strong")).to_have_text(said)
    page.get_by_role("button", name="Ask all documents").click()
    expect(page.locator("#ab-ask-query")).to_be_focused()
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("Six people turn the windlass")
    assert page.url.endswith("/ask/?q=windlass")
    expect(page.get_by_role("button", name="Ask all documents")).to_have_count(0)


def test_a_card_that_lacks_the_chosen_document_is_left_out(page: Page, served: Served) -> None:
    shown = set()
    for document in ("Quay", "Pier"):
        ask_on_page(page, served, "How deep is the water?", document=document)
        expect(page.locator("#ab-ask .ab-group__title", has_text=document)).to_be_visible()
        card = page.locator("#ab-ask article.ab-answer")
        answered = (page.locator("#ab-ask > .ab-status").text_content() or "").startswith("One answer")
        assert card.count() == answered
        shown.add(answered)
        expect(page.locator("#ab-ask .ab-found")).not_to_contain_text("We did not find")
    assert shown == {True, False}


def test_a_quoted_phrase_is_looked_for_in_the_chosen_book(page: Page, served: Served) -> None:
    ask_on_page(page, served, '"while they work"')
    expect(page.locator("#ab-ask > .ab-status")).to_have_text("2 passages on 2 pages")
    ask_on_page(page, served, '"while they work"', book="harbour")
    expect(page.locator("#ab-ask .ab-group__title")).to_have_text(["Quay"])


def test_a_phrase_is_found_whatever_its_apostrophes_and_blanks(page: Page, served: Served) -> None:
    ask_on_page(page, served, '"the pilot\'s  boat is red"')
    expect(page.locator("#ab-ask .ab-group__title", has_text="Pilot")).to_be_visible()


def test_related_questions_are_of_the_chosen_book(page: Page, served: Served) -> None:
    ask_on_page(page, served, "water anchor weigh deep")
    questions = page.locator("#ab-ask .ab-option--question")
    expect(questions.filter(has_text="anchor")).to_have_count(1)
    ask_on_page(page, served, "water anchor weigh deep", book="harbour")
    expect(questions.filter(has_text="anchor")).to_have_count(0)
    expect(page.locator("#ab-ask")).to_contain_text("How deep is the water?")


@pytest.mark.parametrize(
    ("query", "book", "other"),
    [("How deep is the water?", "harbour", "ships"), ("How tall is the mast?", "ships", "harbour")],
)
def test_a_card_is_shown_with_its_book_alone(page: Page, served: Served, query: str, book: str, other: str) -> None:
    ask_on_page(page, served, query, book=book)
    expect(page.locator("#ab-ask .ab-answer")).to_contain_text(query)
    ask_on_page(page, served, query, book=other)
    expect(page.locator("#ab-ask .ab-answer")).to_have_count(0)


def test_a_document_far_down_is_found_where_it_is_chosen(page: Page, served: Served) -> None:
    ask_on_page(page, served, "barge")
    titles = page.locator("#ab-ask .ab-group__title").all_text_contents()
    absent = next(name for number in range(1, 16) if (name := f"Berth {number}") not in titles)
    ask_on_page(page, served, "barge", document=absent)
    expect(page.locator("#ab-ask .ab-group__title")).to_have_text([absent])


def test_a_filter_keeps_the_focus_and_the_other_documents(page: Page, served: Served) -> None:
    ask_on_page(page, served, "barge")
    documents = page.locator(".ab-filters select").last
    documents.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#ab-ask .ab-group__title")).to_have_count(1)
    expect(documents).to_be_focused()
    assert documents.locator("option").count() > 10


def test_an_excerpt_of_text_without_blanks_shows_what_was_asked_for(page: Page, served: Served) -> None:
    ask_on_page(page, served, "灯塔")
    expect(page.locator("#ab-ask .ab-option--passage mark").first).to_have_text("灯塔")
