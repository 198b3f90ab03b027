"""The pages of questions and the matrix: how each answer stands, on which words, what is said where there is none."""

import dataclasses

from sample_site import PARAMETERS, STANDARDISED
from shown import pages, pages_of, site, text_of

from builder.links import question_path, quote_id
from builder.pages import render_pages
from builder.pages.answers import rows_of
from builder.pages.lookup import Lookup
from builder.pages.standing import Tally, tally_question
from builder.pages.views import answer_view
from builder.records import Answer, Citation, Claim, DocumentFolder, Finding, Site
from builder.standing import standing_of

__all__ = ["pages", "site"]  # fixtures


def test_stated_not_stated_and_not_found_by_us_are_kept_apart(site: Site) -> None:
    lookup = Lookup(site)
    counts = {question.id: tally_question(lookup, question) for question in site.questions}
    assert counts["methods/preprocessing"] == Tally(stated=2, silent=1, unfound=2)
    assert counts["methods/optimiser"] == Tally(stated=1, silent=1, unfound=3)
    assert counts["handbook/price"] == Tally(silent=1)
    assert counts["handbook/telemetry"] == Tally(unfound=1)


def test_an_answer_without_sentences_states_nothing() -> None:
    assert standing_of(Answer(question="b/q", document=None, state="answered")) == "unfound"
    assert standing_of(Answer(question="b/q", document=None, state="abstained")) == "silent"
    assert standing_of(Answer(question="b/q", document=None, state="abstained", unsure=True)) == "unfound"
    assert standing_of(Answer(question="b/q", document=None, state="approved", unsure=True)) == "silent"
    assert standing_of(None) == "unfound"


def test_where_a_passage_comes_near_it_is_shown(site: Site) -> None:
    near = [one for one in site.answers if one.state == "abstained" and one.nearest]
    assert {one.document is None for one in near} == {True, False}
    for answer in near:
        unsure = dataclasses.replace(site, answers=(dataclasses.replace(answer, unsure=True),))
        question = next(one for one in site.questions if one.id == answer.question)
        page = next(page for page in render_pages(unsure) if page.path == question_path(question))
        assert 'class="ab-nearest"' in page.html
        assert "not near enough to be quoted as the answer" in page.html


def test_a_rejected_answer_is_shown_nowhere(site: Site) -> None:
    secret = Claim(text="We rejected this.", citations=(Citation(passage="methods/birds.c1", quote="Recordings"),))
    rejected = Answer(question="methods/optimiser", document="methods/birds", state="rejected", claims=(secret,))
    kept = [
        answer
        for answer in site.answers
        if (answer.question, answer.document) != (rejected.question, rejected.document)
    ]
    changed = dataclasses.replace(site, answers=(*kept, rejected))
    for page in render_pages(changed):
        assert "We rejected this" not in page.html
        assert quote_id(secret.citations[0]) not in page.html


def test_an_each_question_has_a_row_for_every_document_and_every_file_set_aside(site: Site) -> None:
    lookup = Lookup(site)
    rows = rows_of(lookup, lookup.question["methods/preprocessing"])
    assert [(row.document, row.standing) for row in rows] == [
        ("Counting cells in time-lapse microscopy", "stated"),
        ("Estimating ocean fluxes with convolutional networks", "stated"),
        ("Bird calls in noisy recordings", "silent"),
        ("A scan without text", "unfound"),
        ("locked.pdf", "unfound"),
    ]
    assert rows[3].reason == "No text could be read from this document."
    assert rows[4].reason == "Set aside: the file is encrypted"


def test_a_file_set_aside_outside_of_the_project_is_told_with_its_book(site: Site) -> None:
    outside = (DocumentFolder(path=site.project.root.parent / "scans"),)
    books = tuple(dataclasses.replace(book, documents=outside) if book.id == "methods" else book for book in site.books)
    aside = Finding(rule="set-aside", subject="../scans/old.pdf", message="the PDF asks for a password")
    report = dataclasses.replace(site.report, set_aside=(aside,))
    lookup = Lookup(dataclasses.replace(site, books=books, report=report))
    assert [one.title for one in lookup.missing(lookup.book["methods"])] == ["old.pdf"]


def test_an_answer_numbers_its_quotes_and_shows_them_in_their_passage(site: Site) -> None:
    lookup = Lookup(site)
    view = answer_view(lookup, lookup.question["methods/preprocessing"], lookup.source["methods/fluxes"])
    assert [claim.text for claim in view.claims] == [STANDARDISED, PARAMETERS]
    assert [[quote.number for quote in claim.quotes] for claim in view.claims] == [[1], [2]]
    (source,) = view.sources
    assert [piece.text for piece in source.pieces if piece.quoted] == [STANDARDISED, PARAMETERS]
    assert source.trail == ("3. Method", "3.2 Preparation")
    assert source.page == 4
    assert view.claims[0].quotes[0].url.startswith("documents/methods/fluxes/#q-")


def test_citations_of_a_page_that_mkdocs_renders_lead_to_that_page(site: Site) -> None:
    lookup = Lookup(site)
    view = answer_view(lookup, lookup.question["handbook/install"], None)
    assert view.sources[0].url.startswith("start/#q-")
    assert "documents/handbook/start" not in " ".join(page.path for page in render_pages(site))


def test_the_question_page_shows_answer_quote_source_date_and_engine(pages: dict[str, str]) -> None:
    html = pages["answers/handbook/install.md"]
    text = text_of(html)
    assert "How do I install Answerbook?" in html.replace("&#63;", "?")
    assert "Run make site in a fresh clone." in text
    assert "Answered from these documents on 20 November 2026 by the reader toy-reader-1" in text
    assert 'href="../../../start/#q-' in html
    assert "How do I get it running?" in text


def test_an_unanswered_question_shows_the_nearest_passages_and_says_so(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/handbook/price.md"])
    assert "These documents do not say." in text
    assert "Copy the folder site&#47; to any web server." in text
    other = text_of(pages["answers/handbook/telemetry.md"])
    assert "We found no answer, which does not mean that there is none." in other
    assert "This question has not been worked out yet." in other


def test_an_answer_that_waits_or_whose_evidence_changed_says_so(site: Site) -> None:
    findings = (
        Finding(rule="unapproved", subject="handbook/telemetry", message="waits for a person's approval"),
        Finding(
            rule="stale", subject="handbook/python", message="approved by a person, but its evidence changed: 3.12"
        ),
    )
    pages = pages_of(dataclasses.replace(site, findings=findings))
    assert "An answer waits for a person’s approval." in text_of(pages["answers/handbook/telemetry.md"])
    note = "Under review: approved by a person, but its evidence changed&#58; 3."
    assert note in text_of(pages["answers/handbook/python.md"])


def test_where_no_document_answers_none_is_said_to(site: Site) -> None:
    silent = tuple(dataclasses.replace(one, state="abstained", claims=()) for one in site.answers)
    site = dataclasses.replace(site, answers=silent, audits=(), opinions=())
    pages = {page.path: text_of(page.html) for page in render_pages(site)}
    assert "Asked of these documents on 20 November 2026" in pages["answers/methods/preprocessing.md"]
    assert "Answered from" not in pages["answers/methods/preprocessing.md"]


def test_the_matrix_has_a_cell_for_every_document_and_question(pages: dict[str, str]) -> None:
    html = pages["answers/methods/matrix.md"]
    assert html.count('class="ab-cell ab-cell--stated"') == 4
    assert html.count('class="ab-cell ab-cell--silent"') == 4
    assert html.count('class="ab-cell ab-cell--unfound"') == 7
    assert 'href="../preprocessing/#fluxes"' in html
