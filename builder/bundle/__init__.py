"""What the query box fetches: a site's questions, answers, words and vectors come in, small hashed files go out.

box.json  the only fresh file: names head and script
head ─▶ words ─▶ near ─▶ texts, cards      each name holds its content's hash: nothing old answers for a new build
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.bundle.browser_encoder import encoder_files
from builder.bundle.cards import cards, known_packs, make_shelf, text_files
from builder.bundle.choosing import Learned
from builder.bundle.gathering import Gathered, Indexed, gather
from builder.bundle.ground import Ground, lay_ground
from builder.bundle.learning import learn
from builder.bundle.making import make_files
from builder.bundle.prior import load_prior
from builder.bundle.scripts import read_module, read_script, read_style, single_file
from builder.bundle.twins import stated_first
from builder.digest import canonical, sha256
from builder.engines import Encoder
from builder.links import ASSETS
from builder.rank.files import ENDINGS, GROUPS, VERSION, Head, write_head
from builder.records import Asset, Site

FOLDER = f"{ASSETS}/box"
PER_FILE, MOST_FILES = 5, 3000  # passages a text file; more in each where a site has very many


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a box is made of, and what its settings are learned with."""

    gathered: Gathered
    ground: Ground


def prepare_box(site: Site, index: Indexed, encoder: Encoder) -> Prepared:
    """Gather what is searched and fit the query side's rows to it: once, for the trial and for what is published."""
    gathered = gather(stated_first(site), index)
    return Prepared(gathered, lay_ground(gathered.searchable, encoder, load_prior(encoder, index.vectors)))


def learn_box(prepared: Prepared, encoder: Encoder) -> Learned:
    """Learn from the site's own questions how words weigh against meaning, and when nothing covers a query."""
    return learn(prepared.gathered, encoder, prepared.ground)


def make_bundle(site: Site, prepared: Prepared, encoder: Encoder, learned: Learned | None = None) -> tuple[Asset, ...]:
    """Make the files behind the query box."""
    gathered = prepared.gathered
    searchable = gathered.searchable
    chosen = (learned or learn_box(prepared, encoder)).settings
    per_file = max(PER_FILE, len(searchable.texts) // MOST_FILES)
    made = make_files(searchable, prepared.ground, encoder, chosen)
    shelf = make_shelf(stated_first(site))
    pages = [page for page, size in enumerate(searchable.pages) for _ in range(size)]
    groups = {
        **made.write(),
        "texts": text_files(gathered.passages, pages, per_file, shelf),
        "known": known_packs(shelf),
        "cards": cards(shelf),
    }
    settings = {**made.head.settings, "perFile": per_file}
    head = dataclasses.replace(made.head, settings=settings, books=_books(site))
    files, about = dict[str, bytes](), dict[str, object]()
    if site.project.browser_runtime:
        ground = prepared.ground
        sure = learn(gathered, encoder, ground, exact=True).settings
        files, about = encoder_files(site.project.browser_runtime, ground.prior, sure)
    return _assets(groups, head, site, about, files)


def _books(site: Site) -> tuple[tuple[int, int], ...]:
    """Which book each run of pages belongs to."""
    numbers = {book.id: number for number, book in enumerate(site.books)}
    runs = groupby(numbers.get(source.book, 0) for source in site.sources)
    return tuple((number, len(list(run))) for number, run in runs)


def _assets(
    groups: Mapping[str, Sequence[bytes]],
    head: Head,
    site: Site,
    about: Mapping[str, object],
    apart: Mapping[str, bytes],
) -> tuple[Asset, ...]:
    names = {group: tuple(sha256(content)[:8] for content in groups[group]) for group in GROUPS}
    files = {
        f"{group}-{number}-{names[group][number]}.{ENDINGS[group]}": content
        for group in GROUPS
        for number, content in enumerate(groups[group])
    }
    script, style = read_script(), read_style()
    heads = {"head": write_head(dataclasses.replace(head, names=names)), "script": script, "style": style}
    named = {
        part: f"{part}-{sha256(content)[:8]}.{ending}"
        for (part, content), ending in zip(heads.items(), ("bin", "js", "css"), strict=True)
    }
    manifest = {
        "format": "answerbook-box",
        "version": VERSION,
        **named,
        "known": [f"known-{number}-{name}.json" for number, name in enumerate(names["known"])],
        "questions": len(site.questions),
        "site": site.project.site_name,
        "directories": site.project.use_directory_urls,
        "books": [[book.id, book.title] for book in site.books],
    }
    manifest |= {"encoder": about} if about else {}
    files |= {named[part]: content for part, content in heads.items()}
    files["box.json"] = canonical(manifest).encode()
    files |= {f"{module}.js": read_module(module) for module in ("load", "plain")}
    files |= single_file(files, script) | dict(apart)
    return tuple(Asset(path=f"{FOLDER}/{name}", content=content) for name, content in sorted(files.items()))
