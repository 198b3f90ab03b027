"""A small site made in sight: two books, every standing, every kind of passage, hostile words on demand."""

from pathlib import Path

from builder.records import (
    Answer,
    Audit,
    AuditedSentence,
    BlockKind,
    Book,
    Citation,
    Claim,
    DocumentFolder,
    Finding,
    Opinion,
    Passage,
    Project,
    Question,
    Report,
    Site,
    Source,
    State,
)

ENGINE = "toy-reader-1"

START_PAGE = """# Start

Answerbook needs **Python 3.11** or newer.

## Install

Run `make site` in a fresh clone. It builds the site and says where it is.

| Command | Purpose |
| --- | --- |
| `make test` | runs every test |

## Publish

Copy the folder `site/` to any web server.
"""


def project(root: Path) -> Project:
    return Project(root=root, docs_dir=root / "docs", site_dir=root / "site", site_name="Sample answers")


def source(book: str, name: str, title: str, **more: str) -> Source:
    path = f"seeds/{book}/documents/{name}.txt"
    return Source(
        id=f"{book}/{name}", book=book, title=title, paths=(path,), media_type="text/plain", sha256="0" * 64, **more
    )


def passage(of: str, digest: str, text: str, *headings: str, kind: BlockKind = "paragraph", **more: object) -> Passage:
    return Passage(id=f"{of}.{digest}", source=of, kind=kind, headings=headings, text=text, **more)  # type: ignore[arg-type]


def answer(
    question: str,
    document: str | None,
    *quoted: tuple[str, str],
    state: State = "answered",
    nearest: tuple[str, ...] = (),
) -> Answer:
    """An answer whose sentences are their own quotes."""
    claims = tuple(
        Claim(text=words, citations=(Citation(passage=name, quote=words),), support=0.9) for name, words in quoted
    )
    return Answer(question=question, document=document, state=state, claims=claims, nearest=nearest, engine=ENGINE)


METHODS = (
    source("methods", "fluxes", "Estimating ocean fluxes with convolutional networks", licence="CC BY 4.0"),
    source("methods", "cells", "Counting cells in time-lapse microscopy"),
    source("methods", "birds", "Bird calls in noisy recordings", url="https://example.org/birds"),
    source("methods", "empty", "A scan without text"),
)
FLUXES = (
    passage(
        "methods/fluxes",
        "a1",
        "Hyperband explores several configurations in parallel while giving more resources to promising ones. "
        "This makes the search of hyperparameters more efficient, in particular when computing time is limited.",
        "3. Method",
        page=4,
    ),
    passage(
        "methods/fluxes",
        "a2",
        "During the training of the model, the data is then standardized. In section 4, one of the three datasets will "
        "be defined as a training base, on which the standardization parameters will be calculated and applied to the "
        "other two datasets considered as test base. The best result decides which base is used for training.",
        "3. Method",
        "3.2 Preparation",
        page=4,
    ),
    passage(
        "methods/fluxes",
        "a3",
        "Partial training: models are trained on a small fraction of the data.\n"
        "Successive halving: the remaining configurations are grouped into sets of different sizes.\n"
        "Repeat: both steps are repeated until one configuration remains.",
        "3. Method",
        "3.3 Search",
        kind="list",
        page=5,
    ),
    passage(
        "methods/fluxes",
        "a4",
        "Layer | Size | Activation\nConv 1 | 32 | ReLU\nConv 2 | 64 | ReLU",
        "4. Results",
        kind="table",
        page=6,
    ),
    passage(
        "methods/fluxes",
        "a5",
        "for epoch in range(50):\n    train(model, x)\n\nprint(model)",
        "4. Results",
        kind="code",
        page=6,
    ),
    passage(
        "methods/fluxes",
        "a6",
        "Goodfellow, I., Bengio, Y. and Courville, A. (2016). Deep Learning. MIT Press.",
        "References",
        kind="reference",
        page=9,
        citable=False,
    ),
)
CELLS = (
    passage(
        "methods/cells",
        "b1",
        "All frames were resized to 224×224 pixels and normalised per batch. The network was trained with Adam at a "
        "learning rate of 0.001 for 50 epochs. Training took place on one workstation.",
    ),
)
BIRDS = (
    passage("methods/birds", "c1", "Recordings were made at dawn in three forests. Wind noise was left in on purpose."),
    passage(
        "methods/birds", "c2", "Spectral normalization keeps the discriminator stable; it says nothing of the inputs."
    ),
)
QUESTIONS = (
    Question(
        id="methods/preprocessing",
        book="methods",
        text="What preprocessing steps are involved before training a deep learning model (e.g., normalization)?",
        also=("How were the data prepared before training?",),
        scope="each",
        topic="Data",
    ),
    Question(id="methods/optimiser", book="methods", text="Which optimiser was used?", scope="each", topic="Training"),
    Question(
        id="methods/hardware",
        book="methods",
        text="Which hardware was used for training?",
        scope="each",
        topic="Training",
    ),
    Question(
        id="handbook/install",
        book="handbook",
        text="How do I install Answerbook?",
        also=("How do I get it running?",),
        topic="Start",
    ),
    Question(id="handbook/python", book="handbook", text="Which Python does it need?", topic="Start"),
    Question(id="handbook/publish", book="handbook", text="How do I publish the site?", topic="Publish"),
    Question(id="handbook/price", book="handbook", text="What does it cost?", topic="Publish"),
    Question(id="handbook/telemetry", book="handbook", text="Does it send telemetry?"),
)
STANDARDISED = "During the training of the model, the data is then standardized."
PARAMETERS = (
    "In section 4, one of the three datasets will be defined as a training base, on which the standardization "
    "parameters will be calculated and applied to the other two datasets considered as test base."
)
HANDBOOK = (
    passage("handbook/start", "d1", "Answerbook needs Python 3.11 or newer.", "Start", place="start"),
    passage(
        "handbook/start",
        "d2",
        "Run make site in a fresh clone. It builds the site and says where it is.",
        "Start",
        "Install",
        place="install",
    ),
    passage(
        "handbook/start",
        "d3",
        "Command | Purpose\nmake test | runs every test",
        "Start",
        "Install",
        kind="table",
        place="install",
    ),
    passage("handbook/start", "d4", "Copy the folder site/ to any web server.", "Start", "Publish", place="publish"),
)


def sample_answers() -> tuple[Answer, ...]:
    methods = "methods/preprocessing", "methods/optimiser", "methods/hardware"
    return (
        answer(methods[0], "methods/fluxes", ("methods/fluxes.a2", STANDARDISED), ("methods/fluxes.a2", PARAMETERS)),
        answer(
            methods[0],
            "methods/cells",
            ("methods/cells.b1", "All frames were resized to 224×224 pixels and normalised per batch."),
            state="approved",
        ),
        answer(methods[0], "methods/birds", state="abstained", nearest=("methods/birds.c2", "methods/birds.c1")),
        answer(
            methods[1],
            "methods/cells",
            (
                "methods/cells.b1",
                "The network was trained with Adam at a learning rate of 0.001 for 50 epochs. Training took place",
            ),
        ),
        answer(methods[1], "methods/fluxes", state="abstained", nearest=("methods/fluxes.a1",)),
        answer(methods[1], "methods/birds", state="rejected"),
        answer(methods[2], "methods/fluxes", state="abstained", nearest=("methods/fluxes.a1",)),
        answer(
            methods[2],
            "methods/cells",
            ("methods/cells.b1", "for 50 epochs. Training took place on one workstation."),
            state="edited",
        ),
        answer(methods[2], "methods/birds", state="abstained"),
        answer("handbook/install", None, ("handbook/start.d2", "Run make site in a fresh clone.")),
        answer("handbook/python", None, ("handbook/start.d1", "Answerbook needs Python 3.11 or newer.")),
        answer("handbook/publish", None, ("handbook/start.d4", "Copy the folder site/ to any web server.")),
        answer("handbook/price", None, state="abstained", nearest=("handbook/start.d4", "handbook/start.d1")),
    )


def sample_audits() -> tuple[Audit, ...]:
    quote = Citation(passage="methods/fluxes.a2", quote=STANDARDISED)
    return (
        Audit(
            source="methods/fluxes",
            question="methods/preprocessing",
            sentences=(
                AuditedSentence(
                    text="One common step in the context is data standardization.", verdict="supported", citation=quote
                ),
                AuditedSentence(
                    text="Standardizing gives the data a mean of zero and a deviation of one.", verdict="absent"
                ),
                AuditedSentence(
                    text="It helps the model to converge.",
                    verdict="off",
                    citation=Citation(passage="methods/fluxes.a1", quote="This makes the search of hyperparameters"),
                ),
            ),
        ),
        Audit(
            source="methods/birds",
            question="methods/preprocessing",
            sentences=(AuditedSentence(text="I don't know.", verdict="refusal"),),
        ),
    )


def sample_opinions() -> tuple[Opinion, ...]:
    """Two models: they agree on the first answer; of the second, one knows nothing."""
    standardised = Claim(
        text="The data are standardized.",
        citations=(Citation(passage="methods/fluxes.a2", quote="the data is then standardized"),),
        support=0.8,
    )
    recorded = Claim(
        text="Recordings were made at dawn.",
        citations=(Citation(passage="methods/birds.c1", quote="at dawn"),),
        support=0.6,
    )
    question = "methods/preprocessing"
    return (
        Opinion(question=question, document="methods/fluxes", engine="small-1", claims=(standardised,)),
        Opinion(question=question, document="methods/fluxes", engine="large-2", claims=(standardised,)),
        Opinion(
            question=question, document="methods/birds", engine="small-1", claims=(recorded,), dropped=(("number", 2),)
        ),
        Opinion(question=question, document="methods/birds", engine="large-2", claims=(), refused=True),
    )


def sample_site(root: Path) -> Site:
    """The site, its records as the stages give them."""
    start = Source(
        id="handbook/start",
        book="handbook",
        title="Start",
        paths=("docs/start.md",),
        media_type="text/markdown",
        sha256="0" * 64,
        page_url="start/",
    )
    folder = root / "seeds" / "methods"
    return Site(
        project=project(root),
        books=(
            Book(
                id="handbook",
                title="The handbook",
                root=root / "seeds" / "handbook",
                description="How to use the sample.",
            ),
            Book(
                id="methods",
                title="Methods of four papers",
                root=folder,
                description="Three questions about methods, asked of each paper.",
                documents=(DocumentFolder(path=folder / "documents"),),
            ),
        ),
        sources=(*METHODS, start),
        passages=(*FLUXES, *CELLS, *BIRDS, *HANDBOOK),
        questions=QUESTIONS,
        answers=sample_answers(),
        audits=sample_audits(),
        opinions=sample_opinions(),
        findings=(
            Finding(rule="number", subject="methods/optimiser", message="the sentence says 0.01, its quote does not"),
        ),
        report=Report(
            files_read=6,
            set_aside=(
                Finding(
                    rule="set-aside", subject="seeds/methods/documents/locked.pdf", message="the file is encrypted"
                ),
            ),
            engines=(("encoder", f"toy-encoder-1-{'0f' * 32}"), ("reader", ENGINE)),
            date="2026-11-20",
            figures=(("bundle bytes", 48213.0), ("held out top 1", 0.91)),
        ),
    )
