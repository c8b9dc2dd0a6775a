"""Reading what is left of a body before it is refused: of whom, how much, how long."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from litestar.enums import ScopeType

from affresco.api.core import draining as module
from affresco.api.core.draining import LIMIT, draining

CHUNK = 32 << 10


async def refused(
    headers: dict[bytes, bytes],
    chunks: int,
    *,
    stalls: bool = False,
    body_limit: int = LIMIT,
) -> list[str]:
    """What happens, in order, when an application refuses at once, without a look at the body."""
    seen: list[str] = []
    left = chunks

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 401, "headers": []})
        await send({"type": "http.response.body", "body": b"no"})

    async def receive() -> Any:
        nonlocal left
        if stalls:
            await asyncio.Event().wait()
        left -= 1
        seen.append("read")
        return {"type": "http.request", "body": bytes(CHUNK), "more_body": left > 0}

    async def send(message: Any) -> None:
        seen.append(message["type"].rpartition(".")[2])

    scope = cast("Any", {"type": ScopeType.HTTP, "headers": list(headers.items())})
    await draining(app, body_limit)(scope, cast("Any", receive), send)
    return seen


@pytest.mark.parametrize(
    ("headers", "reads"),
    [
        ({}, 0),
        ({b"content-length": b"100"}, 0),
        ({b"content-length": b"98304"}, 3),
        ({b"transfer-encoding": b"chunked"}, 3),
        ({b"content-length": str(LIMIT + 1).encode()}, 0),
        ({b"content-length": b"9" * 400}, 0),
        ({b"content-length": "²".encode("latin-1")}, 0),
        ({b"content-length": b"98304", b"expect": b"100-continue"}, 0),
    ],
)
async def test_what_is_left_is_read_before_the_answer(
    headers: dict[bytes, bytes], reads: int
) -> None:
    assert await refused(headers, 3) == ["read"] * reads + ["start", "body"]


async def test_nobody_sends_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    chunked = {b"transfer-encoding": b"chunked"}
    endless = await refused(chunked, 1 << 30)
    assert endless[-2:] == ["start", "body"]
    assert len(endless) * CHUNK < 2 * LIMIT
    monkeypatch.setattr(module, "SECONDS", 0.1)
    assert await asyncio.wait_for(refused(chunked, 3, stalls=True), 2) == ["start", "body"]


async def test_a_body_of_a_length_that_is_not_said_is_read_to_the_limit_of_bodies() -> None:
    seen = await refused({b"transfer-encoding": b"chunked"}, 100, body_limit=4 * CHUNK)
    assert seen == ["read"] * 4 + ["start", "body"]
