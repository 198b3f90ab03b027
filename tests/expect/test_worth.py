"""An answer that tells nothing away from its page does not serve the person who asks."""

import pytest

from builder.expect import find_proposals, is_served
from builder.records import Passage


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("How do I create a middleware?", ["To create a middleware you use the decorator `@app.middleware`."]),
        ("How do I install PyJWT?", ["Add pyjwt to your project:", "$ uv add pyjwt"]),
        ("What is an origin?", ["An origin is the combination of protocol, domain, and port."]),
        ("Should I pin the version of starlette?", ["You shouldn't pin the version of starlette."]),
        ("What are tokens?", ["Tokens are signed texts that a server trusts."]),
        ("What is mypy?", ["mypy is used to check types."]),
        ("Do I need a database?", ["You don't need a database, a plain file will serve."]),
    ],
)
def test_served(question: str, sentences: list[str]) -> None:
    assert is_served(question, sentences)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("How do I return a custom response?", ["Now, let's see how you could return a custom response in XML."]),
        ("How do I add custom headers?", ["In an advanced scenario of an error, you can add custom headers."]),
        ("How do I reduce duplication?", ["Reducing code duplication is one of the core ideas in FastAPI."]),
        ("How do I use JSONResponse?", ["You can return the data directly instead of a JSONResponse."]),
        ("How do I use the encoder?", ["You can use the encoder for that."]),
        ("What is a hull?", ["A ship with a hull is faster than all of them."]),
        ("Can I declare a subtype?", ["You can also declare a subtype."]),
        ("What are the security schemes?", ["The security schemes are one of the ones above."]),
        ("What are environment variables?", ["Environment variables are used by default."]),
        ("What are retries?", ["Retries are only available in version 2."]),
        ("What is Windows?", ["On Windows, the recommended option is a mount by WebDAV."]),
        ("What is the cache?", ["The cache is always optional on servers."]),
        (
            "What happens if I have issues with proxies?",
            ["If you have issues with proxies, please refer to our guide."],
        ),
        ("How do I declare model attributes?", ["You can use Field."]),
    ],
)
def test_not_served(question: str, sentences: list[str]) -> None:
    assert not is_served(question, sentences)


def test_a_default_is_asked_only_of_a_thing_that_is_named() -> None:
    def asked(text: str, *headings: str) -> list[str]:
        passage = Passage(id="b/a.1", source="b/a", kind="paragraph", headings=headings, text=text)
        return [one.text for one in find_proposals([passage]) if one.text.startswith("What is the default")]

    port = "The default port is 587 for all of the mail that leaves."
    assert asked(port, "SMTP") == asked(port, "SMTP", "Port") == []
    assert asked(port, "Ports") == ["What is the default port?"]
    assert asked("The default SMTP port is 587 for mail.", "Mail") == ["What is the default SMTP port?"]
    assert asked("The default behavior is to raise an error.", "Timeouts") == []
