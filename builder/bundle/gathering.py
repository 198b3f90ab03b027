"""A site and its index to what is searched: passages page after page, wordings question after question. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy
from numpy.typing import NDArray

from builder.bundle.ground import Searchable
from builder.bundle.twins import heard_wordings
from builder.engines import Vectors
from builder.rank import words
from builder.rank.files import unit
from builder.records import Passage, Site, Source, by_id
from builder.repair.leaves import names_people
from builder.text import split_sentences

SILENT = frozenset({"heading", "break", "reference"})  # kinds of passages that nobody looks for
ALIKE = 0.6  # of the words of an older passage and a newer one, from which the newer stands for both
MOST_CITED = 12  # pages that tell where a question is answered
SHORTEST = 25  # letters of a sentence worth learning from
AROUND = 0.5  # how much of its page goes into a passage: queries name a subject more often than a detail
PRINTED = frozenset({"application/pdf", "text/plain"})
FEWEST_WORDS = 4  # of a passage from a printed page
_WORD = re.compile(r"[^\W\d_\u0e00-\U0010ffff]{2,}|[^\W\d_\u0000-\u0dff]")  # in scripts without blanks, a letter
_LABEL = re.compile(r"\s*[^\W\d_]+\.?\s*[A-Z]?\.?\d+[a-z]?\s*[.:|–—-]?")  # `Fig. 1.`
_IN_URL = re.compile(r"[^\w]+|_")


class Indexed(Protocol):
    """What of the index the query box needs: the passages in their order and one vector each."""

    passages: tuple[Passage, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is searched, the passages themselves, and for each question the passages its answers rest on."""

    searchable: Searchable
    passages: tuple[Passage, ...]
    targets: tuple[frozenset[int], ...]


def gather(site: Site, index: Indexed) -> Gathered:
    """Everything a reader may find."""
    sources = {source.id: number for number, source in enumerate(site.sources)}
    documents = by_id(site.sources)
    current = _newest(index.passages, documents)
    rows = [row for row, one in enumerate(index.passages) if one.kind not in SILENT and one.source in sources]
    rows = [row for row in rows if says_something(index.passages[row], documents[index.passages[row].source])]
    rows = [row for row in rows if not _stands_in_a_newer(index.passages[row], documents, current)]
    rows.sort(key=lambda row: (sources[index.passages[row].source], row))
    passages = tuple(index.passages[row] for row in rows)
    counts = numpy.bincount([sources[one.source] for one in passages], minlength=len(site.sources))
    targets = _targets(site, passages)
    wordings = heard_wordings(site)
    searchable = Searchable(
        texts=tuple(one.text for one in passages),
        titles=tuple(_title(one, documents[one.source]) for one in passages),
        vectors=in_context(index.vectors[rows], counts),
        pages=tuple(counts.tolist()),
        wordings=wordings,
        said=tuple(said if some else "" for said, some in zip(_said(site), wordings, strict=True)),
        lessons=_lessons(passages),
        cited=_cited(targets, counts),
    )
    return Gathered(searchable, passages, targets)


def says_something(passage: Passage, source: Source) -> bool:
    """Whether words of a passage say what it is about: printed pages leave behind formulas, numbers and labels.

    In other documents whatever stands alone was written to; names of authors are looked for by name.
    """
    if passage.kind == "formula":
        return False
    if source.media_type not in PRINTED or passage.kind == "code" or names_people(passage.text):
        return True
    text = _LABEL.sub("", passage.text) if passage.kind == "caption" else passage.text
    return len(_WORD.findall(text)) >= FEWEST_WORDS


def in_context(vectors: Vectors, pages: NDArray[numpy.int64]) -> Vectors:
    """Every passage's vector drawn towards the mean of its page, at length one; `pages` counts the passages of each."""
    if not len(vectors):
        return vectors
    filled = pages[pages > 0]
    sums = numpy.add.reduceat(vectors, numpy.concatenate([[0], numpy.cumsum(filled)[:-1]]), axis=0)
    return unit(vectors + AROUND * numpy.repeat(unit(sums), filled, axis=0))


def _newest(passages: Sequence[Passage], sources: Mapping[str, Source]) -> dict[str, list[frozenset[str]]]:
    """The words of every passage of the newest version, by the heading it stands under."""
    found: dict[str, list[frozenset[str]]] = {}
    if not any(source.older for source in sources.values()):
        return found
    for passage in passages:
        if passage.source in sources and not sources[passage.source].older:
            found.setdefault(_heading(passage), []).append(frozenset(words(passage.text)))
    return found


def _stands_in_a_newer(
    passage: Passage, sources: Mapping[str, Source], newest: Mapping[str, Sequence[frozenset[str]]]
) -> bool:
    """Whether an older version says, under the same heading, much the same as the newest: that one is to be found."""
    if not sources[passage.source].older:
        return False
    said = frozenset(words(passage.text))
    near = newest.get(_heading(passage), ())
    return any(len(said & other) >= ALIKE * len(said | other) for other in near)


def _heading(passage: Passage) -> str:
    return passage.headings[-1] if passage.headings else ""


def _title(passage: Passage, source: Source) -> str:
    """A passage's headings, its document's title and, where MkDocs renders the document, the words of its URL."""
    title = () if source.title in passage.headings else (source.title,)
    return " ".join((*title, *passage.headings, _IN_URL.sub(" ", source.page_url)))


def _lessons(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Sentences, headings, and headings as people would ask for them."""
    prose = [one for one in passages if one.kind != "code"]
    sentences = [
        one.text[start:end] for one in prose for start, end in split_sentences(one.text) if end - start >= SHORTEST
    ]
    headings = list(dict.fromkeys(heading for one in passages for heading in one.headings))
    asked = [f"How do I {one[0].lower()}{one[1:]}?" for one in headings if " " in one and not one.endswith("?")]
    return tuple(dict.fromkeys([*headings, *asked, *sentences]))


def _said(site: Site) -> tuple[str, ...]:
    """The words of each question's id and of its answers, but of those that tell of one document each."""
    said = {question.id: [_IN_URL.sub(" ", question.id.rpartition("/")[2])] for question in site.questions}
    for answer in site.answers:
        if answer.document is None:
            said.get(answer.question, []).extend(claim.text for claim in answer.claims)
    return tuple(" ".join(said[question.id]) for question in site.questions)


def _cited(targets: Sequence[frozenset[int]], pages: NDArray[numpy.int64]) -> tuple[tuple[int, ...], ...]:
    """The pages of each question's passages; none where they are many, as of a question asked of each document."""
    page_of = numpy.repeat(numpy.arange(len(pages)), pages)
    found = [tuple(sorted({int(page_of[passage]) for passage in some})) for some in targets]
    return tuple(some if len(some) <= MOST_CITED else () for some in found)


def _targets(site: Site, passages: Sequence[Passage]) -> tuple[frozenset[int], ...]:
    numbers = {one.id: number for number, one in enumerate(passages)}
    cited: dict[str, set[int]] = {}
    for answer in site.answers:
        for claim in answer.claims:
            cited.setdefault(answer.question, set()).update(
                numbers[citation.passage] for citation in claim.citations if citation.passage in numbers
            )
    return tuple(frozenset(cited.get(question.id, ())) for question in site.questions)
