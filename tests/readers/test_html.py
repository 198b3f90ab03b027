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
