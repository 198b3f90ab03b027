"""The page of gaps: questions about one thing under one heading, and where their answer would belong."""

import dataclasses
import re
from pathlib import Path

from sample_site import sample_site

from builder.pages import render_pages
from builder.records import Gap


def test_questions_about_one_thing_stand_together_with_the_place_for_their_answer(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    source = next(one for one in site.sources if one.book == "handbook")
    passage = next(one for one in site.passages if one.source == source.id)
    gap = Gap(
        book="handbook",
        questions=("handbook/price", "handbook/telemetry"),
        belongs=source.id,
        nearest=(passage.id,),
    )
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, gaps=(gap,)))}
    html = pages["answers/handbook/gaps.md"]
    assert len(re.findall(r"<section[^>]*ab-gap", html)) == 1
    text = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    assert "Asked too: Does it send telemetry?" in text
    assert f"The answer would belong in {source.title}" in text
    assert "1 nearest passage" in text
    assert "3 of 5 questions are answered in full" in text


def test_questions_without_a_near_passage_stand_together_too(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    gap = Gap(book="handbook", questions=("handbook/price", "handbook/telemetry"), belongs="", nearest=())
    answers = tuple(dataclasses.replace(one, nearest=()) for one in site.answers)
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, answers=answers, gaps=(gap,)))}
    text = " ".join(re.sub(r"<[^>]*>", " ", pages["answers/handbook/gaps.md"]).split())
    assert "What does it cost? No passage comes near. Asked too: Does it send telemetry?" in text


def test_what_was_only_not_found_is_never_called_not_stated(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    asked = next(one for one in site.questions if one.scope == "each")
    documents = [one.document for one in site.answers if one.question == asked.id]
    answers = tuple(
        dataclasses.replace(one, state="abstained", claims=(), unsure=one.document != documents[0])
        if one.question == asked.id
        else one
        for one in site.answers
    )
    pages = {page.path: page.html for page in render_pages(dataclasses.replace(site, answers=answers))}
    html = pages[f"answers/{asked.book}/gaps.md"]
    section = next(part for part in html.split("<section") if f">{asked.text}<" in part)
    text = " ".join(re.sub(r"<[^>]*>", " ", section).split())
    assert "We found it in none of 5 documents, which does not mean that none answers this" in text
    assert "1 document surely does not" in text
    assert "None of" not in text
