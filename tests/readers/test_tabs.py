"""Tabs of Markdown: their labels are headings of what stands in them."""

from builder.passages import cut_passages
from builder.readers.markdown import read_markdown
from builder.records import Source, SourceText


def test_a_tab_is_a_section_of_its_own_that_ends_with_it() -> None:
    page = """# Install it?

=== "Debian"

    === "Stable"

        Use the package.

    Then restart.

=== "Other"

    Use the archive.

Run it.

- Choose:

    === "A"

        one
"""
    read = read_markdown(page)
    assert [(block.level, block.text) for block in read.blocks if block.kind == "heading"] == [
        (1, "Install it?"),
        (7, "Debian"),
        (8, "Stable"),
        (8, ""),
        (7, ""),
        (7, "Other"),
        (7, ""),
        (7, "A"),
    ]
    assert [block.text for block in read.blocks if block.kind != "heading"] == [
        "Use the package.",
        "Then restart.",
        "Use the archive.",
        "Run it.",
        "Choose:",
        "one",
    ]
    assert read.title == "Install it?"


def test_fences_in_tabs_hold_no_marks() -> None:
    page = '=== "A"\n    ```\n    one\n\ntwo\n    ```\n\nthree\n'
    assert all("\ufdd0" not in block.text for block in read_markdown(page).blocks)


def test_what_stands_around_a_tab_keeps_its_place() -> None:
    page = '# Install\n\n## First {#start}\n\n=== "A"\n\n    one\n\ntwo\n'
    assert {block.place for block in read_markdown(page).blocks if block.text in {"A", "one", "two"}} == {"start"}


STEPS = """# Take it away

1. Stop the server.
2. Delete the program:

    === "macOS and Linux"

        ```console
        rm tool
        ```

    === "Windows"

        Open a shell.

        - Type `del tool.exe`.
        - Press Enter.

    Look again.

3. Log out.

    === "Last"

        Close the door.

After that, rest.

- One
- Two
"""


def test_a_tab_within_a_step_is_read_as_one_at_the_top() -> None:
    assert [(block.kind, block.text) for block in read_markdown(STEPS).blocks] == [
        ("heading", "Take it away"),
        ("list", "Stop the server.\nDelete the program:"),
        ("heading", "macOS and Linux"),
        ("code", "rm tool"),
        ("heading", ""),
        ("heading", "Windows"),
        ("paragraph", "Open a shell."),
        ("list", "Type del tool.exe.\nPress Enter."),
        ("heading", ""),
        ("list", "Look again.\nLog out."),
        ("heading", "Last"),
        ("paragraph", "Close the door."),
        ("heading", ""),
        ("paragraph", "After that, rest."),
        ("list", "One\nTwo"),
    ]


def test_the_labels_of_tabs_within_a_step_are_headings_of_passages_and_no_text() -> None:
    source = Source(id="p", book="b", title="x", paths=("x.md",), media_type="text/markdown", sha256="0")
    blocks = read_markdown(STEPS).blocks
    passages = cut_passages(SourceText(source=source, blocks=blocks))
    assert [(passage.headings[1:], passage.text) for passage in passages][:4] == [
        ((), "Stop the server.\nDelete the program:"),
        (("macOS and Linux",), "rm tool"),
        (("Windows",), "Open a shell.\nType del tool.exe.\nPress Enter."),
        ((), "Look again.\nLog out."),
    ]


def test_a_tab_that_nothing_ends_leaves_later_lists_whole() -> None:
    page = '- Choose:\n\n    === "A"\n\n        ```\n        one\n\nText.\n\n- One\n\n    more\n- Two\n'
    assert [block.text for block in read_markdown(page).blocks][-3:] == ["one", "Text.", "One more\nTwo"]
