"""A project comes in, questions that its documents answer although nobody listed them go out. Writes only the cache.

A proposal stands only if our reader answers it, through the same gates as the build, from the words it was made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.expect import find_proposals, find_queries
from builder.format import read_proposed, read_questions
from builder.gaps import find_gaps
from builder.likeness import RELATED, Known, Vectors, Wording, read_wording
from builder.pipeline.attempts import answer_all, attempt_answers, likely_first
from builder.pipeline.engines import Engines
from builder.pipeline.gather import Gathered
from builder.pipeline.load import Loaded, load_with_engines
from builder.pipeline.reading import Progress
from builder.pipeline.untaught import Reads
from builder.records import Answer, Book, Project, Proposal, Question, Site, by_id
from builder.standing import says_nothing
from builder.text import free_name
from builder.wording import question_slug

BATCH = 128  # proposals that are read at once, the likeliest first, until there are enough
MOST_ALSO = 5  # other wordings kept of one question

Rows = Sequence[tuple[str, int]]  # what readers typed, and how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A question, and what the documents say to it: an answer, or nothing."""

    proposal: Proposal
    question: Question
    answer: Answer
    instead_of: str = ""  # the id of a known question that asks the same in words that find no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """What became of every question that was thought of."""

    site: Site
    found: tuple[Expected, ...] = ()
    unanswered: tuple[Expected, ...] = ()  # what readers asked in vain
    known: tuple[tuple[Proposal, str], ...] = ()  # what is asked already, and by which question
    thought_of: int = 0
    waiting: int = 0  # proposals in questions.yml that nobody decided about yet

    def place(self, one: Expected) -> tuple[str, ...]:
        """Where the answer to a question stands: the file, then the headings under the document's own."""
        cited = one.answer.claims[0].citations[0].passage
        passage = next(passage for passage in self.site.passages if passage.id == cited)
        source = next(source for source in self.site.sources if source.id == passage.source)
        titled = passage.headings[:1] == (source.own_title,)  # a title may also stand in front matter alone
        return (source.paths[0], *passage.headings[titled:])


def expect_questions(
    project: Project,
    wanted: str = "",
    *,
    rows: Rows = (),
    engine: str = "default",
    limit: int = 0,
    progress: Progress = lambda text: None,
) -> Expectations:
    """Think of questions for a book, or for all of them, and keep those that its documents answer."""
    loaded = load_with_engines(project, engine, progress, wanted)
    return _expect(loaded, rows, limit, of_documents=True)


def find_open(
    project: Project,
    wanted: str = "",
    *,
    rows: Rows = (),
    engine: str = "default",
    progress: Progress = lambda text: None,
) -> Site:
    """Return the site with its gaps, those of readers' queries among them."""
    loaded = load_with_engines(project, engine, progress, wanted)
    result = _expect(loaded, rows, 0, of_documents=False)
    site = result.site
    if not result.unanswered:
        return site
    questions = (*site.questions, *(one.question for one in result.unanswered))
    answers = (*site.answers, *(one.answer for one in result.unanswered))
    gaps = find_gaps(questions, answers, site.passages, loaded.engines.encoder)
    return replace(site, questions=questions, answers=answers, gaps=gaps)


def _expect(loaded: Loaded, rows: Rows, limit: int, *, of_documents: bool) -> Expectations:
    books, gathered, engines, progress = loaded
    asked = find_queries(rows, gathered.site.passages, engines.encoder.encode) if rows else ()
    searches = []
    for book in books:
        progress(f"thinking of questions to {book.title}")
        search = _Search(book, gathered, engines)
        search.run((*asked, *(_of_documents(book, gathered) if of_documents else ())), limit, progress)
        searches.append(search)
    return Expectations(
        site=gathered.site,
        found=tuple(one for search in searches for one in search.in_order()),
        unanswered=tuple(one for search in searches for one in search.unanswered),
        known=tuple(one for search in searches for one in search.told),
        thought_of=sum(len(search.places) for search in searches),
        waiting=sum(question.proposed for book in books for question in read_questions(book)),
    )


def _of_documents(book: Book, gathered: Gathered) -> tuple[Proposal, ...]:
    """What a book's documents seem to answer; the wordings are English, so no other language is asked in them."""
    sources = {source.id for source in gathered.site.sources if source.book == book.id}
    passages = [passage for passage in gathered.site.passages if passage.source in sources]
    return find_proposals(list(filter(Reads(passages).is_english, passages)))


class _Search:
    """The questions of one book: what is known of them, and what is found."""

    def __init__(self, book: Book, gathered: Gathered, engines: Engines) -> None:
        self.book = book
        self.told: list[tuple[Proposal, str]] = []
        self.unanswered: list[Expected] = []
        self.found: dict[str, Expected] = {}
        self.places: dict[str, int] = {}
        self._gathered = gathered
        self._engines = engines
        self._everywhere = read_wording(book.title).things
        self._gaps = {answer.question for answer in gathered.site.answers if says_nothing(answer)}
        self._listed = read_questions(book)
        self._names = {question.id for question in (*self._listed, *gathered.questions)}
        self._known = self._all_known()
        self._cores: dict[tuple[str, str], list[tuple[str, Vectors]]] = {}
        self._note_known_answers()

    def _all_known(self) -> Known:
        """Every question of the book: those that are asked, those that wait, those that were turned down."""
        questions = (*self._gathered.questions, *self._listed)
        named = [(question.id, wording) for question in questions for wording in question.wordings]
        named += [(f"{self.book.id}/{question_slug(text)}", text) for text in read_proposed(self.book)]
        unique = list(dict.fromkeys(named))
        known = Known(self._engines.encoder.dimension)
        vectors = self._engines.encoder.encode([text for _, text in unique])
        for (name, text), vector in zip(unique, vectors, strict=True):
            known.add(name, self._wording(text), vector)
        return known

    def _note_known_answers(self) -> None:
        """Remember what opens the answers to all that is known, so that nothing is proposed for them again."""
        asked = by_id(question for question in self._gathered.questions if question.book == self.book.id)
        held = [(asked[one.question].text, one) for one in self._gathered.site.answers if one.question in asked]
        known = {question.text: question.also for question in self._listed if question.proposed}
        known |= {text: () for text in read_proposed(self.book) if text not in known}
        waiting = [Proposal(text=text, also=also) for text, also in known.items()]
        answers = answer_all(self.book, waiting, self._gathered, self._engines) if waiting else ()
        held += [(one.text, answer) for one, answer in zip(waiting, answers, strict=True)]
        vectors = self._engines.encoder.encode([text for text, _ in held])
        for (text, answer), vector in zip(held, vectors, strict=True):
            if answer.claims and answer.document is None:
                self._cores.setdefault(_core(answer), []).append((f"{self.book.id}/{question_slug(text)}", vector))

    def _wording(self, text: str) -> Wording:
        return read_wording(text, self._everywhere)

    def run(self, thought_of: Sequence[Proposal], limit: int, progress: Progress) -> None:
        """Answer what is new, the likeliest first, until `limit` questions are found; 0 is no limit."""
        texts = [one.text for one in thought_of]
        vectors = dict(zip(texts, self._engines.encoder.encode(texts), strict=True))
        fresh: list[Proposal] = []
        for one in thought_of:
            self.places.setdefault(one.text, len(self.places))
            same = self._known.find(self._wording(one.text), vectors[one.text])
            if same is None or same in self._gaps:
                fresh.append(one)
            else:
                self.told.append((one, same))
        likely = likely_first(self.book, fresh, self._gathered, self._engines)
        for start in range(0, len(likely), BATCH):
            batch = likely[start : start + BATCH]
            progress(f"trying {start + len(batch):,} of {len(likely):,} questions")
            for proposal, answer in attempt_answers(self.book, batch, self._gathered, self._engines):
                if answer is not None:
                    self._weigh(proposal, answer, vectors[proposal.text], limit)
            if limit and len(self.found) >= limit:
                break

    def _weigh(self, proposal: Proposal, answer: Answer, vector: Vectors, limit: int) -> None:
        """Keep a question, or tell which one asks the same."""
        if not answer.claims:
            question = self._question(proposal)
            settled = replace(answer, question=question.id)
            self.unanswered.append(Expected(proposal=proposal, question=question, answer=settled))
            return
        same = self._known.find(self._wording(proposal.text), vector)
        instead_of = same if same in self._gaps else None
        same = self._same_core(answer, vector) if same is None or instead_of else same
        if same in self.found:
            self.found[same] = _merged(self.found[same], proposal)
        if same is not None:
            self.told.append((proposal, same))
        elif not limit or len(self.found) < limit:
            question = self._question(proposal)
            self._known.add(question.id, self._wording(proposal.text), vector)
            self._cores.setdefault(_core(answer), []).append((question.id, vector))
            self.found[question.id] = Expected(
                proposal=proposal,
                question=question,
                answer=replace(answer, question=question.id),
                instead_of=instead_of or "",
            )

    def _same_core(self, answer: Answer, vector: Vectors) -> str | None:
        """The question near this one whose answer opens with the same sentence, if there is one."""
        same = self._cores.get(_core(answer), [])
        return next((name for name, other in same if float(vector @ other) >= RELATED), None)

    def _question(self, proposal: Proposal) -> Question:
        name = free_name(f"{self.book.id}/{question_slug(proposal.text)}", self._names)
        self._names.add(name)
        return Question(
            id=name,
            book=self.book.id,
            text=proposal.text,
            also=proposal.also,
            origin="query" if proposal.rule == "query" else "proposed",
            proposed=True,
            asked=proposal.asked,
        )

    def in_order(self) -> list[Expected]:
        """What readers asked first, then in the documents' order."""
        return sorted(self.found.values(), key=lambda one: (-one.question.asked, self.places[one.proposal.text]))


def _core(answer: Answer) -> tuple[str, str]:
    citation = answer.claims[0].citations[0]
    return citation.passage, citation.quote


def _merged(held: Expected, other: Proposal) -> Expected:
    """A found question with another that asks the same: a whole question asks, what readers typed stands beside it."""
    question = held.question
    if other.rule != "query":
        if question.origin != "query" or question.text.endswith("?") or not other.text.endswith("?"):
            return held
        also = question.wordings
        return replace(held, question=replace(question, text=other.text, also=also[:MOST_ALSO]))
    also = tuple(dict.fromkeys((*question.also, other.text, *other.also)))[:MOST_ALSO]
    return replace(held, question=replace(question, also=also, asked=question.asked + other.asked))
