"""Headings and sentences become the questions that a person would ask of them, in that person's words, or none."""

import pytest

from builder.expect import find_proposals
from builder.expect.headings import ask_heading
from builder.expect.phrases import learn_casing
from builder.expect.sentences import ask_entry, ask_sentence
from builder.records import Passage

BOOK = """\
The current user is stored in the session. A session keeps the current user and its query parameters.
You read the query parameters of the path, and you write the response model to the response.
The server starts when the docker image is built. One can write a docker image and header parameters for the server.
"""
OTHER = "The header parameters and the query parameters of the current user go to the GraphQL server with UploadFile."


def passage(text: str, *headings: str, source: str = "book/one", number: int = 0) -> Passage:
    return Passage(id=f"{source}.{number}", source=source, kind="paragraph", headings=headings, text=text)


CASING = learn_casing([passage(BOOK), passage(OTHER, source="book/two")])


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Install the Docker Image for FastAPI", "How do I install the docker image for FastAPI?"),
        ("Installing Uvicorn", "How do I install Uvicorn?"),
        ("Step 3: Create an `UploadFile`", "How do I create an UploadFile?"),
        ("Get Current User", "How do I get the current user?"),
        ("Deploy your app to GraphQL (optional)", "How do I deploy my app to GraphQL?"),
        ('What is "Mounting"', "What is mounting?"),
        ("When to use a Session", "When should I use a session?"),
        ("How to Migrate from v1 to v2", "How do I migrate from v1 to v2?"),
        ("GraphQL with Strawberry", "How do I use GraphQL with Strawberry?"),
        ("UploadFile", "What is UploadFile?"),
        ("PUT vs. PATCH", "What is the difference between PUT and PATCH?"),
        ("Header Parameters", "What are header parameters?"),
    ],
)
def test_a_heading_is_asked_for(heading: str, question: str) -> None:
    assert next(ask_heading(heading, CASING)) == question


@pytest.mark.parametrize(
    "heading",
    [
        "Recap",
        "Introduction",
        "Check it",
        "Use the model",
        "Create `main.py`",
        "The next step",
        "Update the one above",
        "Technical Details",
        "File Parameters",
        "Running",
        "Update / Repair the GraphQL server",
        "Changes in your GraphQL",
        "",
    ],
)
def test_a_heading_that_only_its_page_explains_is_not(heading: str) -> None:
    assert list(ask_heading(heading, CASING)) == []


def test_a_heading_that_calls_a_thing_by_what_it_does_is_no_task() -> None:
    told = learn_casing([passage("The sharing level of a post is kept, and so is the streaming API.")])
    for heading in ("Sharing levels", "Streaming API"):
        assert not [one for one in ask_heading(heading, told) if one.startswith("How do I s")]
    assert list(ask_heading("Streaming videos", told)) == ["How do I stream videos?"]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("A middleware is a function that works with every request.", "What is a middleware?"),
        ('"Hashing" means converting some content into bytes.', "What is hashing?"),
        ("JWT stands for JSON Web Tokens in that specification.", "What does JWT stand for?"),
        ("To declare a request body, you use Pydantic models.", "How do I declare a request body?"),
        ("Or, to declare a request body, you use Pydantic models.", "How do I declare a request body?"),
        ("To mount a GraphQL server, a path must be given to it.", "How do I mount a GraphQL server?"),
        ("To mount a GraphQL server, click the button of the server.", "How do I mount a GraphQL server?"),
        ("To mount a GraphQL server, either reconnect the session or wait.", "How do I mount a GraphQL server?"),
        ("If you want to pin your version, you can set it in your file.", "How do I pin my version?"),
        ("You can use UploadFile to receive large files.", "How do I receive large files?"),
        ("You can declare the type of your model by annotating it.", "How do I declare the type of my model?"),
        ("You don't need to install SQLite on your machine.", "Do I need to install SQLite on my machine?"),
        ("You shouldn't pin the version of starlette.", "Should I pin the version of starlette?"),
        (
            "If you don't declare a response model, FastAPI returns a dict.",
            "What happens if I don't declare a response",
        ),
        ("FastAPI doesn't require you to use a SQL database.", "Does FastAPI require me to use a SQL database?"),
        ("The default status code is 200 for all of these.", "What is the default status code?"),
        ("The difference between PUT and PATCH is what they replace.", "What is the difference between PUT and PATCH?"),
        ("Dataclasses were added in version 0.67 of the package.", "When were dataclasses added?"),
        ("SQLModel is built on top of SQLAlchemy and Pydantic.", "What is SQLModel built on?"),
        ("By default, GraphQL will return a response of 200.", "What does GraphQL return by default?"),
        ("Enums are useful for a fixed set of values.", "When are enums useful?"),
        ("GraphQL is faster because it asks less.", "Why is GraphQL faster?"),
        ("With OpenAPI you can generate clients in many languages.", "How do I generate clients in many languages?"),
        ("Dataclasses are deprecated since version 2.", "Are dataclasses deprecated?"),
    ],
)
def test_a_sentence_is_asked_for(sentence: str, question: str) -> None:
    assert next(ask_sentence(sentence, CASING)).startswith(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a function that works with every request.",
        "This means that the request is read again.",
        "The function is a part of the module.",
        "To do that, you use the same parameter as before.",
        "You can then declare it with the one above.",
        "When it starts is a matter of the server and its port.",
        "To create fluffy, you are calling the class of the cats.",
        "And so on.",
        "GraphQL is also used for the cache of the server.",
        "Sometimes GraphQL returns a response that is wrong.",
        "By default, the GraphQL server is not limited in any way.",
        "To reduce the risk of a GraphQL server, queries are off by default.",
        "To optimize the speed of queries, GraphQL keeps a session.",
        "To install GraphQL on a server, there are two steps for it.",
        "To allow you to find interesting models, GraphQL provides a server.",
        "You should see the docker image start without an error.",
        "Should you use it, then you may want to know what it is?",
    ],
)
def test_a_sentence_that_only_its_page_explains_is_not(sentence: str) -> None:
    assert list(ask_sentence(sentence, CASING)) == []


def test_an_option_is_asked_for_with_its_owner_where_its_name_says_little() -> None:
    entry = "max_age - The seconds for browsers to keep a response. Defaults to 600."
    assert list(ask_entry(entry, ("CORS", "Use CORSMiddleware"), CASING)) == [
        "What does max_age do in CORSMiddleware?",
        "What is the default of max_age in CORSMiddleware?",
    ]
    assert list(ask_entry("--no-server-header: leave the header out of all.", ("Flags",), CASING)) == [
        "What does --no-server-header do?"
    ]
    assert list(ask_entry("title: the name of the thing that is shown.", ("Flags",), CASING)) == []


def test_a_heading_of_many_documents_is_how_they_are_built() -> None:
    passages = [passage("Text.", "Page", "Install a server", source=f"book/{number}") for number in range(4)]
    assert find_proposals(passages) == ()
    assert len(find_proposals(passages[:3])) == 3


def test_proposals_stand_in_document_order_and_each_wording_once() -> None:
    passages = [
        passage("To mount a server, you call the method mount.", "Site", "Mount a server"),
        passage("A hull is a body of a ship.", "Site", "Hulls", number=1),
        passage("Add a command to mount a server.", "Release Notes", "1.0", source="book/release-notes"),
        passage("To set a mast, you call the method set.", "Version history", "2.0", number=2),
    ]
    found = find_proposals(passages)
    assert [(one.text, one.rule, one.quote[:6]) for one in found] == [
        ("How do I mount a server?", "heading", ""),
        ("What is a hull?", "sentence", "A hull"),
    ]
    assert found == find_proposals(passages)
