"""The shipped models propose questions for a real page, answer them once they are accepted, and turn the rest down."""

import json

import pytest
from conftest import World

PAGE = """\
# Middleware

A "middleware" is a function that works with every request before it is processed by any path operation.

## Create a middleware

To create a middleware you use the decorator `@app.middleware("http")` on top of a function.

## Background tasks

You can define background tasks to be run after returning a response. This is useful for operations that need to happen
after a request, but that the client does not have to wait for.

## Recap

Now you know it.
"""
LOG = (
    '{"query": "what is middleware", "count": 9}\n{"query": "how to deploy on kubernetes", "count": 4}\n"k8s deploy"\n'
)


def test_from_a_page_and_a_log_to_published_answers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANSWERBOOK_ENGINE")
    for path in (world.root / "seeds/ships/documents").iterdir():
        path.unlink()
    world.write("seeds/ships/documents/middleware.md", PAGE)
    world.write("seeds/ships/questions.yml", "# mine\n")
    log = world.write("log.jsonl", LOG)
    records = [json.loads(line) for line in world.run("expect", "--log", str(log), "--json").splitlines()]
    asked = {record["question"]: record for record in records}
    create = asked["How do I create a middleware?"]
    assert create["answer"] == [
        'To create a middleware you use the decorator @app.middleware("http") on top of a function.'
    ]
    (what,) = (record for question, record in asked.items() if question.startswith("What is"))
    assert what["asked"] == 9
    assert what["answer"][0].startswith('A "middleware" is a function')
    assert not any("Recap" in question or "kubernetes" in question for question in asked)
    assert world.run("gaps", "--log", str(log)).count("kubernetes") == 1
    world.run("expect", "--reject", what["id"])
    world.run("expect", "--accept", "--all")
    answers = world.answers()
    assert answers["how-do-i-create-a-middleware", None]["state"] == "answered"
    assert (what["id"], None) not in answers
    assert world.run("expect", "--json") == ""
