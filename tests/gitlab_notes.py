"""A small server that keeps the notes of a merge request as GitLab does, for the tests of the recipes."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest


class Notes(BaseHTTPRequestHandler):
    """Keeps notes as GitLab does: newest first, each with a number; somebody else's is there already."""

    kept: dict[int, str] = {}  # noqa: RUF012
    asked: list[tuple[str, str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        notes = [{"id": number, "body": body} for number, body in sorted(self.kept.items(), reverse=True)]
        self._answer(200, json.dumps(notes).encode())

    def do_POST(self) -> None:
        self._keep(max(self.kept) + 1)

    def do_PUT(self) -> None:
        self._keep(int(self.path.rpartition("/")[2]))

    def _keep(self, number: int) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        self.kept[number] = parse_qs(body)["body"][0]
        self._answer(200, b"{}")

    def _answer(self, code: int, content: bytes) -> None:
        self.asked.append((self.command, self.path, self.headers["PRIVATE-TOKEN"]))
        self.send_response(code)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    made = HTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()
