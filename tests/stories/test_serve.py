"""`serve` shows an edit without a model in the reload, survives a mistake, and takes MkDocs along when it ends."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

from conftest import World

SERVE = "from builder.cli import main\nmain()"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if what():
                return
        time.sleep(0.2)
    raise AssertionError("waited in vain")


def test_serve_follows_edits(world: World) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/answers/ships/mast/"

    def shows(words: str) -> bool:
        with urllib.request.urlopen(url, timeout=5) as page:
            return words in page.read().decode("utf-8")

    command = [sys.executable, "-c", SERVE, "serve", "--address", f"127.0.0.1:{port}"]
    talk = world.root / "build.log"
    with talk.open("wb") as log, subprocess.Popen(command, cwd=world.root, stdout=log, stderr=log) as child:
        try:
            wait_for(lambda: shows("is 48 m tall"))
            world.edit("seeds/ships/questions.yml", "topic: Rig", "topik: Rig")
            wait_for(lambda: "unknown key `topik` in a question" in talk.read_text("utf-8"))
            world.edit("seeds/ships/questions.yml", "topik: Rig", "topic: Rig")
            world.edit("seeds/ships/documents/fregatte.md", "48 m", "49 m")
            wait_for(lambda: shows("is 49 m tall"))
            wait_for(lambda: talk.read_text("utf-8").count("answers up to date: ") == 2)
            said = talk.read_text("utf-8")
            assert said.rindex("edits shown: 0 model calls, ") < said.rindex("answers up to date: ")
        finally:
            child.terminate()
            child.wait(timeout=20)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "MkDocs is still serving"
