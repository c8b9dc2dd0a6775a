"""Somebody's program on loopback that takes webhooks and checks them as Standard Webhooks says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """messages: (headers in small letters, body) as they came. answers: the statuses of the next answers,
    then 200; of these, a redirect leads to ``/elsewhere``. paths: that were asked for."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/hook"
        self.messages: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.paths: list[str] = []

    def read(self, number: int = -1, *, secret: str | None = None) -> Any:
        """What a message says; with the secret, only where its signature, which may be one of several, is
        right and fresh."""
        headers, body = self.messages[number]
        if secret is not None:
            key = base64.b64decode(secret.removeprefix("whsec_"))
            signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}"
            wanted = base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest())
            assert f"v1,{wanted.decode()}" in headers["webhook-signature"].split()
            assert abs(time.time() - int(headers["webhook-timestamp"])) < 300
        return json.loads(body)

    def signatures(self, number: int = -1) -> list[str]:
        """Of a message."""
        return self.messages[number][0]["webhook-signature"].split()

    def ids(self) -> list[str]:
        """Of all messages that came, in order."""
        return [headers["webhook-id"] for headers, _ in self.messages]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A program that listens while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            program.paths.append(self.path)
            program.messages.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = program.answers.pop(0) if program.answers else 200
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    program = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield program
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
