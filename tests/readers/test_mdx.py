"""MDX as its sites show it: what stands in tags is read, what is program is not."""

import pytest

from builder.readers import READERS
from builder.records import Block, FileText


def read(text: str) -> FileText:
    return READERS[".mdx"][1](text.encode())


def texts(text: str, *kinds: str) -> list[str]:
    return [block.text for block in read(text).blocks if not kinds or block.kind in kinds]


def headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if block.kind == "heading"]


PAGE = """\
---
title: Install
---

import Tabs from '@theme/Tabs';
import {
  Note,
  Card,
} from '@site/src/components';
export const rows = [
  { name: 'a' },

  { name: 'b' },
];

# Install it

{/* prettier-ignore-start
    over two lines */}
<Note type="info">
  Version {version} is **new**.{' '}
  Set `<name>` and `{ a: 1 }`.
</Note>

<Tabs
  defaultValue="unix"
  values={[
    { label: 'UNIX', value: 'unix' },
  ]}
>
  <TabItem value="unix" label="UNIX">

    ```bash
    export A={b}
    import x from 'y'
    <div>{/* kept */}</div>
    ```

  </TabItem>
  <TabItem value="Windows">
    Use the installer.
  </TabItem>
</Tabs>

Then restart.
"""


def test_a_page_of_mdx_is_read_without_its_program() -> None:
    found = read(PAGE)
    assert found.title == "Install"
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "Install it"),
        ("paragraph", "Version is new. Set <name> and { a: 1 }."),
        ("heading", "UNIX"),
        ("code", "export A={b}\nimport x from 'y'\n<div>{/* kept */}</div>"),
        ("heading", ""),
        ("heading", "Windows"),
        ("paragraph", "Use the installer."),
        ("heading", ""),
        ("paragraph", "Then restart."),
    ]


def test_labels_of_tags_are_those_of_tabs() -> None:
    page = """# Start

<Steps>
<Step title="First">
  <Accordion title={'On "Debian"'}>
      Use the package.
  </Accordion>
  Restart.
</Step>
</Steps>
<Param name="field" type="String" optional>
  The header.
</Param>

End <Badge title="not here">soon</Badge>.
"""
    blocks = read(page).blocks
    assert headings(blocks) == [
        (1, "Start"),
        (7, "First"),
        (8, 'On "Debian"'),
        (8, ""),
        (7, ""),
        (7, "field"),
        (7, ""),
    ]
    assert [block.text for block in blocks if block.kind == "paragraph"] == [
        "Use the package.",
        "Restart.",
        "The header.",
        "End soon.",
    ]


def test_a_card_that_holds_nothing_says_its_title_and_description() -> None:
    page = '<Card title="Router" body="Learn about it." />\n<LinkCard\n  title="App"\n/>\n<Video title="x" />\n'
    assert texts(page) == ["Router", "Learn about it.", "App"]


def test_what_is_indented_in_a_tag_is_text_and_no_code() -> None:
    page = (
        "<Card>\n      Deep in.\n\n      - one\n      - two\n      ~~~\n      x\n      ~~~\n\n      ## Head\n</Card>\n"
    )
    assert [(block.kind, block.text) for block in read(page).blocks] == [
        ("paragraph", "Deep in."),
        ("list", "one\ntwo"),
        ("code", "x"),
        ("heading", "Head"),
    ]


def test_a_tag_ends_the_list_before_it() -> None:
    page = "- one\n- two\n\n<Note>\n  Apart.\n</Note>\n\n1. Step\n\n   <Note>\n   Within.\n   </Note>\n"
    assert texts(page) == ["one\ntwo", "Apart.", "Step Within."]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Say {\"hello\"} and {'a < b'}.", "Say hello and a < b."),
        ("Say {`plain`}, not {`${name}`}.", "Say plain, not ."),
        ("Of {list.map((one) => <li key={one}>{'}'}</li>)} none.", "Of none."),
        (r"A \{brace\} and a \<tag>.", "A {brace} and a <tag>."),
        ("Open { is text, and so is { this.", "Open { is text, and so is { this."),
        ("1 < 2 and 3 > 2, see <https://example.org>.", "1 < 2 and 3 > 2, see https://example.org."),
        ("A<br/>B <kbd style={{ color: 'red' }}>C</kbd> <>D</>", "A B C D"),
        ("Use ``a ` {b}`` and `<C>`.", "Use a ` {b} and <C>."),
        ("> <Note>Quoted {x}words</Note>", "Quoted words"),
        ("import data from the old one, export it later.", "import data from the old one, export it later."),
        ("<!-- no\n\ncomment -->\nText.", "Text."),
        ("It costs <del>40</del> ~~45~~ 50 euros.", "It costs 50 euros."),
    ],
)
def test_expressions_and_tags_in_a_sentence(source: str, shown: str) -> None:
    assert texts(source) == [shown]


def test_program_over_several_lines_is_no_template_of_code() -> None:
    page = '<Prompt\n  title="x"\n  prompt={`One\n\ntwo {three}`}\n/>\n\nEnd.\n\n<pre>{`a\n  {b}\nc`}</pre>\n'
    assert texts(page, "paragraph") == ["End."]
    assert texts(page, "code") == ["a\n  {b}\nc"]


def test_names_of_headings_are_no_expressions() -> None:
    blocks = read("## Yields [<Icon name='x' />](/a) {#Yields}\n\nText.\n").blocks
    assert [(block.text, block.place) for block in blocks] == [("Yields", "Yields"), ("Text.", "Yields")]


def test_tables_of_tags_are_tables() -> None:
    page = (
        "<table className={styles.wide}>\n  <thead>\n    <tr><th>Name</th></tr>\n  </thead>\n"
        '  <tr style={{ a: 1 }}>\n    <td>{"left"}<br/>right</td>\n  </tr>\n</table>\n'
    )
    assert [(block.kind, block.text) for block in read(page).blocks] == [("table", "Name\nleft right")]


CALLOUTS = """\
:::note

One.

:::

:::tip Mind the *gap*
Two.
:::

::::warning[Sharp edges]{.wide}
:::info
Three.
:::
::::

- Step

  :::caution Hot
  Four.
  :::
"""


@pytest.mark.parametrize("kind", [".md", ".mdx"])
def test_callouts_keep_their_titles_and_lose_their_colons(kind: str) -> None:
    assert [block.text for block in READERS[kind][1](CALLOUTS.encode()).blocks] == [
        "One.",
        "Mind the gap",
        "Two.",
        "Sharp edges",
        "Three.",
        "Step\nHot\nFour.",
    ]
    fenced = b"```\n:::note\n```\n"
    assert [block.text for block in READERS[kind][1](fenced).blocks] == [":::note"]


def test_a_tag_ends_those_within_that_nothing_has_ended() -> None:
    page = '<Tab title="A">\n<Image>\n\nOne.\n\n</Tab>\n\n</Tab>\n\nTwo.\n'
    assert headings(read(page).blocks) == [(7, "A"), (7, "")]


@pytest.mark.parametrize(
    "line", ["import Note from '../notes.mdx'", 'import { Note } from "../notes.mdx";', "import Note, { x } from './n'"]
)
def test_a_markdown_file_that_imports_what_it_uses_as_a_tag_is_mdx(line: str) -> None:
    text = f"# Ropes\n\n{line}\n\nRopes {{count}} hold.\n\n<Note />\n"
    assert [block.text for block in READERS[".md"][1](text.encode()).blocks] == ["Ropes", "Ropes hold."]


@pytest.mark.parametrize(
    "text",
    [
        "Write this:\n\n```js\nimport Note from './n'\n```\n\nThen use `<Note />` or {count}.",
        "import Note from './n'\n\nNo tag uses {count}.",
        "<script setup>\nimport Note from './n'\n</script>\n\nRopes hold {count}.\n\n<Note />\n",
    ],
)
def test_other_markdown_keeps_its_braces(text: str) -> None:
    assert any("{count}" in block.text for block in READERS[".md"][1](text.encode()).blocks)
