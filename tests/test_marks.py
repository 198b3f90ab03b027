"""Quotes are marked where they stand, whole, and nothing else is."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.marks import cut_segments, mark_quotes, name_sections, place_quotes
from builder.quoted import Quote, find_quote

TAGS = re.compile(r"<[^>]*>")
MARKS = re.compile(r"</?mark[^>]*>|<span id=\"q-[^>]*>")


def marked_text(page: str, name: str) -> str:
    """The text in a quote's marks, as a browser would join it."""
    pieces = re.findall(rf'<mark[^>]*data-quotes="(?:[^"]* )?{name}(?: [^"]*)?"[^>]*>(.*?)</mark>', page, re.DOTALL)
    return html.unescape(TAGS.sub("", "".join(pieces)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_overlapping_quotes_share_the_segment_between_them() -> None:
    segments = cut_segments("one two three", [Quote(id="q-a", text="one two"), Quote(id="q-b", text="two three")])
    assert [(segment.text, segment.quotes, segment.begins) for segment in segments] == [
        ("one ", ("q-a",), ("q-a",)),
        ("two", ("q-a", "q-b"), ("q-b",)),
        (" three", ("q-b",), ()),
    ]


def test_a_quote_that_is_not_there_marks_nothing() -> None:
    assert [segment.quotes for segment in cut_segments("one two", [Quote(id="q-a", text="three")])] == [()]
    assert cut_segments("", []) == ()


def test_whole_words_come_before_parts_of_words() -> None:
    assert find_quote("reuse it or use it", "use it") == (12, 18)
    assert find_quote("reuse it", "use it") == (2, 8)
    assert find_quote("reuse it", "") is None


TEXTS = st.text(alphabet="ab c\n", max_size=30)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=5))
def test_segments_hold_the_text_and_each_quote_whole(text: str, ranges: list[tuple[int, int]]) -> None:
    quotes = [
        Quote(id=f"q-{number}", text=text[start : start + length])
        for number, (start, length) in enumerate(ranges)
        if text[start : start + length]
    ]
    segments = cut_segments(text, quotes)
    assert "".join(segment.text for segment in segments) == text
    for quote in quotes:
        assert "".join(segment.text for segment in segments if quote.id in segment.quotes) == quote.text
        assert sum(quote.id in segment.begins for segment in segments) == 1


PAGE = """<h1 id="start">Start<a class="headerlink" href="#start" title="Permanent link">&para;</a></h1>
<p>Run it twice.</p>
<h2 id="install">Install<a class="headerlink" href="#install">&para;</a></h2>
<p>Run <code>make&nbsp;site</code> in a
<strong>fresh clone</strong>. Run it twice.</p>
<ul>
<li>Tom &amp; Jerry</li>
<li>the <a href="x/">other</a> entry</li>
</ul>
<table><thead><tr><th>Key</th><th>Meaning</th></tr></thead>
<tbody><tr><td><code>ask</code></td><td>the question</td></tr></tbody></table>
<pre><code>first line
  second &lt;line&gt;
</code></pre>
"""


@pytest.mark.parametrize(
    "quote",
    [
        "Run make site in a fresh clone.",
        "make site in",
        "Tom & Jerry\nthe other entry",
        "Key | Meaning\nask | the question",
        "first line\n  second <line>",
        "other entry",
        "Start\nRun it twice.",
    ],
)
def test_a_quote_is_marked_across_elements_and_blocks(quote: str) -> None:
    marked, missing = mark_quotes(PAGE, [Quote(id="q-1", text=quote, place="install")])
    assert missing == ()
    assert squeezed(marked_text(marked, "q-1")) == squeezed(quote.replace(" | ", ""))
    assert marked.count('id="q-1"') == 1
    assert MARKS.sub("", marked) == PAGE


def test_a_quote_is_looked_for_under_its_own_heading_first() -> None:
    marked, _ = mark_quotes(PAGE, [Quote(id="q-1", text="Run it twice.", place="install")])
    assert "<p>Run it twice.</p>" in marked
    assert "Run it twice.</mark>" in marked


def test_no_highlight_rather_than_a_wrong_one() -> None:
    twice = [Quote(id="q-1", text="Run it twice.", place="gone"), Quote(id="q-2", text="Run it thrice.")]
    assert mark_quotes(PAGE, twice) == (PAGE, ("q-1", "q-2"))


def test_a_quote_of_whole_elements_is_one_mark_so_that_it_shows_without_a_script() -> None:
    marked, _ = mark_quotes(PAGE, [Quote(id="q-1", text="in a fresh clone.", place="install")])
    assert '<mark class="ab-quote" id="q-1" data-quotes="q-1">in a\n<strong>fresh clone</strong>.</mark>' in marked


def test_blanks_that_only_one_side_sees_do_not_matter_to_a_long_quote() -> None:
    page = "<table><tr><td>name</td><td>The name of the licence</td></tr></table>"
    marked, missing = mark_quotes(page, [Quote(id="q-1", text="nameThe name of the licence")])
    assert missing == ()
    assert squeezed(marked_text(marked, "q-1")) == "nameThenameofthelicence"
    assert mark_quotes("<p>to day</p>", [Quote(id="q-1", text="today")])[1] == ("q-1",)


def test_overlapping_quotes_in_a_page_share_marks_and_keep_one_id_each() -> None:
    quotes = [
        Quote(id="q-1", text="Run make site", place="install"),
        Quote(id="q-2", text="make site in a fresh", place="install"),
        Quote(id="q-3", text="make site", place="install"),
    ]
    marked, missing = mark_quotes(PAGE, quotes)
    assert missing == ()
    for quote in quotes:
        assert squeezed(marked_text(marked, quote.id)) == squeezed(quote.text)
        assert marked.count(f'id="{quote.id}"') == 1
    assert 'data-quotes="q-1 q-2 q-3" id=' not in marked


def test_curly_quotes_of_the_page_match_straight_ones_of_the_source() -> None:
    marked, missing = mark_quotes("<p>It’s “fine”.</p>", [Quote(id="q-1", text='It\'s "fine".')])
    assert missing == ()
    assert marked_text(marked, "q-1") == "It’s “fine”."


@pytest.mark.parametrize(
    "page", ["", "<p>", "a < b & c", "<script>Run it</script>", "<!-- Run it -->", '<a title="Run it">x']
)
def test_odd_pages_come_back_as_they_were(page: str) -> None:
    assert mark_quotes(page, [Quote(id="q-1", text="Run it")]) == (page, ("q-1",))


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=12)
WRAPS = st.sampled_from(["{}", "<b>{}</b>", "<code>{}</code>", "{}&amp;", "<p>{}</p>\n", "<i>{}", "{}</i>"])


@given(WORDS, st.lists(WRAPS, min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 6))
def test_marks_take_nothing_from_any_page(words: list[str], wraps: list[str], start: int, length: int) -> None:
    page = " ".join(wrap.format(word) for wrap, word in zip(wraps, words, strict=False))
    text = html.unescape(re.sub(r"\s+", " ", TAGS.sub(" ", page))).split()
    quotes = [Quote(id="q-1", text=" ".join(text[start : start + length])), Quote(id="q-2", text=text[0])]
    marked, missing = mark_quotes(page, quotes)
    assert MARKS.sub("", marked).replace("</span>", "") == page
    for quote in quotes:
        if quote.id not in missing:
            assert squeezed(marked_text(marked, quote.id)) == squeezed(quote.text)


def test_words_that_a_page_strikes_out_do_not_come_between() -> None:
    page, missing = mark_quotes("<p>Breakfast is <del>not</del> included.</p>", [Quote(id="q", text="is included.")])
    assert (missing, squeezed(marked_text(page, "q"))) == ((), squeezed("is not included."))


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Pro | EU | 20 dollars", "EU20 dollars"),
        ("Free | Free | 0 dollars", "Free0 dollars"),
        ("Club | all | 5 dollars", "Club5 dollars"),
    ],
)
def test_a_row_is_marked_without_what_its_spanning_cells_repeat(quote: str, shown: str) -> None:
    table = (
        "<table><tr><td rowspan=2>Pro</td><td>US</td><td>10 dollars</td></tr><tr><td>EU</td><td>20 dollars</td></tr>"
        "<tr><td colspan=2>Free</td><td>0 dollars</td></tr><tr><td>Gold</td><td rowspan=2>all</td><td>9 dollars</td>"
        "</tr><tr><td>Club</td><td>5 dollars</td></tr></table>"
    )
    page, missing = mark_quotes(table, [Quote(id="q", text=quote)])
    assert (missing, squeezed(marked_text(page, "q"))) == ((), squeezed(shown))


def test_a_row_is_marked_whole_and_in_its_own_table_whatever_signs_the_page_sets_otherwise() -> None:
    passage = "Ship | Load\nTug | Boats -- at most 3\nFerry | Cars -- and bicycles\nBarge | Sand\nCrane | Ferry parts"
    rows = "".join(f"<tr><td>{row.replace(' | ', '</td><td>')}</td></tr>" for row in passage.split("\n"))
    table = f"<table>{rows.replace('--', '–')}</table>"
    page, missing = mark_quotes(table, [Quote(id="q", text="Ferry | Cars -- and bicycles", passage=passage)])
    assert (missing, squeezed(marked_text(page, "q"))) == ((), squeezed("Ferry Cars – and bicycles"))


def test_the_rest_of_a_table_is_not_taken_for_the_whole_of_it() -> None:
    passage = "Pro | US | 10 dollars\nPro | EU | 20 dollars\nFree | US | 10 dollars"
    table = (
        "<table><tr><td rowspan=2>Pro</td><td>US</td><td>10 dollars</td></tr><tr><td>EU</td><td>20 dollars</td></tr>"
        "<tr><td>Free</td><td>US</td><td>10 dollars</td></tr></table>"
    )
    page, missing = mark_quotes(table, [Quote(id="q", text="Pro | US | 10 dollars", passage=passage)])
    assert (missing, squeezed(marked_text(page, "q"))) == ((), "ProUS10dollars")


def test_one_cell_is_no_row() -> None:
    table = "<table><tr><td>Club</td><td>5 dollars</td></tr></table>"
    assert mark_quotes(table, [Quote(id="q", text="Club | all")])[1] == ("q",)


@pytest.mark.parametrize(
    ("written", "page"),
    [
        (r"The loss is (a^2 + b_i) in all cases.", r"The loss is \(a^2 + b_i\) in all cases."),
        ("Water -- that is H~2~O -- is wet...", "Water – that is H<sub>2</sub>O – is wet…"),
        ("The area is x^2^ square metres.", "The area is x<sup>2</sup> square metres."),
        ("Go on -> use a proxy 1/2 the time (c).", "Go on → use a proxy ½ the time ©."),
        ("The build is green :white_check_mark: on main.", "The build is green <img src='x.svg'> on main."),
        ('Run #!python print("x") to see the letter.', 'Run <code>print("x")</code> to see the letter.'),
        ("It maps 127.0.0.1:8080:80 -- or not...", "It maps 127.0.0.1:8080:80 – or not…"),
    ],
)
@pytest.mark.parametrize("around", ["", "Before it. {} After it."])
def test_what_extensions_set_otherwise_is_marked_from_end_to_end(written: str, page: str, around: str) -> None:
    html_page = f'<h2 id="a">A</h2><p>Before it. {page} After it.</p>'
    quote = Quote(id="q-1", text=written, place="a", passage=around.replace("{}", written))
    marked, missing = mark_quotes(html_page, [quote])
    assert missing == ()
    assert squeezed(marked_text(marked, "q-1")) == squeezed(html.unescape(TAGS.sub("", page)))


def test_few_letters_are_not_looked_for_without_their_signs() -> None:
    assert mark_quotes("<p>so it is</p>", [Quote(id="q-1", text="so -> it")])[1] == ("q-1",)
    known = Quote(id="q-1", text="so -> it", passage="so -> it is what it always is")
    assert mark_quotes("<p>so → it is what it always is</p>", [known])[1] == ()


LISTING = '<h2 id="a">A</h2><p>Run pip install acme, as follows.</p><pre><code>pip install acme\n</code></pre>'
TWICE = '<h2 id="a">A</h2><p>Here it is off. Turn it on.</p><p>There it is off. Leave it.</p>'


@pytest.mark.parametrize(
    ("page", "quote", "passage", "marked_page"),
    [
        (LISTING, "pip install acme", "pip install acme", '<code><mark class="ab-quote"'),
        (LISTING, "pip install acme", "Run pip install acme, as follows.", 'Run <mark class="ab-quote"'),
        (TWICE, "it is off.", "There it is off. Leave it.", 'There <mark class="ab-quote"'),
        (TWICE, "it is off.", "Words that are gone.", 'Here <mark class="ab-quote"'),
    ],
)
def test_a_quote_is_marked_in_its_own_passage(page: str, quote: str, passage: str, marked_page: str) -> None:
    marked, missing = mark_quotes(page, [Quote(id="q-1", text=quote, place="a", passage=passage)])
    assert missing == ()
    assert marked_page in marked


def test_a_quote_that_cannot_be_marked_has_its_place_at_its_section() -> None:
    quotes = [Quote(id="q-1", text="Press Ctrl+Delete.", place="install"), Quote(id="q-2", text="Gone.", place="gone")]
    placed = place_quotes(PAGE, quotes)
    assert '<h2 id="install"><span id="q-1"></span>Install' in placed
    assert placed.startswith('<span id="q-2"></span><h1 id="start">Start')
    assert placed.replace('<span id="q-1"></span>', "").replace('<span id="q-2"></span>', "") == PAGE
    assert place_quotes("", quotes[:1]) == '<span id="q-1"></span>'


def test_headings_that_a_site_names_in_its_own_way_have_our_names_as_well() -> None:
    page = (
        '<h2 id="Über-uns"><code>Über</code> uns</h2><p>Here it is.</p>'
        '<h2 id="a">A</h2><h2 id="a-1">A</h2><p>Here it is.</p>'
    )
    assert name_sections(f'<!-- id="uber-uns" -->{page}').endswith(name_sections(page))
    named = name_sections(page)
    assert named == page.replace("<code>", '<span id="uber-uns"></span><code>').replace(
        '"a-1">', '"a-1"><span id="a_1"></span>'
    )
    marked, _ = mark_quotes(named, [Quote(id="q-1", text="Here it is.", place="a_1")])
    assert "<p>Here it is.</p>" in marked and "Here it is.</mark>" in marked
    assert name_sections(PAGE) == PAGE


def test_a_number_that_stands_for_no_letter_moves_no_mark() -> None:
    page, missing = mark_quotes("<p>The mast&#1; is&#2; red, the hull black.</p>", [Quote(id="q", text="red")])
    assert (missing, marked_text(page, "q")) == ((), "red")
