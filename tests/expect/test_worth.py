"""An answer that tells nothing away from its page does not serve the person who asks."""

import pytest

from builder.expect import is_served


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("How do I create a middleware?", ["To create a middleware you use the decorator `@app.middleware`."]),
        ("How do I install PyJWT?", ["Add pyjwt to your project:", "$ uv add pyjwt"]),
        ("What is an origin?", ["An origin is the combination of protocol, domain, and port."]),
        ("Should I pin the version of starlette?", ["You shouldn't pin the version of starlette."]),
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
        ("How do I declare model attributes?", ["You can use Field."]),
    ],
)
def test_not_served(question: str, sentences: list[str]) -> None:
    assert not is_served(question, sentences)
