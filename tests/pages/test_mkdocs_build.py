"""Pages through a real MkDocs: strict, linked, marked, untouched by what documents hold, at home in any project."""

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from built_site import EXTENSIONS, MKDOCS, broken_links, built, elements, passage_text, run_mkdocs, write_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from sample_site import START_PAGE, answer, sample_site
from test_escape import HOSTILE

from builder.digest import sha256
from builder.links import passage_anchor
from builder.mkdocs_plugin import AnswerbookPlugin
from builder.pages import render_quotes
from builder.records import Passage, Site


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    site = sample_site(tmp_path_factory.mktemp("sample"))
    return site, built(site, START_PAGE, MKDOCS + EXTENSIONS)


def test_every_link_leads_somewhere_and_every_id_is_one(sample: tuple[Site, Path]) -> None:
    assert broken_links(sample[1]) == []
    for path in sample[1].rglob("*.html"):
        repeated = [name for name, number in Counter(elements(path.read_text("utf-8")).ids).items() if number > 1]
        assert repeated == [], path


def test_no_page_asks_anybody_else_for_anything(sample: tuple[Site, Path]) -> None:
    for path in sample[1].rglob("*.html"):
        for tag, url in elements(path.read_text("utf-8")).urls:
            assert tag == "a" or not re.match(r"(?:https?:)?//", url), f"{path}: {tag} {url}"


def test_passages_reach_the_reader_byte_for_byte(sample: tuple[Site, Path]) -> None:
    site, folder = sample
    for source in site.sources:
        if source.page_url:
            continue
        page = (folder / "documents" / source.id / "index.html").read_text("utf-8")
        for passage in site.passages:
            if passage.source == source.id:
                assert passage_text(page, passage_anchor(passage)) == passage.text


def test_a_page_that_people_wrote_has_its_quotes_marked_and_leads_back(sample: tuple[Site, Path]) -> None:
    page = (sample[1] / "start" / "index.html").read_text("utf-8")
    quotes = json.loads((sample[0].project.build_dir / "quotes.json").read_text("utf-8"))["start/"]["quotes"]
    ids = elements(page).ids
    assert [quote["id"] for quote in quotes if quote["id"] not in ids] == []
    assert 'href="../answers/handbook/install/"' in page


def test_plain_search_finds_answers_and_documents_but_no_lists_of_them(sample: tuple[Site, Path]) -> None:
    index = json.loads((sample[1] / "search" / "search_index.json").read_text("utf-8"))
    pages = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"answers/methods/optimiser/", "documents/methods/cells/", "start/"} <= pages
    assert not pages & {"answers/", "answers/methods/", "answers/methods/matrix/", "answers/build/", "ask/", ""}


def test_the_docs_folder_is_never_written(sample: tuple[Site, Path]) -> None:
    assert [path.name for path in sample[0].project.docs_dir.rglob("*")] == ["start.md"]


def test_the_same_build_gives_the_same_site(sample: tuple[Site, Path]) -> None:
    site, folder = sample
    assert run_mkdocs(site.project.root, "--strict", site="again").returncode == 0
    again = site.project.root / "again"
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [name for name in names if (folder / name).read_bytes() != (again / name).read_bytes()] == []


def hostile_site(root: Path) -> Site:
    """The sample with hostile words wherever a document or a person can put words."""
    site = sample_site(root)
    texts = [*HOSTILE, "</section></div><script>alert(2)</script>", '--8<-- "secret.txt"\n--8<-- "secret.txt"']
    passages = tuple(
        Passage(id=f"methods/birds.e{number}", source="methods/birds", kind=kind, headings=(text,), text=text)
        for number, text in enumerate(texts)
        for kind in ("code" if number % 3 == 0 else "list" if number % 3 == 1 else "paragraph",)
    )
    cited = [
        answer("methods/optimiser", "methods/birds", *((passage.id, passage.text) for passage in passages)),
        answer(
            "methods/hardware", "methods/birds", state="abstained", nearest=tuple(passage.id for passage in passages)
        ),
    ]
    replaced = {(one.question, one.document) for one in cited}
    title = '</title><script>alert(3)</script> {{ 7 * 7 }} &lt;/title&gt;&lt;script&gt;alert(4)&lt;/script&gt; "x"'
    return dataclasses.replace(
        site,
        books=tuple(dataclasses.replace(book, title=title, description=title) for book in site.books),
        sources=tuple(
            dataclasses.replace(source, title=title, licence=title, url="javascript:alert(5)")
            for source in site.sources
        ),
        questions=tuple(
            dataclasses.replace(question, text=title, also=(title,), topic=title) for question in site.questions
        ),
        passages=(*site.passages, *passages),
        answers=(*(one for one in site.answers if (one.question, one.document) not in replaced), *cited),
    )


def test_hostile_words_are_words(tmp_path: Path, sample: tuple[Site, Path]) -> None:
    site = hostile_site(tmp_path)
    (tmp_path / "secret.txt").write_text("SECRET", "utf-8")
    folder = built(site, START_PAGE, MKDOCS + EXTENSIONS)
    assert broken_links(folder) == []
    harmless = elements((sample[1] / "answers" / "methods" / "optimiser" / "index.html").read_text("utf-8"))
    scripts = Counter(tag for tag, _ in harmless.tags)["script"]
    for path in folder.rglob("*.html"):
        page = path.read_text("utf-8")
        found = elements(page)
        assert Counter(tag for tag, _ in found.tags)["script"] == scripts, path
        assert "SECRET" not in page, path
        assert not re.search(r"\b49\b(?!;)", page), path
        assert [url for _, url in found.urls if url.lower().startswith("javascript:")] == [], path
        assert [name for _, values in found.tags for name in values if name.startswith("on")] == [], path
    page = (folder / "documents" / "methods" / "birds" / "index.html").read_text("utf-8")
    for passage in site.passages:
        if passage.source == "methods/birds":
            assert passage_text(page, passage_anchor(passage)) == passage.text


def test_plain_urls_are_linked_as_well(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    flat = dataclasses.replace(
        site,
        project=dataclasses.replace(site.project, use_directory_urls=False),
        sources=tuple(
            dataclasses.replace(source, page_url="start.html") if source.page_url else source for source in site.sources
        ),
    )
    folder = built(flat, START_PAGE, MKDOCS + "use_directory_urls: false\n")
    assert broken_links(folder) == []
    assert 'class="ab-quote" id="q-' in (folder / "start.html").read_text("utf-8")


def test_it_moves_into_a_site_that_exists(tmp_path: Path) -> None:
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Our own home\n", "utf-8")
    (tmp_path / "docs" / "guide" / "README.md").write_text("# Guide\n", "utf-8")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "404.html").write_text("our own 404", "utf-8")
    mkdocs = MKDOCS.replace("  font: false", "  font: false\n  custom_dir: theme")
    folder = built(sample_site(tmp_path), START_PAGE, mkdocs)
    home = (folder / "index.html").read_text("utf-8")
    assert "Our own home" in home and "ab-hero" not in home
    assert 'href="answers/"' in home and 'href="ask/"' in home
    assert 'href="answers/methods/optimiser/"' not in home
    assert (folder / "404.html").read_text("utf-8") == "our own 404"


def test_quotes_of_a_home_page_are_marked_there(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    home = [dataclasses.replace(source, page_url="./") if source.page_url else source for source in site.sources]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(START_PAGE, "utf-8")
    folder = built(dataclasses.replace(site, sources=tuple(home)), "# Another page\n")
    assert broken_links(folder) == []
    assert 'class="ab-quote" id="q-' in (folder / "index.html").read_text("utf-8")


def test_a_missing_build_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    done = run_mkdocs(tmp_path)
    assert done.returncode == 1
    assert f"error: {tmp_path / 'build' / 'pages'}: there are no built pages" in done.stderr
    assert "hint: run `answerbook build` first" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_watches_what_the_builder_writes(sample: tuple[Site, Path]) -> None:
    root = sample[0].project.root
    plugin = AnswerbookPlugin()
    config = load_config(str(root / "mkdocs.yml"))
    plugin.on_config(config)
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(root / "site"))
    plugin.on_serve(server, config=config, builder=None)
    assert list(server._watched_paths) == [str(root / "build")]
    server.server_close()


def test_words_that_left_a_page_fail_a_strict_build(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    built(site, START_PAGE)
    (tmp_path / "docs" / "start.md").write_text(START_PAGE.replace("fresh clone", "new clone"), "utf-8")
    done = run_mkdocs(tmp_path, "--strict")
    assert done.returncode == 1
    assert (
        "start.md: an answer quotes words that the page does not show: “Run make site in a fresh clone.”" in done.stderr
    )


def read_as(site: Site, page: str) -> Site:
    """The site whose page of people was read just so."""
    content = page.encode()
    return dataclasses.replace(
        site,
        sources=tuple(
            dataclasses.replace(source, sha256=sha256(content)) if source.page_url else source
            for source in site.sources
        ),
    )


def test_words_that_an_extension_shows_otherwise_lead_to_their_heading(tmp_path: Path) -> None:
    page = START_PAGE.replace("in a fresh clone", "in a ++delete++ clone")  # the page has `Del`
    site = read_as(sample_site(tmp_path), page)
    names = [quote["id"] for quote in json.loads(render_quotes(site))["start/"]["quotes"] if "fresh" in quote["text"]]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "start.md").write_text(page, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS + EXTENSIONS, "utf-8")
    write_build(site)
    done = run_mkdocs(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    words = "“Run make site in a fresh clone.”"
    told = "a Markdown extension shows these words of an answer otherwise, so a link leads to the heading above"
    assert f"WARNING -  start.md: {told}: {words}" in done.stderr
    html = (tmp_path / "site" / "start" / "index.html").read_text("utf-8")
    spans = re.search(r'<h2 id="install">((?:<span id="[^"]+"></span>)*)Install', html)
    assert names and spans and all(f'id="{name}"' in spans.group(1) for name in names)


def test_sections_are_found_where_a_site_names_headings_in_its_own_way(tmp_path: Path) -> None:
    slugs = "slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}"
    mkdocs = f"{MKDOCS}markdown_extensions:\n  - tables\n  - toc:\n      permalink: true\n      {slugs}\n"
    folder = built(sample_site(tmp_path), START_PAGE, mkdocs)
    page = (folder / "start" / "index.html").read_text("utf-8")
    assert '<h2 id="Install"><span id="install"></span>' in page
    assert broken_links(folder) == []


def test_a_quoted_page_that_the_site_does_not_have_fails_a_strict_build(tmp_path: Path) -> None:
    built(sample_site(tmp_path), START_PAGE)
    (tmp_path / "docs" / "start.md").rename(tmp_path / "docs" / "begin.md")
    done = run_mkdocs(tmp_path, "--strict")
    assert done.returncode == 1
    assert "WARNING -  answers quote a page at `start/`, and the site has none there" in done.stderr


def test_every_page_has_the_strict_policy_also_that_of_what_is_not_found(tmp_path: Path) -> None:
    strict = MKDOCS.replace("  - answerbook\n", "  - answerbook: {strict_policy: true}\n")
    folder = built(sample_site(tmp_path), START_PAGE, strict)
    pages = [path.read_text("utf-8") for path in folder.rglob("*.html")]
    assert all('http-equiv="Content-Security-Policy"' in page for page in pages)
    assert "Content-Security-Policy" not in (folder / "sitemap.xml").read_text("utf-8")
    instant = strict.replace("  font: false\n", "  font: false\n  features: [navigation.instant]\n")
    (tmp_path / "mkdocs.yml").write_text(instant, "utf-8")
    assert "`strict_policy` forbids what the feature `navigation.instant`" in run_mkdocs(tmp_path).stderr
