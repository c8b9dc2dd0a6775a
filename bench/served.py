"""The application as it is served in a measurement: itself, and bare answers beside it."""

from __future__ import annotations

from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from affresco import wiring


def app() -> ASGIApp:
    """``GET /bare/SIZE``: that many bytes, from the server alone, without any framework."""
    real = wiring.app_from_environment()

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        path: Any = scope.get("path", "")
        if not path.startswith("/bare/"):
            await real(scope, receive, send)
            return
        body = b"x" * int(path.removeprefix("/bare/"))
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return serve
