"""What extensions add to Markdown, read as they show it; admonitions are compared with a real Python-Markdown build."""

import markdown
import pytest
from markdown_texts import texts

from builder.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ('!!!note "Hi"', "Hi"),
        ("!!!note", ""),
        ('!!! warning "The "safe" mode"', 'The "safe" mode'),
        ('??? "Only title"', "Only title"),
        ('???+ note inline "Hi"', "Hi"),
    ],
)
def test_admonitions_are_those_of_mkdocs(opening: str, title: str) -> None:
    source = f"{opening}\n    Never unplug it.\n"
    assert opening not in markdown.markdown(source, extensions=["admonition", "pymdownx.details"])
    assert texts(source) == [*filter(None, [title]), "Never unplug it."]


@pytest.mark.parametrize("text", ["!!!Never unplug the drive.", "!!! Really? !!!", '!!! note "Hi" there'])
def test_what_only_looks_like_an_admonition_is_text(text: str) -> None:
    assert texts(f"{text}\n") == [text]


@pytest.mark.parametrize(
    ("opening", "margin", "closing"),
    [
        ('!!! note "Mind it"', "    ", ""),
        ("/// note | Mind it", "", "///"),
        (":::note[Mind it]", "", ":::"),
        ("~~~{admonition} Mind it", "", "~~~"),
    ],
)
def test_the_title_of_an_admonition_in_a_list_is_a_line_of_its_own(opening: str, margin: str, closing: str) -> None:
    body = (opening, "", f"{margin}Never unplug it.", "", closing)
    step = "".join(f"    {line}\n" for line in body)
    assert texts(f"1. Stop the server.\n\n{step}\n2. Go on.\n") == [
        "Stop the server.\nMind it\nNever unplug it.\nGo on."
    ]


def test_the_title_of_an_admonition_leaves_no_mark_in_code_or_html() -> None:
    read = read_markdown('    one\n\n    !!! note "A"\n        two\n\n<pre>\n!!! note "B"\n    three\n</pre>\n').blocks
    assert {"\ufdd4"}.isdisjoint("".join(block.text for block in read))


def test_three_ticks_around_code_open_no_listing() -> None:
    assert texts("```foo``` is the command.\n\n!!! note\n    Body.\n") == ["foo is the command.", "Body."]


def test_tags_whose_content_is_markdown_are_read_as_markdown() -> None:
    page = (
        "<div class='grid' markdown>\n**Bold** and `code`.\n</div>\n\n<details markdown=1>\n<summary>How?</summary>\n"
    )
    assert texts(page + "So *it* is.\n</details>\n") == ["Bold and code.", "How?", "So it is."]


def test_empty_lines_between_rows_of_html_end_no_table() -> None:
    rows = (
        "<table>\n <tr><th>Name</th><th>Port</th></tr>\n\n\n    <tr>\n\n<td>Web</td><td>80</td>\n\n</tr>\n</table>\n\n"
    )
    assert texts(rows + "After.") == ["Name | Port\nWeb | 80", "After."]
    assert texts("<table><tr><td>\n\n- a\n\n</td></tr></table>", "list") == ["a"]


def test_alerts_lose_their_marks_and_keep_their_titles() -> None:
    page = "> [!WARNING]\n> Never unplug it.\n\n> [!tip]- My title\n> Text.\n\n> [!x](a) stays.\n"
    assert texts(page) == ["Never unplug it.", "My title", "Text.", "!x stays."]


def test_what_another_file_holds_is_named_as_left_out() -> None:
    page = (
        '{% include-markdown "x" %}\n\n{%\n  include-markdown "y"\n  start="<!--a-->"\n%}\n\n- a\n\n    {!z!}\n\nEnd.\n'
    )
    read = read_markdown(page)
    assert [block.text for block in read.blocks] == ["a", "End."]
    assert read.losses == ("left out, because other files hold the words: 3 blocks",)


def test_directives_that_hold_text_are_text() -> None:
    page = "````{note}\n:class: wide\n\nNever *unplug* it.\n\n```python\nx = 1\n```\n````\n\n"
    blocks = read_markdown(page + "```{code} python\ny = 2\n```\n```{admonition} Mind it\nText.\n```\n").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        *(("paragraph", "Never unplug it."), ("code", "x = 1"), ("code", "y = 2")),
        *(("paragraph", "Mind it"), ("paragraph", "Text.")),
    ]


def test_a_definition_below_a_heading_needs_no_term() -> None:
    page = "## Size {#size}\n\n: How many fit.\n\n    Ten by default.\n\n: Or none.\n\n    ```\n    size: 12\n    ```\n"
    page += "\n## Age\n\n: How old it is,\nin years.\n\n    One by default.\n\n## Rest\n\nA word\n: Its meaning.\n"
    assert markdown.markdown(page, extensions=["def_list"]).count("<dd>") == 4
    assert [(block.kind, block.text, block.place) for block in read_markdown(page).blocks] == [
        *(("heading", "Size", "size"), ("list", "How many fit. Ten by default.\nOr none.", "size")),
        *(("code", "size: 12", "size"), ("heading", "Age", "age")),
        *(("list", "How old it is, in years. One by default.", "age"), ("heading", "Rest", "rest")),
        ("list", "A word\nIts meaning.", "rest"),
    ]


def test_a_shortcode_that_says_that_something_is_over_is_read() -> None:
    page = (
        "## Old port {{%deprecated%}}\n\n### Tug {{< removed >}}\n\n- {{< deprecated-in 2.0 >}} A name.\n"
        '- [It]({{< ref "obsolete" >}}) ends {{< ref "obsolete" >}} here.\n'
    )
    assert texts(page) == ["Old port (deprecated)", "Tug (removed)", "(deprecated) A name.\nIt ends here."]


def test_a_bar_within_code_parts_no_cells_of_a_table() -> None:
    page = "| Pattern | Meaning |\n|---|:--|\n| `(a)|(b)` or ``c ` |`` | one of them |\n\nA pipe: `a|b`.\n"
    assert "<td><code>(a)|(b)</code> or <code>c ` |</code></td>" in markdown.markdown(page, extensions=["tables"])
    assert texts(page) == ["Pattern | Meaning\n(a)|(b) or c `| | one of them", "A pipe: a|b."]


@pytest.mark.parametrize(
    "above", ["```\n| a | b |\n|---|---|\n```\n", "| a | b |\n|---|---|\n| c | d |\n## ", "|a|\n|-|\n|c|\n- "]
)
def test_below_a_table_or_its_source_a_bar_in_code_is_as_it_was_written(above: str) -> None:
    assert texts(f"{above}Join them by `x|y`.\n")[-1] == "Join them by x|y."


def test_many_shortcodes_before_a_word_take_no_time() -> None:
    assert texts("{{< badge >}} " * 400 + "Ship it.") == ["Ship it."]


def test_a_link_whose_place_a_template_writes_is_a_link() -> None:
    page = (
        "Read the [list of tools]({{ site.baseurl }}/tools/) first, or [the map][map].\n\n"
        "Write `[a]({{ b }})` so, and {{ name }} so.\n\n[map]: {{ site.baseurl }}/map.html\n"
    )
    assert texts(page) == [
        "Read the list of tools first, or the map.",
        "Write [a]({{ b }}) so, and {{ name }} so.",
    ]
