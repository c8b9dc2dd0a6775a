"""Signatures as Standard Webhooks writes them, so that its libraries verify ours.

Signed is ``id.timestamp.body`` with HMAC-SHA256; the secret is shown as ``whsec_`` and base64.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

PREFIX: Final = "whsec_"


def secret_of(instance_secret: bytes, hook_id: int, turns: int = 0) -> bytes:
    """The key of one webhook, 32 bytes: it follows from the instance's, so it is stored nowhere. turns: how
    often it was made anew."""
    told = f"webhook:{hook_id}" + (f":{turns}" if turns else "")
    return hmac.digest(instance_secret, told.encode(), hashlib.sha256)


def shown(secret: bytes) -> str:
    """The key as people copy it."""
    return PREFIX + base64.b64encode(secret).decode()


def headers(
    secrets: Sequence[bytes], message_id: str, timestamp: int, body: bytes
) -> dict[str, str]:
    """The three headers of a message, with a signature of each secret. timestamp: seconds since 1970, of
    this attempt."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = (hmac.digest(secret, signed, hashlib.sha256) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }
