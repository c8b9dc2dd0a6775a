"""Signatures as Standard Webhooks writes them, so that its libraries verify ours.

Signed is ``id.timestamp.body`` with HMAC-SHA256; the secret is shown as ``whsec_`` and base64.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

PREFIX: Final = "whsec_"


def secret_of(instance_secret: bytes, hook_id: int) -> bytes:
    """The key of one webhook, 32 bytes: it follows from the instance's, so it is stored nowhere."""
    return hmac.digest(instance_secret, f"webhook:{hook_id}".encode(), hashlib.sha256)


def shown(secret: bytes) -> str:
    """The key as people copy it."""
    return PREFIX + base64.b64encode(secret).decode()


def headers(secret: bytes, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of a message. timestamp: seconds since 1970, of this attempt."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
    }
