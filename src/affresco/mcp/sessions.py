"""Sessions of the revisions before 2026-07-28, without memory: the id is what the host said it can.

It opens nothing (a token does, at every request), so nobody gains by making one up.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from typing import Any, Final

import msgspec
from litestar.types import Send

from affresco.mcp.messages import Message

HEADER: Final = "mcp-session-id"
KEPT: Final = ("elicitation", "sampling", "roots")
"""What a host can do for us. Hosts that can do none of it get no session."""
LONGEST: Final = 1_000
"""Characters of an id."""
KEY_BYTES: Final = 18
_KEY: Final = re.compile(r"([A-Za-z0-9_-]{24})\.([0-9]{1,9})")


def issue(able: dict[str, Any]) -> str:
    """An id for a host that can do these things; "" where there is nothing to remember."""
    kept = {name: value for name, value in able.items() if name in KEPT and isinstance(value, dict)}
    told = base64.urlsafe_b64encode(msgspec.json.encode(kept)).decode().rstrip("=")
    found = f"{secrets.token_urlsafe(12)}.{told}"
    return found if kept and len(found) <= LONGEST else ""


def read(session: str) -> dict[str, Any] | None:
    """What the host can; None for an id that is none of ours."""
    _nonce, dot, told = session.partition(".")
    if not dot or len(session) > LONGEST:
        return None
    try:
        text = base64.b64decode(told + "=" * (-len(told) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(text, type=dict[str, Any])
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None


def issuing(message: Message, send: Send) -> Send:
    """``send``, with a session's id on the answer to a host that begins and can do something for us."""
    session = issue(message.able) if message.method == "initialize" and message.able else ""
    if not session:
        return send

    async def with_session(event: Any) -> None:
        if event["type"] == "http.response.start" and event["status"] == 200:
            headers = [*event["headers"], (HEADER.encode(), session.encode())]
            event = {**event, "headers": headers}
        await send(event)

    return with_session


def name(key: str, number: object) -> str:
    """A question's id outside, where many calls ask at once."""
    return f"{key}.{number}"


def meant(question: str) -> tuple[str, int] | None:
    """(key, number) of a question's id; None for what is none of ours."""
    found = _KEY.fullmatch(question)
    return (found[1], int(found[2])) if found is not None else None
