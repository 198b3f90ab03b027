"""Tabs of Markdown: their labels are headings of what stands in them."""

from builder.readers.markdown import read_markdown


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
    ]
    assert [block.text for block in read.blocks if block.kind != "heading"] == [
        "Use the package.",
        "Then restart.",
        "Use the archive.",
        "Run it.",
        "Choose: A one",
    ]
    assert read.title == "Install it?"


def test_fences_in_tabs_hold_no_marks() -> None:
    page = '=== "A"\n    ```\n    one\n\ntwo\n    ```\n\nthree\n'
    assert all("\ufdd0" not in block.text for block in read_markdown(page).blocks)


def test_what_stands_around_a_tab_keeps_its_place() -> None:
    page = '# Install\n\n## First {#start}\n\n=== "A"\n\n    one\n\ntwo\n'
    assert {block.place for block in read_markdown(page).blocks if block.text in {"A", "one", "two"}} == {"start"}
