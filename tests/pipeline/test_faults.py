"""Full disks, damaged caches, files in the way: told by name, inputs untouched, the last site whole."""

import resource
import signal
import subprocess
import sys

import pytest
from conftest import World

BUILD = "import sys\nfrom builder.cli import run\nsys.exit(run(['build']))"


def limited(limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


@pytest.mark.parametrize("limit", [0, 500, 4000, 100_000])
def test_a_full_disk(world: World, limit: int) -> None:
    world.run("build")
    world.edit("seeds/ships/documents/fregatte.md", "48 m", "50 m")
    before = world.files("site", "docs", "seeds/ships/documents")
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=world.root, capture_output=True, text=True, preexec_fn=lambda: limited(limit)
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("error: "), done.stderr
    assert "File too large" in done.stderr
    assert world.files("site", "docs", "seeds/ships/documents") == before
    world.run("build")
    assert world.code == 0
    assert world.run("verify").startswith("Sound: ")


@pytest.mark.parametrize("name", [".answerbook", "build", "seeds/ships/answers"])
def test_a_file_where_a_folder_should_be(world: World, name: str) -> None:
    path = world.write(name, "in the way")
    world.run("build")
    assert world.code == 1
    assert world.talk.startswith(f"error: {name}"), world.talk
    assert path.read_text("utf-8") == "in the way"
    assert not (world.root / "site").exists()


def test_somebody_else_s_build_folder_is_left_alone(world: World) -> None:
    path = world.write("build/lib/program.o", "precious")
    world.run("build")
    assert (world.code, world.talk) == (
        1,
        "error: build: this folder holds files that Answerbook did not make\n"
        "hint: move them elsewhere: Answerbook needs `build/` for itself\n",
    )
    assert path.read_text("utf-8") == "precious"


def test_a_build_killed_at_its_very_first_file_is_taken_up(world: World) -> None:
    left = world.write("build/.answerbook-28d7f3525d2548a5b79c01a8c49b158a", "half writ")
    world.run("build")
    assert (world.code, left.exists()) == (0, False)


def test_verify_names_what_is_damaged(world: World) -> None:
    world.run("build")
    assert world.run("verify") == "Sound: the cache, the answers and the site hold what was written.\n"
    value = next((world.root / ".answerbook/cache").glob("packs/*"))
    value.write_bytes(value.read_bytes()[:-1])
    (world.root / "site/index.html").write_bytes(b"")
    world.edit("seeds/ships/answers/mast.yml", "state: answered", "state: answred")
    said = world.run("verify")
    assert world.code == 1
    assert f"error: {value.relative_to(world.root).as_posix()}: does not hold what was written\n" in said
    assert "hint: nothing is lost: it was taken away, and a build that needs it makes it anew\n" in said
    assert not value.exists()
    assert "error: site: is not what the last build wrote\nhint: run `answerbook build`\n" in said
    assert (
        "error: seeds/ships/answers/mast.yml:5: `state` cannot be `answred`\nhint: did you mean `answered`?\n" in said
    )
    world.edit("seeds/ships/answers/mast.yml", "state: answred", "state: answered")
    world.run("build")
    assert world.run("verify").startswith("Sound: ")
