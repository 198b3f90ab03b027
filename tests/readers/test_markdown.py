"""Markdown as MkDocs shows it: anchors and visible words are compared with a real Python-Markdown build."""

import re

import markdown
import pytest
from markdown_texts import texts

from builder.marks import mark_quotes
from builder.quoted import Quote
from builder.readers.markdown import read_markdown
from builder.records import Block
from builder.text import split_sentences

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.tab",
]


def render(text: str) -> str:
    options = {"pymdownx.tabbed": {"alternate_style": True}}
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=options)


HEADINGS = """\
# Überschrift & *Größe*
## Install `answerbook[gpu]` now!
## What's new?
## What's new?
## A  lot   of -- dashes - here
## C++ / C#
## 1.2.3 (2024-01-31)
## Überschrift & Größe
## _private_name and snake_case
## Link to [the docs](https://example.org/x) here
## Same
## Same
## Same_1
## Same
## Custom { #own-id .wide }
## Taken { #same_2 }
## Only class { .wide }
## Ends with text {not attributes
## 日本語
## <b>Raw</b> tag
## A &amp; B
Setext heading
--------------
"""


def test_headings_have_the_anchors_of_mkdocs() -> None:
    wanted = re.findall(r"<h[1-6][^>]*\bid=\"([^\"]*)\"", render(HEADINGS))
    found = [block.place for block in read_markdown(HEADINGS).blocks if block.kind == "heading"]
    assert found == wanted


def test_headings_keep_their_level_and_lose_their_marks() -> None:
    blocks = read_markdown("# One `two` **three** { #x }\n\n### Four\n").blocks
    assert [(block.text, block.level, block.place) for block in blocks] == [
        ("One two three", 1, "x"),
        ("Four", 3, "four"),
    ]


PAGE = """\
---
title: A page
questions:
  - How long does it take?
---
# Start here

A paragraph with *emphasis*, **strong words**, `code`, a [link](other.md "title"){ .button } and
a line end. A [reference][ref] too, and an ![image](x.png){ width=100 } that nobody reads.

!!! note "Mind the gap"
    An admonition has a body.

    - with a list
    - of two

??? tip
    Folded text is text.

/// warning | Sharp edges

Blocks of the newer kind.

///

=== "Linux"
    Use the package.

    ```bash
    install it
    ```

=== "macOS"
    Use the archive.

Term
:   Its definition.

1. First step

    with a second paragraph
2. Second step
    - nested entry

- [x] done
- [ ] open

| Option | Meaning |
| ------ | ------- |
| `--all` | every *one* |

> A quotation stays text.

A footnote[^1] is left out of its sentence.

[^1]: The note itself.

Press ++ctrl+alt+del++ or ==mark== it. :material-check: Done.

[ref]: https://example.org
"""


def test_every_sentence_stands_in_the_rendered_page() -> None:
    body = PAGE.split("---\n", 2)[2].replace("++ctrl+alt+del++", "Ctrl+Alt+Del").replace("==mark==", "mark")
    page = render(body.replace(":material-check: ", ""))
    for block in read_markdown(PAGE).blocks:
        spans = split_sentences(block.text) if block.kind in {"paragraph", "list"} else [(0, len(block.text))]
        for start, end in spans:
            quote = Quote(id="q", text=block.text[start:end], place=block.place)
            if quote.text not in {"", "done"}:  # the end of a tab has no words
                assert mark_quotes(page, [quote])[1] == (), quote.text


def test_a_footnote_stays_in_the_section_that_refers_to_it() -> None:
    page = "## What is the limit?\n\nTen.[^1]\n\n[^1]: Only in the free edition, see[^2].\n[^2]: Or the trial.\n\n"
    blocks = read_markdown(page + "## Does it run on Mac?\n\nNo, never.^[Nor on Windows.]\n").blocks
    assert [block.text for block in blocks] == [
        *("What is the limit?", "Ten.", "Only in the free edition, see.", "Or the trial."),
        *("Does it run on Mac?", "No, never.", "Nor on Windows."),
    ]
    assert blocks[2].place == blocks[3].place == "what-is-the-limit"


def test_marks_of_extensions_do_not_become_text() -> None:
    found = "\n".join(texts(PAGE))
    for soup in ("!!!", "???", "///", "===", "{", "[^", "](", "++", "==", ":material", "[x]", "**", "`", "x.png"):
        assert soup not in found


def test_a_line_of_text_is_read_without_the_shortcodes_in_it() -> None:
    page = (
        'See the [list of settings.]({{< relref "list" >}}) Or [that]({{% ref "a.md" %}}#b) one. {{< icon "x" >}}\n\n'
        "Write `{{< note >}}` or ``{{% a `b` %}}``.\n\n- {{<required>}} A name.\n- A place. {{<optional>}}\n"
    )
    assert texts(page) == [
        "See the list of settings. Or that one.",
        "Write {{< note >}} or {{% a `b` %}}.",
        "A name.\nA place.",
    ]


def test_neither_shortcodes_nor_an_icon_s_attributes_become_text() -> None:
    page = (
        '{{< note type="warning" >}}\n\nMind the gap.\n\n{{< /note >}}\n\n:material-update:{ .lg .middle } Updates.\n'
    )
    assert texts(page + "\n```\n{{< kept >}}\n```\n") == ["Mind the gap.", "Updates.", "{{< kept >}}"]


def test_titles_of_admonitions_and_tabs_are_kept() -> None:
    found = texts(PAGE, "paragraph")
    assert {"Mind the gap", "Sharp edges", "Blocks of the newer kind."} <= set(found)
    assert {"Linux", "macOS"} <= set(texts(PAGE, "heading"))


def test_lists_have_a_line_for_each_entry() -> None:
    lists = texts(PAGE, "list")
    assert lists[0] == "with a list\nof two"
    assert "Term\nIts definition." in lists
    assert "First step with a second paragraph\nSecond step\nnested entry" in lists
    assert "done\n[ ] open" in lists, "what is not done is not said to be"


def test_tables_and_code_stand_apart() -> None:
    assert texts(PAGE, "table") == ["Option | Meaning\n--all | every one"]
    assert texts(PAGE, "code") == ["install it"]


def test_front_matter_gives_title_and_questions() -> None:
    read = read_markdown(PAGE)
    assert read.title == "A page"
    assert read.asked == (("front matter", "How long does it take?"),)


def test_headings_that_ask_are_questions() -> None:
    read = read_markdown(
        "# Page\n\n## What is it?\n\nA tool.\n\n## In a hurry?\n\nSkip.\n\n## Can I pay later?\n\n## Really not?\n"
    )
    assert read.asked == (("heading", "What is it?"),)


def test_snippets_macros_and_signatures_are_never_run_or_kept() -> None:
    read = read_markdown(
        '--8<-- "mkdocs.yml"\n\n--8<--\na.md\nb.md\n--8<--\n\n{* ../secret.py hl[1] *}\n\n{% include "x" %}\n\n'
        "The value is {{ config.site_name }} today.\n\n::: builder.records\n    options:\n      show: true\n\n"
        "Use `{{ name }}` in a template.\n\n[TOC]\n\n*[HTML]: Hyper Text\n",
        macros=True,
    )
    assert [block.text for block in read.blocks] == ["Use {{ name }} in a template."]
    assert read.losses == ("left out, because macros write the words: 1 block",)


def test_marks_inside_code_stay() -> None:
    source = '```\n!!! note\n    {{ x }}\n--8<-- "a"\n```\n\n    indented ==code==\n'
    assert texts(source, "code") == ['!!! note\n    {{ x }}\n--8<-- "a"', "indented ==code=="]


def test_raw_html_is_read_without_its_tags() -> None:
    source = (
        '<div class="grid">\n<p>Shown <b>text</b>.</p>\n<script>hidden()</script>\n</div>\n\nA <kbd>key</kbd> here.\n'
    )
    assert texts(source) == ["Shown text.", "A key here."]


def test_a_file_in_another_language_reads_the_same() -> None:
    assert texts("# 日本語\n\n答えは本にあります。\n") == ["日本語", "答えは本にあります。"]


def test_places_follow_the_headings() -> None:
    blocks = read_markdown("Before.\n\n# One\n\nText.\n\n## Two\n\n- entry\n").blocks
    assert [(block.kind, block.place) for block in blocks] == [
        ("paragraph", ""),
        ("heading", "one"),
        ("paragraph", "one"),
        ("heading", "two"),
        ("list", "two"),
    ]
    assert isinstance(blocks[0], Block)


def test_a_table_of_contents_says_nothing_itself() -> None:
    contents = "- [Before you start](#before)\n  - [*Run* `make`](#run)\n- [Open a request](#open)\n"
    (block,) = read_markdown(contents).blocks
    assert (block.kind, block.text) == ("reference", "Before you start\nRun make\nOpen a request")


@pytest.mark.parametrize(
    "entry", ["[Open a request](#open) first", "See [how](#open)", "[Tool](https://example.org/#x)", "plain", "![](#a)"]
)
def test_a_list_that_says_more_than_where_to_look_is_a_list(entry: str) -> None:
    assert texts(f"- [Before](#before)\n- {entry}\n- last words", "list")
    assert not texts(f"- [Before](#before)\n- {entry}\n- last words", "reference")
    assert not texts(f"- [Before](#before)\n- x {entry}", "reference")


def test_braces_are_words_where_no_plugin_acts_on_them() -> None:
    page = "Write {{ machine.name }} for the name.\n\n{% raw %}\n\n# Title\n"
    read = read_markdown(page)
    assert [block.text for block in read.blocks] == ["Write {{ machine.name }} for the name.", "{% raw %}", "Title"]
    assert read.losses == ()
    assert read_markdown(page, macros=True).losses == ("left out, because macros write the words: 1 block",)


def test_a_heading_of_a_section_is_no_title() -> None:
    assert read_markdown("## Why use it?\n\nFor speed.\n\n# Late\n").title == ""
    assert read_markdown("Words.\n\n<h1>Ships</h1>\n\n## Why use it?\n").title == "Ships"


def test_very_many_like_headings_are_counted_quickly() -> None:
    blocks = read_markdown("## Same\n\n## Same_7\n\n" * 3000).blocks
    assert len({block.place for block in blocks}) == 6000


def test_a_bar_within_a_cell_parts_no_cells() -> None:
    table = "| Option | Values |\n|---|---|\n| color | `auto \\| always \\| never` |\n"
    assert texts(table) == ["Option | Values\ncolor | auto|always|never"]


def test_what_a_site_is_told_of_a_line_of_code_is_not_read() -> None:
    code = "export default app // [!code --]\nexport default { // [!code ++]\n  port: 3000, # [!code highlight]\n}"
    found = texts(f"```ts\n{code}\n```", "code")
    assert found == ["export default {\n  port: 3000,\n}"]
    assert texts("```ts\nlist[!code] // more [!code]\n```", "code") == ["list[!code] // more [!code]"]
