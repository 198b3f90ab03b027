"""Every record that crosses a room: frozen, keyword-only, tuples, joined by ids. Holds no rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

Scope = Literal["book", "each"]
State = Literal["answered", "abstained", "edited", "approved", "rejected"]
Severity = Literal["error", "warning", "note"]
Difference = Literal["number", "version", "date", "negation"]
Verdict = Literal["supported", "absent", "off", "refusal"]
AnswerId = tuple[str, str | None]  # an answer's question, and its document where each is asked by itself
BlockKind = Literal["heading", "paragraph", "list", "table", "code", "caption", "formula", "reference", "break"]

DEEPEST = 6  # level of a heading; the labels of tabs stand below


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where one site's files are, and what mkdocs.yml says that the builder must know."""

    root: Path
    docs_dir: Path
    site_dir: Path
    site_name: str
    site_url: str = ""
    use_directory_urls: bool = True
    left_out: tuple[tuple[str, ...], ...] = ()  # gitignore patterns, by list: files of docs_dir that become no page
    posts: tuple[str, ...] = ()  # folders of docs_dir whose pages get addresses that nobody can tell beforehand
    scheduled: tuple[str, ...] = ()  # those of them in which a post with a date in the future waits for it
    nav: tuple[tuple[str, str], ...] = ()  # what the navigation names: a page's path in docs_dir, and its title or ""
    macros: bool = False  # a plugin puts other words in the place of braces on pages
    taken_from: tuple[Path, ...] = ()  # folders from which pages take in files, where that extension is on
    browser_runtime: Path | None = None  # a folder of onnxruntime-web, where readers may fetch the real encoder

    @property
    def seeds_dir(self) -> Path:
        return self.root / "seeds"

    @property
    def cache_dir(self) -> Path:
        return self.root / ".answerbook"

    @property
    def build_dir(self) -> Path:
        return self.root / "build"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFolder:
    """One place where a book's documents lie."""

    path: Path
    include: tuple[str, ...] = ("**/*",)
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What `book.yml` says of one collection of documents."""

    id: str
    title: str
    root: Path
    description: str = ""
    licence: str = ""
    url: str = ""
    language: str = "en"
    documents: tuple[DocumentFolder, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()  # file name → title
    pool_pattern: str = ""  # a regular expression whose group `document` names the document of a transcript
    pool: tuple[tuple[str, str], ...] = ()  # file name → document id
    # True: only approved or edited answers are published; None: what the models were not taught to read waits as well
    approval: bool | None = None
    versions: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name → patterns of its files, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document as readers know it; several files may be pooled into it."""

    id: str
    book: str
    title: str
    paths: tuple[str, ...]  # relative to the project's root, with forward slashes
    media_type: str
    sha256: str
    licence: str = ""
    url: str = ""
    page_url: str = ""  # the site's own page that MkDocs makes of this file, if it does ("guide/start/")
    version: str = ""  # of the documents that it belongs to, where its book names versions
    older: bool = False  # a later version is there: it is kept for comparison, and answers no question of the book

    @property
    def own_title(self) -> str:
        """The title as the document gives it; an older version's carries its name behind it."""
        return self.title.removesuffix(f" ({self.version})") if self.older else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a reader module yields, in reading order."""

    kind: BlockKind
    text: str
    level: int = 0  # of a heading, 1 to 6; of a tab's label more
    page: int = 0  # of a PDF, from 1
    place: str = ""  # the anchor of the heading it stands under, "cell 3", …


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """What a reader module makes of one file, before it belongs to a document."""

    blocks: tuple[Block, ...] = ()
    title: str = ""
    asked: tuple[tuple[str, str], ...] = ()  # origin and words of each question found: ("heading", "What is it?")
    earlier: tuple[tuple[str, str], ...] = ()  # question and earlier answer of a transcript
    notes: tuple[str, ...] = ()  # what was repaired
    losses: tuple[str, ...] = ()  # what could not be read
    mistakes: tuple[str, ...] = ()  # what its author wrote wrongly for us


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """What a transcript's model answered back then; never evidence, only audited."""

    source: str
    question: str
    text: str
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One document read and repaired."""

    source: Source
    blocks: tuple[Block, ...]
    asked: tuple["Question", ...] = ()  # questions found in it: FAQ headings, front matter, transcripts
    earlier: tuple[EarlierAnswer, ...] = ()
    findings: tuple["Finding", ...] = ()  # what was lost or repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few sentences of a source; its id holds a digest of its own text, so an edit breaks loudly."""

    id: str
    source: str
    kind: BlockKind
    headings: tuple[str, ...]
    text: str
    page: int = 0
    place: str = ""
    citable: bool = True  # reference lists, headings and code for show are read but never evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question known beforehand."""

    id: str
    book: str
    text: str
    also: tuple[str, ...] = ()
    scope: Scope = "book"
    topic: str = ""
    origin: str = ""  # "questions.yml", "heading", "front matter", "transcript", "proposed"
    author_answer: tuple[str, ...] = ()  # ids of the passages that are the author's own answer (FAQ headings)
    proposed: bool = False  # by us, and accepted by nobody yet: it is not asked
    asked: int = 0  # times that readers typed it, where a log told

    @property
    def wordings(self) -> tuple[str, ...]:
        """All the ways to ask it, its own first."""
        return (self.text, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question that a site might answer, and the words that made us think of it."""

    text: str
    passage: str = ""  # where its answer should stand; none for what a reader typed
    quote: str = ""  # the sentence that answers it, where one does; else any of its passage
    rule: str = ""  # what it was made from: "heading", "sentence", "entry", "query"
    also: tuple[str, ...] = ()
    asked: int = 0  # times that readers asked it, where a log tells


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A question whose right answer a person wrote down, so that answers can be measured by it."""

    text: str
    book: str = ""
    document: str = ""  # its id, path or file name; none: the whole book is asked
    stated: bool = True
    facts: tuple[tuple[str, ...], ...] = ()  # each must be said, in one of its wordings
    sentence: str = ""  # of a document, that must be cited
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A passage and how near it is; `lexical` and `meaning` are its parts."""

    passage: str
    score: float
    lexical: float = 0.0
    meaning: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What has its place among the answers: at one question, asked of one document or of the whole book."""

    question: str
    document: str | None

    @property
    def place(self) -> AnswerId:
        """Which answer it is, or is about: what tells it from all others."""
        return self.question, self.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Placed):
    """The passages an answer may rest on, best first."""

    passages: tuple[Scored, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The quote stands byte for byte in the passage's text."""

    passage: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One published sentence."""

    text: str
    citations: tuple[Citation, ...]
    support: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Placed):
    """What is said to one question, of one document or of the whole book."""

    state: State
    claims: tuple[Claim, ...] = ()
    nearest: tuple[str, ...] = ()  # passages shown where nothing is stated
    unsure: bool = False  # an abstention although a passage half answers: not found by us, rather than not stated
    candidates: tuple[str, ...] = ()  # every passage weighed: when one goes or a new one enters, the answer is stale
    asked: str = ""  # the question as a person read it who decided; of our own answers the key says so
    engine: str = ""
    key: str = ""
    # A digest of the headings that its quotes stood under when a person decided; none: by hand, since the last build.
    under: str | None = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Placed):
    """Places that answer one question with different numbers, versions or a negation; the answer's own comes first."""

    about: Difference
    sides: tuple[Citation, ...]
    settled: bool = False  # a person decided on the answer in spite of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Questions about one thing that a book does not answer, and where the answer would belong."""

    book: str
    questions: tuple[str, ...]  # ids, the clearest first
    belongs: str  # the source that comes nearest; none where nothing comes near
    nearest: tuple[str, ...]  # passages
    asked: int = 0  # times that readers asked, where a log told


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage(Placed):
    """Since which version of the documents a sentence of an answer holds, and what older ones said instead."""

    since: str
    before: tuple[tuple[str, Citation], ...] = ()  # the last version that said so, newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Placed):
    """What one language model said to a question, gated, before models voted."""

    engine: str
    claims: tuple[Claim, ...]
    refused: bool = False
    dropped: tuple[tuple[str, int], ...] = ()  # reason → sentences that are not published


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedSentence:
    """One sentence of an earlier answer and what became of it."""

    text: str
    verdict: Verdict
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """An earlier answer, sentence by sentence."""

    source: str
    question: str  # the id of the known question
    sentences: tuple[AuditedSentence, ...]
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check, a reader or a stage has to say; `subject` is a file, or a question whose answer is meant."""

    rule: str
    subject: str
    of_answer: bool = False
    message: str
    severity: Severity = "warning"
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page for MkDocs: finished HTML, its front matter as plain values."""

    path: str  # "answers/methods/preprocessing.md"
    title: str
    html: str
    meta: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is served as it is."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The cache key before hashing: what went in, by content."""

    stage: str
    version: int
    engine: str = ""
    parameters: tuple[tuple[str, object], ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the build did: counts, not clocks, so that the same inputs give the same bytes."""

    files_read: int = 0
    set_aside: tuple[Finding, ...] = ()
    engines: tuple[tuple[str, str], ...] = ()  # role → engine fingerprint
    date: str = ""  # of the newest input, or SOURCE_DATE_EPOCH; never the clock alone
    figures: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that pages and bundle are made of."""

    project: Project
    books: tuple[Book, ...]
    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    audits: tuple[Audit, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Finding, ...] = ()
    report: Report = field(default_factory=Report)


Known = TypeVar("Known", Book, Passage, Question, Source)
AtPlace = TypeVar("AtPlace", bound=Placed)


def by_id(records: Iterable[Known]) -> dict[str, Known]:
    """Return books, documents, passages or questions by their ids."""
    return {record.id: record for record in records}


def by_place(records: Iterable[AtPlace]) -> dict[AnswerId, AtPlace]:
    """Return answers, or what is known of each, by their question and document."""
    return {record.place: record for record in records}
