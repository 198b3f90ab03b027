"""Lists of questions and documents: what they offer, their topics and the topics' addresses, and their order."""

import dataclasses
import re

from shown import pages, pages_of, site

from builder.links import question_path
from builder.pages import render_pages
from builder.pages.answers import NO_TOPIC, topic_path, topic_views
from builder.pages.escape import harmless
from builder.pages.lookup import Lookup
from builder.pages.overview import book_view, sample_questions
from builder.records import Site

__all__ = ["pages", "site"]  # fixtures


def test_the_home_page_offers_questions_from_every_book(site: Site, pages: dict[str, str]) -> None:
    lookup = Lookup(site)
    samples = sample_questions([book_view(lookup, book) for book in site.books], 4)
    assert [question.url.split("/")[1] for question in samples] == ["handbook", "methods", "handbook", "methods"]
    assert 'id="ab-box-home"' in pages["index.md"]
    assert 'action="ask/"' in pages["index.md"]


def test_questions_without_a_topic_are_offered_with_the_topics(pages: dict[str, str]) -> None:
    assert '<a href="answers/handbook/#other">Other questions <small>1</small></a>' in pages["index.md"]
    assert '<section class="ab-topic" id="other">' in pages["answers/handbook/index.md"]


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


def test_lists_of_documents_count_as_people_do(site: Site) -> None:
    titles = ("Paper 10", "paper 2", "Paper 1", "Paper 3")
    sources = [source for source in site.sources if source.book == "methods"]
    named = {source.id: title for source, title in zip(sources, titles, strict=True)}
    site = dataclasses.replace(
        site, sources=tuple(dataclasses.replace(one, title=named.get(one.id, one.title)) for one in site.sources)
    )
    pages = pages_of(site)
    for path in ("answers/methods/matrix.md", "documents/methods/index.md"):
        shown = re.findall(r"<th scope=\"row\"><a [^>]*>(.*?)</a>", pages[path])
        assert shown == ["Paper 1", "paper 2", "Paper 3", "Paper 10"], path
