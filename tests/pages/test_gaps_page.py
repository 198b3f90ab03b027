"""The page of gaps: questions about one thing under one heading, and where their answer would belong."""

import dataclasses
import re

from shown import pages, pages_of, site, text_of

from builder.records import Gap, Site

__all__ = ["pages", "site"]  # fixtures


def test_questions_about_one_thing_stand_together_with_the_place_for_their_answer(site: Site) -> None:
    source = next(one for one in site.sources if one.book == "handbook")
    passage = next(one for one in site.passages if one.source == source.id)
    gap = Gap(
        book="handbook",
        questions=("handbook/price", "handbook/telemetry"),
        belongs=source.id,
        nearest=(passage.id,),
    )
    pages = pages_of(dataclasses.replace(site, gaps=(gap,)))
    html = pages["answers/handbook/gaps.md"]
    assert len(re.findall(r"<section[^>]*ab-gap", html)) == 1
    text = text_of(html)
    assert "Asked too: Does it send telemetry?" in text
    assert f"The answer would belong in {source.title}" in text
    assert "1 nearest passage" in text
    assert "3 of 5 questions are answered in full" in text


def test_questions_without_a_near_passage_stand_together_too(site: Site) -> None:
    gap = Gap(book="handbook", questions=("handbook/price", "handbook/telemetry"), belongs="", nearest=())
    answers = tuple(dataclasses.replace(one, nearest=()) for one in site.answers)
    pages = pages_of(dataclasses.replace(site, answers=answers, gaps=(gap,)))
    text = text_of(pages["answers/handbook/gaps.md"])
    assert "What does it cost? No passage comes near. Asked too: Does it send telemetry?" in text


def test_what_was_only_not_found_is_never_called_not_stated(site: Site) -> None:
    asked = next(one for one in site.questions if one.scope == "each")
    documents = [one.document for one in site.answers if one.question == asked.id]
    answers = tuple(
        dataclasses.replace(one, state="abstained", claims=(), unsure=one.document != documents[0])
        if one.question == asked.id
        else one
        for one in site.answers
    )
    pages = pages_of(dataclasses.replace(site, answers=answers))
    html = pages[f"answers/{asked.book}/gaps.md"]
    section = next(part for part in html.split("<section") if f">{asked.text}<" in part)
    text = text_of(section)
    assert "We found it in none of 5 documents, which does not mean that none answers this" in text
    assert "1 document surely does not" in text
    assert "None of" not in text


def test_gaps_tell_not_stated_from_not_found(pages: dict[str, str]) -> None:
    html = pages["answers/handbook/gaps.md"]
    silent, unfound = html.index('id="silent"'), html.index('id="unfound"')
    assert silent < html.index("What does it cost?") < unfound < html.index("Does it send telemetry?")
    assert "3 of 5 questions are answered in full" in text_of(html)
