"""How an answer's claims stand below one another: the source's lines stay lines, and code stays code."""

import pytest

from builder.forms import Form, forms_of
from builder.records import BlockKind, Citation, Claim, Passage

HEADERS = "Two headers are sent:\nScope – It holds the scope. It may be empty.\nCI – It is true or not.\nMore is there."
PLACES: dict[str, tuple[BlockKind, str]] = {
    "lead": ("paragraph", HEADERS),
    "list": ("list", "Limits, or none. (Default 100)\nExpiry in seconds."),
    "table": ("table", "Code | Meaning\n0 | It went well.\n1 | It failed."),
    "code": ("code", "with Client() as client:\n    client.get(url)"),
    "prose": ("paragraph", "The mast is tall. It is made of pine.\nThe sail is white."),
}
PASSAGES = {
    name: Passage(id=name, source="b/s", kind=kind, headings=(), text=text) for name, (kind, text) in PLACES.items()
}


def claim(name: str, quote: str, text: str = "") -> Claim:
    return Claim(text=text or quote, citations=(Citation(passage=name, quote=quote),))


@pytest.mark.parametrize(
    ("quotes", "forms"),
    [
        (["prose: The mast is tall.", "prose: It is made of pine.", "prose: The sail is white."], "on on on"),
        (
            [f"lead: {one}" for one in HEADERS.replace(". It may", ".\nIt may").split("\n")],
            "on line on line line",
        ),
        (["list: Limits, or none.", "list: (Default 100)", "list: Expiry in seconds."], "on on line"),
        (["prose: The mast is tall.", "list: Expiry in seconds.", "prose: The sail is white."], "on line line"),
        (["table: 0 | It went well.", "table: 1 | It failed."], "on line"),
        (["prose: The mast is tall.", f"code: {PLACES['code'][1]}", "prose: The sail is white."], "on code on"),
        (["gone: Words", "gone: More words.", "gone: The end."], "on line on"),
    ],
)
def test_what_stands_on_a_line_of_its_own_in_the_source_does_so_in_the_answer(quotes: list[str], forms: str) -> None:
    claims = [claim(*quote.split(": ", 1)) for quote in quotes]
    assert " ".join(forms_of(claims, PASSAGES)) == forms


@pytest.mark.parametrize(("text", "form"), [("", "code"), ("A client is opened.", "on")])
def test_a_sentence_about_code_is_no_code(text: str, form: Form) -> None:
    assert forms_of([claim("code", PLACES["code"][1], text)], PASSAGES) == (form,)


def test_a_claim_without_citations_goes_on() -> None:
    assert forms_of([Claim(text="One.", citations=()), Claim(text="Two.", citations=())], PASSAGES) == ("on", "on")
