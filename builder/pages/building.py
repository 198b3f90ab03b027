"""The build page: what was read, set aside, answered and left open, and by which engines. Counts only, never clocks."""

from collections.abc import Sequence
from itertools import groupby

from builder.pages.overview import BookView
from builder.pages.plots import Histogram, histogram, stacked_plot
from builder.pages.rendering import Templates
from builder.records import Finding, Page, Site
from builder.standing import person_behind, standing_of

SUPPORT_EDGES = tuple(step / 10 for step in range(11))
LENGTH_EDGES = (0, 100, 200, 300, 400, 500, 600, 700, 800, 900, float("inf"))
SHOWN_ABOVE = frozenset({"files", "documents", "passages", "questions", "claims", "set aside"})
SETTING = "query box: setting "  # before the name of what the box weighs with
MEANINGS = {
    "answers": "answers to questions, one of each document where it is asked of each",
    "citations": "quotes that the answers rest on",
    "query box: wordings held out": "ways to ask that a trial box did not know; the shares below are of these",
    "query box: reworded question found first": "the right known question came first",
    "query box: reworded question answered by its card": "its answer was shown at once",
    "query box: reworded question answered by another's card": "another question’s answer was shown",
    "query box: question kept out answered by another's card": "the box lacked it and showed another’s answer",
    "query box: right page first for a reworded question": "the page that the answer rests on came first",
    "query box: off-topic question passed for covered": "the box did not say that the documents leave it open",
    "query box: off-topic question answered without a doubt": "nor that they may leave it open",
    "query box: covered question passed for off-topic": "the box wrongly said that the documents leave it open",
    "query box: covered question doubted or passed for off-topic": "it said so, or that they may",
}
SHOWN = 200  # findings of one rule written out


def build_page(templates: Templates, books: Sequence[BookView]) -> Page:
    """What the build did."""
    site = templates.lookup.site
    topics = [(topic.title, topic.url, topic.tally) for book in books for topic in book.named_topics]
    supports = [claim.support for answer in site.answers if standing_of(answer) == "stated" for claim in answer.claims]
    values = {
        "books": books,
        "by_book": stacked_plot("Answers by book", [(book.title, book.url, book.tally) for book in books]),
        "by_topic": stacked_plot("Answers by topic", topics) if topics else None,
        "lengths": _lengths(site),
        "supports": _supports(supports) if any(supports) else None,
        "claims": len(supports),
        "edited": sum(person_behind(answer) == "edited" for answer in site.answers),
        "approved": sum(person_behind(answer) == "approved" for answer in site.answers),
        "findings": findings_by_rule(site.findings),
        "figures": [
            (name, value, MEANINGS.get(name, ""))
            for name, value in site.report.figures
            if name not in SHOWN_ABOVE and not name.startswith(SETTING)
        ],
        "settings": [
            (name.removeprefix(SETTING), value) for name, value in site.report.figures if name.startswith(SETTING)
        ],
        "shown": SHOWN,
    }
    return templates.page("answers/build.md", "build.html", "How this site was built", values)


def _supports(supports: Sequence[float]) -> Histogram:
    labels = [f"{edge:.1f}" for edge in SUPPORT_EDGES[:-1]]
    return histogram("How sure the engine was of each sentence", supports, SUPPORT_EDGES, labels)


def _lengths(site: Site) -> Histogram:
    labels = [*(f"{edge:.0f}" for edge in LENGTH_EDGES[:-2]), "900+"]
    return histogram("Letters in a passage", [len(passage.text) for passage in site.passages], LENGTH_EDGES, labels)


def findings_by_rule(findings: tuple[Finding, ...]) -> list[tuple[str, list[Finding]]]:
    """The findings in groups, each in the order of its subjects; of what is left out not even a name is published."""
    told = (finding for finding in findings if finding.rule != "left-out")
    ordered = sorted(told, key=lambda finding: (finding.rule, finding.subject, finding.line, finding.message))
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda finding: finding.rule)]
