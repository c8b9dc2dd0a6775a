"""As much of what comes in as the door must understand, before the SDK does."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar.types import Receive

from affresco.mcp.model import Wish

BODY_LIMIT: Final = 16 * 1024 * 1024
"""Bytes: a picture of 8 MB in base64, and words."""
STREAMED: Final = frozenset({"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
"""Revisions in which a host begins, and answers by requests of its own."""
LEVEL: Final = "io.modelcontextprotocol/logLevel"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON-RPC message. hears: whether the host wants to hear of it before the answer. early: whether it is
    of a revision before 2026-07-28. able: what the host says it can, when it begins; session: the same, from
    what it was given then. question: the id of a question of ours that this answers."""

    method: str | None = None
    id: int | str | None = None
    wish: Wish = Wish("")
    hears: bool = False
    able: dict[str, Any] = {}
    session: dict[str, Any] | None = None
    revision: str = ""
    question: str = ""

    @property
    def early(self) -> bool:
        return not self.revision or self.revision in STREAMED


def read(body: bytes, revision: str) -> Message | None:
    """None for what is no JSON in UTF-8: nothing may reach the SDK that was not understood here. revision: of
    the header, "" without one."""
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    message = _object(found)
    params = _object(message.get("params"))
    meta = _object(params.get("_meta"))
    method, number = _text(message.get("method")), message.get("id")
    answers = not method and ("result" in message or "error" in message)
    return Message(
        method=method or None,
        id=number if isinstance(number, int | str) else None,
        wish=Wish(method, _text(params.get("name")) or _text(params.get("uri"))),
        hears=meta.get("progressToken") is not None or meta.get(LEVEL) is not None,
        able=_object(params.get("capabilities")),
        revision=revision,
        question=_text(number) if answers else "",
    )


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def renumbered(body: bytes, number: int) -> str:
    """An answer with the id that the call itself gave its question."""
    found = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    found["id"] = msgspec.Raw(str(number).encode())
    return msgspec.json.encode(found).decode()


def again(body: bytes, receive: Receive) -> Receive:
    """Receives the body once more, then what comes after it."""
    waiting = [body]

    async def once_more() -> Any:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return once_more
