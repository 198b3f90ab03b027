"""A query and a finished bundle come in, what it finds goes out: known questions, passages, or that nothing covers it.

The same steps in the same order as `web/rank.js`; the golden queries hold both to one ranking. Keeps nothing but the
files it has read.

    query ─▶ terms ─▶ words files ─┬▶ rows add up to a vector ─┬▶ near files ─▶ meaning ─┐
                                   └▶ postings ────────────────┴─────────────▶ words ───┴▶ one score a unit
"""

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from builder.rank.files import MOST_SHARE, Floats, Head, Term, order, read_head, read_near, read_words
from builder.rank.kinds import Kind, kind_of
from builder.rank.pages import all_passages, best_first, rank_pages, rank_passages
from builder.rank.spelling import nearest_term
from builder.rank.sureness import (
    Found,
    asks_the_opposite,
    asks_the_same,
    confidence_in,
    holding_all,
    is_elsewhere,
    names_the_absent,
    nearness_of,
    rarity,
    sameness_of,
    strangeness_of,
    sure_of_subject,
    used_share,
)
from builder.rank.words import UNSPACED_LETTER, owner, pairs, shortened, words

MOST_PASSAGES = 50
MOST_QUESTIONS = 8
_PAIRED = re.compile(UNSPACED_LETTER)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a query finds: passages, known questions and pages, best first."""

    kind: Kind
    passages: tuple[Found, ...]
    questions: tuple[Found, ...]
    pages: tuple[Found, ...]  # by their numbers; what they hold of the words as a part of what the best one holds
    same: bool  # the first question asks what the query asks
    covered: bool  # the documents say something on it
    doubtful: bool  # covered, but perhaps not after all
    confidence: float  # by its passages that they do
    asked: float  # how near the first question is, less what is strange
    sameness: float  # how surely the first question asks what the query asks
    terms: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()


class Box:
    """A bundle's files, read when they are needed and kept."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Open the bundle behind `read`, which gives a file's bytes by its name."""
        self._read = read
        self.encode: Callable[[str], NDArray[numpy.float64]] | None = None  # instead of the words' rows
        self.manifest = json.loads(read("box.json"))
        self.head: Head = read_head(read(self.manifest["head"]))
        self._words: dict[int, dict[str, Term]] = {}
        self._owners = [question for question, count in enumerate(self.head.variants) for _ in range(count)]
        self._starts = numpy.cumsum([0, *self.head.pages]).tolist()
        self._sizes = [size for runs in self.head.runs for size in runs]
        self._ends = numpy.cumsum(self._sizes).tolist()
        self._firsts = numpy.cumsum([0, *map(len, self.head.runs)]).tolist()  # each near file's first run
        self._edges = [order(edge) for edge in self.head.edges]

    @property
    def passages(self) -> int:
        """How many passages there are; the units after them are wordings of known questions."""
        return int(self._starts[-1])

    @property
    def units(self) -> int:
        """How many passages and wordings there are."""
        return self.passages + len(self._owners)

    def page_of(self, passage: int) -> int:
        """The page a passage is on."""
        return bisect_right(self._starts, passage) - 1

    def question_of(self, unit_number: int) -> int:
        """The question that a unit after the passages is a wording of."""
        return self._owners[unit_number - self.passages]

    def file(self, group: str, number: int, ending: str) -> bytes:
        """A numbered file of the bundle."""
        return self._read(f"{group}-{number}-{self.head.names[group][number]}.{ending}")

    def place(self, term: str) -> int:
        """The words file where a term stands if it stands anywhere."""
        return max(bisect_right(self._edges, order(term)) - 1, 0)

    def words_file(self, number: int) -> dict[str, Term]:
        """The terms of a words file; none outside of the files."""
        if not 0 <= number < len(self.head.names["words"]):
            return {}
        if number not in self._words:
            self._words[number] = read_words(self.file("words", number, "bin"), self.head.dimension)
        return self._words[number]

    def near(self, vector: NDArray[numpy.float64], lexical: Mapping[int, float]) -> dict[int, float]:
        """How near units are to a vector: those of the files that are near to it or hold the query's words."""
        if not self._sizes:
            return {}
        settings = self.head.settings
        nearness = self.head.centres.astype(numpy.float64) @ vector + settings["read"] * self._by_words(lexical)
        best = numpy.maximum.reduceat(nearness, self._firsts[:-1])
        asked = bisect_right(self._ends, self.passages)  # the first run of wordings
        split = bisect_left(self._firsts, asked)  # and its file
        passages = numpy.argsort(-best[:split], kind="stable")[: settings["probes"]]
        wordings = split + numpy.argsort(-best[split:], kind="stable")[: settings["probesAsked"]]
        found: dict[int, float] = {}
        for number in (*passages.tolist(), *wordings.tolist()):
            start, vectors = self._near_file(number)
            found |= dict(enumerate((vectors.astype(numpy.float64) @ vector).tolist(), start))
        return found

    def _near_file(self, number: int) -> tuple[int, Floats]:
        """A file's first unit, and the vectors of all its units."""
        first, after = self._firsts[number : number + 2]
        start = self._ends[first] - self._sizes[first]
        centres = numpy.repeat(self.head.centres[first:after], self._sizes[first:after], axis=0)
        return start, read_near(self.file("near", number, "bin"), centres)

    def _by_words(self, lexical: Mapping[int, float]) -> NDArray[numpy.float64]:
        """For each run the words' score of its best passage, as a part of the best of all."""
        best = numpy.zeros(len(self._sizes))
        for number, score in lexical.items():
            if number < self.passages:
                run = bisect_right(self._ends, number)
                best[run] = max(best[run], score)
        return best / max(float(best.max(initial=0.0)), 1e-9)


def find_terms(query: str, box: Box) -> tuple[dict[str, Term | None], dict[str, str]]:
    """The terms of a query with what the bundle knows of them, and what misspelt ones were taken for."""
    asked = list(dict.fromkeys(words(query)))
    rare = [term for term in asked if term not in box.head.common]
    found: dict[str, Term | None] = {}
    corrected: dict[str, str] = {}
    for term in asked:
        if term in box.head.common and len(rare) > 1:
            found[term] = box.head.common[term]
            continue
        known = box.words_file(box.place(term)).get(term)
        meant = _meant(term, box) if known is None else None
        if meant:
            corrected[term] = meant[0]
            known = meant[1]
        found[term] = known
    return found, corrected


def _meant(term: str, box: Box) -> tuple[str, Term] | None:
    """The term that a misspelt one was probably meant to be: looked for in the files around its place."""
    near: dict[str, Term] = {}
    for number in range(box.place(term) - 1, box.place(term) + 2):
        near |= box.words_file(number)
    meant = nearest_term(term, near)
    return (meant, near[meant]) if meant else None


def find_pair(name: str, box: Box) -> Term | None:
    """What the bundle knows of two neighbouring terms: it stands in the head, or in the file of the first name."""
    term = owner(name)
    return box.head.common.get(name) if term in box.head.common else box.words_file(box.place(term)).get(name)


def query_vector(query: str, terms: dict[str, Term | None], box: Box) -> NDArray[numpy.float64] | None:
    """The rows of a query's terms and pairs added up, at length one; none when nothing has a row."""
    total = numpy.zeros(1)
    asked = words(query)
    for name, times in Counter([*asked, *pairs(asked, box.head.common)]).items():
        known = terms[name] if name in terms else find_pair(name, box)
        if known is not None and known.row is not None:
            total = total + known.row.astype(numpy.float64) * (1 + math.log(times))
    length = float(numpy.linalg.norm(total))
    return total / length if length > 1e-9 else None


def word_scores(terms: dict[str, Term | None], units: int) -> tuple[dict[int, float], float]:
    """What the words of a query give each unit, and the most they could give one."""
    scores: dict[int, float] = {}
    most = 0.0
    for term in terms.values():
        weight = rarity(term, units)
        if term is None or len(term.units) or not term.units_with:
            most += weight * MOST_SHARE
        if term is not None:
            for number, share in zip(term.units.tolist(), term.shares.tolist(), strict=True):
                scores[number] = scores.get(number, 0.0) + weight * share / 15 * MOST_SHARE
    return scores, most


def rank_query(query: str, box: Box, without: int | None = None) -> Ranking:
    """What the query finds, best first; `without` a question, as if it were not known."""
    query = shortened(query)
    terms, corrected = find_terms(query, box)
    vector = box.encode(query) if box.encode else query_vector(query, terms, box)
    lexical, most = word_scores(terms, box.units)
    near = box.near(vector, lexical) if vector is not None else {}
    kind = kind_of(query, terms, box.units)
    by_page = rank_passages(near, lexical, kind, box.head)
    pages = rank_pages(by_page, terms, kind, box.head)
    # A slip that was mended may not be what was meant, and pairs of letters are no words.
    words_alone = kind == "plain" and not corrected and not _PAIRED.search(query)
    holding, bare = holding_all(terms if words_alone else {}, box.head.common, box.passages)
    passages = all_passages(by_page, pages)
    if bare:  # a word that is looked up, not a question
        passages.sort(key=lambda one: one.number not in holding)
    questions = [one for one in _rank_questions(near, lexical, most, box) if one.number != without]
    used = used_share(terms, box.head.common, box.units)
    settings = box.head.settings
    absent = kind == "plain" and names_the_absent(query, terms, _of_the_first(pages, questions, box))
    foreign = settings["foreign"] if absent else 0.0
    near_by = nearness_of(passages)
    strange = strangeness_of(terms, box.head.common, box.head.centres, box.units)
    lost = settings["unheard"] * strange + foreign
    confidence = confidence_in(passages, near_by, most, used, settings) - lost
    asked = (questions[0].score if questions else 0.0) - lost
    sure = sure_of_subject(confidence, asked, settings)
    sameness = sameness_of(questions, kind, near_by, used, strange, settings, len(box.head.variants)) - foreign
    if questions:
        sameness -= _lost_by_answer(questions[0].number, terms, pages, box.head)
    same = asks_the_same(kind, sameness, confidence, settings)
    named = kind == "identifier" or (bare and bool(holding))
    covered = bool(passages) and (named or bool(holding) or sure >= settings["covered"] or same)
    return Ranking(
        kind=kind,
        passages=tuple(passages[:MOST_PASSAGES]),
        questions=tuple(questions[:MOST_QUESTIONS]),
        pages=tuple(pages[:MOST_PASSAGES]),
        same=same,
        covered=covered,
        doubtful=covered and not (named or sure >= settings["plainly"] or same),
        confidence=confidence,
        asked=asked,
        sameness=sameness,
        terms=tuple(corrected.get(term, term) for term in terms),
        corrected=tuple(corrected.items()),
    )


def _lost_by_answer(question: int, terms: Mapping[str, Term | None], pages: list[Found], head: Head) -> float:
    """What a known question loses whose answer stands elsewhere, or tells of the opposite."""
    away = is_elsewhere(head.cited[question], pages)
    turned = asks_the_opposite(terms, head.opposed.get(question, ()))
    return float(head.settings["elsewhere"] * (away + turned))


def _of_the_first(pages: Sequence[Found], questions: Sequence[Found], box: Box) -> Callable[[int], bool]:
    """Whether a unit is a passage of the first page or a wording of the first question."""
    page, question = (some[0].number if some else None for some in (pages, questions))
    return lambda unit: box.page_of(unit) == page if unit < box.passages else box.question_of(unit) == question


def _rank_questions(near: dict[int, float], lexical: dict[int, float], most: float, box: Box) -> list[Found]:
    """Each question by its nearest wording, and by the words of all its wordings and of its answer."""
    meanings: dict[int, float] = {}
    held: dict[int, float] = {}
    for number in sorted(unit for unit in {*near, *lexical} if unit >= box.passages):
        question = box.question_of(number)
        meanings[question] = max(meanings.get(question, 0.0), near.get(number, 0.0))
        held[question] = held.get(question, 0.0) + lexical.get(number, 0.0)
    weight = box.head.settings["asked"]
    shares = {question: scored / max(most, 1e-9) for question, scored in held.items()}
    found = [
        Found(question, meaning + weight * shares[question], meaning, shares[question])
        for question, meaning in meanings.items()
    ]
    return sorted(found, key=best_first)
