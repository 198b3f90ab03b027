"""What the command says and how it leaves: exact words, one shape, the right exit code."""

import errno
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import World

from builder import cli
from builder.cli import VERBS, run, say

COMMAND = (sys.executable, "-c", "from builder.cli import main; main()")


def test_the_version(world: World) -> None:
    assert re.fullmatch(r"answerbook \d+\.\d+\.\d+\n", world.run("--version"))
    assert world.code == 0


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example_and_says_what_the_table_says(world: World, verb: str) -> None:
    said = world.run(verb, "--help")
    assert world.code == 0
    assert "Example: " in said
    assert VERBS[verb] in " ".join(said.split())


def test_help_loads_no_verb() -> None:
    code = (
        "import sys\nfrom builder.cli import run\nrun(['--help'])\n"
        "heavy = {'numpy', 'onnxruntime', 'mkdocs', 'jinja2', 'builder.pipeline'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.rstrip().endswith("[]")


def test_a_misspelt_verb(world: World) -> None:
    assert world.run("biuld") == ""
    assert (world.code, world.talk) == (
        2,
        "error: there is no verb `biuld`; did you mean `build`?\nhint: see `answerbook --help`\n",
    )


def test_no_verb_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert capsys.readouterr().err.startswith("Usage: answerbook [OPTIONS] VERB [ARGS]...\n")


def test_a_misspelt_option(world: World) -> None:
    assert world.run("build", "--forzen") == ""
    assert world.code == 2
    assert world.talk.startswith("error: no such option")
    assert world.talk.endswith("hint: see `answerbook build --help`\n")


@pytest.mark.parametrize(("name", "verb"), [("-C", "build"), ("--project", "check"), ("--version", "ask")])
def test_an_option_of_the_command_behind_the_verb(world: World, name: str, verb: str) -> None:
    world.run(verb, name, ".")
    assert world.code == 2
    assert world.talk.endswith(f"hint: `{name}` stands before the verb: see `answerbook --help`\n")


def test_outside_of_any_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "build"]) == 1
    assert capsys.readouterr().err == (
        f"error: {tmp_path}: no mkdocs.yml here or in any folder above\n"
        "hint: run `answerbook init` to start a site in this folder\n"
    )


def test_a_mistake_in_a_file_is_told_with_its_line(world: World) -> None:
    world.edit("seeds/ships/questions.yml", "    topic: Rig", "    topik: Rig")
    assert world.run("build") == ""
    assert (world.code, world.talk) == (
        1,
        "error: seeds/ships/questions.yml:4: unknown key `topik` in a question\nhint: did you mean `topic`?\n",
    )
    assert not (world.root / "site").exists()


def test_a_project_without_books(world: World) -> None:
    (world.root / "seeds" / "ships" / "book.yml").unlink()
    world.run("build")
    assert (world.code, world.talk) == (
        1,
        "error: seeds: no book here: a book is a folder with a book.yml\nhint: run `answerbook init` to start one\n",
    )


@pytest.mark.parametrize("address", ["foo", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:0", "127.0.0.1:x", "a.b:80"])
def test_an_address_that_is_none_is_refused_before_any_work(world: World, address: str) -> None:
    world.run("serve", "--address", address)
    assert (world.code, world.talk) == (
        2,
        f"error: `{address}` is no address to serve at: give one like 127.0.0.1:8000\n"
        "hint: see `answerbook serve --help`\n",
    )
    assert not (world.root / "build").exists()


def test_a_port_that_is_taken_is_told_before_any_work(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        world.run("serve", "--address", address)
    assert (world.code, world.talk) == (
        1,
        f"error: cannot serve at {address}: {os.strerror(errno.EADDRINUSE)}\n"
        "hint: end what serves there, or name another port with --address\n",
    )
    assert not (world.root / "build").exists()


PLUGIN = (
    "error: mkdocs.yml: `plugins` does not name `answerbook`, so the site would hold no answers\n"
    "hint: add `answerbook` to `plugins`, or run `answerbook init`, which does it, or says in which line to\n"
)


@pytest.mark.parametrize("plugins", ["plugins: [search]", "plugins: {search: {}}", "# answerbook"])
def test_a_site_that_would_hold_no_answers_is_not_built(world: World, plugins: str) -> None:
    world.run("build")
    site = world.files("site")
    world.edit("mkdocs.yml", "plugins: [answerbook]", plugins)
    assert world.run("build") == ""
    assert (world.code, world.talk, world.files("site")) == (1, PLUGIN, site)
    assert PLUGIN in world.run("check")
    assert world.code == 1
    assert "WRONG  plugin: " in world.run("doctor")


@pytest.mark.parametrize("plugins", ["plugins: {answerbook: {}}", "plugins: [answerbook: {strict_policy: true}]"])
def test_a_plugin_with_options_is_found(world: World, plugins: str) -> None:
    world.edit("mkdocs.yml", "plugins: [answerbook]", plugins)
    assert "ok     project: " in world.run("doctor")
    assert "plugin: " not in world.run("doctor")
    world.write("parent.yml", (world.root / "mkdocs.yml").read_text("utf-8"))
    world.write("mkdocs.yml", "INHERIT: parent.yml\n")
    assert "plugin: " not in world.run("doctor")


def test_a_folder_without_a_project_is_nothing_that_the_doctor_finds_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", str(tmp_path), "doctor"])
    assert f"WRONG  project: {tmp_path}: no mkdocs.yml here or in any folder above\n" in capsys.readouterr().out


def test_a_bug_leaves_its_traceback_in_a_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli.group, "main", broken)
    world.run("build")
    assert world.code == 3
    first, second = world.talk.splitlines()
    assert first == "error: a bug: ZeroDivisionError: by zero"
    path = re.fullmatch(r"hint: the traceback is in (\S+); please report it", second)
    assert path is not None
    kept = Path(path[1])
    assert "raise ZeroDivisionError" in kept.read_text("utf-8")
    kept.unlink()


def test_every_letter_is_printed_where_the_system_writes_files_in_another_encoding(tmp_path: Path) -> None:
    code = (
        "from builder import cli\nfrom builder.cli import say\n"
        "cli.run = lambda arguments: say.result('“old” → “new” \\udcff') or say.note('→') or 0\ncli.main()"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stdout.decode("utf-8").splitlines(), done.stderr.decode("utf-8").splitlines()) == (
        0,
        ["“old” → “new” \\udcff"],
        ["→"],
    )


def test_where_no_terminal_is_a_long_run_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 29.0, 29.5])
    monkeypatch.setattr(say, "time", SimpleNamespace(monotonic=lambda: next(now)))
    with say.Progress() as quick:
        quick("answering: 1 of 80")
    now = iter([0.0, *map(float, range(5, 80, 5)), 80.0])
    with say.Progress() as progress:
        for number in range(5, 80, 5):
            progress(f"answering: {number} of 80")
    assert capsys.readouterr().err == "answering: 30 of 80…\nanswering: 60 of 80…\n"


def test_an_interruption(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.group, "main", interrupted)
    world.run("build")
    assert (world.code, world.talk) == (130, "interrupted\n")


def test_an_unknown_book(world: World) -> None:
    world.run("answers", "shops")
    assert (world.code, world.talk) == (1, "error: there is no book `shops`\nhint: did you mean `ships`?\n")


def test_an_unknown_question(world: World) -> None:
    world.run("why", "mats")
    assert (world.code, world.talk) == (
        1,
        "error: there is no question or passage `mats`\nhint: did you mean `mast`?\n",
    )


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("crew@schoner", "did you mean `crew@schooner`?"),
        ("crew@boat", "`answerbook answers` lists what there is"),
        ("ships/mast@schooner", "`ships/mast` is asked of the whole book: name it without a document"),
    ],
)
def test_a_slip_in_a_document_never_leads_to_the_answers_of_all(world: World, wanted: str, hint: str) -> None:
    world.run("build")
    world.run("reject", wanted)
    assert world.talk == f"error: there is no question or passage `{wanted}`\nhint: {hint}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(world: World, shell: str) -> None:
    assert "_ANSWERBOOK_COMPLETE" in world.run("completion", shell)


def test_doctor(world: World) -> None:
    said = world.run("doctor", "--json")
    told = {check["name"]: check for check in json.loads(said)}
    assert told["project"]["told"] == "Test, 1 book, 4 listed questions"
    assert all(check["fine"] for check in told.values()), said
    world.write("mkdocs.yml", "site_name: Test\n")
    said = world.run("doctor")
    assert world.code == 1
    assert "WRONG  plugin: mkdocs.yml: `plugins` does not name `answerbook`, so the site would hold no answers" in said


def test_whoever_stops_reading_has_heard_enough(world: World) -> None:
    read, write = os.pipe()
    os.close(read)
    for arguments in (["answers", "--json"], ["--help"]):
        done = subprocess.run(
            [*COMMAND, "-C", str(world.root), *arguments], check=False, stdout=write, stderr=subprocess.PIPE
        )
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_no_bug(world: World) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "-C", str(world.root), "answers"], check=False, stdout=full, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr.decode()) == (
        1,
        "error: what this prints could not be written: No space left on device\n"
        "hint: free space where it goes, or send it elsewhere\n",
    )
