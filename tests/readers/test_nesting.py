"""Nesting is told from the tree that parsers make, however a page hides it; sound pages are never taken for deep."""

import pytest

from builder.errors import SourceError
from builder.readers import READERS
from builder.readers.html import MANY, read_fragment, read_html

DEEP = [
    "<div/>",
    "<div></b>",
    "<DIV></B>",
    "<div a='<'>",
    '<div ">',
    "<div><!--</div>-->",
    "<span><div></span></div>",
    "<svg><link>",
]


@pytest.mark.parametrize("piece", DEEP)
def test_elements_that_stay_open_are_counted(piece: str) -> None:
    with pytest.raises(SourceError, match="nested deeper than 1,000 levels"):
        read_html(piece * 1100)
    assert read_fragment(piece * 1100) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<p>one",
        "<ul><li>one<li><p>two</ul>",
        "<dl><dt>one<dd><p>two</dl>",
        "<table><tr><td>one<td>two</table>",
        "<b><p>x</b></p>",
        "<svg><path d='1'/><title>one</title></svg>",
        "<div><script>'<div>'</script><style>a > b {}</style></div>",
        "<div class='a>b'>one</div><!-- <div> -->",
    ],
)
def test_sound_pages_are_not_deep(piece: str) -> None:
    read_html(piece * 1100)


def test_a_page_of_very_many_tags_is_read_apart() -> None:
    _, read = READERS[".html"]
    page = f"<h1>Trees</h1>{'<p>An oak stands here.</p>' * MANY}"
    assert len(read(page.encode()).blocks) == MANY + 1
    with pytest.raises(SourceError, match="nested deeper than 1,000 levels"):
        read(b"<div/>" * (MANY + 1))
    assert read_fragment("<b>" * (MANY + 1)) == ()
