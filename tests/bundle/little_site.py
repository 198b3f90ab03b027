"""A site small enough to read whole: three pages, four known questions, one answer. The golden bundle is made of it."""

from pathlib import Path

import numpy

from builder.bundle import make_bundle, prepare_box
from builder.bundle.choosing import Learned
from builder.engines.toy import ToyEncoder
from builder.records import (
    Answer,
    Asset,
    Book,
    Citation,
    Claim,
    Passage,
    Project,
    Question,
    Report,
    Site,
    Source,
)

PAGES: dict[str, list[tuple[str, str]]] = {
    "install": [
        ("Install", "Install the tool with pip. It needs Python 3.11 or later."),
        ("Install on Windows", "On Windows run the installer as administrator, then open a new terminal."),
        ("Remove", "Remove the tool with pip uninstall; your settings stay in the folder config_dir."),
    ],
    "publish": [
        ("Publish", "Copy the folder site to any web server. The pages need no database."),
        ("GitHub Pages", "Set PUBLISH_BRANCH to gh-pages and push. The workflow publishes the site."),
        ("Errors", "The error E1042 means that the branch does not exist: create it first."),
        ("Largest size", "A site may hold 10,000 pages; a page may hold 2 MB of text."),
    ],
    "languages": [
        ("Languages", "Menus come in English, French and Japanese."),
        ("日本語", "東京の利用者は日本語のメニューを使えます。"),
        ("Markup <b>in</b> text", 'Text such as <img src=x onerror="alert(1)"> is shown as it was written.'),
    ],
}
QUESTIONS = (
    ("version", "Which Python version does it need?", ("Does it run on Python 3.10?", "minimum Python release")),
    ("publish", "How do I publish the site?", ("How do I put it on a web server?", "deploy the pages")),
    ("remove", "How do I remove the tool?", ("uninstall it",)),
    ("size", "How large may a site be?", ("How many pages can a site have?",)),
)
QUERIES = (
    "How do I publish my site?",
    "deploying pages to a server",
    "which python",
    "the house of a server",
    "PUBLISH_BRANCH",
    "E1042",
    "What does error E1043 mean?",
    "config_dir",
    '"new terminal"',
    "« new terminal » («pip»)",
    "「日本語」は“メニュー”ですか",
    'What do "k" and "v" mean?',
    'Does a 3.5" or 2.5" drive fit?',
    "instal on windws",
    "uninstall",
    "publich the cite",
    f"How do I publish {'and more ' * 200}with E1042?",
    "東京" * 300,
    "東京のメニュー",
    "größe_ändern",
    "how many pages may a site hold",
    "the",
    "<b>in</b>",
    "boil an egg for breakfast",
    "",
)


def make_site(root: Path) -> Site:
    """The records of the little site."""
    sources = tuple(
        Source(
            id=f"guide/{name}",
            book="guide",
            title=name.title(),
            paths=(f"docs/{name}.md",),
            media_type="text/markdown",
            sha256=name,
            page_url=f"{name}/",
        )
        for name in PAGES
    )
    passages = tuple(
        Passage(
            id=f"guide/{name}.{number}",
            source=f"guide/{name}",
            kind="paragraph",
            headings=(name.title(), heading),
            text=text,
            place=f"part-{number}",
        )
        for name, parts in PAGES.items()
        for number, (heading, text) in enumerate(parts)
    )
    quote = "It needs Python 3.11 or later."
    return Site(
        project=Project(root=root, docs_dir=root / "docs", site_dir=root / "site", site_name="Little"),
        books=(Book(id="guide", title="The guide", root=root / "seeds" / "guide"),),
        sources=sources,
        passages=passages,
        questions=tuple(
            Question(id=f"guide/{name}", book="guide", text=text, also=also, topic="Use")
            for name, text, also in QUESTIONS
        ),
        answers=(
            Answer(
                question="guide/version",
                document=None,
                state="answered",
                claims=(Claim(text=quote, citations=(Citation(passage="guide/install.0", quote=quote),)),),
            ),
            Answer(question="guide/size", document=None, state="abstained", nearest=("guide/publish.3",)),
        ),
        report=Report(date="2026-01-31"),
    )


class LittleIndex:
    """What the bundle asks of an index, without the stage that makes it."""

    def __init__(self, site: Site, encoder: ToyEncoder) -> None:
        self.passages = site.passages
        texts = [" ".join((*one.headings, one.text)) for one in site.passages]
        self.vectors = encoder.encode(texts) if texts else numpy.zeros((0, encoder.dimension), numpy.float32)


def make_assets(site: Site, learned: Learned | None = None) -> tuple[Asset, ...]:
    """The files behind the query box of a little site, by the toy encoder."""
    encoder = ToyEncoder()
    return make_bundle(site, prepare_box(site, LittleIndex(site, encoder), encoder), encoder, learned)
