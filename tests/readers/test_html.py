"""HTML: what a person reads on the page, and nothing else."""

import pytest

from builder.errors import SourceError
from builder.readers.html import read_fragment, read_html

PAGE = """\
<!doctype html><html><head><title>Site title</title><style>p {}</style></head><body>
<nav><ul><li>Home</li></ul></nav>
<main>
<header><h1 id="top">Page <em>title</em><a class="headerlink" href="#top">¶</a></h1></header>
<p>First <b>bold</b>, <code>code</code> and a<br>line. <!-- not this --></p>
<div>Loose text <span>in a div</span>.<p>Then a paragraph.</p>tail</div>
<h2 id="lists">Lists</h2>
<ul><li>One</li><li><p>Two</p><p>more of two</p><ol><li>nested</li></ol></li></ul>
<dl><dt>Term</dt><dd>Definition</dd></dl>
<table><caption>Table 1: Sizes</caption><thead><tr><th>Name</th><th>Size</th></tr></thead>
<tbody><tr><td>mast</td><td>48 m</td></tr><tr><td></td><td>5 m</td></tr></tbody></table>
<pre><code>x = 1
  y = 2
</code></pre>
<figure><img src="x.png" alt="never"><figcaption>Figure 1. A ship.</figcaption></figure>
<script>document.write("no")</script><noscript>no</noscript><template>no</template>
<form><button>no</button></form><p hidden>no</p><svg><text>no</text></svg>
<h3>No id</h3><p>Last &amp; least. It is long enough that the main element is taken
for the content of this page, which it is.</p>
</main><footer>Imprint</footer></body></html>
"""


def test_the_main_content_in_reading_order() -> None:
    found = read_html(PAGE)
    assert found.title == "Page title"
    assert [(block.kind, block.text, block.place) for block in found.blocks] == [
        ("heading", "Page title", "top"),
        ("paragraph", "First bold, code and a line.", "top"),
        ("paragraph", "Loose text in a div.", "top"),
        ("paragraph", "Then a paragraph.", "top"),
        ("paragraph", "tail", "top"),
        ("heading", "Lists", "lists"),
        ("list", "One\nTwo more of two\nnested", "lists"),
        ("list", "Term\nDefinition", "lists"),
        ("caption", "Table 1: Sizes", "lists"),
        ("table", "Name | Size\nmast | 48 m\n | 5 m", "lists"),
        ("code", "x = 1\n  y = 2", "lists"),
        ("caption", "Figure 1. A ship.", "lists"),
        ("heading", "No id", ""),
        (
            "paragraph",
            "Last & least. It is long enough that the main element is taken for the content of this page, which it is.",
            "",
        ),
    ]


def test_a_page_without_main_is_read_from_its_body() -> None:
    assert [block.text for block in read_html("<p>One<p>Two<nav>no</nav>").blocks] == ["One", "Two"]


def test_the_title_of_a_page_without_headings() -> None:
    assert read_html("<title> A \n title </title><p>Text").title == "A title"


def test_scripts_in_odd_places_are_never_text() -> None:
    source = "<p>Seen<script>alert(1)</script></p><p onclick='x()'>Too</p><script src=x></script><style>b{}</style>"
    assert [block.text for block in read_html(source).blocks] == ["Seen", "Too"]


def test_a_fragment_has_no_title() -> None:
    assert [block.text for block in read_fragment("<div>One<p>Two</div>")] == ["One", "Two"]


def test_absurdly_deep_pages_are_refused_quickly() -> None:
    with pytest.raises(SourceError, match="nested deeper than 1,000 levels"):
        read_html("<div>" * 100_000 + "x")
    assert read_fragment("<div>" * 100_000 + "x") == ()


def test_deep_but_sound_pages_are_read() -> None:
    assert read_html("<div>" * 500 + "text").blocks[0].text == "text"
    assert read_html("<p>one" * 3000).blocks[2999].text == "one"


def test_a_table_that_only_places_text_is_text() -> None:
    source = f"<table><tr><td>Menu</td><td>{'A long sentence. ' * 30}</td></tr></table>"
    assert [block.kind for block in read_html(source).blocks] == ["paragraph", "paragraph"]


def test_tables_within_tables_are_cells() -> None:
    source = "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>"
    assert [block.text for block in read_html(source).blocks] == ["\na b c | d"]


def test_a_table_of_contents_is_navigation() -> None:
    contents = '<ul><li><a href="#a">First</a><ul><li><a href="#b">Second</a></li></ul></li></ul>'
    page = f'<main>{contents}<h2 id="a">First</h2><ul><li><a href="#b">Second</a> comes later</li></ul></main>'
    assert [block.text for block in read_html(page).blocks] == ["First", "Second comes later"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td>Anna</td><td>London</td></tr><tr><td>Bert</td><td>Paris</td></tr>", "\nAnna | London\nBert | Paris"),
        ("<tr><th>Height</th><td>1 m</td></tr><tr><th>Weight</th><td>4 kg</td></tr>", "\nHeight | 1 m\nWeight | 4 kg"),
        ("<tr><th>Name</th><th>City</th></tr><tr><td>Bert</td><td>Paris</td></tr>", "Name | City\nBert | Paris"),
        ("<tr><td></td><th>2019</th></tr><tr><th>Size</th><td>5</td></tr>", " | 2019\nSize | 5"),
        ("<thead><tr><td>Name</td><td>City</td></tr></thead><tr><td>B</td><td>P</td></tr>", "Name | City\nB | P"),
    ],
)
def test_a_table_without_names_of_columns_begins_with_an_empty_line(rows: str, text: str) -> None:
    blocks = read_html(f"<table>{rows}</table><table><tr><th>A</th></tr></table>").blocks
    assert [block.text for block in blocks] == [text, "A"]


@pytest.mark.parametrize("hidden", ["hidden", 'style="DISPLAY: none"', "style='color:red;visibility:hidden'"])
def test_what_a_page_hides_is_not_read(hidden: str) -> None:
    blocks = read_html(f"<p>Seen.</p><div {hidden}><p>Never <b {hidden}>seen</b>.</p></div>").blocks
    assert [block.text for block in blocks] == ["Seen."]


def test_what_is_struck_out_is_not_read() -> None:
    source = "<p>It costs <del>40</del> <ins>50</ins> <s>euros</s> <strike>francs</strike> pounds.</p>"
    assert [block.text for block in read_html(source).blocks] == ["It costs 50 pounds."]


HEAD = "<thead><tr><th>Plan</th><th>Region</th><th>Price</th></tr></thead>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            "<tr><td rowspan=2>Pro<td>US<td>10<tr><td>EU<td>20<tr><td colspan=2>Free<td>0",
            ["Pro | US | 10", "Pro | EU | 20", "Free | Free | 0"],
        ),
        ("<tr><td>Pro<td rowspan=9>all<td>1<tbody><tr><td>Free<td>US<td>0", ["Pro | all | 1", "Free | US | 0"]),
        ("<tr><td colspan=3>Old plans<tr><td>Pro<td>US<td>10", ["Old plans", "Pro | US | 10"]),
        ("<tr><td>Pro<td>US<td rowspan=2>5<tr></tr><tr><td>Free<td>EU<td>0", ["Pro | US | 5", "Free | EU | 0"]),
        ("<tr><td colspan=x>A<td colspan=0>B<td rowspan=-1>C<tr><td>D<td>E<td>F", ["A | B | C", "D | E | F"]),
        ("<tr><td>auto | always |<td>|<td>a||b", ["auto|always| | | | a||b"]),
    ],
)
def test_a_cell_stands_in_every_column_and_row_that_it_spans(rows: str, lines: list[str]) -> None:
    (block,) = read_html(f"<table>{HEAD}<tbody>{rows}</table>").blocks
    assert block.text.split("\n") == ["Plan | Region | Price", *lines]


def test_spanning_cells_never_make_a_page_grow_without_end() -> None:
    wide = f"<tr>{'<td rowspan=60000 colspan=900>word' * 20}</tr>"
    (block,) = read_html(f"<table>{wide}{'<tr><td>x' * 2000}</table>").blocks
    assert len(block.text) < 1_000_000
    assert block.text.count("word") < 21 * (20 + 2000 / 4)


def page(body: str) -> str:
    """A page whose content is marked as such."""
    return f"<body><div class=menu>Menu</div><main>{body}</main><div>Imprint</div></body>"


def shown(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_html(source).blocks]


@pytest.mark.parametrize(
    ("aside", "texts"),
    [
        ("<aside><p>Caution</p><p>Never unplug it.</p></aside>", ["Caution", "Never unplug it."]),
        ("<aside class=footnote><span class=label>1</span><p>At most 5 GB.</p></aside>", ["At most 5 GB."]),
        ("<aside><h2>On this page</h2><ul><li><a href=x>One</a></li></ul></aside>", []),
        ("<aside><p>Quoted in</p><ul><li><a href=x>One.</a></li></ul></aside>", []),
        ("<aside><p>Never</p><ul><li>unplug <a href=x>it</a></li></ul></aside>", ["Never", "unplug it"]),
        ("<aside role=complementary><p>Buy it.</p></aside>", []),
        ("<aside role=navigation><p>Buy it.</p></aside>", []),
    ],
)
def test_an_aside_within_the_main_content_is_read_unless_it_leads_elsewhere(aside: str, texts: list[str]) -> None:
    assert [text for _, text in shown(page(f"<p>Text.</p>{aside}"))] == ["Text.", *texts]


def test_an_aside_beside_the_main_content_is_none_but_one_in_markdown_is() -> None:
    aside = "<aside><p>Never <aside>ever</aside> unplug it.</p></aside>"
    assert shown(f"<body><p>Text.</p>{aside}</body>") == [("paragraph", "Text.")]
    assert [block.text for block in read_fragment("<aside>Never unplug it.</aside>")] == ["Never unplug it."]


def test_what_is_named_the_main_content_is_it_however_short() -> None:
    around = "<div role=navigation>Menu</div><div role=search>Find</div><div role=contentinfo>Imprint</div>"
    banner = "<div role=banner>Brand</div>"
    assert shown(f"{banner}{around}<p>Bar</p><div role=main><p>Write to us.</p></div>") == [
        ("paragraph", "Write to us.")
    ]
    assert shown(f"{banner}{around}<p>Write to us.</p>") == [("paragraph", "Write to us.")]
    assert shown("<main></main><p>Write to us.</p>") == [("paragraph", "Write to us.")]


@pytest.mark.parametrize(
    "listing",
    [
        "<table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre>1\n2</pre></div></td>"
        "<td class=code><pre><code>make\nmake site\n</code></pre></td></tr></table>",
        "<table class=lntable><tr><td><pre><span class=lnt>1\n</span></pre></td><td><pre>make\nmake site</pre></table>",
        "<pre><span class=linenos>1</span>make\n<span class=linenos>2</span>make site\n</pre>",
        "<div><pre>make\nmake site</pre><button>Copy</button></div>",
    ],
)
def test_numbers_of_lines_are_no_code(listing: str) -> None:
    assert shown(page(listing)) == [("code", "make\nmake site")]


@pytest.mark.parametrize(
    "link",
    [
        "<a class=header-anchor href=#a>#</a> ",
        "<a class=hash-link href=#a>\u200b</a>",
        '<a class=anchor href="x.html#a">§</a>',
        "\u200b\u00ad",
    ],
)
def test_what_only_links_to_a_heading_is_no_word_of_it(link: str) -> None:
    assert shown(page(f"<h2>{link}Use <a href=#a>it</a></h2>")) == [("heading", "Use it")]
    assert shown(page("<h2><a href=#a>::</a></h2>")) == [("heading", "::")]


TABS = {
    "Material": "<div class=tabbed-set><div class=tabbed-labels><label>Linux</label><label>macOS</label></div>"
    "<div class=tabbed-content><div class=tabbed-block>{}</div><div class=tabbed-block>{}</div></div></div>",
    "roles": "<ul role=tablist><li role=tab>Linux</li><li role=tab>macOS</li></ul>"
    "<div><div role=tabpanel>{}</div><div role=tabpanel hidden>{}</div></div>",
    "Sphinx": "<div class=tab-set><input type=radio><label>Linux</label><div>{}</div>"
    "<input type=radio><label>macOS</label><div>{}</div></div>",
}


@pytest.mark.parametrize("kind", TABS)
def test_a_tab_is_a_section_of_its_own(kind: str) -> None:
    inner = TABS["roles"].format("<p>One.</p>", "<p>Two.</p>")
    read = read_html(page(TABS[kind].format(f"<p>Use apt.</p>{inner}", "<p>Use brew.</p>") + "<p>End.</p>"))
    assert [(block.level, block.text) for block in read.blocks] == [
        *(
            (7, "Linux"),
            (0, "Use apt."),
            (8, "Linux"),
            (0, "One."),
            (8, ""),
            (8, "macOS"),
            (0, "Two."),
            (8, ""),
            (7, ""),
        ),
        *((7, "macOS"), (0, "Use brew."), (7, ""), (0, "End.")),
    ]
    assert read.title == ""


def test_tabs_within_a_list_are_words_of_it() -> None:
    assert shown(page(f"<ul><li>Choose: {TABS['Material'].format('apt', 'brew')}</ul>")) == [
        ("list", "Choose: Linux apt macOS brew")
    ]


def test_labels_that_fit_no_panels_stay() -> None:
    assert shown(page("<ul role=tablist><li role=tab>A</li></ul><p>Text.</p>")) == [
        ("list", "A"),
        ("paragraph", "Text."),
    ]


def test_a_button_in_a_sentence_is_a_word_of_it() -> None:
    source = "<p>Click <button>Save</button> <b>now</b>.</p><button>Copy</button><p>Text.</p><button>Top</button>"
    assert shown(page(source)) == [("paragraph", "Click Save now."), ("paragraph", "Text.")]


def test_a_page_that_stands_in_a_form_is_read() -> None:
    assert shown("<form><h1>Hours</h1><p>From 9 to 5.</p><input><select><option>No</select></form>") == [
        ("heading", "Hours"),
        ("paragraph", "From 9 to 5."),
    ]
    assert shown("<p>Text.</p><form><p>Your name</p></form>") == [("paragraph", "Text.")]


def test_the_title_and_abstract_that_stand_above_the_main_part_of_a_paper_are_read() -> None:
    head = "<header id=title-block-header><h1>Ships</h1><div class=abstract><p>Oak lasts.</p></div></header>"
    site = "<header><h1>Our site</h1></header>"
    main = "<main><h1>Introduction</h1><p>Ships are old.</p></main>"
    found = read_html(f"<body>{site}{head}{main}</body>")
    assert (found.title, [block.text for block in found.blocks]) == (
        "Ships",
        ["Ships", "Oak lasts.", "Introduction", "Ships are old."],
    )
    within = read_html(f"<body>{site}<main>{head}<p>Text.</p></main></body>")
    assert [block.text for block in within.blocks] == ["Ships", "Oak lasts.", "Text."]


def test_a_heading_that_asks_is_a_question_where_something_stands_below_it() -> None:
    page = "<main><h1>Questions</h1><h2>Who may sail?</h2><p>Anyone.</p><h2>Why?</h2><h3>Old</h3><p>No.</p></main>"
    assert read_html(page).asked == (("heading", "Who may sail?"),)
