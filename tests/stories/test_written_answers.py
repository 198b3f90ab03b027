"""A tiny quoting model, exported by optimum, words a book from end to end; what it invents is never published.

The golden model was taught to invent a second price and to change every age; tests/golden/generation/make_quoter.py.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import World

from builder.checks.gates import find_faults
from builder.engines.devices import count_gpus
from builder.engines.generator.generator import load_generator
from builder.format import read_answers, read_books, read_project
from builder.pipeline import load_site
from builder.pipeline.trials import TYPICAL_ANSWER
from builder.proposals import Writer, make_wishes, read_prompt_form
from builder.wording import is_by_model

GOLDEN = Path(__file__).parent.parent / "golden" / "generation"
QUOTER = GOLDEN / "quoter"
KILLS = int(os.environ.get("ANSWERBOOK_KILLS", "5"))
# A build in batches of two prompts that notes how many prompts the model is asked.
NOTING = """
import sys
from builder.engines.generator import generator, remembered
remembered.BATCH = 2
generate = generator.OnnxGenerator.generate
def noting(self, prompts, **rest):
    with open("asked", "a") as file:
        print(len(prompts), file=file)
    return generate(self, prompts, **rest)
generator.OnnxGenerator.generate = noting
from builder.cli import run
sys.exit(run(sys.argv[1:]))
"""
THINGS = {
    "kettle": "The weight of the kettle is 7 kg. The age of the kettle is 30 years. "
    "The home of the kettle is not Oslo.",
    "lamp": "The colour of the lamp is blue. The weight of the lamp is 12 kg. The price of the lamp is 35 euros.",
}
ASKED = {
    "lamp-colour": "What is the colour of the lamp?",
    "lamp-weight": "What is the weight of the lamp?",
    "lamp-price": "What is the price of the lamp?",
    "kettle-weight": "What is the weight of the kettle?",
    "kettle-age": "What is the age of the kettle?",
    "kettle-home": "What is the home of the kettle?",
}


@pytest.fixture
def shop(world: World) -> World:
    """A book about things the golden model was taught to speak of."""
    shutil.rmtree(world.root / "seeds")
    world.write("seeds/shop/book.yml", "title: Shop\ndocuments:\n  - path: documents\n")
    world.write(
        "seeds/shop/questions.yml",
        "questions:\n" + "".join(f"  - id: {name}\n    ask: {ask}\n" for name, ask in ASKED.items()),
    )
    for thing, facts in THINGS.items():
        world.write(f"seeds/shop/documents/{thing}.md", f"# {thing.title()}\n\n{facts}\n")
    form = (GOLDEN / "quoter-templates" / "prompts" / "answer.txt").read_text("utf-8")
    world.write("templates/prompts/answer.txt", form)
    return world


def said_by_the_model(world: World) -> dict[str, str]:
    """What the model says before any gate, by question."""
    project = read_project(world.root)
    gathered = load_site(project, engine="toy")
    generator = load_generator(QUOTER, threads=1)
    writer = Writer(name="quoter", generator=generator, form=read_prompt_form(project.root / "templates"))
    wishes = make_wishes(gathered.answers, gathered.questions, gathered.site.passages, writer)
    texts = generator.generate([wish.prompt for wish in wishes], most=100)
    return {wish.answer.question.partition("/")[2]: text for wish, text in zip(wishes, texts, strict=True)}


def build(world: World, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(world.run("build", "--json", *arguments))
    assert world.code == 0, world.talk
    return found


def claims(world: World) -> Mapping[tuple[str, str | None], list[str]]:
    return {place: [claim["text"] for claim in answer["claims"]] for place, answer in world.answers().items()}


def test_a_model_words_a_book_and_its_inventions_are_left_out(shop: World) -> None:
    raw = said_by_the_model(shop)
    assert len(raw) == len(ASKED)
    assert "99 euros" in raw["lamp-price"] and "77 years" in raw["kettle-age"]  # it does invent
    found = build(shop, "--model", str(QUOTER))
    assert found["model_calls"]["language model"] == len(ASKED)
    assert found["warnings"] == ["quoter ran on the CPU, because no GPU answers here"] or count_gpus()
    published = claims(shop)
    assert published["lamp-colour", None] == ["The colour of the lamp is blue."]  # the model said that it is not
    assert published["lamp-weight", None] == ["The weight of the lamp is 12 kg."]
    assert published["lamp-price", None] == ["The price of the lamp is 35 euros."]
    assert published["kettle-age", None] == ["The age of the kettle is 30 years."]  # the quote itself, in the end
    assert published["kettle-home", None] == ["The home of the kettle is not Oslo."]
    site = "".join(path.read_text("utf-8") for path in (shop.root / "site" / "answers").rglob("*.html"))
    assert "99 euros" not in site and "77 years" not in site


def test_every_published_sentence_passes_the_gates(shop: World) -> None:
    build(shop, "--model", str(QUOTER))
    project = read_project(shop.root)
    gathered = load_site(project, engine="toy")
    known = {passage.id: passage for passage in gathered.site.passages}
    written = [answer for book in read_books(project) for answer in read_answers(book) if is_by_model(answer.engine)]
    assert len(written) >= 2
    for answer in written:
        assert answer.claims and answer.engine.startswith("model:quoter ")
        for claim in answer.claims:
            assert claim.support >= 0.5 and find_faults(claim, known, composed=False) == []


def test_what_a_model_wrote_stands_without_the_model(shop: World) -> None:
    build(shop, "--model", str(QUOTER))
    before = {path: path.read_bytes() for path in (shop.root / "seeds").rglob("*.yml")}
    for folder in (".answerbook", "build", "site"):
        shutil.rmtree(shop.root / folder)
    found = build(shop)  # as in a clone: no cache, no model
    assert "language model" not in found["model_calls"]
    assert {path: path.read_bytes() for path in (shop.root / "seeds").rglob("*.yml")} == before
    again = build(shop, "--model", str(QUOTER))
    assert again["model_calls"]["language model"] < len(ASKED)  # only where all was left out


def test_an_edited_document_has_only_its_answers_worded_anew(shop: World) -> None:
    build(shop, "--model", str(QUOTER))
    shop.edit("seeds/shop/documents/lamp.md", "35 euros", "37 euros")
    found = build(shop, "--model", str(QUOTER))
    assert 0 < found["model_calls"]["language model"] <= len(ASKED)
    assert claims(shop)["lamp-price", None] == ["The price of the lamp is 37 euros."]
    assert claims(shop)["lamp-weight", None] == ["The weight of the lamp is 12 kg."]


def test_a_person_keeps_the_last_word(shop: World) -> None:
    build(shop, "--model", str(QUOTER))
    assert shop.run("approve", "lamp-weight") is not None and shop.code == 0, shop.talk
    shop.write(
        "templates/prompts/answer.txt",
        shop.root.joinpath("templates/prompts/answer.txt").read_text("utf-8").replace("quoter 1", "quoter 2"),
    )
    build(shop, "--model", str(QUOTER))
    assert shop.answers()["lamp-weight", None]["state"] == "approved"


def test_a_dry_run_counts_and_changes_nothing(shop: World) -> None:
    build(shop)
    before = {path: path.read_bytes() for path in (shop.root / "seeds").rglob("*.yml")}
    (work,) = json.loads(shop.run("build", "--dry-run", "--model", str(QUOTER), "--json"))
    assert (work["model"], work["prompts"]) == ("quoter", len(ASKED))
    assert work["tokens"] > 20 * len(ASKED) and work["minutes"] > 0
    assert {path: path.read_bytes() for path in (shop.root / "seeds").rglob("*.yml")} == before
    again = json.loads(shop.run("build", "--dry-run", "--model", str(QUOTER), "--json"))[0]
    assert again["minutes"] > work["minutes"] / 20  # a trial is never taken from the cache
    assert again["answer_tokens"] == TYPICAL_ANSWER * len(ASKED) and again["device"] in ("cpu", "cuda")
    said = shop.run("build", "--dry-run", "--model", str(QUOTER))
    told = (
        rf"quoter: {len(ASKED)} prompts, [\d,]+ tokens to read and about 900 to write: about 1 min on this machine's "
    )
    assert re.match(told, said), said
    build(shop, "--model", str(QUOTER))
    known = shop.run("build", "--dry-run", "--model", str(QUOTER))
    assert known == "quoter: nothing to ask, every answer is known.\n"


def test_two_models_vote(shop: World, tmp_path: Path) -> None:
    other = Path(shutil.copytree(QUOTER, tmp_path / "twin"))
    (other / "config.json").write_text(
        (QUOTER / "config.json").read_text("utf-8") + "\n", "utf-8"
    )  # another fingerprint
    found = build(shop, "--model", str(QUOTER), "--model", str(other))
    assert found["model_calls"]["language model"] == 2 * len(ASKED)
    assert claims(shop)["lamp-weight", None] == ["The weight of the lamp is 12 kg."]
    page = (shop.root / "site/answers/shop/comparison/index.html").read_text("utf-8")
    assert "<code>quoter</code>" in page and "<code>twin</code>" in page
    answer = (shop.root / "site/answers/shop/lamp-weight/index.html").read_text("utf-8")
    assert "the language models <code>quoter</code> and <code>twin</code></a>" in answer
    shop.edit("seeds/shop/documents/lamp.md", "blue", "green")
    build(shop, "--model", str(QUOTER), "--model", str(other))
    assert (shop.root / "site/answers/shop/comparison/index.html").is_file()  # of answers that stand as well
    assert "model:quoter+twin " in (shop.root / "seeds/shop/answers/lamp-weight.yml").read_text("utf-8")


def test_spread_over_processes_the_answers_are_the_same(shop: World) -> None:
    build(shop, "--model", str(QUOTER))
    alone = claims(shop)
    shutil.rmtree(shop.root / "seeds/shop/answers")
    shutil.rmtree(shop.root / ".answerbook")
    found = build(shop, "--model", str(QUOTER), "--spread", "local:2")
    assert claims(shop) == alone
    assert found["warnings"] == ["quoter ran on the CPU, because no GPU answers here"] or count_gpus()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--model", "nobody"), "no model called 'nobody' on this machine"),
        (("--frozen", "--model", "x"), "--frozen composes nothing"),
        (("--dry-run",), "name one with --model"),
        (("--dry-run", "--model", "x", "--spread", "local:2"), "leave out --spread"),
        (("--spread", "everywhere"), "`everywhere` is no way to spread work"),
    ],
)
def test_what_cannot_be_is_told(shop: World, arguments: tuple[str, ...], message: str) -> None:
    shop.run("build", *arguments)
    assert shop.code == (1 if "nobody" in arguments else 2) and message in shop.talk


def test_a_killed_run_goes_on_where_it_was(shop: World, tmp_path: Path) -> None:
    """Batches of two prompts, killed at random moments: a batch at most is done again, and the bytes are the same."""
    command = [sys.executable, "-c", NOTING, "build", "--model", str(QUOTER)]
    start, wanted, work = (tmp_path / name for name in ("start", "wanted", "work"))
    shutil.copytree(shop.root, start)
    shutil.copytree(shop.root, wanted)
    began = time.monotonic()
    subprocess.run(command, cwd=wanted, check=True, capture_output=True)
    lasts = time.monotonic() - began
    answers = {path.name: path.read_bytes() for path in (wanted / "seeds/shop/answers").iterdir()}
    chance = random.Random(KILLS)
    for _ in range(KILLS):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(start, work)
        with subprocess.Popen(command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            time.sleep(chance.uniform(0, lasts))
            child.send_signal(signal.SIGKILL)
            child.wait()
        subprocess.run(command, cwd=work, check=True, capture_output=True)
        asked = [int(line) for line in (work / "asked").read_text("utf-8").split()]
        assert len(ASKED) <= sum(asked) <= len(ASKED) + 2, f"killed after {asked}"
        assert {path.name: path.read_bytes() for path in (work / "seeds/shop/answers").iterdir()} == answers
