"""Questions that several books ask in the same words: the book that answers is found first. Pure."""

from dataclasses import replace

from builder.records import Question, Site
from builder.standing import standing_of
from builder.wording import asks


def stated_first(site: Site) -> Site:
    """A site whose equal questions follow each other's places with those first that are answered."""
    answered = _answered(site)
    places: dict[str, list[int]] = {}
    for place, question in enumerate(site.questions):
        places.setdefault(asks(question.text), []).append(place)
    questions = list(site.questions)
    for several in places.values():
        ordered = sorted((site.questions[place] for place in several), key=lambda one: one.id not in answered)
        for place, question in zip(several, ordered, strict=True):
            questions[place] = question
    return replace(site, questions=tuple(questions))


def heard_wordings(site: Site) -> tuple[tuple[str, ...], ...]:
    """The wordings by which each question is found: none that another book answers where this one says nothing."""
    answered = _answered(site)
    taken = {asks(text) for question in site.questions if question.id in answered for text in question.wordings}
    return tuple(_heard(question, answered, taken) for question in site.questions)


def _heard(question: Question, answered: set[str], taken: set[str]) -> tuple[str, ...]:
    if question.id in answered:
        return question.wordings
    return tuple(text for text in question.wordings if asks(text) not in taken)


def _answered(site: Site) -> set[str]:
    return {answer.question for answer in site.answers if standing_of(answer) == "stated"}
