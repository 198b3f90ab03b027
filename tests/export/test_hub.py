"""A model hub on this machine: what is fetched is pinned, goes on where it broke, and holds nothing that runs."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from builder.errors import EngineError
from builder.export.adding import Wish, add_model
from builder.export.hub import fetch
from builder.model_store import list_models

GOLDEN = Path(__file__).parent.parent / "golden" / "generation" / "llama"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {path.name: path.read_bytes() for path in GOLDEN.iterdir() if path.is_file() and path.name != "golden.json"}
FILES |= {"modeling_evil.py": b"raise SystemExit", "pytorch_model.bin": b"evil"}


class Hub(BaseHTTPRequestHandler):
    """Speaks as much of the hub's language as fetching a model needs."""

    asked: ClassVar[list[str]] = []
    broken: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if self.path.startswith("/api/models/us/tiny/tree/"):
            kept = [(name, content, hashlib.sha1(content).hexdigest()) for name, content in FILES.items()]
            self.send_json([{"type": "file", "path": name, "size": len(one), "oid": oid} for name, one, oid in kept])
        elif self.path.startswith("/api/models/us/tiny"):
            self.send_json({"id": "us/tiny", "sha": COMMIT, "siblings": [{"rfilename": name} for name in FILES]})
        elif self.path.startswith(f"/us/tiny/resolve/{COMMIT}/") and (name := self.path.rsplit("/", 1)[-1]) in FILES:
            self.send_file(name)
        else:
            self.send_response(404)
            self.end_headers()

    def send_json(self, value: Any) -> None:
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send_file(self, name: str) -> None:
        content = FILES[name]
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")[0])
        if self.command == "GET":
            self.asked.append(f"{name} from {start}")
        self.send_response(206 if start else 200)
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.command == "GET" and name in self.broken:
            self.broken.remove(name)
            self.wfile.write(content[start : start + len(content) // 2])
            self.connection.close()
        elif self.command == "GET":
            self.wfile.write(content[start:])

    def log_message(self, format: str, *args: Any) -> None:
        return None


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Hub]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Hub.asked.clear()
    Hub.broken.clear()
    address = f"http://127.0.0.1:{server.server_port}"
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", address)
    template = address + "/{repo_id}/resolve/{revision}/{filename}"
    for module in ("constants", "file_download"):
        monkeypatch.setattr(f"huggingface_hub.{module}.HUGGINGFACE_CO_URL_TEMPLATE", template, raising=False)
    yield Hub
    server.shutdown()
    server.server_close()


def test_a_model_is_fetched_pinned_and_added(hub: type[Hub], tmp_path: Path) -> None:
    add_model(Wish(source="us/tiny", precision="fp32"), tmp_path, told=lambda text: None)
    (model,) = list_models(tmp_path)
    assert (model.name, model.source, model.revision) == ("tiny", "us/tiny", COMMIT)
    fetched = {line.split(" ")[0] for line in hub.asked}
    assert "model.safetensors" in fetched and not fetched & {"modeling_evil.py", "pytorch_model.bin"}
    assert not list((tmp_path / ".downloads").iterdir())  # a download is not kept beside what was made of it


def test_a_second_time_nothing_is_fetched_again(hub: type[Hub], tmp_path: Path) -> None:
    fetch("us/tiny", tmp_path)
    before = list(hub.asked)
    assert fetch("us/tiny@main", tmp_path).revision == COMMIT
    assert hub.asked == before


def test_what_broke_off_is_fetched_to_its_end(hub: type[Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The hub's client keeps what it has in pieces of 10 MB.
    monkeypatch.setitem(FILES, "large.safetensors", bytes(range(256)) * 100_000)
    hub.broken.append("large.safetensors")
    try:
        folder = fetch("us/tiny", tmp_path).folder
    except EngineError:
        folder = fetch("us/tiny", tmp_path).folder
    assert (folder / "large.safetensors").read_bytes() == FILES["large.safetensors"]
    starts = [int(line.split(" from ")[1]) for line in hub.asked if line.startswith("large")]
    assert starts[0] == 0 and starts[-1] > 10_000_000


def test_what_the_hub_does_not_have_is_told(hub: type[Hub], tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="the hub does not give out 'us/other'"):
        fetch("us/other", tmp_path)
