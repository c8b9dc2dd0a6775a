"""The person's word before anything is published.

The first call of a publishing tool publishes nothing: it answers with a preview. Where the host can ask the
person itself (elicitation), it does; else the preview carries a confirmation, and a second call with it
publishes. A confirmation is bound to exactly this content, this account and this assistant, and is good for
some minutes; the same one twice publishes once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Final

import msgspec

from affresco.mcp.errors import NotConfirmed
from affresco.mcp.model import Caller

SECONDS: Final = 15 * 60


def confirmation_for(caller: Caller, tool: str, content: msgspec.Struct) -> str:
    """A confirmation for this content: all that the person says yes to."""
    until = int(time.time()) + SECONDS
    return f"{until:x}.{_sign(caller, tool, content, until)}"


def key_of(caller: Caller, tool: str, content: msgspec.Struct, confirmation: str) -> str:
    """What makes the same confirmation publish once. Raises NotConfirmed."""
    until, dot, signature = confirmation.strip().partition(".")
    try:
        ends = int(until[:12], 16)
    except ValueError:
        ends = 0
    right = hmac.compare_digest(signature.encode(), _sign(caller, tool, content, ends).encode())
    if not (dot and right and time.time() < ends):
        raise NotConfirmed(minutes=SECONDS // 60)
    return f"mcp-{signature}"


def _sign(caller: Caller, tool: str, content: msgspec.Struct, until: int) -> str:
    secret = hashlib.sha256(b"confirmations\x00" + caller.runtime.secret).digest()
    bearer = caller.bearer
    holder = f"g{bearer.grant_id}" if bearer.grant_id is not None else f"t{bearer.token_id}"
    head = f"{caller.me.id}\x00{holder}\x00{tool}\x00{until}\x00".encode()
    digest = hmac.new(secret, head + msgspec.json.encode(content, order="sorted"), hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()[:24]).decode()
