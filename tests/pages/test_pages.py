"""The pages of a small site: what each shows, what none ever shows, and that the same site gives the same bytes."""

import dataclasses
import json
import re
from pathlib import Path

import pytest
from sample_site import PARAMETERS, STANDARDISED, sample_site
from sample_site import answer as sample_answer

from builder.links import question_path, quote_id
from builder.packaged import HERE, templates_dir
from builder.pages import page_file, render_assets, render_pages, render_quotes
from builder.pages.answers import NO_TOPIC, rows_of, topic_path, topic_views
from builder.pages.documents import marked_lines, passage_views
from builder.pages.escape import harmless
from builder.pages.lookup import Lookup
from builder.pages.overview import book_view, sample_questions
from builder.pages.plots import histogram, stacked_plot
from builder.pages.rendering import day, figure, web
from builder.pages.standing import Tally, tally_question
from builder.pages.views import answer_view, natural
from builder.quoted import Quote
from builder.records import Answer, Citation, Claim, DocumentFolder, Finding, Passage, Site
from builder.standing import standing_of
from builder.text import counted, shorten


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sample_site(tmp_path)


@pytest.fixture
def pages(site: Site) -> dict[str, str]:
    return {page.path: page.html for page in render_pages(site)}


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


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


def test_only_what_a_person_approved_counts_as_approved_by_people(site: Site) -> None:
    for engine, count in (("reader", 1), ("author", 0)):
        approved = dataclasses.replace(site.answers[0], state="approved", engine=engine)
        pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, answers=(approved,)))}
        assert f"<dt>Approved by people</dt><dd>{count}</dd>" in pages["answers/build.md"]


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


def test_no_page_names_a_draft(site: Site) -> None:
    draft = Finding(rule="left-out", subject="docs/blog/merger.md", message="its front matter says `draft: true`")
    pages = render_pages(dataclasses.replace(site, findings=(*site.findings, draft)))
    assert not [page.path for page in pages if "merger" in page.html]


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
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, findings=findings))}
    assert "An answer waits for a person’s approval." in text_of(pages["answers/handbook/telemetry.md"])
    note = "Under review: approved by a person, but its evidence changed&#58; 3."
    assert note in text_of(pages["answers/handbook/python.md"])


def test_gaps_tell_not_stated_from_not_found(pages: dict[str, str]) -> None:
    html = pages["answers/handbook/gaps.md"]
    silent, unfound = html.index('id="silent"'), html.index('id="unfound"')
    assert silent < html.index("What does it cost?") < unfound < html.index("Does it send telemetry?")
    assert "3 of 5 questions are answered in full" in text_of(html)


def test_the_matrix_has_a_cell_for_every_document_and_question(pages: dict[str, str]) -> None:
    html = pages["answers/methods/matrix.md"]
    assert html.count('class="ab-cell ab-cell--stated"') == 4
    assert html.count('class="ab-cell ab-cell--silent"') == 4
    assert html.count('class="ab-cell ab-cell--unfound"') == 7
    assert 'href="../preprocessing/#fluxes"' in html


def test_the_audit_shows_each_sentence_with_its_verdict_beside_ours(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/methods/audit.md"])
    for words in ("supported 1", "not in the document 1", "off the question 1", "a refusal 1"):
        assert words in text
    assert "Standardizing gives the data a mean of zero and a deviation of one. not in the document" in text
    assert "This document does not say." in text


def test_language_models_are_compared_and_their_dissent_is_shown(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/methods/comparison.md"])
    assert "2 language models worded 2 answers from the same passages." in text
    assert "large-2 1 1 1 1 0.8 –" in text
    assert "small-1 2 0 2 1 0.7 number: 2" in text
    _, differ = text.split("Where they differ")
    assert "Recordings were made at dawn." in differ and "Says that the documents do not answer." in differ
    assert "The data are standardized." not in differ
    assert "Published: that the documents do not say." in differ  # what a reader gets, beside what each model said
    assert "answers/handbook/comparison.md" not in pages


def test_the_build_page_counts_and_names_what_was_set_aside(pages: dict[str, str]) -> None:
    text = text_of(pages["answers/build.md"])
    for words in (
        "Files read 6",
        "Set aside 1",
        "Sentences published 8",
        "the file is encrypted",
        "held out top 1 0.91",
    ):
        assert words in text
    assert pages["answers/build.md"].count('<figure class="ab-plot" tabindex="0">') == 4
    assert "<title>Other questions: not found by us 1</title>" in pages["answers/build.md"]


def test_a_document_shows_its_passages_in_order_with_quotes_marked_and_led_back(
    site: Site, pages: dict[str, str]
) -> None:
    lookup = Lookup(site)
    views = passage_views(lookup, lookup.source["methods/fluxes"])
    assert [view.anchor for view in views] == ["p-a1", "p-a2", "p-a3", "p-a4", "p-a5", "p-a6"]
    assert [view.headings for view in views][:3] == [
        ((2, "3. Method"),),
        ((3, "3.2 Preparation"),),
        ((3, "3.3 Search"),),
    ]
    assert [view.page for view in views] == [4, 0, 5, 6, 0, 9]
    html = pages["documents/methods/fluxes.md"]
    assert html.count("<mark") == 3
    assert 'href="../../../answers/methods/preprocessing/#fluxes"' in html
    assert [citer.text for citer in views[0].citers] == ["Earlier answers"]


def test_overlapping_quotes_of_two_answers_share_a_segment(pages: dict[str, str]) -> None:
    marks = re.findall(r'<mark[^>]*data-quotes="([^"]*)"', pages["documents/methods/cells.md"])
    assert [len(names.split()) for names in marks] == [1, 1, 2, 1]


def test_every_line_of_a_passage_keeps_its_text_and_its_marks() -> None:
    lines = marked_lines("one two\n\nthree", [])
    assert [str(line) for line in lines] == ["one two", "", "three"]


def test_the_quotes_file_holds_what_the_plugin_marks(site: Site) -> None:
    found = json.loads(render_quotes(site))
    assert list(found) == ["start/"]
    assert [quote["place"] for quote in found["start/"]["quotes"]] == ["start", "install", "publish"]
    assert 'href="../answers/handbook/install/"' in found["start/"]["after"]


def test_the_home_page_offers_questions_from_every_book(site: Site, pages: dict[str, str]) -> None:
    lookup = Lookup(site)
    samples = sample_questions([book_view(lookup, book) for book in site.books], 4)
    assert [question.url.split("/")[1] for question in samples] == ["handbook", "methods", "handbook", "methods"]
    assert 'id="ab-box-home"' in pages["index.md"]
    assert 'action="ask/"' in pages["index.md"]


def test_questions_without_a_topic_are_offered_with_the_topics(pages: dict[str, str]) -> None:
    assert '<a href="answers/handbook/#other">Other questions <small>1</small></a>' in pages["index.md"]
    assert '<section class="ab-topic" id="other">' in pages["answers/handbook/index.md"]


def test_what_stands_between_backticks_is_code_and_a_title_has_none(site: Site) -> None:
    text = "What does `make <site>` do?"
    questions = tuple(dataclasses.replace(one, text=text, also=(text,)) for one in site.questions)
    made = render_pages(dataclasses.replace(site, questions=questions))
    assert [page.path for page in made if "&#96;" in page.html or "`" in page.html + page.title] == []
    pages = {page.path: page for page in made}
    for path in ("ask.md", "index.md", "answers/index.md", "answers/methods/matrix.md", "answers/handbook/price.md"):
        assert "What does <code>make &#60;site&#62;</code> do?" in pages[path].html, path
    assert pages["answers/handbook/price.md"].title == "What does make ‹site› do?"


def test_topics_keep_the_order_of_the_questions_and_the_rest_comes_last(site: Site) -> None:
    lookup = Lookup(site)
    assert [topic.title for topic in topic_views(lookup, site.books[0])] == ["Start", "Publish", "Other questions"]


def test_topics_whose_names_look_alike_in_addresses_have_a_page_each(site: Site) -> None:
    names = {"handbook/install": "C", "handbook/python": "C++", "handbook/publish": "日本", "handbook/price": "中国"}
    questions = tuple(dataclasses.replace(one, topic=names.get(one.id, one.topic)) for one in site.questions)
    changed = dataclasses.replace(site, questions=questions)
    lookup = Lookup(changed)
    assert [topic.title for topic in topic_views(lookup, site.books[0])] == ["C", "C++", "日本", "中国", NO_TOPIC]
    pages = {page.path: page for page in render_pages(changed)}
    for question in questions[3:7]:
        page = pages[topic_path(lookup, site.books[0], question.topic)]
        assert page.title == question.topic
        assert [one.text for one in questions if harmless(one.text) in page.html] == [question.text]
        assert f'topics/{page.path.removesuffix(".md").rpartition("/")[2]}/"' in pages[question_path(question)].html


def test_a_topic_alone_of_its_name_has_a_short_address(site: Site) -> None:
    questions = tuple(dataclasses.replace(one, topic="C++") for one in site.questions)
    lookup = Lookup(dataclasses.replace(site, questions=questions))
    assert topic_path(lookup, site.books[0], "C++") == "answers/handbook/topics/c.md"


def test_links_fit_a_site_without_directory_urls(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    flat = dataclasses.replace(site, project=dataclasses.replace(site.project, use_directory_urls=False))
    html = {page.path: page.html for page in render_pages(flat)}["answers/methods/preprocessing.md"]
    assert 'href="../../documents/methods/fluxes.html#q-' in html
    assert 'href="preprocessing.html"' in html or 'data-link="preprocessing.html"' in html


def test_a_project_s_own_template_wins(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "ask.html").write_text("<p>{{ title }} of ours, {{ site.project.site_name }}</p>", "utf-8")
    pages = {page.path: page.html for page in render_pages(sample_site(tmp_path))}
    assert pages["ask.md"] == "<p>Ask of ours, Sample answers</p>"
    assert "ab-hero" in pages["index.md"]


def test_an_empty_site_still_has_its_pages(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    bare = Site(project=site.project, books=(), sources=(), passages=(), questions=(), answers=())
    assert [page.path for page in render_pages(bare)] == ["answers/build.md", "answers/index.md", "ask.md", "index.md"]


def test_every_passage_is_found_by_a_page_when_it_spans_lines() -> None:
    passage = Passage(id="b/s.1", source="b/s", kind="list", headings=(), text="one two\nthree four")
    quote = Citation(passage=passage.id, quote="two\nthree")
    first, second = marked_lines(passage.text, [Quote(id=quote_id(quote), text=quote.quote)])
    assert "two</mark>" in first and f'id="{quote_id(quote)}"' in first
    assert "three</mark>" in second and " id=" not in second


def test_plots_lose_no_count() -> None:
    plot = histogram("t", [0.0, 0.05, 0.5, 1.0, 7.0], [0, 0.5, 1], ["0", "0.5"])
    assert [column.count for column in plot.columns] == [2, 3]
    bars = stacked_plot("t", [("a", "", Tally(stated=1, unfound=3)), ("b", "", Tally())])
    assert [[bar.count for bar in row.bars] for row in bars.rows] == [[1, 3], []]
    assert bars.rows[0].bars[1].x == pytest.approx(bars.rows[0].bars[0].x + bars.rows[0].bars[0].width, abs=0.2)


def test_small_words() -> None:
    assert day("2026-11-20") == "20 November 2026"
    assert day("yesterday") == "yesterday"
    assert counted(1, "question") == "1 question"
    assert counted(1204, "question") == "1,204 questions"
    assert (figure(12.0), figure(0.12345)) == ("12", "0.123")
    assert shorten("one two  three", 8) == "one two …"
    assert sorted(["b", "a 10", "A 9", "a", ""], key=natural) == ["", "a", "A 9", "a 10", "b"]
    assert web("https://example.org/x") == "https://example.org/x"
    assert web("javascript:alert(1)") == web("data:text/html,x") == web("//example.org") == ""
    assert web("https://[your-domain]/page") == ""


def test_names_of_documents_turn_no_words_but_their_own(site: Site) -> None:
    turned = tuple(dataclasses.replace(one, title=f"\u202e{one.title}") for one in site.sources)
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, sources=turned))}
    assert "<b><bdi>\u202eStart</bdi></b>" in pages["answers/handbook/install.md"]


@pytest.mark.parametrize("path", sorted((templates_dir() / "assets").glob("*.css")), ids=lambda path: path.name)
def test_styles_name_no_left_or_right(path: Path) -> None:
    for _, right, _, left in re.findall(
        r"(?:padding|margin): (\S+) (\S+) (\S+) ([^\s;]+)(?: !important)?;", path.read_text("utf-8")
    ):
        assert right == left


def test_no_page_carries_styles_or_scripts_of_its_own(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert not re.search(r"<(?:style|script)|\sstyle=|\son\w+=", html), path


def test_the_pages_and_the_query_box_share_no_class_but_the_places_where_it_is_mounted() -> None:
    named = [
        set(re.findall(r"\.(ab-[\w-]+)", path.read_text("utf-8")))
        for path in (*(templates_dir() / "assets").glob("*.css"), HERE / "web" / "box.css")
    ]
    shared = set().union(*named[:-1]) & named[-1]
    assert [name for name in shared if not name.startswith(("ab-ask", "ab-box", "ab-found", "ab-search"))] == []


def test_the_words_of_documents_and_questions_have_the_language_of_their_book(site: Site) -> None:
    books = tuple(dataclasses.replace(book, language="de") for book in site.books)
    german = {page.path: page.html for page in render_pages(dataclasses.replace(site, books=books))}
    for path, html in german.items():
        assert html.startswith("<div class=") and ' lang="en" tabindex="-1">' in html.splitlines()[0], path
    question = german["answers/handbook/install.md"]
    for opening in ("<h1 ", '<div class="ab-reply" ', '<blockquote class="ab-excerpt" '):
        assert f'{opening}lang="de"' in question
    assert '<p lang="de">' in german["answers/handbook/price.md"]  # a nearest passage
    assert '/" lang="de">' in german["answers/index.md"] and '/" lang="de">' in german["index.md"]
    assert 'lang="de"' not in german["answers/build.md"]
    assert b'<ul lang=\\"de\\">' in render_quotes(dataclasses.replace(site, books=books))


def test_what_is_wider_than_the_page_is_reached_by_keyboard(site: Site) -> None:
    quoted = sample_answer("methods/optimiser", "methods/fluxes", ("methods/fluxes.a4", "Conv 1 | 32 | ReLU"))
    kept = tuple(one for one in site.answers if one.place != quoted.place)
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, answers=(*kept, quoted)))}
    assert 'ab-passage--table" tabindex="0"' in pages["documents/methods/fluxes.md"]
    assert 'class="ab-excerpt ab-excerpt--code" tabindex="0"' in pages["answers/methods/optimiser.md"]


def test_documents_of_any_name_have_an_id_of_their_own(site: Site) -> None:
    names = {"fluxes": "stated", "cells": "h-stated", "birds": "also", "empty": "unfound"}

    def renamed(text: str) -> str:
        return f"methods/{names.get(text.removeprefix('methods/'), text.removeprefix('methods/'))}"

    one = dataclasses.replace(
        site,
        sources=tuple(
            dataclasses.replace(source, id=renamed(source.id)) if source.book == "methods" else source
            for source in site.sources
        ),
        passages=tuple(
            dataclasses.replace(one, source=renamed(one.source)) if one.source.startswith("methods") else one
            for one in site.passages
        ),
        answers=tuple(
            dataclasses.replace(one, document=renamed(one.document)) if one.document else one for one in site.answers
        ),
        audits=(),
        opinions=(),
    )
    pages = {page.path: page.html for page in render_pages(one)}
    found = re.findall(r'\bid="([^"]*)"', pages["answers/methods/preprocessing.md"])
    assert {"stated", "h-stated", "unfound"} <= set(found)
    assert sorted(set(found)) == sorted(found)


def test_lists_of_documents_count_as_people_do(site: Site) -> None:
    titles = ("Paper 10", "paper 2", "Paper 1", "Paper 3")
    sources = [source for source in site.sources if source.book == "methods"]
    named = {source.id: title for source, title in zip(sources, titles, strict=True)}
    site = dataclasses.replace(
        site, sources=tuple(dataclasses.replace(one, title=named.get(one.id, one.title)) for one in site.sources)
    )
    pages = {page.path: page.html for page in render_pages(site)}
    for path in ("answers/methods/matrix.md", "documents/methods/index.md"):
        shown = re.findall(r"<th scope=\"row\"><a [^>]*>(.*?)</a>", pages[path])
        assert shown == ["Paper 1", "paper 2", "Paper 3", "Paper 10"], path


def test_a_page_number_stands_before_the_headings_of_its_page(pages: dict[str, str]) -> None:
    page = pages["documents/methods/fluxes.md"]
    assert page.index(">page 6<") < page.index(">4. Results<")


def test_where_no_document_answers_none_is_said_to(site: Site) -> None:
    silent = tuple(dataclasses.replace(one, state="abstained", claims=()) for one in site.answers)
    site = dataclasses.replace(site, answers=silent, audits=(), opinions=())
    pages = {page.path: text_of(page.html) for page in render_pages(site)}
    assert "Asked of these documents on 20 November 2026" in pages["answers/methods/preprocessing.md"]
    assert "Answered from" not in pages["answers/methods/preprocessing.md"]
